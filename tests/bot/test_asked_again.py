"""A question that a door asks again, because it does not know whether it was answered, is answered once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.advisor.advisor import Advisor
from bot.advisor.messages import Answer, Intent, Question
from people.sql.open import open_people
from people.sql.store import SqlPeopleStore
from people.store import Answered, ConversationKey, PeopleStore, PersonKey
from retrieval.ports import CatalogSearch
from tests.bot.claims import ids_in_blocks
from tests.bot.conftest import NOW, settings_of
from tests.bot.people_talk import codes_of
from tests.bot.workbench import Memory, reading_of

ANA = ConversationKey("", "ana", "c")


@pytest.fixture(params=["fake", "sql"])
def store(request: pytest.FixtureRequest) -> PeopleStore:
    return Memory() if request.param == "fake" else request.getfixturevalue("conversations")


class Door:
    """Asks, each time by an advisor that knows only what is kept."""

    def __init__(self, store: PeopleStore, search: CatalogSearch) -> None:
        self.store, self.search = store, search

    def ask(self, text: str, id_: str | None = None, user: str = "ana", conversation: str = "c") -> Answer:
        question = Question(id=id_, text=text, conversation=conversation, user=user)
        return Advisor(self.search, self.store, lambda: NOW, reading=reading_of(self.search)).answer(question)

    @property
    def state(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.store.load(ANA) or "{}")
        return found


@pytest.fixture
def door(store: PeopleStore, fake_search: CatalogSearch) -> Door:
    return Door(store, fake_search)


def test_more_asked_again_skips_no_page(door: Door) -> None:
    first = door.ask("python", "q1")
    second = door.ask("more", "q2")
    state = door.state
    assert ids_in_blocks(second) != ids_in_blocks(first)
    assert door.ask("more", "q2") == second
    assert door.state == state
    third = door.ask("more", "q3")
    assert not {*ids_in_blocks(third)} & {*ids_in_blocks(first), *ids_in_blocks(second)}


def test_without_an_id_the_same_words_are_another_question(door: Door) -> None:
    door.ask("excel under $70")
    assert [door.ask("more").citations != door.ask("more").citations, door.state["turns"]] == [True, 3]


def test_only_the_last_question_is_remembered(door: Door) -> None:
    door.ask("excel", "q1")
    door.ask("python", "q2")
    door.ask("excel", "q1")
    assert door.state["turns"] == 3


@pytest.mark.parametrize(("user", "conversation"), [("ben", "c"), ("ana", "d")])
def test_the_same_id_elsewhere_is_another_question(door: Door, user: str, conversation: str) -> None:
    door.ask("excel", "q1")
    assert door.ask("hello", "q1", user, conversation).intent is Intent.GREETING


def test_a_plan_is_saved_once(store: PeopleStore, real_search: CatalogSearch) -> None:
    door = Door(store, real_search)
    door.ask("I want to become a data analyst", "q1")
    saved = door.ask("save this plan", "q2")
    assert len(door.store.plans(ANA.person)) == 1
    assert door.ask("save this plan", "q2") == saved
    assert len(door.store.plans(ANA.person)) == 1
    assert door.ask("save this plan", "q3") != saved


@pytest.mark.parametrize("kept", ["", "{", '{"text": "from another version"}'])
def test_an_answer_that_cannot_be_read_is_made_again(door: Door, kept: str) -> None:
    answer = door.ask("excel", "q1")
    door.store.save(ANA, door.store.load(ANA) or "", NOW, Answered("q1", kept))
    assert ids_in_blocks(door.ask("excel", "q1")) == ids_in_blocks(answer)
    assert door.state["turns"] == 2


SAID = [
    "hello",
    "excel under $70",
    "compare the first two",
    "how much is the first one?",
    "I want to become a data analyst",
    "save this plan",
    "what do you know about me?",
    "export my data",
    "what's the weather in Lisbon",
    "cursos de excel gratis",
]


def test_every_kind_of_answer_comes_back_as_it_was(tmp_path: Path, real_search: CatalogSearch) -> None:
    store = open_people(settings_of(tmp_path))
    door = Door(store, real_search)
    for number, text in enumerate(SAID):
        answer = door.ask(text, str(number))
        again = door.ask(text, str(number))
        assert again == answer
        assert again.model_dump_json(by_alias=True) == answer.model_dump_json(by_alias=True)
    store.close()


def test_who_asks_to_be_forgotten_twice_leaves_no_answer_behind(door: Door) -> None:
    door.ask("excel", "q1")
    forgotten = door.ask("forget me", "q2")
    assert codes_of(forgotten) == ["forgotten"]
    assert "forgotten" in codes_of(door.ask("forget me", "q2"))
    assert [door.store.answered(ANA, id_) for id_ in ("q1", "q2")] == [None, None]
    assert door.store.load(ANA) is None


class Killed(BaseException):
    """The end of the process."""


def test_a_turn_that_is_cut_off_while_it_is_kept_leaves_nothing_half_done(
    conversations: SqlPeopleStore, fake_search: CatalogSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door(conversations, fake_search)
    door.ask("excel", "q1")
    before = conversations.export(PersonKey("", "ana"))

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(conversations, "save", killed)
        with pytest.raises(Killed):
            door.ask("my budget is $300 and I know SQL", "q2")
    assert conversations.export(PersonKey("", "ana")) == before
    door.ask("my budget is $300 and I know SQL", "q2")
    assert conversations.learner(PersonKey("", "ana")).budget == 300
