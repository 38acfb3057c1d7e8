"""What the statements of the people store share: whose a row is, and moments in UTC."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, and_
from sqlmodel import col

from people.sql.tables import PeopleTable
from people.store import PersonKey


def names(person: PersonKey) -> dict[str, str]:
    """The columns that say whose a row is."""
    return {"workspace": person.workspace, "user": person.user}


def of(table: type[PeopleTable], person: PersonKey) -> ColumnElement[bool]:
    """Whether a row is of a person."""
    return and_(col(table.workspace) == person.workspace, col(table.user) == person.user)


def utc(moment: dt.datetime) -> dt.datetime:
    """A moment with a time zone, in UTC."""
    return moment.astimezone(dt.UTC)
