"""The ports of the inbox and the outbox: what people sent and what they are owed, kept until it is answered and delivered.

An event is written down before its sender is told that it came. It is answered once, in the order of its lane (a
conversation), whichever process dies meanwhile: who works on it holds a lease, and one that ran out is given to the next.
Its posts are owed from the very transaction in which it is done. All moments have a time zone, all leases are of one clock,
that of the callers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from people.store import PersonKey

REMEMBERED = dt.timedelta(hours=24)
"""So long the key of an event is known after it is done: longer than any sender sends it again."""


class Receipt(StrEnum):
    """What became of an event that came: kept, known already, or refused because too many wait."""

    NEW = "new"
    KNOWN = "known"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a person sent. `key` is unique over everything, `lane` is what order is kept in, `body` is JSON."""

    key: str
    lane: str
    person: PersonKey
    body: str
    received_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Claimed:
    """An event and how many times it was claimed, this time included."""

    event: Event
    attempt: int


@dataclass(frozen=True, slots=True)
class Post:
    """Something to send. `number` counts the posts of one event, `method` and `body` (JSON) are what its door makes of it."""

    number: int
    lane: str
    method: str
    body: str


@dataclass(frozen=True, slots=True)
class Owed:
    """A post that is to be sent now, and how many times it was claimed, this time included.

    `uncertain`: an earlier attempt may have sent it, so that it has to be looked for by its key first.
    """

    event_key: str
    post: Post
    attempt: int
    uncertain: bool

    @property
    def key(self) -> str:
        """The name of the post, the same at every attempt."""
        return f"{self.event_key}/{self.post.number}"


class PostState(StrEnum):
    """Where a post stands."""

    OWED = "owed"
    SENDING = "sending"
    DELIVERED = "delivered"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a post: the receiver's name for it once delivered, or the code of the reason why it was abandoned."""

    state: PostState
    reference: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """How much there is to do: events that wait (the oldest since how long) or are worked on, and posts that are owed.

    `given_up` and `abandoned` count what failed and is still remembered.
    """

    waiting: int
    claimed: int
    oldest: dt.timedelta | None
    owed: int
    given_up: int
    abandoned: int


class Inbox(Protocol):
    """Keeps events until they are done. A worker is a name that only one thread bears."""

    def receive(self, event: Event, most: int) -> Receipt:
        """Keeps an event, unless its key is known or `most` events wait already."""

    def claim(self, worker: str, now: dt.datetime, lease: dt.timedelta) -> Claimed | None:
        """The oldest event that nobody holds and that no unfinished one of its lane precedes; None where there is none."""

    def renew(self, workers: Sequence[str], now: dt.datetime, lease: dt.timedelta) -> None:
        """Has what these workers hold, events and posts, run for another lease."""

    def finish(self, key: str, worker: str, posts: Sequence[Post], now: dt.datetime) -> bool:
        """The event is done and its posts are owed, in one transaction. False, and nothing is kept, where it is not held."""

    def give_up(self, key: str, worker: str, posts: Sequence[Post], now: dt.datetime) -> bool:
        """The same for an event that could not be answered: the posts say so."""

    def retry(self, key: str, worker: str, not_before: dt.datetime) -> None:
        """Puts an event back after a failure; its lane waits for it."""

    def release(self, key: str, worker: str) -> None:
        """Puts an event back unharmed: this attempt does not count."""

    def knows(self, key: str) -> bool:
        """Whether an event with this key is kept or remembered; False once its person is forgotten."""

    def sweep(self, now: dt.datetime) -> int:
        """Removes the keys of what is done and delivered so long that nobody sends it again; how many they were."""

    def health(self, now: dt.datetime) -> Health:
        """How much there is to do."""


class Openings(Protocol):
    """Remembers of an event that its answer is shown before it is whole, and where; until the event is done."""

    def begin(self, key: str) -> bool:
        """Notes that a message is about to be opened for the answer. False, and nothing is noted, where one was before,
        where the event is not open, and while posts of its lane are owed, which it would overtake."""

    def note(self, key: str, opening: str | None) -> None:
        """Notes where the message stands, as its door names it; None where it was not opened after all."""

    def opening(self, key: str) -> str | None:
        """Where the message stands: None where none was opened, empty where that was begun and no more is known."""


class Outbox(Protocol):
    """Keeps posts until they are delivered."""

    def claim_post(self, worker: str, now: dt.datetime, lease: dt.timedelta) -> Owed | None:
        """The oldest post that is due, that nobody holds and that no open one of its lane precedes, if any."""

    def delivered(self, post: Owed, reference: str, now: dt.datetime) -> None:
        """Notes under which name the receiver has the post, whoever holds it by now."""

    def later(self, post: Owed, worker: str, not_before: dt.datetime, *, uncertain: bool) -> None:
        """Puts a post back; its lane waits for it. `uncertain`: it may have been sent."""

    def abandon(self, post: Owed, worker: str, reason: str, now: dt.datetime) -> None:
        """Gives up a post that nobody will take; the next one of its lane is free. `reason` is a code, not a text."""

    def sent(self, event_key: str) -> tuple[Sent, ...]:
        """What became of the posts of an event, by their numbers."""
