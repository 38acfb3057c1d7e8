"""A message that tells how far something is, in its place, and at last what came of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import NamedTuple

from bot.inbox.sending import Later, Send
from bot.inbox.sending import Sender as Outgoing
from bot.slack.heard import Heard
from bot.slack.posts import Posted, in_place, to_person
from bot.slack.views.message import Message
from people.inbox import Owed, Post

_LOG = logging.getLogger(__name__)
PAUSE = 1.0
"""At least so many seconds lie between two changes of a message: https://docs.slack.dev/apis/web-api/rate-limits"""


class Courier(NamedTuple):
    """What brings posts to Slack: `send` once, whatever comes of it; `outgoing` until they are taken."""

    send: Send
    outgoing: Outgoing


class LiveMessage:
    """Changes one message. `find` says where it stands, None where it never came; progress that Slack does not take is
    passed over, as the next one says more. Its last words are sent until they are taken, as a message of their own where
    it never came."""

    def __init__(
        self,
        heard: Heard,
        key: str,
        find: Callable[[], Posted | None],
        courier: Courier,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._heard, self._key, self._find, self._courier, self._clock = heard, key, find, courier, clock
        self._place: Posted | None = None
        self._next = clock()

    def tell(self, message: Message) -> None:
        """Shows progress, unless the last one is fresh."""
        if self._clock() < self._next:
            return
        place = self._found()
        if place is None:
            return
        pause = PAUSE
        try:
            outcome = self._courier.send(Owed(self._key, in_place(self._heard, place, message), 1, False))
            pause = max(PAUSE, (outcome.seconds or 0.0) if isinstance(outcome, Later) else 0.0)
        except Exception as error:  # noqa: BLE001 a run does not end because nobody hears how far it is
            _LOG.warning("Progress could not be shown: %s", type(error).__qualname__)
        self._next = self._clock() + pause

    def end(self, message: Message) -> None:
        """Shows what came of it."""
        self._courier.outgoing.at_once(self._key, self._last(message))

    def _last(self, message: Message) -> Post:
        place = self._found()
        return to_person(self._heard, message) if place is None else in_place(self._heard, place, message)

    def _found(self) -> Posted | None:
        if self._place is None:
            self._place = self._find()
        return self._place
