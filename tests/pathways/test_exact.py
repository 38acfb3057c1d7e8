"""The planner against brute force, on random small catalogs with everything that a catalog can hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings

from tests.pathways.comparing import is_refused, solved
from tests.pathways.oracle import brute
from tests.pathways.oracle.catalogs import small_problem

SHARDS, EXAMPLES = 8, 100
Row = dict[str, Any]


@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_path_is_the_best_of_all(shard: int) -> None:
    @seed(shard)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(small_problem())
    def compare(problem: tuple[list[Row], dict[str, Any]]) -> None:
        _compare(*problem)

    compare()


def _compare(catalog: list[Row], request: dict[str, Any]) -> None:
    expected, found = brute.best(catalog, request), solved(catalog, request)
    if found.question is None:
        assert expected.get("impossible") or is_refused(catalog, request)
        return
    if expected.get("impossible"):
        assert found.best is None
        return
    assert found.best is not None
    assert found.best.proven
    assert found.ids == expected["ids"]
    assert found.cents == expected["money_cents"]
    if request["objective"] == "fastest":
        assert found.end == expected["end_minutes"]
    else:
        assert found.end >= expected["end_minutes"]
    units = found.best.in_units(found.best.value, found.question.problem)
    assert units == pytest.approx(float(expected["objective"]), abs=1e-6)
