"""Facts that are kept of a person: put right, taken back, forgotten one by one."""

from __future__ import annotations

import pytest

from bot.advisor.messages import Intent
from tests.bot.people_talk import Voices, path_in, words_of


@pytest.mark.parametrize(
    "message",
    [
        "Delete the bit about the money, keep the rest",
        "The voucher fell through, please strike the 200 from your notes",
        "forget the budget",
        "money is no object",
    ],
)
def test_a_budget_that_is_lifted_is_not_kept_either(voices: Voices, message: str) -> None:
    voices.say("I want to be an HR assistant, I have 200 dollars")
    answer = voices.say(message)
    assert path_in(answer).path.steps
    assert "budget" not in answer.constraints
    assert (voices.learner().budget, voices.learner().goal) == (None, "hr-assistant")


@pytest.mark.parametrize("message", ["remove the hours thing", "forget my hours", "delete the hours please"])
def test_hours_are_forgotten_while_the_path_stays(voices: Voices, message: str) -> None:
    voices.say("I want to be an HR assistant, I have 200 dollars and 6 hours a week")
    assert voices.say(message).intent is Intent.PROFILE
    assert (voices.learner().hours_per_week, voices.learner().budget) == (None, 200)
    voices.say("make it 300 dollars")
    assert voices.learner().hours_per_week is None


@pytest.mark.parametrize("message", ["forget the money bit", "remove the budget", "delete what I said about the money"])
def test_money_is_forgotten_without_a_path(voices: Voices, message: str) -> None:
    voices.say("ok. I'm a nurse, 5 hours a week, 200 dollars for courses at the most")
    assert voices.learner().budget == 200
    voices.say(message)
    assert (voices.learner().budget, voices.learner().hours_per_week) == (None, 5)


@pytest.mark.parametrize(
    "message",
    ["please delete what you know of my skills", "forget my skills", "erase everything you noted about my skills"],
)
def test_all_skills_are_forgotten(voices: Voices, message: str) -> None:
    voices.say("I'm a bookkeeper and know Excel and SQL")
    assert voices.learner().skills
    voices.say(message)
    assert (voices.learner().skills, voices.learner().role) == ((), "bookkeeper")


@pytest.mark.parametrize(
    ("message", "budget", "hours"),
    [
        ("correction: not 200, 350", 350, 5),
        ("no, not 200. I meant 350 dollars", 350, 5),
        ("i meant 150 dollars", 150, 5),
        ("make it 3 hours a week", 200, 3),
        ("sorry, not 5 hours, 8", 200, 8),
        ("actually only 2 hours a week", 200, 2),
    ],
)
def test_a_sum_or_a_pace_is_put_right(voices: Voices, message: str, budget: int, hours: int) -> None:
    voices.say("I'm a bookkeeper, 200 dollars, 5 hours a week")
    answer = voices.say(message)
    assert answer.intent is Intent.PROFILE, words_of(answer)
    assert (voices.learner().budget, voices.learner().hours_per_week) == (budget, hours)


@pytest.mark.parametrize("message", ["make it under 100 dollars", "no, at most 100 dollars"])
def test_a_limit_of_a_search_is_no_correction(voices: Voices, message: str) -> None:
    voices.say("I'm a bookkeeper, 200 dollars")
    voices.say("find excel courses")
    answer = voices.say(message)
    assert answer.intent is Intent.FIND
    assert answer.constraints["max_cost"] == 100


@pytest.mark.parametrize(
    "message", ["nah put the money back to what it was", "put it back as it was", "change it back to how it was before"]
)
def test_a_change_is_taken_back_in_words(voices: Voices, message: str) -> None:
    voices.say("I want to be an HR assistant, I have 200 dollars")
    voices.say("make it 300 dollars")
    assert voices.say(message).constraints["budget"] == 200
