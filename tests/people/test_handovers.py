"""What every store of hand-overs promises: the port of `people.desk`."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from catalog.settings import StoreSettings
from people.desk import Coach, Handovers, Place, Wish
from people.sql.open import Outreach, open_outreach
from people.sql.store import SqlPeopleStore
from people.store import PersonKey
from tests.people.conftest import ANA, NOW, OTHERS

BEN, CLEO = Coach("U2", "Ben"), Coach("U3", "Cleo «é» 🪢")
WISH = Wish("form:V1", ANA, "Ana", "Goal: nurse\nIs it accepted in Texas?", Place("D1", "1.0"), "es")
DESK = Place("C9", "17.5")
HOUR = dt.timedelta(hours=1)


@pytest.fixture(params=["sql"])
def store(outreach: Outreach) -> Handovers:
    return outreach.handovers


def test_a_wish_comes_back_as_it_was(store: Handovers) -> None:
    kept = store.ask(WISH, NOW)
    assert (kept.wish, kept.asked_at, kept.coach, kept.is_open) == (WISH, NOW, None, True)
    assert kept.by == WISH.key
    assert store.handover(kept.number) == kept
    assert store.open_of(ANA) == kept
    assert store.handover(kept.number + 1) is None


def test_a_wish_that_comes_twice_is_one(store: Handovers) -> None:
    first = store.ask(WISH, NOW)
    assert store.ask(replace(WISH, told="other"), NOW + HOUR) == first
    assert store.ask(replace(WISH, key="form:V2"), NOW).number != first.number


@pytest.mark.parametrize("other", OTHERS)
def test_nobody_has_the_hand_over_of_somebody_else(store: Handovers, other: PersonKey) -> None:
    store.ask(WISH, NOW)
    assert store.open_of(other) is None


def test_the_first_coach_has_it(store: Handovers) -> None:
    number = store.ask(WISH, NOW).number
    taken = store.take(number, BEN, DESK, "press:1")
    assert taken is not None
    assert (taken.coach, taken.desk, taken.by) == (BEN, DESK, "press:1")
    assert store.take(number, CLEO, Place("D7", "3.3"), "press:1") == taken
    assert store.take(number, BEN, DESK, "press:1") == taken
    assert store.take(number + 1, BEN, DESK, "press:1") is None


def test_of_many_coaches_one_has_it(settings: StoreSettings, store: Handovers) -> None:
    number = store.ask(WISH, NOW).number
    hands = [open_outreach(settings) for _ in range(4)]

    def take(at: int) -> Coach | None:
        found = hands[at % 4].handovers.take(number, Coach(f"U{at}", str(at)), Place("C9", str(at)), f"press:{at}")
        return found.coach if found else None

    with ThreadPoolExecutor(8) as pool:
        holders = {*pool.map(take, range(24))}
    for hand in hands:
        hand.close()
    assert len(holders) == 1
    assert None not in holders


def test_what_is_closed_stays_closed(store: Handovers) -> None:
    number = store.ask(WISH, NOW).number
    closed = store.close(number, NOW + HOUR, "press:2")
    assert closed is not None
    assert closed.closed_at == NOW + HOUR
    assert store.open_of(ANA) is None
    assert store.close(number, NOW + 2 * HOUR, "press:2") == closed
    assert store.take(number, BEN, DESK, "press:1") == closed
    assert store.pass_on(number, NOW, "press:2") == closed
    assert store.close(number + 1, NOW, "press:2") is None


def test_the_latest_open_one_counts(store: Handovers) -> None:
    first, second = store.ask(WISH, NOW), store.ask(replace(WISH, key="form:V2"), NOW)
    assert store.open_of(ANA) == second
    store.close(second.number, NOW, "press:2")
    assert store.open_of(ANA) == first


def test_who_waits_too_long_is_found_until_somebody_has_it(store: Handovers) -> None:
    waits, late = store.ask(WISH, NOW), store.ask(replace(WISH, key="late"), NOW + 2 * HOUR)
    taken, closed = (store.ask(replace(WISH, key=key), NOW) for key in ("taken", "closed"))
    store.take(taken.number, BEN, DESK, "press:1")
    store.close(closed.number, NOW, "press:2")
    assert store.untaken(NOW - HOUR) == ()
    assert store.untaken(NOW) == (waits,)
    east = (NOW + HOUR).astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert store.untaken(east) == (waits,)
    passed = store.pass_on(waits.number, NOW + HOUR, "press:2")
    assert passed is not None
    assert passed.passed_on_at == NOW + HOUR
    assert store.pass_on(waits.number, NOW + 3 * HOUR, "press:2") == passed
    assert store.untaken(NOW + 5 * HOUR) == (late,)
    assert store.pass_on(taken.number, NOW, "press:2") == store.handover(taken.number)


def test_only_what_was_closed_long_ago_is_swept(store: Handovers) -> None:
    open_, closed = store.ask(WISH, NOW), store.ask(replace(WISH, key="closed"), NOW)
    store.close(closed.number, NOW, "press:2")
    assert store.sweep(NOW) == 0
    assert store.sweep(NOW + HOUR) == 1
    assert (store.handover(closed.number), store.handover(open_.number)) == (None, open_)


def test_a_forgotten_person_leaves_none(
    store: Handovers, outreach: Outreach, sql_store: SqlPeopleStore, tmp_path: Path
) -> None:
    mine = store.ask(replace(WISH, told="zyxwvutsrq"), NOW)
    other = store.ask(replace(WISH, key="other", person=OTHERS[0]), NOW)
    store.take(mine.number, BEN, DESK, "press:1")
    exported = sql_store.export(ANA)["handovers"]
    assert exported == [{"asked_at": NOW.isoformat(), "told": "zyxwvutsrq", "coach": "Ben", "closed": False}]
    sql_store.forget_person(ANA)
    assert (store.handover(mine.number), sql_store.export(ANA)["handovers"]) == (None, [])
    assert store.handover(other.number) == other
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and b"zyxwvutsrq" in file.read_bytes()]


def test_a_number_is_not_used_again(store: Handovers, sql_store: SqlPeopleStore) -> None:
    first = store.ask(WISH, NOW)
    sql_store.forget_person(ANA)
    assert store.ask(replace(WISH, key="again"), NOW).number > first.number
