"""Rows of a delimited text with their physical lines, and the way on after a quote that is never closed."""

from __future__ import annotations

import csv
from collections.abc import Generator, Iterator
from dataclasses import dataclass

Lines = list[str]

LARGEST_CELL = 1_000_000
_LONGEST_TRIAL = 200
_MANY = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One row, the physical line where it begins and the last one that belongs to it."""

    line: int
    last: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Broken:
    """Lines that cannot be read as a row: `code` is `unclosed_quote` or `field_too_large`."""

    line: int
    last: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Physical lines with their ends, the delimiter, and how many cells a full row has (0: not known yet)."""

    lines: Lines
    delimiter: str
    width: int = 0


def rows(table: Table, start: int) -> Iterator[Row | Broken]:
    """The rows from the line with this index on; blank lines are skipped."""
    csv.field_size_limit(LARGEST_CELL)
    position = start
    while position < len(table.lines):
        broken = yield from _until_broken(table, position)
        if broken is None:
            return
        yield broken
        position = broken.last


def _until_broken(table: Table, start: int) -> Generator[Row, None, Broken | None]:
    lines = table.lines
    reader = csv.reader((lines[index] for index in range(start, len(lines))), delimiter=table.delimiter)
    first = start
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            return _too_large(table, first, start + reader.line_num)
        if cells is None:
            return None
        after = start + reader.line_num
        if _is_unclosed(table, first, after, cells):
            return Broken(first + 1, _next_full_row(table, first + 1), "unclosed_quote", lines[first])
        if len(cells) > 1 or lines[first].strip():
            yield Row(first + 1, after, cells)
        first = after


def _too_large(table: Table, first: int, after: int) -> Broken:
    resume = _next_full_row(table, first + 1)
    code = "unclosed_quote" if resume < after else "field_too_large"
    return Broken(first + 1, resume, code, table.lines[first])


def _is_unclosed(table: Table, first: int, after: int, cells: list[str]) -> bool:
    """The record ends the text inside quotes, or it has swallowed lines that are full rows themselves."""
    if after == len(table.lines) and _ends_inside_quotes(table, first):
        return True
    if after - first == 1 or table.width < 2:
        return False
    if len(cells) != table.width or not _is_full_row(table, first, after):
        return any(_is_full_row(table, index) for index in range(first + 1, after))
    inner = range(first + 1, after - 1)
    return len(inner) >= _MANY and all(_is_full_row(table, index, index + 1) for index in inner)


def _is_full_row(table: Table, index: int, end: int = 0) -> bool:
    """A record of the full width begins at this line and keeps the rules of quoting."""
    trial = table.lines[index : end or index + _LONGEST_TRIAL]
    try:
        cells = next(csv.reader(trial, delimiter=table.delimiter, strict=True), [])
    except csv.Error:
        return False
    return len(cells) == table.width and any(map(str.strip, cells))


def _next_full_row(table: Table, index: int) -> int:
    lines = range(index, len(table.lines))
    return next((line for line in lines if _is_full_row(table, line)), len(table.lines))


def _ends_inside_quotes(table: Table, first: int) -> bool:
    """One more line after the text would still belong to its last record."""
    more = [*table.lines[first:], "\n" if not table.lines[-1].endswith(("\n", "\r")) else "", "end"]
    try:
        return sum(1 for _ in csv.reader(more, delimiter=table.delimiter)) == 1
    except csv.Error:
        return True
