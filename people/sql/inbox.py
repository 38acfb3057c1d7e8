"""The inbox and the outbox on SQLModel: the ports of `people.inbox`, in the people database.

What is done keeps its key for a day and loses its text at once. The file overwrites deleted text (`secure_delete`), which
leaves out two things until the database is next written anew, by the erasing of a person: earlier versions in the
write-ahead log, which `sweep` empties, and copies of rows that moved between pages.

Three steps are on the disk before they return: that an event came, that a post is about to be sent, and that a message is
about to be opened. A power cut may lose the last of the others, which only has them done again: a claim, an answer of which
nothing was sent yet, the note that a post was delivered or where a message was opened, which is in doubt then. A killed
process loses none of them.

On PostgreSQL rows that another worker is about to claim are passed over (SKIP LOCKED); SQLite has one writer at a time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    not_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from catalog.sql.store import WRITING
from people.inbox import REMEMBERED, Claimed, Event, Health, Owed, Post, PostState, Receipt, Sent
from people.sql import erasing
from people.sql.rows import names, utc
from people.sql.tables import EventRow, PeopleTable, PostRow
from people.sql.together import Together
from people.store import PersonKey

_OPEN, _UNSENT = col(EventRow.done_at).is_(None), col(PostRow.closed_at).is_(None)
_FREE = col(EventRow.worker) == ""
_OWING = exists().where(col(PostRow.lane) == col(EventRow.lane), _UNSENT)


def _next(name: str, order: str, ended: str) -> Select[Any]:
    """The first row of a table by `order` that is ready, and of whose lane no earlier one has still to end."""
    table = PeopleTable.metadata.tables[name]
    earlier = table.alias()
    behind = exists().where(
        earlier.c.lane == table.c.lane, earlier.c[ended].is_(None), earlier.c[order] < table.c[order]
    )
    ready = select(table).where(table.c[ended].is_(None), table.c.ready_at <= bindparam("now"), not_(behind))
    return ready.order_by(table.c[order]).limit(1).with_for_update(skip_locked=True, of=table)


_NEXT_EVENT, _NEXT_POST = _next("event", "number", "done_at"), _next("post", "place", "closed_at")
"""Made once: to make a statement costs more than to run it."""


class SqlInbox:
    """Inbox and outbox in one database. Each method is one transaction; `quick` does not wait for the disk."""

    def __init__(self, engine: Engine, quick: Engine) -> None:
        self._engine, self._quick = engine, quick
        self._received = Together(self._receive_all)
        self._lasting, self._writer = (one.execution_options(**WRITING) for one in (engine, quick))

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()
        self._quick.dispose()

    # ---- events

    def receive(self, event: Event, most: int) -> Receipt:
        return self._received((event, most))

    def _receive_all(self, arrived: Sequence[tuple[Event, int]]) -> list[Receipt]:
        try:
            with self._lasting.begin() as connection:
                return _received(connection, arrived)
        except IntegrityError:  # another process kept one of them a moment ago, so that now it is known
            with self._lasting.begin() as connection:
                return _received(connection, arrived)

    def claim(self, worker: str, now: dt.datetime, lease: dt.timedelta) -> Claimed | None:
        if self._is_none(_NEXT_EVENT, now):
            return None
        with self._writer.begin() as connection:
            row = connection.execute(_NEXT_EVENT, {"now": utc(now)}).one_or_none()
            if row is None:
                return None
            held = {"worker": worker, "ready_at": utc(now + lease), "attempts": row.attempts + 1}
            connection.execute(update(EventRow).where(col(EventRow.number) == row.number).values(held))
        event = Event(row.key, row.lane, PersonKey(row.workspace, row.user), row.body, row.received_at)
        return Claimed(event, row.attempts + 1)

    def renew(self, workers: Sequence[str], now: dt.datetime, lease: dt.timedelta) -> None:
        until = {"ready_at": utc(now + lease)}
        with self._writer.begin() as connection:
            connection.execute(update(EventRow).where(_OPEN, col(EventRow.worker).in_(workers)).values(until))
            connection.execute(update(PostRow).where(_UNSENT, col(PostRow.worker).in_(workers)).values(until))

    def finish(self, key: str, worker: str, posts: Sequence[Post], now: dt.datetime) -> bool:
        return self._done(key, worker, posts, now, given_up=False)

    def give_up(self, key: str, worker: str, posts: Sequence[Post], now: dt.datetime) -> bool:
        return self._done(key, worker, posts, now, given_up=True)

    def retry(self, key: str, worker: str, not_before: dt.datetime) -> None:
        self._put_back(key, worker, {"ready_at": utc(not_before)})

    def release(self, key: str, worker: str) -> None:
        self._put_back(key, worker, {"ready_at": col(EventRow.received_at), "attempts": col(EventRow.attempts) - 1})

    def knows(self, key: str) -> bool:
        with self._engine.connect() as connection:
            return _known(connection, key)

    def sweep(self, now: dt.datetime) -> int:
        limit = utc(now - REMEMBERED)
        owing = exists().where(col(PostRow.event_key) == col(EventRow.key))
        with self._writer.begin() as connection:
            connection.execute(delete(PostRow).where(col(PostRow.closed_at) < limit))
            old = delete(EventRow).where(col(EventRow.done_at) < limit, not_(owing))
            swept = int(connection.execute(old).rowcount)
        erasing.empty_log(self._engine)
        return swept

    def health(self, now: dt.datetime) -> Health:
        with self._engine.connect() as connection:
            oldest = connection.scalar(select(func.min(col(EventRow.received_at))).where(_OPEN, _FREE))
            return Health(
                waiting=_count(connection, EventRow, _OPEN, _FREE),
                claimed=_count(connection, EventRow, _OPEN, not_(_FREE)),
                oldest=None if oldest is None else utc(now) - oldest,
                owed=_count(connection, PostRow, _UNSENT),
                given_up=_count(connection, EventRow, col(EventRow.given_up).is_(True)),
                abandoned=_count(connection, PostRow, col(PostRow.reason) != ""),
            )

    # ---- openings

    def begin(self, key: str) -> bool:
        first = update(EventRow).where(col(EventRow.key) == key, _OPEN, col(EventRow.opening).is_(None), not_(_OWING))
        with self._lasting.begin() as connection:
            return bool(connection.execute(first.values(opening="")).rowcount)

    def note(self, key: str, opening: str | None) -> None:
        with self._writer.begin() as connection:
            connection.execute(update(EventRow).where(col(EventRow.key) == key, _OPEN).values(opening=opening))

    def opening(self, key: str) -> str | None:
        with self._engine.connect() as connection:
            return connection.scalar(select(col(EventRow.opening)).where(col(EventRow.key) == key))

    # ---- posts

    def claim_post(self, worker: str, now: dt.datetime, lease: dt.timedelta) -> Owed | None:
        if self._is_none(_NEXT_POST, now):
            return None
        with self._lasting.begin() as connection:
            row = connection.execute(_NEXT_POST, {"now": utc(now)}).one_or_none()
            if row is None:
                return None
            uncertain = row.uncertain or row.worker != ""
            held = {"worker": worker, "ready_at": utc(now + lease), "attempts": row.attempts + 1}
            place = col(PostRow.place) == row.place
            connection.execute(update(PostRow).where(place).values(held | {"uncertain": uncertain}))
        post = Post(row.number, row.lane, row.method, row.body)
        return Owed(row.event_key, post, row.attempts + 1, uncertain)

    def delivered(self, post: Owed, reference: str, now: dt.datetime) -> None:
        self._change_post(post, {"reference": reference} | _closed(now))

    def later(self, post: Owed, worker: str, not_before: dt.datetime, *, uncertain: bool) -> None:
        known = {"uncertain": uncertain or post.uncertain}
        self._change_post(post, {"worker": "", "ready_at": utc(not_before)} | known, col(PostRow.worker) == worker)

    def abandon(self, post: Owed, worker: str, reason: str, now: dt.datetime) -> None:
        self._change_post(post, {"reason": reason} | _closed(now), col(PostRow.worker) == worker)

    def sent(self, event_key: str) -> tuple[Sent, ...]:
        posts = select(PostRow).where(col(PostRow.event_key) == event_key).order_by(col(PostRow.number))
        with self._engine.connect() as connection:
            return tuple(map(_sent, connection.execute(posts)))

    # ---- what they share

    def _is_none(self, following: Select[Any], now: dt.datetime) -> bool:
        """Whether nothing can be claimed: who only looks keeps no writer waiting."""
        with self._engine.connect() as connection:
            return connection.execute(following, {"now": utc(now)}).first() is None

    def _done(self, key: str, worker: str, posts: Sequence[Post], now: dt.datetime, *, given_up: bool) -> bool:
        done = {"done_at": utc(now), "worker": "", "body": "", "opening": None, "given_up": given_up}
        with self._writer.begin() as connection:
            if not connection.execute(update(EventRow).where(_is_held(key, worker)).values(done)).rowcount:
                return False
            whose = select(col(EventRow.workspace), col(EventRow.user)).where(col(EventRow.key) == key)
            person = PersonKey(*connection.execute(whose).one())
            if posts:
                connection.execute(insert(PostRow), [_post_values(post, key, person, now) for post in posts])
        return True

    def _put_back(self, key: str, worker: str, values: dict[str, Any]) -> None:
        with self._writer.begin() as connection:
            connection.execute(update(EventRow).where(_is_held(key, worker)).values(values | {"worker": ""}))

    def _change_post(self, post: Owed, values: dict[str, Any], *conditions: ColumnElement[bool]) -> None:
        this = and_(col(PostRow.event_key) == post.event_key, col(PostRow.number) == post.post.number)
        with self._writer.begin() as connection:
            connection.execute(update(PostRow).where(this, _UNSENT, *conditions).values(values))


def _received(connection: Connection, arrived: Sequence[tuple[Event, int]]) -> list[Receipt]:
    """Keeps what is new, in its order, as long as there is room."""
    keys = [event.key for event, _ in arrived]
    known = set(connection.scalars(select(col(EventRow.key)).where(col(EventRow.key).in_(keys))))
    waiting, receipts, rows = _count(connection, EventRow, _OPEN, _FREE), [], []
    for event, most in arrived:
        if event.key in known:
            receipts.append(Receipt.KNOWN)
        elif waiting >= most:
            receipts.append(Receipt.BUSY)
        else:
            receipts.append(Receipt.NEW)
            rows.append(_event_values(event))
            known.add(event.key)
            waiting += 1
    if rows:
        connection.execute(insert(EventRow), rows)
    return receipts


def _known(connection: Connection, key: str) -> bool:
    return connection.scalar(select(col(EventRow.number)).where(col(EventRow.key) == key)) is not None


def _count(connection: Connection, table: type[EventRow | PostRow], *conditions: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(*conditions)) or 0


def _is_held(key: str, worker: str) -> ColumnElement[bool]:
    return and_(col(EventRow.key) == key, col(EventRow.worker) == worker, _OPEN)


def _event_values(event: Event) -> dict[str, Any]:
    came = utc(event.received_at)
    values = {"key": event.key, "lane": event.lane, "body": event.body, "received_at": came, "ready_at": came}
    return names(event.person) | values | {"worker": "", "attempts": 0, "given_up": False}


def _post_values(post: Post, key: str, person: PersonKey, now: dt.datetime) -> dict[str, Any]:
    values = {"event_key": key, "number": post.number, "lane": post.lane, "method": post.method, "body": post.body}
    fresh = {"ready_at": utc(now), "worker": "", "attempts": 0, "uncertain": False, "reference": "", "reason": ""}
    return names(person) | values | fresh


def _closed(now: dt.datetime) -> dict[str, Any]:
    return {"closed_at": utc(now), "worker": "", "body": ""}


def _sent(row: Row[Any]) -> Sent:
    if row.closed_at is None:
        return Sent(PostState.SENDING if row.worker else PostState.OWED)
    state = PostState.ABANDONED if row.reason else PostState.DELIVERED
    return Sent(state, row.reference, row.reason)
