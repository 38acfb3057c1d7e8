"""What holds for a workspace, and erasing one whole, to the last byte of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from catalog.errors import NotErased
from catalog.learner import Learner
from catalog.settings import StoreSettings
from people.desk import Place, Wish
from people.reminders import Reminder
from people.sql.inbox import SqlInbox
from people.sql.installations import SqlInstallations
from people.sql.open import Outreach, open_installations, open_people
from people.sql.store import SqlPeopleStore
from people.sql.tables import EVERY_TABLE, WORKSPACE_TABLES
from people.store import PersonKey
from people.workspaces import WorkspaceSettings
from tests.people.conftest import ANA, NOW, OTHERS, conversation
from tests.people.inboxes import MANY, a_post, an_event, claim, claim_post
from tests.people.test_erasing import MARK, copies, reading, tell

GONE = f"T{MARK}"
"""The workspace that is erased: its name stands in each of its rows."""
CHOSEN = WorkspaceSettings(model_allowed=True, threads_read=True, coach_channel="C1", admins=frozenset({"U1", "U2"}))


@pytest.fixture
def installations(settings: StoreSettings) -> Iterator[SqlInstallations]:
    opened = open_installations(settings, [Fernet.generate_key().decode()])
    yield opened
    opened.close()


# ---- settings


def test_all_is_off_until_somebody_chooses(sql_store: SqlPeopleStore) -> None:
    assert sql_store.workspace_settings("T1") == WorkspaceSettings(False, False, "", frozenset())


@pytest.mark.parametrize(
    "chosen",
    [
        CHOSEN,
        replace(CHOSEN, model_allowed=False),
        replace(CHOSEN, threads_read=False),
        replace(CHOSEN, coach_channel=""),
        replace(CHOSEN, admins=frozenset()),
        WorkspaceSettings(),
    ],
)
def test_what_was_chosen_last_counts_for_that_workspace_alone(
    settings: StoreSettings, sql_store: SqlPeopleStore, chosen: WorkspaceSettings
) -> None:
    sql_store.keep_workspace_settings("T2", CHOSEN)
    sql_store.keep_workspace_settings("T1", WorkspaceSettings(True, False, "C9", frozenset({"U2", "U3"})))
    sql_store.keep_workspace_settings("T1", chosen)
    other = open_people(settings)
    assert other.workspace_settings("T1") == chosen
    assert other.workspace_settings("T2") == CHOSEN
    assert other.workspace_settings("t1") == WorkspaceSettings()
    other.close()


def choose_and_fail(store: SqlPeopleStore) -> None:
    with store.transaction():
        store.keep_workspace_settings("T1", WorkspaceSettings())
        raise RuntimeError


def test_settings_are_part_of_a_transaction(sql_store: SqlPeopleStore) -> None:
    sql_store.keep_workspace_settings("T1", CHOSEN)
    with pytest.raises(RuntimeError):
        choose_and_fail(sql_store)
    assert sql_store.workspace_settings("T1") == CHOSEN


def test_who_is_an_admin_no_more_is_gone_from_the_file(sql_store: SqlPeopleStore, tmp_path: Path) -> None:
    sql_store.keep_workspace_settings("T1", replace(CHOSEN, admins=frozenset({f"U{MARK}", "U2"})))
    assert copies(tmp_path) > 0
    sql_store.keep_workspace_settings("T1", CHOSEN)
    assert copies(tmp_path) == 0


def test_an_admin_who_is_forgotten_is_none_any_more(sql_store: SqlPeopleStore, tmp_path: Path) -> None:
    sql_store.keep_workspace_settings("T1", replace(CHOSEN, admins=frozenset({f"U{MARK}", "U2"})))
    assert sql_store.export(PersonKey("T1", f"U{MARK}"))["admin"] is True
    assert sql_store.export(PersonKey("T2", f"U{MARK}"))["admin"] is False
    sql_store.forget_person(PersonKey("T1", f"U{MARK}"))
    assert sql_store.workspace_settings("T1") == replace(CHOSEN, admins=frozenset({"U2"}))
    assert copies(tmp_path) == 0


# ---- erasing


def fill(
    store: SqlPeopleStore, inbox: SqlInbox, installations: SqlInstallations, outreach: Outreach, size: int = 1
) -> None:
    """A row in every table of the workspace, for three of its people, each with the mark in every text."""
    for number in range(3):
        person = PersonKey(GONE, f"u{number}{MARK}")
        tell(store, person, MARK * size)
        inbox.receive(an_event(f"k{number}{MARK}", f"l{number}{MARK}", person, f'"{MARK * size}"'), MANY)
    claim(inbox)
    inbox.finish(f"k0{MARK}", "w", [a_post(0, f"l0{MARK}", f'"{MARK * size}"')], NOW)
    store.keep_workspace_settings(GONE, WorkspaceSettings(True, True, MARK, frozenset({f"u0{MARK}"})))
    installations.keep(GONE, MARK * size)
    one = PersonKey(GONE, f"u0{MARK}")
    outreach.handovers.ask(Wish(f"k{MARK}", one, MARK, MARK * size, Place(MARK, MARK), "en"), NOW)
    outreach.reminders.switch_on(Reminder(one, NOW, MARK, NOW))


def left(folder: Path) -> dict[str, int]:
    """How many rows of the workspace each table holds."""
    tables = [str(table.__tablename__) for table in (*EVERY_TABLE, *WORKSPACE_TABLES)]
    with closing(sqlite3.connect(folder / "people.db")) as other:
        counts = {name: other.execute(f"SELECT count(*) FROM {name} WHERE workspace = ?", (GONE,)) for name in tables}
        return {name: found.fetchone()[0] for name, found in counts.items()}


@pytest.mark.parametrize("size", [1, 300, 9_000], ids=["small", "a page", "overflow pages"])
def test_nothing_of_a_workspace_is_left_in_any_file(
    sql_store: SqlPeopleStore,
    inbox: SqlInbox,
    installations: SqlInstallations,
    outreach: Outreach,
    tmp_path: Path,
    size: int,
) -> None:
    fill(sql_store, inbox, installations, outreach, size)
    assert min(left(tmp_path).values()) > 0, "every table has a row to erase"
    assert copies(tmp_path) > size
    sql_store.erase_workspace(GONE)
    assert set(left(tmp_path).values()) == {0}
    assert copies(tmp_path) == 0
    assert installations.find(GONE) is None
    assert sql_store.workspace_settings(GONE) == WorkspaceSettings()


def test_other_workspaces_keep_everything(
    sql_store: SqlPeopleStore, inbox: SqlInbox, installations: SqlInstallations, outreach: Outreach
) -> None:
    for person in (ANA, *OTHERS):
        tell(sql_store, person, "stays")
        inbox.receive(an_event(f"of {person}", f"l{person}", person), MANY)
    sql_store.keep_workspace_settings("T1", CHOSEN)
    installations.keep("T1", "stays")
    before = [sql_store.export(person) for person in (ANA, *OTHERS)]
    fill(sql_store, inbox, installations, outreach)
    sql_store.erase_workspace(GONE)
    sql_store.erase_workspace("%")
    stays = [person for person in (ANA, *OTHERS) if person.workspace != "%"]
    assert [sql_store.export(person) for person in stays] == before[: len(stays)]
    assert sql_store.workspace_settings("T1") == CHOSEN
    assert installations.find("T1") == "stays"


def test_what_is_under_way_comes_to_nothing(
    sql_store: SqlPeopleStore, inbox: SqlInbox, installations: SqlInstallations, outreach: Outreach, tmp_path: Path
) -> None:
    fill(sql_store, inbox, installations, outreach)
    held, owed = claim(inbox), claim_post(inbox)
    assert held is not None
    assert owed is not None
    sql_store.erase_workspace(GONE)
    assert not inbox.finish(held, "w", [a_post(0, "l", f'"{MARK}"')], NOW)
    inbox.delivered(owed, f"ts {MARK}", NOW)
    assert claim(inbox, "another") is None
    assert claim_post(inbox, "another") is None
    assert copies(tmp_path) == 0


def test_while_somebody_reads_it_is_said_and_made_good_at_the_next_opening(
    settings: StoreSettings,
    sql_store: SqlPeopleStore,
    inbox: SqlInbox,
    installations: SqlInstallations,
    outreach: Outreach,
    tmp_path: Path,
) -> None:
    fill(sql_store, inbox, installations, outreach, 3000)
    impatient = SqlPeopleStore(sql_store._engine, patience=0.2)
    with reading(settings), pytest.raises(NotErased, match="once more"):
        impatient.erase_workspace(GONE)
    assert set(left(tmp_path).values()) == {0}
    open_people(settings).close()
    assert copies(tmp_path) == 0


def test_a_workspace_that_comes_back_begins_anew(
    sql_store: SqlPeopleStore, inbox: SqlInbox, installations: SqlInstallations, outreach: Outreach
) -> None:
    fill(sql_store, inbox, installations, outreach)
    sql_store.erase_workspace(GONE)
    person = PersonKey(GONE, f"u0{MARK}")
    assert sql_store.learner(person) == Learner()
    assert sql_store.load(conversation(person, MARK)) is None
    fill(sql_store, inbox, installations, outreach)
    assert sql_store.last_plan_number(person) == 1
