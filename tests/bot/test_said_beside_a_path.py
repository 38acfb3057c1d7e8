"""What is said beside a path: answers to questions that explore, names for plans, figures of speech."""

from __future__ import annotations

import pytest

from bot.advisor.messages import Intent
from tests.bot.people_talk import Voices, words_of

# ---- somebody who does not know yet


def test_what_was_told_at_first_is_not_asked_again(voices: Voices) -> None:
    found = voices.say("I've been a packer for 11 years, my hip is gone. What else could I do?")
    assert found.intent is Intent.EXPLORE
    assert "What do you like doing?" in words_of(found)
    assert "What have you done so far?" not in words_of(found)


@pytest.mark.parametrize(
    ("answer", "budget"),
    [
        ("nothing", 0),
        ("zero", 0),
        ("nothing, I'm broke", 0),
        ("about 150", 150),
        ("maybe two hundred", 200),
        ("skip", None),
    ],
)
def test_nothing_to_spend_is_a_budget(voices: Voices, answer: str, budget: int | None) -> None:
    voices.say("I am a cook. What else could I do?")
    assert "spend" in words_of(voices.say("talking to people"))
    assert "time" in words_of(voices.say(answer))
    assert voices.learner().budget == budget


@pytest.mark.parametrize(("answer", "hours"), [("6", 6), ("about 4 I think", 4), ("ninety", None), ("7 or 8", None)])
def test_a_number_alone_is_hours_where_these_are_asked(voices: Voices, answer: str, hours: float | None) -> None:
    for message in ("I am a cook. What else could I do?", "talking to people", "skip", answer):
        voices.say(message)
    assert voices.learner().hours_per_week == hours


def test_a_role_that_sounds_right_is_planned_and_not_what_is_shown_beside_it(voices: Voices) -> None:
    voices.say("I am a cook. What else could I do?")
    for answer in ("talking to people", "up to $300", "5 hours a week"):
        told = voices.say(answer)
    first = words_of(told).partition("\n\n")[2].partition(".")[0]
    found = voices.say("the first one sounds ok. what would it take?")
    assert found.intent is Intent.PATH
    assert first.casefold() in words_of(found).casefold()


# ---- names for plans


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("File it as Sunrise", "Sunrise"),
        ("put it away under the name 'second wind'", "second wind"),
        ("lovely. keep it somewhere safe, Aunt Rose is what I'd call it", "Aunt Rose"),
        ("Keep it. Title: Fresh Start", "Fresh Start"),
        ("that one I'd keep as well, as Ledgerbook", "Ledgerbook"),
    ],
)
def test_a_plan_is_kept_under_a_name_in_passing(planner: Voices, message: str, name: str) -> None:
    planner.say(message)
    assert [plan.title for plan in planner.plans()] == [name]


@pytest.mark.parametrize(
    "message", ["keep it as it is", "keep it under 200", "keep it as cheap as possible", "put it down as known"]
)
def test_what_is_no_name_keeps_no_plan(planner: Voices, message: str) -> None:
    planner.say(message)
    assert planner.plans() == ()


@pytest.mark.parametrize("message", ["get rid of Sunrise, I changed my mind", "Sunrise can go", "drop sunrise"])
def test_a_plan_is_dropped_by_its_name(planner: Voices, message: str) -> None:
    planner.say("save it as Sunrise")
    planner.say(message)
    assert planner.plans() == ()


def test_a_plan_is_opened_by_its_name(planner: Voices) -> None:
    planner.say("save it as Sunrise")
    planner.say("I want to become a welder")
    assert planner.say("back to Sunrise").constraints["to"] == "tax-preparer"


def test_what_is_read_back_is_what_was_saved(planner: Voices) -> None:
    planner.say("save it as Sunrise")
    assert "Sunrise" in words_of(planner.say("read me back what I've saved"))


# ---- what is spoken of last, and what is held


@pytest.mark.parametrize(
    "message", ["I'm not convinced. Give me a version without it.", "can the plan do without?", "drop it"]
)
def test_the_step_spoken_of_is_left_out(planner: Voices, message: str) -> None:
    third = planner.state().plan_steps[2]
    planner.say("why step 3?")
    assert planner.say(message).intent is Intent.ADJUST_PATH
    assert third not in planner.state().plan_steps


def test_nothing_is_left_out_where_no_step_was_spoken_of(planner: Voices) -> None:
    before = planner.state().plan_steps
    planner.say("drop it")
    assert planner.state().plan_steps == before


def test_an_award_that_is_held_is_done(planner: Voices) -> None:
    assert planner.say("I've got the SQL Quick Start badge, does it count?").intent is Intent.PROGRESS
    assert [id_.rpartition("/")[2] for id_ in planner.learner().done] == ["sql-quick-start"]


@pytest.mark.parametrize(
    "message",
    [
        "I passed my driving test",
        "I'm done with winter",
        "finished moving house",
        "I want to bake, done by 15 February",
    ],
)
def test_no_course_is_marked_as_done_that_nothing_names(voices: Voices, message: str) -> None:
    voices.say(message)
    assert voices.learner().done == ()


@pytest.mark.parametrize("message", ["I finished your frist project plan", "I've completed Your First Project Plan"])
def test_a_title_that_is_named_is_marked_as_done(voices: Voices, message: str) -> None:
    voices.say(message)
    assert [id_.rpartition("/")[2] for id_ in voices.learner().done] == ["your-first-project-plan"]


@pytest.mark.parametrize(
    "message",
    [
        "How do I earn the Certificate in Software Development?",
        "What do I have to do to get the SOC Analyst Certificate?",
    ],
)
def test_a_larger_credential_is_planned_and_neither_pay_nor_a_role_is_meant(voices: Voices, message: str) -> None:
    found = voices.say(message)
    assert found.intent is Intent.PATH
    assert "It earns" in words_of(found)
    assert "to" not in found.constraints


def test_what_people_take_home_is_no_path(voices: Voices) -> None:
    assert voices.say("what do bookkeepers take home?").intent is Intent.OUT_OF_SCOPE


def test_not_a_cent_more_is_not_free(voices: Voices) -> None:
    found = voices.say("30 dollars and not a cent more, I want to become a bookkeeper")
    assert found.constraints["budget"] == 30


def test_a_goal_with_its_day_is_a_goal(voices: Voices) -> None:
    found = voices.say("I want to become a bookkeeper, done by 15 February").constraints
    assert (found.get("to"), found.get("by")) == ("bookkeeper", "2027-02-15")


def test_an_award_that_is_asked_about_is_not_done(planner: Voices) -> None:
    planner.say("how do I get the SQL Quick Start badge?")
    assert planner.learner().done == ()


def test_why_a_skill_is_there_is_asked_roundabout(planner: Voices) -> None:
    assert "Taxation" in words_of(planner.say("How come I'm supposed to learn taxation?"))


# ---- words of life and death that are none


@pytest.mark.parametrize(
    "message",
    [
        "fine, I can live with that. what does it cost?",
        "I'd kill for a job like that",
        "the commute is killing me",
        "dead serious, 5 hours a week",
        "when grandpa was dying a nurse sang to him",
    ],
)
def test_a_figure_of_speech_is_no_danger(planner: Voices, message: str) -> None:
    assert planner.say(message).intent is not Intent.HANDOVER


@pytest.mark.parametrize(
    "message", ["this job is killing me, I want to die", "I can't go on living", "I don't want to live any more"]
)
def test_danger_is_heard_all_the_same(planner: Voices, message: str) -> None:
    assert planner.say(message).intent is Intent.HANDOVER


def test_everything_is_forgotten_with_a_reason_beside(planner: Voices) -> None:
    assert planner.say("now forget everything about me please, my sister reads this too").intent is Intent.PRIVACY
    assert planner.learner().goal is None
