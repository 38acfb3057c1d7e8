"""Running the Slack door until somebody stops it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from http.server import HTTPServer

from rich.console import Console

from bot.settings import AdvisorSettings
from bot.wiring import opened_slack
from catalog.errors import UsageError

DEFAULT_ADDRESS = "127.0.0.1:3000"


def serve_until_stopped(
    settings: AdvisorSettings, console: Console, http: str, *, socket_mode: bool, health: str = ""
) -> int:
    """Answers in Slack until an interrupt or a request to end; `health` is where Socket Mode has its health page. Raises
    UsageError and NotUsable."""
    if http and socket_mode:
        raise UsageError("Choose one of --socket-mode and --http.")
    if http and health:
        raise UsageError("Over HTTP the health page stands at the same address, under /health: leave --health out.")
    over_http = bool(http) or (not socket_mode and settings.slack_app_token is None)
    host, port = address_of(http or DEFAULT_ADDRESS)
    with stop_signal() as stopped, opened_slack(settings, console) as service:
        if over_http:
            server = service.server(host, port)
            console.print(f"Listening for Slack at http://{host}:{server.server_port}/slack/events; Ctrl-C ends.")
            with _served(server):
                stopped.wait()
            return 0
        with _served(service.health_server(*address_of(health))) if health else nullcontext():
            socket = service.socket()
            socket.connect()
            console.print("Connected to Slack; Ctrl-C ends.")
            stopped.wait()
            socket.close()
    return 0


@contextmanager
def _served(server: HTTPServer) -> Iterator[None]:
    """A server that answers meanwhile."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def stop_signal() -> Iterator[threading.Event]:
    """An event that is set by Ctrl-C and by a request to end."""
    stopped = threading.Event()
    before = {each: signal.signal(each, lambda *_: stopped.set()) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def address_of(text: str) -> tuple[str, int]:
    """HOST:PORT in its parts. Raises UsageError."""
    host, colon, port = text.rpartition(":")
    if not (colon and port.isascii() and port.isdigit() and int(port) < 65536):
        raise UsageError(f"“{text}” is no address; give HOST:PORT, such as {DEFAULT_ADDRESS}.")
    return host.strip("[]") or "127.0.0.1", int(port)
