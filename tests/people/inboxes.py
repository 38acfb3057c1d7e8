"""Events and posts to test with."""

from __future__ import annotations

import datetime as dt
from itertools import count

from people.inbox import Event, Owed, Post
from people.sql.inbox import SqlInbox
from people.store import PersonKey
from tests.people.conftest import ANA, NOW

LEASE = dt.timedelta(seconds=60)
MANY = 1000
_NUMBERS = count(1)


def later(seconds: float) -> dt.datetime:
    return NOW + dt.timedelta(seconds=seconds)


def an_event(key: str, lane: str = "lane", person: PersonKey = ANA, body: str = '{"said": "hello"}') -> Event:
    return Event(key, lane, person, body, NOW)


def a_post(number: int = 0, lane: str = "lane", body: str = '{"text": "hi"}') -> Post:
    return Post(number, lane, "post", body)


def receive(inbox: SqlInbox, *keys: str, lane: str = "lane", person: PersonKey = ANA) -> None:
    for key in keys:
        inbox.receive(an_event(key, lane, person), MANY)


def claim(inbox: SqlInbox, worker: str = "w", now: dt.datetime = NOW) -> str | None:
    """The key of the event that is claimed."""
    claimed = inbox.claim(worker, now, LEASE)
    return None if claimed is None else claimed.event.key


def claim_post(inbox: SqlInbox, worker: str = "w", now: dt.datetime = NOW) -> Owed | None:
    return inbox.claim_post(worker, now, LEASE)


def answer(inbox: SqlInbox, key: str, *posts: Post, lane: str = "lane", person: PersonKey = ANA) -> None:
    """An event comes and is done."""
    worker = f"worker {next(_NUMBERS)}"
    receive(inbox, key, lane=lane, person=person)
    assert claim(inbox, worker) == key
    assert inbox.finish(key, worker, posts, NOW)
