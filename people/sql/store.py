"""The people store on SQLModel: the ports of `people.store` and `people.workspaces`."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, Delete, Engine, and_, delete, insert, select, update
from sqlmodel import col

from catalog.errors import NotFound
from catalog.learner import Learner
from catalog.sql.store import WRITING
from people.plan import SavedPlan
from people.reading import json_of, read_learner, read_plan, write_learner
from people.sql import erasing
from people.sql.desk import exported_handovers
from people.sql.reminders import exported_reminder
from people.sql.rows import names, of, put, utc
from people.sql.tables import (
    EVERY_TABLE,
    WORKSPACE_TABLES,
    AdminRow,
    AnsweredRow,
    ConversationRow,
    EventRow,
    PeopleTable,
    PlanCounterRow,
    PostRow,
    ProfileRow,
    SavedPlanRow,
    WorkspaceSettingsRow,
)
from people.store import Answered, ConversationKey, PersonKey
from people.workspaces import WorkspaceSettings

PATIENCE = 5.0


class _UnderWay(threading.local):
    """The transaction that this thread is in, and whether something is to be erased after it."""

    connection: Connection | None = None
    removed = False


class SqlPeopleStore:
    """All that is known of people, in one database. Each method is one transaction, or part of the thread's `transaction`.

    What removes something also erases it from the files, and waits `patience` seconds for readers of earlier versions; it
    raises NotErased where that was not enough: nothing more is read of it then, and removing once more erases it.
    """

    def __init__(self, engine: Engine, patience: float = PATIENCE) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**WRITING)
        self._patience = patience
        self._under_way = _UnderWay()

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What this thread writes within is kept as a whole or not at all; what it removes is erased after that.

        What it reads meanwhile is as it was before. Raises NotErased at its end, where all is kept.
        """
        with self._writing():
            yield

    def load(self, key: ConversationKey) -> str | None:
        """The state as it was last kept; None for a new conversation."""
        with self._engine.connect() as connection:
            return connection.scalar(select(col(ConversationRow.state)).where(_in_conversation(ConversationRow, key)))

    def save(self, key: ConversationKey, state: str, now: dt.datetime, answered: Answered | None = None) -> None:
        """Keeps a state in place of an earlier one, and with it the question that it follows from, where that has an id."""
        row = ConversationRow(**names(key.person), conversation=key.conversation, state=state, updated_at=utc(now))
        with self._writing() as connection:
            put(connection, row, _in_conversation(ConversationRow, key))
            if answered is not None:
                kept = {"question": answered.question, "answer": answered.answer}
                last = AnsweredRow(**names(key.person), conversation=key.conversation, **kept)
                put(connection, last, _in_conversation(AnsweredRow, key))

    def answered(self, key: ConversationKey, question: str | None = None) -> str | None:
        """The last answer that was kept of a conversation, where it is that to `question`; to whatever it was, for None."""
        this = select(col(AnsweredRow.answer)).where(_in_conversation(AnsweredRow, key))
        if question is not None:
            this = this.where(col(AnsweredRow.question) == question)
        with self._engine.connect() as connection:
            return connection.scalar(this)

    def forget(self, key: ConversationKey) -> None:
        """Removes a conversation, to the last byte of its state. Raises NotErased."""
        self._remove(*(delete(table).where(_in_conversation(table, key)) for table in (ConversationRow, AnsweredRow)))

    def knows(self, person: PersonKey) -> bool:
        """Whether anything is kept of somebody: a profile, a plan or a conversation."""
        kept = (ConversationRow, ProfileRow, PlanCounterRow)
        with self._engine.connect() as connection:
            return any(
                connection.scalar(select(col(table.user)).where(of(table, person)).limit(1)) is not None
                for table in kept
            )

    def learner(self, person: PersonKey) -> Learner:
        """What is known of somebody; a blank learner for a stranger. What another version knew besides is passed over."""
        with self._engine.connect() as connection:
            body = _profile(connection, person)
        return Learner() if body is None else read_learner(body)[0]

    def keep_learner(self, person: PersonKey, learner: Learner, now: dt.datetime) -> None:
        """Keeps a profile in place of an earlier one, beside what another version knew; a blank one is removed whole.

        Raises NotErased.
        """
        if learner.is_blank:
            self._remove_profile(person)
            return
        with self._writing() as connection:
            body = write_learner(learner, _profile(connection, person))
            row = ProfileRow(**names(person), body=body, updated_at=utc(now))
            put(connection, row, of(ProfileRow, person))

    def plans(self, person: PersonKey) -> tuple[SavedPlan, ...]:
        """The saved plans of somebody, by their numbers, without those that only another version can read."""
        with self._engine.connect() as connection:
            bodies = _plan_bodies(connection, person)
        return tuple(plan for plan in map(read_plan, bodies) if plan is not None)

    def last_plan_number(self, person: PersonKey) -> int:
        """The number of the plan that somebody saved last, dropped or not; 0 where there was none."""
        with self._engine.connect() as connection:
            return _last_number(connection, person)

    def save_plan(self, person: PersonKey, plan: SavedPlan) -> SavedPlan:
        """Keeps a plan under the person's next number and returns it with that."""
        with self._writing() as connection:
            numbered = plan.model_copy(update={"number": 1 + _last_number(connection, person)})
            counter = PlanCounterRow(**names(person), last=numbered.number)
            put(connection, counter, of(PlanCounterRow, person))
            row = _plan_row(person, numbered)
            connection.execute(insert(SavedPlanRow).values(row.model_dump()))
        return numbered

    def replace_plan(self, person: PersonKey, plan: SavedPlan) -> None:
        """Keeps a plan in place of the one with its number. Raises NotFound where there is none."""
        body = _plan_row(person, plan).body
        with self._writing() as connection:
            statement = update(SavedPlanRow).where(_is_plan(person, plan.number)).values(body=body)
            if not connection.execute(statement).rowcount:
                raise _no_plan(plan.number)

    def drop_plan(self, person: PersonKey, number: int) -> None:
        """Removes a plan, to the last byte. Raises NotFound where there is none, or NotErased."""
        if not self._remove(delete(SavedPlanRow).where(_is_plan(person, number))):
            raise _no_plan(number)

    def forget_person(self, person: PersonKey) -> None:
        """Removes everything of a person, to the last byte of the file; the number of plans begins anew.

        Raises NotErased.
        """
        self._remove(*(delete(table).where(of(table, person)) for table in EVERY_TABLE))

    def workspace_settings(self, workspace: str) -> WorkspaceSettings:
        """What was chosen for a workspace; all off for one that is not known."""
        admins = select(col(AdminRow.user)).where(col(AdminRow.workspace) == workspace)
        with self._engine.connect() as connection:
            row = connection.execute(select(WorkspaceSettingsRow).where(_is_workspace(workspace))).one_or_none()
            named = frozenset(connection.scalars(admins))
        if row is None:
            return WorkspaceSettings(admins=named)
        return WorkspaceSettings(row.model_allowed, row.threads_read, row.coach_channel, named)

    def keep_workspace_settings(self, workspace: str, settings: WorkspaceSettings) -> None:
        """Keeps settings in place of earlier ones; whoever is an admin no more is forgotten as one. Raises NotErased."""
        chosen = {name: getattr(settings, name) for name in ("model_allowed", "threads_read", "coach_channel")}
        here = col(AdminRow.workspace) == workspace
        with self._writing() as connection:
            put(connection, WorkspaceSettingsRow(workspace=workspace, **chosen), _is_workspace(workspace))
            self._remove(delete(AdminRow).where(here, col(AdminRow.user).not_in(settings.admins)))
            for user in sorted(settings.admins):
                put(connection, AdminRow(workspace=workspace, user=user), and_(here, col(AdminRow.user) == user))

    def erase_workspace(self, workspace: str) -> None:
        """Removes everything of a workspace and of its people, its installation too, to the last byte of the file.

        Raises NotErased.
        """
        tables = (*EVERY_TABLE, *WORKSPACE_TABLES)
        self._remove(*(delete(table).where(col(table.workspace) == workspace) for table in tables))

    def export(self, person: PersonKey) -> dict[str, Any]:
        """Everything that is kept of a person, as JSON values, what only another version can read included.

        Keys: `workspace`, `user`, `profile` (None or `updated_at` and `learner`), `plans`, `last_plan_number`,
        `conversations` (each `conversation`, `updated_at` and `state`), `answers` (the last one of each conversation),
        `events` and `posts` (what is not answered and not delivered yet), `admin` (whether one of the workspace),
        `handovers` (what was told to a person) and `reminder` (None or `since`, `tz` and `ignored`). What is no JSON is
        given as its text.
        """
        with self._engine.connect() as connection:
            return {
                **names(person),
                "profile": _exported_profile(connection, person),
                "plans": [json_of(body) for body in _plan_bodies(connection, person)],
                "last_plan_number": _last_number(connection, person),
                "conversations": _exported_conversations(connection, person),
                "answers": _exported(connection, AnsweredRow, person, AnsweredRow.answer),
                "events": _exported(connection, EventRow, person, EventRow.body),
                "posts": _exported(connection, PostRow, person, PostRow.body),
                "admin": connection.execute(select(AdminRow).where(of(AdminRow, person))).first() is not None,
                "handovers": exported_handovers(connection, person),
                "reminder": exported_reminder(connection, person),
            }

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """The connection of the transaction that the thread is in, else one of its own."""
        here = self._under_way
        if here.connection is not None:
            yield here.connection
            return
        try:
            with self._writer.begin() as connection:
                here.connection, here.removed = connection, False
                yield connection
        finally:
            here.connection = None
        if here.removed:
            erasing.settle(self._engine, self._patience)

    def _remove(self, *deletions: Delete) -> int:
        """Deletes, and erases at the end of the transaction; how many rows there were."""
        with self._writing() as connection:
            self._under_way.removed = True
            found = sum(connection.execute(deletion).rowcount for deletion in deletions)
            if found:
                erasing.owe(connection)
        return found

    def _remove_profile(self, person: PersonKey) -> None:
        with self._writing() as connection:
            if _profile(connection, person) is not None:
                self._remove(delete(ProfileRow).where(of(ProfileRow, person)))


def _is_workspace(workspace: str) -> ColumnElement[bool]:
    return col(WorkspaceSettingsRow.workspace) == workspace


def _profile(connection: Connection, person: PersonKey) -> str | None:
    return connection.scalar(select(col(ProfileRow.body)).where(of(ProfileRow, person)))


def _plan_bodies(connection: Connection, person: PersonKey) -> list[str]:
    statement = select(col(SavedPlanRow.body)).where(of(SavedPlanRow, person)).order_by(col(SavedPlanRow.number))
    return list(connection.scalars(statement))


def _last_number(connection: Connection, person: PersonKey) -> int:
    return connection.scalar(select(col(PlanCounterRow.last)).where(of(PlanCounterRow, person))) or 0


def _exported_profile(connection: Connection, person: PersonKey) -> dict[str, Any] | None:
    columns = select(col(ProfileRow.updated_at), col(ProfileRow.body))
    row = connection.execute(columns.where(of(ProfileRow, person))).one_or_none()
    return None if row is None else {"updated_at": row.updated_at.isoformat(), "learner": json_of(row.body)}


def _exported_conversations(connection: Connection, person: PersonKey) -> list[dict[str, Any]]:
    name, when = col(ConversationRow.conversation), col(ConversationRow.updated_at)
    rows = select(name, when, col(ConversationRow.state)).where(of(ConversationRow, person)).order_by(name)
    return [
        {"conversation": conversation, "updated_at": updated_at.isoformat(), "state": json_of(state)}
        for conversation, updated_at, state in connection.execute(rows)
    ]


def _exported(connection: Connection, table: type[PeopleTable], person: PersonKey, text: str) -> list[Any]:
    """The texts of a person in one column, without those that are done with."""
    texts = connection.scalars(select(col(text)).where(of(table, person), col(text) != ""))
    return [json_of(found) for found in texts]


def _plan_row(person: PersonKey, plan: SavedPlan) -> SavedPlanRow:
    return SavedPlanRow(**names(person), number=plan.number, body=plan.model_dump_json())


def _in_conversation(table: type[ConversationRow | AnsweredRow], key: ConversationKey) -> ColumnElement[bool]:
    return and_(of(table, key.person), col(table.conversation) == key.conversation)


def _is_plan(person: PersonKey, number: int) -> ColumnElement[bool]:
    return and_(of(SavedPlanRow, person), col(SavedPlanRow.number) == number)


def _no_plan(number: int) -> NotFound:
    return NotFound(f"There is no saved plan {number}; ask for your plans to see their numbers.")
