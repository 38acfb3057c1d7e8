"""The hand-overs on SQLModel: the port of `people.desk`, in the people database."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, insert, select, update
from sqlmodel import col

from catalog.sql.store import WRITING
from people.desk import Coach, Handover, Place, Wish
from people.sql.rows import names, of, utc
from people.sql.tables import HandoverRow
from people.store import PersonKey

_OPEN, _UNTAKEN = col(HandoverRow.closed_at).is_(None), col(HandoverRow.coach) == ""
_NOT_PASSED_ON = col(HandoverRow.passed_on_at).is_(None)


class SqlHandovers:
    """Hand-overs in one database; each method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._writer = engine, engine.execution_options(**WRITING)

    def ask(self, wish: Wish, now: dt.datetime) -> Handover:
        same = col(HandoverRow.key) == wish.key
        with self._writer.begin() as connection:
            if _one(connection, same) is None:
                connection.execute(insert(HandoverRow).values(_values(wish, now)))
            kept = _one(connection, same)
        assert kept is not None
        return kept

    def handover(self, number: int) -> Handover | None:
        with self._engine.connect() as connection:
            return _one(connection, _is(number))

    def open_of(self, person: PersonKey) -> Handover | None:
        latest = select(HandoverRow).where(of(HandoverRow, person), _OPEN).order_by(col(HandoverRow.number).desc())
        with self._engine.connect() as connection:
            row = connection.execute(latest.limit(1)).one_or_none()
        return None if row is None else _handover(row)

    def take(self, number: int, coach: Coach, desk: Place, by: str) -> Handover | None:
        values = {"coach": coach.user, "coach_name": coach.name, "by": by}
        place = {"desk_channel": desk.channel, "desk_thread": desk.thread}
        return self._changed(number, values | place, _OPEN, _UNTAKEN)

    def pass_on(self, number: int, now: dt.datetime, by: str) -> Handover | None:
        return self._changed(number, {"passed_on_at": utc(now), "by": by}, _OPEN, _UNTAKEN, _NOT_PASSED_ON)

    def close(self, number: int, now: dt.datetime, by: str) -> Handover | None:
        return self._changed(number, {"closed_at": utc(now), "by": by}, _OPEN)

    def untaken(self, since: dt.datetime) -> tuple[Handover, ...]:
        waiting = select(HandoverRow).where(_OPEN, _UNTAKEN, _NOT_PASSED_ON, col(HandoverRow.asked_at) <= utc(since))
        with self._engine.connect() as connection:
            return tuple(map(_handover, connection.execute(waiting.order_by(col(HandoverRow.number)))))

    def sweep(self, before: dt.datetime) -> int:
        with self._writer.begin() as connection:
            old = delete(HandoverRow).where(col(HandoverRow.closed_at) < utc(before))
            return int(connection.execute(old).rowcount)

    def _changed(self, number: int, values: dict[str, Any], *conditions: ColumnElement[bool]) -> Handover | None:
        with self._writer.begin() as connection:
            connection.execute(update(HandoverRow).where(_is(number), *conditions).values(values))
            return _one(connection, _is(number))


def exported_handovers(connection: Connection, person: PersonKey) -> list[dict[str, Any]]:
    """What somebody told a person, as JSON values: `asked_at`, `told`, `coach` (a name, "" for nobody), `closed`."""
    rows = select(HandoverRow).where(of(HandoverRow, person)).order_by(col(HandoverRow.number))
    return [
        {
            "asked_at": row.asked_at.isoformat(),
            "told": row.told,
            "coach": row.coach_name,
            "closed": row.closed_at is not None,
        }
        for row in connection.execute(rows)
    ]


def _is(number: int) -> ColumnElement[bool]:
    return col(HandoverRow.number) == number


def _one(connection: Connection, where: ColumnElement[bool]) -> Handover | None:
    row = connection.execute(select(HandoverRow).where(where)).one_or_none()
    return None if row is None else _handover(row)


def _values(wish: Wish, now: dt.datetime) -> dict[str, Any]:
    told = {"key": wish.key, "name": wish.name, "told": wish.told, "tongue": wish.tongue, "asked_at": utc(now)}
    place = {"channel": wish.place.channel, "thread": wish.place.thread}
    nobody = {"coach": "", "coach_name": "", "desk_channel": "", "desk_thread": ""}
    return names(wish.person) | told | place | nobody | {"by": wish.key}


def _handover(row: Row[Any]) -> Handover:
    person, place = PersonKey(row.workspace, row.user), Place(row.channel, row.thread)
    return Handover(
        number=row.number,
        wish=Wish(row.key, person, row.name, row.told, place, row.tongue),
        asked_at=row.asked_at,
        by=row.by,
        coach=Coach(row.coach, row.coach_name) if row.coach else None,
        desk=Place(row.desk_channel, row.desk_thread),
        passed_on_at=row.passed_on_at,
        closed_at=row.closed_at,
    )
