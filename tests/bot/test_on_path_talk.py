"""What people say while a path is the matter, in words of everyday: the path changes, is kept, or stays as it is."""

from __future__ import annotations

from typing import Any

import pytest

from bot.advisor.messages import Intent, PathBlock
from tests.bot.people_talk import Voices, path_in, words_of


@pytest.fixture
def planner(voices: Voices) -> Voices:
    """Somebody who has just been told a path."""
    assert voices.say("I want to become a bookkeeper").intent is Intent.PATH
    return voices


# ---- limits amid other words


@pytest.mark.parametrize(
    ("message", "limits"),
    [
        ("rent went up again so let's say one hundred at most", {"budget": 100}),
        ("the boss pays up to USD 90, nothing beyond that", {"budget": 90}),
        ("kids are in bed by eight, I get 7 hours a week out of that", {"hours_per_week": 7}),
        ("I can sit down every evening for one hour, weekends off", {"hours_per_week": 5}),
        ("every night for two hours is fine with me", {"hours_per_week": 14}),
        ("we move house, must be done before easter", {"by": "2027-03-28"}),
        ("forget easter, end of may", {"by": "2027-05-31"}),
        ("books never were my thing, start me slow", {"level": "beginner"}),
        ("nothing where I have to travel, dad needs me here", {"online": True}),
        ("please keep ledgerly out of it, they were rude to me", {"not_provider": "Ledgerly Learning"}),
    ],
)
def test_limits_are_heard_amid_other_words(planner: Voices, message: str, limits: dict[str, Any]) -> None:
    answer = planner.say(message)
    assert answer.constraints | {"to": "bookkeeper", **limits} == answer.constraints


def test_a_budget_is_halved_and_falls(planner: Voices) -> None:
    planner.say("I have 200 dollars")
    assert planner.say("what if it was half of that").constraints["budget"] == 100
    assert "budget" not in planner.say("forget the 100 dollars").constraints


def test_half_the_hours_are_hours(planner: Voices) -> None:
    planner.say("I have 200 dollars")
    answer = planner.say("only half the time")
    assert (answer.constraints["budget"], answer.constraints["hours_per_week"]) == (200, 2.5)


def test_an_excluded_provider_stays_out_of_a_goal_that_follows(voices: Voices) -> None:
    voices.say("a course in payroll, but not from Ledgerly")
    answer = voices.say("make me a bookkeeper")
    assert answer.constraints["not_provider"] == "Ledgerly Learning"
    assert all(step.provider != "Ledgerly Learning" for step in path_in(answer).path.steps)


# ---- skills


@pytest.mark.parametrize(
    ("message", "skill"),
    [
        ("I'm fine with payroll, did it for ages", "Payroll"),
        ("put down payroll as known", "Payroll"),
        ("treat quickbooks as known", "QuickBooks"),
        ("I've got quickbooks down", "QuickBooks"),
        ("my forklift licence is valid by the way", "Forklift operation"),
        ("i already have the basics of payroll", "Payroll"),
    ],
)
def test_what_is_known_counts(planner: Voices, message: str, skill: str) -> None:
    assert skill in planner.say(message).constraints["have"]


def test_what_has_gone_rusty_no_longer_counts(planner: Voices) -> None:
    assert planner.say("I know payroll and quickbooks").constraints["have"] == ["Payroll", "QuickBooks"]
    assert planner.say("to be fair my payroll is a bit rusty").constraints["have"] == ["QuickBooks"]


def test_a_skill_is_added_and_left_out_again(planner: Voices) -> None:
    steps = len(path_in(planner.say("show me the plan")).path.steps)
    more = planner.say("throw in something about spanish too")
    assert any("Spanish" in step.title for step in path_in(more).path.steps)
    fewer = planner.say("nah, lose the spanish")
    assert not any("Spanish" in step.title for step in path_in(fewer).path.steps)
    assert len(path_in(fewer).path.steps) <= steps + 1


# ---- back, why, how much


@pytest.mark.parametrize(
    "message", ["eh, restore it", "bring it back", "I prefer the earlier version", "the old one was better"]
)
def test_the_last_change_is_taken_back(planner: Voices, message: str) -> None:
    before = path_in(planner.say("show me the plan")).path.steps
    planner.say("leave out step 1")
    after = planner.say(message)
    assert [step.id for step in path_in(after).path.steps] == [step.id for step in before]


@pytest.mark.parametrize(
    "message",
    [
        "what on earth is the second one for?",
        "what's the point of that second course",
        "who needs step 2",
        "how does the second course help me",
    ],
)
def test_the_use_of_a_step_is_asked_for(planner: Voices, message: str) -> None:
    answer = planner.say(message)
    assert answer.intent is Intent.EXPLAIN
    assert "Step 2" in answer.text


@pytest.mark.parametrize("message", ["is a degree required for it?", "are any licences needed in that job"])
def test_demands_are_asked_for(planner: Voices, message: str) -> None:
    assert planner.say(message).intent is Intent.EXPLAIN


# ---- keeping


@pytest.mark.parametrize(
    "message",
    [
        "hang on to this plan for me",
        "please retain that path",
        "stick it in my list",
        "keep that too please",
        "don't lose this one",
        "park it",
        "hold on to these steps, would you",
    ],
)
def test_a_path_is_kept(planner: Voices, message: str) -> None:
    planner.say(message)
    assert len(planner.plans()) == 1


def test_one_of_two_plans_is_thrown_away(planner: Voices) -> None:
    planner.say("save it")
    planner.say("I want to become a welder")
    planner.say("save it")
    assert "bookkeeper" in words_of(planner.say("which of my two plans costs less?"))
    planner.say("bin the welder one")
    assert [plan.role for plan in planner.plans()] == ["bookkeeper"]


# ---- what is not clear, and what leaves the path


@pytest.mark.parametrize(
    "message", ["well, my cousin went to the seaside", "hmm the whole thing feels like a mountain range"]
)
def test_what_is_not_clear_leaves_the_path_as_it_is(planner: Voices, message: str) -> None:
    answer = planner.say(message)
    assert answer.constraints["to"] == "bookkeeper"
    assert not [block for block in answer.blocks if isinstance(block, PathBlock)]


def test_it_is_said_that_the_path_stays(planner: Voices) -> None:
    assert "stays as it is" in words_of(planner.say("well, my cousin went to the seaside"))


@pytest.mark.parametrize(
    "message",
    ["do you have any courses on photography?", "find me a badge about cryptography", "Tableau from a Blank Sheet"],
)
def test_a_search_leaves_the_path(planner: Voices, message: str) -> None:
    assert planner.say(message).intent in (Intent.FIND, Intent.DETAILS)


def test_something_free_to_try_is_looked_for(planner: Voices) -> None:
    answer = planner.say("is there a free thing I can try first?")
    assert (answer.intent, answer.constraints["free"]) == (Intent.FIND, True)


# ---- privacy and work


def test_how_long_things_are_kept_is_told(voices: Voices) -> None:
    assert voices.say("how long do you keep what I write").intent is Intent.PRIVACY


def test_years_as_something_are_work(voices: Voices) -> None:
    voices.say("9 years as a bookkeeper, my feet hurt, no idea what to do next")
    assert voices.say("what do you know about me?").intent is Intent.PROFILE
    assert voices.learner().role is not None
