"""From the best steps to a path that can be told: weeks and days, sums, coverage, off-ramps, what is earned on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from catalog.credential import Credential
from pathways.explain import Explainer
from pathways.offer import Offer
from pathways.plan import Certificate, Larger, OffRamp, Path, Status, Step, Totals, Uncovered
from pathways.problem import GOAL_CREDENTIAL
from pathways.question import Question
from pathways.rule import Holdings, holds
from pathways.schedule import Slot, schedule
from pathways.sequence import held_after
from pathways.solve import Best

DIGITS = 2
"""Weeks are told to so many decimals."""


class Assembler:
    """Makes the path of one solved question; `stacks` are the larger credentials by their ids."""

    def __init__(self, question: Question, best: Best, stacks: Mapping[str, Credential], generation: str) -> None:
        self._question, self._best, self._stacks, self._generation = question, best, stacks, generation
        self._problem = question.problem
        self._slots = schedule(best.steps, self._problem.pace.week)
        self._names = {wanted.key: wanted.skill.skill for wanted in question.gap.wanted}
        self._after = [self._holdings(count) for count in range(len(self._slots) + 1)]

    def path(self, uncovered: Sequence[Uncovered]) -> Path:
        """The whole path; why what is missing is missing comes from outside."""
        explainer = Explainer(self._problem, self._slots, self._question.pool.offers.values(), self._names)
        return Path(
            steps=tuple(self._step(at, slot, explainer) for at, slot in enumerate(self._slots)),
            totals=self._totals(),
            coverage=coverage_of(self._question, self._after[-1]),
            covered=self._covered(self._after[-1]),
            uncovered=tuple(uncovered),
            earns=tuple(self._earns()),
            if_you_stop=tuple(self._off_ramps()),
            certificate=self._certificate(),
        )

    def open_skills(self) -> list[str]:
        """The canonical names of the goal's skills that the steps leave open."""
        return [wanted.key for wanted in self._question.gap.wanted if wanted.key not in self._after[-1].skills]

    def _holdings(self, count: int) -> Holdings:
        return held_after(self._problem, (slot.offer for slot in self._slots[:count]))

    def _step(self, at: int, slot: Slot, explainer: Explainer) -> Step:
        pace, offer = self._problem.pace, slot.offer
        teaches = offer.teaches & self._problem.goals.keys()
        return Step(
            order=at + 1,
            credential=offer.credential,
            start_week=round(float(pace.weeks(slot.begin)), DIGITS),
            end_week=round(float(pace.weeks(slot.end)), DIGITS),
            starts_on=pace.first_day(slot.begin),
            ends_on=pace.day(slot.end),
            cents=slot.cents,
            priced=offer.priced,
            months=self._months(offer),
            teaches=tuple(sorted(self._names[skill] for skill in teaches)),
            why=explainer.why(at),
        )

    def _months(self, offer: Offer) -> int:
        """For how many months the subscription of a step is paid in all; 0 for none."""
        if offer.subscription is None:
            return 0
        shared = (slot.offer.duration for slot in self._slots if slot.offer.subscription == offer.subscription)
        return offer.subscription.periods(sum(shared), self._problem.pace.week) * offer.subscription.months

    def _totals(self) -> Totals:
        offers = [slot.offer for slot in self._slots]
        return Totals(
            cents=sum(slot.cents for slot in self._slots),
            hours=round(sum(offer.effort for offer in offers) / 60, DIGITS),
            weeks=round(float(self._problem.pace.weeks(max((slot.end for slot in self._slots), default=0))), DIGITS),
            unknown_costs=sum(not offer.priced for offer in offers),
            unknown_hours=sum(offer.credential.hours is None for offer in offers),
        )

    def _covered(self, held: Holdings) -> tuple[str, ...]:
        return tuple(name for key, name in self._names.items() if key in held.skills)

    def _earns(self) -> Iterable[Larger]:
        """The larger credentials that count and that no step is itself, each after the step that completes it."""
        own = {slot.offer.id for slot in self._slots}
        for id_ in sorted(self._problem.counted - own):
            after = next((at for at, held in enumerate(self._after) if id_ in held.credentials), None)
            if after:
                credential = self._stacks[id_]
                yield Larger(credential, after, credential.credit)

    def _off_ramps(self) -> Iterable[OffRamp]:
        earned = list(self._earns())
        for count in range(1, len(self._slots) + 1):
            steps = [slot.offer.id for slot in self._slots[:count]]
            larger = [each.credential.id for each in earned if each.after_step <= count]
            yield OffRamp(count, (*steps, *larger), self._covered(self._after[count]))

    def _certificate(self) -> Certificate:
        best = self._best
        return Certificate(
            objective=self._problem.objective,
            proven=best.proven,
            value=best.in_units(best.value, self._problem),
            bound=best.in_units(best.bound, self._problem),
            generation=self._generation,
        )


def coverage_of(question: Question, held: Holdings) -> float:
    """The share of the goal's importance that is held: 1 for all of it."""
    gap = question.gap
    parts = [(wanted.skill.importance, wanted.key in held.skills) for wanted in gap.wanted]
    if gap.credential is not None:
        parts.append((GOAL_CREDENTIAL, earns_goal(question, held)))
    whole = sum(importance for importance, _ in parts)
    return round(sum(importance for importance, reached in parts if reached) / whole, 6) if whole else 1.0


def earns_goal(question: Question, held: Holdings) -> bool:
    """Whether the goal credential is held; one that is earned by others is so only where its rule holds."""
    gap, stacks = question.gap, question.problem.stacks
    if gap.credential is None or not gap.credential_missing:
        return gap.credential is not None
    if gap.credential.id in gap.stacks:
        return gap.credential.id in stacks and holds(stacks[gap.credential.id], held)
    return gap.credential.id in held.credentials


def status_of(question: Question, coverage: float, steps: int) -> Status:
    """How far a path leads."""
    if question.gap.nothing_missing and not steps:
        return Status.NOTHING_MISSING
    if coverage >= 1:
        return Status.FOUND
    return Status.PARTIAL if steps else Status.IMPOSSIBLE
