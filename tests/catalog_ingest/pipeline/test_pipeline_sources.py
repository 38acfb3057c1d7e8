"""Named sources: a run replaces what it names and leaves the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.errors import NotFound, SourceUnreadable, UsageError
from tests.catalog_ingest.pipeline.keeper import Keeper, called, courses, native, write_csv, write_jsonl


@pytest.fixture
def two(keeper: Keeper, tmp_path: Path) -> Keeper:
    """Two sources, `left` with a and b, `right` with c and d."""
    for name, ids in (("left", "ab"), ("right", "cd")):
        write_jsonl(tmp_path / f"{name}.jsonl", map(native, ids))
    keeper.run(tmp_path / "left.jsonl", tmp_path / "right.jsonl")
    return keeper


@pytest.mark.parametrize(
    ("options", "ids", "sources"),
    [
        ({}, "bcde", {"left", "right"}),
        ({"only": True}, "be", {"left"}),
        ({"additions_only": True}, "abcde", {"left", "right"}),
    ],
)
def test_a_run_replaces_what_it_names(options, ids, sources, two: Keeper, tmp_path: Path):
    two.run(write_jsonl(tmp_path / "left.jsonl", map(native, "be")), **options)
    assert set(two.catalog()) == set(ids)
    assert {state.name for state in two.active().sources} == sources


def test_removing_a_source_leaves_the_others_even_without_their_files(two: Keeper, tmp_path: Path):
    for path in tmp_path.glob("*.jsonl"):
        path.unlink()
    report = two.remove("left")
    assert (report.removed, report.unchanged, report.embedded) == (2, 2, 0)
    assert set(two.catalog()) == {"c", "d"}
    with pytest.raises(NotFound) as error:
        two.remove("left")
    assert error.value.choices == ("right",)


def test_the_last_source_is_not_removed(two: Keeper):
    two.remove("left")
    assert not two.remove("right").activated
    assert set(two.catalog()) == {"c", "d"}


def test_an_unreadable_source_stops_the_whole_run(two: Keeper, tmp_path: Path):
    serving = two.active().id
    (tmp_path / "right.jsonl").unlink()
    write_jsonl(tmp_path / "left.jsonl", map(native, "az"))
    with pytest.raises(SourceUnreadable, match=r"right\.jsonl"):
        two.run()
    assert two.active().id == serving


def test_without_a_source_all_known_are_read_again_with_their_mapping(keeper: Keeper, tmp_path: Path):
    mapping = tmp_path / "mine.toml"
    mapping.write_text('name = "mine"\n[fields]\nid = "no"\ntitle = "what"\n')
    source = tmp_path / "odd.csv"
    source.write_text("no,what,title\n1,One,wrong\n")
    keeper.run(source, mapping=mapping)
    source.write_text("no,what,title\n1,One,wrong\n2,Two,wrong\n")
    keeper.run()
    assert {credential.title for credential in keeper.catalog().values()} == {"One", "Two"}
    keeper.run(source)
    assert {credential.title for credential in keeper.catalog().values()} == {"One", "Two"}


def test_a_name_stands_before_the_ids(keeper: Keeper, tmp_path: Path):
    report = keeper.run(write_csv(tmp_path / "courses.csv", courses(2)), name="city")
    assert set(keeper.catalog()) == {"city:0", "city:1"}
    assert report.sources[0].name == "city"


def test_a_folder_is_its_files(keeper: Keeper, tmp_path: Path):
    folder = tmp_path / "folder"
    folder.mkdir()
    write_csv(folder / "one.csv", courses(2))
    write_jsonl(folder / "two.jsonl", [native("n")])
    (folder / ".hidden.csv").write_text("title\nno\n")
    (folder / "notes.md").write_text("no")
    assert [source.name for source in keeper.run(folder).sources] == ["one", "two"]
    assert set(keeper.catalog()) == {"one:0", "one:1", "n"}


def test_two_files_with_one_stem_are_a_usage_error(keeper: Keeper, tmp_path: Path):
    one = write_csv(tmp_path / "same.csv", courses(1))
    with pytest.raises(UsageError, match="same"):
        keeper.run(one, write_jsonl(tmp_path / "same.jsonl", [native("n")]))


def test_the_first_run_without_a_source_indexes_the_sample(sample: Keeper):
    (state,) = sample.active().sources
    assert (state.name, state.rejected) == ("sample", 0)
    assert len(sample.catalog()) == state.accepted >= 300


def test_sources_are_listed(two: Keeper):
    rows = called(two.folder, "sources", "--json").document["sources"]
    assert [(row["name"], row["accepted"]) for row in rows] == [("left", 2), ("right", 2)]


def test_a_run_that_would_leave_nothing_is_refused_even_by_force(two: Keeper, tmp_path: Path):
    empty = tmp_path / "left.jsonl"
    empty.write_text('{"id": "a", "title": ""}\n')
    assert not two.run(empty, only=True, force="because").activated
    report = two.run(empty, force="the academy closed")
    assert (report.activated, report.forced, report.gate.passed) == (True, "the academy closed", True)
    assert not all(check.passed for check in report.gate.checks)
    assert set(two.catalog()) == {"c", "d"}


def test_strict_refuses_what_would_else_be_left_out(two: Keeper, tmp_path: Path):
    source = write_jsonl(tmp_path / "left.jsonl", [native("a"), native("untitled") | {"title": ""}])
    serving = two.active().id
    refused = two.run(source, strict=True)
    assert (refused.activated, refused.gate.passed, two.active().id) == (False, False, serving)
    assert two.run(source).activated
