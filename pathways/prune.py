"""Leaving out offers that another one beats in all that counts: the best plan never needs them.

An offer is beaten by one that teaches the same and more, may begin at any time, needs nothing first, and takes no more
of anything that is limited or minimised. Putting the better one in its place keeps a plan valid and makes it no worse,
so a plan that is proven best over the rest is proven best over all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pathways.offer import Offer, Subscription
from pathways.problem import Problem
from pathways.request import Objective
from pathways.rule import ALWAYS, Rule, needs_in

Amounts = tuple[int, ...]
_LEAST = {
    Objective.CHEAPEST: ("cents",),
    Objective.FASTEST: ("duration",),
    Objective.FEWEST: (),
    Objective.BALANCED: ("cents", "duration"),
}


def pruned(problem: Problem) -> Problem:
    """The same problem with fewer offers and the same best plan."""
    return replace(problem, offers=_Pruning(problem).kept())


@dataclass(frozen=True, slots=True)
class _Ranked:
    """An offer as it is compared: `least` is what the objective has least of, `amounts` what is limited beside it.

    A subscription that covers nothing else is a price like any other. What needs nothing first and may begin at any time
    is free to stand in for others.
    """

    offer: Offer
    place: int
    unknown: bool
    least: Amounts
    amounts: Amounts
    subscription: Subscription | None
    free_to_stand_in: bool

    def beats(self, other: _Ranked, *, strictly: bool) -> bool:
        """Whether this one stands in for the other; strictly: and makes every plan better."""
        if self.unknown > other.unknown or _exceeds(self.amounts, other.amounts) or _exceeds(self.least, other.least):
            return False
        if self.subscription is not None and self.offer.duration > other.offer.duration:
            return False
        better = self.unknown < other.unknown or (self.least != other.least and other.subscription is None)
        return better or (not strictly and self.place < other.place)


class _Winners:
    """Offers that beat others, those of each subscription apart: they stand in only for what it covers."""

    def __init__(self) -> None:
        self.all: list[_Ranked] = []
        self._by: dict[Subscription | None, list[_Ranked]] = defaultdict(list)

    def add(self, winner: _Ranked) -> None:
        self.all.append(winner)
        self._by[winner.subscription].append(winner)

    def against(self, other: _Ranked) -> list[_Ranked]:
        """Those that might stand in for another one."""
        mine = self._by[other.subscription] if other.subscription is not None else []
        return self._by[None] + mine if mine else self._by[None]


def _exceeds(these: Amounts, those: Amounts) -> bool:
    return any(this > that for this, that in zip(these, those, strict=True))


class _Pruning:
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._stacked = self._named_from(problem.counted)
        self._least = _LEAST[problem.objective]
        limits = problem.limits
        limited = {"cents": limits.cents is not None, "effort": limits.effort is not None}
        limited["duration"] = limits.end is not None or problem.timed
        if problem.timed:  # where steps wait for dates a shorter one need not end the plan earlier
            self._least = tuple(name for name in self._least if name != "duration")
        self._limited = [name for name, counts in limited.items() if counts and name not in self._least]
        self._sharing = Counter(offer.subscription for offer in problem.offers.values())
        self._ranks = [self._ranked(place, offer) for place, offer in enumerate(problem.in_order())]
        self._skills: frozenset[str] = frozenset()
        self._protected: frozenset[str] = frozenset()

    def kept(self) -> dict[str, Offer]:
        """The offers that nothing beats; what their rules ask for counts, and so on until nothing is added."""
        kept: dict[str, Offer] = {}
        while True:
            rules = [offer.rule for offer in kept.values() if offer.rule != ALWAYS]
            needs = (need for rule in (*rules, *self._problem.stacks.values()) for need in needs_in(rule))
            skills = self._skills.union((need.name for need in needs if need.is_skill), self._problem.goals)
            protected = self._protected | self._named_by(rules)
            if kept and (skills, protected) == (self._skills, self._protected):
                return kept
            self._skills, self._protected = skills, protected
            kept = self._undominated()
            if not kept:
                return kept

    def _undominated(self) -> dict[str, Offer]:
        groups: dict[frozenset[str], list[_Ranked]] = defaultdict(list)
        for each in self._ranks:
            groups[each.offer.teaches & self._skills].append(each)
        idle = groups.pop(frozenset(), [])
        winners = {taught: self._winners(group) for taught, group in groups.items()}
        kept = [each for taught, group in groups.items() for each in self._unbeaten(taught, group, winners)]
        kept += [each for each in idle if self._useful(each)]
        return {each.offer.id: each.offer for each in sorted(kept, key=lambda each: each.place)}

    def _ranked(self, place: int, offer: Offer) -> _Ranked:
        subscription, cents = offer.subscription, offer.cents
        if subscription is not None and self._sharing[subscription] == 1:
            cents += subscription.cents * subscription.periods(offer.duration, self._problem.pace.week)
            subscription = None
        values = {"cents": cents, "duration": offer.duration, "effort": offer.effort}
        least = tuple(values[name] for name in self._least)
        amounts = tuple(values[name] for name in self._limited)
        free = offer.rule == ALWAYS and not offer.window.bound and offer.id not in self._problem.supposed
        return _Ranked(offer, place, offer.unknown, least, amounts, subscription, free)

    def _named_by(self, rules: Iterable[Rule]) -> frozenset[str]:
        """What prerequisites or the goal credential ask for by name, through larger credentials too, and pins."""
        problem = self._problem
        named = {need.name for rule in rules for need in needs_in(rule) if not need.is_skill}
        named |= {problem.goal_credential} if problem.goal_credential else set()
        return self._named_from(named) | named | problem.pins

    def _named_from(self, stacks: Iterable[str]) -> frozenset[str]:
        """The credentials by which these larger ones are earned, through larger ones between them."""
        found, open_ = set[str](), list(stacks)
        while open_:
            for need in needs_in(self._problem.stacks.get(open_.pop(), ALWAYS)):
                if not need.is_skill and need.name not in found:
                    found.add(need.name)
                    open_.append(need.name)
        return frozenset(found)

    def _winners(self, group: Iterable[_Ranked]) -> _Winners:
        """Those of a group that stand in for others; the likeliest are compared first."""
        able = [each for each in group if each.free_to_stand_in]
        winners = _Winners()
        for each in sorted(able, key=lambda each: (each.unknown, each.least, each.amounts, each.place)):
            if not self._beaten(each, winners):
                winners.add(each)
        return winners

    def _beaten(self, each: _Ranked, winners: _Winners) -> bool:
        if each.offer.id in self._protected:
            return False
        stacked, counted = each.offer.id in self._stacked, self._problem.counted
        return any(
            rival.beats(each, strictly=stacked or rival.offer.id in counted)
            for rival in winners.against(each)
            if rival is not each
        )

    def _unbeaten(
        self, taught: frozenset[str], group: list[_Ranked], winners: Mapping[frozenset[str], _Winners]
    ) -> list[_Ranked]:
        """Those of a group that nothing beats which teaches all that they teach, and maybe more."""
        left = [*winners[taught].all, *(each for each in group if not each.free_to_stand_in)]
        for more, rivals in winners.items():
            if left and taught <= more:
                left = [each for each in left if not self._beaten(each, rivals)]
        return left

    def _useful(self, each: _Ranked) -> bool:
        """Whether an offer that teaches nothing that counts can still serve: by its name, or free as part of a stack."""
        if each.offer.id in self._protected:
            return True
        if each.offer.id not in self._stacked or each.unknown or self._problem.objective is Objective.FEWEST:
            return False
        return not any(each.least) or each.subscription is not None
