from __future__ import annotations

import math

import pytest

from .metrics import average_precision, ndcg, percentile, timing


@pytest.mark.parametrize(
    ("ranked", "expected"),
    [
        ("ab", 1.0),
        ("xab", (1 / math.log2(3) + 1 / 2) / (1 + 1 / math.log2(3))),
        ("xyz", 0.0),
        ("x" * 10 + "ab", 0.0),
    ],
)
def test_ndcg_counts_the_first_ten(ranked: str, expected: float) -> None:
    assert ndcg(list(ranked), {"a", "b"}) == pytest.approx(expected)


def test_ndcg_is_whole_where_more_is_relevant_than_is_shown() -> None:
    relevant = {str(number) for number in range(50)}
    assert ndcg([str(number) for number in range(10)], relevant) == pytest.approx(1)


@pytest.mark.parametrize(("ranked", "expected"), [("ab", 1.0), ("axb", (1 + 2 / 3) / 2), ("xa", 0.25), ("", 0.0)])
def test_average_precision_misses_what_is_not_ranked(ranked: str, expected: float) -> None:
    assert average_precision(list(ranked), {"a", "b"}) == pytest.approx(expected)


def test_nothing_relevant_scores_nothing() -> None:
    assert ndcg(["a"], set()) == average_precision(["a"], set()) == 0


def test_percentiles_are_values_that_occurred() -> None:
    values = [float(number) for number in range(1, 101)]
    assert (percentile(values, 0.5), percentile(values, 0.95), percentile([7.0], 0.95)) == (50, 95, 7)


def test_one_busy_round_does_not_move_a_timing() -> None:
    found = timing([[1.0, 1.0], [1.0, 1.0], [9.0, 9.0]])
    assert (found.n, found.median, found.p95) == (6, 1.0, 1.0)
