"""What the inbox promises: each event once, in the order of its lane, whoever dies meanwhile."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.dialects import postgresql

from catalog.settings import StoreSettings
from people.inbox import REMEMBERED, Event, Health, PostState, Receipt
from people.sql import inbox as sql
from people.sql.inbox import SqlInbox
from people.sql.open import open_inbox
from people.store import PersonKey
from tests.people.conftest import ANA, NOW, OTHERS
from tests.people.inboxes import LEASE, MANY, a_post, an_event, answer, claim, later, receive


def test_an_event_comes_out_as_it_went_in(inbox: SqlInbox) -> None:
    sent = Event("k", "a lane", PersonKey("T1", "é🪢"), '{"said": "«漢»"}', NOW.astimezone(dt.timezone(LEASE)))
    assert inbox.receive(sent, MANY) is Receipt.NEW
    claimed = inbox.claim("w", NOW, LEASE)
    assert claimed is not None
    assert (claimed.event, claimed.attempt) == (sent, 1)


@pytest.mark.parametrize("until", ["waiting", "claimed", "done"])
def test_what_comes_again_is_known(inbox: SqlInbox, until: str) -> None:
    receive(inbox, "k")
    if until != "waiting":
        claim(inbox)
    if until == "done":
        inbox.finish("k", "w", [], NOW)
    other = an_event("k", "another lane", OTHERS[0], "other words")
    assert inbox.receive(other, MANY) is Receipt.KNOWN
    assert inbox.receive(other, 0) is Receipt.KNOWN
    assert inbox.knows("k")
    assert inbox.claim("w2", NOW, LEASE) is None or until == "waiting"


def test_where_too_many_wait_nothing_is_kept(inbox: SqlInbox) -> None:
    receive(inbox, "a", "b")
    assert inbox.receive(an_event("c"), 2) is Receipt.BUSY
    assert not inbox.knows("c")
    claim(inbox)
    assert inbox.receive(an_event("c"), 2) is Receipt.NEW


def test_the_same_event_that_many_receive_at_once_is_kept_once(inbox: SqlInbox) -> None:
    with ThreadPoolExecutor(8) as pool:
        receipts = [*pool.map(lambda n: inbox.receive(an_event(f"k{n % 5}"), MANY), range(40))]
    assert receipts.count(Receipt.NEW) == 5
    assert inbox.health(NOW).waiting == 5


def test_a_lane_is_worked_on_by_one_in_the_order_of_arrival(inbox: SqlInbox) -> None:
    receive(inbox, "z", "a", "m")
    receive(inbox, "other", lane="other lane")
    assert [claim(inbox, worker) for worker in ("w1", "w2", "w3")] == ["z", "other", None]
    assert inbox.finish("z", "w1", [], NOW)
    assert [claim(inbox, worker) for worker in ("w1", "w3")] == ["a", None]


def test_workers_that_claim_at_once_never_share_an_event(inbox: SqlInbox) -> None:
    for lane in range(20):
        receive(inbox, f"k{lane}", f"l{lane}", lane=str(lane))
    with ThreadPoolExecutor(8) as pool:
        claimed = [*pool.map(lambda n: claim(inbox, f"w{n}"), range(30))]
    assert {*claimed} == {None, *(f"k{lane}" for lane in range(20))}
    assert claimed.count(None) == 10


def test_a_lease_that_ran_out_is_given_to_the_next_who_alone_may_finish(inbox: SqlInbox) -> None:
    receive(inbox, "k", "next")
    assert claim(inbox, "slow") == "k"
    assert claim(inbox, "quick", later(59)) is None
    again = inbox.claim("quick", later(61), LEASE)
    assert again is not None
    assert (again.event.key, again.attempt) == ("k", 2)
    assert not inbox.finish("k", "slow", [a_post()], later(62))
    assert not inbox.give_up("k", "slow", [a_post()], later(62))
    inbox.retry("k", "slow", later(0))
    inbox.release("k", "slow")
    assert inbox.claim_post("w", later(62), LEASE) is None
    assert inbox.finish("k", "quick", [], later(63))
    assert not inbox.finish("k", "quick", [a_post()], later(63))
    assert claim(inbox, "w", later(63)) == "next"


def test_a_lease_that_ran_out_while_nobody_wanted_it_still_finishes(inbox: SqlInbox) -> None:
    receive(inbox, "k")
    claim(inbox)
    assert inbox.finish("k", "w", [], later(600))


def test_a_renewed_lease_is_held_on_to_and_others_are_not_renewed(inbox: SqlInbox) -> None:
    for name in ("a", "b", "c"):
        receive(inbox, name, lane=name)
        claim(inbox, name)
    inbox.renew(["a", "b"], later(50), LEASE)
    assert [claim(inbox, "w", later(70)), claim(inbox, "w", later(70))] == ["c", None]
    assert claim(inbox, "w", later(111)) == "a"


def test_after_a_failure_the_lane_waits_and_the_attempt_counts(inbox: SqlInbox) -> None:
    receive(inbox, "k", "next")
    claim(inbox)
    inbox.retry("k", "w", later(5))
    assert claim(inbox, "w", later(4)) is None
    again = inbox.claim("w", later(5), LEASE)
    assert again is not None
    assert (again.event.key, again.attempt) == ("k", 2)


def test_a_released_event_is_free_at_once_and_the_attempt_does_not_count(inbox: SqlInbox) -> None:
    receive(inbox, "k")
    claim(inbox)
    inbox.release("k", "w")
    again = inbox.claim("other", NOW, LEASE)
    assert again is not None
    assert again.attempt == 1
    assert not inbox.finish("k", "w", [], NOW)


def test_an_event_that_is_given_up_owes_its_apology_and_frees_its_lane(inbox: SqlInbox) -> None:
    receive(inbox, "k", "next")
    claim(inbox)
    assert inbox.give_up("k", "w", [a_post()], NOW)
    assert [sent.state for sent in inbox.sent("k")] == [PostState.OWED]
    assert claim(inbox) == "next"
    assert inbox.health(NOW).given_up == 1


def test_what_is_done_is_remembered_for_a_day_and_then_swept(inbox: SqlInbox) -> None:
    answer(inbox, "k")
    receive(inbox, "waits")
    day = REMEMBERED.total_seconds()
    assert inbox.sweep(later(day)) == 0
    assert inbox.receive(an_event("k"), MANY) is Receipt.KNOWN
    assert inbox.sweep(later(day + 1)) == 1
    assert inbox.knows("waits")
    assert inbox.receive(an_event("k"), MANY) is Receipt.NEW


def test_the_key_stays_as_long_as_a_post_of_it_does(inbox: SqlInbox) -> None:
    answer(inbox, "k", a_post())
    assert inbox.sweep(later(200_000)) == 0
    owed = inbox.claim_post("w", later(200_000), LEASE)
    assert owed is not None
    inbox.delivered(owed, "ts", later(200_000))
    assert inbox.sweep(later(200_001)) == 0
    assert inbox.sweep(later(300_000)) == 1
    assert inbox.sent("k") == ()


def test_health_counts_what_is_to_do(inbox: SqlInbox) -> None:
    assert inbox.health(NOW) == Health(0, 0, None, 0, 0, 0)
    answer(inbox, "done", a_post(0), a_post(1))
    inbox.receive(Event("old", "a", ANA, "{}", later(-90)), MANY)
    inbox.receive(Event("held", "b", ANA, "{}", later(-900)), MANY)
    receive(inbox, "new", lane="c")
    claim(inbox, "w")
    inbox.release("old", "w")
    held = [claim(inbox, f"w{n}") for n in range(2)]
    assert held == ["old", "held"]
    inbox.release("old", "w0")
    assert inbox.health(NOW) == Health(
        waiting=2, claimed=1, oldest=dt.timedelta(seconds=90), owed=2, given_up=0, abandoned=0
    )


def test_two_processes_share_one_inbox(inbox: SqlInbox, settings: StoreSettings) -> None:
    other = open_inbox(settings)
    receive(inbox, "k")
    assert other.receive(an_event("k"), MANY) is Receipt.KNOWN
    assert claim(other, "w") == "k"
    assert claim(inbox, "w2") is None
    other.close()


def test_claiming_looks_at_what_is_open_alone(inbox: SqlInbox) -> None:
    """However many rows are done, their number is not in the way of a claim: both queries walk an index of open ones."""
    for statement, index in ((sql._NEXT_EVENT, "event_open"), (sql._NEXT_POST, "post_open")):
        with inbox._engine.connect() as connection:
            asked = f"EXPLAIN QUERY PLAN {statement.compile(inbox._engine)}"
            plan = [step[3] for step in connection.exec_driver_sql(asked, (NOW, 1, 0))]
        assert index in plan[0]
        assert "_lane (lane=? AND" in plan[-1]


def test_postgresql_passes_over_what_another_worker_is_about_to_claim() -> None:
    for statement in (sql._NEXT_EVENT, sql._NEXT_POST):
        assert str(statement.compile(dialect=postgresql.dialect())).rstrip().endswith("SKIP LOCKED")


@pytest.mark.parametrize(("act", "waits"), [("receive", True), ("claim", False), ("finish", False), ("post", True)])
def test_a_receipt_and_the_claim_of_a_post_wait_for_the_disk(inbox: SqlInbox, act: str, waits: bool) -> None:
    """`synchronous` is 2 (FULL) on a connection that waits and 1 (NORMAL) on one that does not; both overwrite."""
    answer(inbox, "before", a_post())
    receive(inbox, "k", lane="other")
    acts = {
        "receive": lambda: receive(inbox, "new"),
        "claim": lambda: claim(inbox),
        "finish": lambda: inbox.finish("k", "w", [], NOW),
        "post": lambda: inbox.claim_post("w", NOW, LEASE),
    }
    found = []

    def note(connection: Connection) -> None:
        asked = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "secure_delete")]
        found.append(asked)

    for engine in (inbox._lasting, inbox._writer):
        event.listen(engine, "commit", note)
    acts[act]()
    assert found == [[2 if waits else 1, 1]]
