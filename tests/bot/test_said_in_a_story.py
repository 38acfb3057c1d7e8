"""What stands in a story: hours of a shift, a question for what was told before it, skills that are added, courses of past
seasons; and questions in words of their own about parts, prices for several and what is kept."""

from __future__ import annotations

import dataclasses

import pytest

from bot.advisor.messages import Credentials, Intent
from bot.advisor.understand import Known, understand
from bot.advisor.understand.parts import parts_of
from bot.advisor.understand.reading import Act, Aspect, PersonAct
from bot.advisor.understand.spelling import mend
from tests.bot.people_talk import Voices, steps_in, words_of

FIRST_BOOKS = "ledgerly/debits-credits-first-month"


@pytest.fixture(scope="module")
def focused(sample_known: Known) -> Known:
    """What is known after one of a list was spoken of."""
    return dataclasses.replace(sample_known, listed=True, focused=True)


@pytest.mark.parametrize(
    "message",
    [
        "something on dementia, I come off twelve-hour shifts",
        "dementia care please, I am dead after a 10h day",
        "a dementia course. I do three 12 hour night shifts in a row",
        "dementia, and nothing heavy between two 8-hour shifts",
    ],
)
def test_the_hours_of_a_shift_limit_nothing(sample_known: Known, message: str) -> None:
    read = understand(message, sample_known)
    assert "max_hours" not in read.wanted
    assert "shift" not in read.text


@pytest.mark.parametrize(
    "message", ["a dementia course of 12 hours", "12 hours of shift planning", "dementia, at most 12h"]
)
def test_other_hours_do(sample_known: Known, message: str) -> None:
    assert understand(message, sample_known).wanted["max_hours"] == 12


@pytest.mark.parametrize(
    ("message", "word"),
    [
        ("Two of my residents have dementia and their kids are worn out. Do you have a course on that?", "dementia"),
        ("we get more and more deaf guests and I just point at things. anything on that?", "deaf"),
        (
            "I clean at a big hospital. the kitchen has allergies on every tray. something that helps with that?",
            "allergies",
        ),
        ("my receipts live in a shoebox. is there something about it for me", "receipts"),
    ],
)
def test_what_is_asked_on_that_is_what_was_told(focused: Known, message: str, word: str) -> None:
    (part,) = parts_of(message, focused, understand)
    read = understand(part, focused)
    assert read.act is Act.FIND
    assert word in read.text


@pytest.mark.parametrize("message", ["anything on that?", "is there an exam for that?", "tell me about it"])
def test_without_a_story_it_is_what_is_spoken_of(focused: Known, message: str) -> None:
    assert understand(message, focused).act is not Act.FIND


@pytest.mark.parametrize(
    "message", ["I have a pain in my chest, what can i take for it?", "my head hurts. anything for it?"]
)
def test_what_is_taken_for_a_pain_is_no_course(sample_known: Known, message: str) -> None:
    assert understand(message, sample_known).refused == "medical"


@pytest.mark.parametrize(
    "when",
    ["last winter btw", "two summers ago", "in march, by the way", "back in 2024", "over christmas", "a while ago"],
)
def test_a_season_beside_what_was_done_is_no_weather(voices: Voices, when: str) -> None:
    answer = voices.say(f"I did Debits, Credits and Your First Month of Books {when}")
    assert answer.intent is Intent.PROGRESS, words_of(answer)
    assert voices.learner().done == (FIRST_BOOKS,)


@pytest.mark.parametrize("message", ["will it be a cold winter", "what's the weather in winter"])
def test_the_weather_is_still_none_of_this_business(voices: Voices, message: str) -> None:
    assert voices.say(message).intent is Intent.OUT_OF_SCOPE


@pytest.mark.parametrize(
    "message",
    [
        "hm, too few courses left. let them in again",
        "they may stay",
        "ok permit them after all",
        "take them back in please",
        "they can be included again",
    ],
)
def test_who_was_left_out_of_a_path_is_allowed_again(voices: Voices, message: str) -> None:
    voices.say("I want to become a security analyst")
    assert "not_provider" in voices.say("without Bastionware").constraints
    answer = voices.say(message)
    assert "not_provider" not in answer.constraints, words_of(answer)
    assert steps_in(answer)


@pytest.mark.parametrize(
    ("message", "skills"),
    [
        ("I know SQL well. and Excel. skip both", {"SQL", "Microsoft Excel"}),
        ("SQL I know. Excel too.", {"SQL", "Microsoft Excel"}),
        ("I know SQL already. plus Tableau", {"SQL", "Tableau"}),
        ("Excel is most of my job, leave it out", {"Microsoft Excel"}),
        ("I do Excel daily, that is half my work", {"Microsoft Excel"}),
    ],
)
def test_skills_that_are_told_one_after_the_other(voices: Voices, message: str, skills: set[str]) -> None:
    voices.say("I want to become a data analyst")
    answer = voices.say(message)
    assert answer.intent is Intent.ADJUST_PATH, words_of(answer)
    assert set(answer.constraints["have"]) == skills
    assert answer.constraints["hours_per_week"] == 5


def test_half_the_time_is_still_half(voices: Voices) -> None:
    voices.say("I want to become a data analyst")
    assert voices.say("half of my time").constraints["hours_per_week"] == 2.5


@pytest.mark.parametrize(
    "message",
    [
        "ok and it consists of what",
        "what is that composed of",
        "it's made up of which courses",
        "which courses does it consist of?",
    ],
)
def test_the_parts_of_a_larger_one(focused: Known, message: str) -> None:
    read = understand(message, focused)
    assert (read.act, read.aspects) == (Act.DETAILS, (Aspect.PIECES,))


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (
            "Regression from Scratch looks great. Must I know anything first, and what do I pay?",
            ("$85", "names nothing"),
        ),
        ("Regression from Scratch is just what I need. How long does it take?", ("18–22 hours",)),
        ("Regression from Scratch sounds good", ("what the catalog says about",)),
    ],
)
def test_what_is_asked_of_a_course_that_is_praised(voices: Voices, message: str, told: tuple[str, ...]) -> None:
    answer = voices.say(message)
    assert answer.intent is Intent.DETAILS, words_of(answer)
    for words in told:
        assert words in words_of(answer)


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("id love to weld", "I'd love to weld"),
        ("and id really like something free", "and I'd really like something free"),
        ("ok ill take the first", "ok I'll take the first"),
        ("wed prefer evenings", "we'd prefer evenings"),
        ("my id needs renewing", "my id needs renewing"),
        ("nursing the ill and the old", "nursing the ill and the old"),
        ("he fell ill last year", "he fell ill last year"),
        ("we wed in june", "we wed in june"),
    ],
)
def test_short_forms_without_their_sign(message: str, meant: str) -> None:
    assert mend(message) == meant


@pytest.mark.parametrize(
    "message",
    [
        "Que sais-tu sur moi maintenant ?",
        "Qu'est-ce que vous savez de moi maintenant ?",
        "¿Qué sabe usted de mí ahora?",
        "¿qué sabes ya de mí?",
        "Was wissen Sie jetzt über mich?",
        "was weißt du über mich inzwischen?",
        "what do you know by now about me",
    ],
)
def test_what_is_known_by_now(voices: Voices, message: str) -> None:
    voices.say("I want to become a data analyst")
    assert voices.say(message).intent is Intent.PROFILE


def test_what_is_known_by_now_is_shown(sample_known: Known) -> None:
    person = understand("what have you noted so far about me now", sample_known).person
    assert person is None or person.act is PersonAct.SHOW


@pytest.mark.parametrize("known_by", ["a list", "a path", "nothing"])
def test_the_language_of_these_courses(voices: Voices, known_by: str) -> None:
    if known_by != "nothing":
        voices.say("python courses" if known_by == "a list" else "I want to become a data analyst")
    answer = voices.say("what language are these courses in")
    assert answer.intent is Intent.DETAILS, words_of(answer)
    assert ("is taught in English" in words_of(answer)) is (known_by != "nothing")


@pytest.mark.parametrize(
    "message",
    [
        "is that price per person?",
        "does one fee cover our whole team?",
        "we are six, do I pay six times?",
        "do we each have to pay?",
        "is it a single payment for all of us or one each",
    ],
)
def test_no_record_says_for_how_many_a_price_is(voices: Voices, message: str) -> None:
    voices.say("Regression from Scratch")
    answer = voices.say(message)
    assert answer.intent is Intent.DETAILS
    assert "does not say whether the price of Regression from Scratch is for each person" in words_of(answer)


@pytest.mark.parametrize("message", ["how much is it", "what do I have to pay", "what does it cost me in total"])
def test_a_plain_price_is_told(voices: Voices, message: str) -> None:
    voices.say("Regression from Scratch")
    assert "$85" in words_of(voices.say(message))


@pytest.mark.parametrize(
    "message",
    [
        "My stall sells jam and I never know what I earned, a tin full of receipts. At most $60. What have you got?",
        "we run a bakery van, the books are a drawer of receipts, what do you have so we can do it ourselves, up to $60",
    ],
)
def test_of_a_story_is_kept_what_finds_something_within_its_limits(voices: Voices, message: str) -> None:
    answer = voices.say(message)
    found = [item for block in answer.blocks if isinstance(block, Credentials) for item in block.items]
    assert answer.intent is Intent.FIND
    assert "receipts” (up to $60)" in words_of(answer)
    assert found


@pytest.mark.parametrize("message", ["what have you got?", "hello, what do you have?"])
def test_what_there_is_alone_asks_for_help(voices: Voices, message: str) -> None:
    assert voices.say(message).intent is Intent.HELP


def test_a_complaint_of_too_few_wishes_for_no_fewer(voices: Voices) -> None:
    voices.say("I want to become a security analyst")
    assert voices.say("that leaves too few courses").constraints["objective"] == "cheapest"
