"""The port of the hand-overs: who asked for a person, which coach has it, and where the two write to each other.

A hand-over is open until it is closed. It is taken by one coach alone; from then on it has a desk, the thread in which the
coach reads. All moments have a time zone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from people.store import PersonKey


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation as its door names it: a channel, and a thread in it ("" for none)."""

    channel: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Coach:
    """A person who answers: the id, and the name by which learners know them."""

    user: str
    name: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What a learner sends: `key` is the same when it comes again, `name` is what coaches call them, `told` what they
    approved, `place` where they are answered, `tongue` their language (BCP 47)."""

    key: str
    person: PersonKey
    name: str
    told: str
    place: Place
    tongue: str


@dataclass(frozen=True, slots=True)
class Handover:
    """One hand-over as it stands: nobody has taken it while `coach` is None, `passed_on_at` is when the deputy got it, `by`
    names the event that changed it last. A number is not used twice."""

    number: int
    wish: Wish
    asked_at: dt.datetime
    by: str
    coach: Coach | None = None
    desk: Place = Place()
    passed_on_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None

    @property
    def person(self) -> PersonKey:
        """Who asked."""
        return self.wish.person

    @property
    def is_open(self) -> bool:
        """Whether it is not closed."""
        return self.closed_at is None


class Handovers(Protocol):
    """Keeps hand-overs. Whatever is done twice is done once; `by` is the key of the event that asks for it."""

    def ask(self, wish: Wish, now: dt.datetime) -> Handover:
        """Keeps a wish; the hand-over that there is already for its key."""

    def handover(self, number: int) -> Handover | None:
        """The one with a number; None where there is none, or its person was forgotten."""

    def open_of(self, person: PersonKey) -> Handover | None:
        """The open one of somebody, the latest where there are several."""

    def take(self, number: int, coach: Coach, desk: Place, by: str) -> Handover | None:
        """Gives it to a coach unless somebody has it or it is closed; how it stands after that, None where there is none."""

    def pass_on(self, number: int, now: dt.datetime, by: str) -> Handover | None:
        """Notes that it went to the deputy, unless somebody took it meanwhile; how it stands after that."""

    def close(self, number: int, now: dt.datetime, by: str) -> Handover | None:
        """Closes it; how it stands after that, None where there is none."""

    def untaken(self, since: dt.datetime) -> tuple[Handover, ...]:
        """The open ones that were asked for no later than `since`, that nobody has taken and no deputy has."""

    def sweep(self, before: dt.datetime) -> int:
        """Removes those that were closed before a moment; how many they were."""
