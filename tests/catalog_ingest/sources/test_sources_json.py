"""JSON documents and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import SourceUnreadable
from catalog_ingest.column_mapping import NATIVE
from catalog_ingest.normalise import normalise
from catalog_ingest.sources import Reading, Record, Rejected
from catalog_ingest.sources.jsonl_file import read_jsonl

Read = Callable[[str, str | bytes], Reading]
ROWS = [{"title": "A"}, {"title": "B"}]


@pytest.mark.parametrize(
    "document",
    [
        ROWS,
        {"results": ROWS, "count": 2},
        {"items": ROWS, "tags": ["x"], "next": None},
        {"@graph": ROWS, "@context": {}},
    ],
)
def test_one_array_of_objects(read: Read, document: object) -> None:
    reading = read("a.json", json.dumps(document))
    assert reading.format == "json"
    assert reading.headers is None
    assert [(item.row, item.cells) for item in reading.records if isinstance(item, Record)] == [
        (1, ROWS[0]),
        (2, ROWS[1]),
    ]


def test_a_single_credential_is_one_record(read: Read) -> None:
    alone = {"id": "x", "title": "A", "stacks_into": [{"credential": "y"}]}
    assert [item.row for item in read("a.json", json.dumps(alone)).records] == [1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": [{"x": 1}], "b": [{"y": 2}]}', "no single array"),
        ('{"a": 1}', "no single array"),
        ("3", "no single array"),
        ('[{"a": 1},\n{"b": }]', "line 2"),
        ("[" * 100_000, "nested too deeply"),
        ("[" + "9" * 10_000 + "]", "digits"),
        ("", "empty"),
    ],
)
def test_documents_that_are_refused(read: Read, text: str, said: str) -> None:
    with pytest.raises(SourceUnreadable) as caught:
        list(read("a.json", text).records)
    assert said in caught.value.message


def test_elements_that_are_no_objects_are_rejected(read: Read) -> None:
    items = list(read("a.json", '[{"title": "A"}, 3, null]').records)
    assert [item.row for item in items if isinstance(item, Rejected)] == [2, 3]


def test_huge_numbers_and_infinities_do_not_crash(read: Read) -> None:
    assert len(list(read("a.json", '[{"cost": 1e999, "n": NaN, "m": -Infinity}]').records)) == 1


def test_lines_keep_their_physical_numbers(read: Read) -> None:
    text = (
        '\ufeff{"title": "A"}\n\n{"title": \n[1]\n'
        + "[" * 100_000
        + "\n"
        + '{"n": '
        + "9" * 9_000
        + '}\r\n{"title": "B\u2028C"}'
    )
    items = list(read("a.jsonl", text).records)
    assert [(item.row, isinstance(item, Record)) for item in items] == [
        (1, True),
        (3, False),
        (4, False),
        (5, False),
        (6, False),
        (7, True),
    ]
    assert {item.problem.code for item in items if isinstance(item, Rejected)} == {"bad_json"}


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson", "a"])
def test_lines_are_known_by_their_content(read: Read, name: str) -> None:
    assert read(name, '{"title": "A"}\n{"title": "B"}\n').format == "jsonl"


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a"])
def test_an_array_is_known_by_its_content(read: Read, name: str) -> None:
    assert read(name, json.dumps(ROWS, indent=1)).format == "json"


def test_wrongly_decoded_text_in_escapes_is_mended(read: Read) -> None:
    text = json.dumps({"title": "Caf\u00c3\u00a9", "more": [{"x": "it\u00e2\u20ac\u2122s"}]})
    item = next(read("a.jsonl", text).records)
    assert isinstance(item, Record)
    assert item.cells == {"title": "Café", "more": [{"x": "it’s"}]}


_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(alphabet='abc é\n"', max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet="xyz", max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.text(alphabet="abc", min_size=1, max_size=3), _VALUE, max_size=4), max_size=6))
def test_lines_are_read_back(objects: list[dict[str, object]]) -> None:
    text = "\n".join(json.dumps(one, ensure_ascii=False) for one in objects)
    reading = read_jsonl(Path("a.jsonl"), text, "a", [])
    assert [item.cells for item in reading.records if isinstance(item, Record)] == objects


@given(st.lists(st.text(alphabet='{}[]",:0 abc', max_size=12), max_size=8))
def test_every_line_is_accepted_or_rejected(lines: list[str]) -> None:
    reading = read_jsonl(Path("a.jsonl"), "\n".join(lines), "a", [])
    assert [item.row for item in reading.records] == [n for n, line in enumerate(lines, start=1) if line.strip()]


@pytest.mark.parametrize(("depth", "accepted"), [(20, True), (90, True), (400, False), (900, False), (50_000, False)])
@pytest.mark.parametrize("wrap", ['{"all_of": [', "["])
def test_trees_without_end_are_rejected_and_the_rest_is_read(read: Read, depth: int, accepted: bool, wrap: str) -> None:
    levels = depth // wrap.count("[") // (2 if "{" in wrap else 1)
    tree = wrap * levels + '{"skill": "x"}' + ("]}" if "{" in wrap else "]") * levels
    text = f'{{"id": "a", "title": "A", "prerequisites": {tree}}}\n{{"id": "b", "title": "B"}}\n'
    items = list(read("a.jsonl", text).records)
    assert [isinstance(item, Record) for item in items] == [accepted, True]
    for item in items:
        if isinstance(item, Record):
            assert normalise(item, NATIVE, "a").credential


@pytest.mark.parametrize("depth", [400, 900])
def test_deep_elements_of_a_document_are_rejected(read: Read, depth: int) -> None:
    text = json.dumps([{"id": "a", "title": "A"}])[:-1] + ', {"x": ' + "[" * depth + "]" * depth + "}]"
    assert [isinstance(item, Record) for item in read("a.json", text).records] == [True, False]
