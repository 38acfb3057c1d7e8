"""Ordinary messages in words that nobody planned for: what they limit, ask, tell and want."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from bot.advisor.toolbox import Toolbox
from bot.advisor.understand import Known, understand
from bot.advisor.understand.reading import Act, Aspect, Measure, PersonAct, PlanAct, Understanding
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC


@pytest.fixture(scope="module")
def listing(sample_known: Known) -> Known:
    """The same after a list was shown."""
    return dataclasses.replace(sample_known, listed=True, focused=True)


@pytest.fixture(scope="module")
def planning(sample_known: Known) -> Known:
    """The same while a path is the matter, with a budget."""
    held = {"budget": 400, "hours_per_week": 5.0}
    return dataclasses.replace(sample_known, planned=True, plan_in_focus=True, held=held)


# ---- limits


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("skip anything shorter than 5 hours, I want a proper course", {"min_hours": 5}),
        ("no courses under 10 hours please", {"min_hours": 10}),
        ("nothing below $40, it is never any good", {"min_cost": 40, "currency": "USD"}),
        ("sql, nothing longer than 5 hours", {"max_hours": 5}),
        ("no courses in spanish please, english only", {"language": "en"}),
        ("only what's under 70 then", {"max_cost": 70}),
        ("keep it below 350 total", {"max_cost": 350}),
        ("I can pay 150 dollar, study 12 hour in week", {"max_cost": 150, "currency": "USD", "hours_per_week": 12}),
        ("Please only self study by internet, no going to class", {"delivery": "self_paced"}),
        ("first aid with a real dummy in a room, I won't do it on a screen", {"delivery": "in_person"}),
        ("excel please, but leave out Ledgerly", {"not_provider": "Ledgerly Learning"}),
        ("ok english then. cheapest first please", {"language": "en"}),
        ("3 hrs a week cos of exams", {"hours_per_week": 3}),
    ],
)
def test_a_limit_is_that_of_its_words(sample_known: Known, message: str, wanted: dict[str, Any]) -> None:
    assert understand(message, sample_known).wanted == wanted


@pytest.mark.parametrize(
    ("message", "dropped"),
    [
        ("forget the own pace bit, my shifts changed", "delivery"),
        ("it doesn't have to be in person", "delivery"),
        ("money is not the point then", "max_cost"),
    ],
)
def test_a_limit_falls(sample_known: Known, message: str, dropped: str) -> None:
    assert dropped in understand(message, sample_known).cleared


def test_hours_that_correct_the_pace_limit_no_course(sample_known: Known) -> None:
    held = dataclasses.replace(sample_known, held={"hours_per_week": 5.0})
    assert understand("oh wait, it's 8 hours actually", held).wanted == {"hours_per_week": 8}
    assert understand("a course of 8 hours", held).wanted == {"max_hours": 8}
    limited = dataclasses.replace(sample_known, held={"hours_per_week": 5.0, "max_hours": 10.0})
    assert understand("no, 8 hours", limited).wanted == {"max_hours": 8}


@pytest.mark.parametrize(
    "message",
    [
        "My son dropped out of university and prefers to work with his hands",
        "I finished a year of college and want to learn Excel",
    ],
)
def test_where_somebody_studied_is_no_provider(sample_known: Known, message: str) -> None:
    assert "provider" not in understand(message, sample_known).wanted


@pytest.mark.parametrize("message", ["I'm a single mum looking for bookkeeping", "I am a father, something on Excel"])
def test_family_is_no_work(sample_known: Known, message: str) -> None:
    assert "from" not in understand(message, sample_known).wanted


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("I'm 45 and want to learn excel", "excel"),
        ("and the same thing but in english", ""),
        ("yikes. sql then", "sql"),
        ("forklift licence asap", "forklift"),
    ],
)
def test_a_topic_is_what_is_left(sample_known: Known, message: str, text: str) -> None:
    assert understand(message, sample_known).text == text


# ---- work that is wished for


@pytest.mark.parametrize(
    ("message", "role"),
    [
        (
            "I've been a cook 11 years and my back is done. I want to do medical coding, how do I get there",
            "medical-coder",
        ),
        ("the heating and air con guy, whatever that's called", "hvac-technician"),
        ("who's the person that draws your blood at the clinic?? I want to do that", "phlebotomist"),
        ("whats the job called where you take peoples blood at the clinic? i want do that", "phlebotomist"),
        ("i wanna be up on roofs putting in solar panels", "solar-installer"),
        ("What's it take to be one of them guys that put solar panels on roofs", "solar-installer"),
    ],
)
def test_work_that_is_described_is_a_goal(
    sample_known: Known, real_search: CatalogSearch, message: str, role: str
) -> None:
    read = understand(message, sample_known)
    assert read.act is Act.GOAL
    found = Toolbox(real_search, PUBLIC).roles_doing(read.goal, 3)
    assert role in [each.id for each, _ in found]


@pytest.mark.parametrize(
    ("message", "goal"),
    [
        ("I need to be ready as a security analyst by the end of June 2027", "security analyst"),
        ("receptionist for 6 years, wants into HR. what's left for hr assistant??", "hr assistant"),
    ],
)
def test_work_that_is_named_is_a_goal(sample_known: Known, message: str, goal: str) -> None:
    read = understand(message, sample_known)
    assert (read.act, read.goal.casefold()) == (Act.GOAL, goal)


def test_words_that_describe_work_limit_no_course(sample_known: Known) -> None:
    read = understand("I'd love to be in a classroom, as the person who assists the teacher", sample_known)
    assert read.act is Act.GOAL
    assert "delivery" not in read.wanted


def test_who_begins_gets_a_path_of_every_level(sample_known: Known) -> None:
    assert "level" not in understand("I want to become an electrician, no experience at all", sample_known).wanted
    read = understand("I want to become an electrician, beginner courses only", sample_known)
    assert read.wanted["level"] == "beginner"


@pytest.mark.parametrize("words", ["carer", "vet", "roofer", "work with cares"])
def test_a_word_that_only_looks_like_another_means_no_role_surely(real_search: CatalogSearch, words: str) -> None:
    found = Toolbox(real_search, PUBLIC).role_meant(words)
    assert found is None or found.id == "home-health-aide"


def test_a_carer_works_in_homes(real_search: CatalogSearch) -> None:
    found = Toolbox(real_search, PUBLIC).role_meant("carer")
    assert found is not None
    assert found.id == "home-health-aide"


# ---- questions about what was shown


@pytest.mark.parametrize(
    ("message", "place", "aspect"),
    [
        ("the first one how long does it take", 1, Aspect.HOURS),
        ("the second one, is it online?", 2, Aspect.DELIVERY),
    ],
)
def test_the_one_meant_may_stand_before_the_question(listing: Known, message: str, place: int, aspect: Aspect) -> None:
    read = understand(message, listing)
    assert (read.act, read.aspects) == (Act.DETAILS, (aspect,))
    assert [each.place for each in read.references] == [place]


def test_one_of_several_by_its_price(listing: Known) -> None:
    read = understand("ok the cheaper of those, does it need anything before i start?", listing)
    assert (read.act, read.aspects) == (Act.DETAILS, (Aspect.BEFORE,))
    assert [each.measure for each in read.references] == [Measure.COST]


def test_a_story_in_which_something_stands_against_something_compares_nothing(listing: Known) -> None:
    story = (
        "I'm good at spotting when the counts are off, what the screen says versus what is really there on the shelf"
    )
    assert understand(f"{story} in the back of the warehouse at night", listing).act is not Act.COMPARE
    assert understand("Pivot Tables at Work versus SQL Quick Start", listing).act is Act.COMPARE


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("is there a shortage of them, like are they hiring in Texas", "job_outcome"),
        ("can you book me a seat in it right now", "shopping"),
        ("will my visa be okay with this certificate?", "visa"),
    ],
)
def test_what_no_catalog_knows_is_told_apart(listing: Known, planning: Known, message: str, code: str) -> None:
    for known in (listing, planning):
        read = understand(message, known)
        assert (read.act, read.refused) == (Act.REFUSED, code)


# ---- a path


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("cap it at 500", {"max_cost": 500}),
        ("sorry 500, forgot the car", {"max_cost": 500}),
        ("got 300 for it", {"max_cost": 300}),
        ("what if i could do 10 a week", {"hours_per_week": 10}),
    ],
)
def test_a_number_said_of_a_path_is_money_or_its_pace(planning: Known, message: str, wanted: dict[str, Any]) -> None:
    plan = _plan(understand(message, planning))
    assert (plan.act, plan.wanted) == (PlanAct.CHANGE, wanted)


@pytest.mark.parametrize(
    ("message", "act"),
    [
        ("is this realistic?", PlanAct.TOTALS),
        ("how much money is it all together", PlanAct.TOTALS),
        ("why so much css lol", PlanAct.WHY),
    ],
)
def test_a_question_about_a_path(planning: Known, message: str, act: PlanAct) -> None:
    assert _plan(understand(message, planning)).act is act


@pytest.mark.parametrize(
    "message", ["which bits do i have to go there in person for", "where do i do this in a classroom"]
)
def test_a_question_about_the_steps_limits_nothing(planning: Known, message: str) -> None:
    assert understand(message, planning).plan is None


def test_nothing_is_taken_back_by_a_question(planning: Known) -> None:
    read = understand("does it change anything", planning)
    assert read.plan is None or read.plan.act is not PlanAct.UNDO


def test_something_small_is_looked_for_beside_the_path(planning: Known) -> None:
    read = understand("and is there something short and free i can try this weekend before i commit", planning)
    assert read.act is Act.FIND
    assert read.wanted["free"]


# ---- the person


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("im a payroll clerk at a hospital, remember that pls", {"role": "payroll clerk at a hospital"}),
        (
            "remember that I've got max 200 dollars and 6 hours a week for studying",
            {"wanted": {"max_cost": 200, "currency": "USD", "hours_per_week": 6}},
        ),
        (
            "please note: i speak english and german, and i want to become a translator some day",
            {"languages": ("en", "de"), "goal": "translator"},
        ),
        (
            "Note for the future: I'm a teaching assistant, and I never want anything from Pedagogue Collective again.",
            {"role": "teaching assistant", "wanted": {"not_provider": "Pedagogue Collective"}},
        ),
    ],
)
def test_what_is_told_to_be_remembered(sample_known: Known, message: str, told: dict[str, Any]) -> None:
    person = understand(message, sample_known).person
    assert person is not None
    assert person.act is PersonAct.REMEMBER
    assert {name: getattr(person, name) for name in told} == told


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("forget that I'm a teaching assistant, but keep the languages", "I'm a teaching assistant"),
        ("delete SQL, i barely know it", "SQL"),
        ("forget the budget thing", "budget"),
    ],
)
def test_only_what_is_named_is_forgotten(sample_known: Known, message: str, words: str) -> None:
    holding = dataclasses.replace(sample_known, holds=lambda said: "SQL" in said, kept=frozenset({"budget"}))
    person = understand(message, holding).person
    assert person is not None
    assert (person.act, person.words) == (PersonAct.FORGET, words)


def test_a_saved_plan_is_dropped_whatever_the_reason(planning: Known) -> None:
    person = understand("delete my saved plan please, I took a job elsewhere", planning).person
    assert person is not None
    assert person.act is PersonAct.DROP


def test_a_limit_in_force_is_no_fact_to_forget(sample_known: Known) -> None:
    held = dataclasses.replace(sample_known, held={"credit": True})
    read = understand("Forget about the credit, I just want it short. Under 16 hours.", held)
    assert "credit" in read.cleared
    assert read.person is None


def _plan(read: Understanding) -> Any:
    assert read.plan is not None, read
    return read.plan
