"""When a value is the expected one: sets without case, alternatives, and what may be in force unasked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from tests.bot.plan_truth import skill_names
from tests.bot.sample_arithmetic import plain

FREE = frozenset({"currency", "objective", "hours_per_week", "have", "done", "online"})
"""What may be in force although the author did not name it."""


def matches(expected: Any, got: Any) -> bool:
    """Whether a value is the expected one, or one of `{"any": [..]}`. Nothing is the same as False and as no values."""
    if isinstance(expected, Mapping):
        return any(matches(each, got) for each in expected["any"])
    return _values(expected) == _values(got)


def _values(value: Any) -> frozenset[Any]:
    if value is None or value is False:
        return frozenset()
    if isinstance(value, (list, tuple, set, frozenset)):
        return frozenset(_plain(each) for each in value)
    return frozenset({_plain(value)})


def _plain(value: Any) -> Any:
    """A number as a number, words without case and accents, a skill by its one name."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float, Decimal)):
        return float(value)
    words = plain(str(value))
    return plain(skill_names().get(words, words))


def wrong_constraints(expected: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[str]:
    """What is in force and should not be, or is not and should be."""
    for name in sorted(expected.keys() | got.keys()):
        free = expected[name] is None if name in expected else name in FREE
        if not free and not matches(expected.get(name), got.get(name)):
            yield f"{name}: expected {expected.get(name)!r}, got {got.get(name)!r}"
