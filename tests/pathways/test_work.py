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

SIZE, LITTLE, AT_ONCE = 1500, 0.02, 8


def hard(number: int) -> Problem:
    catalog, request = random_problem(number, SIZE)
    return question_of(request_of(request), Ground(RowShelf(catalog))).problem


def told(best: Best | None) -> object:
    return best and ([(offer.id, begin) for offer, begin in best.steps], best.value, best.bound, best.proven)


@pytest.mark.parametrize("number", [2, 13, 29])
def test_a_search_that_is_broken_off_finds_the_same_alone_and_beside_others(number: int) -> None:
    problem = hard(number)
    alone = solve(problem, LITTLE)
    assert alone is not None
    assert not alone.proven
    with ThreadPoolExecutor(AT_ONCE) as pool:
        together = list(pool.map(lambda _: told(solve(problem, LITTLE)), range(AT_ONCE)))
    assert together == [told(alone)] * AT_ONCE
