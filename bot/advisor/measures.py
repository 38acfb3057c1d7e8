"""What several credentials have of money, time and difficulty, so that the least and the most can be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.advisor import facts
from bot.advisor.understand.reading import Measure
from catalog.credential import Credential, Level

Values = list[float | None]
_LEVELS = list(Level)


def prices(items: Sequence[Credential]) -> Values:
    """What each costs in all; None where it is unknown, and everywhere if currencies differ."""
    currencies = {item.cost.currency for item in items if item.cost and item.cost.amount}
    found = [facts.whole_price(item) if len(currencies) < 2 else None for item in items]
    return [None if price is None else float(price) for price in found]


def hours(items: Sequence[Credential]) -> Values:
    """The most hours that each takes."""
    return [item.hours.max if item.hours else None for item in items]


def levels(items: Sequence[Credential]) -> Values:
    """How advanced each is."""
    return [float(_LEVELS.index(item.level)) if item.level else None for item in items]


MEASURES: dict[Measure, Callable[[Sequence[Credential]], Values]] = {
    Measure.COST: prices,
    Measure.HOURS: hours,
    Measure.LEVEL: levels,
}


def least(values: Values) -> int | None:
    """Where the one least value stands; None where a value is unknown or where several are least."""
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values) or known.count(min(known)) > 1:
        return None
    return known.index(min(known))


def most(values: Values) -> int | None:
    """Where the one greatest value stands; None as for the least."""
    return least([None if value is None else -value for value in values])


def all_alike(values: Values) -> bool:
    """Whether all are known and the same."""
    return None not in values and len(set(values)) == 1
