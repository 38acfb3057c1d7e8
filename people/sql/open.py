"""Opening the people store.

What is deleted is overwritten in the file (https://www.sqlite.org/pragma.html#pragma_secure_delete).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import event

from catalog.settings import StoreSettings
from catalog.sql.open import open_database
from people.sql.store import SqlConversationStore

OWNER_ONLY = 0o600
PEOPLE_HEAD = "0001"
PEOPLE_MIGRATIONS = Path(__file__).parent / "migrations"


def open_people(settings: StoreSettings) -> SqlConversationStore:
    """The people store, its schema brought up to date. Raises NotUsable where the database cannot be opened."""
    engine = open_database(settings.people_url, PEOPLE_MIGRATIONS, PEOPLE_HEAD)
    event.listen(engine, "connect", _overwrite_deleted)
    engine.dispose()
    if engine.url.database and engine.url.get_backend_name() == "sqlite":
        Path(engine.url.database).chmod(OWNER_ONLY)
    return SqlConversationStore(engine)


def _overwrite_deleted(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()
