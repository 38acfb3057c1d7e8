"""Messages as people type them to a colleague: what they tell beside, and what is meant all the same."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from bot.advisor.understand import Known, understand
from bot.advisor.understand.asking import asked_topic
from bot.advisor.understand.corrections import corrected
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Act, Aspect, PersonAct, PlanAct
from tests.bot.people_talk import Voices, path_in


@pytest.fixture(scope="module")
def listing(sample_known: Known) -> Known:
    """The same after a list was shown, one of which is spoken of."""
    return dataclasses.replace(sample_known, listed=True, focused=True)


@pytest.fixture(scope="module")
def planning(sample_known: Known) -> Known:
    """The same while a path to an accountant's work is the matter, within money and hours a week."""
    held = {"budget": 400, "hours_per_week": 5.0, "to": "accountant"}
    return dataclasses.replace(sample_known, planned=True, plan_in_focus=True, held=held)


# ---- skills in words of one's own


@pytest.mark.parametrize(
    "message",
    [
        "payroll I could do with my eyes shut, I swear",
        "bookkeeping i had three semesters of. skip it",
        "spreadsheets I do all day long, no lessons needed",
        "first aid and CPR i've got from the fire brigade, leave them out",
        "c'mon, obviously i know customer service",
        "my excel is solid",
    ],
)
def test_a_sentence_with_a_skill_of_the_writer_says_what_they_have(planning: Known, message: str) -> None:
    plan = understand(message, planning).plan
    assert plan is not None
    assert plan.act is PlanAct.CHANGE
    assert plan.have
    assert not plan.lack


@pytest.mark.parametrize("message", ["I'm hopeless with spreadsheets", "spreadsheets I never really got"])
def test_a_sentence_that_says_no_tells_what_they_lack(planning: Known, message: str) -> None:
    plan = understand(message, planning).plan
    assert plan is not None
    assert (plan.have, bool(plan.lack)) == ("", True)


@pytest.mark.parametrize(
    "message",
    [
        "I hate bookkeeping",
        "my boss does the bookkeeping",
        "I want to learn more about payroll",
        "will payroll be taught?",
        "does my brother need bookkeeping",
    ],
)
def test_a_skill_that_is_wished_for_or_of_somebody_else_is_not_theirs(planning: Known, message: str) -> None:
    plan = understand(message, planning).plan
    assert plan is None or not plan.have


def test_a_skill_after_not_is_none_of_theirs(planning: Known) -> None:
    plan = understand("I know SQL but not Python", planning).plan
    assert plan is not None
    assert plan.have == "SQL"


# ---- money and time of a path


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("grandma gave me 300", {"max_cost": 300}),
        ("my uncle lends me 100 on top so 350", {"max_cost": 350}),
        ("I have 220 dollars, not one more", {"max_cost": 220, "currency": "USD"}),
        ("no, leave it at 6", {"hours_per_week": 6}),
        ("go back to 500", {"max_cost": 500}),
        ("2 hours a day, 4 days a week", {"hours_per_week": 8}),
        ("5 hours was before the night shifts. 3 now", {"hours_per_week": 3}),
        ("it must be over before the move, 1 June", {"by": "2027-06-01"}),
    ],
)
def test_figures_are_told_as_people_tell_them(planning: Known, message: str, wanted: dict[str, Any]) -> None:
    plan = understand(message, planning).plan
    assert plan is not None
    assert plan.wanted == wanted


@pytest.mark.parametrize("message", ["I'm 34", "we live at number 300 now", "my son turns 12"])
def test_other_figures_are_no_money(planning: Known, message: str) -> None:
    assert "max_cost" not in understand(message, planning).wanted


@pytest.mark.parametrize("message", ["scratch the May date", "forget that deadline"])
def test_a_date_falls(planning: Known, message: str) -> None:
    plan = understand(message, planning).plan
    assert plan is not None
    assert "by" in plan.cleared


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("3 hours was before summer. 6 now", "6 hours now"),
        ("180 dollars, not one more", "180 dollars, not one more"),
        ("180 dollars, not 200", "180 dollars"),
    ],
)
def test_only_a_figure_that_is_wrong_falls_out_of_a_message(said: str, right: str) -> None:
    assert corrected(said, {}) == right


# ---- another role


@pytest.mark.parametrize(
    ("message", "goal"),
    [
        ("and if they turn me down and i go for logistics coordinator instead?", "logistics coordinator"),
        ("better I start with accounts payable clerk", "accounts payable clerk"),
        ("now the same as a recruiter", "recruiter"),
        ("then medical assistant. I've got kids and a rotating schedule", "medical assistant"),
    ],
)
def test_a_role_that_is_named_takes_the_place_of_the_goal(planning: Known, message: str, goal: str) -> None:
    read = understand(message, planning)
    assert (read.act, read.goal.rstrip(".")) == (Act.GOAL, goal)


def test_the_goal_itself_is_no_other_role(planning: Known) -> None:
    read = understand("I have 8 hours a week for the accountant path", planning)
    assert (read.act, read.wanted) == (Act.PLAN, {"hours_per_week": 8})


def test_one_role_is_weighed_against_the_goal(planning: Known) -> None:
    read = understand("vs data entry clerk, which is quicker to get into", planning)
    assert (read.act, read.titles) == (Act.WEIGH, ("accountant", "data entry clerk"))


def test_two_names_of_one_role_are_not_weighed(sample_known: Known) -> None:
    read = understand("The pharmacy techs have it better. How do I become a pharmacy technician?", sample_known)
    assert (read.act, read.goal) == (Act.GOAL, "pharmacy technician")


# ---- the sentence that asks


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("we get loads of guests up from Quebec and I run the desk of an inn in Maine. any french class?", "french"),
        (
            "half my hall has dementia and I am on nights alone. anything that helps with that?",
            "half hall dementia and on nights alone",
        ),
        ("19 years on oil rigs and I'm done. solar energy! nothing else please, I left school early", "solar energy"),
        (
            "My dad is ill. Something about cooking for old people, we all need that by now",
            "cooking for old people",
        ),
    ],
)
def test_the_topic_is_that_of_the_sentence_that_asks(sample_known: Known, message: str, topic: str) -> None:
    assert asked_topic(Draft(message), sample_known) == topic


def test_a_short_message_is_its_topic(sample_known: Known) -> None:
    assert asked_topic(Draft("first aid. for babies"), sample_known) == "first aid babies"


# ---- where somebody is or comes from


@pytest.mark.parametrize(
    "message",
    [
        "5 hours a week while they're at school, something on baking",
        "guests from Quebec keep calling, any french?",
        "my son in law is from Chengdu, mandarin please",
        "I moved here from Khartoum, english please",
    ],
)
def test_a_place_of_people_is_no_provider(sample_known: Known, message: str) -> None:
    assert "provider" not in understand(message, sample_known).wanted


@pytest.mark.parametrize(
    "message", ["line cook, moving to Montreal in January. need french", "we are moving to the city"]
)
def test_a_place_to_live_is_no_goal(sample_known: Known, message: str) -> None:
    assert understand(message, sample_known).act is not Act.GOAL


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("english courses only, my spanish is nil", "en"),
        ("spanish is better for me. something on forklifts", "es"),
        ("half the crew speaks spanish and i don't. something to learn it", None),
        ("my uncle only speaks spanish, something on forklifts", "es"),
    ],
)
def test_a_language_is_a_limit_for_those_who_learn_in_it(
    sample_known: Known, message: str, language: str | None
) -> None:
    assert understand(message, sample_known).wanted.get("language") == language


@pytest.mark.parametrize(
    "message", ["python, no set class times", "python, nothing with fixed schedules", "python whenever i feel like it"]
)
def test_no_set_times_is_a_pace_of_ones_own(sample_known: Known, message: str) -> None:
    assert understand(message, sample_known).wanted.get("delivery") == "self_paced"


# ---- what is named by a title, or by part of one


@pytest.mark.parametrize(
    ("message", "aspects"),
    [
        ("Writing at Work is 20 dollars, yes?", (Aspect.PRICE,)),
        ("price on the Electric Vehicle Systems cert?", (Aspect.PRICE,)),
        ("where and when is Surveys That Hold Up", (Aspect.PLACE, Aspect.START)),
    ],
)
def test_a_question_about_a_title_is_one_about_its_fact(
    listing: Known, message: str, aspects: tuple[Aspect, ...]
) -> None:
    read = understand(message, listing)
    assert (read.act, len(read.titles)) == (Act.DETAILS, 1)
    assert set(aspects) >= set(read.aspects)
    assert read.aspects


@pytest.mark.parametrize(
    ("message", "aspect"),
    [
        ("hang on, is that 18 bucks every month till i die?", Aspect.PRICE),
        ("so is it 20 hours all in?", Aspect.HOURS),
        ("is there another one i gotta do first", Aspect.BEFORE),
        ("what must I have under my belt before they'd let me in", Aspect.BEFORE),
        ("by when must I enrol?", Aspect.START),
        ("what day does it kick off", Aspect.START),
        ("what do i pay for it", Aspect.PRICE),
        ("next date?", Aspect.START),
    ],
)
def test_a_fact_is_asked_for_in_many_ways(listing: Known, message: str, aspect: Aspect) -> None:
    read = understand(message, listing)
    assert (read.act, read.aspects) == (Act.DETAILS, (aspect,))
    assert not read.wanted


def test_a_figure_that_is_asked_for_first_is_a_limit(sample_known: Known) -> None:
    assert understand("is there something for 18 dollars?", sample_known).wanted["max_cost"] == 18


@pytest.mark.parametrize(
    "message", ["who do you practise with, like an actual human?", "does a real person read what I write"]
)
def test_whether_people_teach_is_no_wish_to_talk_to_one(listing: Known, message: str) -> None:
    assert understand(message, listing).refused != "human"


@pytest.mark.parametrize("message", ["I want to talk to a human", "can I speak to a real person", "human please"])
def test_a_wish_to_talk_to_somebody_is_one(listing: Known, message: str) -> None:
    assert understand(message, listing).refused == "human"


def test_hours_of_work_are_no_limit(sample_known: Known) -> None:
    assert understand("I work 12 hour shifts, something on excel", sample_known).wanted == {}
    assert understand("I can work 5 hours a week on it", sample_known).wanted == {"hours_per_week": 5}


def test_money_beside_a_goal_needs_no_unit(sample_known: Known) -> None:
    read = understand("night shift picker, 34, back is toast. inventory clerk - how? got 100", sample_known)
    assert (read.act, read.goal, read.wanted["max_cost"]) == (Act.GOAL, "inventory clerk", 100)


def test_the_beginning_of_one_title_alone_names_it(sample_known: Known) -> None:
    def named(text: str) -> list[str]:
        return [text[start:end] for start, end in sample_known.titles_in(text)]

    assert named("is Open an Online Shop free") == ["Open an Online Shop"]
    assert named("I want to open an online shop") == []
    assert named("anything from Nimbora Cloud Academy") == []


def test_a_title_beside_another_course_is_compared_with_it(listing: Known) -> None:
    read = understand("how does Your First dbt Project stack up against the airflow one", listing)
    assert (read.act, read.titles) == (Act.COMPARE, ("Your First dbt Project",))
    assert [reference.words for reference in read.references] == ["airflow"]


def test_what_is_taught_is_asked_of_what_is_spoken_of(listing: Known) -> None:
    read = understand("Does that teach me anything about insulin? I'm scared", listing)
    assert (read.act, read.aspects, read.text) == (Act.DETAILS, (Aspect.SKILLS,), "insulin")


# ---- progress, and what is kept


@pytest.mark.parametrize(
    "message",
    [
        "did Writing at Work: Emails, Notes and Short Reports over the weekend, all of it!",
        "heads up i already finished Writing at Work last winter, tick that off",
    ],
)
def test_a_title_that_was_done_is_named_alone(planning: Known, message: str) -> None:
    person = understand(message, planning).person
    assert person is not None
    assert person.act is PersonAct.DONE
    assert message[message.index("Writing") :].startswith(person.words)
    assert "weekend" not in person.words
    assert "winter" not in person.words


def test_a_course_named_by_its_title_comes_into_the_path(planning: Known) -> None:
    plan = understand("can you put Spreadsheets from Zero in as well, my kid says i need it", planning).plan
    assert plan is not None
    assert (plan.act, plan.title) == (PlanAct.ADD, "Spreadsheets from Zero")


def test_a_step_is_swapped_for_something_in_its_place(planning: Known) -> None:
    plan = understand("Step 2 looks dull. Give me something in its place", planning).plan
    assert plan is not None
    assert plan.swap == (2,)


@pytest.mark.parametrize("message", ["erase the lot, I am leaving", "bin all of it", "please get rid of everything"])
def test_erasing_is_never_guessed(sample_known: Known, message: str) -> None:
    person = understand(message, sample_known).person
    assert person is not None
    assert person.act is PersonAct.KEPT


def test_what_shall_be_kept_is_read_after_a_greeting(sample_known: Known) -> None:
    read = understand(
        "hello dear, keep in mind please: I am a preschool teacher and I have 3 hours a week", sample_known
    )
    assert read.person is not None
    assert (read.person.act, read.person.role) == (PersonAct.REMEMBER, "preschool teacher")
    assert read.person.wanted == {"hours_per_week": 3}


def test_a_question_tells_no_skill(sample_known: Known) -> None:
    read = understand("what have you got written down about me", sample_known)
    assert read.person is not None
    assert read.person.act is PersonAct.SHOW


# ---- in a conversation


def test_a_course_that_was_not_shown_is_looked_up_by_its_words(voices: Voices) -> None:
    voices.say("python for beginners")
    answer = voices.say("how much is the lockout one?")
    assert "Electrical Safety and Lockout" in answer.text


def test_money_of_a_gift_limits_the_path(voices: Voices) -> None:
    voices.say("how do I become a UX researcher?")
    answer = voices.say("nan gave me 250")
    assert answer.constraints["budget"] == 250
    path = path_in(answer)
    assert path is not None
    assert path.path.totals.cost
