"""What a parser gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """The value, None where unknown; `trouble` is one sentence where the text was not, or not surely, understood."""

    value: T | None = None
    trouble: str | None = None
