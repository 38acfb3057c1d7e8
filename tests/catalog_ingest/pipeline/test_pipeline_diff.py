"""What a run says that it changes."""

from __future__ import annotations

import random
from pathlib import Path

from catalog.store import Member
from catalog_ingest.collect import SourceSpec, collect
from catalog_ingest.diff import compare
from catalog_ingest.merge import merge
from tests.catalog_ingest.pipeline.keeper import Keeper, called, courses, hashes, write_csv


def test_added_changed_removed_unchanged(small: Keeper, tmp_path: Path):
    rows = courses(61, {1: 11, 2: 12})[1:]
    rows[1]["title"] = "Course 2 under another title"
    report = small.run(write_csv(tmp_path / "small.csv", rows))
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 2, 1, 57)
    assert {(change.id, change.kind, change.fields) for change in report.changes} == {
        ("small:60", "added", ()),
        ("small:1", "changed", ("cost",)),
        ("small:2", "changed", ("title", "cost")),
        ("small:0", "removed", ()),
    }


def test_rows_that_only_move_are_unchanged(small: Keeper, tmp_path: Path):
    rows = courses(60)
    random.Random(1).shuffle(rows)
    report = small.run(write_csv(tmp_path / "small.csv", rows))
    assert (report.unchanged, report.embedded, report.changes) == (60, 0, ())
    moved = {f"small:{row['id']}": number for number, row in enumerate(rows, start=2)}
    assert {id_: credential.source.row for id_, credential in small.catalog().items()} == moved


def test_diff_changes_nothing(small: Keeper, tmp_path: Path):
    source = write_csv(tmp_path / "small.csv", courses(61))
    before = hashes(small.folder)
    done = called(small.folder, "diff", source, "--json")
    assert (done.status, done.document["added"], done.document["activated"]) == (0, 1, False)
    assert hashes(small.folder) == before


def test_a_dry_run_writes_nothing(small: Keeper, tmp_path: Path):
    before, serving = hashes(small.folder), small.active().id
    assert small.run(write_csv(tmp_path / "small.csv", courses(70)), dry_run=True).added == 10
    assert hashes(small.folder) == before
    assert small.active().id == serving


def test_new_jersey_before_and_after(shared: Path):
    before, after = (_members(shared / f"catalogs/nj_training_2021_{when}.csv") for when in ("before", "after"))
    difference = compare(before, after)
    kept = len(difference.changed) + difference.unchanged
    assert (kept, len(difference.added), len(difference.removed)) == (452, 284, 180)


def _members(path: Path) -> list[Member]:
    collected = collect(SourceSpec("nj", path), {}, None)
    heads = {hash_: head for hash_, (head, _) in collected.new.items()}
    return merge([Member(heads[row.hash], "nj", row.row) for row in collected.rows]).members
