"""Leaving out what is beaten: it never changes the best plan, and it does leave out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from catalog.errors import AdvisorError
from pathways.problem import Problem
from pathways.prune import pruned
from pathways.solve import Best, solve
from tests.pathways.oracle.catalogs import cost, day, row, small_problem
from tests.pathways.planning import hours, questioned, stack
from tests.pathways.shelves import Row

TWO = {"earned_by": {"any_of": [{"credential": "a"}, {"credential": "b"}]}}


def kept(rows: list[Row], *skills: str, **more: Any) -> str:
    """The ids of what is left, as one word."""
    return "".join(sorted(questioned(rows, *skills, **more).problem.offers))


def found(best: Best | None) -> tuple[Any, ...] | None:
    return best and (sorted(offer.id for offer, _ in best.steps), best.value, best.bound, best.proven)


def unpruned(catalog: list[Row], request: dict[str, Any]) -> tuple[Problem, Best | None]:
    """The problem with everything in it, and its best plan."""
    with pytest.MonkeyPatch.context() as patch:
        for place in ("gather", "solve"):
            patch.setattr(f"pathways.{place}.pruned", lambda problem: replace(problem, offers=dict(problem.offers)))
        whole = questioned(catalog, **request).problem
        return whole, solve(whole)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_problem())
def test_the_best_plan_stays_the_best(problem: tuple[list[Row], dict[str, Any]]):
    catalog, request = problem
    try:
        question = questioned(catalog, **request)
    except AdvisorError:
        assume(False)
    whole, best = unpruned(catalog, request)
    assert whole.pins <= question.problem.offers.keys() <= whole.offers.keys()
    assert found(solve(whole)) == found(best)
    mine = found(solve(question.problem))
    if question.problem.counted == whole.counted:
        assert mine == found(best)
    else:  # what only a beaten offer asked for is not gathered, so a larger credential earned by it wins no tie
        assert (mine or ())[1:] == (found(best) or ())[1:]


def test_nobody_is_sent_to_a_course_for_a_larger_credential_that_only_a_beaten_course_led_to():
    rows = [
        row("a", "Python", **hours(1)),
        row("b", "SQL", "Design", starts=[day(9)], delivery="online_scheduled"),
        row("c", "Python", "SQL", "Writing", **hours(1)),
        row("d", "SQL", "Writing", prerequisites={"skill": "Python"}),
        stack("s", "a", "b"),
    ]
    request = {"skills": {"Writing": 1, "Design": 1}, "objective": "fastest"}
    mine, every = found(solve(questioned(rows, **request).problem)), found(unpruned(rows, request)[1])
    assert (mine or ())[0] == ["b", "c"]
    assert (every or ())[0] == ["a", "b", "c"]
    assert (mine or ())[1:] == (every or ())[1:]


@pytest.mark.parametrize("objective", ["cheapest", "fastest", "fewest", "balanced"])
def test_what_is_worse_in_all_that_counts_is_dropped(objective: str):
    rows = [row("a", "Python", "SQL"), row("b", "Python", cost=cost(11), **hours(11)), row("c", "Python", "SQL")]
    assert kept(rows, "Python", objective=objective) == "a"
    assert kept(rows, "Python", "SQL", objective=objective) == "a"


def test_equals_leave_the_one_that_ties_fall_to():
    rows = [row("a", "Python"), row("b", "Python")]
    assert kept(rows, "Python") == "a"
    problem = questioned(rows, "Python").problem
    assert pruned(problem) == problem


def test_what_the_objective_has_least_of_decides_and_limits_count_beside_it():
    rows = [row("a", "Python", **hours(20)), row("b", "Python", cost=cost(12))]
    assert kept(rows, "Python", objective="cheapest") == "a"
    assert kept(rows, "Python", objective="fastest") == "b"
    assert kept(rows, "Python", objective="balanced") == "ab"
    assert kept(rows, "Python", objective="fastest", budget=50) == "ab"
    assert kept(rows, "Python", objective="cheapest", hours=50) == "ab"
    assert kept(rows, "Python", objective="cheapest", by=day(90)) == "ab"


def test_a_known_price_beats_an_unknown_one_at_any_price_but_for_the_budget():
    rows = [row("a", "Python", cost=None), row("b", "Python", cost=cost(0))]
    assert kept(rows, "Python", allow_unknown=True) == "b"
    rows = [row("a", "Python", cost=cost(99)), row("b", "Python", cost=None)]
    assert kept(rows, "Python", allow_unknown=True, budget=10) == "ab"


def test_teaching_less_is_beaten_by_teaching_more_of_what_counts():
    rows = [row("a", "Python"), row("b", "Python", "SQL", cost=cost(9)), row("c", "Python", "Welding", cost=cost(9))]
    assert kept(rows, "Python", "SQL") == "b"
    assert kept(rows, "Python", "Welding", "SQL") == "bc"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({"prerequisites": {"credential": "d"}}, {}),
        ({"starts": [day(7)], "delivery": "hybrid"}, {}),
        ({"cost": cost(8, "per_month")}, {}),
        ({}, {"cost": cost(8, "per_month")}),
    ],
    ids=["needs something first", "waits for a date", "pays by month", "may be paid for by another step"],
)
def test_what_could_be_the_better_one_stays(a: Row, b: Row):
    rows = [
        row("a", "Python", **a),
        row("b", "Python", **{"cost": cost(11)} | b),
        row("d", "SQL", cost=cost(8, "per_month")),
    ]
    assert set("ab") <= set(kept(rows, "Python", "SQL"))


def test_longer_study_by_the_same_subscription_is_beaten():
    monthly = {"cost": cost(39, "per_month")}
    rows = [row("a", "Python", **monthly), row("b", "Python", **monthly, **hours(20)), row("c", "SQL", **monthly)]
    assert kept(rows, "Python", "SQL") == "ac"
    south = {"provider": "South"}
    assert kept([rows[0], rows[1] | south, rows[2] | south], "Python", "SQL") == "abc"


def test_a_subscription_for_one_credential_is_a_price_like_any_other():
    rows = [row("a", "Python", cost=cost(30)), row("b", "Python", cost=cost(20, "per_month"), **hours(40))]
    assert kept(rows, "Python") == "a"
    assert kept([rows[0], rows[1] | hours(20)], "Python") == "b"


def test_what_is_pinned_or_named_stays():
    rows = [row("a", "Python", cost=cost(1)), row("b", "Python")]
    named = row("c", "SQL", prerequisites={"credential": "b"})
    assert kept(rows, "Python", pin=["b"]) == "ab"
    assert kept([*rows, named], "Python", "SQL") == "abc"
    assert kept([*rows, stack("s", "b")], "Python", credential="s") == "ab"
    assert kept([*rows, stack("s", "b"), stack("t", "s")], "Python", credential="t") == "ab"


def test_a_part_of_a_larger_credential_is_beaten_only_by_something_strictly_better():
    equal = [row("a", "Python"), row("b", "Python"), stack("s", "b")]
    assert kept(equal, "Python") == "ab"
    assert kept([equal[0] | {"cost": cost(9)}, *equal[1:]], "Python") == "a"
    assert kept([row("a", "Python"), row("b", "Python"), row("c", "Python", **TWO, **hours(10))], "Python") == "ab"


def test_what_teaches_nothing_that_counts_stays_only_where_it_may_serve():
    opened = row("a", "Python", prerequisites={"credential": "w"})
    assert kept([opened, row("w", "Writing")], "Python") == "aw"
    opened = row("a", "Python", prerequisites={"any_of": [{"skill": "Writing"}, {"skill": "Welding"}]})
    assert kept([opened, row("w", "Writing"), row("x", "Writing", cost=cost(9))], "Python") == "ax"
    assert kept([opened, row("w", "Writing"), row("b", "Python", cost=cost(9))], "Python") == "b"
    assert kept([row("a", "Python"), row("w", "Writing", cost=cost(0)), stack("s", "w")], credential="s") == "w"
