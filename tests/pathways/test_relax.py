"""The smallest change that leads further: it suffices in a fresh plan, and one unit less does not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from catalog.errors import AdvisorError
from pathways.plan import Plan, Relaxation
from pathways.planner import Planner
from pathways.relax import Point
from pathways.request import PathRequest
from tests.pathways.oracle import brute
from tests.pathways.oracle.catalogs import START, cost, day, row, small_problem
from tests.pathways.oracle.plans import Problem as Rules
from tests.pathways.planning import asked, hours, plainly, planned
from tests.pathways.shelves import Row, RowShelf

TWO = [row("a", "Python"), row("b", "SQL", cost=cost(25.5), **hours(20))]
ONE_LESS: dict[str, Any] = {"budget": Decimal("0.01"), "by": dt.timedelta(days=1), "hours": 1, "hours_per_week": 1}
KNOWN = {"allow_unknown": False, "pin": []}
TIGHT = {
    "budget": st.integers(0, 12),
    "by": st.integers(7, 60).map(day),
    "hours": st.integers(1, 20),
}


def relaxed(plan: Plan) -> dict[str, tuple[object, float]]:
    return {each.change: (each.after, each.coverage) for each in plan.relaxations}


def covered(rows: list[Row], request: PathRequest) -> float:
    return plainly(rows, request).path.coverage


def undated(rows: list[Row]) -> list[Row]:
    """Without dates: a faster pace may miss one by the minute to which moments are rounded."""
    return [each | {"starts": [], "enrol_by": None} for each in rows]


# ---- one limit at a time


@pytest.mark.parametrize(
    ("limits", "change", "after"),
    [
        ({"budget": 30}, "budget", Decimal("35.5")),
        ({"by": day(41)}, "by", START + dt.timedelta(days=42)),
        ({"by": day(21)}, "hours_per_week", 10),
        ({"hours": 12}, "hours", 30),
        ({"hours": 29.5}, "hours", 30.5),
    ],
)
def test_how_much_more_it_takes(limits: dict[str, Any], change: str, after: object):
    plan = planned(TWO, "Python", "SQL", **limits)
    assert plan.path.coverage == 0.5
    assert relaxed(plan)[change] == (after, 1)
    assert covered(TWO, plan.request.changed(**{change: after})) == 1
    assert covered(TWO, plan.request.changed(**{change: after - ONE_LESS[change]})) == 0.5


def _check(rows: list[Row], request: PathRequest, found: Relaxation, reached: float) -> None:
    after: Any = found.after
    assert found.coverage > reached
    assert found.before == getattr(request, found.change)
    assert covered(rows, request.changed(**{found.change: after})) == found.coverage
    less = after - ONE_LESS[found.change]
    if found.change != "by" or less > request.start:
        assert covered(rows, request.changed(**{found.change: less})) < found.coverage


@pytest.mark.parametrize("limit", ["budget", "by", "hours"])
def test_every_change_suffices_and_none_is_larger_than_it_need_be(limit: str):
    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(small_problem(), TIGHT[limit])
    def check(problem: tuple[list[Row], dict[str, Any]], tight: Any) -> None:
        rows, request = undated(problem[0]), problem[1] | KNOWN | {limit: tight}
        try:
            plan = Planner(RowShelf(rows)).plan(asked(**request), alternatives=0)
        except AdvisorError:
            assume(False)
        for each in plan.relaxations:
            if each.change in ONE_LESS:
                _check(rows, plan.request, each, plan.path.coverage)

    check()


def test_more_hours_a_week_stay_within_what_a_request_may_say():
    rows = [row("a", "Python", **hours(380)), row("b", "SQL", **hours(380))]
    assert set(relaxed(planned(rows, "Python", "SQL", hours_per_week=95, by=day(30)))) == {"by"}
    found = relaxed(planned(rows, "Python", "SQL", hours_per_week=92.5, by=day(56)))
    assert found["hours_per_week"] == (95.5, 1)


def test_money_and_time_together_where_neither_suffices():
    plan = planned(TWO, "Python", "SQL", budget=30, by=day(20))
    assert relaxed(plan) == {
        "budget_and_by": ({"budget": Decimal("35.5"), "by": START + dt.timedelta(days=42)}, 1),
    }
    after: Any = plan.relaxations[0].after
    assert plan.relaxations[0].before == {"budget": 30, "by": START + dt.timedelta(days=20)}
    assert covered(TWO, plan.request.changed(**after)) == 1
    assert covered(TWO, plan.request.changed(**after | {"budget": after["budget"] - Decimal("0.01")})) == 0.5
    assert covered(TWO, plan.request.changed(**after | {"by": after["by"] - dt.timedelta(days=1)})) == 0.5
    assert "budget_and_by" not in relaxed(planned(TWO, "Python", "SQL", budget=30, by=day(60)))


def test_nothing_is_proposed_that_leads_no_further():
    assert planned(TWO, "Python", "SQL", "Design", budget=99, by=day(99), hours=99).relaxations == ()
    assert planned(TWO, "Python", "SQL", budget=36).relaxations == ()
    assert plainly(TWO, asked("Python", "SQL", budget=30)).relaxations == ()


# ---- filters and unknown values


@pytest.mark.parametrize(
    ("there", "change", "value"),
    [
        ({"provider": "South"}, "provider", "North"),
        ({"provider": "South"}, "without", ["South"]),
        ({"level": "advanced"}, "level", "beginner"),
        ({"delivery": "hybrid"}, "delivery", "self_paced"),
    ],
)
def test_a_filter_that_stands_in_the_way_is_named(there: Row, change: str, value: Any):
    plan = planned([row("a", "Python"), row("b", "SQL", **there)], "Python", "SQL", **{change: value})
    assert plan.path.ids == ("a",)
    assert relaxed(plan) == {change: (None, 1)}
    before = plan.relaxations[0].before
    assert before == (tuple(value) if isinstance(value, list) else value)


def test_only_languages_that_lead_further_are_proposed():
    rows = [
        row("a", "Python"),
        row("b", "SQL", language=["es-MX", "fr"]),
        row("c", "Python", language=["de"]),
        row("d", "Writing", language=["it"]),
    ]
    plan = planned(rows, "Python", "SQL", language="en")
    assert [(each.change, each.before, each.after, each.coverage) for each in plan.relaxations] == [
        ("language", ("en",), "es-MX", 1),
        ("language", ("en",), "fr", 1),
    ]
    assert covered(rows, plan.request.changed(language=("en", "fr"))) == 1


def test_unknown_values_are_proposed_where_they_lead_further():
    rows = [row("a", "Python"), row("b", "SQL", hours=None), row("c", "Python", cost=None)]
    assert relaxed(planned(rows, "Python", "SQL")) == {"allow_unknown": (True, 1)}
    assert relaxed(planned([rows[0], rows[2]], "Python", "SQL")) == {}


# ---- coverage against money


def test_the_frontier_says_what_each_sum_reaches():
    rows = [row("a", "Python"), row("b", "SQL", cost=cost(40)), row("c", "Design", cost=cost(0))]
    points = Planner(RowShelf(rows)).frontier(asked(skills={"Python": 1, "SQL": 2, "Design": 1}, budget=5))
    assert points == (Point(0, 0.25, 1), Point(1000, 0.5, 2), Point(4000, 0.75, 2), Point(5000, 1, 3))


def test_the_frontier_begins_with_what_pinned_steps_cost():
    points = Planner(RowShelf(TWO)).frontier(asked("Python", "SQL", pin=["b"]))
    assert points == (Point(2550, 0.5, 1), Point(3550, 1, 2))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_problem())
def test_each_point_of_the_frontier_is_what_so_much_money_reaches(problem: tuple[list[Row], dict[str, Any]]):
    rows, request = problem[0], problem[1] | KNOWN | {"objective": "cheapest"}
    try:
        points = Planner(RowShelf(rows)).frontier(asked(**request))
    except AdvisorError:
        assume(False)
    sums = [point.cents for point in points]
    assert sums == sorted(set(sums))
    assert [point.coverage for point in points] == sorted({point.coverage for point in points})
    whole = Rules(rows, request).total
    limits = [*(cents - 1 for cents in sums[1:]), None]
    for point, cents in zip(points, limits, strict=True):
        best = brute.best(rows, request | {"budget": None if cents is None else cents / 100})
        assert (best["money_cents"], best["steps"]) == (point.cents, point.steps)
        assert best["coverage"] / whole == pytest.approx(point.coverage, abs=1e-6)
