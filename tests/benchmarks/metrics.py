"""How well a ranking does, and how a row of timings is summed up. Pure."""

from __future__ import annotations

import math
import statistics
from collections.abc import Collection, Sequence
from dataclasses import dataclass


def ndcg(ranked: Sequence[str], relevant: Collection[str], depth: int = 10) -> float:
    """Normalised discounted cumulative gain of the first `depth`, each relevant item worth 1."""
    gain = sum(1 / math.log2(place + 2) for place, item in enumerate(ranked[:depth]) if item in relevant)
    best = sum(1 / math.log2(place + 2) for place in range(min(depth, len(relevant))))
    return gain / best if best else 0.0


def average_precision(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """The mean of the precisions at each relevant item; one that was not ranked counts 0."""
    found, total = 0, 0.0
    for place, item in enumerate(ranked, start=1):
        if item in relevant:
            found += 1
            total += found / place
    return total / len(relevant) if relevant else 0.0


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: the smallest value that is not exceeded by `share` (0 to 1) of all."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclass(frozen=True, slots=True)
class Timing:
    """How many seconds something took: the median and the 95th percentile of n runs, in seconds."""

    n: int
    median: float
    p95: float


def timing(rounds: Sequence[Sequence[float]]) -> Timing:
    """Sums up rounds of the same measurements: of each figure the median over the rounds, so that a busy one weighs less."""
    return Timing(
        n=sum(map(len, rounds)),
        median=statistics.median(percentile(seconds, 0.5) for seconds in rounds),
        p95=statistics.median(percentile(seconds, 0.95) for seconds in rounds),
    )
