"""Workbooks, the friendly and the hostile."""

from __future__ import annotations

import datetime as dt
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from catalog.errors import SourceUnreadable
from catalog_ingest.sources import Record, read_source


def workbook(path: Path, rows: list[list[object]], *, first: str = "Sheet") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = first
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def cells(path: Path) -> list[tuple[int, dict[str, object]]]:
    return [(item.row, dict(item.cells)) for item in read_source(path, "x").records if isinstance(item, Record)]


def test_cells_become_text(tmp_path: Path) -> None:
    header: list[object] = ["title", "start", "updated", "hours", "price", "online", "time", "none"]
    row = [
        "Intro",
        dt.date(2024, 1, 2),
        dt.datetime.fromisoformat("2024-01-02T03:04:00"),
        12,
        49.5,
        True,
        dt.timedelta(hours=30),
        None,
    ]
    path = workbook(tmp_path / "a.xlsx", [header, row])
    assert cells(path) == [
        (
            2,
            {
                "title": "Intro",
                "start": "2024-01-02",
                "updated": "2024-01-02T03:04:00",
                "hours": "12",
                "price": "49.5",
                "online": "true",
                "time": "PT1800M",
                "none": "",
            },
        )
    ]


def test_rows_are_sheet_rows_and_blank_rows_are_skipped(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [[None], [], ["title", "x"], ["A", 1], [None, None], ["B", 2]])
    assert [(row, found["title"]) for row, found in cells(path)] == [(4, "A"), (6, "B")]


def test_a_workbook_is_known_by_its_content(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["title"], ["A"]])
    renamed = path.rename(tmp_path / "a.csv")
    assert read_source(renamed, "x").format == "xlsx"


def test_the_first_visible_sheet_with_a_header_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Hidden").append(["secret"])
    book["Hidden"].sheet_state = "hidden"
    book.create_sheet("Catalog").append(["title"])
    book["Catalog"].append(["A"])
    book.save(tmp_path / "a.xlsx")
    assert cells(tmp_path / "a.xlsx") == [(2, {"title": "A"})]


def test_formulas_count_by_their_stored_values(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["title", "sum"], ["A", "=1+1"]])
    assert cells(path) == [(2, {"title": "A", "sum": ""})]


def test_wrongly_decoded_cells_are_mended(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["title"], ["CafÃ©"]])
    reading = read_source(path, "x")
    assert [item.cells for item in reading.records if isinstance(item, Record)] == [{"title": "Café"}]
    assert [(problem.code, problem.row) for problem in reading.problems] == [("mojibake", 2)]


def test_a_header_named_twice_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [[], ["title", "cost", "cost"], ["A", 1, 2]])
    with pytest.raises(SourceUnreadable, match=r'line 2 \("cost"\)'):
        read_source(path, "x")


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="no sheet with a header"):
        read_source(workbook(tmp_path / "a.xlsx", []), "x")


@pytest.mark.parametrize(
    ("name", "said"),
    [("xlsx_bomb_120MB", "unpack"), ("xlsx_billion_laughs", "entities"), ("xlsx_xxe", "entities")],
)
def test_hostile_workbooks_are_refused_at_once(shared: Path, name: str, said: str) -> None:
    started = time.perf_counter()
    with pytest.raises(SourceUnreadable) as caught:
        read_source(shared / "hostile" / f"{name}.xlsx", "x")
    assert time.perf_counter() - started < 1
    assert said in caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_declaration_hides_in_no_part(tmp_path: Path, encoding: str) -> None:
    path = workbook(tmp_path / "a.xlsx", [["title"], ["A"]])
    with zipfile.ZipFile(path, "a") as archive:
        padding = " " * ((1 << 20) - 4)
        archive.writestr("xl/more.xml", f"{padding}<!DOCTYPE x>".encode(encoding))
    with pytest.raises(SourceUnreadable):
        read_source(path, "x")


@pytest.mark.parametrize("data", [b"PK\x03\x04 and no more", b"\xd0\xcf\x11\xe0 an old workbook", b"just text"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(SourceUnreadable, match=r"save it again as \.xlsx"):
        read_source(path, "x")


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(SourceUnreadable):
        read_source(path, "x")
