"""The database itself: pragmas, migrations, files that are none, processes beside one another."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, inspect, text

from catalog.errors import NotUsable
from catalog.settings import StoreSettings
from catalog.sql.open import CATALOG_HEAD, CATALOG_MIGRATIONS, open_catalog, open_database
from catalog.sql.tables import catalog_metadata
from tests.conftest import ROOT, settings_in


def opened(folder: Path, tables: MetaData | None = catalog_metadata) -> Engine:
    return open_database(settings_in(folder).catalog_url, CATALOG_MIGRATIONS, CATALOG_HEAD, tables)


def schema(engine: Engine) -> list[tuple[str, str]]:
    """Every table and index with the columns, types and keys that SQLite keeps of it."""
    with engine.connect() as connection:
        names = connection.scalars(text("SELECT name FROM sqlite_master ORDER BY name")).all()
        asked = [(name, kind) for name in names for kind in ("table_info", "index_xinfo")]
        return [(name, str(connection.execute(text(f"PRAGMA {kind}({name})")).all())) for name, kind in asked]


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 30000)]
)
def test_every_connection_keeps_what_it_acknowledges(tmp_path: Path, pragma: str, value: object) -> None:
    engine = opened(tmp_path)
    for _ in range(2):
        with engine.connect() as first, engine.connect() as second:
            assert {c.execute(text(f"PRAGMA {pragma}")).scalar() for c in (first, second)} == {value}
        engine.dispose()


def test_the_constant_is_the_head_of_the_migrations() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(CATALOG_MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [CATALOG_HEAD]


@pytest.mark.parametrize("tables", [None, catalog_metadata], ids=["migrated", "made at once"])
def test_the_schema_is_that_of_the_tables(tmp_path: Path, tables: MetaData | None) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with opened(tmp_path, tables).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, catalog_metadata) == []
        assert context.get_current_revision() == CATALOG_HEAD


def test_a_catalog_made_at_once_is_that_of_the_migrations(tmp_path: Path) -> None:
    assert schema(opened(tmp_path / "at once")) == schema(opened(tmp_path / "migrated", None))


def test_an_empty_file_becomes_a_catalog(tmp_path: Path) -> None:
    (tmp_path / "catalog.db").touch()
    assert set(inspect(opened(tmp_path)).get_table_names()) >= set(catalog_metadata.tables)


def test_folders_are_made_on_the_way(tmp_path: Path) -> None:
    assert open_catalog(settings_in(tmp_path / "a" / "b c%20ñ")).active() is None


@pytest.mark.parametrize("known", [True, False])
def test_opening_a_new_or_up_to_date_catalog_does_not_import_alembic(tmp_path: Path, known: bool) -> None:
    if known:
        opened(tmp_path).dispose()
    check = (
        "import sys; from pathlib import Path; from catalog.settings import StoreSettings;"
        "from catalog.sql.open import open_catalog; open_catalog(StoreSettings()).active();"
        "sys.exit('alembic' in sys.modules)"
    )
    assert run(check, tmp_path).wait(60) == 0


def spoil_with_text(path: Path) -> None:
    path.write_text("this is a shopping list, not a database\n" * 100)


def spoil_by_cutting(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t AS SELECT randomblob(9000) AS b")
    path.write_bytes(path.read_bytes()[:-5000].replace(b"SQLite format 3", b"SQLite format 9"))


def spoil_with_a_folder(path: Path) -> None:
    path.mkdir()


def spoil_with_the_future(path: Path) -> None:
    opened(path.parent).dispose()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    "spoil", [spoil_with_text, spoil_by_cutting, spoil_with_a_folder, spoil_with_the_future], ids=lambda f: f.__name__
)
def test_a_file_that_is_no_catalog_is_one_plain_sentence(tmp_path: Path, spoil) -> None:
    spoil(tmp_path / "catalog.db")
    with pytest.raises(NotUsable) as refused:
        opened(tmp_path)
    assert "catalog.db" in refused.value.message
    assert "Traceback" not in refused.value.message
    assert refused.value.message.endswith(".")


def test_a_data_folder_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotUsable, match="ADVISOR_DATA_DIR"):
        opened(tmp_path / "file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into every folder")
def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(NotUsable, match="written"):
            opened(tmp_path)
    finally:
        tmp_path.chmod(0o700)


def run(code: str, folder: Path) -> subprocess.Popen[str]:
    environment = {"PATH": os.environ["PATH"], "ADVISOR_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", code], env=environment, cwd=folder, text=True, stdout=subprocess.PIPE
    )


OPEN = "from catalog.settings import StoreSettings; from catalog.sql.open import open_catalog; "


def test_processes_that_open_a_new_folder_at_once_all_get_a_catalog(tmp_path: Path) -> None:
    started = [run(OPEN + "print(open_catalog(StoreSettings()).active())", tmp_path) for _ in range(3)]
    assert [process.communicate(timeout=60)[0].strip() for process in started] == ["None"] * 3


def test_processes_that_write_at_once_lose_no_run(tmp_path: Path) -> None:
    opened(tmp_path).dispose()
    write = OPEN + (
        "import datetime as dt; from catalog.store import Run; from catalog.skill import Skill\n"
        "store = open_catalog(StoreSettings()); now = dt.datetime.now(dt.UTC)\n"
        "for n in range(20):\n"
        "    store.keep_vocabulary([Skill(name=f'{id(store)} {n}')], [])\n"
        "    store.add_run(Run(0, now, now, 'activated', None, str(n)), '{}')"
    )
    assert [process.wait(60) for process in [run(write, tmp_path), run(write, tmp_path)]] == [0, 0]
    assert len(open_catalog(settings_in(tmp_path)).runs(1000)) == 40


def test_settings_come_from_the_environment_and_an_empty_one_counts_as_unset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert StoreSettings().data_dir == Path(".advisor")
    monkeypatch.setenv("ADVISOR_DATA_DIR", "")
    assert StoreSettings().data_dir == Path(".advisor")
    (tmp_path / ".env").write_text("ADVISOR_DATA_DIR=from-file\n")
    assert StoreSettings().data_dir == Path("from-file")
    monkeypatch.setenv("ADVISOR_DATA_DIR", "from-environment")
    assert StoreSettings().data_dir == Path("from-environment")
    assert StoreSettings().catalog_url == "sqlite:///from-environment/catalog.db"
