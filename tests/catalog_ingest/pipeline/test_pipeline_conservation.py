"""Nothing disappears: read = accepted + rejected, items = accepted - merged, whatever the rows are."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.store import Member
from catalog_ingest.collect import Collected, SourceSpec, collect
from catalog_ingest.merge import merge
from tests.catalog_ingest.pipeline.keeper import Keeper, native, write_csv, write_jsonl

IDS = st.sampled_from(["", "1", "2", "3", "übung"])
TITLES = st.sampled_from(["", " ", "Welding", "Welding II", "Statistics", 'Say "hello"', "a, b", "two\nlines"])
PRICES = st.sampled_from(["", "$5", "free", "-3", "twelve", "€7.50"])
DATES = st.sampled_from(["", "2024-01-31", "2025-12-01", "31.31.2024"])
ROWS = st.lists(st.tuples(IDS, TITLES, PRICES, DATES), min_size=1, max_size=12)
NAMES = ("id", "title", "price", "as_of")
BAD_LINES = st.sampled_from(['9,x,"never closed,', "1,2,3,4,5,6,7", "lonely", "{"])


def _csv(rows: list[tuple[str, ...]], bad: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([NAMES, *rows])
    return text.getvalue() + "".join(f"{line}\n" for line in bad)


def _jsonl(rows: list[tuple[str, ...]], bad: list[str]) -> str:
    good = (json.dumps({"id": id_, "title": title, "as_of": date or None}) for id_, title, _, date in rows)
    return "".join(f"{line}\n" for line in [*good, *bad])


def _members(collected: Collected) -> list[Member]:
    heads = {hash_: head for hash_, (head, _) in collected.new.items()}
    return [Member(heads[row.hash], collected.spec.name, row.row) for row in collected.rows]


@pytest.mark.parametrize(("suffix", "written"), [("csv", _csv), ("jsonl", _jsonl)])
@given(rows=ROWS, bad=st.lists(BAD_LINES, max_size=2))
@settings(max_examples=60, deadline=None)
def test_every_row_is_an_item_or_a_problem(suffix, written, rows, bad):
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"rows.{suffix}"
        path.write_text(written(rows, bad), encoding="utf-8")
        collected = collect(SourceSpec("rows", path), {}, None)
    merged = merge(_members(collected))
    errors = Counter(problem.row for problem in collected.problems if problem.severity == "error")
    accepted = {row.row for row in collected.rows}
    assert collected.read == len(collected.rows) + collected.rejected
    assert len(errors) == collected.rejected
    assert accepted.isdisjoint(errors)
    assert len(merged.members) == len(accepted) - sum(merged.merged.values())
    assert len(merged.problems) == sum(merged.merged.values())
    assert {member.row for member in merged.members} <= accepted


def test_the_law_holds_for_what_serves_over_all_sources(keeper: Keeper, tmp_path: Path):
    old = {"as_of": "2025-01-01"}
    first = write_jsonl(
        tmp_path / "first.jsonl", [native("a", **old), native("b"), native("b"), native("c") | {"title": ""}]
    )
    second = write_jsonl(tmp_path / "second.jsonl", [native("a", as_of="2026-01-01"), native("d")])
    keeper.run(first)
    keeper.run(second)
    states = keeper.active().sources
    assert all(state.read == state.accepted + state.rejected for state in states)
    assert {state.name: state.merged for state in states} == {"first": 2, "second": 0}
    assert len(keeper.catalog()) == sum(state.accepted - state.merged for state in states) == 3


def test_a_file_with_duplicates_can_be_read_again(keeper: Keeper, tmp_path: Path):
    rows = [{"id": 1, "title": "One", "price": "$1"}, {"id": 1, "title": "Uno", "price": "$2"}]
    source = write_csv(tmp_path / "twice.csv", rows)
    first, second = keeper.run(source), keeper.run(source)
    assert (second.unchanged, second.embedded) == (1, 0)
    assert [problem.code for problem in second.problems] == [problem.code for problem in first.problems]
    assert "duplicate_id" in {problem.code for problem in second.problems}
