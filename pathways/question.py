"""A request with everything that was found for it, ready to be solved."""

from __future__ import annotations

from dataclasses import dataclass

from catalog.errors import NotFound, UsageError
from pathways.gap import Gap, gap_of
from pathways.gather import Gatherer, Pool, Refusal, problem_of
from pathways.ground import Ground
from pathways.problem import Problem
from pathways.request import PathRequest, check

_WHY_NOT = {
    Refusal.FILTER: "it does not meet what you asked for",
    Refusal.CURRENCY: "its price is in another currency",
    Refusal.DATES: "its dates have passed",
    Refusal.UNKNOWN: "its price or its hours are not known",
    Refusal.PARTS: "it is earned through its parts",
    Refusal.PREREQUISITE: "what it takes first cannot be reached",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A request, its gap, the pool of what may serve, and the problem that these make."""

    request: PathRequest
    gap: Gap
    pool: Pool
    problem: Problem


def question_of(request: PathRequest, ground: Ground) -> Question:
    """Everything that can serve a request.

    Raises UsageError for a request that contradicts itself, NotFound for a goal or a pinned step that is not there.
    """
    check(request)
    gap = gap_of(request, ground)
    pool = Gatherer(request, gap, ground).pool()
    _check_pins(request, pool)
    return Question(request, gap, pool, problem_of(request, gap, pool))


def _check_pins(request: PathRequest, pool: Pool) -> None:
    for id_ in request.pin:
        if id_ in pool.refused:
            credential, refusal, _ = pool.refused[id_]
            raise UsageError(f"“{credential.title}” cannot be a step of this path: {_WHY_NOT[refusal]}.")
        if id_ not in pool.offers:
            raise NotFound(
                f"No credential here has the id '{id_}', so it cannot be a step; search for it by its title."
            )
