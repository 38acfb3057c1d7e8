"""The calendar file of a path, read back as a calendar program reads it."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from icalendar import Calendar, Event

from pathways.calendar_file import CalendarWords, EventWords, calendar_of
from pathways.plan import Path
from pathways.planner import Planner
from tests.pathways.oracle.catalogs import START, ask, day, row
from tests.pathways.shelves import Row, RowShelf, request_of

STAMP = dt.datetime(2026, 3, 1, 13, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))


def path_of(*rows: Row, **wish: object) -> Path:
    skills = dict.fromkeys(skill for each in rows for skill in each["skills"])
    return Planner(RowShelf(rows)).plan(request_of(ask(*skills, **wish)), alternatives=0).path


@pytest.fixture(scope="module")
def path() -> Path:
    """Three steps of two weeks each; the last begins on a day of its own, for which one signs up before."""
    return path_of(
        row("a", "Python"),
        row("b", "SQL", prerequisites={"credential": "a"}),
        row(
            "c",
            *("Writing",),
            delivery="in_person",
            weeks=3,
            starts=[day(70)],
            enrol_by=day(60),
            prerequisites={"credential": "b"},
        ),
    )


def words_of(path: Path, **more: str) -> CalendarWords:
    plain = {"description": "Because.\n$10", "url": "https://catalog.example/x", "sign_up": "Sign up"}
    events = (EventWords(summary=f"{step.order}. {step.credential.title}", **(plain | more)) for step in path.steps)
    return CalendarWords("Path to the goal", tuple(events))


def events_of(path: Path, words: CalendarWords | None = None, stamp: dt.datetime = STAMP) -> list[Event]:
    calendar = Calendar.from_ical(calendar_of(path, words or words_of(path), stamp))
    assert calendar.errors == []
    events = calendar.walk("VEVENT")
    assert all(event.errors == [] for event in events)
    return events


def one_event(**words: str) -> Event:
    """The event of a single step, with these words, read back."""
    path = path_of(row("a", "Python"))
    return events_of(path, CalendarWords("Path", (EventWords(**({"summary": "1. Title"} | words)),)))[0]


# ---- days


def test_each_step_lasts_from_its_first_day_to_the_day_before_its_end(path: Path):
    events = [event for event in events_of(path) if event["summary"] != "Sign up"]
    assert [(event["dtstart"].dt, event["dtend"].dt) for event in events] == [
        (START, START + dt.timedelta(days=14)),
        (START + dt.timedelta(days=14), START + dt.timedelta(days=28)),
        (START + dt.timedelta(days=70), START + dt.timedelta(days=91)),
    ]
    assert [str(event["summary"]) for event in events] == ["1. Title of a", "2. Title of b", "3. Title of c"]


def test_events_are_whole_days_that_leave_people_free(path: Path):
    for event in events_of(path):
        assert type(event["dtstart"].dt) is dt.date
        assert type(event["dtend"].dt) is dt.date
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert event["transp"] == "TRANSPARENT"


@pytest.mark.parametrize("days", [0, -3])
def test_an_event_lasts_at_least_a_day(path: Path, days: int):
    first = replace(path.steps[0], ends_on=path.steps[0].starts_on + dt.timedelta(days=days))
    event = events_of(replace(path, steps=(first,)), CalendarWords("Path", words_of(path).events[:1]))[0]
    assert event["dtend"].dt - event["dtstart"].dt == dt.timedelta(days=1)


def test_the_last_day_to_enrol_has_an_event_of_its_own(path: Path):
    found = [event for event in events_of(path) if event["summary"] == "Sign up"]
    assert [(event["dtstart"].dt, event["dtend"].dt) for event in found] == [
        (START + dt.timedelta(days=60), START + dt.timedelta(days=61))
    ]


def test_no_event_is_made_to_enrol_where_nothing_says_so(path: Path):
    assert len(events_of(path, words_of(path, sign_up=""))) == 3
    assert len(events_of(path_of(row("a", "Python")))) == 1


# ---- who is who


def test_uids_differ_within_a_file_and_stay_when_it_is_made_again(path: Path):
    uids = [str(event["uid"]) for event in events_of(path)]
    assert len(set(uids)) == 4
    later = events_of(path, words_of(path, description="In other words"), STAMP + dt.timedelta(days=9))
    assert [str(event["uid"]) for event in later] == uids


def test_a_step_that_moves_is_another_event():
    first = path_of(row("a", "Python"))
    later = path_of(row("a", "Python"), start=day(7))
    other = path_of(row("b", "Python"))
    uids = {str(events_of(each)[0]["uid"]) for each in (first, later, other)}
    assert len(uids) == 3


def test_the_stamp_is_told_in_utc(path: Path):
    content = calendar_of(path, words_of(path), STAMP)
    assert content.count(b"DTSTAMP:20260301T113000Z\r\n") == 4


def test_a_stamp_without_a_time_zone_is_refused(path: Path):
    with pytest.raises(ValueError, match="time zone"):
        calendar_of(path, words_of(path), dt.datetime(2026, 3, 1, 12))  # noqa: DTZ001


def test_steps_without_words_are_refused(path: Path):
    with pytest.raises(ValueError, match="shorter"):
        calendar_of(path, CalendarWords("Path", words_of(path).events[1:]), STAMP)


def test_the_same_path_gives_the_same_bytes(path: Path):
    assert calendar_of(path, words_of(path), STAMP) == calendar_of(path, words_of(path), STAMP)


# ---- text

TEXTS = {
    "punctuation": r"Data; science, and \more: 50% \n off",
    "quotes": 'He said "no" & left',
    "looks like a property": "END:VEVENT",
    "chinese": "数据分析与可视化" * 30,
    "emoji": "🚀" * 60,
    "accents": "é" * 200,
    "long": "A title that goes on and on " * 40,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_any_text_comes_back_as_it_was(text: str):
    event = one_event(summary=text, description=f"{text}\nand {text}")
    assert str(event["summary"]) == text.strip()
    assert str(event["description"]) == f"{text.strip()}\nand {text.strip()}"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_lines_are_folded_at_75_octets(text: str):
    path = path_of(row("a", "Python"))
    content = calendar_of(path, CalendarWords(text, (EventWords(text, text),)), STAMP)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()


def test_special_characters_are_escaped():
    path = path_of(row("a", "Python"))
    content = calendar_of(path, CalendarWords("Path", (EventWords("1. a,b;c\\d", "one\ntwo"),)), STAMP).decode()
    assert "SUMMARY:1. a\\,b\\;c\\\\d\r\n" in content
    assert "DESCRIPTION:one\\ntwo\r\n" in content


@pytest.mark.parametrize("breaker", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028"])
def test_no_text_can_add_a_property(breaker: str):
    evil = f"Title{breaker}ATTENDEE:mailto:someone@example.com"
    event = one_event(summary=evil, description=evil, sign_up=evil)
    assert "attendee" not in event
    assert str(event["summary"]) == "Title ATTENDEE:mailto:someone@example.com"


def test_control_and_direction_characters_are_taken_out():
    event = one_event(summary="a\x00\x1b\u202eb\ud800", description="c\x07\u2066d")
    assert str(event["summary"]) == "a b"
    assert str(event["description"]) == "c d"


def test_an_address_is_a_property_only_where_there_is_one():
    assert str(one_event(url="https://catalog.example/x?a=1,2;b")["url"]) == "https://catalog.example/x?a=1,2;b"
    assert "url" not in one_event()
    assert "description" not in one_event(description="\n ")


# ---- the file as a whole


def test_the_file_says_what_it_is(path: Path):
    content = calendar_of(path, words_of(path), STAMP)
    calendar = Calendar.from_ical(content)
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert str(calendar["version"]) == "2.0"
    assert re.fullmatch(r"-//.+//.+//EN", str(calendar["prodid"]))
    assert str(calendar["x-wr-calname"]) == "Path to the goal"


def test_a_path_without_steps_is_an_empty_calendar():
    assert events_of(Path(coverage=1.0), CalendarWords("Path")) == []


def test_icalendar_is_imported_only_to_make_a_file():
    code = "import sys, pathways.calendar_file; print('icalendar' in sys.modules, 'matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
