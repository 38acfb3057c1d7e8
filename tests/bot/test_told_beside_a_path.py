"""Remarks beside a path: less money, another pace, a course that was done before, an age, another job for the same money."""

from __future__ import annotations

import pytest

from bot.advisor.messages import Intent
from bot.advisor.understand import Known, understand
from bot.advisor.understand.reading import Act, PersonAct
from tests.bot.people_talk import Voices, path_in, steps_in, words_of

GROUND_UP = "hearthside/medical-terminology-from-the-ground-up"


@pytest.mark.parametrize(
    "message", ["and with 50 dollars less?", "make it $50 less", "take $50 off", "knock 50 bucks off the budget"]
)
def test_a_sum_less_is_taken_off_the_budget(voices: Voices, message: str) -> None:
    voices.say("I want to be an HR assistant, I have 150 dollars")
    answer = voices.say(message)
    assert answer.constraints["budget"] == 100, words_of(answer)
    assert sum(step.charged.amount for step in path_in(answer).path.steps) <= 100


def test_more_is_never_taken_off_than_there_is(voices: Voices) -> None:
    voices.say("I want to be an HR assistant, I have 150 dollars")
    assert voices.say("200 dollars less").constraints["budget"] == 0


@pytest.mark.parametrize(
    "message",
    ["would they even take me, at 52?", "will anyone hire somebody like me?", "does any employer want people like me"],
)
def test_nobody_knows_who_is_hired_and_an_age_is_no_sum(voices: Voices, message: str) -> None:
    voices.say("I want to be an HR assistant, I have 150 dollars")
    answer = voices.say(message)
    assert answer.intent is Intent.OUT_OF_SCOPE
    assert answer.constraints["budget"] == 150


@pytest.mark.parametrize(
    "message",
    [
        "how would I get there without spending any money",
        "the same without paying a cent please",
        "and without spending anything?",
    ],
)
def test_without_spending_is_free(voices: Voices, message: str) -> None:
    voices.say("I want to be an HR assistant")
    answer = voices.say(message)
    assert answer.constraints["budget"] == 0, words_of(answer)
    assert all(step.charged.amount == 0 for step in path_in(answer).path.steps)


@pytest.mark.parametrize(
    ("message", "pace"),
    [
        ("with 6 hours a week how long would that be", 6),
        ("and at 3 hours a week, how long does it take?", 3),
        ("then with 10 hours per week how many weeks is it", 10),
    ],
)
def test_how_long_it_takes_at_another_pace_is_planned(voices: Voices, message: str, pace: float) -> None:
    voices.say("I want to be an HR assistant")
    voices.say("what is step 1 about?")
    answer = voices.say(message)
    assert answer.constraints["hours_per_week"] == pace, words_of(answer)
    assert f"at {pace} hours a week" in words_of(answer)


@pytest.mark.parametrize(
    "message",
    [
        "I have Medical Terminology from the Ground Up already, did it in summer",
        "took Medical Terminology from the Ground Up last year, finished it",
        "I did Medical Terminology from the Ground Up at Hearthside two years ago btw",
    ],
)
def test_what_was_done_before_is_not_planned_again(voices: Voices, message: str) -> None:
    voices.say("I want to become a medical coder")
    answer = voices.say(message)
    assert voices.learner().done == (GROUND_UP,), words_of(answer)
    assert answer.constraints["done"] == [GROUND_UP]
    assert GROUND_UP not in steps_in(answer)
    assert "provider" not in answer.constraints


def test_another_job_for_the_same_money(voices: Voices) -> None:
    voices.say("I want to be an HR assistant, I have 300 dollars")
    answer = voices.say("what would it look like for a network technician instead, same money")
    assert answer.constraints["to"] == "network-support-technician"
    assert answer.constraints["budget"] == 300


def test_about_so_much_is_the_most_that_a_path_may_cost(voices: Voices) -> None:
    answer = voices.say("I want to become an HR assistant, about 200 dollars all in")
    assert answer.constraints["budget"] == 200


@pytest.mark.parametrize(
    "message",
    [
        "two years at home with the twins now. I'd love to freshen up my Excel",
        "been stuck at home a while, would like to brush up on Excel",
        "I would like to catch up with Excel after years at home",
    ],
)
def test_who_brushes_something_up_wants_no_other_work(voices: Voices, message: str) -> None:
    answer = voices.say(message)
    assert answer.intent is Intent.FIND, words_of(answer)
    assert "online" not in answer.constraints
    assert "“Excel" in words_of(answer)


@pytest.mark.parametrize(
    "message",
    [
        "what do you store about people who write to you?",
        "What does this bot keep about its users",
        "what will you record of everybody here",
    ],
)
def test_what_is_kept_of_people_is_told(sample_known: Known, message: str) -> None:
    person = understand(message, sample_known).person
    assert person is not None
    assert person.act is PersonAct.KEPT


@pytest.mark.parametrize(
    "message",
    [
        "you can note this: I work as a bookkeeper and have 5 hours a week",
        "Lovely. Kindly keep in mind that I am a bookkeeper with 5 hours a week",
        "please write down the following: I'm a bookkeeper, 5 hours a week",
    ],
)
def test_what_shall_be_kept_is_kept(voices: Voices, message: str) -> None:
    answer = voices.say(message)
    assert answer.intent is Intent.PROFILE, words_of(answer)
    assert (voices.learner().role, voices.learner().hours_per_week) == ("bookkeeper", 5)


@pytest.mark.parametrize(
    "message", ["delete the second of them", "remove number 2 of those, please", "bin the last of my plans"]
)
def test_one_of_the_saved_plans_is_deleted(voices: Voices, message: str) -> None:
    for role in ("HR assistant", "medical coder"):
        voices.say(f"I want to become a {role}")
        voices.say("save it")
    voices.say("my plans")
    voices.say(message)
    assert [plan.title for plan in voices.plans()] == ["Path to work as an HR assistant"]


def test_why_these_asks_for_no_skill(sample_known: Known) -> None:
    read = understand("ok why these", Known(planned=True, plan_in_focus=True, roles=sample_known.roles))
    assert read.act is Act.PLAN
    assert read.plan is not None
    assert not read.plan.have


def test_somebody_elses_job_is_a_goal_as_well(voices: Voices) -> None:
    answer = voices.say(
        "My sister is bilingual, always translating letters for the neighbours. She wants to make that her job"
    )
    assert answer.constraints["to"] in ("translator", "interpreter"), words_of(answer)
