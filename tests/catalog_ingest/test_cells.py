"""Cells, problems, and how long many rows take."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_ingest.cells import as_text, cell, column_names
from catalog_ingest.mapping import choose_mapping
from catalog_ingest.normalise import normalise
from catalog_ingest.problem import Problem
from catalog_ingest.sources import Record, read_source
from catalog_ingest.sources.depth import DEEPEST, too_deep

NESTED: dict[str, object] = {
    "title": "T",
    "provider": {"name": "P", "place": {"city": "C", "geo": {"lat": 1}}},
    "offers": [{"price": 5}, {"price": 6}],
    "tags": ["a", "b"],
    "dotted.name": "kept",
    "empty": [],
}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", "T"),
        ("provider.name", "P"),
        ("provider.place.city", "C"),
        ("offers.price", 5),
        ("dotted.name", "kept"),
        ("empty.price", None),
        ("title.more", None),
        ("absent", None),
        ("absent.more", None),
    ],
)
def test_paths_into_records(column: str, value: object) -> None:
    assert cell(NESTED, column) == value


def test_columns_of_nested_records() -> None:
    names = column_names([NESTED, {"title": "U", "later": 1}])
    assert names == (
        *("title", "provider.name", "provider.place.city", "provider.place.geo"),
        *("offers.price", "tags", "dotted.name", "empty", "later"),
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("x", "x"),
        (True, "true"),
        (5.0, "5"),
        (5.5, "5.5"),
        (1e300, "1e+300"),
        (["a", 2, None], "a; 2; "),
        ({"name": "N"}, "N"),
        ({"@value": "V", "@language": "en"}, "V"),
        ({"other": 1}, ""),
    ],
)
def test_cells_as_text(value: object, text: str) -> None:
    assert as_text(value) == text


@given(st.dictionaries(st.text(max_size=5), st.recursive(st.integers() | st.text(max_size=4), st.lists, max_leaves=4)))
def test_every_column_that_is_named_can_be_read(cells: dict[str, object]) -> None:
    for name in column_names([cells]):
        as_text(cell(cells, name))


@pytest.mark.parametrize(("depth", "deep"), [(0, False), (DEEPEST, False), (DEEPEST + 1, True), (100_000, True)])
def test_depth(depth: int, deep: bool) -> None:
    value: object = "leaf"
    for _ in range(depth):
        value = [value]
    assert too_deep(value) is deep
    while isinstance(value, list):
        value = value.pop()


def test_a_problem_shows_at_most_the_beginning_of_a_value() -> None:
    problem = Problem(code="x", severity="warning", source="s", value="y" * 500 + "\ud800", message="Mend it.")
    assert problem.value == "y" * 200
    assert Problem(code="x", severity="error", source="s", value="\ud800", message="Mend it.").model_dump_json()
    assert problem.row is None


def test_many_native_rows_are_quick(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    row = {
        "title": "A title of usual length",
        "provider": "A provider",
        "description": "Some words about it. " * 20,
        "cost": {"amount": 49, "currency": "USD", "basis": "one_time", "parts": {}, "audit_free": False},
        "hours": {"min": 10, "max": 20},
        "skills": ["one", "two", "three"],
        "url": "https://example.org/course",
    }
    path.write_text("\n".join(json.dumps({"id": f"a:{number}", **row}) for number in range(10_000)))
    started = time.perf_counter()
    reading = read_source(path, "many")
    mapping = choose_mapping(reading)
    results = [normalise(item, mapping, "many") for item in reading.records if isinstance(item, Record)]
    assert sum(result.credential is not None for result in results) == 10_000
    assert time.perf_counter() - started < 5
