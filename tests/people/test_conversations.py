"""The people store: conversations of one person each, in a file of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from catalog.errors import NotUsable
from catalog.settings import StoreSettings
from people.sql.open import PEOPLE_HEAD, open_people
from people.sql.store import SqlPeopleStore
from people.sql.tables import people_metadata
from people.store import ConversationKey

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
ANA = ConversationKey("", "ana", "c")


@pytest.fixture
def settings(tmp_path: Path) -> StoreSettings:
    return StoreSettings(ADVISOR_DATA_DIR=tmp_path)


@pytest.fixture
def store(settings: StoreSettings) -> Iterator[SqlPeopleStore]:
    opened = open_people(settings)
    yield opened
    opened.close()


def test_a_new_conversation_has_no_state(store: SqlPeopleStore) -> None:
    assert store.load(ANA) is None


def test_a_state_comes_back_and_is_replaced(store: SqlPeopleStore) -> None:
    store.save(ANA, '{"turns": 1}', NOW)
    store.save(ANA, '{"turns": 2}', NOW)
    assert store.load(ANA) == '{"turns": 2}'


@pytest.mark.parametrize(
    "other",
    [ConversationKey("", "ben", "c"), ConversationKey("T1", "ana", "c"), ConversationKey("", "ana", "d")],
    ids=["another user", "another workspace", "another conversation"],
)
def test_nobody_else_reads_it(store: SqlPeopleStore, other: ConversationKey) -> None:
    store.save(ANA, "mine", NOW)
    assert store.load(other) is None


def test_it_survives_closing(settings: StoreSettings) -> None:
    first = open_people(settings)
    first.save(ANA, "kept", NOW)
    first.close()
    second = open_people(settings)
    assert second.load(ANA) == "kept"
    second.close()


def test_forgotten_to_the_last_byte(settings: StoreSettings, store: SqlPeopleStore, tmp_path: Path) -> None:
    marker = "planted-marker-" + "x" * 40
    for turn in range(20):
        store.save(ANA, marker * (turn + 1), NOW)
    store.save(ConversationKey("", "ben", "c"), "stays", NOW)
    store.forget(ANA)
    assert store.load(ANA) is None
    store.close()
    for file in tmp_path.rglob("*"):
        assert marker.encode() not in file.read_bytes(), file


def test_deleted_text_is_overwritten_on_every_connection(store: SqlPeopleStore) -> None:
    with store._engine.connect() as connection:
        assert connection.scalar(text("PRAGMA secure_delete")) == 1


def test_the_migrations_make_the_tables(settings: StoreSettings, store: SqlPeopleStore) -> None:
    found = inspect(create_engine(settings.people_url))
    for table in people_metadata.tables.values():
        assert {column.name for column in table.columns} == {column["name"] for column in found.get_columns(table.name)}
    with create_engine(settings.people_url).connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == PEOPLE_HEAD


def test_a_file_that_is_no_database_is_said(settings: StoreSettings, tmp_path: Path) -> None:
    (tmp_path / "people.db").write_text("no database at all, only words " * 100)
    with pytest.raises(NotUsable):
        open_people(settings)


def test_only_the_owner_may_read_what_people_said(settings: StoreSettings, store: SqlPeopleStore) -> None:
    store.save(ANA, "{}", NOW)
    files = [path for path in settings.data_dir.iterdir() if path.name.startswith("people")]
    assert files
    assert all(path.stat().st_mode & 0o077 == 0 for path in files)
