"""Unchanged rows are neither worked on nor embedded again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog.skill import Skill
from catalog_ingest import collect, wiring
from catalog_ingest.sources import jsonl_file, record
from tests.catalog_ingest.pipeline.keeper import Keeper, courses, write_csv


@pytest.fixture
def worked_on(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows that were worked on."""
    rows: list[int] = []
    normalise = collect.normalise

    def counting(record, *rest):
        rows.append(record.row)
        return normalise(record, *rest)

    monkeypatch.setattr(collect, "normalise", counting)
    return rows


def test_an_unchanged_file_costs_nothing(small: Keeper, small_source: Path, worked_on: list[int]):
    report = small.run(small_source)
    assert (report.unchanged, report.embedded, worked_on) == (60, 0, [])
    assert report.activated


def test_known_lines_are_not_even_parsed(keeper: Keeper, tmp_path: Path, worked_on: list[int], monkeypatch):
    lines = ['{"id": "a", "title": "A"}', '{"id": "b", "title": ', '{"id": "c", "title": "C"}', '{"id": "d"}']
    first = keeper.run(write_lines(tmp_path / "some.jsonl", lines))
    parsed: list[str] = []
    loads = json.loads
    monkeypatch.setattr(jsonl_file.json, "loads", lambda text: parsed.append(text) or loads(text))
    monkeypatch.setattr(record.Reading, "sample", lambda _reading, _size: ())
    worked_on.clear()
    lines[2] = lines[2].replace("C", "Changed")
    second = keeper.run(write_lines(tmp_path / "some.jsonl", ["", *lines]))
    assert [text for text in parsed if text in lines] == lines[1:3]
    assert (worked_on, second.changed, second.unchanged) == ([4], 1, 1)
    assert [(found.code, found.row) for found in second.problems] == [
        (found.code, found.row + 1) for found in first.problems
    ]
    assert (second.sources[0].read, second.sources[0].accepted, second.sources[0].rejected) == (4, 2, 2)


def write_lines(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(lines) + "\n")
    return path


def test_a_price_embeds_nothing(small: Keeper, tmp_path: Path, worked_on: list[int]):
    report = small.run(write_csv(tmp_path / "small.csv", courses(60, {7: 70})))
    assert (report.changed, report.embedded, worked_on) == (1, 0, [9])
    assert small.prices()["small:7"] == 70


def test_a_title_embeds_one_text(small: Keeper, tmp_path: Path):
    rows = courses(60)
    rows[7]["title"] = "Something else altogether"
    report = small.run(write_csv(tmp_path / "small.csv", rows))
    assert (report.changed, report.embedded) == (1, 1)


def test_full_works_on_everything(small: Keeper, small_source: Path, worked_on: list[int]):
    report = small.run(small_source, full=True)
    assert (report.unchanged, report.embedded, len(worked_on)) == (60, 60, 60)


def test_another_mapping_works_on_the_rows_again(small: Keeper, small_source: Path, tmp_path: Path, worked_on):
    mapping = tmp_path / "mine.toml"
    mapping.write_text('name = "mine"\n[fields]\nid = "id"\ntitle = "title"\nprovider = "provider"\n')
    report = small.run(small_source, mapping=mapping)
    assert (len(worked_on), report.changed) == (60, 60)
    assert {change.fields for change in report.changes} == {("cost",)}
    worked_on.clear()
    small.run(small_source)
    assert worked_on == []


def test_another_skill_table_works_on_the_rows_again(small: Keeper, small_source: Path, worked_on, monkeypatch):
    skills = (*wiring.bundled_skills(), Skill(name="subject 7"))
    monkeypatch.setattr(wiring, "bundled_skills", lambda: skills)
    report = small.run(small_source)
    assert len(worked_on) == 60
    assert [change.fields for change in report.changes] == [("derived_skills",)]
    assert [derived.skill for derived in small.catalog()["small:7"].derived_skills] == ["subject 7"]


def test_rejected_rows_are_reported_again_without_work(keeper: Keeper, tmp_path: Path, worked_on: list[int]):
    source = write_csv(tmp_path / "some.csv", [*courses(2), {"id": 5, "title": "", "provider": "", "price": ""}])
    first = keeper.run(source)
    worked_on.clear()
    second = keeper.run(source)
    assert (second.problems, worked_on) == (first.problems, [])
    assert second.sources[0].rejected == 1


def test_a_run_after_a_rollback_finds_everything(small: Keeper, tmp_path: Path):
    newer = write_csv(tmp_path / "small.csv", courses(60, {1: 11}))
    small.run(newer)
    small.rollback()
    assert small.prices()["small:1"] == 10
    report = small.run(newer)
    assert (report.changed, small.prices()["small:1"]) == (1, 11)
