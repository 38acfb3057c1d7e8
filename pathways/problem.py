"""The path problem as the solver takes it: offers, rules, goals and limits, all in whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pathways.offer import Offer, Pace
from pathways.request import Objective
from pathways.rule import Holdings, Rule

GOAL_CREDENTIAL = 3.0
"""The importance of a larger credential that is the goal: that of a role's core skill."""
MOST_FOREIGN = 64
WEIGHT = 1000
"""Importances are counted in thousandths."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a plan may take at most: cents, minutes of study, and the study minute at which it has to end."""

    cents: int | None = None
    effort: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Which offers to take.

    `goals` are the weights of the missing skills, `goal_credential` a missing larger credential. `stacks` are the rules of
    the larger credentials that can be earned, `counted` those that win a tie. Of the offers that are `supposed` a part of
    the rule is not known yet and left out.
    """

    offers: Mapping[str, Offer]
    goals: Mapping[str, int]
    goal_credential: str | None
    stacks: Mapping[str, Rule]
    counted: frozenset[str]
    held: Holdings
    pace: Pace
    limits: Limits
    objective: Objective
    pins: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()
    fitting: bool = False
    supposed: frozenset[str] = frozenset()

    @property
    def goal_weight(self) -> int:
        """What reaching the goal credential is worth."""
        return round(GOAL_CREDENTIAL * WEIGHT)

    def in_order(self) -> list[Offer]:
        """The offers in the order in which ties fall: those to keep first, then by strain where that counts, then by id."""
        return sorted(self.offers.values(), key=lambda offer: (offer.id not in self.keep, self.strain(offer), offer.id))

    def strain(self, offer: Offer) -> int:
        """What breaks a tie where `fitting` is asked for: minutes of study, then skills outside the goal."""
        return offer.effort * MOST_FOREIGN + min(self.foreign(offer), MOST_FOREIGN - 1) if self.fitting else 0

    def foreign(self, offer: Offer) -> int:
        """How many skills an offer teaches that the goal does not ask for."""
        return len(offer.teaches - self.goals.keys())

    @property
    def timed(self) -> bool:
        """Whether the order of the steps decides when the last one ends."""
        return any(offer.window.bound for offer in self.offers.values())
