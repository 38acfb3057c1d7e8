"""A person during one turn: changes gather, and reach the store at its end, all or none."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.advisor.person import LISTS, MOST_NOTES, Person
from catalog.learner import Learner
from people.plan import SavedPlan, SavedStep
from people.sql.open import open_people
from people.sql.store import SqlPeopleStore
from people.store import ConversationKey, PersonKey
from tests.bot.conftest import settings_of
from tests.bot.workbench import NOW, Memory

ANA, BEN = PersonKey("", "ana"), PersonKey("", "ben")


def plan(title: str = "Path", number: int = 1) -> SavedPlan:
    return SavedPlan(
        number=number, title=title, request={"role": "x"}, saved_at=NOW, steps=(SavedStep(id="a/b", title="B"),)
    )


@pytest.fixture
def ana(conversations: SqlPeopleStore) -> Person:
    return Person(conversations, ANA)


# ---- nothing before keep


def test_nothing_reaches_the_store_before_the_end_of_the_turn(ana: Person, conversations: SqlPeopleStore) -> None:
    ana.remember(goal="data-analyst", skills=("SQL",))
    ana.save_plan(plan())
    assert conversations.learner(ANA) == Learner()
    assert conversations.plans(ANA) == ()
    ana.keep(NOW)
    assert conversations.learner(ANA) == Learner(goal="data-analyst", skills=("SQL",))
    assert [kept.title for kept in conversations.plans(ANA)] == ["Path"]


def test_a_turn_that_is_not_kept_changes_nothing(ana: Person, conversations: SqlPeopleStore) -> None:
    ana.remember(skills=("SQL",))
    ana.save_plan(plan())
    ana.keep(NOW)
    lost = Person(conversations, ANA)
    lost.remember(skills=("Python",), budget=Decimal(10))
    lost.forget(skills=("SQL",))
    lost.drop_plan(1)
    lost.save_plan(plan("Another"))
    assert lost.learner.skills == ("Python",)
    again = Person(conversations, ANA)
    assert again.learner == Learner(skills=("SQL",))
    assert [kept.title for kept in again.plans] == ["Path"]


def test_what_is_kept_outlives_the_process(tmp_path: Path) -> None:
    first = open_people(settings_of(tmp_path))
    person = Person(first, ANA)
    person.remember(budget=Decimal("99.50"), currency="EUR", by=dt.date(2027, 5, 1), languages=("es", "en"))
    person.keep(NOW)
    first.close()
    second = open_people(settings_of(tmp_path))
    assert Person(second, ANA).learner == person.learner
    assert Person(second, BEN).learner == Learner()
    second.close()


def test_an_unchanged_profile_is_not_written_again(conversations: SqlPeopleStore) -> None:
    Person(conversations, ANA).keep(NOW)
    assert conversations.export(ANA).get("learner") is None or conversations.learner(ANA).is_blank


def test_two_turns_at_once_keep_both_of_their_plans(conversations: SqlPeopleStore) -> None:
    one, other = Person(conversations, ANA), Person(conversations, ANA)
    one.save_plan(plan("One"))
    other.save_plan(plan("Other"))
    assert [one.keep(NOW), other.keep(NOW)] == [1, 2]
    assert [kept.title for kept in Person(conversations, ANA).plans] == ["One", "Other"]


# ---- facts


@pytest.mark.parametrize("name", LISTS)
def test_what_there_may_be_several_of_is_added_once_in_its_order(ana: Person, name: str) -> None:
    ana.remember(**{name: ("en", "es")})
    ana.remember(**{name: ("es", "de", "de")})
    assert getattr(ana.learner, name) == ("en", "es", "de")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("role", "bookkeeper", "nursing-assistant"),
        ("goal", "data-analyst", "bookkeeper"),
        ("budget", Decimal(100), Decimal(0)),
        ("currency", "USD", "EUR"),
        ("hours_per_week", 5.0, 2.5),
        ("by", dt.date(2027, 1, 1), dt.date(2027, 6, 1)),
        ("device", "phone", "laptop"),
        ("tongue", "en", "es"),
    ],
)
def test_a_single_fact_takes_the_place_of_the_earlier_one(
    ana: Person, name: str, before: object, after: object
) -> None:
    ana.remember(**{name: before})
    ana.remember(**{name: after})
    assert getattr(ana.learner, name) == after


@pytest.mark.parametrize(
    "facts", [{"hours_per_week": 0}, {"hours_per_week": float("inf")}, {"currency": "dollars"}, {"shoe_size": 43}]
)
def test_a_fact_that_cannot_be_is_refused_and_changes_nothing(ana: Person, facts: dict[str, object]) -> None:
    ana.remember(goal="data-analyst")
    with pytest.raises(ValidationError):
        ana.remember(**facts)
    assert ana.learner == Learner(goal="data-analyst")


def test_only_the_last_notes_are_kept(ana: Person, conversations: SqlPeopleStore) -> None:
    for number in range(MOST_NOTES + 5):
        ana.remember(notes=(f"note {number}",))
    ana.keep(NOW)
    kept = conversations.learner(ANA).notes
    assert kept == tuple(f"note {number}" for number in range(5, MOST_NOTES + 5))


def test_facts_are_forgotten_by_name_and_single_values_one_by_one(ana: Person, conversations: SqlPeopleStore) -> None:
    ana.remember(goal="data-analyst", budget=Decimal(5), skills=("SQL", "R", "Python"), avoid=("IBM",))
    ana.keep(NOW)
    later = Person(conversations, ANA)
    later.forget(("goal", "budget"), skills=("R", "Cobol"), avoid=("IBM",))
    later.keep(NOW)
    assert conversations.learner(ANA) == Learner(skills=("SQL", "Python"))


def test_a_profile_that_is_blank_again_is_removed(ana: Person, conversations: SqlPeopleStore) -> None:
    ana.remember(goal="data-analyst")
    ana.keep(NOW)
    later = Person(conversations, ANA)
    later.forget(("goal",))
    later.keep(NOW)
    assert conversations.learner(ANA).is_blank


values = st.lists(st.sampled_from(["SQL", "R", "Python", "Excel", "", "Ñandú"]), max_size=6).map(tuple)


@given(first=values, second=values, gone=values)
def test_told_and_forgotten_in_any_order_is_what_a_list_would_hold(
    first: tuple[str, ...], second: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    person = Person(Memory(), ANA)
    person.remember(skills=first)
    person.remember(skills=second)
    person.forget(skills=gone)
    expected: list[str] = []
    for skill in (*first, *second):
        if skill not in expected:
            expected.append(skill)
    assert list(person.learner.skills) == [skill for skill in expected if skill not in gone]


# ---- saved plans


def test_plans_are_seen_in_the_same_turn_as_they_will_be_kept(ana: Person, conversations: SqlPeopleStore) -> None:
    for title in ("One", "Two", "Three"):
        ana.save_plan(plan(title))
    assert ana.keep(NOW) == 3
    later = Person(conversations, ANA)
    later.replace_plan(plan("Two, better", 2))
    later.drop_plan(1)
    later.save_plan(plan("Four"))
    seen = [(each.number, each.title) for each in later.plans]
    assert seen == [(2, "Two, better"), (3, "Three"), (4, "Four")]
    assert later.plan(1) is None
    assert later.plan(2) is not None
    assert later.keep(NOW) == 4
    assert [(each.number, each.title) for each in Person(conversations, ANA).plans] == seen


def test_a_plan_that_is_saved_and_dropped_in_one_turn_is_not_kept(ana: Person, conversations: SqlPeopleStore) -> None:
    ana.save_plan(plan("One"))
    ana.keep(NOW)
    later = Person(conversations, ANA)
    later.save_plan(plan("Two"))
    later.drop_plan(2)
    assert later.keep(NOW) is None
    assert [kept.title for kept in Person(conversations, ANA).plans] == ["One"]


def test_the_number_of_a_dropped_plan_is_not_used_again(ana: Person, conversations: SqlPeopleStore) -> None:
    ana.save_plan(plan("One"))
    ana.keep(NOW)
    later = Person(conversations, ANA)
    later.drop_plan(1)
    later.keep(NOW)
    last = Person(conversations, ANA)
    last.save_plan(plan("Two"))
    assert [each.number for each in last.plans] == [2]
    assert last.keep(NOW) == 2


def test_nothing_saved_gives_no_number(ana: Person) -> None:
    ana.remember(goal="data-analyst")
    assert ana.keep(NOW) is None


# ---- forgetting it all


def test_forgetting_all_takes_profile_plans_and_conversations_of_that_person_alone(
    ana: Person, conversations: SqlPeopleStore
) -> None:
    ben = Person(conversations, BEN)
    for person in (ana, ben):
        person.remember(goal="data-analyst")
        person.save_plan(plan())
        person.keep(NOW)
    for key in (ConversationKey("", "ana", "c"), ConversationKey("", "ben", "c")):
        conversations.save(key, "{}", NOW)
    gone = Person(conversations, ANA)
    gone.save_plan(plan("Never kept"))
    gone.forget_all()
    assert gone.plans == ()
    assert gone.learner == Learner()
    assert conversations.plans(ANA), "not before the end of the turn"
    assert gone.keep(NOW) is None
    assert conversations.learner(ANA) == Learner()
    assert conversations.plans(ANA) == ()
    assert conversations.load(ConversationKey("", "ana", "c")) is None
    assert conversations.load(ConversationKey("", "ben", "c")) == "{}"
    assert conversations.learner(BEN).goal == "data-analyst"
    assert len(conversations.plans(BEN)) == 1


def test_what_is_told_after_forgetting_all_is_not_kept_in_that_turn(ana: Person, conversations: SqlPeopleStore) -> None:
    ana.forget_all()
    ana.remember(goal="data-analyst")
    ana.save_plan(plan())
    ana.keep(NOW)
    assert conversations.learner(ANA) == Learner()
    assert conversations.plans(ANA) == ()


def test_the_export_holds_all_that_is_kept(ana: Person) -> None:
    ana.remember(goal="data-analyst", notes=("I have a bad back",))
    ana.save_plan(plan("My path"))
    ana.keep(NOW)
    assert {"data-analyst", "I have a bad back", "My path"} <= set(_texts(ana.export()))


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []
