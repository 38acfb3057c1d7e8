"""What a run shows before it is used, and that only what was shown is used."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from catalog_ingest.diff import MOST_EXAMPLES
from tests.catalog_ingest.pipeline.keeper import Keeper, command, courses, write_csv


def test_examples_name_titles_and_new_prices_first(small: Keeper, tmp_path: Path):
    rows = courses(70, {59: 12})[10:]
    rows[5]["provider"] = "Another College"
    report = small.run(write_csv(tmp_path / "small.csv", rows), dry_run=True)
    assert (report.added, report.changed, report.removed) == (10, 2, 10)
    repriced, moved, *others = report.examples
    assert repriced.title == "Course 59 about subject 59"
    assert (repriced.cost_before.amount, repriced.cost_after.amount) == (Decimal(10), Decimal(12))
    assert (moved.kind, moved.cost_before, moved.cost_after) == ("changed", None, None)
    kinds = [example.kind for example in others]
    assert kinds == ["added"] * MOST_EXAMPLES + ["removed"] * MOST_EXAMPLES
    assert all(example.title.startswith("Course ") for example in others)


def test_what_was_shown_can_be_used(small: Keeper, tmp_path: Path):
    source = write_csv(tmp_path / "small.csv", courses(70))
    shown = small.run(source, dry_run=True)
    assert small.run(source, dry_run=True).fingerprint == shown.fingerprint
    assert small.run(source, expected=shown.fingerprint).activated


def test_a_file_that_changed_since_is_not_used(small: Keeper, tmp_path: Path):
    source = write_csv(tmp_path / "small.csv", courses(70))
    shown = small.run(source, dry_run=True)
    write_csv(source, courses(70, {3: 99}))
    serving = small.active().id
    refused = small.run(source, expected=shown.fingerprint)
    assert [check.name for check in refused.gate.checks if not check.passed] == ["as_expected"]
    assert small.active().id == serving


def test_what_was_shown_is_used_once(small: Keeper, tmp_path: Path):
    source = write_csv(tmp_path / "small.csv", courses(70))
    shown = small.run(source, dry_run=True)
    assert small.run(source, expected=shown.fingerprint).activated
    assert not small.run(source, expected=shown.fingerprint).activated


@pytest.mark.parametrize(("left", "status"), [(31, 0), (30, 0), (29, 2)])
def test_no_more_is_removed_than_was_allowed(left: int, status: int, small: Keeper, tmp_path: Path):
    source = write_csv(tmp_path / "small.csv", courses(left))
    done = command(small.folder, "reindex", source, "--most-removed", "50", "--dry-run", "--json")
    assert done.status == status
    assert ("error" in done.document) == bool(status)
    (check,) = [check for check in done.document["gate"]["checks"] if check["name"] == "few_removed"]
    assert check["limit"] == 0.5
    assert check["value"] == pytest.approx((60 - left) / 60, abs=1e-4)


def test_progress_is_told_a_line_at_a_time(tmp_path: Path):
    source = write_csv(tmp_path / "five.csv", courses(5))
    done = command(tmp_path / "data", "reindex", source, "--json", "--progress")
    told = [json.loads(line) for line in done.err.splitlines()]
    assert done.document["activated"]
    assert all(set(line) == {"stage", "source", "done", "total"} for line in told)
    assert {"stage": "indexing", "source": None, "done": 5, "total": 5} in told
