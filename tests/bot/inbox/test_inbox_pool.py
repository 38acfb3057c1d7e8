"""The pool over a real database: what is handled, sent, tried again, given up, put back."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.inbox.limits import Limits
from bot.inbox.pause import pause
from bot.inbox.pool import Pool
from bot.inbox.sending import TOO_OFTEN, Delivered, Later, Refused
from people.inbox import Event, Owed, Post, PostState, Receipt, Sent
from people.sql.inbox import SqlInbox
from people.sql.open import open_people
from people.store import PersonKey
from tests.bot.conftest import settings_of
from tests.bot.inbox.child import now, opened

SECRET = "my number is 555-0199"
ANA = PersonKey("T", "ana")
QUICK = Limits(size=3, senders=2, first_pause=0.01, longest_pause=0.05, poll=0.05)


def event(key: str, lane: str = "lane", person: PersonKey = ANA) -> Event:
    return Event(key, lane, person, SECRET, now())


class Door:
    """What a door gives to a pool, and what it was asked to do."""

    def __init__(self) -> None:
        self.handled: list[str] = []
        self.posted: list[str] = []
        self.sent: list[Owed] = []
        self.troubles: list[Later | Refused | Exception] = []
        self.before: Callable[[Event], object] = lambda _: None

    def handle(self, event: Event) -> Sequence[Post]:
        self.handled.append(event.key)
        self.before(event)
        return [Post(0, event.lane, "post", f"answer to {event.key}")]

    def apologise(self, event: Event, reference: str) -> Sequence[Post]:
        return [Post(0, event.lane, "post", f"sorry, {reference}")]

    def send(self, owed: Owed) -> Delivered | Later | Refused:
        self.sent.append(owed)
        if self.troubles:
            trouble = self.troubles.pop(0)
            if isinstance(trouble, Exception):
                raise trouble
            return trouble
        self.posted.append(owed.post.body)
        return Delivered(f"ts of {owed.key}")


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[SqlInbox]:
    found = opened(tmp_path)
    yield found
    found.close()


@pytest.fixture
def door() -> Door:
    return Door()


Begin = Callable[..., Pool]


@pytest.fixture
def begin(inbox: SqlInbox, door: Door) -> Iterator[Begin]:
    pools: list[Pool] = []

    def started(limits: Limits = QUICK) -> Pool:
        pool = Pool(inbox, inbox, door.handle, door.send, door.apologise, now, limits)
        pool.start()
        pools.append(pool)
        return pool

    yield started
    for pool in pools:
        pool.close(5)


def wait_for(reached: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def settled(inbox: SqlInbox) -> Callable[[], bool]:
    def nothing_to_do() -> bool:
        health = inbox.health(now())
        return health.waiting + health.claimed + health.owed == 0

    return nothing_to_do


def test_events_are_answered_and_posted_in_the_order_of_their_lane(inbox: SqlInbox, door: Door, begin: Begin) -> None:
    pool = begin()
    for number in range(30):
        assert pool.receive(event(f"{number:02}", f"lane {number % 4}")) is Receipt.NEW
        assert pool.receive(event(f"{number:02}", f"lane {number % 4}")) is Receipt.KNOWN
    wait_for(settled(inbox))
    assert sorted(door.posted) == [f"answer to {number:02}" for number in range(30)]
    for lane in range(4):
        own = [owed.event_key for owed in door.sent if owed.post.lane == f"lane {lane}"]
        assert own == sorted(own)
    assert inbox.sent("07") == (Sent(PostState.DELIVERED, "ts of 07/0"),)


def test_what_another_process_received_is_found(inbox: SqlInbox, door: Door, begin: Begin) -> None:
    begin()
    inbox.receive(event("k"), 10)
    wait_for(settled(inbox))
    assert door.posted == ["answer to k"]


def test_it_wakes_at_once(inbox: SqlInbox, door: Door, begin: Begin) -> None:
    pool = begin(replace(QUICK, poll=60))
    time.sleep(0.2)
    pool.receive(event("k"))
    wait_for(lambda: door.posted)


def test_too_many_are_refused(door: Door, begin: Begin) -> None:
    go_on = threading.Event()
    door.before = lambda _: go_on.wait(10)
    pool = begin(replace(QUICK, most=1))
    pool.receive(event("held"))
    wait_for(lambda: door.handled)
    assert [pool.receive(event(key)) for key in ("waits", "refused")] == [Receipt.NEW, Receipt.BUSY]
    go_on.set()
    wait_for(lambda: len(door.posted) == 2)


def test_lanes_do_not_wait_for_each_other_and_no_more_than_the_pool_work_at_once(door: Door, begin: Begin) -> None:
    go_on = threading.Event()
    door.before = lambda _: go_on.wait(10)
    pool = begin()
    for number in range(6):
        pool.receive(event(str(number), str(number)))
    wait_for(lambda: len(door.handled) == QUICK.size)
    time.sleep(0.2)
    assert len(door.handled) == QUICK.size
    go_on.set()
    wait_for(lambda: len(door.posted) == 6)


def test_a_failure_is_tried_again_in_its_place(door: Door, begin: Begin) -> None:
    def fail_once(came: Event) -> None:
        if door.handled.count(came.key) == 1 and came.key == "first":
            raise ValueError(SECRET)

    door.before = fail_once
    pool = begin()
    pool.receive(event("first"))
    pool.receive(event("second"))
    wait_for(lambda: len(door.posted) == 2)
    assert door.handled == ["first", "first", "second"]
    assert door.posted == ["answer to first", "answer to second"]


def test_after_three_failures_there_is_one_apology_and_the_log_has_its_number_and_no_text(
    inbox: SqlInbox, door: Door, begin: Begin, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(came: Event) -> None:
        if came.key == "bad":
            raise ValueError(SECRET)

    door.before = fail
    pool = begin()
    pool.receive(event("bad"))
    pool.receive(event("good"))
    wait_for(settled(inbox))
    assert door.handled == ["bad"] * 3 + ["good"]
    apology, answer = door.posted
    assert apology.startswith("sorry, ")
    assert answer == "answer to good"
    assert f"Event bad is given up, number {apology.removeprefix('sorry, ')}: ValueError" in caplog.text
    assert SECRET not in caplog.text
    assert inbox.health(now()).given_up == 1


def test_where_there_is_no_apology_either_the_lane_goes_on(
    inbox: SqlInbox, door: Door, begin: Begin, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_came: Event, _reference: str = "") -> Sequence[Post]:
        raise ValueError(SECRET)

    monkeypatch.setattr(door, "apologise", fail)
    door.before = lambda came: fail(came) if came.key == "bad" else None
    pool = begin()
    pool.receive(event("bad"))
    pool.receive(event("good"))
    wait_for(lambda: door.posted)
    assert door.posted == ["answer to good"]
    assert inbox.sent("bad") == ()
    assert SECRET not in caplog.text


def test_an_event_that_killed_the_process_each_time_is_not_handled_once_more(
    inbox: SqlInbox, door: Door, begin: Begin
) -> None:
    inbox.receive(event("deadly"), 10)
    for attempt in range(QUICK.attempts):
        assert inbox.claim(f"dead {attempt}", now(), dt.timedelta(0)) is not None
    begin()
    wait_for(lambda: door.posted)
    assert door.handled == []
    assert door.posted[0].startswith("sorry, ")


TROUBLES = {
    "put off": (Later(0.01), False),
    "put off without a time": (Later(), False),
    "broken off": (Later(uncertain=True), True),
    "raised": (ConnectionError(SECRET), True),
}


@pytest.mark.parametrize(("trouble", "uncertain"), TROUBLES.values(), ids=TROUBLES)
def test_a_post_that_was_not_taken_is_sent_again(
    door: Door, begin: Begin, trouble: Later | Exception, uncertain: bool, caplog: pytest.LogCaptureFixture
) -> None:
    door.troubles = [trouble]
    pool = begin()
    pool.receive(event("k"))
    wait_for(lambda: door.posted)
    assert [(owed.attempt, owed.uncertain) for owed in door.sent] == [(1, False), (2, uncertain)]
    assert door.posted == ["answer to k"]
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("troubles", "reason"),
    [([Refused("channel_not_found")], "channel_not_found"), ([Later(0.0)] * 4, TOO_OFTEN)],
    ids=["refused", "too often"],
)
def test_a_post_that_is_never_taken_is_abandoned_and_the_lane_goes_on(
    inbox: SqlInbox, door: Door, begin: Begin, troubles: list[Later | Refused | Exception], reason: str
) -> None:
    door.troubles = troubles
    pool = begin(replace(QUICK, deliveries=4))
    pool.receive(event("k"))
    pool.receive(event("next"))
    wait_for(settled(inbox))
    assert inbox.sent("k") == (Sent(PostState.ABANDONED, reason=reason),)
    assert door.posted == ["answer to next"]


def test_a_slow_answer_keeps_its_lease(inbox: SqlInbox, door: Door, begin: Begin) -> None:
    door.before = lambda _: time.sleep(3.0)
    pool = begin(replace(QUICK, lease=dt.timedelta(seconds=1.2)))
    pool.receive(event("k"))
    wait_for(settled(inbox))
    assert door.handled == ["k"]
    assert door.posted == ["answer to k"]


def test_who_lost_the_event_posts_nothing(inbox: SqlInbox, door: Door, begin: Begin) -> None:
    def lose(_: Event) -> None:
        assert inbox.claim("another", now() + dt.timedelta(hours=1), dt.timedelta(hours=1)) is not None

    door.before = lose
    pool = begin()
    pool.receive(event("k"))
    wait_for(lambda: door.handled)
    pool.close(5)
    assert door.posted == []
    assert inbox.finish("k", "another", [], now())


@pytest.mark.parametrize("troubles", [[], [Later(0.01)], [Refused("gone")]], ids=["at once", "later", "never"])
def test_who_is_forgotten_by_their_own_word_still_hears_that_they_are(
    inbox: SqlInbox, door: Door, begin: Begin, tmp_path: Path, troubles: list[Later | Refused | Exception]
) -> None:
    people = open_people(settings_of(tmp_path))
    door.before = lambda came: people.forget_person(came.person)
    door.troubles = [*troubles]
    pool = begin()
    pool.receive(event("forget me"))
    refused = bool(troubles) and isinstance(troubles[0], Refused)
    wait_for(lambda: door.posted or (refused and door.sent))
    pool.close(5)
    assert door.posted == ([] if refused else ["answer to forget me"])
    assert not inbox.knows("forget me")
    assert settled(inbox)()
    people.close()


def test_closing_finishes_what_is_under_way_and_leaves_the_rest_for_the_next(
    inbox: SqlInbox, door: Door, begin: Begin
) -> None:
    door.before = lambda _: time.sleep(0.3)
    pool = begin()
    pool.receive(event("first"))
    pool.receive(event("second"))
    wait_for(lambda: door.handled)
    pool.close(5)
    assert door.handled == ["first"]
    assert inbox.health(now()).claimed == 0
    begin()
    wait_for(lambda: len(door.posted) == 2)
    assert door.posted == ["answer to first", "answer to second"]


def test_closing_puts_back_what_takes_too_long(inbox: SqlInbox, door: Door, begin: Begin) -> None:
    go_on = threading.Event()
    door.before = lambda _: go_on.wait(10)
    pool = begin()
    pool.receive(event("k"))
    wait_for(lambda: door.handled)
    pool.close(0.1)
    assert inbox.health(now()).waiting == 1
    claimed = inbox.claim("next", now(), dt.timedelta(minutes=1))
    assert claimed is not None
    assert claimed.attempt == 1
    go_on.set()
    time.sleep(0.1)
    assert inbox.finish("k", "next", [], now())
    assert door.posted == []


def test_a_database_that_refuses_for_a_while_ends_no_thread(
    inbox: SqlInbox, door: Door, begin: Begin, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    claim, refusals = inbox.claim, iter(range(6))

    def refuse_at_first(*arguments: object) -> object:
        if next(refusals, None) is not None:
            raise OSError(SECRET)
        return claim(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(inbox, "claim", refuse_at_first)
    with caplog.at_level(logging.WARNING):
        pool = begin()
        pool.receive(event("k"))
        wait_for(lambda: door.posted)
    assert "tries again: OSError" in caplog.text
    assert SECRET not in caplog.text


def test_old_keys_are_swept(inbox: SqlInbox, door: Door, begin: Begin) -> None:
    past = now() - dt.timedelta(days=3)
    inbox.receive(event("old"), 10)
    inbox.claim("w", now(), dt.timedelta(minutes=1))
    inbox.finish("old", "w", [], past)
    begin(replace(QUICK, sweep=0.05))
    wait_for(lambda: not inbox.knows("old"))


def test_pauses_grow_differ_and_end() -> None:
    seconds = [[pause(attempt, 1, 60).total_seconds() for _ in range(50)] for attempt in (1, 2, 5, 7, 10_000)]
    for drawn, whole in zip(seconds, (1, 2, 16, 60, 60), strict=True):
        assert all(whole / 2 <= one <= whole for one in drawn)
        assert len({*drawn}) > 10
