"""What the statements of the people store share: whose a row is, writing one, and moments in UTC."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, Connection, and_, insert, update
from sqlmodel import col

from people.sql.tables import PeopleTable, WorkspaceTable
from people.store import PersonKey


def names(person: PersonKey) -> dict[str, str]:
    """The columns that say whose a row is."""
    return {"workspace": person.workspace, "user": person.user}


def of(table: type[PeopleTable], person: PersonKey) -> ColumnElement[bool]:
    """Whether a row is of a person."""
    return and_(col(table.workspace) == person.workspace, col(table.user) == person.user)


def put(connection: Connection, row: WorkspaceTable, where: ColumnElement[bool]) -> None:
    """Writes a row in place of an earlier one; the transaction keeps other writers out."""
    values, table = row.model_dump(), type(row)
    if not connection.execute(update(table).where(where).values(values)).rowcount:
        connection.execute(insert(table).values(values))


def utc(moment: dt.datetime) -> dt.datetime:
    """A moment with a time zone, in UTC."""
    return moment.astimezone(dt.UTC)
