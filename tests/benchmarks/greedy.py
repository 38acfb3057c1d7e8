"""A greedy cover, as a peer: what teaches most missing weight per dollar is taken, again and again."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from tests.pathways.oracle.plans import Problem


@dataclass(frozen=True)
class Greedy:
    """What a greedy cover came to."""

    ids: tuple[str, ...]
    cents: int
    seconds: float


def greedy_cover(catalog: list[dict[str, Any]], request: dict[str, Any]) -> Greedy:
    """Covers the goal step by step; only what may be taken next is looked at."""
    started = time.perf_counter()
    problem = Problem(catalog, request)
    now, taken = problem.held, list[str]()
    while True:
        missing = problem.goal.keys() - now.skills
        best = max(
            (
                (sum(problem.goal[skill] for skill in item.skills & missing) / (1 + _cents(problem, taken, key)), key)
                for key, item in problem.items.items()
                if item.skills & missing and problem.permitted(item, now, now)
            ),
            default=None,
        )
        if best is None:
            return Greedy(tuple(taken), problem.money(taken), time.perf_counter() - started)
        taken.append(best[1])
        now = problem.after(now, problem.items[best[1]])


def _cents(problem: Problem, taken: list[str], key: str) -> int:
    return problem.money([*taken, key]) - problem.money(taken)
