"""Present work that is told by the way: a line of a CV, what somebody does in it, years and weariness, another job."""

from __future__ import annotations

import pytest

from bot.advisor.messages import Intent
from tests.bot.people_talk import Voices, words_of

TOMASZ = (
    "CURRICULUM VITAE - Tomasz W.\n2019 - today: forklift driver, Harlow Cold Storage\n2014 - 2019: line cook\n"
    "Also: safety rep, Polish and English\n\n"
)
ANNEKE = (
    "Anneke V., 41\n* since 2016 Administrative assistant, city housing office\n* 2009-2016 Shop assistant\n"
    "I know: Word, Excel, filing, calming down angry people\n"
)


@pytest.mark.parametrize(
    ("message", "work", "goal", "role"),
    [
        (
            TOMASZ + "What could someone like me turn into?",
            "forklift-operator",
            "Logistics coordinator then",
            "logistics-coordinator",
        ),
        (TOMASZ + "What jobs come close?", "forklift-operator", "a welder, please", "welder"),
        (
            ANNEKE + "Looking for the next step up. What's realistic?",
            "administrative-assistant",
            "HR assistant",
            "hr-assistant",
        ),
    ],
)
def test_the_latest_work_of_a_cv_is_what_a_path_begins_from(
    voices: Voices, message: str, work: str, goal: str, role: str
) -> None:
    asked = voices.say(message)
    assert asked.intent is Intent.EXPLORE
    assert asked.constraints["from"] == work
    answer = voices.say(f"I want to become {goal}" if goal == "HR assistant" else goal)
    assert (answer.constraints["from"], answer.constraints["to"]) == (work, role)


def test_a_cv_alone_is_shown_and_not_kept(voices: Voices) -> None:
    answer = voices.say(ANNEKE + "Skills: Word, Excel. References on demand.\nHobbies: choir, the garden")
    assert "I keep none of it unless you say so." in words_of(answer)
    assert voices.learner().role is None


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("btw im Tomasz, drive a forklift at the moment, polish native, english so-so", "forklift-operator"),
        ("currently driving a forklift", "forklift-operator"),
        ("I fix cars these days", "automotive-technician"),
        ("right now I drive a truck", "truck-driver"),
        ("sorry it's not true, i changed work, now i am truck driver", "truck-driver"),
        ("I switched jobs, i'm a welder now", "welder"),
    ],
)
def test_work_is_told_by_what_is_done(voices: Voices, message: str, role: str) -> None:
    assert voices.say(message).intent is Intent.PROFILE
    assert voices.learner().role == role


@pytest.mark.parametrize(
    "message", ["sorry it's not true, i changed work, now i am truck driver", "now i am a truck driver"]
)
def test_another_job_beside_a_path_is_no_other_goal(voices: Voices, message: str) -> None:
    voices.say("I'm a forklift driver and want to become an electrician")
    answer = voices.say(message)
    assert (voices.learner().role, voices.learner().goal) == ("truck-driver", "electrician"), words_of(answer)


@pytest.mark.parametrize(
    ("message", "role"),
    [
        (
            "12 years as a CNA. my back is done, my head is done. I still like hospitals just not the lifting",
            "nursing-assistant",
        ),
        ("Ten years as a bookkeeper and I'm tired", "bookkeeper"),
        ("I'm a welder, my knees won't do it much longer", "welder"),
        ("truck driver for 20 years, i am burnt out", "truck-driver"),
        ("what do people do who are done with being a preschool teacher", "preschool-teacher"),
        ("what comes after being a truck driver?", "truck-driver"),
    ],
)
def test_who_is_done_with_their_work_explores(voices: Voices, message: str, role: str) -> None:
    answer = voices.say(message)
    assert answer.intent is Intent.EXPLORE, words_of(answer)
    assert answer.constraints["from"] == role
    assert voices.learner().role == role


@pytest.mark.parametrize(
    "message",
    [
        "I'm a nurse. Something on dementia?",
        "8 years as a cashier, courses on excel please",
        "I'm a bookkeeper, tired of Excel, find me a course on Power BI",
        "spanish basic",
        "learning to drive a forklift right now",
    ],
)
def test_a_search_stays_a_search(voices: Voices, message: str) -> None:
    assert voices.say(message).intent is Intent.FIND
