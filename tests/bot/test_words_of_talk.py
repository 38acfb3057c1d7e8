"""Lists of what people say, and what it must not be taken for."""

from __future__ import annotations

import pytest

from bot.advisor.understand import Known, understand
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.exploring import wants_exploring
from bot.advisor.understand.likeness import OF_COURSES, Likeness
from bot.advisor.understand.reading import Act, PersonAct
from bot.advisor.understand.scope import outside
from retrieval.dictionary import is_common, times_heard
from retrieval.ports import CatalogSearch


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("got any voucher for nurses", "payment"),
        ("is there a senior rate", "payment"),
        ("will medicaid pay", "payment"),
        ("do they offer child care", "inside"),
        ("have they got a waiting list", "inside"),
        ("could I practise as an optician after that", "job_outcome"),
        ("can she call herself a chef with that?", "job_outcome"),
    ],
)
def test_more_that_lies_outside_has_its_name(message: str, code: str) -> None:
    assert outside(Draft(message)) == code


@pytest.mark.parametrize(
    "message", ["courses on voucher fraud with a discount chapter", "something to cook for my aunt"]
)
def test_what_may_be_learnt_lies_not_outside(message: str) -> None:
    assert outside(Draft(message)) == ""


@pytest.mark.parametrize("message", ["no clue what Blender is", "I have no idea what that means"])
def test_not_to_know_a_thing_is_not_to_know_what_one_wants(message: str) -> None:
    assert not wants_exploring(Draft(message))


def test_not_to_know_what_to_do_asks_to_explore() -> None:
    assert wants_exploring(Draft("no clue what to do"))


def test_must_i_have_finished_marks_nothing_as_done() -> None:
    read = understand("must I have finished the red one to join the blue one?", Known(listed=True))
    assert read.person is None or read.person.act is not PersonAct.DONE


@pytest.mark.parametrize("message", ["is there one in Spanish", "does one exist in French?", "are there any in German"])
def test_one_of_a_kind_is_searched_for(message: str) -> None:
    read = understand(message, Known(listed=True, focused=True))
    assert (read.act, set(read.wanted)) == (Act.FIND, {"language"})


def test_the_name_of_a_language_alone_behind_a_comma() -> None:
    assert understand("pottery, French only", Known()).wanted == {"language": "fr"}


@pytest.mark.parametrize(
    ("message", "words", "number"), [("cost of the level 3 class", "level 3", None), ("price of number 3", None, 3)]
)
def test_a_level_is_no_place_in_a_list(message: str, words: str | None, number: int | None) -> None:
    read = understand(message, Known(listed=True))
    (meant,) = read.references
    assert (read.act, meant.words, meant.number) == (Act.DETAILS, words, number)


def test_a_rare_word_was_heard_less_than_a_common_one() -> None:
    assert times_heard("dementia") < times_heard("mother")
    assert times_heard("qwzx") == 0
    assert is_common("mother")
    assert not is_common("dementia")


@pytest.mark.parametrize(
    ("message", "about"),
    [
        ("what's it gonna run me", "detail.price"),
        ("can I get my cash back", "refuse.payment"),
        ("is the lecturer from around here", "refuse.instructor"),
        ("do I have to own a tablet", "detail.device"),
    ],
)
def test_the_strongest_question_about_a_course_is_told_beside(
    message: str, about: str, real_search: CatalogSearch
) -> None:
    likely = Likeness(real_search.sentence_vectors).of(message)
    assert likely.about == about
    assert likely.about in OF_COURSES or likely.about.startswith("detail.")
    assert likely.about_score <= likely.score
