"""What a reader hands over: rows as they are written, what each turns out to be, and what it noticed about the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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

    @property
    def written(self) -> str:
        """What the row says, as one text: equal rows have equal texts."""
        return repr(self.cells)

    def parsed(self) -> Item:
        """Itself."""
        return self


@dataclass(frozen=True, slots=True)
class Rejected:
    """One malformed row: it counts as read and as rejected, and its problem says why."""

    row: int
    problem: Problem

    def parsed(self) -> Item:
        """Itself."""
        return self


@dataclass(frozen=True, slots=True)
class Unparsed:
    """One row as it is written; a reader whose rows cost time to parse leaves that to those who need the cells."""

    row: int
    written: str
    parse: Callable[[str, int], Item]

    def parsed(self) -> Item:
        """The record, or why it is none."""
        return self.parse(self.written, self.row)


Item = Record | Rejected
Row = Item | Unparsed


@dataclass(slots=True)
class Reading:
    """One source being read.

    `rows` can be gone through once, as they are or parsed. `headers` is None for JSON, where each record names its own
    keys. `problems` holds findings about the file as a whole (its encoding, for example) and is complete once `rows` is
    used up. `native` rows have the form of a credential whatever they look like: a translator made them.
    """

    format: Format
    headers: tuple[str, ...] | None
    rows: Iterator[Row]
    problems: list[Problem] = field(default_factory=list)
    native: bool = False

    @property
    def records(self) -> Iterator[Item]:
        """The rows, parsed."""
        return (row.parsed() for row in self.rows)

    def sample(self, size: int = 50) -> tuple[Record, ...]:
        """The first good records, without using them up."""
        taken = list(islice(self.rows, size))
        self.rows = chain(taken, self.rows)
        return tuple(item for item in (row.parsed() for row in taken) if isinstance(item, Record))


def rejected(source: str, row: int, code: str, message: str, value: str | None = None) -> Rejected:
    """A malformed row with its problem."""
    problem = Problem(code=code, severity="error", source=source, row=row, value=value, message=message)
    return Rejected(row, problem)
