"""Answering what waits: one event at a time, in the order of its lane."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from typing import Protocol

from bot.inbox.limits import Limits
from bot.inbox.pause import pause
from bot.inbox.sending import Clock, Sender
from people.inbox import Claimed, Event, Inbox, Post

_LOG = logging.getLogger(__name__)


class Handle(Protocol):
    """Answers an event."""

    def __call__(self, event: Event) -> Sequence[Post]:
        """What is to be sent. It may be asked again for an event that it answered: the first time is lost then."""


class Apologise(Protocol):
    """Says that an event could not be answered."""

    def __call__(self, event: Event, reference: str) -> Sequence[Post]:
        """What is to be sent; `reference` is the number under which the log tells of it."""


class Answerer:
    """Answers the events of an inbox. What goes wrong is logged by its class alone: its text may quote somebody."""

    def __init__(
        self, inbox: Inbox, sender: Sender, handle: Handle, on_failure: Apologise, clock: Clock, limits: Limits
    ) -> None:
        self._inbox, self._sender, self._handle, self._on_failure = inbox, sender, handle, on_failure
        self._clock, self._limits = clock, limits

    def claimed(self, worker: str) -> Claimed | None:
        """The next event, held by a worker from now on."""
        return self._inbox.claim(worker, self._clock(), self._limits.lease)

    def answer(self, claimed: Claimed, worker: str) -> None:
        """Answers an event that the worker holds; after too many attempts it is apologised for, or after one that killed
        the process."""
        event, attempt = claimed.event, claimed.attempt
        if attempt > self._limits.attempts:
            self._give_up(event, worker, "the process ended at each attempt")
            return
        try:
            posts = self._handle(event)
        except Exception as error:  # noqa: BLE001 whatever it is, it is tried again
            self._failed(claimed, worker, type(error).__qualname__)
            return
        if not self._inbox.finish(event.key, worker, posts, self._clock()):
            self._not_kept(event, posts)

    def _failed(self, claimed: Claimed, worker: str, why: str) -> None:
        event, attempt = claimed.event, claimed.attempt
        if attempt >= self._limits.attempts:
            self._give_up(event, worker, why)
            return
        _LOG.warning("Event %s failed at attempt %d: %s", event.key, attempt, why)
        again = self._clock() + pause(attempt, self._limits.first_pause, self._limits.longest_pause)
        self._inbox.retry(event.key, worker, again)

    def _give_up(self, event: Event, worker: str, why: str) -> None:
        reference = secrets.token_hex(4)
        _LOG.error("Event %s is given up, number %s: %s", event.key, reference, why)
        try:
            posts = self._on_failure(event, reference)
        except Exception as error:  # noqa: BLE001 the lane goes on, apology or not
            _LOG.error("There is no apology for event %s: %s", event.key, type(error).__qualname__)
            posts = ()
        if not self._inbox.give_up(event.key, worker, posts, self._clock()):
            self._not_kept(event, posts)

    def _not_kept(self, event: Event, posts: Sequence[Post]) -> None:
        """The answer to a person who is forgotten by now is sent and not kept; else another worker has the event."""
        if self._inbox.knows(event.key):
            _LOG.warning("Event %s took longer than its lease; somebody else answers it", event.key)
            return
        for post in posts:
            self._sender.at_once(event.key, post)
