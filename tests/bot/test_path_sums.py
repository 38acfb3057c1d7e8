"""What a plan comes to in phrases: what is unknown is neither free, nor done in a week, nor the best there is."""

from __future__ import annotations

from typing import Any

import pytest

from bot.advisor.path_sums import PathSums
from bot.advisor.path_words import PathWords
from bot.advisor.path_writer import PathWriter
from bot.advisor.wording import Wording
from pathways.planner import Planner
from tests.pathways.oracle.catalogs import START, ask, cost, row
from tests.pathways.shelves import Row, RowShelf, request_of

UNPRICED: dict[str, Any] = {"cost": None}
UNTIMED: dict[str, Any] = {"hours": None}
TEN_HOURS = {"min": 10, "max": 10}


def words_of(*rows: Row) -> PathWords:
    """The words of the cheapest path that takes every row."""
    skills = dict.fromkeys((skill for each in rows for skill in each["skills"]), 1)
    plan = Planner(RowShelf(rows)).plan(request_of(ask() | {"skills": skills, "allow_unknown": True}))
    assert len(plan.path.steps) == len(rows)
    return PathWords(PathWriter(plan, None, {}, Wording(), START), plan, None, START)


def sums_of(*rows: Row) -> PathSums:
    return words_of(*rows).sums


def test_stated_sums_are_told_whole() -> None:
    sums = sums_of(row("a", "Python", cost=cost(49), hours=TEN_HOURS), row("b", "SQL", cost=cost(0), hours=TEN_HOURS))
    assert sums.complete
    assert (sums.steps(), sums.money(), sums.hours(), sums.weeks()) == ("2 steps", "$49", "20 hours", "4 weeks")
    assert sums.line().startswith("2 steps for $49, 4 weeks at 5 hours a week, done by ")


def test_free_is_said_only_of_stated_prices() -> None:
    assert sums_of(row("a", "Python", cost=cost(0))).money() == "free"
    assert sums_of(row("a", "Python", **UNPRICED)).money() == "a price that is not stated"
    assert (
        sums_of(row("a", "Python", cost=cost(0)), row("b", "SQL", **UNPRICED)).money() == "a price that is not stated"
    )


def test_a_sum_with_an_unstated_price_is_a_least_one() -> None:
    sums = sums_of(row("a", "Python", cost=cost(49)), row("b", "SQL", **UNPRICED), row("c", "Writing", **UNPRICED))
    assert sums.money() == "at least $49 (2 without a stated price)"
    assert not sums.complete


@pytest.mark.parametrize(
    ("rows", "hours", "weeks", "said"),
    [
        (
            (row("a", "Python", hours=TEN_HOURS), row("b", "SQL", **UNTIMED)),
            "at least 10 hours (1 without stated hours)",
            "at least 2 weeks",
            "2 steps for $20, at least 2 weeks at 5 hours a week (1 without stated hours)",
        ),
        (
            (row("a", "Python", **UNTIMED),),
            "hours that are not stated",
            "a time that is not stated",
            "1 step for $10; how long they take is not stated",
        ),
    ],
)
def test_unstated_hours_are_never_a_week(rows: tuple[Row, ...], hours: str, weeks: str, said: str) -> None:
    sums = sums_of(*rows)
    assert (sums.hours(), sums.weeks(), sums.line()) == (hours, weeks, said)
    assert "done by" not in sums.line()


def test_the_best_is_claimed_only_as_far_as_is_stated() -> None:
    assert words_of(row("a", "Python")).best("cheapest") == "Nothing cheaper in this catalog does the same."
    for unknown in (UNPRICED, UNTIMED):
        assert (
            words_of(row("a", "Python", **unknown)).best("cheapest").startswith("As far as prices and hours are stated")
        )
