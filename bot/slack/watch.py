"""Watching Socket Mode: a connection on which nothing comes any more is replaced.

slack_sdk notices missing pongs only once it has had one, so that a connection that freezes right after its greeting would
stay for good.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds: between pings, of silence after which a connection is replaced, and between looks at it."""

    ping: float = 5.0
    silence: float = 30.0
    look: float = 2.0


class Client(Protocol):
    """What is used of slack_sdk's Socket Mode client."""

    current_session: Any
    current_session_state: Any
    auto_reconnect_enabled: bool
    on_message_listeners: list[Callable[[str], None]]

    def connect(self) -> None:
        """Opens a connection."""

    def connect_to_new_endpoint(self, force: bool = False) -> None:
        """Opens another one at a new address, and closes the former."""

    def close(self) -> None:
        """Closes it for good."""


class WatchedSocket:
    """A connection in Socket Mode that is opened anew whenever it falls silent: no message and no pong."""

    def __init__(self, client: Client, rhythm: Rhythm, clock: Callable[[], float] = time.time) -> None:
        self._client, self._rhythm, self._clock = client, rhythm, clock
        self._sign = clock()
        self._closed = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        client.on_message_listeners.append(lambda _: self._heard(clock()))

    def connect(self) -> None:
        """Opens it; what comes is answered from now on."""
        self._client.connect()
        self._heard(self._clock())
        self._watcher.start()

    def close(self) -> None:
        """Closes it."""
        self._closed.set()
        if self._watcher.is_alive():
            self._watcher.join(self._rhythm.silence)
        self._end_reading()
        self._client.close()

    def _end_reading(self) -> None:
        """slack_sdk closes once a read ends, which takes it 3 seconds where nothing comes: the answer to a ping does."""
        self._client.auto_reconnect_enabled = False
        self._client.current_session_state.terminated = True
        try:
            self._client.current_session.ping("closing")
        except (AttributeError, OSError) as error:
            _LOG.info("Slack was gone before it was left: %s", type(error).__name__)

    def silent(self) -> float:
        """Seconds since Slack last gave a sign of life."""
        pong = getattr(self._client.current_session, "last_ping_pong_time", None)
        if pong is not None:
            self._heard(pong)
        return self._clock() - self._sign

    def _heard(self, moment: float) -> None:
        self._sign = max(self._sign, moment)

    def _watch(self) -> None:
        tried = 0.0
        while not self._closed.wait(self._rhythm.look):
            if self.silent() < self._rhythm.silence or self._clock() < tried + self._rhythm.silence / 3:
                continue
            tried = self._clock()
            _LOG.warning("Slack has been silent for %.0f seconds; connecting anew", self.silent())
            try:
                self._client.connect_to_new_endpoint(force=True)
            except Exception as error:  # noqa: BLE001 whatever it is, it is tried again
                _LOG.warning("Slack cannot be reached: %s", type(error).__name__)
