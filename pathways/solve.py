"""Solving a path problem in the order in which its wishes count, each proven before the next one is looked at.

First most coverage, then the fewest steps of unknown price or hours, then the objective, then the ties: more larger
credentials earned, fewer steps, most of an earlier plan kept, the smallest ids.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pathways.model import Linear, Outcome, PathModel, Solution
from pathways.offer import Offer
from pathways.problem import Problem
from pathways.prune import pruned
from pathways.request import Objective
from pathways.rule import holds
from pathways.schedule import paid_at
from pathways.sequence import Timed, end_of, held_after, sequenced, timed

WORK = 8.0
"""What the solver may do for one problem, in its own units: about seconds of one processor core, the same on any machine."""
PATIENCE = 10.0
"""So many seconds more than it has work the search may take where others share the processor, before it is broken off."""
PLACES_AT_ONCE = 40
"""So many offers' places fit into one whole number of the solver."""


@dataclass(frozen=True, slots=True)
class Scales:
    """What `balanced` measures by: the least cents and minutes that the same coverage takes."""

    cents: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Best:
    """The best plan of a problem: its steps in their order, and how surely it is best.

    `value` is what the objective has least of, in its own units (see `in_units`), nothing can be below `bound`; None where
    the time did not suffice to know.
    """

    steps: Timed
    proven: bool
    value: int | None
    bound: int | None
    scales: Scales | None = None

    def in_units(self, value: int | None, problem: Problem) -> float | None:
        """A value of the objective in the learner's units: money, weeks, steps, or for `balanced` the sum of ratios."""
        if value is None:
            return None
        match problem.objective:
            case Objective.CHEAPEST:
                return value / 100
            case Objective.FASTEST:
                return float(problem.pace.weeks(value))
            case Objective.FEWEST:
                return float(value)
        return None if self.scales is None else value / (self.scales.cents * self.scales.minutes)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a model found: which offers, when they begin in a timed model, and the objective with its bound."""

    solution: Solution
    proven: bool
    value: int | None
    bound: int | None


class _Clock:
    """Shares the work and the time that one problem may take among its solves."""

    def __init__(self, work: float) -> None:
        self._work = work
        self._until = time.monotonic() + work + PATIENCE

    def best(
        self, model: PathModel, objective: Linear, *, most: bool = False, hint: Solution | None = None
    ) -> Solution:
        """See PathModel.best."""
        found = model.best(objective, self._work, self._until - time.monotonic(), most=most, hint=hint)
        self._work -= found.spent
        return found


class _OutOfTime(Exception):
    """Nothing was found before the time was over."""


def solve(problem: Problem, work: float = WORK) -> Best | None:
    """The best plan; None where the pins and limits leave none, and where the work did not suffice to find one."""
    problem = pruned(problem)
    clock = _Clock(work)
    try:
        return _solve(problem, clock)
    except _OutOfTime:
        return None


def furthest(problem: Problem, work: float = WORK) -> frozenset[str] | None:
    """The ids of offers that cover most, whatever they take within the limits, as if dates bound each of them alone.

    The best plan covers as much, or less where its order has to wait for dates. None where no plan fits and where the work
    did not suffice.
    """
    model = PathModel(pruned(problem), timed=False)
    covered = _Clock(work).best(model, model.coverage, most=True)
    return covered.taken if covered.outcome is Outcome.OPTIMAL else None


def _solve(problem: Problem, clock: _Clock) -> Best | None:
    """First as if dates bound each step alone; only where no order keeps to that, with every order in the model."""
    scales = _scales(problem, clock) if problem.objective is Objective.BALANCED else None
    found = _staged(PathModel(problem, timed=False), problem, scales, clock)
    if found is None:
        return None
    chosen = [problem.offers[id_] for id_ in sorted(found.solution.taken)]
    steps = sequenced(problem, chosen, sum(offer.duration for offer in chosen))
    longest = _longest(problem, found, chosen, scales)
    if steps is None or (longest is not None and end_of(steps) > longest):
        found = _staged(PathModel(problem, timed=True), problem, scales, clock)
        steps = None if found is None else _as_found(problem, found.solution)
    if found is None or steps is None:
        return None
    return Best(steps, found.proven, found.value, found.bound, scales)


def _scales(problem: Problem, clock: _Clock) -> Scales | None:
    cheapest = _solve(replace(problem, objective=Objective.CHEAPEST), clock)
    fastest = _solve(replace(problem, objective=Objective.FASTEST), clock)
    if cheapest is None or fastest is None or cheapest.value is None or fastest.value is None:
        return None
    return Scales(max(100, cheapest.value), max(problem.pace.week, fastest.value))


def _as_found(problem: Problem, solution: Solution) -> Timed | None:
    """The steps in the order of a timed model; steps that take no time stand where their prerequisites allow."""
    begins = solution.begins or {}
    chosen = [problem.offers[id_] for id_ in solution.taken]
    waiting = sorted(chosen, key=lambda offer: (begins[offer.id], begins[offer.id] + offer.duration, offer.id))
    whole, ordered = held_after(problem, chosen), list[Offer]()
    while waiting:
        now = held_after(problem, ordered)
        at = next((at for at, offer in enumerate(waiting) if holds(offer.rule, now, whole)), 0)
        ordered.append(waiting.pop(at))
    return timed(ordered)


def _longest(problem: Problem, best: _Found, chosen: Sequence[Offer], scales: Scales | None) -> int | None:
    """By when an order of these steps has to end so that the plan is as good as reckoned and in time."""
    limits = [problem.limits.end] if problem.limits.end is not None else []
    if best.value is not None and problem.objective is Objective.FASTEST:
        limits.append(best.value)
    if best.value is not None and scales is not None:
        cents = sum(paid_at(chosen, problem.pace.week).values())
        limits.append((best.value - cents * scales.minutes) // scales.cents)
    return min(limits, default=None)


def _staged(model: PathModel, problem: Problem, scales: Scales | None, clock: _Clock) -> _Found | None:
    covered = clock.best(model, model.coverage, most=True)
    if covered.outcome is Outcome.IMPOSSIBLE:
        return None
    if not covered.found:
        raise _OutOfTime
    if covered.outcome is Outcome.OPTIMAL and covered.value == 0 and not problem.pins:
        return _Found(Solution(Outcome.OPTIMAL), proven=True, value=0, bound=0)
    model.require(model.coverage, low=covered.value)
    proven, found = covered.outcome is Outcome.OPTIMAL, covered
    if any(offer.unknown for offer in problem.offers.values()):
        found, surely = _least(model, model.unknown, clock, found)
        proven = proven and surely
    return _best_objective(model, problem, scales, clock, (found, proven))


def _best_objective(
    model: PathModel, problem: Problem, scales: Scales | None, clock: _Clock, so_far: tuple[Solution, bool]
) -> _Found:
    """The best by the objective and the ties, which share one expression: a unit of the objective outweighs all ties."""
    found, proven = so_far
    step, most = len(problem.offers) + 1, len(problem.counted)
    unit = step * (most + 1)
    whole = _objective(model, problem, scales) * unit - model.earned * step + model.steps
    solution = clock.best(model, whole, hint=found)
    if not solution.found:
        return _Found(found, False, None, None)
    if solution.outcome is Outcome.OPTIMAL:
        model.require(whole, high=solution.value)
        settled = _settle_ties(model, problem, clock, solution)
    else:
        settled, proven = solution, False
    value = (solution.value + most * step) // unit
    bound = -((step - 1 - solution.bound) // unit) if so_far[1] else None
    return _Found(settled, proven, value, value if proven else bound)


def _least(model: PathModel, expression: Linear, clock: _Clock, hint: Solution) -> tuple[Solution, bool]:
    """The plan with least of an expression, which stays there; the hint where time is over; and whether it is proven."""
    solution = clock.best(model, expression, hint=hint)
    if not solution.found:
        return hint, False
    model.require(expression, high=solution.value)
    return solution, solution.outcome is Outcome.OPTIMAL


def _settle_ties(model: PathModel, problem: Problem, clock: _Clock, found: Solution) -> Solution:
    wishes = [model.kept] if problem.keep else []
    wishes += [0 - model.strain] if problem.fitting else []
    for wish in (*wishes, *model.places(PLACES_AT_ONCE)):
        solution = clock.best(model, wish, most=True, hint=found)
        if solution.outcome is not Outcome.OPTIMAL:
            return found
        found = solution
        model.require(wish, low=solution.value)
    return found


def _objective(model: PathModel, problem: Problem, scales: Scales | None) -> Linear:
    match problem.objective:
        case Objective.CHEAPEST:
            return model.cents
        case Objective.FASTEST:
            return model.end
        case Objective.FEWEST:
            return model.steps
    if scales is None:
        return model.cents
    return model.cents * scales.minutes + model.end * scales.cents
