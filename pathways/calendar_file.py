"""A path as a calendar file (RFC 5545). Words come from outside.

The only importer of icalendar, and only when a file is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from pathways.legible import legible
from pathways.plan import Path, Step

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//course-advisor//paths//EN"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class EventWords:
    """The words of one step's events: `url` is a web address or empty, `sign_up` the summary of its last day to enrol."""

    summary: str
    description: str = ""
    url: str = ""
    sign_up: str = ""


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """The name of the calendar, and the words of each step in the path's order."""

    name: str
    events: tuple[EventWords, ...] = ()


def calendar_of(path: Path, words: CalendarWords, stamp: dt.datetime) -> bytes:
    """The calendar: one event of whole days a step, and one on the last day to enrol where that is known.

    A step's event ends, exclusively, on its `ends_on` and lasts at least a day; it does not make its days busy. The UID
    follows from the credential and the day it starts. `stamp` is when the file was made. Raises ValueError for a stamp
    without a time zone, or unless each step has its words.
    """
    from icalendar import Calendar  # noqa: PLC0415 the import takes a fifth of a second

    if stamp.tzinfo is None:
        raise ValueError("the stamp of a calendar needs a time zone")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", legible(words.name))
    for step, said in zip(path.steps, words.events, strict=True):
        for event in _events(step, said):
            event.add("dtstamp", stamp.astimezone(dt.UTC))
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(step: Step, words: EventWords) -> Iterator[Event]:
    yield _event(step, "step", words.summary, words, (step.starts_on, step.ends_on))
    enrol_by = step.credential.enrol_by
    if enrol_by is not None and words.sign_up:
        yield _event(step, "enrol", words.sign_up, words, (enrol_by, enrol_by))


def _event(step: Step, what: str, summary: str, words: EventWords, days: tuple[dt.date, dt.date]) -> Event:
    from icalendar import Event  # noqa: PLC0415 the same

    begins, ends = days
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"{what}:{step.credential.id}:{step.starts_on}")))
    event.add("dtstart", begins)
    event.add("dtend", max(ends, begins + DAY))
    event.add("summary", legible(summary))
    event.add("transp", "TRANSPARENT")
    lines = [legible(line) for line in words.description.splitlines()]
    if any(lines):
        event.add("description", "\n".join(lines))
    if words.url:
        event.add("url", words.url)
    return event
