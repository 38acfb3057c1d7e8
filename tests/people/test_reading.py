"""Profiles and plans of other versions: nothing is lost, nothing of them is in the log."""

from __future__ import annotations

import datetime as dt
import json
import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from catalog.learner import Learner
from catalog.settings import StoreSettings
from people.reading import json_of, read_learner, read_plan, write_learner
from people.sql.store import SqlPeopleStore
from tests.people.conftest import ANA, FULL, NOW, plan

words = st.text(max_size=12)
several = st.lists(words, max_size=3).map(tuple)
learners = st.builds(
    Learner,
    role=st.none() | words,
    goal=st.none() | words,
    skills=several,
    done=several,
    declined=several,
    budget=st.none() | st.decimals(0, 10**9, places=2),
    currency=st.sampled_from([None, "USD", "EUR"]),
    hours_per_week=st.none() | st.floats(min_value=0, exclude_min=True, allow_infinity=False),
    by=st.none() | st.dates(),
    languages=several,
    avoid=several,
    device=st.none() | words,
    tongue=st.none() | words,
    notes=several,
)
strange = st.dictionaries(
    st.text(min_size=1, max_size=5).map("x-{}".format), st.none() | words | st.lists(words), max_size=3
)


@given(learners)
def test_every_learner_comes_back(learner: Learner) -> None:
    assert read_learner(write_learner(learner, None)) == (learner, {})


@given(learners, learners, strange)
def test_what_another_version_knew_outlives_every_change(
    before: Learner, after: Learner, extra: dict[str, Any]
) -> None:
    earlier = json.dumps(json.loads(write_learner(before, None)) | extra)
    assert read_learner(earlier) == (before, extra)
    assert read_learner(write_learner(after, earlier)) == (after, extra)


@given(learners, st.text())
def test_any_text_is_read_and_stays(learner: Learner, body: str) -> None:
    found, unread = read_learner(write_learner(learner, body))
    assert found == learner
    if body and not isinstance(json_of(body), dict):
        assert unread == {"unreadable": json_of(body)}


def test_a_field_of_another_form_is_unknown_until_it_is_told_anew() -> None:
    body = json.dumps({"goal": "role:nurse", "budget": {"amount": 5}, "skills": "SQL", "by": "soon"})
    learner, unread = read_learner(body)
    assert learner == Learner(goal="role:nurse")
    assert unread == {"budget": {"amount": 5}, "skills": "SQL", "by": "soon"}
    told = learner.model_copy(update={"skills": ("SQL", "R"), "by": dt.date(2027, 1, 1)})
    assert read_learner(write_learner(told, body)) == (told, {"budget": {"amount": 5}})


@pytest.mark.parametrize("state", ["", "{", "[" * 100_000, "\x00", "nul", "9" * 5000])
def test_what_is_no_json_is_its_text(state: str) -> None:
    assert json_of(state) == state


def as_newer(body: str) -> str:
    """A plan as a newer version might have kept it: it knows more of the plan and of its steps."""
    value = json.loads(body)
    value["rating"] = 5
    for step in value["steps"]:
        step |= {"provider": "Acme", "badge": {"id": 1}}
    return json.dumps(value)


def test_a_plan_of_a_newer_version_is_read_as_far_as_it_is_known() -> None:
    assert read_plan(as_newer(plan().model_dump_json())) == plan()


@pytest.mark.parametrize("body", ["", "null", "[]", "{}", '{"number": 1, "x": 2}', '"text"', "{"])
def test_what_makes_no_plan_is_none(body: str) -> None:
    assert read_plan(body) is None


def test_a_plan_without_its_steps_is_not_passed_off_as_one() -> None:
    value = json.loads(plan().model_dump_json())
    value["steps"][0]["title"] = {"en": "Start"}
    assert read_plan(json.dumps(value)) is None


SECRET = "planted-secret"


@pytest.fixture
def newer(settings: StoreSettings, sql_store: SqlPeopleStore) -> SqlPeopleStore:
    """A store in which a newer version has kept a profile and three plans, the second in a form that is not known."""
    sql_store.keep_learner(ANA, FULL, NOW)
    for title in ("one", "two", "three"):
        sql_store.save_plan(ANA, plan(title))
    profile = json.dumps(FULL.model_dump(mode="json") | {"pronouns": SECRET, "device": [SECRET]})
    with create_engine(settings.people_url).begin() as connection:
        connection.execute(text("UPDATE profile SET body = :body"), {"body": profile})
        body = text("UPDATE saved_plan SET body = :body WHERE number = :number")
        connection.execute(body, {"body": as_newer(plan("one").model_dump_json()), "number": 1})
        connection.execute(body, {"body": json.dumps({"stages": [SECRET]}), "number": 2})
    return sql_store


def test_the_store_reads_what_it_can_and_tells_the_log_without_content(
    newer: SqlPeopleStore, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert newer.learner(ANA) == FULL.model_copy(update={"device": None})
        assert [(one.number, one.title) for one in newer.plans(ANA)] == [(1, "one"), (3, "three")]
    assert [record.getMessage().partition(";")[0] for record in caplog.records] == [
        "2 fields of a profile are not understood by this version",
        "Some fields of a saved plan are not known to this version",
        "A saved plan is not understood by this version",
    ]
    assert SECRET not in caplog.text
    assert "pronouns" not in caplog.text


def test_the_store_loses_nothing_of_another_version(newer: SqlPeopleStore) -> None:
    newer.keep_learner(ANA, newer.learner(ANA).model_copy(update={"goal": "role:nurse"}), NOW)
    found = newer.export(ANA)
    assert found["profile"]["learner"]["goal"] == "role:nurse"
    assert found["profile"]["learner"]["pronouns"] == SECRET
    assert found["profile"]["learner"]["device"] == [SECRET]
    assert found["plans"][0]["steps"][0]["provider"] == "Acme"
    assert found["plans"][1] == {"stages": [SECRET]}


def test_what_only_another_version_reads_can_still_be_replaced_and_dropped(newer: SqlPeopleStore) -> None:
    newer.replace_plan(ANA, plan("anew", number=2))
    assert [one.title for one in newer.plans(ANA)] == ["one", "anew", "three"]
    newer.drop_plan(ANA, 1)
    newer.keep_learner(ANA, Learner(), NOW)
    assert newer.export(ANA)["profile"] is None
    assert SECRET not in json.dumps(newer.export(ANA))
