"""The processes of a storm: `python -m tests.bot.inbox.child FOLDER work`, or `receive EVENTS LANES SEED`."""

from __future__ import annotations

import datetime as dt
import json
import logging
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.inbox.limits import Limits
from bot.inbox.pool import Pool
from bot.inbox.sending import Delivered, Later, Refused
from catalog.settings import StoreSettings
from people.inbox import Event, Owed, Post, Receipt
from people.sql.inbox import SqlInbox
from people.sql.open import open_inbox
from people.store import PersonKey
from tests.bot.inbox.wall import Wall

WALL = "wall"
LIMITS = Limits(
    size=4, senders=2, lease=dt.timedelta(seconds=2.5), attempts=12, first_pause=0.02, longest_pause=0.5, poll=0.25
)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def opened(folder: Path) -> SqlInbox:
    return open_inbox(StoreSettings(_env_file=None, ADVISOR_DATA_DIR=folder))


def posts_of(number: int) -> int:
    """How many posts answer an event."""
    return 1 + number % 2


def handle(event: Event) -> Sequence[Post]:
    time.sleep(random.uniform(0, 0.02))
    number = json.loads(event.body)["event"]
    return [Post(n, event.lane, "post", event.body) for n in range(posts_of(number))]


def apologise(event: Event, _reference: str) -> Sequence[Post]:
    return [Post(99, event.lane, "post", event.body)]


class Line:
    """A bad line to the wall: one in ten posts is put off, one in ten breaks off before or after it was received."""

    def __init__(self, wall: Wall) -> None:
        self._wall = wall

    def __call__(self, owed: Owed) -> Delivered | Later | Refused:
        if owed.uncertain and self._wall.has(owed):
            return Delivered("found")
        luck = random.random()
        if luck < 0.1:
            return Later(0.02)
        if luck < 0.15:
            raise ConnectionError
        time.sleep(random.uniform(0, 0.004))
        self._wall.post(owed)
        time.sleep(random.uniform(0, 0.004))
        if luck < 0.2:
            raise ConnectionError
        return Delivered("posted")


def work(folder: Path) -> None:
    """Works until standard input is closed."""
    inbox = opened(folder)
    pool = Pool(inbox, inbox, handle, Line(Wall(folder / WALL)), apologise, now, LIMITS)
    pool.start()
    sys.stdin.read()
    pool.close(timeout=10)


def deliveries(events: int, seed: int) -> list[int]:
    """Each number of an event one to four times: first in order, then again at once or within the next thirty."""
    rng = random.Random(seed)
    places = [
        (number + (rng.choice([0.0, rng.uniform(0, 30)]) if again else 0.0), number)
        for number in range(events)
        for again in range(rng.randint(1, 4))
    ]
    return [number for _, number in sorted(places)]


def receive(folder: Path, events: int, lanes: int, seed: int) -> None:
    inbox = opened(folder)
    receipts = []
    for number in deliveries(events, seed):
        person = PersonKey("T", f"user {number % 7}")
        event = Event(f"event {number}", f"lane {number % lanes}", person, json.dumps({"event": number}), now())
        receipts.append(inbox.receive(event, events))
    assert receipts.count(Receipt.NEW) == events
    assert Receipt.BUSY not in receipts


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    place, action, *numbers = sys.argv[1:]
    work(Path(place)) if action == "work" else receive(Path(place), *map(int, numbers))
