"""The port of the catalog store: what retrieval, ingest and the doors need of it, whatever keeps it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from catalog.credential import Audience, Credential
from catalog.role import Role
from catalog.skill import Skill


@dataclass(frozen=True, slots=True)
class SourceState:
    """A named source as a generation read it: where it is, how it was mapped, how many rows it gave."""

    name: str
    location: str
    format: str
    mapping: str | None
    read: int
    accepted: int
    rejected: int
    merged: int
    read_at: str


@dataclass(frozen=True, slots=True)
class Generation:
    """One built state of the catalog. `status` is "building" or "ready"; `roles_from` is where its role table came from."""

    id: str
    created_at: dt.datetime
    status: str
    size: int
    embedder: str
    document_format: int
    skills_hash: str
    roles_hash: str
    roles_from: str
    sources: tuple[SourceState, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What a diff needs of a credential's content, without reading its body."""

    hash: str
    id: str
    document_hash: str
    title_key: str
    as_of: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A credential content in a generation, and where its row stands."""

    head: Head
    source: str
    row: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The filter columns of one credential, as SQL keeps them."""

    id: str
    title_key: str
    provider: str | None
    kind: str
    level: str | None
    delivery: str | None
    language: tuple[str, ...]
    skills: tuple[str, ...]
    cost_amount: float | None
    currency: str | None
    basis: str | None
    free: bool
    credit: bool
    hours_min: float | None
    hours_max: float | None
    visibility: str
    owner: str | None
    groups: tuple[str, ...]


class Names(NamedTuple):
    """The names that a credential holds: its folded title, its provider, the skills that it teaches."""

    title_key: str
    provider: str | None
    skills: tuple[str, ...]


class Place(NamedTuple):
    """Where courses take place, as it is stated, and who may see them."""

    name: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a raw row became in an earlier run: its credential's hash (None: rejected) and its problems as JSON."""

    hash: str | None
    problems: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A generation about to be written: members in the order of their positions.

    `remembered` are outcomes that are new or other than before, by source and key; `forgotten` the keys of those that are
    not kept. `hidden` are rows whose id another source holds; they are kept for when it gives the id up.
    """

    generation: Generation
    members: Sequence[Member]
    new_credentials: Iterable[tuple[Head, Credential]] = ()
    remembered: Mapping[str, Mapping[str, Remembered]] = field(default_factory=dict)
    forgotten: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden: Sequence[Member] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One line of the history."""

    id: int
    started_at: dt.datetime
    finished_at: dt.datetime | None
    outcome: str
    generation: str | None
    summary: str


class CatalogReader(Protocol):
    """Reads what serves. Every method names the generation, so that a reader never mixes two."""

    def active(self) -> Generation | None:
        """The generation that serves; None on a new data folder."""

    def generation(self, generation: str) -> Generation | None:
        """One generation by its id."""

    def credentials(self, generation: str, ids: Sequence[str]) -> list[Credential]:
        """The credentials with these ids that the generation holds, in the order asked for."""

    def all_credentials(self, generation: str) -> Iterator[Credential]:
        """Every credential, in the order of positions."""

    def stacks(self, generation: str) -> Iterator[Credential]:
        """The credentials that are earned by others, in the order of positions."""

    def facets(self, generation: str) -> Iterator[Facets]:
        """The filter columns of every credential, in the order of positions."""

    def places(self, generation: str) -> list[Place]:
        """Where the generation's courses take place: every place once for each audience."""

    def public_names(self, hashes: Sequence[str]) -> list[Names]:
        """The names that these contents hold, without those that not everybody may see."""

    def skills(self, generation: Generation) -> tuple[Skill, ...]:
        """The generation's skill table."""

    def roles(self, generation: Generation) -> tuple[Role, ...]:
        """The generation's role table."""


class CatalogStore(CatalogReader, Protocol):
    """Reads and writes: what ingest needs."""

    def close(self) -> None:
        """Closes the connections."""

    def members(self, generation: str) -> list[Member]:
        """The generation's members, in the order of positions."""

    def hidden(self, generation: str) -> list[Member]:
        """The generation's rows whose id another source holds."""

    def heads(self, hashes: Sequence[str]) -> dict[str, Head]:
        """The heads of these contents that are known."""

    def contents(self, hashes: Sequence[str]) -> dict[str, Credential]:
        """The credentials with these contents, without their source rows."""

    def remembered(self, source: str) -> dict[str, Remembered]:
        """What the raw rows of a source became in earlier runs, by the key of the raw row."""

    def keep_vocabulary(self, skills: Sequence[Skill], roles: Sequence[Role]) -> tuple[str, str]:
        """Keeps both tables and returns their hashes."""

    def write(self, draft: Draft) -> None:
        """Writes a generation that does not serve yet, in one transaction."""

    def activate(self, generation: str) -> None:
        """Moves the pointer, in one transaction."""

    def generations(self) -> list[Generation]:
        """All that could serve, the newest first."""

    def drop(self, generations: Sequence[str]) -> None:
        """Removes generations that do not serve, and the contents that no other one holds."""

    def add_run(self, run: Run, report: str) -> None:
        """Adds a line to the history; the run's id is given by the store."""

    def runs(self, limit: int) -> list[Run]:
        """The latest runs, the newest first."""
