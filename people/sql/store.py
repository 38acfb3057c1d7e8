"""The people store on SQLModel: the port of `people.store`."""

from __future__ import annotations

import datetime as dt
from contextlib import closing

from sqlalchemy import ColumnElement, Engine, and_, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col

from people.sql.tables import ConversationRow
from people.store import ConversationKey


class SqlConversationStore:
    """Conversations in one database. Each method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()

    def load(self, key: ConversationKey) -> str | None:
        """The state as it was last kept; None for a new conversation."""
        with self._engine.connect() as connection:
            return connection.scalar(select(col(ConversationRow.state)).where(_is(key)))

    def save(self, key: ConversationKey, state: str, now: dt.datetime) -> None:
        """Keeps a state in place of an earlier one."""
        names = {
            "workspace": key.workspace,
            "user": key.user,
            "conversation": key.conversation,
        }
        written = {"state": state, "updated_at": now.astimezone(dt.UTC)}
        statement = insert(ConversationRow).values(**names, **written)
        with self._engine.begin() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=list(names), set_=written))

    def forget(self, key: ConversationKey) -> None:
        """Removes a conversation; the write-ahead log is emptied too, so that nothing of it stays in a file."""
        with self._engine.begin() as connection:
            connection.execute(delete(ConversationRow).where(_is(key)))
        with closing(self._engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _is(key: ConversationKey) -> ColumnElement[bool]:
    return and_(
        col(ConversationRow.workspace) == key.workspace,
        col(ConversationRow.user) == key.user,
        col(ConversationRow.conversation) == key.conversation,
    )
