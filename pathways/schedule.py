"""The steps with the weeks they take and what is paid at each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pathways.offer import Offer, Subscription
from pathways.sequence import Timed


@dataclass(frozen=True, slots=True)
class Slot:
    """One step in its place: when it begins and ends in study minutes, and the cents that are paid when it begins."""

    offer: Offer
    begin: int
    end: int
    cents: int


def schedule(steps: Timed, week: int) -> tuple[Slot, ...]:
    """The steps in their order, priced; a week has so many study minutes."""
    paid = paid_at([offer for offer, _ in steps], week)
    return tuple(Slot(offer, moment, moment + offer.duration, paid[offer.id]) for offer, moment in steps)


def paid_at(ordered: Iterable[Offer], week: int) -> dict[str, int]:
    """The cents paid at each step; a subscription is paid whole at the first step that it covers."""
    covered: dict[Subscription, list[Offer]] = defaultdict(list)
    paid = {}
    for offer in ordered:
        paid[offer.id] = offer.cents
        if offer.subscription is not None:
            covered[offer.subscription].append(offer)
    for subscription, offers in covered.items():
        minutes = sum(offer.duration for offer in offers)
        paid[offers[0].id] += subscription.cents * subscription.periods(minutes, week)
    return paid
