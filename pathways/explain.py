"""Why each step is there, and why the nearest other credential is not: values that a door words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pathways.offer import Offer
from pathways.plan import Instead, Why
from pathways.problem import Problem
from pathways.request import Objective
from pathways.rule import Rule, holds, needs_in
from pathways.schedule import Slot, paid_at
from pathways.sequence import held_after

NEAR = 25
"""So many of the cheapest others are weighed against a step."""


class Explainer:
    """Explains the steps of one schedule: `others` is all that might stand there, `names` are the goal's skills."""

    def __init__(self, problem: Problem, slots: Sequence[Slot], others: Iterable[Offer], names: dict[str, str]) -> None:
        self._problem = problem
        self._offers = [slot.offer for slot in slots]
        self._names = names
        taken = frozenset(offer.id for offer in self._offers)
        self._rivals = [other for other in others if other.id not in taken]

    def why(self, at: int) -> Why:
        """Why the step at this place is there."""
        offer = self._offers[at]
        duties = self._duties(at)
        return Why(
            teaches=self._named(duties),
            opens=tuple(self._opened(at)),
            counts=tuple(self._counted(offer)),
            only=self._named(duties - self._taught_beside(offer)),
            pinned=offer.id in self._problem.pins,
            instead=self._instead(at, duties),
        )

    def _named(self, skills: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(self._names[skill] for skill in skills if skill in self._names))

    def _taught_beside(self, offer: Offer) -> frozenset[str]:
        """What anything else teaches that may be a step."""
        others = (other for other in (*self._offers, *self._rivals) if other is not offer)
        return frozenset(skill for other in others for skill in other.teaches)

    def _duties(self, at: int) -> frozenset[str]:
        """The goal's skills that no other step teaches; where there are none, those that no earlier one does."""
        offer, others = self._offers[at], [other for other in self._offers if other is not self._offers[at]]
        goal = offer.teaches & self._problem.goals.keys()
        alone = frozenset(skill for skill in goal if not any(skill in other.teaches for other in others))
        if alone:
            return alone
        return frozenset(s for s in goal if not any(s in other.teaches for other in self._offers[:at]))

    def _opened(self, at: int) -> Iterable[str]:
        """The later steps whose prerequisites would not hold without this one."""
        rest = [offer for offer in self._offers if offer is not self._offers[at]]
        without = held_after(self._problem, rest)
        for later in rest:
            if not holds(later.rule, without):
                yield later.id

    def _counted(self, offer: Offer) -> Iterable[str]:
        """The larger credentials of the plan to which a step counts."""
        earned = held_after(self._problem, self._offers).credentials
        for id_, rule in self._problem.stacks.items():
            if id_ in earned and offer.id in _named_by(rule):
                yield id_

    # ---- the nearest other choice

    def _instead(self, at: int, duties: frozenset[str]) -> Instead | None:
        """What could take this step's place while the others stay: the least change by the objective."""
        if not duties:
            return None
        able = [rival for rival in self._rivals if duties <= rival.teaches and not rival.unknown]
        near = sorted(able, key=lambda rival: (rival.cents, rival.duration, rival.id))[:NEAR]
        found = [self._swapped(at, rival) for rival in near]
        return min(found, key=self._distance, default=None)

    def _swapped(self, at: int, rival: Offer) -> Instead:
        offers = [rival if place == at else offer for place, offer in enumerate(self._offers)]
        before = sum(paid_at(self._offers, self._problem.pace.week).values())
        after = sum(paid_at(offers, self._problem.pace.week).values())
        earlier = held_after(self._problem, [offer for offer in self._offers if offer is not self._offers[at]])
        needs = () if holds(rival.rule, earlier) else tuple(_missing(rival.rule, earlier.skills | earlier.credentials))
        return Instead(rival.credential, after - before, rival.duration - self._offers[at].duration, needs)

    def _distance(self, instead: Instead) -> tuple[object, ...]:
        money, time = (instead.cents, instead.minutes)
        first = (time, money) if self._problem.objective is Objective.FASTEST else (money, time)
        return bool(instead.needs), *first, instead.credential.id


def _named_by(rule: Rule) -> frozenset[str]:
    return frozenset(need.name for need in needs_in(rule) if not need.is_skill)


def _missing(rule: Rule, held: frozenset[str]) -> Iterable[str]:
    return (need.name for need in needs_in(rule) if need.name not in held)
