"""The HTTP side: Slack's signed requests, and a page that tells whether all is well."""

from __future__ import annotations

import hmac
import json
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_LOG = logging.getLogger(__name__)
PATH, HEALTH = "/slack/events", "/health"
LATEST = 300
"""So many seconds old a request may be: https://docs.slack.dev/authentication/verifying-requests-from-slack"""
LARGEST = 2_000_000
"""No request of Slack's has so many bytes."""
REMEMBERED = 10_000
Dispatch = Callable[[str, Mapping[str, str]], tuple[int, str, str]]
"""Answers the body and the headers of a request with a status, a body and its type."""
Visit = Callable[[str, str, Mapping[str, str]], tuple[int, str, list[tuple[str, str]]] | None]
"""Answers a browser's path, query and headers with a status, a body and headers; None for no such page."""
Report = Callable[[], Mapping[str, Any]]


class Guard:
    """Tells whether a request is Slack's own, fresh, and not one that was seen before."""

    def __init__(self, secret: str, clock: Callable[[], float] = time.time) -> None:
        self._secret, self._clock = secret.encode(), clock
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def admits(self, body: bytes, stamp: str, signature: str) -> bool:
        """Whether the request may be looked at. Nothing of it is read before that is known."""
        if not (stamp.isascii() and stamp.isdigit()) or abs(self._clock() - int(stamp)) > LATEST:
            return False
        made = "v0=" + hmac.new(self._secret, b"v0:%s:%s" % (stamp.encode(), body), sha256).hexdigest()
        if not signature.isascii() or not hmac.compare_digest(made, signature):
            return False
        return _is_readable(body) and self._is_new(signature)

    def _is_new(self, signature: str) -> bool:
        with self._lock:
            if signature in self._seen:
                return False
            self._seen[signature] = None
            while len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
        return True


def _is_readable(body: bytes) -> bool:
    """Whether a body is what Slack sends: a JSON object, or a form."""
    try:
        text = body.decode("utf-8")
        return not text.startswith(("{", "[")) or isinstance(json.loads(text), dict)
    except ValueError:
        return False


class SlackServer(ThreadingHTTPServer):
    """Answers Slack's requests, each in its own thread. `report` is what the health page tells."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, address: tuple[str, int], answer: Dispatch, visit: Visit, guard: Guard, report: Report) -> None:
        self.answer, self.visit, self.guard, self.report = answer, visit, guard, report
        super().__init__(address, _Request)


class _Request(BaseHTTPRequestHandler):
    server: SlackServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """The health page: 200 where all is well, 503 where not; and the pages by which the app is installed."""
        path, _, query = self.path.partition("?")
        if path != HEALTH:
            status, body, headers = self.server.visit(path, query, dict(self.headers)) or (404, "", [])
            self._answer(status, body.encode("utf-8"), headers=headers)
            return
        told = self.server.report()
        self._answer(200 if told["fine"] else 503, json.dumps(dict(told)).encode(), "application/json")

    def do_POST(self) -> None:
        """A request of Slack's; 401 for whatever is not surely one."""
        length = self.headers.get("Content-Length", "")
        if self.path != PATH or not (length.isascii() and length.isdigit()) or int(length) > LARGEST:
            self.close_connection = True
            self._answer(404 if self.path != PATH else 401, b"")
            return
        body = self.rfile.read(int(length))
        stamp = self.headers.get("X-Slack-Request-Timestamp", "")
        if not self.server.guard.admits(body, stamp, self.headers.get("X-Slack-Signature", "")):
            self._answer(401, b"")
            return
        status, answer, kind = self.server.answer(body.decode("utf-8"), dict(self.headers))
        self._answer(status, answer.encode("utf-8"), kind)

    def _answer(
        self, status: int, body: bytes, kind: str = "text/plain", headers: Sequence[tuple[str, str]] = ()
    ) -> None:
        self.send_response(status)
        for name, value in headers or (("Content-Type", kind),):
            if name.casefold() != "content-length":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Requests are not logged: their texts are people's."""
