"""Delimited text: lines, quotes, widths."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.errors import SourceUnreadable
from catalog_ingest.sources import Reading, Record, Rejected, read_source
from catalog_ingest.sources.csv_file import read_csv
from catalog_ingest.sources.csv_rows import Broken, Row, Table, rows

Read = Callable[[str, str | bytes], Reading]


def outcome(reading: Reading) -> list[tuple[int, object]]:
    """Row and cells, or row and code, of everything that was read."""
    return [
        (item.row, list(item.cells.values()) if isinstance(item, Record) else item.problem.code)
        for item in reading.records
    ]


@pytest.mark.parametrize(
    "name",
    [
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "newlines",
        "newlines_crlf",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8",
    ],
)
def test_csv_spectrum(shared: Path, name: str) -> None:
    folder = shared / "hostile" / "csv-spectrum"
    expected = json.loads((folder / "json" / f"{name}.json").read_text(encoding="utf-8"))
    reading = read_source(folder / f"{name}.csv", "spectrum")
    assert [dict(item.cells) for item in reading.records if isinstance(item, Record)] == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found(read: Read, delimiter: str) -> None:
    text = "title;price;hours\nA, b;1,50;3\nC;2,00;4\n".replace(";", delimiter)
    if delimiter == ",":
        text = 'title,price,hours\n"A, b","1,50",3\nC,"2,00",4\n'
    assert outcome(read("a.csv", text)) == [(2, ["A, b", "1,50", "3"]), (3, ["C", "2,00", "4"])]


def test_a_single_column_is_a_table(read: Read) -> None:
    assert outcome(read("a.csv", "title\nIntro\n\nNext\n")) == [(2, ["Intro"]), (4, ["Next"])]


def test_rows_are_physical_lines(read: Read) -> None:
    text = 'title,about\n\nA,"one\ntwo\nthree"\nB,x\n'
    assert outcome(read("a.csv", text)) == [(3, ["A", "one\ntwo\nthree"]), (6, ["B", "x"])]


def test_columns_without_a_name_are_numbered(read: Read) -> None:
    reading = read("a.csv", ",title,\n0,A,x\n")
    assert reading.headers == ("column 1", "title", "column 3")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'a,b,c\n1,"abc,5\n2,"def",6\n3,ghi,7\n',
            [(2, "unclosed_quote"), (3, ["2", "def", "6"]), (4, ["3", "ghi", "7"])],
        ),
        (
            'a,b,c\n1,"abc,5\n2,def,6\n3,ghi,7\n',
            [(2, "unclosed_quote"), (3, ["2", "def", "6"]), (4, ["3", "ghi", "7"])],
        ),
        ('a,b,c\n1,x,5\n2,"open', [(2, ["1", "x", "5"]), (3, "unclosed_quote")]),
        (
            'a,b,c\n1,"abc,5\n2,"x\ny",6\n3,4,5\n',
            [(2, "unclosed_quote"), (3, ["2", "x\ny", "6"]), (5, ["3", "4", "5"])],
        ),
        ('a,b,c\n1,"one\ntwo","5\n2,x,6\n', [(2, "unclosed_quote"), (4, ["2", "x", "6"])]),
        (
            'a,b,c\n1,"x,1\n2,d,2\n3,d,3\n4,d,4\n5,d,5\n6,e",6\n7,f,7\n',
            [
                (2, "unclosed_quote"),
                *((n + 1, [str(n), "d", str(n)]) for n in (2, 3, 4, 5)),
                (7, ["6", 'e"', "6"]),
                (8, ["7", "f", "7"]),
            ],
        ),
    ],
)
def test_an_unclosed_quote_costs_one_row(read: Read, text: str, expected: list[tuple[int, object]]) -> None:
    assert outcome(read("a.csv", text)) == expected


def test_the_message_names_all_lines_that_were_left_out(read: Read) -> None:
    rejected = [item for item in read("a.csv", 'a,b,c\n1,"abc\nx\n2,d,6\n').records if isinstance(item, Rejected)]
    assert "lines 2 to 3 were left out" in rejected[0].problem.message
    assert rejected[0].problem.severity == "error"


def test_prose_over_many_lines_is_one_cell(read: Read) -> None:
    prose = "He said, then, that\nit was, after all,\nnot a row, or was it,\nwho knows, then"
    text = f'title,about,hours,price\nA,"{prose}",3,4\nB,x,5,6\n'
    assert outcome(read("a.csv", text)) == [(2, ["A", prose, "3", "4"]), (6, ["B", "x", "5", "6"])]


@pytest.mark.parametrize(("row", "cells"), [("1,2,3", 3), ("1", 1), ("1,2,", 3)])
def test_rows_of_another_width_are_rejected(read: Read, row: str, cells: int) -> None:
    items = list(read("a.csv", f"a,b\n{row}\n5,6\n").records)
    assert isinstance(items[0], Rejected)
    assert items[0].problem.code == "cell_count"
    assert f"{cells} cells" in items[0].problem.message
    assert isinstance(items[1], Record)


def test_large_cells(read: Read) -> None:
    large, too_large = "x" * 900_000, "x" * 1_000_001
    assert outcome(read("a.csv", f"a,b\n1,{large}\n2,{too_large}\n3,y\n")) == [
        (2, ["1", large]),
        (3, "field_too_large"),
        (4, ["3", "y"]),
    ]


def test_an_unclosed_quote_before_more_than_the_largest_cell(read: Read) -> None:
    many = "".join(f"{number},{'y' * 100},z\n" for number in range(12_000))
    found = outcome(read("a.csv", f'a,b,c\n0,"open,z\n{many}'))
    assert found[0] == (2, "unclosed_quote")
    assert len(found) == 12_001


def test_repeated_unclosed_quotes_are_quick(read: Read) -> None:
    text = "a,b,c\n" + "".join(f'{number},"open,{"" if number % 2 else chr(34) * 2}\n' for number in range(20_000))
    started = time.perf_counter()
    assert sum(1 for _ in read("a.csv", text).records) > 0
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b,a\n1,2,3\n", 'line 1 ("a")'),
        ("\n\ncost,title,cost \n1,2,3\n", 'line 3 ("cost")'),
        ("1,2,3\n4,5,6\n", "no header row"),
        ("https://x.org/a,Intro\nhttps://x.org/b,Next\n", "no header row"),
        ("Intro,$49,12\nNext,$50,13\n", "no header row"),
        ("", "empty"),
        (" \n\n", "empty"),
        ('"title,price\nA,1\n', "never closes"),
    ],
)
def test_files_that_cannot_be_read_as_a_whole(read: Read, text: str, said: str) -> None:
    with pytest.raises(SourceUnreadable, match=r".") as caught:
        list(read("a.csv", text).records)
    assert said in caught.value.message
    assert "a.csv" in caught.value.message
    assert caught.value.message.endswith(".")


def test_a_header_alone_is_a_source_without_rows(read: Read) -> None:
    assert outcome(read("a.csv", "title,price\n")) == []


_CELL = st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=15)


@given(st.lists(st.lists(_CELL, min_size=3, max_size=3), max_size=8), st.sampled_from(",;\t|"))
def test_what_a_writer_writes_is_read_back(table: list[list[str]], delimiter: str) -> None:
    header = ["first", "second", "third"]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([header, *table])
    found = list(rows(Table(list(io.StringIO(buffer.getvalue(), newline="")), delimiter, 3), 1))
    assert [row.cells for row in found if isinstance(row, Row)] == table


@settings(max_examples=300)
@given(st.text(alphabet='ab,"\n', max_size=60))
def test_every_line_is_in_a_row_or_in_a_problem(text: str) -> None:
    lines = list(io.StringIO(text, newline=""))
    covered: set[int] = set()
    for row in rows(Table(lines, ",", 2), 0):
        span = set(range(row.line, row.last + 1))
        assert not covered & span
        covered |= span
        assert isinstance(row, Row | Broken)
    blank = {number for number, line in enumerate(lines, start=1) if not line.strip()}
    assert covered | blank >= set(range(1, len(lines) + 1))


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    refused = ""
    try:
        assert all(item.row > 1 for item in read_csv(Path("any.csv"), text.replace("\x00", ""), "any", []).records)
    except SourceUnreadable as refusal:
        refused = refusal.message
    assert not refused or refused.endswith(".")
