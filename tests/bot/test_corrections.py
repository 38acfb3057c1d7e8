"""Figures that take the place of others: only the right one counts."""

from __future__ import annotations

from typing import Any

import pytest

from bot.advisor.understand import Known, understand
from bot.advisor.understand.corrections import corrected


@pytest.mark.parametrize(
    ("said", "held", "read"),
    [
        ("not 5 hours, 3", {}, "3 hours"),
        ("not 12 hours a week but 8", {}, "8 hours a week"),
        ("sorry, 90 not 190", {"max_cost": 190}, "sorry, 90"),
        ("25, not 15", {"max_hours": 15.0, "max_cost": 100}, "25 hours"),
        ("6 instead of 4", {"hours_per_week": 4.0}, "6 hours a week"),
        ("I said $80, not $18", {}, "I said $80"),
        ("not $40, 60", {}, "$60"),
        ("twenty not ten", {}, "twenty"),
        ("40 dollars rather than 60", {}, "40 dollars"),
    ],
)
def test_the_wrong_figure_falls_and_its_unit_stays(said: str, held: dict[str, Any], read: str) -> None:
    assert corrected(said, held) == read


@pytest.mark.parametrize(
    "said",
    [
        "not more than 40 dollars",
        "ISO 9001 and not much else",
        "not 1 or 2 hours",
        "I have 5 hours",
        "between 20 and 60",
    ],
)
def test_other_figures_are_left(said: str) -> None:
    assert corrected(said, {}) == said


@pytest.mark.parametrize(
    ("said", "held", "wanted"),
    [
        ("i meant 250 not 25", {"max_cost": 25}, {"max_cost": 250}),
        ("no, 30 not 20", {"max_hours": 20.0}, {"max_hours": 30}),
        ("not 10 hours, 14", {"max_cost": 80, "max_hours": 10.0}, {"max_hours": 14}),
    ],
)
def test_the_right_figure_moves_the_limit_that_was_wrong(
    said: str, held: dict[str, Any], wanted: dict[str, Any]
) -> None:
    read = understand(said, Known(held=held))
    assert (read.wanted, read.text) == (wanted, "")


@pytest.mark.parametrize(
    ("said", "text"), [("i meant java not python", "java"), ("I said cooking, not cleaning", "cooking")]
)
def test_a_topic_that_was_a_slip_is_not_searched_for(said: str, text: str) -> None:
    read = understand(said, Known())
    assert (read.text, read.notes) == (text, ())
