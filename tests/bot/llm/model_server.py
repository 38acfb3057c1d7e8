"""A small server on the loopback that speaks OpenAI's chat completions, streamed, and plays scripted replies."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.loopback import serving

Request = dict[str, Any]
MOST_WAITED = 30.0


@dataclass(frozen=True)
class Calls:
    """A reply that calls tools. `raw` are the arguments as they go over the wire, where they are to be no JSON."""

    calls: tuple[tuple[str, dict[str, Any] | str], ...]
    before: str = ""


@dataclass(frozen=True)
class Says:
    """A reply in words, a few characters a piece. `pause` are seconds between pieces; `cut` ends the stream after so many
    pieces without a word; `stop` is the reason that the server gives for the end."""

    text: str
    pause: float = 0
    cut: int | None = None
    stop: str | None = "stop"


@dataclass(frozen=True)
class Fails:
    """An HTTP status with headers and a body."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: str = '{"error": {"message": "no", "type": "server_error", "code": null, "param": null}}'


@dataclass(frozen=True)
class Silent:
    """Nothing for some seconds; with `comments` lines that keep the connection alive all the while."""

    seconds: float
    comments: bool = False


@dataclass(frozen=True)
class Waits:
    """A reply in words, whose pieces come as the test lets them: each after the first takes one `go_on.release()`. `stop` as
    above."""

    pieces: tuple[str, ...]
    stop: str | None = "stop"
    go_on: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))


Reply = Calls | Says | Fails | Silent | Waits
Script = Callable[[Request], Reply]


def call(name: str, **arguments: Any) -> Calls:
    """A reply that calls one tool."""
    return Calls(((name, arguments),))


def tool_results(request: Request) -> list[Any]:
    """What tools handed back since the learner's last message."""
    results: list[Any] = []
    for message in request["messages"]:
        if message["role"] == "user":
            results = []
        elif message["role"] == "tool":
            results.append(json.loads(message["content"]))
    return results


class ModelServer(ThreadingHTTPServer):
    """Plays one reply after another, the last one again and again; or asks a script what to say."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: list[Reply] = []
        self.script: Script | None = None
        self.requests: list[Request] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def play(self, *replies: Reply) -> None:
        """Sets the replies that follow."""
        self.replies, self.script = list(replies), None

    def next(self, request: Request) -> Reply:
        with self._lock:
            self.requests.append(request)
            if self.script is not None:
                return self.script(request)
            return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.headers.append(dict(self.headers))
        self.server.paths.append(self.path)
        reply = self.server.next(request)
        with suppress(BrokenPipeError, ConnectionResetError):
            if isinstance(reply, Fails):
                self._fail(reply)
            elif request.get("stream"):
                self._stream(reply)

    def _fail(self, reply: Fails) -> None:
        body = reply.body.encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, reply: Reply) -> None:
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        if isinstance(reply, Silent):
            self._wait(reply)
        elif isinstance(reply, Says):
            self._say(reply)
        elif isinstance(reply, Calls):
            self._call(reply)
        elif isinstance(reply, Waits):
            self._say_when_told(reply)

    def _wait(self, reply: Silent) -> None:
        end = time.monotonic() + reply.seconds
        while time.monotonic() < end:
            time.sleep(0.05)
            if reply.comments:
                self.wfile.write(b": still here\n\n")
                self.wfile.flush()

    def _say(self, reply: Says) -> None:
        pieces = [reply.text[at : at + 7] for at in range(0, len(reply.text), 7)]
        for number, piece in enumerate(pieces):
            if reply.cut == number:
                return
            self._event({"content": piece})
            time.sleep(reply.pause)
        if reply.stop is not None:
            self._end(reply.stop)

    def _say_when_told(self, reply: Waits) -> None:
        for number, piece in enumerate(reply.pieces):
            if number:
                reply.go_on.acquire(timeout=MOST_WAITED)
            self._event({"content": piece})
        if reply.stop is not None:
            self._end(reply.stop)

    def _call(self, reply: Calls) -> None:
        if reply.before:
            self._event({"role": "assistant", "content": reply.before})
        for index, (name, arguments) in enumerate(reply.calls):
            raw = arguments if isinstance(arguments, str) else json.dumps(arguments)
            function = {"name": name, "arguments": ""}
            self._event(
                {"tool_calls": [{"index": index, "id": f"call_{index}", "type": "function", "function": function}]}
            )
            for at in range(0, len(raw), 25):
                self._event({"tool_calls": [{"index": index, "function": {"arguments": raw[at : at + 25]}}]})
        self._end("tool_calls")

    def _end(self, reason: str) -> None:
        self._event({}, finish_reason=reason)
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, delta: dict[str, Any], finish_reason: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        event = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def model_server() -> AbstractContextManager[ModelServer]:
    return serving(ModelServer())
