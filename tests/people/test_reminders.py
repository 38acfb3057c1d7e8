"""What every store of reminders promises, and when a reminder falls due."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.reminders import WEEK, Reminder, Reminders, following, zone
from people.sql.open import Outreach
from people.sql.store import SqlPeopleStore
from tests.people.conftest import ANA, NOW, OTHERS

SLOT = NOW + WEEK
ON = Reminder(ANA, NOW, "Europe/Madrid", SLOT)
MINUTE = dt.timedelta(minutes=1)
ZONES = ("America/New_York", "Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "no/such")


@pytest.fixture(params=["sql"])
def store(outreach: Outreach) -> Reminders:
    return outreach.reminders


def test_who_wants_none_has_none(store: Reminders) -> None:
    assert store.reminder(ANA) is None
    store.switch_off(ANA)
    store.heard_from(ANA)
    store.move(ANA, SLOT, SLOT + WEEK, sent=True)
    assert store.due(NOW + 99 * WEEK) == ()


def test_on_and_off(store: Reminders) -> None:
    store.switch_on(ON)
    assert store.reminder(ANA) == ON
    for other in OTHERS:
        assert store.reminder(other) is None
        store.switch_off(other)
    again = replace(ON, since=NOW + WEEK, tz="UTC", next_at=SLOT + WEEK)
    store.switch_on(again)
    assert store.reminder(ANA) == again
    store.switch_off(ANA)
    assert store.reminder(ANA) is None


def test_it_is_due_at_its_moment_the_longest_due_first(store: Reminders) -> None:
    store.switch_on(ON)
    early = replace(ON, person=OTHERS[0], next_at=SLOT - MINUTE)
    store.switch_on(early)
    assert store.due(SLOT - 2 * MINUTE) == ()
    assert store.due(SLOT - MINUTE) == (early,)
    assert store.due(SLOT.astimezone(dt.timezone(dt.timedelta(hours=-8)))) == (early, ON)


def test_one_that_was_sent_counts_as_ignored_until_the_person_does_something(store: Reminders) -> None:
    store.switch_on(ON)
    store.move(ANA, SLOT, SLOT + WEEK, sent=True)
    store.move(ANA, SLOT, SLOT + 2 * WEEK, sent=True)
    assert store.reminder(ANA) == replace(ON, next_at=SLOT + WEEK, last_at=SLOT, ignored=1)
    store.move(ANA, SLOT + WEEK, SLOT + 2 * WEEK, sent=False)
    assert store.reminder(ANA) == replace(ON, next_at=SLOT + 2 * WEEK, last_at=SLOT, ignored=1)
    store.heard_from(ANA)
    assert store.reminder(ANA) == replace(ON, next_at=SLOT + 2 * WEEK, last_at=SLOT)


def test_a_forgotten_person_is_reminded_of_nothing(store: Reminders, sql_store: SqlPeopleStore) -> None:
    store.switch_on(ON)
    exported = sql_store.export(ANA)["reminder"]
    assert exported == {"since": NOW.isoformat(), "tz": "Europe/Madrid", "ignored": 0}
    sql_store.forget_person(ANA)
    assert store.reminder(ANA) is None
    assert sql_store.export(ANA)["reminder"] is None


def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change() -> None:
    since = dt.datetime(2026, 10, 20, 15, tzinfo=dt.UTC)
    first = following(since, "America/New_York", since)
    second = following(since, "America/New_York", first)
    assert first == dt.datetime(2026, 10, 27, 14, tzinfo=dt.UTC)
    assert second == dt.datetime(2026, 11, 3, 15, tzinfo=dt.UTC)


def test_nobody_is_reminded_on_the_day_they_ask_for_it() -> None:
    early = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)
    assert following(early, "UTC", early) == dt.datetime(2026, 11, 30, 10, tzinfo=dt.UTC)


@given(
    since=st.timedeltas(dt.timedelta(0), 700 * WEEK).map(lambda passed: NOW + passed),
    wait=st.timedeltas(dt.timedelta(0), 60 * WEEK),
    tz=st.sampled_from(ZONES),
)
def test_the_next_one_is_within_the_week_after_on_the_same_weekday_at_ten(
    since: dt.datetime, wait: dt.timedelta, tz: str
) -> None:
    after = since + wait
    found = following(since, tz, after)
    there = found.astimezone(zone(tz))
    assert after < found <= max(after, since + dt.timedelta(days=1)) + WEEK + dt.timedelta(hours=1)
    assert (there.hour, there.minute, there.weekday()) == (10, 0, since.astimezone(zone(tz)).weekday())
