"""The tables of the people store. Every row says of which person or workspace it is, but for the states of installing."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field, MetaData, SQLModel

people_metadata = MetaData()


class WorkspaceTable(SQLModel):
    """The base of the tables of workspaces: their own metadata, apart from the catalog's, and of which workspace a row is."""

    metadata: ClassVar[MetaData] = people_metadata

    workspace: str = Field(primary_key=True)


class PeopleTable(WorkspaceTable):
    """The base of the tables of people: whose a row is. `workspace` is empty where the door has none."""

    user: str = Field(primary_key=True)


class ConversationRow(PeopleTable, table=True):
    """The state of one conversation of one person."""

    __tablename__ = "conversation"

    conversation: str = Field(primary_key=True)
    state: str = Field(sa_column=Column(Text, nullable=False))
    updated_at: dt.datetime


class ProfileRow(PeopleTable, table=True):
    """What is known of one person: the JSON form of a `Learner`, and whatever another version knew besides."""

    __tablename__ = "profile"

    body: str = Field(sa_column=Column(Text, nullable=False))
    updated_at: dt.datetime


class SavedPlanRow(PeopleTable, table=True):
    """One saved plan: the JSON form of a `SavedPlan`."""

    __tablename__ = "saved_plan"

    number: int = Field(primary_key=True)
    body: str = Field(sa_column=Column(Text, nullable=False))


class PlanCounterRow(PeopleTable, table=True):
    """The last number that a plan of one person was given; it outlives the plan."""

    __tablename__ = "plan_counter"

    last: int


class AnsweredRow(PeopleTable, table=True):
    """The last question of one conversation that had an id, and the JSON of its answer."""

    __tablename__ = "answered"

    conversation: str = Field(primary_key=True)
    question: str
    answer: str = Field(sa_column=Column(Text, nullable=False))


class EventRow(PeopleTable, table=True):
    """One event. Done means `done_at` is set; who works on it is `worker`, else that is empty.

    It may be claimed from `ready_at` on: at once, after a pause, or when its lease has run out. `number` is the order in
    which events came. `opening` says where its answer is shown before it is whole: NULL for nowhere, empty where that was
    begun and no more is known. `body` is empty and `opening` is NULL once the event is done.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index("event_open", "number", sqlite_where=text("done_at IS NULL"), postgresql_where=text("done_at IS NULL")),
        Index(
            "event_lane",
            "lane",
            "number",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index("event_person", "workspace", "user"),
    )

    number: int | None = Field(default=None, primary_key=True)
    workspace: str
    user: str
    key: str = Field(unique=True)
    lane: str
    body: str = Field(sa_column=Column(Text, nullable=False))
    received_at: dt.datetime
    ready_at: dt.datetime
    worker: str = ""
    attempts: int = 0
    done_at: dt.datetime | None = None
    given_up: bool = False
    opening: str | None = None


class PostRow(PeopleTable, table=True):
    """One post of one event. Delivered or abandoned means `closed_at` is set; `body` is empty from then on.

    `worker` and `ready_at` mean what they mean of an event, `place` is the order in which posts were owed. `reason` is
    empty where the post was delivered.
    """

    __tablename__ = "post"
    __table_args__ = (
        UniqueConstraint("event_key", "number"),
        Index("post_open", "place", sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL")),
        Index(
            "post_lane",
            "lane",
            "place",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("post_person", "workspace", "user"),
    )

    place: int | None = Field(default=None, primary_key=True)
    workspace: str
    user: str
    event_key: str
    number: int
    lane: str
    method: str
    body: str = Field(sa_column=Column(Text, nullable=False))
    ready_at: dt.datetime
    worker: str = ""
    attempts: int = 0
    uncertain: bool = False
    closed_at: dt.datetime | None = None
    reference: str = ""
    reason: str = ""


class HandoverRow(PeopleTable, table=True):
    """One hand-over to a person. `coach` is empty until somebody takes it, `told` is what the learner approved, `by` the key
    of the event that changed it last."""

    __tablename__ = "handover"
    __table_args__ = (
        Index("handover_person", "workspace", "user"),
        Index(
            "handover_open",
            "asked_at",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    number: int | None = Field(default=None, primary_key=True)
    workspace: str
    user: str
    key: str = Field(unique=True)
    by: str
    name: str
    told: str = Field(sa_column=Column(Text, nullable=False))
    channel: str
    thread: str
    tongue: str
    asked_at: dt.datetime
    coach: str = ""
    coach_name: str = ""
    desk_channel: str = ""
    desk_thread: str = ""
    passed_on_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None


class ReminderRow(PeopleTable, table=True):
    """The weekly reminder of one person who wants it."""

    __tablename__ = "reminder"
    __table_args__ = (Index("reminder_next", "next_at"),)

    since: dt.datetime
    tz: str
    next_at: dt.datetime
    last_at: dt.datetime | None = None
    ignored: int = 0


class AdminRow(PeopleTable, table=True):
    """Somebody who may change what holds for a workspace."""

    __tablename__ = "workspace_admin"


class WorkspaceSettingsRow(WorkspaceTable, table=True):
    """What its admins chose for a workspace."""

    __tablename__ = "workspace_settings"

    model_allowed: bool
    threads_read: bool
    coach_channel: str


class InstallationRow(WorkspaceTable, table=True):
    """The app in one workspace: encrypted JSON, tokens among it."""

    __tablename__ = "installation"

    body: str = Field(sa_column=Column(Text, nullable=False))


class InstallStateRow(SQLModel, table=True):
    """An installation that was begun: the hash of its state, which only the browser that began it has."""

    __tablename__ = "install_state"
    metadata: ClassVar[MetaData] = people_metadata

    digest: str = Field(primary_key=True)
    expires_at: dt.datetime


WORKSPACE_TABLES: tuple[type[WorkspaceTable], ...] = (WorkspaceSettingsRow, InstallationRow)
"""What is of a workspace and of none of its people."""

EVERY_TABLE: tuple[type[PeopleTable], ...] = (
    ConversationRow,
    AnsweredRow,
    ProfileRow,
    SavedPlanRow,
    PlanCounterRow,
    EventRow,
    PostRow,
    AdminRow,
    HandoverRow,
    ReminderRow,
)
"""What is of people."""
