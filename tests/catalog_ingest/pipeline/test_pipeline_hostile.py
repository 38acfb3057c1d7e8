"""Bad input through the command: rows that come in, or one clear sentence; the old catalog is not touched by a failure."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from tests.catalog_ingest.pipeline.keeper import Keeper, called, courses, write_csv

LONGEST = 10.0
"""Seconds of processor time for any one file."""

GOOD = "id,title,price\n1,Welding,$5\n"
MADE = {
    "empty.csv": b"",
    "blank.csv": b"\n \n\n",
    "no-title.csv": b"colour,size\nred,3\n",
    "only-a-header.csv": b"id,title\n",
    "twice.csv": b"id,title,price,title\n1,Welding,5,Cooking\n",
    "open-quote.csv": b'id,title\n1,"Welding\n2,Cooking\n3,Sewing\n4,Milling\n',
    "open-header.csv": b'id,"title\n1,Welding\n',
    "utf-16.csv": GOOD.encode("utf-16"),
    "cut-utf-16.csv": GOOD.encode("utf-16")[:-1],
    "latin-1.csv": "id,title\n1,Caf\xe9 \xe0 Gen\xe8ve\n".encode("latin-1"),
    "mixed.csv": "id,title\n1,Café\n".encode() + "2,Caf\xe9\n".encode("latin-1"),
    "nul.csv": b"id,title\n1,Wel\x00ding\n",
    "binary.csv": bytes(range(256)) * 40,
    "image.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "long-line.csv": b"id,title\n1," + b"x" * 5_000_000 + b"\n",
    "one-line.csv": b"x" * 5_000_000,
    "long-line.jsonl": b'{"id": "1", "title": "' + b"x" * 5_000_000 + b'"}\n',
    "deep.json": b"[" * 100_000,
    "deep.jsonl": b'{"id": "1", "title": "a", "cost": ' + b"[" * 50_000 + b"]" * 50_000 + b"}\n",
    "digits.json": b'[{"id": "1", "title": "a", "hours": ' + b"9" * 10_000 + b"}]",
    "surrogate.jsonl": b'{"id": "\\ud800", "title": "half \\ud83d a pair"}\n',
    "scalar.json": b"3",
    "not.xlsx": b"id,title\n1,Welding\n",
    "zip.xlsx": b"PK\x03\x04" + b"\x00" * 500,
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Keeper:
    """A catalog that no failure may touch."""
    folder = tmp_path_factory.mktemp("hostile")
    keeper = Keeper(folder / "data")
    keeper.run(write_csv(folder / "base.csv", courses(3)))
    return keeper


def _survives(base: Keeper, *words: str | Path) -> int:
    """Reads a source in a dry run and checks what holds for every outcome; returns the exit status."""
    serving, started = base.active().id, time.process_time()
    done = called(base.folder, "reindex", *words, "--name", "guest", "--dry-run", "--json")
    assert time.process_time() - started < LONGEST
    assert done.err == ""
    assert base.active().id == serving
    if done.status == 0:
        (source,) = done.document["sources"]
        errors = {problem["row"] for problem in done.document["problems"] if problem["severity"] == "error"}
        assert source["read"] == source["accepted"] + source["rejected"]
        assert len(errors) == source["rejected"]
    else:
        error = done.document["error"]
        assert done.status == {"refused": 2, "source_unreadable": 3, "mapping_invalid": 3}[error["code"]]
        assert error["message"].endswith(".")
        assert len(error["message"]) < 1000
    return done.status


READ = {"latin-1.csv", "mixed.csv", "nul.csv", "utf-16.csv", "open-quote.csv", "surrogate.jsonl"}


@pytest.mark.parametrize("name", MADE)
def test_made_files(name: str, base: Keeper, tmp_path: Path):
    path = tmp_path / name
    path.write_bytes(MADE[name])
    status = _survives(base, path)
    if name in READ:
        assert status == 0
    elif not name.startswith(("long-line", "deep.jsonl", "digits")):
        assert status in (2, 3)


def test_collected_hostile_files(shared: Path, base: Keeper):
    files = sorted(path for path in (shared / "hostile").rglob("*") if path.is_file())
    assert len(files) >= 20
    for path in files:
        _survives(base, path)


def test_names_that_break_programs_come_through_as_titles(shared: Path, keeper: Keeper, tmp_path: Path):
    """Really indexed, exported and read again."""
    naughty = json.loads((shared / "hostile/naughty_strings.json").read_text(encoding="utf-8"))
    path = tmp_path / "naughty.jsonl"
    rows = ({"id": f"{number}", "title": text, "summary": text} for number, text in enumerate(naughty))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    report = keeper.run(path)
    assert report.activated
    exported = called(keeper.folder, "export")
    (tmp_path / "again").mkdir()
    again = tmp_path / "again" / "naughty.jsonl"
    again.write_text(exported.out, encoding="utf-8")
    assert keeper.run(again, dry_run=True).changes == ()


def test_surrogates_are_kept_out_of_the_catalog(keeper: Keeper, tmp_path: Path):
    path = tmp_path / "surrogate.jsonl"
    path.write_bytes(MADE["surrogate.jsonl"])
    report = keeper.run(path)
    assert report.activated
    report.model_dump_json().encode("utf-8")


def test_a_folder_without_rights(base: Keeper, tmp_path: Path):
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    assert _survives(base, closed) == 3


def test_a_data_folder_that_is_a_file(tmp_path: Path):
    (tmp_path / "data").write_text("in the way")
    done = called(tmp_path / "data", "reindex", "--json")
    assert (done.status, done.document["error"]["code"]) == (2, "storage_failed")


def test_a_web_address_is_refused(base: Keeper):
    assert _survives(base, "https://example.org/catalog.csv") == 3
