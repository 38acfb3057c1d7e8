"""What "both", "the second with the third" and half a title point at, over the real index."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.advisor.messages import Answer, Comparison, Credentials, Intent
from people.sql.store import SqlPeopleStore
from retrieval.ports import CatalogSearch
from tests.bot.people_talk import Voices, words_of

Say = Callable[[str], Answer]


@pytest.fixture
def say(real_search: CatalogSearch, conversations: SqlPeopleStore) -> Say:
    return Voices(real_search, conversations).say


def titles(answer: Answer) -> list[str]:
    return [item.title for block in answer.blocks if isinstance(block, Credentials) for item in block.items]


def beside(answer: Answer) -> list[str]:
    return [item.title for block in answer.blocks if isinstance(block, Comparison) for item in block.items]


def test_both_are_those_that_were_told_of_one_by_one(say: Say) -> None:
    listed = titles(say("marketing courses"))
    say("tell me about the first")
    say("and the third one?")
    assert beside(say("put both side by side")) == [listed[0], listed[2]]


def test_all_three_are_the_list_whatever_was_told_of_one_by_one(say: Say) -> None:
    listed = titles(say("excel courses"))
    say("tell me about the first")
    say("and the second?")
    assert beside(say("compare all three")) == listed


def test_two_titles_that_were_asked_about_are_compared_without_any_list(say: Say) -> None:
    say("how much is SQL Quick Start?")
    say("and what does Excel for Office Work cost?")
    assert beside(say("compare them")) == ["SQL Quick Start", "Excel for Office Work"]


def test_a_new_list_forgets_what_was_told_before(say: Say) -> None:
    say("how much is SQL Quick Start?")
    say("and what does Excel for Office Work cost?")
    listed = titles(say("welding courses"))
    assert beside(say("compare them")) == listed


def test_places_beyond_a_comparison_are_those_of_the_list_before(say: Say) -> None:
    listed = titles(say("customer service courses"))
    assert beside(say("compare the first with the second")) == listed[:2]
    assert beside(say("now the first with the third")) == [listed[0], listed[2]]
    assert beside(say("and the second with the third")) == listed[1:]


def test_topics_are_compared_by_the_best_find_of_each_within_the_limits(say: Say) -> None:
    answer = say("compare a photoshop course with a welding course, each under 400 dollars")
    assert answer.intent is Intent.COMPARE
    assert answer.constraints == {"max_cost": 400, "currency": "USD"}
    first, second = beside(answer)
    assert "Photoshop" in first
    assert "Weld" in second


def test_half_a_title_is_the_one_that_is_listed(say: Say) -> None:
    say("excel courses")
    assert "Excel for Accounts Work takes" in words_of(say("how long does the accounts work course take?"))


def test_a_title_without_its_spaces_is_the_title(say: Say) -> None:
    assert titles(say("pivottables at work")) == ["Pivot Tables at Work"]


@pytest.mark.parametrize(
    "message",
    [
        "SOC Analyst Certificate from Bastionware, how long does it take?",
        "alright. SOC Analyst Certificate - how long",
        "ok so SOC Analyst Certificate: how many hours then?",
    ],
)
def test_a_question_after_a_title_is_about_it(say: Say, message: str) -> None:
    answer = say(message)
    assert (answer.intent, answer.constraints) == (Intent.DETAILS, {})
    assert "SOC Analyst Certificate takes 54" in words_of(answer)


@pytest.mark.parametrize(
    "question",
    ["how long then?", "how many hours, roughly?", "and how long, all in all?", "how many hours exactly, please?"],
)
def test_words_after_a_question_name_nothing(say: Say, question: str) -> None:
    say("SOC Analyst Certificate")
    assert "takes 54" in words_of(say(question))


def test_numbered_questions_are_answered_one_by_one(say: Say) -> None:
    answer = say("two questions: 1) is there a photoshop course 2) what is a badge?")
    assert any("Photoshop" in title for title in titles(answer))
    assert "In short" in words_of(answer)
