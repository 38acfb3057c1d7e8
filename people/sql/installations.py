"""Installations on SQLModel: the ports of `people.installations`, in the people database."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging

from sqlalchemy import Engine, delete, insert, select, update
from sqlmodel import col

from catalog.errors import NotUsable
from catalog.sql.store import WRITING
from people.sql import erasing
from people.sql.encryption import Encryption
from people.sql.rows import put, utc
from people.sql.store import PATIENCE
from people.sql.tables import InstallationRow, InstallStateRow

_LOG = logging.getLogger(__name__)


class SqlInstallations:
    """Installations and their states in one database. Each method is one transaction."""

    def __init__(self, engine: Engine, encryption: Encryption, patience: float = PATIENCE) -> None:
        self._engine, self._encryption, self._patience = engine, encryption, patience
        self._writer = engine.execution_options(**WRITING)

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()

    def keep(self, workspace: str, body: str) -> None:
        row = InstallationRow(workspace=workspace, body=self._encryption.encrypt(body))
        with self._writer.begin() as connection:
            put(connection, row, col(InstallationRow.workspace) == workspace)

    def find(self, workspace: str) -> str | None:
        kept = select(col(InstallationRow.body)).where(col(InstallationRow.workspace) == workspace)
        with self._engine.connect() as connection:
            encrypted = connection.scalar(kept)
        if encrypted is None:
            return None
        body = self._encryption.decrypt(encrypted)
        if body is None:
            raise NotUsable(
                f"The installation of workspace {workspace} is encrypted with a key that is not in ADVISOR_TOKEN_KEYS; "
                "add that key again, or install the app in the workspace once more."
            )
        return body

    def remove(self, workspace: str) -> None:
        with self._writer.begin() as connection:
            gone = delete(InstallationRow).where(col(InstallationRow.workspace) == workspace)
            if connection.execute(gone).rowcount:
                erasing.owe(connection)
        erasing.settle(self._engine, self._patience)

    def workspaces(self) -> tuple[str, ...]:
        with self._engine.connect() as connection:
            ids = select(col(InstallationRow.workspace)).order_by(col(InstallationRow.workspace))
            return tuple(connection.scalars(ids))

    def encrypt_anew(self) -> int:
        """Encrypts with the first key what another one encrypted, and owes the erasing of the earlier form; how many rows.

        What no key opens is left as it is.
        """
        changed = 0
        with self._writer.begin() as connection:
            for row in connection.execute(select(InstallationRow)).all():
                body = self._encryption.decrypt(row.body)
                if body is None:
                    _LOG.warning(
                        "The installation of workspace %s is opened by no key; it is left as it is", row.workspace
                    )
                elif not self._encryption.is_current(row.body):
                    here = update(InstallationRow).where(col(InstallationRow.workspace) == row.workspace)
                    connection.execute(here.values(body=self._encryption.encrypt(body)))
                    changed += 1
            if changed:
                erasing.owe(connection)
        return changed

    def begin(self, state: str, expires_at: dt.datetime, now: dt.datetime) -> None:
        values = {"digest": _digest(state), "expires_at": utc(expires_at)}
        with self._writer.begin() as connection:
            connection.execute(delete(InstallStateRow).where(col(InstallStateRow.expires_at) <= utc(now)))
            connection.execute(insert(InstallStateRow).values(values))

    def end(self, state: str, now: dt.datetime) -> bool:
        this, lasts = col(InstallStateRow.digest) == _digest(state), col(InstallStateRow.expires_at) > utc(now)
        with self._writer.begin() as connection:
            return bool(connection.execute(delete(InstallStateRow).where(this, lasts)).rowcount)


def _digest(state: str) -> str:
    """What is kept of a state: nobody who reads the database can end what another browser began."""
    return hashlib.sha256(state.encode()).hexdigest()
