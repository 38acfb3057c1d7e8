"""The cheaper one, the longest one, which is easier: one told from the others, or honestly not."""

from __future__ import annotations

from typing import Any

import pytest

from bot.advisor import measures
from bot.advisor.messages import Answer, Intent
from bot.advisor.understand import Known, understand
from bot.advisor.understand.reading import Measure, Reference
from catalog.credential import Credential
from tests.bot.claims import ids_in_blocks, prose_of
from tests.bot.fake_search import FakeSearch
from tests.bot.workbench import Talk

USD = "USD"
COMPARED = Known(listed=True, compared=True)
LISTED = Known(listed=True)


def item(id_: str, price: float | None = None, hours: float | None = None, **values: Any) -> Credential:
    cost = None if price is None else {"amount": price, "currency": values.pop("currency", USD)}
    stated = {"min": hours, "max": hours} if hours else None
    title = f"Knots, Volume {id_.upper()}"
    return Credential.model_validate(
        {"id": id_, "title": title, "cost": cost, "hours": stated, "skills": ["Knots"]} | values
    )


def compared(*items: Credential) -> Talk:
    """A talk in which all of a small catalog has just been compared."""
    talk = Talk(FakeSearch([*items]))
    assert len(talk.say("knots").citations) == len(items)
    assert talk.say("compare them").intent is Intent.COMPARE
    return talk


def told(answer: Answer) -> list[str]:
    assert answer.intent is Intent.DETAILS
    return list(answer.citations)


PAIR = (item("a", 40, 6, level="beginner"), item("b", 25, 12, level="advanced"))


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("the cheaper one", "b"),
        ("the cheapest", "b"),
        ("the less expensive one please", "b"),
        ("ok, I'll take the cheaper one", "b"),
        ("tell me more about the cheaper one", "b"),
        ("the more expensive one", "a"),
        ("the most expensive", "a"),
        ("the shorter one", "a"),
        ("show me the quicker one", "a"),
        ("the longer of the two", "b"),
        ("the easier one", "a"),
        ("the harder one", "b"),
    ],
)
def test_one_of_those_compared(question: str, meant: str) -> None:
    answer = compared(*PAIR).say(question)
    assert told(answer) == [meant]
    assert ids_in_blocks(answer) == [meant]


@pytest.mark.parametrize(
    ("question", "meant", "fact"),
    [
        ("which is cheaper?", "b", "$25"),
        ("which one is the cheapest", "b", "$25"),
        ("and which of them is cheaper?", "b", "$25"),
        ("which one costs less?", "b", "$25"),
        ("which costs more", "a", "$40"),
        ("which of the two takes less time?", "a", "6 hours"),
        ("which one takes longer?", "b", "12 hours"),
        ("so which is easier?", "a", "for beginners"),
        ("which one is more difficult?", "b", "advanced"),
        ("how long is the cheaper one?", "b", "12 hours"),
        ("how much is the shorter one?", "a", "$40"),
        ("what level is the longer one?", "b", "advanced"),
    ],
)
def test_a_question_about_one_of_them_is_answered_with_the_fact(question: str, meant: str, fact: str) -> None:
    answer = compared(*PAIR).say(question)
    assert told(answer) == [meant]
    assert fact in prose_of(answer)
    assert not ids_in_blocks(answer)


def test_it_is_in_focus_afterwards_and_the_comparison_still_stands() -> None:
    talk = compared(*PAIR)
    talk.say("the cheaper one")
    assert told(talk.say("how long does it take?")) == ["b"]
    assert told(talk.say("the shorter one")) == ["a"]
    assert told(talk.say("is it free?")) == ["a"]
    assert told(talk.say("which is cheaper?")) == ["b"]


@pytest.mark.parametrize(
    ("items", "question", "words"),
    [
        ((item("a", 25, 6), item("b", 25, 9)), "the cheaper one", "alike"),
        ((item("a", 25, 6), item("b", 30, 6)), "which is shorter?", "alike"),
        ((item("a", 25, 6), item("b", None, 9)), "which is cheaper?", "not all of it is stated"),
        ((item("a", 25, None), item("b", 30, 9)), "the longer one", "not all of it is stated"),
        ((item("a", 25, 6), item("b", 20, 6, currency="EUR")), "the cheaper one", "not all of it is stated"),
        ((item("a", 25, 6), item("b", 20, 6)), "the easier one", "not all of it is stated"),
        ((item("a", 25, 6), item("b", 25, 6), item("c", 90, 6)), "the cheapest one", "not all of it is stated"),
    ],
    ids=["same price", "same hours", "unknown price", "unknown hours", "two currencies", "no level", "two of three"],
)
def test_what_cannot_be_told_apart_is_not_guessed(items: tuple[Credential, ...], question: str, words: str) -> None:
    answer = compared(*items).say(question)
    assert len(told(answer)) != 1
    assert words in prose_of(answer)
    assert all(each.title in prose_of(answer) for each in items)


def test_a_monthly_price_counts_in_all() -> None:
    month = {"amount": 20, "currency": USD, "basis": "per_month"}
    talk = compared(item("a", 50, 10), item("b", 20, 60, cost=month))
    assert told(talk.say("the cheaper one")) == ["a"]


@pytest.mark.parametrize(
    "question", ["which is better?", "which one would you recommend?", "which of them is best for me?"]
)
def test_no_opinion_is_made_up(question: str) -> None:
    answer = compared(*PAIR).say(question)
    assert answer.intent is Intent.COMPARE
    assert "I cannot say which is better" in prose_of(answer)
    assert ids_in_blocks(answer) == ["a", "b"]


def test_after_a_mere_list_the_cheaper_one_is_a_new_search_and_the_longest_one_is_not() -> None:
    talk = Talk(FakeSearch([*PAIR, item("c", 5, 3)]))
    talk.say("knots under $41")
    assert told(talk.say("the longest one")) == ["b"]
    assert talk.say("knots").intent is Intent.FIND
    searched = talk.say("the cheapest one")
    assert searched.intent is Intent.FIND
    assert ids_in_blocks(searched) == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("question", "reference"),
    [
        ("the cheaper one", Reference(measure=Measure.COST)),
        ("the most expensive one", Reference(measure=Measure.COST, most=True)),
        ("the fastest", Reference(measure=Measure.HOURS)),
        ("longest one", Reference(measure=Measure.HOURS, most=True)),
        ("the least difficult one", Reference(measure=Measure.LEVEL)),
    ],
)
def test_what_is_pointed_at(question: str, reference: Reference) -> None:
    assert understand(question, COMPARED).references == (reference,)


@pytest.mark.parametrize("question", ["something cheaper", "cheaper", "a shorter one", "is there an easier course?"])
def test_a_wish_for_another_one_is_no_pointer(question: str) -> None:
    for known in (LISTED, COMPARED):
        understanding = understand(question, known)
        assert understanding.relative is not None
        assert not understanding.references


@pytest.mark.parametrize(
    ("values", "least", "most"),
    [
        ([3.0, 1.0, 2.0], 1, 0),
        ([1.0, 1.0], None, None),
        ([1.0, None], None, None),
        ([], None, None),
        ([1.0, 1.0, 2.0], None, 2),
        ([0.0], 0, 0),
    ],
)
def test_the_least_and_the_most(values: measures.Values, least: int | None, most: int | None) -> None:
    assert measures.least(values) == least
    assert measures.most(values) == most


def test_each_of_them_answers_where_each_is_asked_for() -> None:
    talk = Talk(FakeSearch([*PAIR]))
    talk.say("knots")
    for question in (
        "do any of these earn college credit?",
        "which one has credit?",
        "which of them give college credit",
    ):
        answer = talk.say(question)
        assert sorted(told(answer)) == ["a", "b"]
        assert prose_of(answer).count("no college credit") == 2
    free = talk.say("which of these are free?")
    assert sorted(told(free)) == ["a", "b"]
    assert prose_of(free).count("No.") == 2


def test_cheaper_than_one_that_was_only_looked_at_stays_with_what_it_teaches() -> None:
    talk = Talk(FakeSearch([*PAIR, item("z", 1, 1, title="Kites", skills=["Kites"])]))
    talk.say("tell me about Knots, Volume A")
    answer = talk.say("cheaper")
    assert ids_in_blocks(answer) == ["b"]
    assert "“Knots”" in prose_of(answer)
    assert "lowest price" in prose_of(talk.say("cheaper"))
