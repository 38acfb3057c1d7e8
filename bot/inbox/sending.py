"""Delivering what is owed: one post at a time, in the order of its lane."""

from __future__ import annotations

import datetime as dt
import logging
import time
from dataclasses import dataclass
from typing import Protocol

from bot.inbox.limits import Limits
from bot.inbox.pause import pause
from people.inbox import Outbox, Owed, Post

_LOG = logging.getLogger(__name__)
TOO_OFTEN = "too_many_attempts"


@dataclass(frozen=True, slots=True)
class Delivered:
    """The receiver has it, under this name."""

    reference: str


@dataclass(frozen=True, slots=True)
class Later:
    """It was not taken now; after so many seconds it may be, None where the receiver does not say.

    `uncertain`: it may have been taken all the same, say where the connection broke after it was sent.
    """

    seconds: float | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never be taken; `reason` is a code."""

    reason: str


class Send(Protocol):
    """Sends a post. Where its fate is unknown it looks first whether the receiver has a post of that key."""

    def __call__(self, post: Owed) -> Delivered | Later | Refused:
        """What became of it. Whatever is raised counts as `Later` with an unknown fate."""


class Clock(Protocol):
    """Says what time it is, with a time zone; it has to run."""

    def __call__(self) -> dt.datetime:
        """Now."""


class Sender:
    """Delivers the posts of an outbox."""

    def __init__(self, outbox: Outbox, send: Send, clock: Clock, limits: Limits) -> None:
        self._outbox, self._send, self._clock, self._limits = outbox, send, clock, limits

    def step(self, worker: str) -> bool:
        """Sends the next post; False where none is due."""
        owed = self._outbox.claim_post(worker, self._clock(), self._limits.lease)
        if owed is None:
            return False
        self._keep(owed, worker, self._sent(owed))
        return True

    def at_once(self, event_key: str, post: Post) -> None:
        """Sends a post of which nothing may be kept, and waits until it is taken; after too many attempts it is lost."""
        uncertain = False
        for attempt in range(1, self._limits.attempts + 1):
            owed = Owed(event_key, post, attempt, uncertain)
            outcome = self._sent(owed)
            if not isinstance(outcome, Later):
                return
            uncertain = uncertain or outcome.uncertain
            time.sleep(self._wait(owed, outcome).total_seconds())
        _LOG.warning("Post %s/%d is lost: nothing could be kept of it", event_key, post.number)

    def _sent(self, owed: Owed) -> Delivered | Later | Refused:
        try:
            return self._send(owed)
        except Exception as error:  # noqa: BLE001 whatever it is, it is tried again
            _LOG.warning("Post %s could not be sent: %s", owed.key, type(error).__qualname__)
            return Later(uncertain=True)

    def _keep(self, owed: Owed, worker: str, outcome: Delivered | Later | Refused) -> None:
        now = self._clock()
        if isinstance(outcome, Delivered):
            self._outbox.delivered(owed, outcome.reference, now)
        elif isinstance(outcome, Refused):
            self._abandon(owed, worker, outcome.reason, now)
        elif owed.attempt >= self._limits.deliveries:
            self._abandon(owed, worker, TOO_OFTEN, now)
        else:
            self._outbox.later(owed, worker, now + self._wait(owed, outcome), uncertain=outcome.uncertain)

    def _abandon(self, owed: Owed, worker: str, reason: str, now: dt.datetime) -> None:
        _LOG.warning("Post %s is abandoned: %s", owed.key, reason)
        self._outbox.abandon(owed, worker, reason, now)

    def _wait(self, owed: Owed, outcome: Later) -> dt.timedelta:
        if outcome.seconds is not None:
            return dt.timedelta(seconds=outcome.seconds)
        return pause(owed.attempt, self._limits.first_pause, self._limits.longest_pause)
