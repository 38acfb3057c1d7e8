"""Messages that hold several questions: each is answered, and what sets the scene stays with what it belongs to."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.advisor.messages import Answer, Intent, Prose
from bot.advisor.understand import Known, understand
from bot.advisor.understand.parts import MOST_PARTS, parts_of
from tests.bot.people_talk import Voices, codes_of, options_of, shown_in, words_of

PLAIN = Known(("IBM", "Quillstack Academy"))


def prose(answer: Answer) -> list[str]:
    return [block.text for block in answer.blocks if isinstance(block, Prose)]


# ---- how it is cut


@pytest.mark.parametrize(
    "message",
    [
        "short Python courses under $100, in Spanish",
        "Hi! Show me Excel courses. Thanks!",
        "I have $100. I like numbers. Show me bookkeeping courses.",
        "What is Node.js? ",
        "Machine learning, version 2.0 of it",
        "compare the first and the second",
        "I am 45 and a nurse and I want to become a data analyst",
    ],
)
def test_one_wish_stays_one(message: str) -> None:
    assert len(parts_of(message, PLAIN, understand)) == 1


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("How much is the first one? And how long does it take?", 2),
        ("What does it cost and is it in Spanish?", 2),
        ("Show me SQL courses. What is a microcredential?", 2),
        ("Export my data\nwhat is a badge?", 2),
        ("What do you know about me? Is this private? What is a badge?", 3),
    ],
)
def test_questions_of_their_own_are_cut(message: str, parts: int) -> None:
    known = Known(("IBM",), listed=True, focused=True)
    assert len(parts_of(message, known, understand)) == parts


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("Is it online? My knees are bad these days.", "Is it online?"),
        ("The bus only runs on Tuesdays. When does it start?", "When does it start?"),
        ("haha good one. who teaches it", "who teaches it"),
        ("What do I have to bring? pliers?", "What do I have to bring?"),
    ],
)
def test_a_remark_beside_a_question_is_not_searched_for(message: str, question: str) -> None:
    known = Known(("IBM",), listed=True, focused=True)
    assert parts_of(message, known, understand) == (question,)


@pytest.mark.parametrize(
    ("message", "part"),
    [
        ("the second one. when does it start?", "the second one: when does it start?"),
        ("Is there a badge? for the last one I mean", "for the last one I mean: Is there a badge?"),
    ],
)
def test_what_points_goes_with_the_question_beside_it(message: str, part: str) -> None:
    assert parts_of(message, Known(listed=True, focused=True), understand) == (part,)


def test_two_that_are_pointed_at_stay_two_questions() -> None:
    message = "How much is the first one? And how long is the second one?"
    assert len(parts_of(message, Known(listed=True, focused=True), understand)) == 2


@pytest.mark.parametrize(
    "message",
    ["Is it online? I also want to learn welding.", "How long is it? Show me Excel.", "Is it free? Under $50 please."],
)
def test_a_wish_beside_a_question_is_no_remark(message: str) -> None:
    known = Known(("IBM",), listed=True, focused=True, names_skill=lambda words: "Excel" in words)
    assert len(parts_of(message, known, understand)) == 2


def test_a_letter_joins_as_a_word_does() -> None:
    known = Known(("IBM",), listed=True, focused=True)
    assert parts_of("how much is it n when does it start", known, understand) == (
        "how much is it",
        "when does it start",
    )
    assert len(parts_of("pots n pans", PLAIN, understand)) == 1


def test_what_sets_the_scene_goes_with_the_search_and_not_with_the_question() -> None:
    message = "I have $50. What is a microcredential? Show me Excel courses."
    parts = parts_of(message, PLAIN, understand)
    assert parts == ("I have $50. Show me Excel courses.", "What is a microcredential?")


def test_what_somebody_tells_goes_with_what_they_ask_to_become() -> None:
    message = "I work as a bookkeeper. I have $150. What could I become?"
    assert parts_of(message, PLAIN, understand) == (message,)


def test_too_many_questions_are_one_message() -> None:
    message = " ".join(["What is a badge?"] * (MOST_PARTS + 1))
    assert parts_of(message, PLAIN, understand) == (message,)


def test_while_questions_are_asked_an_answer_is_not_cut() -> None:
    message = "I was a clerk. What is a badge?"
    assert parts_of(message, Known(exploring=True), understand) == (message,)


PIECES = (
    "What is a badge?",
    "show me SQL courses.",
    "I am a nurse.",
    "hi!",
    "and",
    "how long",
    "is it free?",
    "Node.js",
)
ODD = ("$50.", "thanks", "forget me", "1.5", "compare 1 and 2", "\n", "My budget", "e.g.")
WORDS = st.lists(st.sampled_from((*PIECES, *ODD)), max_size=8).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(WORDS | st.text(max_size=80))
@example("")
@example("? ! .")
def test_no_part_holds_what_was_not_said_and_none_is_empty(message: str) -> None:
    parts = parts_of(message, PLAIN, understand)
    assert 1 <= len(parts) <= MOST_PARTS + 1
    if parts == (message,):
        return
    said = message.split()
    for part in parts:
        assert part.strip()
        assert all(any(word.rstrip(".") in whole for whole in said) for word in part.split())


@settings(max_examples=80, deadline=None)
@given(WORDS)
def test_no_words_are_lost_but_courtesy_and_joints(message: str) -> None:
    parts = parts_of(message, PLAIN, understand)
    if parts == (message,):
        return
    kept = Counter(" ".join(parts).replace(".", " ").split())
    said = Counter(message.replace(".", " ").split())
    for word in ("$50", "SQL", "nurse", "badge?", "forget", "compare"):
        assert kept[word] == said[word], (message, parts)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_understood_without_an_error(message: str) -> None:
    for known in (PLAIN, Known(("IBM",), True, True, True, True, True, True), Known(exploring=True, pasted=True)):
        understand(message, known)


@pytest.fixture(scope="module")
def full(sample_known: Known) -> Known:
    """All that reading may rely on, from the real catalog."""
    return replace(sample_known, listed=True, focused=True, planned=True, plan_in_focus=True)


def test_naughty_strings_are_understood_without_an_error(shared: Path, full: Known) -> None:
    file = shared / "hostile" / "naughty_strings.json"
    if not file.is_file():
        pytest.skip("the hostile strings are not there")
    strings = json.loads(file.read_text("utf-8"))
    assert len(strings) > 100
    for text in strings:
        parts_of(text, PLAIN, understand)
        understand(text, PLAIN)
    for text in strings[::6]:
        understand(text, full)


# ---- how it is answered


def test_each_question_is_answered_in_its_order(voices: Voices) -> None:
    answer = voices.say("What does SQL Quick Start cost? And how long does it take? What is a microcredential?")
    said = prose(answer)
    assert answer.intent is Intent.DETAILS
    assert "$25" in said[0]
    assert "5–6 hours" in said[1]
    assert "badge" in said[2]


def test_a_later_question_is_about_what_an_earlier_one_showed(voices: Voices) -> None:
    answer = voices.say("Show me free Excel courses. How long does the first one take?")
    assert shown_in(answer) == ["openfurrow/spreadsheets-from-zero"]
    assert "8–10 hours" in prose(answer)[-1]
    assert answer.intent is Intent.FIND


def test_danger_is_never_one_of_several(voices: Voices) -> None:
    answer = voices.say("Show me SQL courses. I want to kill myself. What is a badge?")
    assert "danger" in codes_of(answer)
    assert shown_in(answer) == []


def test_what_is_told_beside_the_question_is_kept_and_not_searched_for(voices: Voices) -> None:
    answer = voices.say("I am a bookkeeper and I know Excel. What could I become?")
    assert answer.intent is Intent.EXPLORE
    assert shown_in(answer) == []
    assert voices.learner().role == "bookkeeper"
    assert "Working with numbers" in options_of(answer)


def test_forgetting_beside_another_question_keeps_nothing(voices: Voices) -> None:
    voices.say("I know SQL")
    voices.say("What is a badge? Forget me.")
    assert voices.learner().is_blank
    assert "nothing of you yet" in words_of(voices.say("what do you know about me?"))
