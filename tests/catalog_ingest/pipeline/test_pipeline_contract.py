"""The command as the contract describes it: one JSON document, exit statuses, one sentence, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from catalog_ingest.lock import run_lock
from tests.catalog_ingest.pipeline.keeper import COMMAND, ROOT, Keeper, called, command, courses, hashes, write_csv

REPORT = {
    "generation": str,
    "activated": bool,
    "sources": list,
    "problems": list,
    "added": int,
    "changed": int,
    "removed": int,
    "unchanged": int,
    "embedded": int,
    "changes": list,
    "gate": dict,
    "seconds": float,
}
SOURCE = {"name", "source", "format", "read", "accepted", "rejected", "merged"}
PROBLEM = {"code", "severity", "source", "row", "field", "value", "message"}


def test_a_run_prints_one_document_of_the_agreed_shape(tmp_path: Path):
    rows = [*courses(5), {"id": 9, "title": "", "provider": "", "price": ""}, *courses(1)]
    done = command(tmp_path / "data", "reindex", write_csv(tmp_path / "five.csv", rows), "--json")
    assert done.status == 0, done.err
    report = done.document
    assert {name: type(report[name]) for name in REPORT} == REPORT
    assert [set(source) for source in report["sources"]] == [SOURCE]
    assert report["problems"]
    assert all(set(problem) == PROBLEM for problem in report["problems"])
    assert {problem["severity"] for problem in report["problems"]} == {"error", "warning"}
    assert all(set(change) == {"id", "kind", "fields"} for change in report["changes"])
    assert set(report["gate"]) == {"passed", "checks"}
    assert all(set(check) == {"name", "value", "limit", "passed"} for check in report["gate"]["checks"])
    assert (report["activated"], report["added"], report["embedded"]) == (True, 5, 5)
    assert done.err == ""


def test_what_people_read_goes_to_standard_error(small: Keeper, small_source: Path):
    done = command(small.folder, "reindex", small_source)
    assert (done.status, done.out) == (0, "")
    assert "60 unchanged" in done.err
    assert "generation" not in done.err


HEADER = "id,title\n"
STATUSES = [
    # words, content of the file `given`, exit status, code
    (["--nope"], None, 1, "usage"),
    (["nope"], None, 1, "usage"),
    (["reindex", "--nope"], None, 1, "usage"),
    (["reindex", "given.csv", "other.csv", "--name", "both"], HEADER + "1,One\n", 1, "usage"),
    (["reindex", "given.csv", "given.csv"], HEADER + "1,One\n", 1, "usage"),
    (["reindex", "--name", "alone"], None, 1, "usage"),
    (["reindex", "given.csv", "--strict"], HEADER + "1,One\n2,\n", 2, "refused"),
    (["reindex", "given.csv"], HEADER + "1,\n2,\n", 2, "refused"),
    (["reindex", "missing.csv"], None, 3, "source_unreadable"),
    (["reindex", "given.csv"], "", 3, "source_unreadable"),
    (["reindex", "empty-folder"], None, 3, "source_unreadable"),
    (["reindex", "given.csv"], "colour,size\nred,3\n", 3, "mapping_invalid"),
    (["reindex", "given.csv"], b"\x00\x01\x02\x03\xfe" * 400, 3, "source_unreadable"),
    (["reindex", "given.csv", "--mapping", "missing.toml"], HEADER + "1,One\n", 3, "mapping_invalid"),
    (["reindex", "given.csv", "--mapping", "wrong.toml"], HEADER + "1,One\n", 3, "mapping_invalid"),
    (["sources", "remove", "nothing"], None, 2, "not_found"),
    (["rollback", "nothing"], None, 2, "not_found"),
    (["rollback", "--serving", "another"], None, 2, "refused"),
]


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("statuses")
    Keeper(folder / "data").run(write_csv(folder / "base.csv", courses(3)))
    (folder / "empty-folder").mkdir()
    (folder / "wrong.toml").write_text('name = "x"\n[fields]\ntitle = "no such column"\n')
    return folder


@pytest.mark.parametrize(("words", "content", "status", "code"), STATUSES)
def test_exit_statuses(words, content, status, code, indexed: Path, monkeypatch):
    monkeypatch.chdir(indexed)
    if content is not None:
        Path("given.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    before = Keeper(indexed / "data").catalog()
    done = called(indexed / "data", *words, "--json")
    error = done.document["error"]
    assert (done.status, error["code"], done.err) == (status, code, "")
    assert error["message"].endswith(".")
    assert isinstance(error["choices"], list)
    assert Keeper(indexed / "data").catalog() == before


def test_a_message_without_json_is_one_sentence_on_standard_error(tmp_path: Path):
    done = called(tmp_path / "data", "reindex", tmp_path / "missing.csv")
    assert (done.status, done.out) == (3, "")
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err


def test_a_second_run_is_turned_away_while_one_holds_the_lock(small: Keeper, small_source: Path):
    with run_lock(small.folder):
        done = called(small.folder, "reindex", small_source, "--json")
    assert (done.status, done.document["error"]["code"]) == (4, "run_under_way")


def test_a_wrong_setting_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ADVISOR_EMBEDDER", "abacus")
    done = called(tmp_path / "data", "status", "--json")
    assert (done.status, done.document["error"]["code"]) == (1, "usage")
    assert "ADVISOR_EMBEDDER" in done.document["error"]["message"]


def test_an_interrupt_in_the_middle_changes_nothing(small: Keeper, tmp_path: Path):
    """The source is a pipe, so that the run surely stands in the middle of reading when the signal comes."""
    pipe = tmp_path / "small.csv"
    os.mkfifo(pipe)
    before = hashes(small.folder)
    environment = {"PATH": "/usr/bin:/bin", "ADVISOR_DATA_DIR": str(small.folder)}
    run = subprocess.Popen(
        [*COMMAND, "reindex", str(pipe)], env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    watchdog = threading.Timer(30, run.kill)
    watchdog.start()
    with pipe.open("w"):  # opens as soon as the run reads
        run.send_signal(signal.SIGINT)
        out, err = run.communicate()
    watchdog.cancel()
    assert (run.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert hashes(small.folder) == before
