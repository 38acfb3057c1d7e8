"""A credential as the solver counts it: whole cents, whole minutes, and the moments at which it may begin.

Time is counted in study minutes at the learner's pace: a week is as many of them as the learner studies in one. All sums
are whole numbers, so that what is called equal is equal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from math import ceil, floor

from catalog.credential import Basis, Credential, Delivery
from catalog.requirement import AnyOf, AtLeast, CredentialHeld, Requirement, branches
from pathways.rule import ALWAYS, Canonical, Rule, rule_of

WEEKS_A_YEAR = 52
MONTHS_A_YEAR = 12
SCHEDULED = frozenset({Delivery.ONLINE_SCHEDULED, Delivery.IN_PERSON, Delivery.HYBRID})


@dataclass(frozen=True, slots=True)
class Pace:
    """How time passes in a plan: from which day, and how many study minutes make a week."""

    start: dt.date
    week: int

    @classmethod
    def of(cls, start: dt.date, hours_per_week: float) -> Pace:
        """The pace of a learner with so many hours a week."""
        return cls(start, round(hours_per_week * 60))

    def moment(self, day: dt.date) -> Fraction:
        """The study minute at which a day begins."""
        return Fraction((day - self.start).days * self.week, 7)

    def weeks(self, minutes: int) -> Fraction:
        """Study minutes as weeks."""
        return Fraction(minutes, self.week)

    def day(self, minutes: int) -> dt.date:
        """The day on which a study minute falls; the end of a plan is the day after its last."""
        return self.start + dt.timedelta(days=ceil(Fraction(minutes * 7, self.week)))

    def first_day(self, minutes: int) -> dt.date:
        """The day on which a step starts that begins then: of a dated one its date, whose moment was rounded up."""
        return self.start + dt.timedelta(days=max(0, floor(Fraction((minutes - 1) * 7, self.week)) + 1))


@dataclass(frozen=True, slots=True)
class Subscription:
    """A price paid for each `months` (1 or 12) of access; who pays it may take everything it covers."""

    key: str
    cents: int
    months: int

    def periods(self, minutes: int, week: int) -> int:
        """How often it is paid for so many study minutes."""
        return max(1, ceil(Fraction(minutes * self.paid_a_year, WEEKS_A_YEAR * week)))

    @property
    def paid_a_year(self) -> int:
        """How often it is paid in a year."""
        return MONTHS_A_YEAR // self.months


@dataclass(frozen=True, slots=True)
class Price:
    """What one learner pays for a credential: once, or for a subscription. Both empty: it costs nothing."""

    cents: int = 0
    subscription: Subscription | None = None


PriceOf = Callable[[Credential], Price | None]
"""What a credential costs this learner, in the currency of the request; None where nobody knows."""


@dataclass(frozen=True, slots=True)
class Window:
    """When a step may begin, in study minutes: at one of `moments` where there are any, else within the two bounds."""

    earliest: int = 0
    latest: int | None = None
    moments: tuple[int, ...] = ()

    @property
    def bound(self) -> bool:
        """Whether it says anything."""
        return bool(self.moments) or self.earliest > 0 or self.latest is not None

    @property
    def first(self) -> int:
        """The earliest moment of all."""
        return self.moments[0] if self.moments else self.earliest


@dataclass(frozen=True, slots=True)
class Offer:
    """One credential that may become a step."""

    credential: Credential
    cents: int
    subscription: Subscription | None
    effort: int
    duration: int
    priced: bool
    unknown: bool
    window: Window
    teaches: frozenset[str]
    rule: Rule = ALWAYS

    @property
    def id(self) -> str:
        """The credential's id."""
        return self.credential.id


def list_price(credential: Credential) -> Price | None:
    """The price as the catalog states it; None for an unknown one, and for one without a currency."""
    cost = credential.cost
    if cost is None or cost.amount is None:
        return None
    if cost.amount == 0:
        return Price() if cost.is_free else None
    if cost.currency is None:
        return None
    cents = int((cost.amount * 100).to_integral_value(ROUND_CEILING))
    if cost.basis is Basis.ONE_TIME:
        return Price(cents)
    months = 1 if cost.basis is Basis.PER_MONTH else MONTHS_A_YEAR
    return Price(subscription=Subscription(_subscribed(credential, cost.amount, cost.basis), cents, months))


def _subscribed(credential: Credential, amount: Decimal, basis: Basis) -> str:
    return f"{credential.provider or credential.id}\n{amount.normalize()}\n{basis.value}"


def in_currency(credential: Credential, currency: str) -> bool:
    """Whether a price can be added to others in this currency: it is in it, free, or not stated."""
    cost = credential.cost
    return cost is None or not cost.amount or cost.currency in (None, currency)


def effort_of(credential: Credential) -> int | None:
    """The upper bound of a learner's hours, in minutes."""
    return None if credential.hours is None else ceil(Decimal(str(credential.hours.max)) * 60)


def duration_of(credential: Credential, pace: Pace) -> int:
    """How long a step takes: the time to study, or the weeks of its schedule where these are longer."""
    fixed = 0
    if credential.delivery in SCHEDULED and credential.weeks is not None:
        fixed = ceil(Fraction(str(credential.weeks)) * pace.week)
    return max(effort_of(credential) or 0, fixed)


def window_of(credential: Credential, pace: Pace) -> Window | None:
    """When it may begin; None where all its dates have passed."""
    closes = credential.enrol_by
    if closes is not None and closes < pace.start:
        return None
    if credential.starts and credential.delivery is not Delivery.SELF_PACED:
        coming = sorted(ceil(pace.moment(day)) for day in credential.starts if day >= pace.start)
        return Window(moments=tuple(coming)) if coming else None
    earliest = max(0, ceil(pace.moment(min(credential.starts)))) if credential.starts else 0
    latest = None if closes is None else floor(pace.moment(closes))
    return None if latest is not None and latest < earliest else Window(earliest, latest)


def offer_of(credential: Credential, price: Price | None, pace: Pace, canonical: Canonical) -> Offer | None:
    """The offer of a credential at the price for this learner; None where its dates have passed."""
    window, effort = window_of(credential, pace), effort_of(credential)
    if window is None:
        return None
    known = price or Price()
    return Offer(
        credential=credential,
        cents=known.cents,
        subscription=known.subscription,
        effort=effort or 0,
        duration=duration_of(credential, pace),
        priced=price is not None,
        unknown=price is None or effort is None,
        window=window,
        teaches=frozenset(map(canonical, credential.taught)),
        rule=rule_of(credential.prerequisites, canonical),
    )


def least_effort(tree: Requirement, effort: Callable[[str], int]) -> int:
    """The fewest minutes that a tree takes, what it only recommends too, by the efforts of the credentials that it names."""
    if isinstance(tree, CredentialHeld):
        return effort(tree.credential)
    parts = sorted(least_effort(branch, effort) for branch in branches(tree))
    return sum(parts[: tree.at_least if isinstance(tree, AtLeast) else 1 if isinstance(tree, AnyOf) else len(parts)])
