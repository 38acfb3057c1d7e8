"""Opening a database: the engine with the pragmas that keep every acknowledged row, and its migrations.

Alembic takes its time to import, so it is only called where there is an older schema: an empty database gets its tables
as they are at `head`.
SQLite: WAL with `synchronous=FULL` (https://www.sqlite.org/pragma.html#pragma_synchronous).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, create_engine, event, inspect, select
from sqlalchemy.exc import DBAPIError

from catalog.errors import NotUsable
from catalog.settings import StoreSettings
from catalog.sql.store import WRITING, SqlCatalogStore
from catalog.sql.tables import catalog_metadata

CATALOG_HEAD = "0001"
CACHE = "cache_size=-65536"
"""64 MB of pages: contents are addressed by hashes, so that a large catalog is read and written all over its file."""
CATALOG_MIGRATIONS = Path(__file__).parent / "migrations"

_VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""Where Alembic notes the revision: https://alembic.sqlalchemy.org/en/latest/api/runtime.html"""


def open_catalog(settings: StoreSettings) -> SqlCatalogStore:
    """The catalog store, its schema brought up to date. Raises NotUsable where the database cannot be opened."""
    return SqlCatalogStore(open_database(settings.catalog_url, CATALOG_MIGRATIONS, CATALOG_HEAD, catalog_metadata))


def open_database(url: str, migrations: Path, head: str, tables: MetaData | None = None) -> Engine:
    """An engine on the database, migrated to `head` where needed; an empty one is made from `tables`, where they are given.

    Raises NotUsable.
    """
    engine = _engine(url)
    try:
        _make_folder(engine)
        found = _revision(engine)
        if found is None and tables is not None:
            _create(engine, tables, head)
        elif found != head:
            _check_known(found, migrations, engine)
            _migrate(engine, migrations)
    except (DBAPIError, OSError) as error:
        raise NotUsable(
            f"The database at {_where(engine)} cannot be opened; check that its folder can be written and "
            "that the file is an SQLite database, or set ADVISOR_DATA_DIR to another folder."
        ) from error
    return engine


def _engine(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would leave DDL outside of transactions: `_begin` opens them
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000", CACHE):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _where(engine: Engine) -> str:
    return engine.url.database or str(engine.url)


def _make_folder(engine: Engine) -> None:
    if engine.url.database:
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)


def _revision(engine: Engine) -> str | None:
    if not inspect(engine).has_table(_VERSION.name):
        return None
    with engine.connect() as connection:
        revision: str | None = connection.scalar(select(_VERSION.c.version_num))
    return revision


def _create(engine: Engine, tables: MetaData, head: str) -> None:
    """Makes all tables and notes their revision; of several processes that do so at once the later ones find it done."""
    with engine.execution_options(**WRITING).begin() as connection:
        if not inspect(connection).has_table(_VERSION.name):
            tables.create_all(connection)
            _VERSION.create(connection)
            connection.execute(_VERSION.insert(), {"version_num": head})


def _check_known(revision: str | None, migrations: Path, engine: Engine) -> None:
    if revision is not None and not any((migrations / "versions").glob(f"{revision}_*.py")):
        raise NotUsable(
            f"The database at {_where(engine)} comes from a newer version of this program; install that version, "
            "or set ADVISOR_DATA_DIR to another folder."
        )


def _migrate(engine: Engine, migrations: Path) -> None:
    """Brings the schema to the head; of several processes that do so at once the later ones find it done."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with engine.execution_options(**WRITING).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
