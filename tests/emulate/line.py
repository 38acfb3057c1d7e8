"""The line between the bot and emulate: it writes down what is called, breaks when it is told to, and puts a few calls in
the form that emulate knows; README.md says which, and where Slack documents the bot's.

Answers to one person go to an address that came with what they did. Slack has such addresses, emulate has none: they lead
here.
"""

from __future__ import annotations

import json
import socket
import threading
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode

API, RESPONSE = "/api/", "/response"
FORM = "application/x-www-form-urlencoded"
KNOWN_AS = {"files.getUploadURLExternal": {"alt_txt": "alt_text"}}
"""What emulate calls an argument, by Slack's name for it."""
_NOT_PASSED_ON = {"host", "connection", "content-length", "transfer-encoding", "content-type"}


@dataclass
class Call:
    """A call of the Web API as the bot made it, and what emulate answered; `heard` is whether the bot was told."""

    method: str
    args: dict[str, Any]
    token: str
    answer: dict[str, Any] = field(default_factory=dict)
    heard: bool = True

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return bool(self.answer.get("ok"))


class Line(ThreadingHTTPServer):
    """Hands everything on to the port `upstream`."""

    daemon_threads = True

    def __init__(self) -> None:
        self.upstream = 0
        self.calls: list[Call] = []
        self.responses: list[dict[str, Any]] = []
        self._breaks: list[tuple[str, bool]] = []
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Passing)

    @property
    def url(self) -> str:
        """Where Slack seems to be."""
        return f"http://127.0.0.1:{self.server_port}"

    def of(self, method: str) -> list[Call]:
        """The calls of a method, in order."""
        return [call for call in self.calls if call.method == method]

    def breaks(self, method: str, *, after: bool) -> None:
        """The next call of a method loses its connection: `after` it was done, or before it arrives."""
        with self._lock:
            self._breaks.append((method, after))

    def breaking(self, method: str) -> bool | None:
        """Whether this call is lost after it was done (True) or before (False); None where it is not."""
        with self._lock:
            for one in self._breaks:
                if one[0] == method:
                    self._breaks.remove(one)
                    return one[1]
        return None

    def handle_error(self, *_: Any) -> None:
        """A connection that breaks is what this is for."""


class _Passing(BaseHTTPRequestHandler):
    server: Line
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path, _, query = self.path.partition("?")
        if path == RESPONSE:
            self.server.responses.append(json.loads(body))
            self._answer(200, [("Content-Type", "text/plain")], b"ok")
            return
        if not path.startswith(API):
            self._answer(*self._asked(self.command, self.path, body, self.headers.get("Content-Type", "")))
            return
        method, kind = path.removeprefix(API), self.headers.get("Content-Type", "")
        args = _arguments(query, body, kind)
        call = Call(method, args, (self.headers.get("Authorization") or "").removeprefix("Bearer "))
        lost = self.server.breaking(method)
        if lost is not False:
            status, headers, answer = self._asked("POST", path, *_as_known(method, args, body, kind))
            call.answer = json.loads(answer) if status == 200 else {"status": status}
        call.heard = lost is None
        self.server.calls.append(call)
        if lost is None:
            self._answer(status, headers, answer)
        else:
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True

    def _asked(self, command: str, path: str, body: bytes, kind: str) -> tuple[int, list[tuple[str, str]], bytes]:
        headers = {name: value for name, value in self.headers.items() if name.casefold() not in _NOT_PASSED_ON}
        headers |= {"Content-Type": kind} if kind else {}
        upstream = HTTPConnection("127.0.0.1", self.server.upstream, timeout=20)
        try:
            upstream.request(command, path, body or None, headers)
            answer = upstream.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            upstream.close()

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            if name.casefold() not in _NOT_PASSED_ON - {"content-type"} | {"date", "keep-alive"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""


def _arguments(query: str, body: bytes, kind: str) -> dict[str, Any]:
    given: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
    if kind.startswith("application/json"):
        return given | json.loads(body or b"{}")
    return given | dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True))


def _as_known(method: str, args: dict[str, Any], body: bytes, kind: str) -> tuple[bytes, str]:
    """The body of a call and its type: JSON as it is, anything else as a form, whose names emulate knows."""
    if kind.startswith("application/json"):
        return body, kind
    names = KNOWN_AS.get(method, {})
    return urlencode({names.get(name, name): value for name, value in args.items()}).encode(), FORM
