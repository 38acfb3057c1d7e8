"""From a request to its problem: everything that can serve the goal, and why the rest cannot.

What serves: what teaches a missing skill, what a goal credential is earned by, and what opens a prerequisite of these.
Larger credentials that such steps earn on the way win a tie, but nobody is sent to a course only to earn one; what only
a beaten offer would ask for is not gathered either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from math import floor

from catalog.credential import Credential
from catalog.shelf import Shelf
from pathways.filters import Test, filters_of
from pathways.gap import Gap
from pathways.ground import Ground
from pathways.offer import Offer, Pace, in_currency
from pathways.problem import WEIGHT, Limits, Problem
from pathways.prune import pruned
from pathways.request import PathRequest
from pathways.rule import ALWAYS, NEVER, Holdings, Need, Rule, close, holds, needs_in, without_impossible, without_met
from pathways.solve import solve

FEW = 150
"""Up to so many offers, all of their prerequisites are followed at once: that is quicker than solving in between."""


class Refusal(StrEnum):
    """Why a credential cannot be a step of this plan."""

    FILTER = "filter"
    CURRENCY = "currency"
    DATES = "dates"
    UNKNOWN = "unknown"
    PARTS = "parts"
    PREREQUISITE = "prerequisite"


@dataclass(slots=True)
class Pool:
    """What was found for a goal: offers that may be steps, and what was refused, with the reason.

    `refused` holds the credential, the reason, and for a filter its name; `kept` are the offers that no other beats.
    """

    offers: dict[str, Offer] = field(default_factory=dict)
    refused: dict[str, tuple[Credential, Refusal, str]] = field(default_factory=dict)
    stacks: dict[str, Rule] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()
    kept: frozenset[str] | None = None

    def taught_by_refused(self, skill: str, shelf: Shelf) -> list[tuple[Credential, Refusal, str]]:
        """What teaches a skill and was refused."""
        return [entry for entry in self.refused.values() if skill in map(shelf.canonical, entry[0].taught)]


class Gatherer:
    """Collects the pool of one request."""

    def __init__(self, request: PathRequest, gap: Gap, ground: Ground) -> None:
        self._request, self._gap, self._ground, self._shelf = request, gap, ground, ground.shelf
        self._pace = Pace.of(request.start, request.hours_per_week)
        self._tests: Mapping[str, Test] = filters_of(request)
        self._open_skills: set[str] = set()
        self._open_ids: set[str] = set()
        self._asked_skills: set[str] = set()
        self._asked_ids: set[str] = set()
        self._pool = Pool()

    def pool(self) -> Pool:
        """Everything that can serve the goal.

        Prerequisites are followed only from offers that no other beats, and where these are many only as far as the
        best plan could gain from them: the others are in no best plan.
        """
        goal = self._gap.credential
        self._ask(
            self._gap.missing, [*self._request.pin, *([goal.id] if goal and self._gap.credential_missing else [])]
        )
        self._fetch()
        self._count_related()
        while unknown := self._wanted(problem := self._supposed()):
            for id_ in unknown:
                self._ask_needs(self._pool.offers[id_].rule)
            self._fetch()
        return self._finished([id_ for id_ in problem.offers if id_ not in problem.supposed])

    def _supposed(self) -> Problem:
        """The problem so far: where it is not known yet what meets a prerequisite, it is supposed to be met."""
        problem = problem_of(self._request, self._gap, self._pool)
        ruled = (offer for offer in problem.offers.values() if offer.rule != ALWAYS)
        rules = {offer.id: without_met(offer.rule, self._is_open) for offer in ruled}
        eased = {id_: rule for id_, rule in rules.items() if rule != problem.offers[id_].rule}
        offers = {**problem.offers, **{id_: replace(problem.offers[id_], rule=rule) for id_, rule in eased.items()}}
        return pruned(replace(problem, offers=offers, supposed=frozenset(eased)))

    def _is_open(self, need: Need) -> bool:
        return need.name not in (self._asked_skills if need.is_skill else self._asked_ids)

    def _wanted(self, problem: Problem) -> frozenset[str]:
        """The offers whose prerequisites have to be looked at: all where there are few, else those of the best plan.

        What is supposed to be met makes plans only better. So a best plan that supposes nothing is the best of all.
        """
        open_ = problem.supposed & problem.offers.keys()
        if not open_ or len(problem.offers) <= FEW:
            return open_
        best = solve(problem)
        return open_ & {offer.id for offer, _ in best.steps} if best else frozenset()

    def _count_related(self) -> None:
        related = self._related()
        self._pool.counted = frozenset(related)
        for stack in related.union(*map(self._ground.leaves, related)) & self._open_stacks:
            self._pool.stacks.setdefault(stack, without_met(self._gap.stacks[stack], self._gap.held.has))

    def _finished(self, ids: Iterable[str]) -> Pool:
        """The pool with the offers that a plan may need, less those that nobody can get to."""
        kept = {id_: self._pool.offers[id_] for id_ in ids}
        reachable = self._reachable(kept)
        for id_, offer in kept.items():
            if id_ not in reachable.credentials:
                del self._pool.offers[id_]
                self._pool.refused[id_] = (offer.credential, Refusal.PREREQUISITE, "")
            else:
                self._pool.offers[id_] = replace(offer, rule=without_impossible(offer.rule, reachable.has))
        simple = {id_: without_impossible(rule, reachable.has) for id_, rule in self._pool.stacks.items()}
        self._pool.stacks = {id_: rule for id_, rule in simple.items() if rule != NEVER}
        self._pool.kept = frozenset(kept.keys() & self._pool.offers.keys())
        return self._pool

    # ---- taking what is asked for

    def _fetch(self) -> None:
        """Takes everything that was asked for; a larger credential asks for what it is earned by."""
        while self._open_skills or self._open_ids:
            skills, self._open_skills = self._open_skills, set()
            ids, self._open_ids = self._open_ids, set()
            for stack in ids & self._open_stacks:
                rule = without_met(self._gap.stacks[stack], self._gap.held.has)
                self._pool.stacks[stack] = rule
                self._ask_needs(rule)
            self._take(self._shelf.teaching(skills) if skills else ())
            self._take(self._shelf.credentials(sorted(ids)) if ids else ())

    def _ask(self, skills: Iterable[str], ids: Iterable[str]) -> None:
        self._open_skills |= set(skills) - self._asked_skills
        self._open_ids |= set(ids) - self._asked_ids
        self._asked_skills |= self._open_skills
        self._asked_ids |= self._open_ids

    def _ask_needs(self, rule: Rule) -> None:
        needs = list(needs_in(rule)) if rule != ALWAYS else []
        self._ask([need.name for need in needs if need.is_skill], [need.name for need in needs if not need.is_skill])

    def _take(self, items: Iterable[Credential]) -> None:
        done = frozenset(self._request.done)
        for item in items:
            if item.id in self._pool.offers or item.id in self._pool.refused or item.id in done:
                continue
            offer = self._offer(item)
            if offer is not None:
                self._pool.offers[item.id] = offer

    def _offer(self, item: Credential) -> Offer | None:
        refusal, filter_ = self._refusal(item)
        offer = None
        if refusal is None:
            offer = self._ground.offer(item, self._pace)
            refusal = self._refusal_of(offer)
        if refusal is not None or offer is None:
            self._pool.refused[item.id] = (item, refusal or Refusal.DATES, filter_)
            return None
        return offer if offer.rule == ALWAYS else replace(offer, rule=without_met(offer.rule, self._gap.held.has))

    def _refusal(self, item: Credential) -> tuple[Refusal | None, str]:
        for name, passes in self._tests.items():
            if not passes(item):
                return Refusal.FILTER, name
        return (None if in_currency(item, self._request.currency) else Refusal.CURRENCY), ""

    def _refusal_of(self, offer: Offer | None) -> Refusal | None:
        """A larger credential whose own hours are fewer than those of its parts is not taken as a whole."""
        if offer is None:
            return Refusal.DATES
        if offer.id in self._gap.stacks and (offer.unknown or offer.effort < self._ground.least(offer.id)):
            return Refusal.PARTS
        return Refusal.UNKNOWN if offer.unknown and not self._request.allow_unknown else None

    # ---- larger credentials

    @cached_property
    def _open_stacks(self) -> frozenset[str]:
        return frozenset(self._gap.stacks.keys() - self._gap.held.credentials)

    def _related(self) -> set[str]:
        """The larger credentials to which something counts that teaches a missing skill; the goal's own, too."""
        missing = self._gap.missing.keys()
        serving = {id_ for id_, offer in self._pool.offers.items() if not offer.teaches.isdisjoint(missing)}
        goal = self._request.credential
        own = {goal, *self._ground.leaves(goal)} if goal is not None and goal in self._gap.stacks else set()
        return {id_ for id_ in self._open_stacks if id_ in own or not serving.isdisjoint(self._ground.leaves(id_))}

    # ---- what can be reached at all

    def _reachable(self, offers: Mapping[str, Offer]) -> Holdings:
        """What a plan without limits could hold; corequisites count by whatever else can be reached."""
        possible = self._gap.held.plus(
            (skill for offer in offers.values() for skill in offer.teaches), (*offers, *self._pool.stacks)
        )
        while True:
            reached = self._grow(offers, possible)
            if reached == possible:
                return reached
            possible = reached

    def _grow(self, offers: Mapping[str, Offer], whole: Holdings) -> Holdings:
        now, open_ = self._gap.held, dict(offers)
        while True:
            taken = [offer for offer in open_.values() if holds(offer.rule, now, whole)]
            for offer in taken:
                del open_[offer.id]
            skills = (skill for offer in taken for skill in offer.teaches)
            grown = close(now.plus(skills, [offer.id for offer in taken]), self._pool.stacks.items())
            if grown == now:
                return now
            now = grown


def problem_of(request: PathRequest, gap: Gap, pool: Pool) -> Problem:
    """The problem of a request over a pool."""
    pace = Pace.of(request.start, request.hours_per_week)
    goal = gap.credential.id if gap.credential is not None and gap.credential_missing else None
    if goal in gap.stacks and goal not in pool.stacks:  # nothing earns it
        goal = None
    return Problem(
        offers=pool.offers if pool.kept is None else {id_: pool.offers[id_] for id_ in sorted(pool.kept)},
        goals={key: max(1, round(skill.importance * WEIGHT)) for key, skill in gap.missing.items()},
        goal_credential=goal,
        stacks=pool.stacks,
        counted=pool.counted & pool.stacks.keys(),
        held=gap.held,
        pace=pace,
        limits=Limits(
            cents=None if request.budget is None else floor(request.budget * 100),
            effort=None if request.hours is None else floor(Decimal(str(request.hours)) * 60),
            end=None if request.by is None else floor(pace.moment(request.by)),
        ),
        objective=request.objective,
        pins=frozenset(request.pin),
        keep=frozenset(request.keep),
        fitting=request.fitting,
    )
