"""Questions about facts in words that name another one by the way: to go somewhere, to get in, a level to have, a second
part, a certificate that is larger, practice; a choice between what is spoken of and a title."""

from __future__ import annotations

import pytest

from bot.advisor.messages import Credentials, Intent
from tests.bot.people_talk import Voices, steps_in, words_of

BADGE = "Debits, Credits and Your First Month of Books"
LARGER = "Small Business Bookkeeper"
PIPES = "Household Plumbing Repairs: Leaks, Traps and Shutoffs"


@pytest.mark.parametrize(
    "message",
    [
        "do i need to go to a place for it or all at home",
        "which of these do i need to physically go to",
        "which bits do i have to go there in person for",
        "is any of it in person",
        "must I travel for any of them",
        "which ones are not online",
        "would I have to leave the house for this",
        "how much of that is hands on",
    ],
)
def test_whether_one_has_to_go_somewhere_leaves_the_path_as_it_is(voices: Voices, message: str) -> None:
    voices.say("I want to become a phlebotomist")
    answer = voices.say(message)
    assert answer.intent is Intent.DETAILS, words_of(answer)
    assert "online" not in answer.constraints
    assert "First Aid and CPR, Adult and Child is in person" in words_of(answer)


@pytest.mark.parametrize("message", ["only stuff from home", "everything online please", "I can't go anywhere"])
def test_a_wish_to_stay_at_home_limits_it(voices: Voices, message: str) -> None:
    voices.say("I want to become a phlebotomist")
    answer = voices.say(message)
    assert answer.constraints.get("online") is True, words_of(answer)
    assert steps_in(answer)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (
            "do I have to turn up in person for these?",
            "Signing at the Counter: American Sign Language 1 takes place in Puerto Llano",
        ),
        (
            "must I go somewhere for the second",
            "American Sign Language 2: Faces, Space and Stories takes place in Puerto Llano",
        ),
    ],
)
def test_whether_one_has_to_go_somewhere_for_those_of_a_list(voices: Voices, message: str, told: str) -> None:
    voices.say("ASL courses")
    assert told in words_of(voices.say(message))


@pytest.mark.parametrize(
    "message",
    [
        "what do I need to get in",
        "what do I have to know to start",
        "which level must I have",
        "what level do I need to have for it",
        "is there something I'd have to do first?",
        "For Redes y wifi para oficinas pequeñas, is there something I'd have to do first?",
        "what would one need to be accepted",
    ],
)
def test_what_has_to_be_there_before(voices: Voices, message: str) -> None:
    voices.say("Redes y wifi para oficinas pequeñas")
    assert "Before Redes y wifi" in words_of(voices.say(message))


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("what level is it", "for beginners"),
        ("when can I get in", "starts on 8 February"),
        ("by when must I sign up", "sign up by 1 February"),
    ],
)
def test_the_level_and_the_dates_of_it(voices: Voices, message: str, told: str) -> None:
    voices.say("Redes y wifi para oficinas pequeñas")
    assert told in words_of(voices.say(message))


@pytest.mark.parametrize(
    "message",
    [
        "is there a second part after it",
        "is there a follow-up",
        "is there another course after that",
        "which course comes after it",
    ],
)
def test_a_second_part_is_not_the_second_of_the_list(voices: Voices, message: str) -> None:
    voices.say("wifi courses")
    voices.say("tell me about the first")
    assert "Redes y wifi para oficinas pequeñas counts toward" in words_of(voices.say(message))


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("does that certificate cost more", f"{LARGER}: $149"),
        ("how long does that certificate take", f"{LARGER} takes 35"),
        ("how much is the larger one", f"{LARGER}: $149"),
        ("what do I have to finish to earn that certificate", f"about {LARGER}"),
    ],
)
def test_the_certificate_that_was_told_to_be_larger(voices: Voices, message: str, told: str) -> None:
    voices.say(BADGE)
    voices.say("does it count toward something")
    assert told in words_of(voices.say(message))


@pytest.mark.parametrize("message", ["how much is it", "does it cost more", "how much is that course"])
def test_the_smaller_one_stays_what_is_spoken_of(voices: Voices, message: str) -> None:
    voices.say(BADGE)
    voices.say("does it count toward something")
    assert f"{BADGE}: $29" in words_of(voices.say(message))


@pytest.mark.parametrize(
    "message", ["what must I complete to get the certificate", "which badges do I need to earn it", "how do I earn it"]
)
def test_what_is_earned_by_learning_is_no_pay(voices: Voices, message: str) -> None:
    voices.say(LARGER)
    answer = voices.say(message)
    assert answer.intent is Intent.DETAILS, words_of(answer)


@pytest.mark.parametrize("message", ["what do they earn", "what would I earn with it", "how much do bookkeepers earn"])
def test_what_people_earn_is(voices: Voices, message: str) -> None:
    voices.say(LARGER)
    assert voices.say(message).intent is Intent.OUT_OF_SCOPE


@pytest.mark.parametrize(
    "message",
    [
        "Which is cheaper, that or Planning Wireless Networks?",
        "which one is cheaper: it or Planning Wireless Networks",
        "so what's shorter, this or Planning Wireless Networks?",
        "I see. Which takes less time, that or Planning Wireless Networks?",
    ],
)
def test_what_is_spoken_of_or_a_title(voices: Voices, message: str) -> None:
    voices.say("SQL Quick Start")
    answer = voices.say(message)
    assert answer.intent is Intent.COMPARE, words_of(answer)
    assert "Side by side: SQL Quick Start and Planning Wireless Networks" in words_of(answer)


@pytest.mark.parametrize(
    "message",
    [
        "Do I get any hands-on practice or is it all slides?",
        "is it only theory",
        "will I get to do it for real?",
        "are there exercises",
        "is there a practical part",
        "how much of it is practical",
    ],
)
def test_practice_is_quoted(voices: Voices, message: str) -> None:
    voices.say(PIPES)
    assert "“The practice wall holds twelve sinks" in words_of(voices.say(message))


@pytest.mark.parametrize("message", ["hands-on welding", "something practical about SQL", "sql, not only theory"])
def test_practice_that_is_wished_for_is_looked_for(voices: Voices, message: str) -> None:
    answer = voices.say(message)
    assert answer.intent is Intent.FIND
    assert any(isinstance(block, Credentials) for block in answer.blocks)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("and do you know the price of Signing at the Counter?", "the price is not stated"),
        ("can you tell me how long the second one takes", "Space and Stories takes 30 hours"),
        ("could you say when the second one starts", "starts on 2 February 2027"),
        ("any idea where the second one is", "takes place in Puerto Llano"),
        ("i'd like to know the level of the second", "Space and Stories is intermediate level"),
        ("what's the language of the second", "Space and Stories is taught in English"),
        ("the hours for the second", "Space and Stories takes 30 hours"),
    ],
)
def test_a_fact_that_is_asked_for_politely(voices: Voices, message: str, told: str) -> None:
    voices.say("ASL courses")
    assert told in words_of(voices.say(message))


def test_the_level_of_the_other(voices: Voices) -> None:
    voices.say("ASL courses")
    voices.say("what level is the first one")
    assert "Space and Stories is intermediate level" in words_of(voices.say("and the level of the other?"))


@pytest.mark.parametrize(
    "message",
    [
        "do you know a course on welding",
        "do you know anything about sql",
        "i'd like to know how to weld",
        "can you tell me about sql",
    ],
)
def test_what_is_looked_for_politely_is_no_fact(voices: Voices, message: str) -> None:
    assert voices.say(message).intent is Intent.FIND


@pytest.mark.parametrize(
    "message",
    [
        "would the course get me through HSK 3?",
        "is it enough to survive in Paris",
    ],
)
def test_whether_it_is_enough_nobody_knows(voices: Voices, message: str) -> None:
    voices.say(PIPES)
    answer = voices.say(message)
    assert answer.intent is Intent.OUT_OF_SCOPE, words_of(answer)
    assert "$" not in words_of(answer)


def test_which_school_has_what_was_told_of(voices: Voices) -> None:
    answer = voices.say("i like take care old people in they home. what school have this")
    assert answer.intent is Intent.FIND
    assert "Home Caregiver Essentials" in [
        item.title for b in answer.blocks if isinstance(b, Credentials) for item in b.items
    ]


def test_which_school_has_the_one_spoken_of(voices: Voices) -> None:
    voices.say(PIPES)
    assert "is given by" in words_of(voices.say("which school offers it"))


@pytest.mark.parametrize(
    "message", ["can they lend me shoes, mine are trainers", "do they lend me boots", "will the school lend us shoes"]
)
def test_what_is_lent_there_is_quoted(voices: Voices, message: str) -> None:
    voices.say("Forklift Operator Day")
    assert "“Steel-toed shoes are required and can be borrowed.”" in words_of(voices.say(message))


def test_money_is_not_lent_here(voices: Voices) -> None:
    voices.say("Forklift Operator Day")
    assert voices.say("can you lend me money").intent is Intent.OUT_OF_SCOPE


@pytest.mark.parametrize(
    "message",
    [
        "And does the teacher know what she's talking about? last one I did was read off slides",
        "are the teachers nurses",
    ],
)
def test_a_teacher_of_whom_nothing_is_told_is_not_made_up(voices: Voices, message: str) -> None:
    voices.say("Living Well with Dementia: Skills for Carers")
    answer = voices.say(message)
    assert answer.intent is Intent.OUT_OF_SCOPE
    assert "“" not in words_of(answer)


def test_whether_one_has_to_go_there_for_what_is_named_beside_it(voices: Voices) -> None:
    answer = voices.say("The Openfurrow one: Computer Basics for the Office. Must I go there or is it at home?")
    assert "partly online, partly in person" in words_of(answer)
    assert "provider" not in answer.constraints
