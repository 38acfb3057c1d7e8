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


@pytest.mark.parametrize(("number", "work"), [(2, 0.02), (13, 0.01), (29, 0.02)])
def test_a_search_that_is_broken_off_finds_the_same_alone_and_beside_others(number: int, work: float) -> None:
    problem = hard(number)
    alone = solve(problem, work)
    assert alone is not None
    assert not alone.proven
    with ThreadPoolExecutor(AT_ONCE) as pool:
        together = list(pool.map(lambda _: told(solve(problem, work)), range(AT_ONCE)))
    assert together == [told(alone)] * AT_ONCE
