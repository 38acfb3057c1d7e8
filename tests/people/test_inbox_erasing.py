"""What somebody sent is gone to the last byte once they are forgotten, also while it is being answered."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from people.sql.inbox import SqlInbox
from people.sql.store import SqlPeopleStore
from people.store import Answered, PersonKey
from tests.people.conftest import NOW, OTHERS, conversation
from tests.people.inboxes import LEASE, MANY, a_post, an_event, answer, claim, claim_post, later, receive
from tests.people.test_erasing import EVE, MARK, copies


def text(size: int = 40) -> str:
    return f'{{"text": "{MARK * size}"}}'


def send(inbox: SqlInbox, key: str, person: PersonKey = EVE, size: int = 40) -> None:
    inbox.receive(an_event(key, f"lane {person.user}", person, text(size)), MANY)


@pytest.mark.parametrize("size", [1, 200, 30_000], ids=["small", "a page", "overflow pages"])
@pytest.mark.parametrize("until", ["waiting", "claimed", "owed", "sending", "delivered"])
def test_nothing_is_left_in_any_file(
    inbox: SqlInbox, sql_store: SqlPeopleStore, tmp_path: Path, until: str, size: int
) -> None:
    send(inbox, f"key {MARK}", size=size)
    if until != "waiting":
        claim(inbox)
    if until in {"owed", "sending", "delivered"}:
        inbox.finish(f"key {MARK}", "w", [a_post(0, f"lane {MARK}", text(size))], NOW)
    owed = claim_post(inbox) if until in {"sending", "delivered"} else None
    if until == "delivered":
        assert owed is not None
        inbox.delivered(owed, f"ts {MARK}", NOW)
    assert copies(tmp_path) > size * 0.9
    sql_store.forget_person(EVE)
    assert copies(tmp_path) == 0


def test_among_many_events_of_others_nothing_is_left(
    inbox: SqlInbox, sql_store: SqlPeopleStore, tmp_path: Path
) -> None:
    for number in range(120):
        person = EVE if number % 3 else OTHERS[number % 2]
        body = text(number * 7 % 300) if person == EVE else "{}"
        inbox.receive(an_event(f"k{number}", f"l{number % 9}", person, body), MANY)
        if number % 2 and (claimed := inbox.claim("w", NOW, LEASE)) is not None:
            inbox.finish(claimed.event.key, "w", [a_post(0, "lane", claimed.event.body)], NOW)
    sql_store.forget_person(EVE)
    assert copies(tmp_path) == 0
    assert inbox.health(NOW).waiting + inbox.health(NOW).owed > 0


def test_an_event_whose_person_is_forgotten_meanwhile_is_not_finished(
    inbox: SqlInbox, sql_store: SqlPeopleStore, tmp_path: Path
) -> None:
    send(inbox, "k")
    send(inbox, "next")
    receive(inbox, "other", lane="other", person=OTHERS[0])
    claim(inbox)
    sql_store.forget_person(EVE)
    assert not inbox.finish("k", "w", [a_post(0, "lane", text())], NOW)
    assert not inbox.knows("k")
    assert copies(tmp_path) == 0
    assert [claim(inbox), claim(inbox)] == ["other", None]


def test_a_post_whose_person_is_forgotten_meanwhile_comes_to_nothing(
    inbox: SqlInbox, sql_store: SqlPeopleStore, tmp_path: Path
) -> None:
    answer(inbox, "k", a_post(0, "lane", text()), person=EVE)
    owed = claim_post(inbox)
    assert owed is not None
    sql_store.forget_person(EVE)
    inbox.delivered(owed, f"ts {MARK}", NOW)
    inbox.later(owed, "w", NOW, uncertain=True)
    inbox.abandon(owed, "w", "code", NOW)
    assert inbox.sent("k") == ()
    assert copies(tmp_path) == 0


def test_text_of_what_is_done_is_blanked_and_after_a_sweep_out_of_the_log(
    inbox: SqlInbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    answer(inbox, "stays")
    inbox.receive(an_event("k", body=text()), MANY)
    claim(inbox)
    inbox.finish("k", "w", [a_post(0, "lane", text())], NOW)
    owed = claim_post(inbox)
    assert owed is not None
    inbox.delivered(owed, "ts", NOW)
    assert inbox.sweep(NOW) == 0
    assert inbox.knows("k")
    assert copies(tmp_path) == 0
    assert not caplog.records


def test_a_sweep_goes_on_while_somebody_reads(inbox: SqlInbox, tmp_path: Path) -> None:
    answer(inbox, "k")
    with closing(sqlite3.connect(tmp_path / "people.db", isolation_level=None)) as other:
        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM event").fetchone() == (1,)
        assert inbox.sweep(later(200_000)) == 1
    assert not inbox.knows("k")


def test_an_export_holds_what_is_under_way_and_the_last_answers(inbox: SqlInbox, sql_store: SqlPeopleStore) -> None:
    answer(inbox, "done", a_post(0, "lane", '{"text": "owed"}'), person=EVE)
    inbox.receive(an_event("waits", "other", EVE, '{"said": "this"}'), MANY)
    sql_store.save(conversation(EVE), "{}", NOW, Answered("q", '{"text": "answered"}'))
    found = sql_store.export(EVE)
    assert found["answers"] == [{"text": "answered"}]
    assert found["events"] == [{"said": "this"}]
    assert found["posts"] == [{"text": "owed"}]
    assert sql_store.export(OTHERS[0])["posts"] == []
