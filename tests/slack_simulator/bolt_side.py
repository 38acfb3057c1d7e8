"""A real Bolt app behind a real HTTP server: the other side of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from slack_bolt import App as BoltApp
from slack_bolt import BoltRequest, BoltResponse
from slack_sdk import WebClient

from tests.loopback import serving
from tests.slack_simulator import SlackSimulator, Workspace


def bolt_app(sim: SlackSimulator, team: Workspace, **more: Any) -> BoltApp:
    """An app of one workspace that talks to the simulator."""
    client = WebClient(sim.token(team), base_url=sim.base_url)
    return BoltApp(client=client, signing_secret=sim.app.signing_secret, **more)


@contextmanager
def listening(sim: SlackSimulator, app: BoltApp) -> Iterator[str]:
    """The app listens at this address, and the simulator knows of it; its OAuth flow has its pages there."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.give(app.dispatch(BoltRequest(body=body, headers=dict(self.headers))))

        def do_GET(self) -> None:
            flow, (path, _, query) = app.oauth_flow, self.path.partition("?")
            assert flow is not None
            pages = {flow.install_path: flow.handle_installation, flow.redirect_uri_path: flow.handle_callback}
            self.give(pages[path](BoltRequest(body="", query=query, headers=dict(self.headers))))

        def give(self, answer: BoltResponse) -> None:
            self.send_response(answer.status)
            for name, values in answer.headers.items():
                for value in values:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body.encode())

        def log_message(self, *args: Any) -> None:
            """Nothing is printed."""

    class Server(ThreadingHTTPServer):
        request_queue_size = 128

    with serving(Server(("127.0.0.1", 0), Handler)) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        sim.app.request_url = f"{address}/slack/events"
        yield address
        sim.app.request_url = None
