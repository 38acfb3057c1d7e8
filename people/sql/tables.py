"""The tables of the people store."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import Column, Text
from sqlmodel import Field, MetaData, SQLModel

people_metadata = MetaData()


class PeopleTable(SQLModel):
    """The base of the people store's tables: their own metadata, apart from the catalog's."""

    metadata: ClassVar[MetaData] = people_metadata


class ConversationRow(PeopleTable, table=True):
    """The state of one conversation of one person; `workspace` is empty where the door has none."""

    __tablename__ = "conversation"

    workspace: str = Field(primary_key=True)
    user: str = Field(primary_key=True)
    conversation: str = Field(primary_key=True)
    state: str = Field(sa_column=Column(Text, nullable=False))
    updated_at: dt.datetime
