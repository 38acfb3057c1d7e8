"""Socket Mode: WebSockets on the loopback, over which the app gets what HTTP would bring."""

from __future__ import annotations

import contextlib
import json
import queue
import secrets
import socket
import socketserver
import threading
import uuid
from typing import Any

from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import State as Phase
from websockets.server import ServerProtocol

from tests.slack_simulator.journal import Journal

TYPES = {"event": "events_api", "command": "slash_commands", "interaction": "interactive"}


class Connection:
    """One WebSocket. `condition` is "open", "frozen" (reads and writes nothing, TCP stays), "lost" (the same, and Slack
    has forgotten it) or "closed"."""

    def __init__(self, hub: SocketHub, sock: socket.socket) -> None:
        self.hub, self.sock = hub, sock
        self.condition = "new"
        self.pings = self.pongs = 0
        self._protocol = ServerProtocol()
        self._lock = threading.Lock()
        self._thawed = threading.Event()
        self._thawed.set()

    def freeze(self, forgotten: bool = False) -> None:
        """From now on no byte goes either way."""
        self.condition = "lost" if forgotten else "frozen"
        self._thawed.clear()
        self.hub.journal.note()

    def send(self, message: dict[str, Any]) -> None:
        """Send JSON; into the void where the connection is frozen or gone."""
        if self.condition != "open":
            return
        with self._lock, contextlib.suppress(OSError):
            if self._protocol.state is Phase.OPEN:
                self._protocol.send_text(json.dumps(message).encode())
                self._flush()

    def ping(self) -> None:
        """Ask whether the other side is there; its answers are counted as `pongs`."""
        with self._lock, contextlib.suppress(OSError):
            if self.condition == "open":
                self._protocol.send_ping(b"loopback")
                self._flush()

    def disconnect(self, reason: str, close: bool = True) -> None:
        """Announce the end: "warning", "refresh_requested" or "link_disabled"; `close` makes it come at once."""
        self.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "loopback"}})
        if close:
            with self._lock, contextlib.suppress(OSError):
                self._protocol.send_close(1000)
                self._flush()
            self.condition = "closed"
            self.hub.journal.note()

    def cut(self) -> None:
        """The TCP connection ends without a word."""
        self.condition = "closed"
        self._thawed.set()
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.hub.journal.note()

    def serve(self) -> None:
        """Read until the other side goes away."""
        try:
            while data := self.sock.recv(65_536):
                self._thawed.wait()
                self._received(data)
        except OSError:
            pass
        finally:
            self.condition = "closed"
            self.hub.journal.note()

    def _received(self, data: bytes) -> None:
        with self._lock:
            self._protocol.receive_data(data)
            happened = self._protocol.events_received()
            for event in happened:
                if isinstance(event, Request):
                    self._accept(event)
            self._flush()
        for event in happened:
            if isinstance(event, Request) and self._protocol.state is Phase.OPEN:
                self._welcome()
            elif isinstance(event, Frame):
                self._frame(event)

    def _accept(self, request: Request) -> None:
        ticket = request.path.rpartition("ticket=")[2]
        response = (
            self._protocol.accept(request) if self.hub.redeem(ticket) else self._protocol.reject(403, "no ticket")
        )
        self._protocol.send_response(response)

    def _welcome(self) -> None:
        self.condition = "open"
        self.hub.ever_connected = True
        self.send(
            {
                "type": "hello",
                "num_connections": len(self.hub.open),
                "debug_info": {"host": "loopback", "approximate_connection_time": 18_060},
                "connection_info": {"app_id": self.hub.app_id},
            }
        )
        self.hub.journal.note()

    def _frame(self, frame: Frame) -> None:
        if frame.opcode is Opcode.PING:
            self.pings += 1
        elif frame.opcode is Opcode.PONG:
            self.pongs += 1
        elif frame.opcode is Opcode.TEXT:
            self.hub.acknowledged(bytes(frame.data))
        elif frame.opcode is Opcode.CLOSE:
            self.condition = "closed"
        self.hub.journal.note()

    def _flush(self) -> None:
        for data in self._protocol.data_to_send():
            if data:
                self.sock.sendall(data)


class _Handler(socketserver.BaseRequestHandler):
    server: SocketHub

    def handle(self) -> None:
        connection = Connection(self.server, self.request)
        self.server.connections.append(connection)
        connection.serve()


class SocketHub(socketserver.ThreadingTCPServer):
    """The server, its connections, and the acknowledgements that are still owed."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, journal: Journal, app_id: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.journal, self.app_id = journal, app_id
        self.connections: list[Connection] = []
        self.ever_connected = False
        self._tickets: set[str] = set()
        self._owed: dict[str, queue.Queue[tuple[bool, Any]]] = {}
        self._stopped = False
        self._turn = 0

    @property
    def open(self) -> list[Connection]:
        """Connections that Slack takes for open; a frozen one is among them."""
        return [one for one in self.connections if one.condition in ("open", "frozen")]

    def new_url(self) -> str:
        """An address with a ticket that opens one connection."""
        ticket = secrets.token_hex(12)
        self._tickets.add(ticket)
        return f"ws://127.0.0.1:{self.server_address[1]}/link/?ticket={ticket}"

    def redeem(self, ticket: str) -> bool:
        """Use a ticket up."""
        if ticket not in self._tickets:
            return False
        self._tickets.discard(ticket)
        return True

    def send(
        self, kind: str, payload: dict[str, Any], retry: int, reason: str | None, within: float
    ) -> tuple[bool, Any]:
        """Send an envelope over the connection whose turn it is: whether it was acknowledged, and with what."""
        name, answer = str(uuid.uuid4()), queue.Queue[tuple[bool, Any]](1)
        with self.journal.changed:
            if self._stopped:
                return False, None
            self._owed[name] = answer
        envelope = {
            "envelope_id": name,
            "type": TYPES[kind],
            "payload": payload,
            "accepts_response_payload": kind != "event",
        }
        if kind == "event":
            envelope |= {"retry_attempt": retry, "retry_reason": reason or ""}
        connection = self._next(within)
        if connection is not None:
            connection.send(envelope)
        try:
            return answer.get(timeout=within)
        except queue.Empty:
            return False, None
        finally:
            self._owed.pop(name, None)

    def _next(self, within: float) -> Connection | None:
        """The next connection in turn; where none is open, the first that opens in time."""
        with self.journal.changed:
            self.journal.changed.wait_for(lambda: self.open or self._stopped, within / 2)
            if not self.open or self._stopped:
                return None
            self._turn += 1
            return self.open[self._turn % len(self.open)]

    def acknowledged(self, data: bytes) -> None:
        """Note an acknowledgement; one that nobody waits for is dropped, as in Slack."""
        read = json.loads(data)
        owed = self._owed.get(read.get("envelope_id", ""))
        if owed is not None:
            with contextlib.suppress(queue.Full):
                owed.put_nowait((True, read.get("payload")))

    def stop(self) -> None:
        """End every connection; nobody waits for an acknowledgement any longer."""
        with self.journal.changed:
            self._stopped = True
            for owed in list(self._owed.values()):
                with contextlib.suppress(queue.Full):
                    owed.put_nowait((False, None))
        for connection in self.connections:
            connection.cut()
