"""One credential an id: the latest date wins, then the first row, and the other is named."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from catalog.store import Head, Member
from catalog_ingest.merge import merge
from tests.catalog_ingest.pipeline.keeper import Keeper, native, write_jsonl

JAN, JUNE = dt.date(2026, 1, 1), dt.date(2026, 6, 1)


def _member(id_: str, content: str, row: int, as_of: dt.date | None = None, source: str = "s") -> Member:
    return Member(Head(content, id_, content, content.casefold(), as_of), source, row)


@pytest.mark.parametrize(
    ("dates", "winner"),
    [
        ((None, None), 1),
        ((JAN, JAN), 1),
        ((JAN, JUNE), 2),
        ((JUNE, JAN), 1),
        ((None, JAN), 2),
        ((JAN, None), 1),
    ],
)
def test_the_latest_wins_then_the_first(dates, winner):
    merged = merge([_member("x", f"content {row}", row, as_of) for row, as_of in enumerate(dates, start=1)])
    assert [member.row for member in merged.members] == [winner]
    (finding,) = merged.problems
    assert (finding.code, finding.severity, finding.row, finding.value) == ("duplicate_id", "warning", 3 - winner, "x")


def test_an_equal_row_is_another_finding():
    merged = merge([_member("x", "same", 1), _member("x", "same", 2), _member("y", "same", 3)])
    assert [(finding.code, finding.row) for finding in merged.problems] == [("duplicate_row", 2)]
    assert merged.merged == {"s": 1}


def test_members_stand_in_the_order_of_titles_then_ids():
    merged = merge([_member("c", "B", 1), _member("b", "A", 2), _member("a", "B", 3)])
    assert [member.head.id for member in merged.members] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("second_date", "kept", "lost"), [("2026-02-01", "Newer", "one"), ("2024-02-01", "Older", "two")]
)
def test_two_native_sources_with_one_id(second_date, kept, lost, keeper: Keeper, tmp_path: Path):
    one = write_jsonl(tmp_path / "one.jsonl", [{"id": "x", "title": "Older", "as_of": "2025-01-01"}])
    two = write_jsonl(tmp_path / "two.jsonl", [{"id": "x", "title": "Newer", "as_of": second_date}])
    report = keeper.run(one, two)
    assert [credential.title for credential in keeper.catalog().values()] == [kept]
    assert {source.name: source.merged for source in report.sources} == {"one": 0, "two": 0, lost: 1}
    assert [(problem.code, problem.source) for problem in report.problems] == [("duplicate_id", lost)]


def test_what_one_source_hides_of_another_returns_when_it_goes(keeper: Keeper, tmp_path: Path):
    one = write_jsonl(tmp_path / "one.jsonl", [native("x", as_of="2026-01-01"), native("y")])
    two = write_jsonl(tmp_path / "two.jsonl", [native("x", as_of="2025-01-01")])
    keeper.run(one, two)
    keeper.remove("one")
    assert set(keeper.catalog()) == {"x"}
