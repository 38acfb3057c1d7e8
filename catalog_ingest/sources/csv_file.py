"""CSV and its relatives: tabs, semicolons, bars; quotes that never close do not swallow the rows after them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from catalog.errors import SourceUnreadable
from catalog_ingest.problem import Problem
from catalog_ingest.sources.csv_rows import Broken, Lines, Row, Table, rows
from catalog_ingest.sources.record import Item, Reading, Record, rejected

_DELIMITERS = ",;\t|"
_SNIFFED = 40
_LONGEST_NAME = 200
_VALUE = re.compile(r"https?://\S+|[$€£]?\s?-?\d[\d.,:/\- ]*")

_MESSAGES = {
    "unclosed_quote": "A quote that opens here is never closed: close it, or double the quotes inside the cell",
    "field_too_large": "A cell here is longer than 1,000,000 characters: shorten it",
}


def read_csv(path: Path, text: str, name: str, problems: list[Problem]) -> Reading:
    """The rows of a delimited text; the first row that is not blank names the columns."""
    lines: Lines = list(io.StringIO(text, newline=""))
    delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(lines)
    header = _header(path, Table(lines, delimiter))
    headers = named_columns(path, header.cells, header.line)
    table = Table(lines, delimiter, len(headers))
    return Reading("csv", headers, _records(table, header.last, headers, name), problems)


def named_columns(path: Path, cells: list[str], line: int) -> tuple[str, ...]:
    """The column names of a header row; columns without one are called by their number."""
    names = tuple(cell.strip() or f"column {number}" for number, cell in enumerate(cells, start=1))
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        listed = ", ".join(f'"{name}"' for name in twice)
        raise SourceUnreadable(f"{path} names columns twice in line {line} ({listed}); rename one of each.")
    if _looks_like_values(cells):
        raise SourceUnreadable(f"{path} has no header row (line {line} holds values); add a line of column names.")
    return names


def _looks_like_values(cells: list[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    values = [cell for cell in filled if _VALUE.fullmatch(cell)]
    too_long = any(len(cell) > _LONGEST_NAME for cell in filled)
    return too_long or any(cell.startswith("http") for cell in values) or 2 * len(values) > len(filled)


def _header(path: Path, table: Table) -> Row:
    for row in rows(table, 0):
        if isinstance(row, Broken):
            raise SourceUnreadable(f"The header of {path} (line {row.line}) has a quote that never closes; close it.")
        return row
    raise SourceUnreadable(f"{path} is empty; export it again.")


def _records(table: Table, start: int, headers: tuple[str, ...], name: str) -> Iterator[Item]:
    for row in rows(table, start):
        if isinstance(row, Broken):
            message = f"{_MESSAGES[row.code]}; {_left_out(row)}."
            yield rejected(name, row.line, row.code, message, row.text)
        elif len(row.cells) != table.width:
            counted = f"This row has {len(row.cells)} cells where the header names {table.width}"
            message = f"{counted}; put cells that hold the delimiter in quotes."
            yield rejected(name, row.line, "cell_count", message, table.delimiter.join(row.cells))
        else:
            yield Record(row.line, dict(zip(headers, row.cells, strict=True)))


def _left_out(row: Broken) -> str:
    return f"line {row.line} was left out" if row.last == row.line else f"lines {row.line} to {row.last} were left out"


def _delimiter(lines: Lines) -> str:
    """The delimiter that splits the first rows into the most cells of equal number; a comma where none does."""
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    best, best_score = ",", 1.0
    for delimiter in _DELIMITERS:
        score = _score(lines[first : first + 400], delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _score(lines: Lines, delimiter: str) -> float:
    reader = csv.reader(lines, delimiter=delimiter)
    widths: list[int] = []
    try:
        for cells in reader:
            widths.extend([len(cells)] if cells else [])
            if len(widths) == _SNIFFED:
                break
    except csv.Error:
        pass
    if not widths or widths[0] < 2:
        return 0.0
    return widths[0] * widths.count(widths[0]) / len(widths)
