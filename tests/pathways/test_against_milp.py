"""The planner against an independent model, solved by HiGHS: catalogs of 300 items. `make bench` compares 200 of them."""

from __future__ import annotations

import pytest

from tests.pathways.comparing import solved
from tests.pathways.oracle import milp
from tests.pathways.oracle.catalogs import random_problem

INSTANCES, SIZE, AT_ONCE = 12, 300, 3


@pytest.mark.parametrize("first", range(0, INSTANCES, AT_ONCE))
def test_no_other_model_finds_a_better_path(first: int) -> None:
    for number in range(first, first + AT_ONCE):
        catalog, request = random_problem(number, SIZE)
        expected, found = milp.best_value(catalog, request), solved(catalog, request)
        if expected.get("impossible"):
            assert found.best is None
            continue
        assert found.best is not None
        assert found.question is not None
        assert found.best.proven, number
        units = found.best.in_units(found.best.value, found.question.problem)
        assert units == pytest.approx(float(expected["objective"]), abs=1e-6), number
