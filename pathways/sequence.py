"""The order of chosen steps: by prerequisites and good sense, or exactly where dates make the order matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from catalog.credential import Level
from catalog.requirement import Requirement, RequirementKind, branches, leaves
from pathways.offer import Offer, Subscription
from pathways.problem import Problem
from pathways.rule import ALWAYS, Holdings, close, holds

MOST_EXACT = 16
"""Up to so many steps every order is looked through (dynamic programming over subsets)."""
_LEVELS = {Level.BEGINNER: 0, None: 1, Level.INTERMEDIATE: 1, Level.ADVANCED: 2}

Timed = tuple[tuple[Offer, int], ...]
"""Steps in their order, each with the study minute at which it begins."""


def held_after(problem: Problem, steps: Iterable[Offer]) -> Holdings:
    """What somebody holds after these steps: skills, credentials, and the larger ones that these earn."""
    steps = list(steps)
    taught = (skill for offer in steps for skill in offer.teaches)
    return close(problem.held.plus(taught, [offer.id for offer in steps]), problem.stacks.items())


def begin(offer: Offer, at: int) -> int | None:
    """The first moment from `at` on at which an offer may begin; None where there is none left."""
    window = offer.window
    if window.moments:
        return next((moment for moment in window.moments if moment >= at), None)
    first = max(at, window.earliest)
    return None if window.latest is not None and first > window.latest else first


def timed(order: Iterable[Offer]) -> Timed | None:
    """Each step as early as the one before allows; None where one comes too late."""
    steps, at = [], 0
    for offer in order:
        moment = begin(offer, at)
        if moment is None:
            return None
        steps.append((offer, moment))
        at = moment + offer.duration
    return tuple(steps)


def end_of(steps: Timed) -> int:
    """The study minute at which the last step ends."""
    return max((moment + offer.duration for offer, moment in steps), default=0)


def sequenced(problem: Problem, chosen: Sequence[Offer], target: int) -> Timed | None:
    """An order that ends by `target`, else the one that ends earliest; None where no order keeps all dates."""
    sensible = timed(by_sense(problem, chosen))
    if sensible is not None and end_of(sensible) <= target:
        return sensible
    exact = earliest(problem, chosen) if len(chosen) <= MOST_EXACT else sensible
    return None if exact is None else _advised_first(problem, _smoothed(problem, exact))


def by_sense(problem: Problem, chosen: Iterable[Offer]) -> list[Offer]:
    """What may come next does: first what need not wait, then what good sense puts first."""
    ordered: list[Offer] = []
    waiting, at = list(chosen), 0
    whole = held_after(problem, waiting)
    while waiting:
        now = held_after(problem, ordered)
        ready = [offer for offer in waiting if holds(offer.rule, now, whole)] or waiting
        last = ordered[-1].subscription if ordered else None
        best = min(ready, key=lambda offer: (_wait(offer, at), *_sense(problem, offer, waiting, last, now)))
        waiting.remove(best)
        ordered.append(best)
        at += _wait(best, at) + best.duration
    return ordered


def _wait(offer: Offer, at: int) -> int:
    moment = begin(offer, at)
    return 0 if moment is None else moment - at


def _sense(
    problem: Problem, offer: Offer, waiting: list[Offer], last: Subscription | None, now: Holdings
) -> tuple[object, ...]:
    advised = _advised(offer.credential.prerequisites)
    others = (other for other in waiting if other is not offer) if advised else ()
    early = any(_is_advised(other, advised) for other in others)
    apart = last is not None and offer.subscription != last
    return early, apart, *_merit(problem, offer, now)


def _merit(problem: Problem, offer: Offer, now: Holdings) -> tuple[object, ...]:
    """Advanced courses last, then what adds most toward the goal, the easier first."""
    weight = sum(problem.goals.get(skill, 0) for skill in offer.teaches - now.skills)
    level = offer.credential.level
    return level is Level.ADVANCED, -weight, _LEVELS[level], offer.id


def _advised(tree: Requirement | None) -> frozenset[str]:
    """What a tree recommends without requiring it: ids of credentials and names of skills."""
    if tree is None:
        return frozenset()
    if tree.kind is RequirementKind.RECOMMENDED:
        named = (getattr(leaf, "credential", None) or getattr(leaf, "skill", None) for leaf in leaves(tree))
        return frozenset(name for name in named if name)
    return frozenset().union(*map(_advised, branches(tree)))


def earliest(problem: Problem, chosen: Sequence[Offer]) -> Timed | None:
    """The order that ends earliest: for every subset, how early it can be done and with which step last."""
    whole = held_after(problem, chosen)
    best: dict[int, tuple[int, int]] = {0: (0, -1)}
    for mask in range(1 << len(chosen)):
        if mask in best:
            for at in _next(problem, chosen, mask, whole):
                moment = begin(chosen[at], best[mask][0])
                if moment is not None:
                    end, grown = moment + chosen[at].duration, mask | 1 << at
                    if grown not in best or end < best[grown][0]:
                        best[grown] = (end, at)
    mask = (1 << len(chosen)) - 1
    if mask not in best:
        return None
    order: list[Offer] = []
    while mask:
        at = best[mask][1]
        order.insert(0, chosen[at])
        mask &= ~(1 << at)
    return timed(order)


def _smoothed(problem: Problem, steps: Timed) -> Timed:
    """Neighbours change places where good sense says so and the plan ends no later."""
    order, end = [offer for offer, _ in steps], end_of(steps)
    for _ in order:
        for at in range(len(order) - 1):
            first, second = order[at : at + 2]
            swapped = [*order[:at], second, first, *order[at + 2 :]]
            now = held_after(problem, order[:at])
            if _merit(problem, second, now) < _merit(problem, first, now) and _keeps(problem, swapped, end):
                order = swapped
    return timed(order) or steps


def _advised_first(problem: Problem, steps: Timed) -> Timed:
    """What a step recommends comes before it, where it is in the plan and the plan ends no later."""
    order, end = [offer for offer, _ in steps], end_of(steps)
    for offer in [*order]:
        at, advised = order.index(offer), _advised(offer.credential.prerequisites)
        if not advised or any(_is_advised(each, advised) for each in order[:at]):
            continue
        for other in [each for each in order[at + 1 :] if _is_advised(each, advised)]:
            rest = [each for each in order if each is not other]
            moved = [*rest[:at], other, *rest[at:]]
            if _keeps(problem, moved, end):
                order = moved
                break
    return timed(order) or steps


def _is_advised(offer: Offer, advised: frozenset[str]) -> bool:
    return offer.id in advised or not advised.isdisjoint(offer.credential.taught)


def _keeps(problem: Problem, order: Sequence[Offer], end: int) -> bool:
    """Whether an order keeps every prerequisite and date and ends by then."""
    steps = timed(order)
    if steps is None or end_of(steps) > end:
        return False
    whole = held_after(problem, order)
    return all(holds(offer.rule, held_after(problem, order[:at]), whole) for at, offer in enumerate(order))


def _next(problem: Problem, chosen: Sequence[Offer], mask: int, whole: Holdings) -> list[int]:
    """The steps that may follow a set of others."""
    left = [at for at in range(len(chosen)) if not mask >> at & 1]
    if all(chosen[at].rule == ALWAYS for at in left):
        return left
    now = held_after(problem, (offer for at, offer in enumerate(chosen) if mask >> at & 1))
    return [at for at in left if chosen[at].rule == ALWAYS or holds(chosen[at].rule, now, whole)]
