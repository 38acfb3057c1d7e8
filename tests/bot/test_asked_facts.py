"""Facts that a record states and people ask for in many ways; what they ask the advisor to write for them."""

from __future__ import annotations

import pytest

from bot.advisor.understand import Known, understand
from bot.advisor.understand.reading import Act
from tests.bot.llm.contexts import search
from tests.bot.workbench import Talk

SHOWN = Known(listed=True, focused=True)


@pytest.mark.parametrize(
    ("message", "aspect"),
    [
        ("what's in the price?", "parts"),
        ("what is the fee made up of", "parts"),
        ("is that price with materials?", "parts"),
        ("does the 810 include the exam", "parts"),
        ("are the textbooks part of the price", "parts"),
        ("how is the sum broken down", "parts"),
        ("do they help with finding a job afterwards?", "support"),
        ("does the school help you get hired", "support"),
        ("what is the price of it", "price"),
    ],
)
def test_the_fact_is_told_apart(message: str, aspect: str) -> None:
    read = understand(message, SHOWN)
    assert (read.act, [each.value for each in read.aspects]) == (Act.DETAILS, [aspect])


@pytest.mark.parametrize("message", ["will it help me find a job", "can I get a job with that"])
def test_nobody_promises_a_job(message: str) -> None:
    assert understand(message, SHOWN).refused == "job_outcome"


def test_the_parts_of_a_price_are_told_where_they_are_stated() -> None:
    talk = Talk(search())
    talk.say("Nurse Aide Preparation")
    assert "$450, made up of tuition $395, materials $55" in talk.say("what is that price made of?").text
    talk.say("SQL Quick Start")
    assert "does not say what that is made up of" in talk.say("what is that price made of?").text


@pytest.mark.parametrize(
    "message",
    [
        "draft me an email to my landlord",
        "could you write us a speech for the party",
        "make me a packing list",
        "do my chemistry homework",
        "please proofread the following paragraph",
    ],
)
def test_nothing_is_written_for_anybody(message: str) -> None:
    assert understand(message, Known()).refused == "writing"


@pytest.mark.parametrize(
    "message",
    ["teach me how to write a speech", "a course on drafting emails", "I need to learn to make a list of invoices"],
)
def test_writing_can_be_learnt(message: str) -> None:
    assert understand(message, Known()).act is Act.FIND
