"""What a reader hands over: records, the rows it had to reject, and what it noticed about the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Literal

from catalog_ingest.problem import Problem

Format = Literal["csv", "json", "jsonl", "xlsx"]


@dataclass(frozen=True, slots=True)
class Record:
    """One row as found. `row` is the physical line (CSV, JSON Lines), the sheet row or the record number from 1."""

    row: int
    cells: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rejected:
    """One malformed row: it counts as read and as rejected, and its problem says why."""

    row: int
    problem: Problem


Item = Record | Rejected


@dataclass(slots=True)
class Reading:
    """One source being read.

    `records` can be gone through once. `headers` is None for JSON, where each record names its own keys. `problems`
    holds findings about the file as a whole (its encoding, for example) and is complete once `records` is used up.
    """

    format: Format
    headers: tuple[str, ...] | None
    records: Iterator[Item]
    problems: list[Problem] = field(default_factory=list)

    def sample(self, size: int = 50) -> tuple[Record, ...]:
        """The first good records, without using them up."""
        taken = list(islice(self.records, size))
        self.records = chain(taken, self.records)
        return tuple(item for item in taken if isinstance(item, Record))


def rejected(source: str, row: int, code: str, message: str, value: str | None = None) -> Rejected:
    """A malformed row with its problem."""
    problem = Problem(code=code, severity="error", source=source, row=row, value=value, message=message)
    return Rejected(row, problem)
