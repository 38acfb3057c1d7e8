"""The people store under odd names, many hands and other versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from catalog.errors import NotUsable
from catalog.settings import StoreSettings
from people.sql.open import open_people
from people.sql.store import SqlPeopleStore
from people.store import ConversationKey

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
ANA = ConversationKey("", "ana", "c")
ODD = [
    "",
    " ",
    "ana'; DROP TABLE conversation; --",
    "%",
    "_",
    "é",
    "e\u0301",
    "漢字",
    "🪢",
    "A" * 3000,
    "a\nb",
    "a\x00b",
    "null",
]


@pytest.fixture
def settings(tmp_path: Path) -> StoreSettings:
    return StoreSettings(ADVISOR_DATA_DIR=tmp_path)


@pytest.fixture
def store(settings: StoreSettings) -> Iterator[SqlPeopleStore]:
    opened = open_people(settings)
    yield opened
    opened.close()


def test_odd_names_are_names_like_any_other(store: SqlPeopleStore) -> None:
    keys = [ConversationKey(name, user, "c") for name in ODD for user in ODD]
    for number, key in enumerate(keys):
        store.save(key, str(number), NOW)
    assert [store.load(key) for key in keys] == [str(number) for number in range(len(keys))]


def test_only_the_one_that_was_meant_is_forgotten(store: SqlPeopleStore) -> None:
    keys = [ConversationKey(workspace, user, one) for workspace in "TU" for user in "ab" for one in "cd"]
    for key in keys:
        store.save(key, key.user, NOW)
    store.forget(keys[0])
    assert [store.load(key) for key in keys] == [None, *[key.user for key in keys[1:]]]
    store.forget(keys[0])
    store.forget(ConversationKey("%", "%", "%"))
    assert store.load(keys[1]) == keys[1].user


def test_a_state_of_any_size_and_any_letter(store: SqlPeopleStore) -> None:
    state = "«é漢🪢\x00\u202e» " * 50_000
    store.save(ANA, state, NOW)
    assert store.load(ANA) == state


def test_many_hands_lose_nothing(store: SqlPeopleStore) -> None:
    def write(number: int) -> None:
        key = ConversationKey("", f"user{number % 7}", f"c{number}")
        store.save(key, "early", NOW)
        store.save(key, str(number), NOW)

    with ThreadPoolExecutor(8) as pool:
        [*pool.map(write, range(60))]
    assert all(store.load(ConversationKey("", f"user{n % 7}", f"c{n}")) == str(n) for n in range(60))


def test_two_processes_may_have_it_open(settings: StoreSettings, store: SqlPeopleStore) -> None:
    other = open_people(settings)
    store.save(ANA, "one", NOW)
    assert other.load(ANA) == "one"
    other.save(ANA, "two", NOW)
    assert store.load(ANA) == "two"
    other.forget(ANA)
    assert store.load(ANA) is None
    other.close()


def test_the_last_write_counts_whatever_its_clock_says(settings: StoreSettings, store: SqlPeopleStore) -> None:
    store.save(ANA, "new", NOW)
    store.save(ANA, "newer", NOW - dt.timedelta(days=400))
    assert store.load(ANA) == "newer"
    with create_engine(settings.people_url).connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM conversation")) == 1


def test_a_database_of_a_newer_version_is_left_alone(settings: StoreSettings, store: SqlPeopleStore) -> None:
    store.save(ANA, "kept", NOW)
    store.close()
    with create_engine(settings.people_url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NotUsable, match="newer version"):
        open_people(settings)
    with create_engine(settings.people_url).connect() as connection:
        assert connection.scalar(text("SELECT state FROM conversation")) == "kept"


def test_it_stands_apart_from_the_catalog(settings: StoreSettings, store: SqlPeopleStore, tmp_path: Path) -> None:
    store.save(ANA, "kept", NOW)
    assert (tmp_path / "people.db").is_file()
    assert not (tmp_path / "catalog.db").exists()
