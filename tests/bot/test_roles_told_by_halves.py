"""A role of which only a half is told: initials, a last word, a field beside a path, a job by what is done in it."""

from __future__ import annotations

import pytest

from bot.advisor.messages import Intent
from tests.bot.people_talk import Voices, options_of, path_in, words_of


@pytest.mark.parametrize(
    "message",
    [
        "want to move into a PM role. what's the way there",
        "I want to be a PM",
        "how do I become a PM",
    ],
)
@pytest.mark.parametrize(
    ("choice", "role"),
    [
        ("project, the one with plans and budgets", "project-manager"),
        ("product", "product-manager"),
        ("the project one", "project-manager"),
        ("oh, product I mean", "product-manager"),
    ],
)
def test_initials_of_two_roles_are_asked_back(voices: Voices, message: str, choice: str, role: str) -> None:
    asked = voices.say(message)
    assert "Project manager" in words_of(asked)
    assert "Product manager" in words_of(asked)
    assert voices.say(choice).constraints["to"] == role


@pytest.mark.parametrize(
    "message", ["I want to become a developer", "I'd like to be a technician", "I want to be a manager"]
)
def test_the_last_word_of_many_roles_is_asked_back(voices: Voices, message: str) -> None:
    answer = voices.say(message)
    assert answer.intent is Intent.EXPLORE
    assert len(options_of(answer)) > 3
    assert "to" not in answer.constraints


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("what about hr, the assistant kind of job", "hr-assistant"),
        ("maybe logistics, the coordinator kind of thing", "logistics-coordinator"),
        ("i'd like the clerk job in payroll", "payroll-clerk"),
        ("hm, in security, as an analyst", "security-analyst"),
        ("then warehouse, but as a supervisor", "warehouse-supervisor"),
    ],
)
def test_a_field_and_the_kind_of_job_name_a_role(voices: Voices, message: str, role: str) -> None:
    assert voices.say(message).constraints["to"] == role


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("Front end, specifically - the bit you can see. Six hours a week.", "front-end-developer"),
        ("Mobile, to be exact", "mobile-developer"),
        ("rather the back end, the part nobody sees", "back-end-developer"),
        ("front-end I mean", "front-end-developer"),
        ("game, instead", "game-developer"),
    ],
)
def test_a_narrower_role_takes_the_place_of_the_goal(voices: Voices, message: str, role: str) -> None:
    voices.say("I want to become a web developer")
    answer = voices.say(message)
    assert answer.constraints["to"] == role, words_of(answer)


@pytest.mark.parametrize(
    "message", ["the bit about HTML, what is that", "only at my own pace, to be exact", "rather cheaper"]
)
def test_what_names_no_role_leaves_the_goal(voices: Voices, message: str) -> None:
    voices.say("I want to become a web developer")
    voices.say(message)
    assert voices.learner().goal == "web-developer"


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("not graphic design. UX. I'm a graphic designer already", "ux-designer"),
        ("not bookkeeping. payroll. I'm a bookkeeper already", "payroll-clerk"),
        ("no, not nursing; medical coding. I'm a nursing assistant already", "medical-coder"),
    ],
)
def test_a_field_and_not_that_of_the_present_work(voices: Voices, message: str, role: str) -> None:
    answer = voices.say(message)
    assert answer.constraints["to"] == role
    assert "from" in answer.constraints


def test_who_tells_no_work_searches_without_a_topic(voices: Voices) -> None:
    assert voices.say("UX, not graphic design.").intent is Intent.FIND


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("lol the one who gets paid to break in, that", "penetration-tester"),
        ("The one where you lead a shift in a warehouse, what's needed for it", "warehouse-supervisor"),
        ("the job where you draw blood, how do you get into that", "phlebotomist"),
        ("ok, that job where people do taxes for others", "tax-preparer"),
        ("yeah so editing films & youtube stuff as a job", "video-editor"),
        ("the guy who fixes air conditioners", "hvac-technician"),
    ],
)
def test_a_job_is_pointed_at_while_exploring(voices: Voices, message: str, role: str) -> None:
    voices.say("i don't know what i want to do")
    assert voices.say(message).constraints["to"] == role


@pytest.mark.parametrize("message", ["the one where I had to sell things was awful", "the one that my sister has"])
def test_what_is_told_of_oneself_points_at_no_job(voices: Voices, message: str) -> None:
    voices.say("i don't know what i want to do")
    assert voices.say(message).intent is Intent.EXPLORE


@pytest.mark.parametrize(
    ("message", "role"),
    [
        (
            "And later maybe in an office, answering the phone, letters, calendar. What would the way be?",
            "administrative-assistant",
        ),
        ("One day drawing blood at the clinic next door. How would the way there look?", "phlebotomist"),
    ],
)
def test_the_way_is_asked_to_what_was_told(voices: Voices, message: str, role: str) -> None:
    assert voices.say(message).constraints["to"] == role


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("Yes, as a private tutor. Please make a plan, it must not cost more than 100.", "tutor"),
        ("ok, as a welder, make me a plan please", "welder"),
        ("As a home health aide. Draw up a plan, at most 200 dollars", "home-health-aide"),
    ],
)
def test_work_that_is_agreed_to_is_the_goal(voices: Voices, message: str, role: str) -> None:
    answer = voices.say(message)
    assert answer.constraints["to"] == role
    assert path_in(answer)


@pytest.mark.parametrize(
    "message", ["I worked as a private tutor. Find me courses on maths", "as a bookkeeper, what should i take?"]
)
def test_work_that_somebody_has_is_no_goal(voices: Voices, message: str) -> None:
    assert "to" not in voices.say(message).constraints
