"""Keeping the catalog from a conversation: what is asked of whatever reads, compares and activates it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from catalog.credential import Cost


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Progress(_Told):
    """How far a run is: rows of a `source` that were read, or texts that were indexed; `total` where it is known."""

    stage: Literal["reading", "indexing"]
    source: str | None
    done: int
    total: int | None


class Example(_Told):
    """One difference: its title, and both prices where the price is what changed."""

    kind: Literal["added", "changed", "removed"]
    title: str
    cost_before: Cost | None = None
    cost_after: Cost | None = None


class Read(_Told):
    """What a source gave, in rows."""

    name: str
    accepted: int
    rejected: int = 0


class Outcome(_Told):
    """What a run would change or has changed. `refused` is the sentence that says why it may not serve.

    A catalog is named by `fingerprint` before it is made, by `generation` afterwards.
    """

    generation: str
    fingerprint: str
    activated: bool
    sources: tuple[Read, ...]
    added: int
    changed: int
    removed: int
    unchanged: int
    examples: tuple[Example, ...]
    refused: str | None = None

    @property
    def changes_nothing(self) -> bool:
        """Whether the catalog stays as it is."""
        return not (self.added or self.changed or self.removed)


class Status(_Told):
    """What serves: its size in courses, when it was made, its sources, and "whole" or what is wrong with its index."""

    generation: str | None
    size: int
    created_at: dt.datetime | None = None
    sources: tuple[Read, ...] = ()
    index: str


Tell = Callable[[Progress], None]


class Catalogs(Protocol):
    """Keeps the catalog. What goes wrong is an AdvisorError: RunUnderWay while another run holds it, SourceUnreadable,
    NotUsable where a run ends without a result; what served before serves on then."""

    def preview(self, source: str | None, tell: Tell) -> Outcome:
        """What reading a known source again, or all of them, would change. Raises NotFound for an unknown name."""

    def reindex(self, source: str | None, expected: str, tell: Tell) -> Outcome:
        """Reads again and activates, if that makes the catalog with the `expected` fingerprint; else it is refused."""

    def status(self) -> Status:
        """What serves now."""

    def rollback(self, serving: str) -> Status:
        """Goes back to the catalog before the one that serves. Raises Refused where another one than `serving` does, and
        NotFound where there is none before it."""

    def stop(self) -> None:
        """Ends a run that is under way, and takes no other one."""
