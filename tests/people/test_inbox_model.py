"""Whatever happens in whatever order, inbox and outbox do what a few lines of dictionaries say they should."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from catalog.settings import StoreSettings
from people.inbox import Receipt
from people.sql.open import open_inbox, open_people
from people.store import PersonKey
from tests.people.conftest import NOW
from tests.people.inboxes import LEASE, a_post, an_event

WORKERS = st.sampled_from(["w1", "w2", "w3"])
KEYS = st.integers(0, 11)
LANES = 3
MOST = 5


@dataclass
class Kept:
    """An event or a post as the model knows it."""

    key: str
    lane: str
    person: PersonKey
    ready: dt.datetime
    worker: str = ""
    attempts: int = 0
    uncertain: bool = False
    done: bool = False
    posts: list[str] = field(default_factory=list)


def following(all_: dict[str, Kept], now: dt.datetime) -> Kept | None:
    """The oldest that is ready and that no open one of its lane precedes."""
    opened: set[str] = set()
    for kept in all_.values():
        if not kept.done and kept.lane not in opened and kept.ready <= now:
            return kept
        if not kept.done:
            opened.add(kept.lane)
    return None


def person_of(number: int) -> PersonKey:
    return PersonKey("T", f"user{number % 2}")


class InboxModel(RuleBasedStateMachine):
    """A worker that never comes back is one that was killed: its lease runs out as time goes by."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        settings = StoreSettings(_env_file=None, ADVISOR_DATA_DIR=Path(self.folder.name))
        self.inbox, self.people = open_inbox(settings), open_people(settings)
        self.now = NOW
        self.events: dict[str, Kept] = {}
        self.posts: dict[str, Kept] = {}

    def teardown(self) -> None:
        self.inbox.close()
        self.people.close()
        self.folder.cleanup()

    @rule(seconds=st.sampled_from([1, 20, 61]))
    def time_goes_by(self, seconds: int) -> None:
        self.now += dt.timedelta(seconds=seconds)

    @rule(number=KEYS)
    def receive(self, number: int) -> None:
        key, lane = f"e{number}", f"l{number % LANES}"
        receipt = self.inbox.receive(an_event(key, lane, person_of(number)), MOST)
        waiting = [kept for kept in self.events.values() if not kept.done and not kept.worker]
        if key in self.events:
            assert receipt is Receipt.KNOWN
        elif len(waiting) >= MOST:
            assert receipt is Receipt.BUSY
        else:
            assert receipt is Receipt.NEW
            self.events[key] = Kept(key, lane, person_of(number), NOW)

    @rule(worker=WORKERS)
    def claim(self, worker: str) -> None:
        claimed, due = self.inbox.claim(worker, self.now, LEASE), following(self.events, self.now)
        if due is None:
            assert claimed is None
            return
        due.worker, due.ready, due.attempts = worker, self.now + LEASE, due.attempts + 1
        assert claimed is not None
        assert (claimed.event.key, claimed.attempt, claimed.event.person) == (due.key, due.attempts, due.person)
        assert claimed.event.body

    @rule(worker=WORKERS, number=KEYS, posts=st.integers(0, 2), well=st.booleans())
    def finish(self, worker: str, number: int, posts: int, well: bool) -> None:
        key = f"e{number}"
        act = self.inbox.finish if well else self.inbox.give_up
        lane = f"l{number % LANES}"
        finished = act(key, worker, [a_post(n, lane) for n in range(posts)], self.now)
        kept = self.held(key, worker)
        assert finished is (kept is not None)
        if kept is not None:
            kept.done, kept.worker = True, ""
            for n in range(posts):
                self.posts[f"{key}/{n}"] = Kept(f"{key}/{n}", lane, kept.person, self.now)

    @rule(worker=WORKERS, number=KEYS)
    def retry(self, worker: str, number: int) -> None:
        self.inbox.retry(f"e{number}", worker, self.now + dt.timedelta(seconds=10))
        if (kept := self.held(f"e{number}", worker)) is not None:
            kept.worker, kept.ready = "", self.now + dt.timedelta(seconds=10)

    @rule(worker=WORKERS, number=KEYS)
    def release(self, worker: str, number: int) -> None:
        self.inbox.release(f"e{number}", worker)
        if (kept := self.held(f"e{number}", worker)) is not None:
            kept.worker, kept.ready, kept.attempts = "", NOW, kept.attempts - 1

    @rule(workers=st.lists(WORKERS, min_size=1, max_size=2))
    def renew(self, workers: list[str]) -> None:
        self.inbox.renew(workers, self.now, LEASE)
        for kept in (*self.events.values(), *self.posts.values()):
            if not kept.done and kept.worker in workers:
                kept.ready = self.now + LEASE

    @rule(worker=WORKERS, outcome=st.sampled_from(["delivered", "later", "in doubt", "abandoned", "killed"]))
    def send(self, worker: str, outcome: str) -> None:
        owed, due = self.inbox.claim_post(worker, self.now, LEASE), following(self.posts, self.now)
        if due is None:
            assert owed is None
            return
        due.uncertain = due.uncertain or due.worker != ""
        due.worker, due.ready, due.attempts = worker, self.now + LEASE, due.attempts + 1
        assert owed is not None
        assert (owed.key, owed.attempt, owed.uncertain) == (due.key, due.attempts, due.uncertain)
        soon = self.now + dt.timedelta(seconds=5)
        match outcome:
            case "delivered":
                self.inbox.delivered(owed, "ts", self.now)
                due.done = True
            case "abandoned":
                self.inbox.abandon(owed, worker, "code", self.now)
                due.done = True
            case "later" | "in doubt":
                self.inbox.later(owed, worker, soon, uncertain=outcome == "in doubt")
                due.worker, due.ready, due.uncertain = "", soon, due.uncertain or outcome == "in doubt"

    @rule(number=st.integers(0, 1))
    def forget(self, number: int) -> None:
        person = person_of(number)
        self.people.forget_person(person)
        self.events = {key: kept for key, kept in self.events.items() if kept.person != person}
        self.posts = {key: kept for key, kept in self.posts.items() if kept.person != person}

    @invariant()
    def as_much_is_open_as_the_model_says(self) -> None:
        health = self.inbox.health(self.now)
        opened = [kept for kept in self.events.values() if not kept.done]
        assert health.waiting == sum(not kept.worker for kept in opened)
        assert health.claimed == sum(kept.worker != "" for kept in opened)
        assert health.owed == sum(not kept.done for kept in self.posts.values())

    def held(self, key: str, worker: str) -> Kept | None:
        kept = self.events.get(key)
        return kept if kept is not None and not kept.done and kept.worker == worker else None


InboxModel.TestCase.settings = hypothesis_settings(max_examples=25, stateful_step_count=40, deadline=None)
test_the_inbox_does_what_the_model_says = InboxModel.TestCase
