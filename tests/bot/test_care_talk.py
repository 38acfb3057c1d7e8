"""Feelings get one sentence before the facts, danger gets a person, and who wants a person gets a summary."""

from __future__ import annotations

import pytest

from bot.advisor.messages import Answer, Intent, Notice, Prose
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.feelings import danger_in, feeling_in
from bot.advisor.wording import Wording
from people.sql.store import SqlPeopleStore
from retrieval.ports import CatalogSearch
from tests.bot.people_talk import Voices, codes_of, path_in, shown_in, words_of
from tests.bot.workbench import Talk

SENTENCE = {name: Wording("en").say("care", name) for name in ("loss", "shame", "fear")}


def first_words(answer: Answer) -> str:
    return next(block.text for block in answer.blocks if isinstance(block, Prose))


# ---- heard


@pytest.mark.parametrize(
    ("message", "feeling"),
    [
        ("I was just laid off. Show me free Excel courses", "loss"),
        ("I lost my job, show me bookkeeping courses", "loss"),
        ("Am I too old for Python courses?", "shame"),
        ("I never finished school. Show me free courses", "shame"),
        ("I'm really scared, but show me SQL courses", "fear"),
        ("show me welding courses, I can't sleep", "fear"),
    ],
)
def test_a_feeling_is_answered_before_the_facts(voices: Voices, message: str, feeling: str) -> None:
    answer = voices.say(message)
    assert first_words(answer) == SENTENCE[feeling]
    assert len(answer.blocks) > 1


@pytest.mark.parametrize(
    "message",
    [
        "show me courses on employment law for people who lose work",
        "free Excel courses",
        "old masters painting courses",
        "what is the latest Python version?",
        "a course about fear of flying",
        "stress management courses",
        "the second one please",
    ],
)
def test_a_topic_is_no_feeling(message: str) -> None:
    assert feeling_in(Draft(message)) == ""
    assert not danger_in(Draft(message))


def test_it_is_said_once_a_conversation(voices: Voices) -> None:
    assert SENTENCE["loss"] in words_of(voices.say("I was laid off. Show me free Excel courses"))
    assert SENTENCE["loss"] not in words_of(voices.say("I was laid off, show me SQL courses"))
    assert SENTENCE["fear"] in words_of(voices.say("I'm scared. Show me SQL courses"))
    assert SENTENCE["loss"] in words_of(voices.say("I was laid off. Show me SQL courses", conversation="other"))


def test_the_facts_are_the_same_with_and_without_it(voices: Voices) -> None:
    plain = voices.say("Show me free Excel courses", conversation="plain")
    felt = voices.say("I was laid off. Show me free Excel courses", conversation="felt")
    assert shown_in(felt) == shown_in(plain) != []
    assert felt.constraints == plain.constraints


def test_nothing_of_a_feeling_is_kept_of_the_person(voices: Voices) -> None:
    voices.say("I was laid off and I am scared. Show me free Excel courses")
    assert voices.learner().is_blank


# ---- danger


@pytest.mark.parametrize(
    "message",
    [
        "I want to kill myself",
        "I just want to die",
        "I'm thinking about suicide",
        "my husband hits me",
        "nobody would miss me",
        "I can't go on like this. Show me SQL courses",
        "free Excel courses, or I'll end it all",
    ],
)
def test_danger_is_answered_with_a_person_and_nothing_else(voices: Voices, message: str) -> None:
    answer = voices.say(message)
    assert answer.intent is Intent.HANDOVER
    assert "danger" in codes_of(answer)
    assert shown_in(answer) == []
    assert "emergency number" in words_of(answer)


def test_danger_is_heard_in_the_middle_of_anything(voices: Voices) -> None:
    voices.say("What could I become?")
    assert "danger" in codes_of(voices.say("it doesn't matter, I want to die"))
    assert voices.state().exploring is not None
    voices.say("SQL courses", conversation="other")
    assert "danger" in codes_of(voices.say("the first one. I want to kill myself", conversation="other"))


def test_whom_to_call_is_who_the_operator_names(real_search: CatalogSearch, conversations: SqlPeopleStore) -> None:
    voices = Voices(real_search, conversations, contact="Ms Lindqvist, room 12")
    for message, code in (("I want to die", "danger"), ("can I talk to a person?", "human")):
        answer = voices.say(message)
        (said,) = (block.text for block in answer.blocks if isinstance(block, Notice) and block.code == code)
        assert "Ms Lindqvist, room 12" in said


# ---- a person


def test_the_summary_holds_what_is_known_and_the_path(voices: Voices) -> None:
    voices.say("I know SQL")
    path = path_in(voices.say("I want to become a data analyst, $200"))
    answer = voices.say("can I talk to a person?")
    said = words_of(answer)
    assert answer.intent is Intent.HANDOVER
    assert "human" in codes_of(answer)
    for words in ("SQL", "data analyst", "$200", *(step.title for step in path.path.steps)):
        assert words in said
    assert {step.id for step in path.path.steps} <= set(answer.citations)


def test_for_a_stranger_there_is_no_summary(voices: Voices) -> None:
    answer = voices.say("can I talk to a person?")
    assert "human" in codes_of(answer)
    assert "summary" not in words_of(answer)


@pytest.mark.parametrize(
    "said",
    [
        "I was fired yesterday",
        "I was let go in March after 12 years.",
        "they let me go last week, I feel useless",
        "I'm unemployed since June",
        "i got fired and i am afraid",
        "My job was eliminated last month. I'm scared.",
    ],
)
def test_who_only_tells_that_work_was_lost_is_asked_what_they_would_like(said: str, real_search: CatalogSearch) -> None:
    talk = Talk(real_search)
    assert talk.say(said).intent is Intent.EXPLORE
    assert talk.state.exploring is not None


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("My position was eliminated and I need Excel courses", "Excel"),
        ("I was laid off two months ago, something with computers please", "computers"),
        ("I was laid off. Excel courses under $50", "Excel"),
        ("I am currently out of work and want to learn SQL", "SQL"),
        ("redundant arrays", "redundant arrays"),
    ],
)
def test_what_is_told_of_lost_work_is_no_topic(said: str, topic: str, real_search: CatalogSearch) -> None:
    talk = Talk(real_search)
    talk.say(said)
    assert (talk.state.text, talk.state.exploring) == (topic, None)


@pytest.mark.parametrize(
    "said",
    [
        "caring for the ill and the dying",
        "a course on sitting with people who are dying",
        "looking after somebody who is terminally ill",
    ],
)
def test_looking_after_the_dying_is_no_danger(said: str, real_search: CatalogSearch) -> None:
    assert "danger" not in codes_of(Talk(real_search).say(said))


@pytest.mark.parametrize("said", ["I am dying inside and want it to end", "I want to die", "I want to end my life"])
def test_danger_stays_danger(said: str, real_search: CatalogSearch) -> None:
    assert "danger" in codes_of(Talk(real_search).say(said))
