"""The report of a run: the JSON that `reindex --json` prints and the history keeps."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from catalog.credential import Cost
from catalog_ingest.problem import Problem


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class SourceReport(_Value):
    """What a source gave. `read = accepted + rejected`; `merged` of the accepted share an id with another row."""

    name: str
    source: str
    format: str
    read: int
    accepted: int
    rejected: int
    merged: int


class Change(_Value):
    """One difference from the catalog that serves; `fields` names what differs in a changed credential."""

    id: str
    kind: Literal["added", "changed", "removed"]
    fields: tuple[str, ...] = ()


class Example(_Value):
    """One difference as people see it: the title, and both prices where the price is what changed."""

    id: str
    kind: Literal["added", "changed", "removed"]
    title: str
    cost_before: Cost | None = None
    cost_after: Cost | None = None


class Check(_Value):
    """One condition of the gate: `value` against `limit`."""

    name: str
    value: float
    limit: float
    passed: bool


class Gate(_Value):
    """Whether a generation may serve."""

    passed: bool = True
    checks: tuple[Check, ...] = ()


class Report(_Value):
    """One run from reading to activation.

    `examples` shows a few of the `changes`, new prices first; `fingerprint` is the same for two runs that make the same
    catalog of what serves.
    """

    generation: str
    activated: bool
    sources: tuple[SourceReport, ...]
    problems: tuple[Problem, ...]
    added: int
    changed: int
    removed: int
    unchanged: int
    embedded: int
    changes: tuple[Change, ...]
    examples: tuple[Example, ...] = ()
    fingerprint: str = ""
    gate: Gate = Gate()
    forced: str | None = None
    seconds: float = 0.0
