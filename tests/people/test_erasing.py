"""What is removed is gone from every file of the data folder, to the last byte, or it is said that it is not."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import delete

from catalog.errors import NotErased
from catalog.learner import Learner
from catalog.settings import StoreSettings
from people.sql import erasing
from people.sql.open import open_people
from people.sql.store import SqlPeopleStore
from people.sql.tables import EVERY_TABLE, WORKSPACE_TABLES, InstallStateRow, ProfileRow, people_metadata
from people.store import Answered, PersonKey
from tests.people.conftest import NOW, OTHERS, conversation, plan

MARK = "Zq9~"
EVE = PersonKey(f"T{MARK}", f"eve{MARK}")
"""Every text of hers, her names included, holds the mark."""


def copies(folder: Path) -> int:
    return sum(path.read_bytes().count(MARK.encode()) for path in folder.rglob("*") if path.is_file())


def tell(store: SqlPeopleStore, person: PersonKey, text: str) -> None:
    """Everything that can be kept of a person, each with the text."""
    store.keep_learner(person, Learner(goal=text, notes=(text, text)), NOW)
    store.save_plan(person, plan(text))
    store.save(conversation(person, text[:40]), text, NOW, Answered(text, text))


@contextmanager
def reading(settings: StoreSettings) -> Iterator[None]:
    """Another connection that goes on reading the database as it is now."""
    with closing(sqlite3.connect(settings.data_dir / "people.db", isolation_level=None)) as other:
        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM profile").fetchone()
        yield


@contextmanager
def soon() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 10


@pytest.fixture
def store(settings: StoreSettings, sql_store: SqlPeopleStore) -> Iterator[SqlPeopleStore]:
    """A store whose patience ends soon."""
    impatient = SqlPeopleStore(sql_store._engine, patience=0.2)
    yield impatient
    impatient.close()


def test_every_table_is_emptied_of_a_person_or_of_a_workspace() -> None:
    emptied = {table.__tablename__ for table in (*EVERY_TABLE, *WORKSPACE_TABLES)}
    assert emptied == set(people_metadata.tables) - {InstallStateRow.__tablename__}


REMOVALS: dict[str, Callable[[SqlPeopleStore], None]] = {
    "the person": lambda store: store.forget_person(EVE),
    "one after another": lambda store: [
        store.keep_learner(EVE, Learner(), NOW),
        store.drop_plan(EVE, 1),
        store.forget(conversation(EVE, MARK * 10)),
        store.forget_person(EVE),
    ],
}


@pytest.mark.parametrize("remove", REMOVALS.values(), ids=REMOVALS)
@pytest.mark.parametrize("size", [1, 200, 30_000], ids=["small", "a page", "overflow pages"])
def test_nothing_is_left_in_any_file(
    store: SqlPeopleStore, tmp_path: Path, remove: Callable[[SqlPeopleStore], None], size: int
) -> None:
    tell(store, OTHERS[0], "stays")
    tell(store, EVE, MARK * (size + 9))
    assert copies(tmp_path) > size
    remove(store)
    assert copies(tmp_path) == 0
    assert store.learner(OTHERS[0]).goal == "stays"
    assert store.load(conversation(OTHERS[0], "stays")) == "stays"


def remove_conversation(store: SqlPeopleStore) -> None:
    store.save(conversation(OTHERS[0]), MARK * 2000, NOW, Answered(MARK, MARK * 2000))
    store.forget(conversation(OTHERS[0]))


def remove_plan(store: SqlPeopleStore) -> None:
    store.drop_plan(OTHERS[0], store.save_plan(OTHERS[0], plan(MARK * 2000)).number)


def remove_profile(store: SqlPeopleStore) -> None:
    store.keep_learner(OTHERS[0], Learner(notes=(MARK * 2000,)), NOW)
    store.keep_learner(OTHERS[0], Learner(), NOW)


@pytest.mark.parametrize("remove", [remove_conversation, remove_plan, remove_profile], ids=lambda f: f.__name__)
def test_a_single_thing_is_erased_as_well(
    store: SqlPeopleStore, tmp_path: Path, remove: Callable[[SqlPeopleStore], None]
) -> None:
    remove(store)
    assert copies(tmp_path) == 0


def test_many_overwritten_versions_leave_nothing(store: SqlPeopleStore, tmp_path: Path) -> None:
    for turn in range(40):
        tell(store, EVE, MARK * (turn * 37 % 900 + 1))
    store.forget_person(EVE)
    assert copies(tmp_path) == 0


@pytest.mark.parametrize("seed", [4, 8])
def test_rows_that_moved_between_pages_leave_nothing(store: SqlPeopleStore, tmp_path: Path, seed: int) -> None:
    """With these seeds `secure_delete` alone leaves copies in pages that other people's rows still use."""
    rows = random.Random(seed)
    for _ in range(700):
        person = rows.choice([EVE, EVE, *OTHERS[:3]])
        name, size = f"{rows.randrange(400)}" * rows.randrange(1, 20), rows.choice([2, 51, 120, 226, 400, 500])
        store.save(conversation(person, name), (MARK if person == EVE else "text") * size, NOW)
    store.forget_person(EVE)
    assert copies(tmp_path) == 0


def test_pages_that_were_freed_without_overwriting_hold_nothing_after_the_next_removal(
    settings: StoreSettings, store: SqlPeopleStore, tmp_path: Path
) -> None:
    tell(store, EVE, MARK * 5000)
    with closing(sqlite3.connect(tmp_path / "people.db", isolation_level=None)) as careless:
        careless.execute("PRAGMA secure_delete=OFF")
        for table in people_metadata.tables:
            careless.execute(f"DELETE FROM {table}")
        careless.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert copies(tmp_path) > 1000
    tell(store, OTHERS[0], "something else")
    store.forget_person(OTHERS[0])
    assert copies(tmp_path) == 0


def test_an_open_connection_that_does_not_read_hinders_nothing(
    settings: StoreSettings, store: SqlPeopleStore, tmp_path: Path
) -> None:
    other = open_people(settings)
    tell(store, EVE, MARK)
    assert other.learner(EVE).goal == MARK
    store.forget_person(EVE)
    assert copies(tmp_path) == 0
    assert other.learner(EVE) == Learner()
    other.close()


@pytest.mark.parametrize("log", ["in the log", "in the file"])
def test_while_somebody_reads_it_is_said_that_bytes_may_stay(
    settings: StoreSettings, store: SqlPeopleStore, tmp_path: Path, log: str
) -> None:
    tell(store, EVE, MARK * 3000)
    if log == "in the file":
        with closing(sqlite3.connect(tmp_path / "people.db")) as other:
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with reading(settings):
        with soon(), pytest.raises(NotErased, match="once more"):
            store.forget_person(EVE)
        assert copies(tmp_path) > 0
        assert store.learner(EVE) == Learner()
        assert store.export(EVE)["conversations"] == []
        tell(store, OTHERS[0], "others are not kept waiting")
        with pytest.raises(NotErased):
            store.forget_person(EVE)
    store.forget_person(EVE)
    assert copies(tmp_path) == 0
    assert store.learner(OTHERS[0]).goal == "others are not kept waiting"


def test_a_reader_that_ends_in_time_is_waited_for(
    settings: StoreSettings, sql_store: SqlPeopleStore, tmp_path: Path
) -> None:
    tell(sql_store, EVE, MARK * 3000)
    began = threading.Event()

    def read() -> None:
        with reading(settings):
            began.set()
            threading.Event().wait(0.5)

    reader = threading.Thread(target=read)
    reader.start()
    assert began.wait(5)
    sql_store.forget_person(EVE)
    reader.join()
    assert copies(tmp_path) == 0


def test_a_stranger_who_keeps_nothing_is_not_told_of_what_is_owed_to_others(
    settings: StoreSettings, store: SqlPeopleStore
) -> None:
    tell(store, EVE, MARK)
    with reading(settings):
        with pytest.raises(NotErased):
            store.forget_person(EVE)
        store.keep_learner(OTHERS[0], Learner(tongue="es"), NOW)


def test_an_erasure_that_was_cut_off_is_made_good_at_the_next_opening(
    settings: StoreSettings, store: SqlPeopleStore, tmp_path: Path
) -> None:
    tell(store, EVE, MARK * 3000)
    with store._writer.begin() as connection:
        for table in EVERY_TABLE:
            connection.execute(delete(table))
        erasing.owe(connection)
    assert copies(tmp_path) > 0
    open_people(settings).close()
    assert copies(tmp_path) == 0


def test_a_deletion_that_was_rolled_back_owes_nothing(store: SqlPeopleStore, tmp_path: Path) -> None:
    tell(store, EVE, MARK)
    with store._writer.connect() as connection:
        connection.execute(delete(ProfileRow))
        erasing.owe(connection)
        connection.rollback()
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == 0
    assert store.learner(EVE).goal == MARK


def test_opening_goes_on_while_somebody_reads_what_is_owed(
    settings: StoreSettings, store: SqlPeopleStore, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tell(store, EVE, MARK)
    with reading(settings):
        with pytest.raises(NotErased):
            store.forget_person(EVE)
        with soon():
            opened = open_people(settings)
        assert opened.learner(EVE) == Learner()
    assert "still owed" in caplog.text
    assert MARK not in caplog.text
    opened.forget_person(OTHERS[0])
    assert copies(tmp_path) == 0
    opened.close()


def test_after_an_erasure_nothing_is_owed_and_the_next_removal_of_nothing_writes_nothing_anew(
    store: SqlPeopleStore, tmp_path: Path
) -> None:
    tell(store, EVE, MARK)
    store.forget_person(EVE)
    before = (tmp_path / "people.db").read_bytes(), (tmp_path / "people.db-wal").stat().st_size
    store.forget_person(EVE)
    assert ((tmp_path / "people.db").read_bytes(), (tmp_path / "people.db-wal").stat().st_size) == before


def forget_beside_another_change(store: SqlPeopleStore, goal: str) -> None:
    with store.transaction():
        store.forget_person(EVE)
        store.keep_learner(OTHERS[0], Learner(goal=goal), NOW)


def test_what_a_transaction_removes_is_erased_after_it(
    settings: StoreSettings, store: SqlPeopleStore, tmp_path: Path
) -> None:
    tell(store, EVE, MARK * 3000)
    forget_beside_another_change(store, "stays")
    assert copies(tmp_path) == 0
    tell(store, EVE, MARK * 3000)
    with reading(settings), pytest.raises(NotErased):
        forget_beside_another_change(store, "is kept all the same")
    assert store.learner(OTHERS[0]).goal == "is kept all the same"
    store.keep_learner(OTHERS[0], Learner(), NOW)
    assert copies(tmp_path) == 0
