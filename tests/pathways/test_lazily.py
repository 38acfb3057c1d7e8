"""Prerequisites looked up only as far as a best plan could gain from them: the same plans, less to look at."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings

from pathways import gather
from tests.pathways.comparing import is_refused, solved
from tests.pathways.oracle import brute
from tests.pathways.oracle.catalogs import cost, row, small_problem
from tests.pathways.planning import questioned
from tests.pathways.shelves import Row


@pytest.fixture
def lazily(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few the offers are, plans decide what is looked up."""
    monkeypatch.setattr(gather, "FEW", 0)


@pytest.mark.parametrize("shard", range(2))
def test_the_best_path_is_the_same(shard: int, lazily: None) -> None:
    @seed(1000 + shard)
    @settings(max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(small_problem())
    def compare(problem: tuple[list[Row], dict[str, Any]]) -> None:
        catalog, request = problem
        expected, found = brute.best(catalog, request), solved(catalog, request)
        if found.question is None:
            assert expected.get("impossible") or is_refused(catalog, request)
        elif expected.get("impossible"):
            assert found.best is None
        else:
            assert (found.ids, found.cents) == (expected["ids"], expected["money_cents"])

    compare()


CHAIN = [
    row("dear", "Python", cost=cost(90)),
    row("cheap", "Python", cost=cost(10), prerequisites={"skill": "Logic"}),
    row("logic", "Logic", cost=cost(20)),
]


def test_a_prerequisite_that_could_pay_is_followed(lazily: None) -> None:
    question = questioned(CHAIN, "Python")
    assert set(question.problem.offers) == {"dear", "cheap", "logic"}


def test_one_that_cannot_pay_is_not(lazily: None) -> None:
    rows = [row("near", "Python", cost=cost(5)), *CHAIN]
    question = questioned(rows, "Python")
    assert "logic" not in question.pool.offers
    assert set(question.problem.offers) == {"near"}


def test_where_offers_are_few_all_is_followed_at_once() -> None:
    assert len(CHAIN) < gather.FEW
    assert set(questioned(CHAIN, "Python").problem.offers) == {"dear", "cheap", "logic"}


def test_a_prerequisite_that_nothing_meets_is_found_out(lazily: None) -> None:
    question = questioned([CHAIN[0], CHAIN[1]], "Python")
    assert set(question.problem.offers) == {"dear"}
    assert question.pool.refused["cheap"][1] is gather.Refusal.PREREQUISITE
