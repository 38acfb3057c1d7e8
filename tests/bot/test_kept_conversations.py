"""What is kept between two turns: whose it is, what of it is kept, and what happens when it cannot be read."""

from __future__ import annotations

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.advisor.advisor import Advisor
from bot.advisor.messages import Answer, Intent, Question
from people.sql.open import open_people
from people.sql.store import SqlPeopleStore
from people.store import ConversationKey
from retrieval.ports import CatalogSearch
from retrieval.query import OPERATOR, PUBLIC, Asker
from tests.bot.claims import ids_in_blocks, prose_of
from tests.bot.conftest import settings_of
from tests.bot.fake_search import FakeSearch, sample
from tests.bot.workbench import reading_of

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
ANA = ConversationKey("", "ana", "c")


class Office:
    """Advisors over one store, as several processes and a changed catalog would be."""

    def __init__(self, store: SqlPeopleStore) -> None:
        self.store = store

    def say(
        self,
        text: str,
        search: CatalogSearch,
        user: str = "ana",
        workspace: str | None = None,
        conversation: str = "c",
        asker: Asker = PUBLIC,
    ) -> Answer:
        question = Question(text=text, conversation=conversation, user=user, workspace=workspace, asker=asker)
        return Advisor(search, self.store, lambda: NOW, reading=reading_of(search)).answer(question)


@pytest.fixture
def office(conversations: SqlPeopleStore) -> Office:
    return Office(conversations)


def test_it_goes_on_where_another_process_left_it(tmp_path: Path, fake_search: CatalogSearch) -> None:
    first = open_people(settings_of(tmp_path))
    shown = ids_in_blocks(Office(first).say("excel under $70", fake_search))
    first.close()
    second = open_people(settings_of(tmp_path))
    answer = Office(second).say("the second one", fake_search)
    assert ids_in_blocks(answer) == shown[1:2]
    assert answer.constraints == {"max_cost": 70, "currency": "USD"}
    second.close()


@pytest.mark.parametrize(
    ("user", "workspace", "conversation"),
    [
        ("ben", None, "c"),
        ("ana", "T1", "c"),
        ("ana", None, "d"),
        ("ANA", None, "c"),
        ("ana ", None, "c"),
        ("%", None, "%"),
    ],
)
def test_nobody_else_goes_on_with_it(
    office: Office, fake_search: CatalogSearch, user: str, workspace: str | None, conversation: str
) -> None:
    office.say("excel under $70", fake_search)
    answer = office.say("the second one", fake_search, user, workspace, conversation)
    assert answer.constraints == {}
    assert not answer.citations
    assert "not shown you anything yet" in prose_of(answer)
    assert office.say("more", fake_search).constraints == {"max_cost": 70, "currency": "USD"}


@pytest.mark.parametrize(
    "state",
    [
        "",
        "{",
        "[]",
        "null",
        '{"turns": "many"}',
        '{"sort": "luck"}',
        '{"constraints": {"max_cost": -5}}',
        '{"constraints": {"moon_phase": "full"}, "turns": 3}',
    ],
)
def test_a_state_that_cannot_be_read_begins_anew(office: Office, fake_search: CatalogSearch, state: str) -> None:
    office.store.save(ANA, state, NOW)
    answer = office.say("excel", fake_search)
    assert answer.intent is Intent.FIND
    assert len(ids_in_blocks(answer)) == 3
    assert office.say("the second one", fake_search).citations == (ids_in_blocks(answer)[1],)


def test_what_a_later_version_adds_is_no_trouble(office: Office, fake_search: CatalogSearch) -> None:
    office.say("excel under $70", fake_search)
    state = json.loads(office.store.load(ANA) or "")
    office.store.save(ANA, json.dumps(state | {"mood": "cheerful"}), NOW)
    assert office.say("more", fake_search).constraints == {"max_cost": 70, "currency": "USD"}


def test_what_was_shown_may_be_gone(office: Office, fake_search: CatalogSearch) -> None:
    shown = ids_in_blocks(office.say("excel", fake_search))
    smaller = FakeSearch([item for item in sample() if item.id not in shown[:2]])
    assert office.say("number 3", smaller).citations == (shown[2],)
    for question in ("the second one", "how much is it?", "compare 1 and 2", "cheaper", "the first one"):
        answer = office.say(question, smaller)
        assert not set(answer.citations) & set(shown[:2])
        assert answer.blocks


def test_the_whole_catalog_may_be_gone(office: Office, fake_search: CatalogSearch) -> None:
    office.say("excel under $70", fake_search)
    empty = FakeSearch([])
    for question in (
        "more",
        "the first one",
        "compare them",
        "cheaper",
        "excel",
        "free python in Spanish",
        "which is cheaper?",
    ):
        answer = office.say(question, empty)
        assert answer.blocks
        assert not answer.citations


def test_an_internal_list_cannot_be_read_on_by_the_public(office: Office, fake_search: CatalogSearch) -> None:
    inside = office.say("courses from Brightwater Academy", fake_search, asker=OPERATOR)
    assert len(ids_in_blocks(inside)) == 3
    for question in ("more", "the first one", "compare the first two", "how long does it take?", "cheaper", "number 2"):
        answer = office.say(question, fake_search)
        assert not [id_ for id_ in answer.citations if id_.startswith("brightwater/")]
        assert not any("brightwater/" in block.model_dump_json() for block in answer.blocks)


def test_starting_over_leaves_nothing_of_it_behind(office: Office, fake_search: CatalogSearch) -> None:
    office.say("I'm a glassblower and want excel under $70", fake_search)
    assert "glassblower" in (office.store.load(ANA) or "")
    office.say("start over", fake_search)
    kept = office.store.load(ANA) or ""
    assert "glassblower" not in kept
    assert "excel" not in kept
    assert "70" not in kept


def test_only_what_the_next_turn_needs_is_kept(office: Office, fake_search: CatalogSearch) -> None:
    office.say("excel", fake_search)
    office.say("how much is the first one? my phone number is 555-0199", fake_search)
    office.say("what's the weather in Lisbon", fake_search)
    kept = office.store.load(ANA) or ""
    assert "555" not in kept
    assert "Lisbon" not in kept


def test_many_people_at_once_each_keep_their_own(office: Office, fake_search: CatalogSearch) -> None:
    budgets = {f"user{number}": 20 + 5 * number for number in range(12)}

    def talk(user: str) -> list[dict[str, object]]:
        said = (f"excel under ${budgets[user]}", "for beginners", "more", "thanks")
        return [office.say(line, fake_search, user).constraints for line in said]

    with ThreadPoolExecutor(6) as pool:
        heard = dict(zip(budgets, pool.map(talk, budgets), strict=True))
    for user, constraints in heard.items():
        limit = {"max_cost": budgets[user], "currency": "USD"}
        assert constraints == [limit, *[limit | {"level": "beginner"}] * 3]


def test_one_person_who_types_too_fast_gets_every_answer(office: Office, fake_search: CatalogSearch) -> None:
    lines = ["excel", "sql", "python", "more", "cheaper", "the first one"] * 3
    with ThreadPoolExecutor(6) as pool:
        answers = [*pool.map(lambda line: office.say(line, fake_search), lines)]
    assert all(answer.blocks for answer in answers)
    assert json.loads(office.store.load(ANA) or "")["turns"] >= 1


def test_the_time_of_the_last_turn_stands_beside_it_in_utc(tmp_path: Path, fake_search: CatalogSearch) -> None:
    store = open_people(settings_of(tmp_path))
    east = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=9)))
    Advisor(fake_search, store, lambda: east).answer(Question(text="excel", conversation="c", user="ana"))
    store.close()
    with create_engine(settings_of(tmp_path).people_url).connect() as connection:
        rows = connection.execute(text('SELECT "user", updated_at FROM conversation')).all()
    assert [(user, str(when)[:19]) for user, when in rows] == [("ana", "2026-11-23 14:30:00")]
