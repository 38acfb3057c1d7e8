"""The reminders on SQLModel: the port of `people.reminders`, in the people database."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update
from sqlmodel import col

from catalog.sql.store import WRITING
from people.reminders import Reminder
from people.sql.rows import names, of, utc
from people.sql.tables import ReminderRow
from people.store import PersonKey


class SqlReminders:
    """Reminders in one database; each method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._writer = engine, engine.execution_options(**WRITING)

    def reminder(self, person: PersonKey) -> Reminder | None:
        with self._engine.connect() as connection:
            return _of(connection, person)

    def switch_on(self, reminder: Reminder) -> None:
        moments = {"since": utc(reminder.since), "next_at": utc(reminder.next_at)}
        last = None if reminder.last_at is None else utc(reminder.last_at)
        values = names(reminder.person) | moments | {"tz": reminder.tz, "last_at": last, "ignored": reminder.ignored}
        with self._writer.begin() as connection:
            connection.execute(delete(ReminderRow).where(of(ReminderRow, reminder.person)))
            connection.execute(insert(ReminderRow).values(values))

    def switch_off(self, person: PersonKey) -> None:
        with self._writer.begin() as connection:
            connection.execute(delete(ReminderRow).where(of(ReminderRow, person)))

    def due(self, now: dt.datetime) -> tuple[Reminder, ...]:
        rows = select(ReminderRow).where(col(ReminderRow.next_at) <= utc(now)).order_by(col(ReminderRow.next_at))
        with self._engine.connect() as connection:
            return tuple(map(_reminder, connection.execute(rows)))

    def move(self, person: PersonKey, slot: dt.datetime, next_at: dt.datetime, *, sent: bool) -> None:
        counted = {"last_at": utc(slot), "ignored": col(ReminderRow.ignored) + 1} if sent else {}
        this = update(ReminderRow).where(of(ReminderRow, person), col(ReminderRow.next_at) == utc(slot))
        with self._writer.begin() as connection:
            connection.execute(this.values({"next_at": utc(next_at)} | counted))

    def heard_from(self, person: PersonKey) -> None:
        with self._writer.begin() as connection:
            connection.execute(update(ReminderRow).where(of(ReminderRow, person)).values(ignored=0))


def exported_reminder(connection: Connection, person: PersonKey) -> dict[str, Any] | None:
    """The reminder of somebody as JSON values; None where they want none."""
    found = _of(connection, person)
    return None if found is None else {"since": found.since.isoformat(), "tz": found.tz, "ignored": found.ignored}


def _of(connection: Connection, person: PersonKey) -> Reminder | None:
    row = connection.execute(select(ReminderRow).where(of(ReminderRow, person))).one_or_none()
    return None if row is None else _reminder(row)


def _reminder(row: Row[Any]) -> Reminder:
    person = PersonKey(row.workspace, row.user)
    return Reminder(person, row.since, row.tz, row.next_at, row.last_at, row.ignored)
