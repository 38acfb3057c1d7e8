"""The HTTP side: Slack's signed requests, and a page that tells whether all is well."""

from __future__ import annotations

import hmac
import json
import logging
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

_LOG = logging.getLogger(__name__)
PATH, HEALTH = "/slack/events", "/health"
LATEST = 300
"""So many seconds old a request may be: https://docs.slack.dev/authentication/verifying-requests-from-slack"""
LARGEST = 2_000_000
"""No request of Slack's has so many bytes."""
REMEMBERED = 10_000
LONGEST_NUMBER = 12
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

    def admits(self, body: bytes, stamp: str, signature: str, kind: str = "") -> bool:
        """Whether the request may be looked at; `kind` is the type of its body. Nothing is read before that is known."""
        if not _is_number(stamp) or abs(self._clock() - int(stamp)) > LATEST:
            return False
        made = "v0=" + hmac.new(self._secret, b"v0:%s:%s" % (stamp.encode(), body), sha256).hexdigest()
        if not signature.isascii() or not hmac.compare_digest(made, signature):
            return False
        return _is_readable(body, kind) and self._is_new(signature)

    def forget(self, signature: str) -> None:
        """A request that failed here may come again as it was."""
        with self._lock:
            self._seen.pop(signature, None)

    def _is_new(self, signature: str) -> bool:
        with self._lock:
            if signature in self._seen:
                return False
            self._seen[signature] = None
            while len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
        return True


def _is_number(text: str) -> bool:
    """Whether a header holds a number of a size that it can have; more digits than that are an error to Python."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER


def _is_readable(body: bytes, kind: str) -> bool:
    """Whether a body is what Slack sends: a JSON object, or a form, in which a payload is a JSON object too."""
    try:
        text = body.decode("utf-8")
        if kind.partition(";")[0].strip().lower() == "application/json" or text.startswith(("{", "[")):
            return _is_object(text)
        form = parse_qs(text, keep_blank_values=True)
        return bool(form) and all(map(_is_object, form.get("payload", ())))
    except (ValueError, RecursionError):
        return False


def _is_object(text: str) -> bool:
    read = json.loads(text)
    return isinstance(read, dict) and isinstance(read.get("event", {}), dict)


class HealthServer(ThreadingHTTPServer):
    """Answers with the health page alone: 200 where all is well, 503 where not. `report` is what it tells."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(
        self,
        address: tuple[str, int],
        report: Report,
        handler: Callable[..., BaseHTTPRequestHandler] | None = None,
    ) -> None:
        self.report = report
        super().__init__(address, handler or _HealthPage)

    def handle_error(self, *_: Any) -> None:
        """A line that breaks is no failure of ours, and nothing is printed."""
        _LOG.info("A connection ended: %s", sys.exc_info()[0])


class SlackServer(HealthServer):
    """Answers Slack's requests, each in its own thread, beside the health page."""

    def __init__(self, address: tuple[str, int], report: Report, answer: Dispatch, visit: Visit, guard: Guard) -> None:
        self.answer, self.visit, self.guard = answer, visit, guard
        super().__init__(address, report, _Request)


class _HealthPage(BaseHTTPRequestHandler):
    server: HealthServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """The health page."""
        if self.path != HEALTH:
            self._answer(404, b"")
            return
        told = self.server.report()
        self._answer(200 if told["fine"] else 503, json.dumps(dict(told)).encode(), "application/json")

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


class _Request(_HealthPage):
    server: SlackServer

    def do_GET(self) -> None:
        """The health page, and the pages by which the app is installed."""
        path, _, query = self.path.partition("?")
        page = self.server.visit(path, query, dict(self.headers))
        if page is None:
            super().do_GET()
            return
        status, body, headers = page
        self._answer(status, body.encode("utf-8"), headers=headers)

    def do_POST(self) -> None:
        """A request of Slack's; 401 for whatever is not surely one."""
        length = self.headers.get("Content-Length", "")
        if self.path != PATH or not _is_number(length) or int(length) > LARGEST:
            self.close_connection = True
            self._answer(404 if self.path != PATH else 401, b"")
            return
        body = self.rfile.read(int(length))
        stamp, signature = (self.headers.get(f"X-Slack-{name}", "") for name in ("Request-Timestamp", "Signature"))
        admitted = self.server.guard.admits(body, stamp, signature, self.headers.get("Content-Type", ""))
        if len(body) < int(length) or not admitted:
            self._answer(401, b"")
            return
        status, answer, kind = self.server.answer(body.decode("utf-8"), dict(self.headers))
        if status >= 500:
            self.server.guard.forget(signature)
        self._answer(status, answer.encode("utf-8"), kind)
