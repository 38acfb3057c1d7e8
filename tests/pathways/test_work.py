"""The limit of the planner's search: it holds, and what is found within it does not depend on who else is searching."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from pathways.ground import Ground
from pathways.problem import Problem
from pathways.question import question_of
from pathways.solve import Best, solve
from tests.pathways.oracle.catalogs import random_problem
from tests.pathways.shelves import RowShelf, request_of

SIZE, AT_ONCE = 1500, 8


def hard(number: int) -> Problem:
    catalog, request = random_problem(number, SIZE)
    return question_of(request_of(request), Ground(RowShelf(catalog))).problem


def told(best: Best | None) -> object:
    return best and ([(offer.id, begin) for offer, begin in best.steps], best.value, best.bound, best.proven)


def broken_off(problem: Problem) -> tuple[float, Best]:
    """The most work, of halves of halves, that finds a plan and does not suffice to prove it."""
    for halves in range(12):
        best = solve(problem, work := 0.1 / 2**halves)
        if best is not None and not best.proven:
            return work, best
    raise AssertionError("each search either proves its plan or finds none")


@pytest.mark.parametrize("number", [2, 13])
def test_a_search_that_is_broken_off_finds_the_same_alone_and_beside_others(number: int) -> None:
    problem = hard(number)
    work, alone = broken_off(problem)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        together = list(pool.map(lambda _: told(solve(problem, work)), range(AT_ONCE)))
    assert together == [told(alone)] * AT_ONCE
