"""Filters in the recipe's words: values beside each text, a condition for Chroma, a test for what BM25 returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from catalog.credential import Credential
from catalog.language import language_tag
from retrieval.query import Filters

Condition = dict[str, Any]
_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "$eq": lambda value, wanted: value == wanted,
    "$lte": lambda value, wanted: value is not None and value <= wanted,
    "$gte": lambda value, wanted: value is not None and value >= wanted,
}


def metadata_of(credential: Credential) -> dict[str, str | float]:
    """The values that filters test; what is unknown has no entry."""
    cost, hours = credential.cost, credential.hours
    dollars = cost is not None and cost.amount is not None and (cost.currency == "USD" or cost.amount == 0)
    values: dict[str, Any] = {
        "cost": float(cost.amount or 0) if cost and dollars else None,
        "hours_min": hours and hours.min,
        "hours_max": hours and hours.max,
        "level": credential.level and credential.level.value,
        "delivery": credential.delivery and credential.delivery.value,
        "language": credential.language[0] if credential.language else None,
        "provider": credential.provider,
        "place": credential.provider and credential.provider.split()[0],
    }
    return {name: value for name, value in values.items() if value is not None}


def conditions(filters: Filters) -> list[Condition]:
    """One condition a filter."""
    asked: dict[str, tuple[str, Any]] = {
        "max_cost": ("cost", {"$lte": float(filters.max_cost or 0)}),
        "free": ("cost", {"$lte": 0.0}),
        "max_hours": ("hours_max", {"$lte": filters.max_hours}),
        "min_hours": ("hours_min", {"$gte": filters.min_hours}),
        "level": ("level", {"$eq": filters.level}),
        "delivery": ("delivery", {"$eq": filters.delivery}),
        "language": ("language", {"$eq": filters.language and language_tag(filters.language)}),
        "provider": (_provider_field(filters), {"$eq": filters.provider}),
    }
    given = filters.model_fields_set
    return [{field: test} for name, (field, test) in asked.items() if name in given]


def _provider_field(filters: Filters) -> str:
    """A single word asks for the first word of a provider's name, several for the whole name."""
    return "provider" if filters.provider and " " in filters.provider else "place"


def condition(filters: Filters) -> Condition:
    """The filters as Chroma's `where`."""
    every = conditions(filters)
    return every[0] if len(every) == 1 else {"$and": every}


def tested(filters: Filters) -> Callable[[Mapping[str, Any]], bool]:
    """The filters as a test of a document's values."""
    tests = [
        (field, _TESTS[sign], wanted)
        for one in conditions(filters)
        for field, test in one.items()
        for sign, wanted in test.items()
    ]
    return lambda values: all(holds(values.get(field), wanted) for field, holds, wanted in tests)
