"""Going back and forward again, and what is kept for it."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from catalog.errors import NotFound
from catalog_ingest.inspect import history_of, status_of
from tests.catalog_ingest.pipeline.keeper import Keeper, called, courses, write_csv


def _priced(keeper: Keeper, folder: Path, price: int) -> str:
    return keeper.run(write_csv(folder / "small.csv", courses(60, {1: price}))).generation


def _price(keeper: Keeper) -> float:
    return keeper.prices()["small:1"]


def test_back_to_the_one_before_and_forward_by_name(small: Keeper, tmp_path: Path):
    first = small.active().id
    second = _priced(small, tmp_path, 22)
    assert (small.rollback().id, _price(small)) == (first, 10)
    assert (small.rollback(second).id, _price(small)) == (second, 22)
    assert (small.rollback(first).id, _price(small)) == (first, 10)
    outcomes = [(row["outcome"], row["generation"]) for row in history_of(small.settings, 4)]
    assert outcomes == [("rolled back", first), ("rolled back", second), ("rolled back", first), ("activated", second)]


def test_a_wrong_name_offers_those_that_are_kept(small: Keeper, tmp_path: Path):
    first = small.active().id
    _priced(small, tmp_path, 22)
    done = called(small.folder, "rollback", "yesterday", "--json")
    assert (done.status, done.document["error"]["code"]) == (2, "not_found")
    assert done.document["error"]["choices"] == [first]


def test_there_is_nothing_before_the_first(small: Keeper):
    with pytest.raises(NotFound, match="no earlier"):
        small.rollback()


def test_a_half_written_one_is_no_choice(small: Keeper, tmp_path: Path):
    first = small.active().id
    second = _priced(small, tmp_path, 22)
    with sqlite3.connect(small.folder / "catalog.db") as database:
        database.execute("update generation set status = 'building' where id = ?", (first,))
    database.close()
    with pytest.raises(NotFound):
        small.rollback(first)
    assert small.active().id == second


def test_five_are_kept_on_disk_and_in_sql(small: Keeper, tmp_path: Path):
    made = [_priced(small, tmp_path, price) for price in range(20, 26)]
    assert {generation.id for generation in small.generations()} == set(made[-5:]) == small.folders()
    with sqlite3.connect(small.folder / "catalog.db") as database:
        contents = database.execute("select count(*) from credential where id = 'small:1'").fetchone()
        members = database.execute("select count(distinct generation) from member").fetchone()
        orphans = database.execute(
            "select count(*) from credential where hash not in (select hash from member)"
        ).fetchone()
    database.close()
    assert (contents, members, orphans) == ((5,), (5,), (0,))
    assert [row["kept"] for row in history_of(small.settings, 7)] == [True] * 5 + [False] * 2


def test_what_serves_after_a_rollback_is_never_retired(small: Keeper, tmp_path: Path):
    first = small.active().id
    for price in range(20, 24):
        _priced(small, tmp_path, price)
    small.rollback(first)
    newest = _priced(small, tmp_path, 30)
    assert (small.active().id, _price(small)) == (newest, 30)
    assert newest in small.folders()


def test_a_rollback_makes_a_lost_index_again(small: Keeper, tmp_path: Path):
    first = small.active().id
    _priced(small, tmp_path, 22)
    shutil.rmtree(small.settings.generations_dir / first)
    small.rollback()
    assert status_of(small.settings)["index"] == "whole"
    assert _price(small) == 10
