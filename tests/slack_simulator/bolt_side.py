"""A real Bolt app behind a real HTTP server: the other side of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from slack_bolt import App as BoltApp
from slack_bolt import BoltRequest
from slack_sdk import WebClient

from tests.loopback import serving
from tests.slack_simulator import SlackSimulator, Workspace


def bolt_app(sim: SlackSimulator, team: Workspace, **more: Any) -> BoltApp:
    """An app of one workspace that talks to the simulator."""
    client = WebClient(sim.token(team), base_url=sim.base_url)
    return BoltApp(client=client, signing_secret=sim.app.signing_secret, **more)


@contextmanager
def listening(sim: SlackSimulator, app: BoltApp) -> Iterator[None]:
    """The app listens, and the simulator knows where."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            answer = app.dispatch(BoltRequest(body=body, headers=dict(self.headers)))
            self.send_response(answer.status)
            for name, value in answer.first_headers_without_set_cookie().items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body.encode())

        def log_message(self, *args: Any) -> None:
            """Nothing is printed."""

    class Server(ThreadingHTTPServer):
        request_queue_size = 128

    with serving(Server(("127.0.0.1", 0), Handler)) as server:
        sim.app.request_url = f"http://127.0.0.1:{server.server_port}/slack/events"
        yield
        sim.app.request_url = None
