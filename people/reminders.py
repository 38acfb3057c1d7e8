"""The port of the reminders: who wants one each week, and when the next is due. All moments have a time zone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from people.store import PersonKey

AT = dt.time(10)
"""The hour of the person's own day at which they are reminded."""
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One person's weekly reminder: on since when, the person's time zone (IANA name), when the next one is due, when the
    last one was, and how many they left without any answer since they were last heard of."""

    person: PersonKey
    since: dt.datetime
    tz: str
    next_at: dt.datetime
    last_at: dt.datetime | None = None
    ignored: int = 0


class Reminders(Protocol):
    """Keeps reminders; a row stands for somebody who wants them."""

    def reminder(self, person: PersonKey) -> Reminder | None:
        """That of somebody; None where they want none."""

    def switch_on(self, reminder: Reminder) -> None:
        """Keeps a reminder in place of an earlier one."""

    def switch_off(self, person: PersonKey) -> None:
        """Removes that of somebody, if there is one."""

    def due(self, now: dt.datetime) -> tuple[Reminder, ...]:
        """Those whose moment has come, the longest due first."""

    def move(self, person: PersonKey, slot: dt.datetime, next_at: dt.datetime, *, sent: bool) -> None:
        """The reminder that was due at `slot` is dealt with and, where it was `sent`, unanswered so far; nothing changes
        where another moment is due by now."""

    def heard_from(self, person: PersonKey) -> None:
        """Somebody did something: none of their reminders counts as ignored."""


def zone(name: str) -> dt.tzinfo:
    """The time zone of a name; UTC where it is not known."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return dt.UTC


def following(since: dt.datetime, tz: str, after: dt.datetime) -> dt.datetime:
    """The first moment after `after` at which it is ten o'clock at the person's on the weekday of `since`, in UTC; at
    least a day after `since`."""
    place = zone(tz)
    day = since.astimezone(place).date()
    earliest = max(after, since + dt.timedelta(days=1))
    day += WEEK * max(0, (earliest.astimezone(place).date() - day).days // 7)
    moment = dt.datetime.combine(day, AT, place).astimezone(dt.UTC)
    while moment <= earliest:
        day += WEEK
        moment = dt.datetime.combine(day, AT, place).astimezone(dt.UTC)
    return moment
