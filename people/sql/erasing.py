"""Erasing from an SQLite database, to the last byte of its files.

`secure_delete` overwrites what is deleted, but a row that once moved to another page may have left a copy of itself in the
unused part of the old one, and the write-ahead log holds earlier versions. So the database is written anew
(https://www.sqlite.org/lang_vacuum.html) and the log is emptied (https://www.sqlite.org/pragma.html#pragma_wal_checkpoint).

What is owed is noted by the transaction that deletes, in the `user_version` of the file: an erasure that was cut off is
made good by the next one, or when the store is opened.
"""

from __future__ import annotations

import secrets
import sqlite3
import time
from contextlib import closing

from sqlalchemy import Connection, Engine

from catalog.errors import NotErased
from catalog.sql.store import WRITING

_PAUSE = 0.05


def overwrite_deleted(connection: sqlite3.Connection, _record: object) -> None:
    """Has a new connection overwrite what it deletes."""
    connection.execute("PRAGMA secure_delete=ON")


def owe(connection: Connection) -> None:
    """Notes, within the transaction that deletes, that bytes are to be erased."""
    connection.exec_driver_sql(f"PRAGMA user_version={1 + secrets.randbelow(2**31 - 1)}")


def settle(engine: Engine, patience: float) -> None:
    """Erases what is owed, if anything is; who reads earlier versions is waited for, `patience` seconds.

    Raises NotErased where that was not enough or the disk refuses.
    """
    with engine.connect() as connection:
        owed = _owed(connection)
    if not owed:
        return
    try:
        emptied = _rewritten(engine, patience)
    except sqlite3.Error as error:
        raise _not_erased() from error
    if not emptied:
        raise _not_erased()
    with engine.execution_options(**WRITING).begin() as connection:
        if _owed(connection) == owed:
            connection.exec_driver_sql("PRAGMA user_version=0")


def empty_log(engine: Engine) -> None:
    """Empties the write-ahead log of an SQLite database, unless somebody reads earlier versions just now."""
    with closing(engine.raw_connection()) as pooled:
        connection = pooled.driver_connection
        if isinstance(connection, sqlite3.Connection):
            pooled.detach()  # its pragmas are its own
            _log_emptied(connection, deadline=0.0)


def _owed(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _rewritten(engine: Engine, patience: float) -> bool:
    """Whether the database was written anew and its log emptied."""
    with closing(engine.raw_connection()) as pooled:
        connection = pooled.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        pooled.detach()  # its pragmas are its own
        connection.execute("VACUUM")
        return _log_emptied(connection, time.monotonic() + patience)


def _log_emptied(connection: sqlite3.Connection, deadline: float) -> bool:
    """Attempts are short, because each keeps writers waiting."""
    connection.execute("PRAGMA busy_timeout=100")
    while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > deadline:
            return False
        time.sleep(_PAUSE)
    return True


def _not_erased() -> NotErased:
    return NotErased(
        "What was asked to be removed is removed, but copies of it may stay in the file of the database while "
        "another program reads it or the disk is full; ask once more in a minute."
    )
