"""The table of utterances: every one is read as a person would read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.advisor.understand import Known, Understanding, understand
from tests.bot.further_utterances import FOURTH, FOURTH_FOLLOWING
from tests.bot.more_utterances import SECOND, SECOND_FOLLOWING, THIRD, THIRD_FOLLOWING
from tests.bot.utterances import FIRST, FOLLOWING, Case

SAMPLE = Path(__file__).parents[2] / "catalog" / "sample" / "sample.jsonl"
PROVIDERS = tuple(sorted({json.loads(line)["provider"] for line in SAMPLE.read_text("utf-8").splitlines()}))


def _words(understanding: Understanding) -> str:
    if understanding.references:
        return " ".join(
            f"#{reference.number or reference.place}" if not reference.words else f"~{reference.words}"
            for reference in understanding.references
        )
    return " | ".join(understanding.titles) or understanding.text


def check(case: Case, known: Known) -> None:
    message, intent, constraints, words = case
    understanding = understand(message, known)
    assert (understanding.intent.value, understanding.wanted, _words(understanding)) == (intent, constraints, words)


@pytest.mark.parametrize("case", [*FIRST, *SECOND, *THIRD, *FOURTH], ids=lambda case: case[0])
def test_an_opening_message(case: Case) -> None:
    check(case, Known(PROVIDERS))


@pytest.mark.parametrize(
    "case", [*FOLLOWING, *SECOND_FOLLOWING, *THIRD_FOLLOWING, *FOURTH_FOLLOWING], ids=lambda case: case[0]
)
def test_a_message_after_a_list(case: Case) -> None:
    message, intent, constraints, _ = case
    if message == "compare them":
        case = (message, intent, constraints, "#0")
    check(case, Known(PROVIDERS, listed=True, focused=True))
