"""Beside a path: skills told in one's own words, steps left out, questions that were taken for something else."""

from __future__ import annotations

import pytest

from bot.advisor.messages import Intent
from tests.bot.people_talk import Voices, path_in, steps_in, words_of


@pytest.mark.parametrize(
    ("message", "skills"),
    [
        ("SQL I could write blindfolded", {"SQL"}),
        ("we use Power BI at work so no need for that one", {"Power BI"}),
        ("been using excel for ten years", {"Microsoft Excel"}),
        ("python? done that at uni", {"Python"}),
        ("SQL? I know that", {"SQL"}),
        ("used Tableau daily until spring", {"Tableau"}),
    ],
)
def test_skills_are_heard(voices: Voices, message: str, skills: set[str]) -> None:
    voices.say("I want to become a data analyst")
    answer = voices.say(message)
    assert skills <= set(answer.constraints["have"]), words_of(answer)
    assert "by" not in answer.constraints or "spring" in message
    assert skills <= set(voices.learner().skills)


def test_a_step_left_out_and_the_skill_for_it(voices: Voices) -> None:
    voices.say("I want to become a medical coder")
    answer = voices.say("and without the anatomy thing? I did anatomy at college, i know it")
    assert "Anatomy and physiology" in answer.constraints["have"]


@pytest.mark.parametrize(
    "message", ["why SQL?", "SQL? what is that", "do I know SQL then?", "payroll I don't know at all"]
)
def test_what_is_asked_or_lacked_is_no_skill(voices: Voices, message: str) -> None:
    voices.say("I want to become a data analyst")
    voices.say(message)
    assert voices.learner().skills == ()


@pytest.mark.parametrize("message", ["in ten months", "I can take ten months"])
def test_a_time_to_come_is_a_limit(voices: Voices, message: str) -> None:
    voices.say("I want to become a data analyst")
    assert "by" in voices.say(message).constraints


@pytest.mark.parametrize(
    "message",
    [
        "leave the first step out, I can do without that one",
        "leave step 1 out please",
        "drop step 1, I can do without it",
    ],
)
def test_a_step_is_left_out(voices: Voices, message: str) -> None:
    first = steps_in(voices.say("I want to become a solar installer"))[0]
    answer = voices.say(message)
    assert first not in steps_in(answer)


@pytest.mark.parametrize(
    "message",
    [
        "do any of these get me the actual licence",
        "will that give me a permit?",
        "does it earn me an electrician's license",
    ],
)
def test_what_is_asked_beside_skills_is_told(voices: Voices, message: str) -> None:
    voices.say("I want to become an electrician")
    answer = voices.say(message)
    assert answer.intent is Intent.EXPLAIN
    assert "license electricians" in words_of(answer)


@pytest.mark.parametrize(
    "message",
    [
        "who in the office should I ask about time off for this",
        "whom should I talk to about this?",
        "who do I contact here",
    ],
)
def test_whom_to_ask_is_a_question_for_people(voices: Voices, message: str) -> None:
    voices.say("I want to become a warehouse supervisor")
    assert voices.say(message).intent is Intent.HANDOVER


@pytest.mark.parametrize("message", ["can you put it into my calendar?", "which of my old courses count for that?"])
def test_the_path_is_told_as_it_stands(voices: Voices, message: str) -> None:
    steps = steps_in(voices.say("I want to become a data analyst"))
    answer = voices.say(message)
    assert answer.intent is Intent.PATH
    assert [step.id for step in path_in(answer).path.steps] == steps or steps_in(answer) == steps


def test_what_is_held_after_a_step_is_no_writing(voices: Voices) -> None:
    voices.say("I want to become a web developer")
    answer = voices.say("what can I put on my cv if I stop after the first step?")
    assert answer.intent is Intent.EXPLAIN
    assert voices.say("what should I write in my cv?").intent is Intent.OUT_OF_SCOPE
