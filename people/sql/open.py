"""Opening the people store, its inbox and outbox, its installations, and what goes out of itself."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, event

from catalog.errors import NotErased
from catalog.settings import StoreSettings
from catalog.sql.open import open_database
from people.sql import erasing
from people.sql.desk import SqlHandovers
from people.sql.inbox import SqlInbox
from people.sql.reminders import SqlReminders
from people.sql.store import SqlPeopleStore
from people.sql.tables import people_metadata

if TYPE_CHECKING:
    from people.sql.installations import SqlInstallations

OWNER_ONLY = 0o600
PEOPLE_HEAD = "0006"
PEOPLE_MIGRATIONS = Path(__file__).parent / "migrations"
_LOG = logging.getLogger(__name__)


def open_people(settings: StoreSettings) -> SqlPeopleStore:
    """The people store, its schema brought up to date. Raises NotUsable where the database cannot be opened."""
    return SqlPeopleStore(_opened(settings))


def open_inbox(settings: StoreSettings) -> SqlInbox:
    """The inbox and outbox of the same database. Raises NotUsable where it cannot be opened."""
    quick = _opened(settings)
    event.listen(quick, "connect", _do_not_wait_for_the_disk)
    quick.dispose()
    return SqlInbox(_opened(settings), quick)


def open_installations(settings: StoreSettings, keys: Sequence[str], *, anew: bool = True) -> SqlInstallations:
    """The installations in the same database, encrypted anew with the first of the keys where another one was used.

    The other keys may be dropped after that. Who only looks has `anew` false: processes that do not know the first key yet
    go on reading. Raises NotUsable where it cannot be opened, and where there is no key.
    """
    from people.sql.encryption import Encryption  # noqa: PLC0415 only an app of many workspaces needs it
    from people.sql.installations import SqlInstallations  # noqa: PLC0415 the same

    encryption = Encryption(keys)
    engine = _opened(settings)
    installations = SqlInstallations(engine, encryption)
    if anew:
        installations.encrypt_anew()
        _settle(engine)
    return installations


@dataclass(frozen=True, slots=True)
class Outreach:
    """What the bot does of itself for people: hand-overs and reminders, in the same database."""

    engine: Engine
    handovers: SqlHandovers
    reminders: SqlReminders

    def close(self) -> None:
        """Closes the connections."""
        self.engine.dispose()


def open_outreach(settings: StoreSettings) -> Outreach:
    """Hand-overs and reminders of the same database. Raises NotUsable where it cannot be opened."""
    engine = _opened(settings)
    return Outreach(engine, SqlHandovers(engine), SqlReminders(engine))


def _opened(settings: StoreSettings) -> Engine:
    engine = open_database(settings.people_url, PEOPLE_MIGRATIONS, PEOPLE_HEAD, people_metadata)
    event.listen(engine, "connect", erasing.overwrite_deleted)
    engine.dispose()
    if engine.url.database:
        Path(engine.url.database).chmod(OWNER_ONLY)
    _settle(engine)
    return engine


def _do_not_wait_for_the_disk(connection: sqlite3.Connection, _record: object) -> None:
    """A power cut may lose the last transactions, never part of one: https://www.sqlite.org/pragma.html#pragma_synchronous"""
    connection.execute("PRAGMA synchronous=NORMAL")


def _settle(engine: Engine) -> None:
    """Erases what an earlier process could not; another one that reads meanwhile keeps nobody from opening."""
    try:
        erasing.settle(engine, patience=0)
    except NotErased as error:
        _LOG.warning("An erasure is still owed: %s", error.message)
