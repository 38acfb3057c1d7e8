"""How long learning takes: hours in all, and calendar weeks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from catalog.credential import Effort
from catalog_ingest.values.parsed import Parsed
from catalog_ingest.values.units import WEEKS_PER_MONTH, Quantity, bare_range, quantities

Unit = Literal["minutes", "hours", "days", "weeks", "months"]

_ISO = re.compile(
    r"P(?:(?P<years>\d{1,6}(?:[.,]\d+)?)Y)?(?:(?P<months>\d{1,6}(?:[.,]\d+)?)M)?(?:(?P<weeks>\d{1,6}(?:[.,]\d+)?)W)?"
    r"(?:(?P<days>\d{1,6}(?:[.,]\d+)?)D)?"
    r"(?:T(?:(?P<hours>\d{1,9}(?:[.,]\d+)?)H)?(?:(?P<minutes>\d{1,9}(?:[.,]\d+)?)M)?(?:\d{1,9}(?:[.,]\d+)?S)?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::[0-5]\d)?")
_WEEKS = {"day": 1 / 7, "week": 1.0, "month": WEEKS_PER_MONTH, "year": 52.0}
_HOURS_OF = {"minutes": 1 / 60, "hours": 1.0}
_WEEKS_OF = {"days": 1 / 7, "weeks": 1.0, "months": WEEKS_PER_MONTH}
_AT_LEAST = re.compile(
    r"\d\s?\+|\b(?:at least|more than|over|minimum|min\.|mindestens|al menos|au moins)\b", re.IGNORECASE
)
_NOT_UNDERSTOOD = "No hours could be read here; write them as in 12 hours or 3-4 hours per week for 5 weeks."
_OPEN = "Only a lower bound stands here; give the hours in all, or a range."
_PER_WHAT = "It is not said whether these hours are per week or in all; write hours per week, or leave the length out."
_REVERSED = "The lower bound is above the upper one; correct the range."


@lru_cache(maxsize=8192)
def hours_in_all(text: str, unit: Unit = "hours") -> Parsed[Effort]:
    """The hours in all that a text states; calendar time alone gives none. `unit` is what a bare number counts."""
    text = text[:500].strip()
    if not text:
        return Parsed()
    if bare := bare_range(text):
        factor = _HOURS_OF.get(unit)
        return _effort(bare[0] * factor, bare[1] * factor) if factor else Parsed()
    if iso := _iso(text):
        return _effort(iso["hours"] + iso["minutes"] / 60, iso["hours"] + iso["minutes"] / 60)
    if clock := _CLOCK.fullmatch(text):
        hours = int(clock[1]) + int(clock[2]) / 60
        return _effort(hours, hours)
    return _open(text) or _from_quantities(list(quantities(text)))


@lru_cache(maxsize=8192)
def hours_from(effort: str, length: str) -> Parsed[Effort]:
    """Hours per week (or day, or month) times the length: "3-4 hours per week" and "5 Weeks" are 15 to 20.

    A bare number is hours per week in `effort` and weeks in `length`.
    """
    effort, length = effort[:500].strip(), length[:500].strip()
    if bare := bare_range(effort):
        effort = f"{bare[0]:f}-{bare[1]:f} hours per week"
    if bare := bare_range(length):
        length = f"{bare[0]:f}-{bare[1]:f} weeks"
    if not effort:
        return hours_in_all(length)
    found = list(quantities(effort))
    spans = [quantity for quantity in quantities(length) if quantity.unit in _WEEKS] or _iso_length(length)
    if spans and found and not any(quantity.each for quantity in found):
        return Parsed(trouble=_PER_WHAT)
    return _open(effort) or _from_quantities(found + spans)


def _open(text: str) -> Parsed[Effort] | None:
    return Parsed(trouble=_OPEN) if _AT_LEAST.search(text) else None


@lru_cache(maxsize=8192)
def weeks_in(text: str, unit: Unit = "weeks") -> Parsed[float]:
    """The calendar weeks that a text states, the longer of a range; hours give none."""
    text = text[:500].strip()
    if not text:
        return Parsed()
    if bare := bare_range(text):
        return Parsed(_positive(bare[1] * _WEEKS_OF.get(unit, 0)))
    if iso := _iso(text):
        return Parsed(_positive(_iso_weeks(iso)))
    spans = list(quantities(text))
    calendar = [
        quantity.high * _WEEKS[quantity.unit] for quantity in spans if quantity.unit in _WEEKS and not quantity.each
    ]
    if calendar:
        return Parsed(_positive(calendar[0]))
    return Parsed() if spans else Parsed(trouble="No weeks could be read here; write them as in 5 weeks.")


def _positive(weeks: float) -> float | None:
    return round(weeks, 2) or None


def _iso(text: str) -> dict[str, float] | None:
    found = _ISO.fullmatch(text)
    if not found or not any(found.groupdict().values()):
        return None
    return {name: float((value or "0").replace(",", ".")) for name, value in found.groupdict().items()}


def _iso_weeks(iso: dict[str, float]) -> float:
    return iso["years"] * 52 + iso["months"] * WEEKS_PER_MONTH + iso["weeks"] + iso["days"] / 7


def _iso_length(text: str) -> list[Quantity]:
    iso = _iso(text)
    return [Quantity(_iso_weeks(iso), _iso_weeks(iso), "week")] if iso else []


def _from_quantities(found: list[Quantity]) -> Parsed[Effort]:
    if not found:
        return Parsed(trouble=_NOT_UNDERSTOOD)
    timed = [quantity for quantity in found if quantity.unit in ("hour", "minute")]
    spans = [quantity for quantity in found if quantity.unit in _WEEKS and not quantity.each]
    totals = [quantity for quantity in timed if not quantity.each]
    rates = [quantity for quantity in timed if quantity.each]
    if rates and spans:
        return _product(rates[0], spans[0])
    if totals:
        return _total(totals)
    return Parsed()


def _total(totals: list[Quantity]) -> Parsed[Effort]:
    """The first amount; minutes that follow hours belong to it ("1 hour 30 minutes")."""
    first = totals[0]
    low, high = _in_hours(first)
    if len(totals) > 1 and first.unit == "hour" and totals[1].unit == "minute":
        low, high = low + totals[1].low / 60, high + totals[1].high / 60
    return _effort(low, high)


def _product(rate: Quantity, span: Quantity) -> Parsed[Effort]:
    low, high = _in_hours(rate)
    if rate.each == "day" and span.unit != "day":
        return Parsed(trouble="How many days a week is not said; give the hours in all.")
    per_week = {"day": 7.0, "week": 1.0, "month": 1 / WEEKS_PER_MONTH}[rate.each or "week"] * _WEEKS[span.unit]
    return _effort(low * span.low * per_week, high * span.high * per_week)


def _in_hours(quantity: Quantity) -> tuple[float, float]:
    divisor = 60 if quantity.unit == "minute" else 1
    return quantity.low / divisor, quantity.high / divisor


def _effort(low: float, high: float) -> Parsed[Effort]:
    low, high = round(low, 2), round(high, 2)
    if low > high:
        return Parsed(trouble=_REVERSED)
    if high == 0:
        return Parsed()
    return Parsed(Effort(min=low or high, max=high))
