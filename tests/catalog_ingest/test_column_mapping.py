"""Mappings: what they say, how they are written, which one fits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import MappingInvalid
from catalog_ingest.column_mapping import NATIVE, ColumnMapping
from catalog_ingest.guess import guess
from catalog_ingest.mapping import choose_mapping
from catalog_ingest.mapping_file import load_mapping, read_mapping, write_mapping
from catalog_ingest.recognise import bundled, is_native, recognise
from catalog_ingest.sources import Reading
from catalog_ingest.sources.record import Record

Read = Callable[[str, str | bytes], Reading]

RICH = """
name = "rich"
recognise = ["a", "b"]
nulls = ["pending"]
identity = "title"

[fields]
id = "code"
title = ["title", "name"]
description = ["about", {column = "licence", label = "Leads to"}]
kind = {column = "award", values = {"Associate's \\"AA\\"" = "degree"}, otherwise = "program", empty = "course"}
provider = {value = "Example College"}
language = {column = "langs", separator = "/"}
prerequisites = {column = "needs", nulls = ["0"]}
hours = {min = "from", max = "to", unit = "minutes"}
weeks = {total = "months", unit = "months"}
cost = {total = "total", currency = "USD", basis = "per_month", parts = {"books and more" = "books"}}
credit = {amount = "credit", unit = "ECTS"}
audience = {visibility = {value = "internal"}, owner = "dept", groups = ["g1"]}
"""


def columns_of(mapping: ColumnMapping) -> set[str]:
    return set(mapping.columns())


def test_a_mapping_is_written_and_read_back() -> None:
    mapping = read_mapping(RICH, "rich")
    assert read_mapping(write_mapping(mapping), "again") == mapping
    assert hash(read_mapping(RICH, "rich")) == hash(mapping)


@pytest.mark.parametrize("mapping", [*bundled(), NATIVE], ids=lambda mapping: mapping.name)
def test_bundled_mappings_are_written_and_read_back(mapping: ColumnMapping) -> None:
    text = write_mapping(mapping)
    assert read_mapping(text, "again") == mapping
    assert len(text.splitlines()) < 30


@given(st.text(min_size=1, max_size=20), st.text(max_size=20), st.lists(st.text(max_size=8), max_size=3))
def test_any_column_name_survives_the_file(column: str, label: str, nulls: list[str]) -> None:
    fields = {
        "title": column,
        "description": {"column": column, "label": label, "values": {column: label}, "nulls": nulls},
    }
    try:
        column.encode()
        label.encode()
        mapping = ColumnMapping.model_validate({"name": label, "nulls": nulls, "fields": fields})
    except ValueError:
        return
    assert read_mapping(write_mapping(mapping), "again") == mapping


def test_columns_are_named_once() -> None:
    assert columns_of(read_mapping(RICH, "rich")) == {
        *(
            "code",
            "title",
            "name",
            "about",
            "licence",
            "award",
            "langs",
            "needs",
            "from",
            "to",
            "months",
            "total",
            "books",
        ),
        *("credit", "dept", "g1"),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "not valid TOML"),
        ('name = "x"', "needs fields"),
        ('name = "x"\n[fields]\nprovider = "p"', "fields.title"),
        ('name = "x"\n[fields]\ntitle = "t"\nprize = "p"', "fields.prize"),
        ('name = "x"\n[fields]\ntitle = {}', "either a column or a value"),
        ('name = "x"\n[fields]\ntitle = {column = "a", value = "b"}', "either a column or a value"),
        ('name = "x"\n[fields]\ntitle = "t"\nhours = {total = "a", effort = "b"}', "effort and length"),
        ('name = "x"\n[fields]\ntitle = "t"\ncost = {text = "a", total = "b"}', "not both"),
        ('name = "x"\n[fields]\ntitle = "t"\ncost = {currency = "USD"}', "give text"),
        ('name = "x"\n[fields]\ntitle = "t"\ncost = {total = "a", currency = "dollars"}', "currency"),
        ('name = "x"\n[fields]\ntitle = []', "fields.title"),
    ],
)
def test_mistakes_are_named(text: str, said: str) -> None:
    with pytest.raises(MappingInvalid) as caught:
        read_mapping(text, "mine.toml")
    assert "mine.toml" in caught.value.message
    assert said in caught.value.message


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(MappingInvalid, match="could not be read"):
        load_mapping(tmp_path / "none.toml")


def test_columns_that_the_source_lacks_are_named() -> None:
    mapping = read_mapping('name = "x"\n[fields]\ntitle = "t"\nurl = "u"', "x")
    mapping.check(["t", "u", "v"])
    with pytest.raises(MappingInvalid, match="does not have: u") as caught:
        mapping.check(["t", "v"])
    assert caught.value.choices == ("t", "v")


def test_bundled_shapes_are_recognised_by_all_their_columns() -> None:
    assert {mapping.name for mapping in bundled()} == {
        "Coursera 2019 export",
        "edX 2020 export",
        "New Jersey training list 2021",
    }
    for mapping in bundled():
        assert recognise([*mapping.recognise, *mapping.columns(), "more"]) == mapping
        assert recognise(mapping.recognise[1:]) is None
    assert recognise(["title", "price"]) is None


@pytest.mark.parametrize(
    ("cells", "native"),
    [
        ({"id": "a", "title": "A"}, True),
        ({"id": "a", "title": "A", "cost": {"amount": 1}, "extra": 1}, True),
        ({"id": "a", "title": "A", "cost": "49 USD"}, False),
        ({"id": "a", "title": "A", "hours": 12}, False),
        ({"id": "a", "title": "A", "price": 3}, False),
        ({"id": 5, "title": "A", "cost": {}}, False),
        ({"id": "a", "name": "A"}, False),
    ],
)
def test_the_native_form_is_known_by_its_keys(cells: dict[str, object], native: bool) -> None:
    assert is_native([Record(1, cells)]) is native
    assert not is_native([])


def found(headers: list[str], *rows: dict[str, object]) -> dict[str, object]:
    records = [Record(number, row) for number, row in enumerate(rows, start=2)]
    mapping = guess(headers, records)
    assert mapping.fields is not None
    return mapping.fields.model_dump(exclude_defaults=True)


def column(name: str) -> tuple[dict[str, str]]:
    return ({"column": name},)


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (["Título", "Institución", "Nivel", "Idioma", "Enlace"], ["title", "provider", "level", "language", "url"]),
        (["Kurstitel", "Anbieter", "Niveau", "Sprache", "Webseite"], ["title", "provider", "level", "language", "url"]),
        (["Intitulé", "Établissement", "Niveau", "Langue", "Lien"], ["title", "provider", "level", "language", "url"]),
        (
            ["Course_Name", "offeredBy", "DIFFICULTY", "In Language", "course-url"],
            ["title", "provider", "level", "language", "url"],
        ),
        (["Course Titel", "Provder", "Levell", "Languge", "URL"], ["title", "provider", "level", "language", "url"]),
        (
            ["name", "provider.name", "educationalLevel", "inLanguage", "url"],
            ["title", "provider", "level", "language", "url"],
        ),
    ],
)
def test_headers_in_several_languages(headers: list[str], fields: list[str]) -> None:
    assert found(headers) == {field: column(header) for field, header in zip(fields, headers, strict=True)}


@pytest.mark.parametrize(
    ("header", "cost"),
    [
        ("Price", {"text": {"column": "Price"}}),
        ("Cost (USD)", {"text": {"column": "Cost (USD)"}, "currency": "USD"}),
        ("Preis in EUR", {"text": {"column": "Preis in EUR"}, "currency": "EUR"}),
        ("Course Fee ($)", {"text": {"column": "Course Fee ($)"}, "currency": "USD"}),
        ("monthly_price", {"text": {"column": "monthly_price"}, "basis": "per_month"}),
    ],
)
def test_prices_with_their_currency(header: str, cost: dict[str, object]) -> None:
    assert found(["title", header])["cost"] == cost


@pytest.mark.parametrize(
    ("headers", "hours", "weeks"),
    [
        (["hours"], {"total": {"column": "hours"}}, None),
        (["Duration (minutes)"], {"total": {"column": "Duration (minutes)"}, "unit": "minutes"}, None),
        (
            ["hours_per_week", "duration_weeks"],
            {"effort": {"column": "hours_per_week"}, "length": {"column": "duration_weeks"}},
            {"total": {"column": "duration_weeks"}},
        ),
        (["Dauer"], {"total": {"column": "Dauer"}, "unit": "weeks"}, {"total": {"column": "Dauer"}}),
    ],
)
def test_columns_of_time(headers: list[str], hours: object, weeks: object) -> None:
    fields = found(["title", *headers])
    assert fields["hours"] == hours
    assert fields.get("weeks") == weeks


def test_values_tell_where_names_fail() -> None:
    rows: list[dict[str, object]] = [
        {"title": "A", "where": "https://x.org/a", "for": "Beginner", "how": "self-paced"},
        {"title": "B", "where": "https://x.org/b", "for": "Advanced", "how": "In person"},
    ]
    assert found(list(rows[0]), *rows) == {
        "title": column("title"),
        "url": column("where"),
        "level": column("for"),
        "delivery": column("how"),
    }


def test_a_name_that_its_values_contradict_is_not_believed() -> None:
    rows: list[dict[str, object]] = [{"title": "A", "course_type": "Self-paced on your time"}] * 3
    assert found(["title", "course_type"], *rows) == {"title": column("title"), "delivery": column("course_type")}


def test_one_address_for_several_titles_does_not_name_them() -> None:
    rows = [Record(n, {"title": f"T{n}", "url": "https://x.org"}) for n in (2, 3)]
    assert guess(["title", "url"], rows).identity == "title"
    assert guess(["title", "url"], rows[:1]).identity == "url"


def test_without_a_title_the_columns_are_named() -> None:
    with pytest.raises(MappingInvalid) as caught:
        guess(["foo", "bar"], [])
    assert "foo, bar" in caught.value.message
    assert "--mapping" in caught.value.message
    assert caught.value.choices == ("foo", "bar")


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=6, unique=True))
def test_guessing_never_crashes(headers: list[str]) -> None:
    try:
        mapping = guess(headers, [Record(2, dict.fromkeys(headers, "x"))])
    except MappingInvalid:
        return
    assert columns_of(mapping) <= set(headers)


def test_choosing(read: Read, tmp_path: Path) -> None:
    assert choose_mapping(read("a.jsonl", '{"id": "a", "title": "A", "hours": {"min": 1, "max": 2}}\n')) == NATIVE
    assert choose_mapping(read("a.csv", "title,price\nA,1\n")).name == "guessed"
    given_file = tmp_path / "m.toml"
    given_file.write_text('name = "mine"\n[fields]\ntitle = "t"\nprovider = "p.name"')
    nested = read("b.jsonl", '{"t": "A", "p": {"name": "P"}}\n')
    assert choose_mapping(nested, given_file).name == "mine"
    assert len(list(nested.records)) == 1
    with pytest.raises(MappingInvalid):
        choose_mapping(read("a.csv", "title,price\nA,1\n"), given_file)
