"""What paths are measured with: catalogs that stay the same, and a greedy cover that is a fair but beatable peer."""

from __future__ import annotations

from fractions import Fraction

import pytest

from catalog.credential import Credential
from tests.benchmarks.greedy import greedy_cover
from tests.benchmarks.path_catalogs import GOAL_SKILLS, goals, path_row, rows
from tests.pathways.oracle import brute
from tests.pathways.oracle.catalogs import ask, cost, random_problem, row
from tests.pathways.oracle.plans import Problem


def test_rows_are_valid_and_always_the_same() -> None:
    first, again = list(rows(300)), [path_row(index, 300) for index in range(300)]
    assert first == again
    assert len({Credential.model_validate(each).id for each in first}) == 300
    assert any(each.get("earned_by") for each in first)
    assert any(each.get("prerequisites") for each in first)


def test_goals_are_distinct_and_of_one_size() -> None:
    found = goals(20)
    assert {len(goal) for goal in found} == {GOAL_SKILLS}
    assert len({tuple(sorted(goal)) for goal in found}) == 20


def test_greed_can_pay_more() -> None:
    catalog = [
        row("a", "Python", cost=cost(4)),
        row("b", "SQL", cost=cost(9)),
        row("c", "Python", "SQL", cost=cost(10)),
    ]
    found = greedy_cover(catalog, ask("Python", "SQL"))
    assert (found.ids, found.cents) == (("a", "b"), 1300)


@pytest.mark.parametrize("number", range(24))
def test_greed_never_pays_less_for_as_much(number: int) -> None:
    catalog, request = random_problem(number, 7)
    request |= {"objective": "cheapest", "budget": None, "hours": None, "by": None, "pin": [], "credential": None}
    best, greedy = brute.best(catalog, request), greedy_cover(catalog, request)
    problem = Problem(catalog, request)
    reached = problem.coverage(problem.state(greedy.ids))
    assert reached <= best["coverage"]
    if reached == best["coverage"] and not best["unknown"] and not problem.unknown(greedy.ids):
        assert Fraction(greedy.cents) >= best["money_cents"]
