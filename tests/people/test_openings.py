"""What is kept of an answer that is shown before it is whole: once begun it is known, until the event is done."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from catalog.settings import StoreSettings
from catalog.sql.store import WRITING
from people.sql.inbox import SqlInbox
from people.sql.open import open_inbox
from people.sql.store import SqlPeopleStore
from people.sql.tables import people_metadata
from tests.people.conftest import NOW, OTHERS
from tests.people.inboxes import a_post, answer, claim, claim_post, later, receive
from tests.people.test_erasing import EVE, MARK, copies
from tests.people.test_people_database import config, opened


def begun(inbox: SqlInbox, key: str = "k") -> None:
    receive(inbox, key)
    claim(inbox)
    assert inbox.begin(key)


def test_a_message_is_opened_once_for_an_event(inbox: SqlInbox) -> None:
    receive(inbox, "k")
    claim(inbox)
    assert inbox.opening("k") is None
    assert inbox.begin("k")
    assert inbox.opening("k") == ""
    assert not inbox.begin("k")
    inbox.note("k", "D1:1700.1")
    assert inbox.opening("k") == "D1:1700.1"
    assert not inbox.begin("k")


def test_what_was_not_opened_after_all_may_be_opened_again(inbox: SqlInbox) -> None:
    begun(inbox)
    inbox.note("k", None)
    assert inbox.opening("k") is None
    assert inbox.begin("k")


@pytest.mark.parametrize("how", ["its lease ran out", "put back", "released"])
def test_whoever_answers_next_knows_of_it(inbox: SqlInbox, settings: StoreSettings, how: str) -> None:
    begun(inbox)
    inbox.note("k", "D1:1700.1")
    if how == "put back":
        inbox.retry("k", "w", NOW)
    if how == "released":
        inbox.release("k", "w")
    other = open_inbox(settings)
    assert claim(other, "next", later(61)) == "k"
    assert other.opening("k") == "D1:1700.1"
    other.close()


@pytest.mark.parametrize("given_up", [False, True])
def test_nothing_of_it_is_kept_once_the_event_is_done(inbox: SqlInbox, given_up: bool) -> None:
    begun(inbox)
    done = inbox.give_up if given_up else inbox.finish
    assert done("k", "w", [], NOW)
    inbox.note("k", "D1:1700.1")
    assert inbox.opening("k") is None
    assert not inbox.begin("k")


def test_nothing_is_opened_for_an_event_that_nobody_knows(inbox: SqlInbox) -> None:
    assert not inbox.begin("k")
    inbox.note("k", "D1:1700.1")
    assert inbox.opening("k") is None


@pytest.mark.parametrize("until", ["owed", "sending", "put off"])
def test_nothing_overtakes_a_post_of_its_lane(inbox: SqlInbox, until: str) -> None:
    answer(inbox, "earlier", a_post())
    receive(inbox, "k")
    receive(inbox, "elsewhere", lane="other lane")
    claim(inbox)
    owed = claim_post(inbox) if until != "owed" else None
    if until == "put off":
        assert owed is not None
        inbox.later(owed, "w", later(30), uncertain=False)
    assert not inbox.begin("k")
    assert inbox.opening("k") is None
    assert inbox.begin("elsewhere")
    owed = owed or claim_post(inbox)
    assert owed is not None
    inbox.delivered(owed, "ts", NOW)
    assert inbox.begin("k")


def test_it_is_erased_with_the_person(inbox: SqlInbox, sql_store: SqlPeopleStore, tmp_path: Path) -> None:
    for key, person in (("k", EVE), ("other", OTHERS[0])):
        receive(inbox, key, lane=key, person=person)
        assert inbox.begin(key)
        inbox.note(key, f"{MARK}:1" if person == EVE else "D1:1")
    assert copies(tmp_path) > 0
    sql_store.forget_person(EVE)
    assert copies(tmp_path) == 0
    assert (inbox.opening("k"), inbox.opening("other")) == (None, "D1:1")


def test_events_of_an_earlier_version_have_nothing_opened(settings: StoreSettings) -> None:
    engine = opened(settings.data_dir, people_metadata)
    with engine.execution_options(**WRITING).begin() as connection:
        migrate = config()
        migrate.attributes["connection"] = connection
        command.downgrade(migrate, "0005")
        moment = "2026-11-23 11:00:00.000000"
        row = f"('T1', 'ana', 'k', 'lane', '{{}}', '{moment}', '{moment}', '', 0, 0)"
        names = "workspace, user, key, lane, body, received_at, ready_at, worker, attempts, given_up"
        connection.execute(text(f"INSERT INTO event ({names}) VALUES {row}"))
    engine.dispose()
    inbox = open_inbox(settings)
    assert claim(inbox) == "k"
    assert inbox.opening("k") is None
    assert inbox.begin("k")
    inbox.close()
    with closing(sqlite3.connect(settings.data_dir / "people.db")) as connection:
        assert connection.execute("SELECT opening FROM event").fetchall() == [("",)]
