"""The tables of the catalog.

A credential row is addressed by the hash of its content; membership says which generation holds which content at which
position. Positions follow the folded title, so that they are also the order of an unordered listing.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import Column, Index, Text
from sqlmodel import Field, MetaData, SQLModel

catalog_metadata = MetaData()


class CatalogTable(SQLModel):
    """The base of the catalog's tables: their own metadata, apart from the people store's."""

    metadata: ClassVar[MetaData] = catalog_metadata


class CredentialRow(CatalogTable, table=True):
    """One content of one credential; `body` is the native JSON without the source row, the rest are its filter columns."""

    __tablename__ = "credential"

    hash: str = Field(primary_key=True)
    id: str
    document_hash: str
    title_key: str
    as_of: dt.date | None
    body: str = Field(sa_column=Column(Text, nullable=False))
    provider: str | None
    kind: str
    level: str | None
    delivery: str | None
    language: str
    skills: str
    cost_amount: float | None
    currency: str | None
    basis: str | None
    free: bool
    credit: bool
    hours_min: float | None
    hours_max: float | None
    visibility: str
    owner: str | None
    groups: str


class MemberRow(CatalogTable, table=True):
    """A credential's place in a generation, and the source row that it came from."""

    __tablename__ = "member"
    __table_args__ = (Index("member_by_credential", "generation", "credential_id"),)

    generation: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    credential_id: str
    hash: str
    source: str
    row: int


class HiddenRow(CatalogTable, table=True):
    """A row of a generation whose id another source holds: it comes back when that source gives the id up."""

    __tablename__ = "hidden"

    generation: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    row: int = Field(primary_key=True)
    hash: str


class GenerationRow(CatalogTable, table=True):
    """One built state of the whole catalog; `sources` and `report` are JSON."""

    __tablename__ = "generation"

    id: str = Field(primary_key=True)
    created_at: dt.datetime
    status: str
    size: int
    embedder: str
    document_format: int
    skills_hash: str
    roles_hash: str
    roles_from: str
    sources: str = Field(sa_column=Column(Text, nullable=False))


class PointerRow(CatalogTable, table=True):
    """The one row that says which generation serves."""

    __tablename__ = "pointer"

    id: int = Field(primary_key=True)
    generation: str
    moved_at: dt.datetime


class VocabularyRow(CatalogTable, table=True):
    """A table of skills or of roles, addressed by the hash of its content."""

    __tablename__ = "vocabulary"

    hash: str = Field(primary_key=True)
    body: str = Field(sa_column=Column(Text, nullable=False))


class NormalisedRow(CatalogTable, table=True):
    """What a raw row became: the hash of its credential, or none where it was rejected, and its problems as JSON."""

    __tablename__ = "normalised"

    source: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    hash: str | None
    problems: str | None


class RunRow(CatalogTable, table=True):
    """One run of a re-index, for the history; `report` is JSON."""

    __tablename__ = "run"

    id: int | None = Field(default=None, primary_key=True)
    started_at: dt.datetime
    finished_at: dt.datetime | None = None
    outcome: str
    generation: str | None
    summary: str
    report: str = Field(sa_column=Column(Text, nullable=False))
