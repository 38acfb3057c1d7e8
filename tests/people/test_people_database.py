"""The database of people: made at once, or brought up from an earlier version."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, text

from catalog.settings import StoreSettings
from catalog.sql.open import open_database
from catalog.sql.store import WRITING
from people.sql.open import PEOPLE_HEAD, PEOPLE_MIGRATIONS, open_people
from people.sql.tables import EVERY_TABLE, WORKSPACE_TABLES, people_metadata
from tests.conftest import ROOT
from tests.people.conftest import ANA, FULL, NOW, conversation, plan


def config() -> Config:
    found = Config()
    found.set_main_option("script_location", str(PEOPLE_MIGRATIONS))
    return found


def opened(folder: Path, tables: MetaData | None) -> Engine:
    return open_database(f"sqlite:///{folder / 'people.db'}", PEOPLE_MIGRATIONS, PEOPLE_HEAD, tables)


def schema(engine: Engine) -> list[tuple[str, str]]:
    """Every table and index with the columns, types and keys that SQLite keeps of it."""
    with engine.connect() as connection:
        names = connection.scalars(text("SELECT name FROM sqlite_master ORDER BY name")).all()
        asked = [(name, kind) for name in names for kind in ("table_info", "index_xinfo")]
        return [(name, str(connection.execute(text(f"PRAGMA {kind}({name})")).all())) for name, kind in asked]


def test_the_constant_is_the_head_of_the_migrations() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [PEOPLE_HEAD]


@pytest.mark.parametrize("tables", [None, people_metadata], ids=["migrated", "made at once"])
def test_the_schema_is_that_of_the_tables(tmp_path: Path, tables: MetaData | None) -> None:
    with opened(tmp_path, tables).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, people_metadata) == []
        assert context.get_current_revision() == PEOPLE_HEAD


def test_a_store_made_at_once_is_that_of_the_migrations(tmp_path: Path) -> None:
    assert schema(opened(tmp_path / "at once", people_metadata)) == schema(opened(tmp_path / "migrated", None))


def test_every_row_says_whose_it_is() -> None:
    for table in (people_metadata.tables[str(found.__tablename__)] for found in EVERY_TABLE):
        assert not table.c.workspace.nullable
        assert not table.c.user.nullable
        found_by = [table.primary_key.columns, *(index.columns for index in table.indexes)]
        assert any(columns.keys()[:2] == ["workspace", "user"] for columns in found_by)


def test_every_row_of_a_workspace_says_of_which() -> None:
    for found in WORKSPACE_TABLES:
        assert people_metadata.tables[str(found.__tablename__)].primary_key.columns.keys() == ["workspace"]


@pytest.fixture
def first_version(settings: StoreSettings) -> StoreSettings:
    """A data folder as the version left it that only knew conversations."""
    engine = opened(settings.data_dir, people_metadata)
    with engine.execution_options(**WRITING).begin() as connection:
        people_metadata.drop_all(connection)
        connection.execute(text("DELETE FROM alembic_version"))
        migrate = config()
        migrate.attributes["connection"] = connection
        command.upgrade(migrate, "0001")
        row = text("INSERT INTO conversation VALUES ('T1', 'ana', 'c', '{\"turns\": 3}', '2026-11-01 09:00:00.000000')")
        connection.execute(row)
    engine.dispose()
    return settings


def test_the_first_version_is_brought_up_with_its_conversations(first_version: StoreSettings) -> None:
    store = open_people(first_version)
    assert store.load(conversation(ANA)) == '{"turns": 3}'
    store.keep_learner(ANA, FULL, NOW)
    assert store.save_plan(ANA, plan()).number == 1
    assert store.export(ANA)["conversations"] == [
        {"conversation": "c", "updated_at": "2026-11-01T09:00:00+00:00", "state": {"turns": 3}}
    ]
    assert schema(store._engine) == schema(opened(first_version.data_dir / "new", people_metadata))
    store.close()


def test_a_second_opening_changes_nothing(first_version: StoreSettings) -> None:
    open_people(first_version).close()
    before = (first_version.data_dir / "people.db").read_bytes()
    open_people(first_version).close()
    assert (first_version.data_dir / "people.db").read_bytes() == before


def test_a_migration_that_fails_leaves_the_first_version(first_version: StoreSettings) -> None:
    from sqlalchemy.exc import OperationalError

    from catalog.errors import NotUsable

    file = first_version.data_dir / "people.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE saved_plan (in_the_way)")
    with pytest.raises(NotUsable) as refused:
        open_people(first_version)
    assert isinstance(refused.value.__cause__, OperationalError)
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        tables = {name for (name,) in found}
        assert tables == {"alembic_version", "conversation", "saved_plan"}
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        connection.execute("DROP TABLE saved_plan")
    store = open_people(first_version)
    assert store.load(conversation(ANA)) == '{"turns": 3}'
    store.close()


def test_opening_a_new_store_does_not_import_alembic(tmp_path: Path) -> None:
    check = (
        "import sys; from catalog.settings import StoreSettings; from people.sql.open import open_people;"
        f"open_people(StoreSettings(ADVISOR_DATA_DIR={str(tmp_path)!r})); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, timeout=60, check=False).returncode == 0
