"""What a longer message wants to learn, and what only stands beside it; idioms, and places in a list said roundabout."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.advisor.messages import Answer, Credentials
from bot.advisor.understand import Known, understand
from bot.advisor.understand.parts import parts_of
from bot.advisor.understand.reading import Act, Reference
from people.sql.store import SqlPeopleStore
from retrieval.ports import CatalogSearch
from retrieval.query import Sort
from tests.bot.people_talk import Voices

Say = Callable[[str], Answer]
SHOWN = Known(listed=True, focused=True)


@pytest.fixture
def say(real_search: CatalogSearch, conversations: SqlPeopleStore) -> Say:
    return Voices(real_search, conversations).say


def titles(answer: Answer) -> list[str]:
    return [item.title for block in answer.blocks if isinstance(block, Credentials) for item in block.items]


@pytest.mark.parametrize(
    ("message", "aim"),
    [
        (
            "We run a bakery in the hills with six ovens. I want to learn bookkeeping. The shop opens at four.",
            "bookkeeping",
        ),
        ("Our whole floor moved last month and I need something in welding, otherwise they will let me go.", "welding"),
        ("My manager wants dashboards, and all of us sit in the same room with him all day", "dashboards"),
        ("I want to learn welding", ""),
        ("I want to learn welding, it is for my job, and later on I want to learn plumbing as well", ""),
        ("a very long list of things that nobody of us here has ever asked anybody for", ""),
    ],
)
def test_what_a_longer_message_wants_to_learn(message: str, aim: str) -> None:
    assert understand(message, Known()).aim == aim


def test_what_stands_beside_it_is_not_searched_for(say: Say) -> None:
    shown = say(
        "Our office has thirty people and a printer that jams. I need something on spreadsheets for all of them."
    )
    assert "“spreadsheets”" in shown.text
    both = say("I have done some welding in the yard for years and want to get better at something with metal sheets")
    assert "weld" in both.text


@pytest.mark.parametrize(
    "message",
    ["it mustn't cost a fortune", "that should not cost me an arm and a leg", "excel, it can't cost the earth"],
)
def test_an_idiom_for_cheap_orders_by_price(message: str) -> None:
    read = understand(message, Known())
    assert (read.act, read.sort) == (Act.FIND, Sort.COST)
    assert read.text in ("", "excel")


@pytest.mark.parametrize(
    ("message", "references"),
    [
        ("the one at the bottom, could I start it now?", (Reference(place=-1),)),
        ("the course on top: is it online?", (Reference(place=1),)),
        ("the middle one: how long is it?", (Reference(place=2),)),
        ("that free one, do I get a badge?", (Reference(words="free"),)),
    ],
)
def test_a_place_in_the_list_is_said_roundabout(message: str, references: tuple[Reference, ...]) -> None:
    read = understand(message, SHOWN)
    assert (read.act, read.references) == (Act.DETAILS, references)


def test_the_one_on_a_subject_is_no_place_in_the_list() -> None:
    assert understand("the course on topology", SHOWN).references == (Reference(words="topology"),)


@pytest.mark.parametrize(
    ("message", "level"),
    [
        ("Spanish, she is past the basics", "intermediate"),
        ("SQL for people beyond beginner level", "intermediate"),
        ("the basics of SQL", None),
    ],
)
def test_who_is_past_the_basics_is_no_beginner(message: str, level: str | None) -> None:
    assert understand(message, Known()).wanted.get("level") == level


def test_last_thing_asks_for_nothing() -> None:
    parts = parts_of("One last thing. Show me free welding courses.", SHOWN, understand)
    assert [understand(part, SHOWN).text for part in parts] == ["welding"]


def test_a_curse_before_a_wish_is_not_answered(say: Say) -> None:
    answer = say("the boiler won't draw a thing. teach me plumbing")
    assert titles(answer)
    assert "cannot" not in answer.text


def test_another_topic_beside_a_limit_is_searched_for(say: Say) -> None:
    say("bookkeeping for beginners")
    assert any(
        "Patient" in title or "Care" in title for title in titles(say("what else is there on patients, below $200?"))
    )


def test_shorthand_is_quoted_as_it_was_typed(say: Say) -> None:
    assert "“pots n pans”" in say("i wanna fix pots n pans").text


def test_of_several_facts_those_are_told_that_a_record_states(say: Say) -> None:
    answer = say('The course called "SQL Quick Start": does it cost anything, and would it suit left-handed uncles?')
    assert "$25" in answer.text or "free" in answer.text


def test_a_course_that_is_named_beside_a_wish_is_no_question(say: Say) -> None:
    assert titles(say("something like SQL Quick Start, and could you show me cheaper ones?"))


@pytest.mark.parametrize(
    ("message", "cleared"),
    [("my company pays till 500 dollars", False), ("my boss pays no more than $300", False), ("my boss pays", True)],
)
def test_who_pays_up_to_a_sum_sets_a_limit(message: str, *, cleared: bool) -> None:
    read = understand(message, Known(held={"max_cost": 80}))
    assert ("max_cost" in read.cleared and "max_cost" not in read.wanted) is cleared
