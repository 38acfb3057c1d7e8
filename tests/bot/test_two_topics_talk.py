"""Two topics of one sentence are each searched for; what goes together stays one search."""

from __future__ import annotations

import pytest

from bot.advisor.understand import Known, understand
from bot.advisor.understand.parts import parts_of
from bot.advisor.understand.reading import Act


@pytest.mark.parametrize(
    ("message", "topics"),
    [
        (
            "need 2 things: power bi and also something about speaking in front of people",
            ("power bi", "speaking in front"),
        ),
        ("I want a course on excel and also one on public speaking", ("excel", "public speaking")),
        ("two topics: bookkeeping, photography", ("bookkeeping", "photography")),
        ("something about welding and something on first aid", ("welding", "first aid")),
        ("I'm looking for a class on spanish plus another on negotiation", ("spanish", "negotiation")),
        ("show me courses on photography, and courses on video editing", ("photography", "video editing")),
    ],
)
def test_two_topics_are_two_searches(sample_known: Known, message: str, topics: tuple[str, ...]) -> None:
    read = [understand(part, sample_known) for part in parts_of(message, sample_known, understand)]
    assert [each.act for each in read] == [Act.FIND, Act.FIND]
    for each, topic in zip(read, topics, strict=True):
        assert topic in each.text


def test_what_is_said_of_both_holds_for_both(sample_known: Known) -> None:
    message = "something about welding and something on first aid, each under 200 dollars"
    read = [understand(part, sample_known) for part in parts_of(message, sample_known, understand)]
    assert [each.wanted.get("max_cost") for each in read] == [200, 200]


@pytest.mark.parametrize(
    "message",
    [
        "courses on python and sql",
        "I need a course on sales and marketing",
        "excel and something for a beginner",
        "a dementia course and one for free",
        "I want to learn excel and become a data analyst",
        "I know python and something about sql, what next",
    ],
)
def test_one_search_stays_one(sample_known: Known, message: str) -> None:
    assert parts_of(message, sample_known, understand) == (message,)
