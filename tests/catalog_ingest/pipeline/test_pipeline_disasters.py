"""Whatever ends a run, the old or the new catalog serves whole, and nothing has to be mended by hand."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.catalog_ingest.pipeline.keeper import COMMAND, ROOT, Keeper, called, courses, write_csv

OLD = {"whole": True, "ids": [*range(60)], "prices": [10.0], "found": 60}
NEW = {"whole": True, "ids": [*range(1, 65)], "prices": [20.0], "found": 64}
DONE = {"activated": True, "prices": [20.0], "left": {"rows": 0, "folders": 0}}
NOTHING = {"rows": 0, "folders": 0}


@pytest.fixture(scope="session")
def outcomes(small_dir: Path) -> list[dict]:
    """Sixty courses of 10 dollars are followed by sixty-four others of 20, one of the old ones gone.

    All processes of a test run share the outcomes, which stand beside the indexed catalog.
    """
    folder = small_dir.with_name("disasters")
    with small_dir.with_name("disasters.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "outcomes.json").exists():
            _suffer(small_dir, folder)
    return json.loads((folder / "outcomes.json").read_text())


def _suffer(base: Path, folder: Path) -> None:
    (folder / "work").mkdir(parents=True)
    source = write_csv(folder / "small.csv", courses(65, dict.fromkeys(range(65), 20))[1:])
    words = (sys.executable, "-m", "tests.catalog_ingest.pipeline.disasters", base, source, folder / "work")
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr
    (folder / "outcomes.json").write_text(done.stdout)


def _of(outcomes: list[dict], kind: str) -> list[dict]:
    chosen = [outcome for outcome in outcomes if outcome["point"].startswith(kind)]
    assert not [outcome for outcome in chosen if "broken" in outcome]
    return chosen


def test_a_run_that_nothing_ends_activates_the_new_catalog(outcomes: list[dict]):
    (whole,) = _of(outcomes, "nothing")
    assert (whole["ended"], whole["served"], whole["left"]) == (0, NEW, NOTHING)


def test_killed_at_thirty_points_the_old_or_the_new_serves(outcomes: list[dict]):
    killed = _of(outcomes, "kill")
    assert len(killed) >= 30
    assert sum(outcome["ended"] == -9 for outcome in killed) >= 28
    wrong = [outcome for outcome in killed if outcome["served"] not in (OLD, NEW) or outcome["index"] != "whole"]
    assert wrong == []
    serving = Counter("new" if outcome["served"] == NEW else "old" for outcome in killed)
    assert set(serving) == {"new", "old"}


def test_the_pointer_alone_decides(outcomes: list[dict]):
    served = {outcome["point"]: outcome["served"] for outcome in outcomes}
    assert served["kill before activate"] == OLD
    assert served["kill after activate"] == NEW


@pytest.mark.parametrize("kind", ["kill", "interrupt", "full"])
def test_the_next_run_needs_no_help_and_leaves_nothing(kind: str, outcomes: list[dict]):
    assert [outcome for outcome in _of(outcomes, kind) if outcome["next"] != DONE] == []


def test_interrupted_means_that_nothing_changed(outcomes: list[dict]):
    for outcome in _of(outcomes, "interrupt"):
        expected = OLD if outcome["ended"] == 130 else NEW
        assert outcome["ended"] in (0, 130), outcome
        assert (outcome["served"], outcome["left"]) == (expected, NOTHING), outcome
        assert "Traceback" not in outcome["printed"]


def test_a_full_disk_is_one_sentence_and_the_old_catalog_serves(outcomes: list[dict]):
    full = [outcome for outcome in _of(outcomes, "full") if outcome["ended"] != 0]
    assert len(full) >= 12
    for outcome in full:
        assert outcome["ended"] == 2, outcome
        assert outcome["printed"].rstrip().count("\n") == 0, outcome
        assert (outcome["served"], outcome["index"]) == (OLD, "whole"), outcome
        assert outcome["left"]["folders"] == 0, outcome


def test_a_disk_that_fills_after_the_activation_changes_nothing_more(outcomes: list[dict]):
    (late,) = _of(outcomes, "full at history")
    assert (late["ended"], late["served"]) == (0, NEW)


def test_of_two_runs_at_once_one_wins(small: Keeper, tmp_path: Path):
    source = write_csv(tmp_path / "small.csv", courses(60, {1: 11}))
    environment = {"PATH": "/usr/bin:/bin", "ADVISOR_DATA_DIR": str(small.folder)}
    pair = [
        subprocess.Popen([*COMMAND, "reindex", str(source), "--full", "--json"], env=environment, cwd=ROOT, stdout=-1)
        for _ in range(2)
    ]
    documents = [json.loads(run.communicate(timeout=60)[0]) for run in pair]
    assert sorted(run.returncode for run in pair) in ([0, 4], [0, 0])
    if [run.returncode for run in pair] != [0, 0]:
        assert {"run_under_way"} == {found["error"]["code"] for found in documents if "error" in found}
    assert called(small.folder, "status", "--json").document["index"] == "whole"
    assert small.folders() == {item.id for item in small.generations()}
