"""Events a second that are received, claimed, finished and delivered, where answering takes no time.

`python -m tests.bot.inbox.throughput [EVENTS] [DONE]`; DONE events are done and remembered before it begins.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

from bot.inbox.limits import Limits
from bot.inbox.pool import Pool
from bot.inbox.sending import Delivered
from people.inbox import Event, Post
from people.sql.inbox import SqlInbox
from people.store import PersonKey
from tests.bot.inbox.child import now, opened


def fill(inbox: SqlInbox, done: int) -> None:
    """Rows of a busy day, written in one transaction."""
    moment = f"{now().replace(tzinfo=None)}"
    events = ((f"done {n}", f"lane {n % 50}", moment, moment, moment) for n in range(done))
    posts = ((f"done {n}", f"lane {n % 50}", moment, moment) for n in range(done))
    event = "INSERT INTO event VALUES ('T', 'u', NULL, ?, ?, '', ?, ?, '', 1, ?, 0)"
    post = "INSERT INTO post VALUES ('T', 'u', NULL, ?, 0, ?, 'post', '', ?, '', 1, 0, ?, 'ts', '')"
    with inbox._writer.begin() as connection:
        for statement, rows in ((event, events), (post, posts)):
            if filled := [*rows]:
                connection.exec_driver_sql(statement, filled)


def measure(folder: Path, events: int, done: int) -> float:
    """Events a second, all of them received as fast as they are taken."""
    inbox, answered = opened(folder), threading.Semaphore(0)
    fill(inbox, done)

    def send(owed: object) -> Delivered:
        answered.release()
        return Delivered("ts")

    pool = Pool(
        inbox,
        inbox,
        handle=lambda event: [Post(0, event.lane, "post", event.body)],
        send=send,
        on_failure=lambda event, reference: [],
        clock=now,
        limits=replace(Limits(), most=events),
    )
    pool.start()
    began = time.perf_counter()
    for number in range(events):
        pool.receive(Event(f"e{number}", f"lane {number % 50}", PersonKey("T", "u"), '{"text": "hello"}', now()))
    for _ in range(events):
        answered.acquire()
    seconds = time.perf_counter() - began
    pool.close(10)
    inbox.close()
    return events / seconds


if __name__ == "__main__":
    events, done = (int(value) for value in (sys.argv[1:] + ["1000", "0"][len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as place:
        print(f"{measure(Path(place), events, done):.0f} events a second")
