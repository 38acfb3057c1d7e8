"""The topic of a story: what somebody looks after someone for, what is meant in particular, what may not be assumed."""

from __future__ import annotations

import pytest

from bot.advisor.messages import Credentials, Intent
from bot.advisor.understand import Known, understand
from tests.bot.people_talk import Voices, words_of


@pytest.mark.parametrize(
    ("message", "first"),
    [
        (
            "I look after my grandmother who has dementia. Is there something that would help me do it better?",
            "Living Well with Dementia: Skills for Carers",
        ),
        (
            "my granddad has dementia and I look after him every weekend, is there anything that could make me better at it",
            "Living Well with Dementia: Skills for Carers",
        ),
        (
            "I'm looking after two kids with autism. is there a course that could help me with it?",
            "Autism in the Everyday Classroom",
        ),
        (
            "I work nights as an aide in a nursing home and would like to get better at looking after the residents' skin,"
            " pressure sores in particular",
            "Wound Care and Skin Checks at the Bedside",
        ),
        (
            "I run a small bakery with my husband and would like to understand our accounts better, especially payroll",
            "Payroll from Timesheet to Payslip",
        ),
        (
            "I've been a teacher for ten years and want to learn about computers, particularly spreadsheets",
            "Spreadsheets from Zero",
        ),
        (
            "Dear advisor, I teach English at a secondary school and would like to take a course on photography, at an"
            " introductory level, over the summer.",
            "Photography with the Camera You Have",
        ),
        (
            "clerk here, 20 years at the same desk, whats out there about bookkeeping",
            "QuickBooks Online: Set-up and Daily Work",
        ),
    ],
)
def test_what_is_found_for_a_story(voices: Voices, message: str, first: str) -> None:
    answer = voices.say(message)
    assert answer.intent is Intent.FIND, words_of(answer)
    (found,) = (block for block in answer.blocks if isinstance(block, Credentials))
    assert found.items[0].title == first


@pytest.mark.parametrize(
    "message",
    [
        "I can't code to save my life, so please nothing that assumes I can. What would get me started?",
        "python, but nothing that expects prior knowledge",
        "sql please. nothing which assumes I already know databases",
        "excel, and not one that presupposes any experience",
    ],
)
def test_what_assumes_nothing_is_for_beginners(sample_known: Known, message: str) -> None:
    read = understand(message, sample_known)
    assert read.wanted.get("level") == "beginner"
    assert "assume" not in read.text


@pytest.mark.parametrize("message", ["python, nothing that assumes maths", "something that expects experience in sql"])
def test_what_assumes_something_else_is_not(sample_known: Known, message: str) -> None:
    assert "level" not in understand(message, sample_known).wanted


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("my mother's dementia", "dementia"),
        ("I want to learn about women's health", "women's health"),
        ("children's first aid", "children's first aid"),
        ("excel's pivot tables", "pivot tables"),
    ],
)
def test_whose_it_is_is_no_topic_but_for_whom_is(sample_known: Known, message: str, topic: str) -> None:
    assert topic in understand(message, sample_known).text


@pytest.mark.parametrize(
    "message",
    [
        "python, nothing that costs money",
        "python and I can pay nothing",
        "python, none that costs me a cent",
        "python for free",
    ],
)
def test_what_may_cost_nothing_is_free(sample_known: Known, message: str) -> None:
    read = understand(message, sample_known)
    assert (read.wanted.get("free"), read.text) == (True, "python")
