"""Amounts of time in words: numbers or ranges with a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalog_ingest.values.number import number

WEEKS_PER_MONTH = 52 / 12

_UNITS = {
    "minute": r"min(?:ute)?(?:n|s)?\b\.?|minutos?\b",
    "hour": r"h(?:ou)?rs?\b\.?|h\b|hours?\b|horas?\b|heures?\b|stunden?\b|std\b\.?|clock hours?\b|ore\b",
    "day": r"days?\b|d[ií]as?\b|jours?\b|tage?n?\b",
    "week": r"we?e?ks?\b\.?|weeks?\b|semanas?\b|semaines?\b|wochen?\b",
    "month": r"mo(?:nth)?s?\b\.?|meses\b|mes\b|mois\b|monate?n?\b",
    "year": r"y(?:ea)?rs?\b\.?|años?\b|ans?\b|années?\b|jahre?n?\b",
}
_VALUE = r"\d[\d,.]*"
_QUANTITY = re.compile(
    rf"(?P<low>{_VALUE})(?:\s*(?:-|–|—|‑|−|\bto\b|\ba\b|\bà\b|\bbis\b|\band\b)\s*(?P<high>{_VALUE}))?"
    rf"(?P<more>\+)?[\s-]*(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in _UNITS.items())})"
    r"(?P<rate>\s*(?:of \w+ )?(?:/|\b(?:per|a|an|each|every|pro|par|por)\b)\s*"
    rf"(?:(?P<each_day>{_UNITS['day']})|(?P<each_week>{_UNITS['week']})|(?P<each_month>{_UNITS['month']}))"
    r"|\s*(?P<weekly>weekly|wöchentlich|semanales)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """From `low` to `high` of a unit; `each` names the day, week or month that it is for, where it is a rate."""

    low: float
    high: float
    unit: str
    each: str | None = None


def quantities(text: str) -> Iterator[Quantity]:
    """All amounts of time in a text, from left to right."""
    for found in _QUANTITY.finditer(text):
        low = _number(found["low"])
        high = _number(found["high"]) if found["high"] else low
        if low is None or high is None:
            continue
        unit = next(name for name in _UNITS if found[name])
        each = "week" if found["weekly"] else next((e for e in ("day", "week", "month") if found[f"each_{e}"]), None)
        yield Quantity(low, high, unit, each)


def bare_range(text: str) -> tuple[float, float] | None:
    """`12`, `3-4`, `3 to 4`: numbers without a unit."""
    found = re.fullmatch(rf"\s*({_VALUE})\s*(?:(?:-|–|—|to|bis)\s*({_VALUE}))?\s*", text)
    if not found:
        return None
    low = _number(found[1])
    high = _number(found[2]) if found[2] else low
    return None if low is None or high is None else (low, high)


def _number(text: str) -> float | None:
    value = number(text.rstrip(".,"))
    return None if value is None or value > 1_000_000_000 else float(value)
