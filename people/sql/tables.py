"""The tables of the people store. Every one of them says whose its rows are."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import Column, Text
from sqlmodel import Field, MetaData, SQLModel

people_metadata = MetaData()


class PeopleTable(SQLModel):
    """The base of the people store's tables: their own metadata, apart from the catalog's, and whose a row is.

    `workspace` is empty where the door has none.
    """

    metadata: ClassVar[MetaData] = people_metadata

    workspace: str = Field(primary_key=True)
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


EVERY_TABLE: tuple[type[PeopleTable], ...] = (ConversationRow, ProfileRow, SavedPlanRow, PlanCounterRow)
