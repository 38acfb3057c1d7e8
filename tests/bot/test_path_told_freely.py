"""Paths spoken of as people speak at the kitchen table: roles in passing, sums in stories, schools, other days."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.advisor.messages import Intent
from retrieval.query import PUBLIC
from tests.bot.people_talk import Voices, path_in, words_of

# ---- what somebody is, and what they want to become


@pytest.mark.parametrize(
    ("message", "present", "wanted"),
    [
        ("cook in a school canteen for twelve years, bookkeeper is what i want now", None, "bookkeeper"),
        (
            "Data analyst with the county for 4 years, and I'd like to cross over to data engineer.",
            "data-analyst",
            "data-engineer",
        ),
        ("9 yrs trucker here, could I retrain for welder", "truck-driver", "welder"),
        ("I'm learning for payroll clerk in the evenings, how do I get there?", None, "payroll-clerk"),
        ("thinking solar installer", None, "solar-installer"),
        ("Network technician sounds like me", None, "network-support-technician"),
    ],
)
def test_present_work_is_told_from_what_is_wanted(
    voices: Voices, message: str, present: str | None, wanted: str
) -> None:
    found = voices.say(message)
    assert (found.constraints.get("to"), found.constraints.get("from")) == (wanted, present)


@pytest.mark.parametrize("message", ["excel for accountants", "courses for data analysts", "python for welders"])
def test_for_whom_a_course_is_names_no_goal(voices: Voices, message: str) -> None:
    assert voices.say(message).intent is Intent.FIND


def test_the_people_of_a_trade_are_no_goal(voices: Voices) -> None:
    found = voices.say("I want to check what the bookkeepers wrote")
    assert found.constraints.get("to") != "bookkeeper"


@pytest.mark.parametrize(
    "message",
    [
        "nah. energy auditor, 200 dollars",
        "too much paper. energy auditor, do me that one",
        "hm no, energy auditor then",
    ],
)
def test_another_role_as_a_clause_of_its_own_is_another_goal(planner: Voices, message: str) -> None:
    assert planner.say(message).constraints["to"] == "energy-auditor"


@pytest.mark.parametrize(
    ("weighed", "chosen", "role"),
    [
        ("copywriter or SEO specialist, which is cheaper?", "Then it's copywriting.", "copywriter"),
        ("home health aide or preschool teacher?", "The aide. I can scrape together $175", "home-health-aide"),
    ],
)
def test_one_of_the_roles_told_is_chosen_in_a_word(voices: Voices, weighed: str, chosen: str, role: str) -> None:
    voices.say(weighed)
    assert voices.say(chosen).constraints.get("to") == role


@pytest.mark.parametrize("message", ["and in weeks?", "And what about my wallet?", "time-wise?"])
def test_the_same_roles_are_weighed_by_something_else(voices: Voices, message: str) -> None:
    voices.say("home health aide or preschool teacher, what takes less?")
    found = voices.say(message)
    assert found.intent is Intent.EXPLORE
    assert "Preschool teacher" in words_of(found)


def test_gaps_are_no_place(voices: Voices) -> None:
    found = voices.say("Where would I be weak as a bookkeeper?")
    assert (found.intent, found.constraints.get("to")) == (Intent.PATH, "bookkeeper")


# ---- money


@pytest.mark.parametrize(
    ("message", "budget"),
    [
        ("no more than 140 all in", 140),
        ("I've three hundred stashed away", 300),
        ("got 450 put by for this", 450),
        ("the money is 95, sorry", 95),
        ("budget... 160. no 120, the roof leaks", 120),
        ("Let's say 210? Mum says 90. Okay, 90.", 90),
    ],
)
def test_sums_in_a_story_are_the_budget(planner: Voices, message: str, budget: int) -> None:
    assert planner.say(message).constraints.get("budget") == budget


def test_who_pays_and_how_much_beside_each_other(planner: Voices) -> None:
    assert planner.say("My boss pays, until 300 dollars.").constraints["budget"] == 300


@pytest.mark.parametrize("message", ["a bonus came, 800 now", "no. dentist. 120", "make it 260 instead"])
def test_a_number_alone_moves_the_budget_in_force(planner: Voices, message: str) -> None:
    planner.say("I have 200 dollars")
    number = int("".join(filter(str.isdigit, message)))
    assert planner.say(message).constraints["budget"] == number


def test_a_number_alone_is_no_budget_where_none_holds(planner: Voices) -> None:
    assert "budget" not in planner.say("I moved, we live at number 800 now").constraints


@pytest.mark.parametrize(
    "message", ["not a cent to my name, could I still become a bookkeeper", "skint, way to bookkeeper?"]
)
def test_no_money_at_all_is_a_budget_of_nothing(voices: Voices, message: str) -> None:
    assert voices.say(message).constraints.get("budget") == 0


# ---- time


@pytest.mark.parametrize(
    ("message", "pace"),
    [
        ("four hours in a week is my lot", 4),
        ("2 hours every single day", 14),
        ("an hour and no more: 1 hour every weekday evening", 5),
        ("how long is that if i do 2 hours a day mon to fri", 10),
    ],
)
def test_hours_are_a_pace(planner: Voices, message: str, pace: float) -> None:
    found = planner.say(message).constraints
    assert (found["hours_per_week"], found.get("by")) == (pace, None)


@pytest.mark.parametrize(("message", "pace"), [("7 instead, hypothetically?", 7), ("stick with 8", 8)])
def test_a_small_number_in_its_place_is_hours_a_week(planner: Voices, message: str, pace: float) -> None:
    assert planner.say(message).constraints["hours_per_week"] == pace


@pytest.mark.parametrize(
    ("message", "by"),
    [
        ("They open on 1 May. I have to be through by then", "2027-05-01"),
        ("the lease runs out 30 June", "2027-06-30"),
        ("new deadline: 12 April", "2027-04-12"),
    ],
)
def test_a_day_that_is_told_is_the_day_to_be_done_by(planner: Voices, message: str, by: str) -> None:
    assert planner.say(message).constraints.get("by") == by


def test_a_day_alone_moves_the_day_to_be_done_by(planner: Voices) -> None:
    planner.say("done by 15 February")
    found = planner.say("they gave me longer! 15 April now").constraints
    assert (found["by"], found.get("budget")) == ("2027-04-15", None)


@pytest.mark.parametrize("message", ["as quick as it gets", "as fast as you can"])
def test_quick_is_what_the_path_shall_be(planner: Voices, message: str) -> None:
    assert planner.say(message).constraints["objective"] == "fastest"


def test_the_order_of_free_steps_is_no_budget(planner: Voices) -> None:
    assert "budget" not in planner.say("could the free ones go first?").constraints


def test_a_remark_beside_a_change_is_not_searched_for(planner: Voices) -> None:
    planner.say("not Ledgerly")
    assert planner.say("ok that kills the taxes lol. ledgerly can stay").intent is Intent.ADJUST_PATH


@pytest.mark.parametrize("message", ["I can only begin on 11 January", "can't start before 11 January, I travel"])
def test_who_begins_later_gets_later_days(planner: Voices, message: str) -> None:
    found = planner.say(message)
    assert "by" not in found.constraints
    assert "from 11 January 2027 on" in words_of(found)
    assert all(step.starts_on >= dt.date(2027, 1, 11) for step in path_in(found).path.steps)
    assert "from 11 January 2027 on" in words_of(planner.say("what if I had 150 dollars?"))


def test_a_goal_says_when_it_can_begin(voices: Voices) -> None:
    found = path_in(voices.say("make me a bookkeeper, I can only start in March"))
    assert all(step.starts_on >= dt.date(2027, 3, 1) for step in found.path.steps)


def test_when_a_course_begins_is_asked_and_moves_nothing(planner: Voices) -> None:
    assert planner.say("which of them starts in January?").intent is Intent.DETAILS


# ---- providers


@pytest.mark.parametrize("words", ["please disregard anything by", "ignore everything from", "I'm fed up with"])
def test_what_shall_be_disregarded_is_left_out(planner: Voices, words: str) -> None:
    found = planner.say(f"{words} Ledgerly Learning").constraints
    assert (found.get("not_provider"), found.get("provider")) == ("Ledgerly Learning", None)


@pytest.mark.parametrize(
    "words",
    [
        "Lift the ban on Ledgerly.",
        "Ledgerly can come back",
        "ok, consider Ledgerly again",
        "ledgerly may stay after all",
    ],
)
def test_who_was_left_out_is_let_in_again(planner: Voices, words: str) -> None:
    planner.say("not Ledgerly")
    assert "not_provider" not in planner.say(words).constraints


def test_all_of_it_at_one_provider(planner: Voices) -> None:
    assert planner.say("do it all at Ledgerly please").constraints["provider"] == "Ledgerly Learning"


@pytest.mark.parametrize("message", ["English can also be in there", "ok, english ones are fine too"])
def test_a_language_comes_beside_another(voices: Voices, message: str) -> None:
    voices.say("I want to become a bookkeeper, courses in Spanish")
    assert voices.say(message).intent is Intent.ADJUST_PATH
    plan = voices.state().plan
    assert plan is not None
    assert plan.language == ("es", "en")


def test_a_way_of_teaching_is_let_in_again(planner: Voices) -> None:
    planner.say("self-paced only")
    assert "delivery" not in planner.say("put the live classes back in").constraints


# ---- skills that are there


@pytest.mark.parametrize(
    "message",
    [
        "Excel I've used every working day since 2015",
        "you needn't teach me Excel",
        "Excel you may take as given",
        "Excel I have, forgot to say",
        "years at a till, so Excel I know by heart",
    ],
)
def test_what_somebody_has_is_said_in_many_ways(planner: Voices, message: str) -> None:
    assert planner.say(message).constraints.get("have") == ["Microsoft Excel"]


# ---- questions about the path


@pytest.mark.parametrize(
    "message",
    [
        "does the county ask for a permit?",
        "is there anything you must have by law?",
        "will they make me sit a test before I get hired?",
        "Is a degree mandatory for this?",
        "do the adverts want a certificate?",
    ],
)
def test_what_such_work_demands_is_told(planner: Voices, message: str) -> None:
    found = planner.say(message)
    assert found.intent is Intent.EXPLAIN
    assert "PTIN" in words_of(found)


@pytest.mark.parametrize(
    "message", ["what's left out tho", "What will I not have learned?", "anything the courses can't teach me?"]
)
def test_what_is_not_taught_is_told(planner: Voices, message: str) -> None:
    found = planner.say(message)
    assert found.intent is Intent.PATH
    assert "skills" in words_of(found)


@pytest.mark.parametrize(
    "message", ["how many weeks are we talking?", "the bill for all of that?", "whole thing how much and how long"]
)
def test_sums_are_told(planner: Voices, message: str) -> None:
    found = planner.say(message)
    assert found.intent is Intent.EXPLAIN
    assert "In all" in words_of(found)


def test_sums_within_another_pace_are_those_of_another_path(planner: Voices) -> None:
    found = planner.say("when will I be done with 10 hours a week?")
    assert (found.intent, found.constraints["hours_per_week"]) == (Intent.ADJUST_PATH, 10)


@pytest.mark.parametrize("message", ["next up?", "what's first on the list?", "and where do I begin"])
def test_the_first_step_is_named(planner: Voices, message: str) -> None:
    first = planner.search.show(planner.state().plan_steps[0], PUBLIC)
    assert first.title in words_of(planner.say(message))


@pytest.mark.parametrize("message", ["what takes the longest in there", "which of em is the dearest"])
def test_the_extreme_of_the_steps_is_told_and_nothing_changes(planner: Voices, message: str) -> None:
    before = planner.state().plan_steps
    assert planner.say(message).intent is Intent.DETAILS
    assert planner.state().plan_steps == before


def test_the_purpose_of_a_step_is_explained(planner: Voices) -> None:
    assert words_of(planner.say("could you tell me the purpose of the second step?")).startswith("Step 2")


def test_a_course_is_put_in_by_its_words(planner: Voices) -> None:
    planner.say("could you squeeze the dyslexia course in as well? my son has it")
    assert any("dyslexia" in id_ for id_ in planner.state().plan_steps)


def test_a_step_is_crossed_off(planner: Voices) -> None:
    first = planner.state().plan_steps[0]
    planner.say("you can cross off number one")
    assert planner.learner().done == (first,)
