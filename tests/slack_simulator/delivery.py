"""Handing things to the bot: over HTTP or a socket, with acknowledgements timed and events tried again."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.slack_simulator.faults import Fault
from tests.slack_simulator.journal import Delivery
from tests.slack_simulator.signing import signed
from tests.slack_simulator.socket_mode import SocketHub
from tests.slack_simulator.state import State

REASONS = {"operation_timeout": "http_timeout", "http_error": "http_error", "connection_failed": "connection_failed"}
FINAL = (None, "no_retry", "no_request_url")
Acknowledged = Callable[[Delivery], None]


class Courier:
    """Delivers each thing on a thread of its own.

    `ack_within` is how many seconds the bot has; `retry_after` how long after a failure an event comes again.
    """

    def __init__(
        self,
        state: State,
        hub: SocketHub,
        acknowledged: Acknowledged,
        ack_within: float,
        retry_after: tuple[float, ...],
    ) -> None:
        self.state, self.hub, self.acknowledged = state, hub, acknowledged
        self.ack_within, self.retry_after = ack_within, retry_after
        self._stopped = threading.Event()
        self._threads: list[threading.Thread] = []

    def deliver(self, kind: str, payload: dict[str, Any]) -> Delivery:
        """Begin a delivery; the record of its first attempt."""
        first = self._record(kind, payload, 0)
        thread = threading.Thread(target=self._run, args=(first,), daemon=True)
        self._threads = [one for one in self._threads if one.is_alive()] + [thread]
        thread.start()
        return first

    def close(self) -> None:
        """No more attempts; waits for those under way."""
        self._stopped.set()
        self.hub.stop()
        for thread in self._threads:
            thread.join(self.ack_within + 1)

    def _record(self, kind: str, payload: dict[str, Any], retry: int) -> Delivery:
        made = Delivery(kind, payload, retry)
        with self.state.journal.changed:
            self.state.journal.deliveries.append(made)
        return made

    def _run(self, first: Delivery) -> None:
        try:
            again = self._attempt(first, None)
            if first.kind == "event":
                self._again(first, again)
        except Exception as error:  # noqa: BLE001 - kept, and raised where the simulator ends
            self.state.journal.failures.append(error)

    def _again(self, first: Delivery, extra: int) -> None:
        """Try a failed event again; send a well received one `extra` times more."""
        last = first
        for number, wait in enumerate(self.retry_after, start=1):
            if last.error in FINAL or self._stopped.wait(wait):
                break
            reason = REASONS.get(last.error, "unknown_error")
            last = self._record(first.kind, first.payload, number)
            extra += self._attempt(last, reason)
        for _ in range(extra):
            if not self._stopped.is_set():
                self._attempt(self._record(first.kind, first.payload, last.retry + 1), "http_timeout")

    def _attempt(self, record: Delivery, reason: str | None) -> int:
        """One attempt; how many times more a fault wants the event delivered."""
        with self.state.journal.changed:
            fault = self.state.faults.for_delivery(record.kind)
        begun = time.monotonic()
        if self.hub.ever_connected:
            self._by_socket(record, reason)
        else:
            self._by_http(record, reason)
        taken = time.monotonic() - begun
        with self.state.journal.changed:
            self._judge(record, taken, fault)
            if record.error is None:
                self.acknowledged(record)
            record.done = True
            self.state.journal.changed.notify_all()
        return fault.extra if fault and fault.kind == "redeliver" else 0

    def _judge(self, record: Delivery, taken: float, fault: Fault | None) -> None:
        if fault and fault.kind == "ack_lost":
            record.error = "operation_timeout"
        elif record.error is None:
            record.seconds = taken + (fault.seconds if fault and fault.kind == "ack_slow" else 0)
            if record.seconds > self.ack_within:
                record.error = "operation_timeout"

    def _by_socket(self, record: Delivery, reason: str | None) -> None:
        record.by = "socket"
        answered, body = self.hub.send(record.kind, record.payload, record.retry, reason, self.ack_within)
        record.body = body
        record.error = None if answered else "operation_timeout"

    def _by_http(self, record: Delivery, reason: str | None) -> None:
        url = self.state.app.request_url
        if url is None:
            record.error = "no_request_url"
            return
        kind, body = _encoded(record)
        headers = {"Content-Type": kind, "User-Agent": "Slackbot 1.0"}
        headers |= signed(self.state.app.signing_secret, body, time.time())
        if reason:
            headers |= {"X-Slack-Retry-Num": str(record.retry), "X-Slack-Retry-Reason": reason}
        try:
            self._post(record, url, headers, body)
        except TimeoutError:
            record.error = "operation_timeout"
        except (OSError, http.client.HTTPException):
            record.error = "connection_failed"

    def _post(self, record: Delivery, url: str, headers: dict[str, str], body: bytes) -> None:
        place = urlsplit(url)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=self.ack_within)
        try:
            connection.request("POST", place.path or "/", body, headers)
            response = connection.getresponse()
            record.status, record.body = response.status, _decoded(response.read())
            if response.status != 200:
                record.error = "no_retry" if response.headers.get("X-Slack-No-Retry") else "http_error"
        finally:
            connection.close()


def _encoded(record: Delivery) -> tuple[str, bytes]:
    if record.kind == "event":
        return "application/json", json.dumps(record.payload).encode()
    form = record.payload if record.kind == "command" else {"payload": json.dumps(record.payload)}
    return "application/x-www-form-urlencoded", urlencode(form).encode()


def _decoded(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body.decode("utf-8", "replace")
