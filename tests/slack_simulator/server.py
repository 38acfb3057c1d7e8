"""The HTTP side: /api/, uploads, response URLs, and the page where an installation is agreed to."""

from __future__ import annotations

import json
import socket
import struct
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.slack_simulator import gateway, installing, responses
from tests.slack_simulator.args import parse_body
from tests.slack_simulator.faults import Fault
from tests.slack_simulator.journal import Call
from tests.slack_simulator.methods import files
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.state import State


class SlackServer(ThreadingHTTPServer):
    """A server on a free port of the loopback."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, state: State) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.state = state
        state.base_url = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is no error of ours; anything else is kept and raised in the end."""
        error = sys.exception()
        if error is not None and not isinstance(error, ConnectionError):
            self.state.journal.failures.append(error)


class _Handler(BaseHTTPRequestHandler):
    server: SlackServer

    def do_POST(self) -> None:
        self._serve()

    def do_GET(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - http.server's name
        """Nothing is printed."""

    def _serve(self) -> None:
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        room, _, rest = url.path.lstrip("/").partition("/")
        if room == "api":
            self._api(rest, url.query, body)
        elif room == "upload":
            self._plain(*self._locked_upload(rest.removeprefix("v1/"), body))
        elif room == "files-pri":
            self._file(rest.partition("/")[0])
        elif room == "response":
            self._plain(*responses.take(self.server.state, rest, self.headers.get("Content-Type", ""), body))
        elif url.path == "/oauth/v2/authorize":
            self._authorize(dict(parse_qsl(url.query)))
        else:
            self._plain(404, "not found")

    def _locked_upload(self, key: str, body: bytes) -> tuple[int, str]:
        with self.server.state.journal.changed:
            return files.receive(self.server.state, key, body)

    def _api(self, method: str, query: str, body: bytes) -> None:
        state, authorization = self.server.state, self.headers.get("Authorization", "")
        try:
            given = parse_body(self.headers.get("Content-Type", ""), body, query)
        except Refused as refused:
            return self._json(200, refused.answer())
        call = Call(method, given, authorization.removeprefix("Bearer "), state.clock.now())
        with state.journal.changed:
            fault = state.faults.for_call(method)
            call.fault = fault.kind if fault else None
            state.journal.calls.append(call)
            if not (fault and self._prevented(fault, call)):
                if fault and fault.kind == "stream_expires":
                    _expire_streams(state)
                call.status, call.answer = gateway.answer(state, method, given, authorization)
            state.journal.changed.notify_all()
        return self._reply(call, fault, gateway.scopes_of(state, authorization))

    def _prevented(self, fault: Fault, call: Call) -> bool:
        """Whether the fault comes before the method does anything; it says how the call is answered then."""
        if fault.kind == "rate_limited":
            wait = max(1, round(fault.seconds))
            call.status, call.answer = 429, {"ok": False, "error": "ratelimited", "retry_after": wait}
        elif fault.kind == "server_error":
            call.status, call.answer = 500, {"ok": False, "error": "internal_error"}
        elif fault.kind == "drop_before":
            call.status = 0
        else:
            return False
        return True

    def _reply(self, call: Call, fault: Fault | None, scopes: str) -> None:
        kind = fault.kind if fault else None
        if kind in ("drop_before", "drop_after"):
            return self._reset()
        if fault and kind == "slow":
            time.sleep(fault.seconds)
        if kind == "bad_json":
            return self._plain(200, '{"ok": tru')
        wait = call.answer.get("retry_after") if call.status == 429 else None
        headers = {"x-oauth-scopes": scopes} | ({"Retry-After": str(wait)} if wait else {})
        return self._json(call.status, call.answer, headers)

    def _reset(self) -> None:
        """Hang up without an answer, so that the caller sees a reset."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.rfile.close()
        self.connection.close()

    def _authorize(self, query: dict[str, str]) -> None:
        """Somebody agrees; who it is, a test says by `user`."""
        state = self.server.state
        try:
            with state.journal.changed:
                target = installing.authorize(state, query.pop("user"), query)
        except Refused as refused:
            return self._json(400, refused.answer())
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        return self.end_headers()

    def _file(self, name: str) -> None:
        state = self.server.state
        token = state.world.tokens.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
        file = state.world.files.get(name)
        if token is None or token.revoked or file is None or file.content is None or file.team != token.team:
            return self._plain(404, "not found")
        return self._send(200, "application/octet-stream", file.content)

    def _json(self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        self._send(status, "application/json; charset=utf-8", json.dumps(body).encode(), headers)

    def _plain(self, status: int, body: str) -> None:
        self._send(status, "text/plain; charset=utf-8", body.encode())

    def _send(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _expire_streams(state: State) -> None:
    for channel in state.world.channels.values():
        for message in channel.messages:
            if message.stream == "open":
                message.stream = "expired"
