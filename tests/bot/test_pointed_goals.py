"""One sentence tells what somebody does, another one asks for the way to that: the goal is the work that was told."""

from __future__ import annotations

import pytest

from bot.advisor.messages import Intent
from tests.bot.people_talk import Voices, words_of


@pytest.mark.parametrize(
    ("message", "role"),
    [
        (
            "The folks upstairs book the trucks and tell customers when a delivery is late. I'd love to have that job.",
            "logistics-coordinator",
        ),
        (
            "My aunt turns what the doctor wrote into codes for the insurers, all from her kitchen. How would I get there?",
            "medical-coder",
        ),
        (
            "Our roof was done last week by a crew that fits solar panels. How could I become one of those?",
            "solar-installer",
        ),
        (
            "There is a woman here who organises the weddings and conferences. Is there a way into that kind of work?",
            "event-planner",
        ),
        (
            "I'm tired of the tills. I'd like the job of the people who pay what suppliers bill us. I have 200 dollars.",
            "accounts-payable-clerk",
        ),
    ],
)
def test_the_work_that_was_told_is_the_goal(voices: Voices, message: str, role: str) -> None:
    answer = voices.say(message)
    assert answer.constraints.get("to") == role, words_of(answer)


def test_limits_beside_it_hold(voices: Voices) -> None:
    answer = voices.say(
        "My cousin pays the bills that suppliers send and keeps track of who owes what. Could that be my job too?"
        " I have 300 dollars and 8 hours a week."
    )
    assert (answer.constraints["budget"], answer.constraints["hours_per_week"]) == (300, 8)


def test_the_work_that_somebody_leaves_is_no_goal(voices: Voices) -> None:
    answer = voices.say(
        "I have driven a forklift for ten years. The woman at the desk next door answers staff questions about contracts"
        " and files. How do I get into that?"
    )
    assert answer.constraints.get("to") in ("hr-assistant", "hr-specialist"), words_of(answer)


@pytest.mark.parametrize(
    "message",
    ["excel for beginners. how do I get started?", "what would you suggest for somebody who is afraid of computers?"],
)
def test_a_topic_is_no_work(voices: Voices, message: str) -> None:
    answer = voices.say(message)
    assert answer.intent is Intent.FIND, words_of(answer)


def test_a_job_that_is_named_but_not_known_is_not_guessed(voices: Voices) -> None:
    answer = voices.say("I want to become an astronaut. How do I get there?")
    assert "to" not in answer.constraints
    assert "astronaut" in words_of(answer)


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("how does anybody become the person who teaches staff at companies new software", "training-specialist"),
        ("what would I need for a job in a pharmacy", "pharmacy-technician"),
        (
            "the tax office says there is work helping small shops with their tax forms. how do people get into that?",
            "tax-preparer",
        ),
    ],
)
def test_work_is_asked_for_in_other_words(voices: Voices, message: str, role: str) -> None:
    answer = voices.say(message)
    assert answer.constraints.get("to") == role, words_of(answer)


@pytest.mark.parametrize(
    "message", ["nurse -> medical coder", "nurse → medical coder please", "can you take me from nurse to medical coder"]
)
def test_from_one_job_to_another(voices: Voices, message: str) -> None:
    answer = voices.say(message)
    assert (answer.constraints["from"], answer.constraints["to"]) == ("practical-nurse", "medical-coder")


@pytest.mark.parametrize(
    "message", ["truck driver -> dispatcher", "get me from cashier to bank teller or loan officer"]
)
def test_a_job_that_is_not_here_is_said_to_be_unknown(voices: Voices, message: str) -> None:
    answer = voices.say(message)
    assert "to" not in answer.constraints
    assert "I do not know a role called" in words_of(answer)


@pytest.mark.parametrize(
    "message",
    ["I want to work with kids, but not as a teacher", "I'd love to work with children, only not be a teacher"],
)
def test_what_somebody_rules_out_is_no_goal(voices: Voices, message: str) -> None:
    answer = voices.say(message)
    assert "teacher" not in str(answer.constraints.get("to"))
    assert "teacher" not in " ".join(voices.state().told_roles).lower()


def test_a_role_is_chosen_while_questions_are_asked(voices: Voices) -> None:
    voices.say("what could I become?")
    voices.say("I like explaining things")
    answer = voices.say("yes, as a tutor then, it must not cost more than 100")
    assert (answer.constraints["to"], answer.constraints["budget"]) == ("tutor", 100)


@pytest.mark.parametrize(
    "message", ["what could someone like me become? I like plants", "What could I do for work? I enjoy fixing things."]
)
def test_what_somebody_likes_beside_it_is_no_topic(voices: Voices, message: str) -> None:
    assert voices.say(message).intent is Intent.EXPLORE
