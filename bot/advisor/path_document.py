"""A path as JSON: what `advisor path --json` prints and a `path` block carries."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from catalog.credential import Amount, Cost, Effort
from catalog.role import EntryDemand


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sum(_Document):
    """An amount of money; how many items are not in it because nobody knows their price."""

    amount: Amount
    currency: str
    unknown_items: int = 0


class WantedSkill(_Document):
    """A skill of the goal; where it is held, `because` says why."""

    skill: str
    importance: float
    held: bool
    because: str | None = None


class GoalDocument(_Document):
    """What the path leads to, and what such work usually demands beside skills."""

    role: str | None = None
    role_title: str | None = None
    credential: str | None = None
    skills: tuple[WantedSkill, ...] = ()
    entry_demands: tuple[EntryDemand, ...] = ()


class StepDocument(_Document):
    """One step. `cost` is the credential's own, `charged` what is paid when the step begins."""

    order: int
    id: str
    title: str
    provider: str | None
    url: str | None
    cost: Cost | None
    charged: Sum
    hours: Effort | None
    start_week: float
    end_week: float
    starts_on: dt.date
    ends_on: dt.date
    teaches: tuple[str, ...]
    because: str
    note: str | None
    as_of: dt.date | None


class TotalsDocument(_Document):
    """What a path comes to: hours of study, weeks to the end of the last step."""

    cost: Sum
    hours: float
    weeks: float
    unknown_hours_items: int = 0


class UncoveredSkill(_Document):
    """A skill that the path leaves open, and why."""

    skill: str
    reason: str


class StopDocument(_Document):
    """What somebody holds who stops after a step: ids, and the goal's skills covered by then."""

    after_step: int
    holds: tuple[str, ...]
    skills: tuple[str, ...]


class EarnedDocument(_Document):
    """A larger credential earned on the way: after which step, and by claims of which date."""

    id: str
    title: str
    after_step: int
    stacks_as_of: dt.date | None = None
    credit: tuple[dict[str, Any], ...] = ()


class PathJson(_Document):
    """The steps and what they come to."""

    steps: tuple[StepDocument, ...]
    totals: TotalsDocument
    coverage: float
    covered: tuple[str, ...]
    uncovered: tuple[UncoveredSkill, ...]
    earns: tuple[str, ...]
    earned: tuple[EarnedDocument, ...]
    if_you_stop: tuple[StopDocument, ...]


class CertificateDocument(_Document):
    """How surely nothing is better."""

    objective: str
    status: str
    value: float | None
    bound: float | None
    generation: str


class AlternativeDocument(_Document):
    """Another path worth knowing."""

    label: str
    path: PathJson
    certificate: CertificateDocument


class RelaxationDocument(_Document):
    """The smallest change of one limit that leads further, in the limit's own unit."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)

    change: str
    before: Any = Field(serialization_alias="from")
    after: Any = Field(serialization_alias="to")
    coverage: float


class PathDocument(_Document):
    """The whole answer."""

    goal: GoalDocument
    status: str
    path: PathJson
    certificate: CertificateDocument
    alternatives: tuple[AlternativeDocument, ...] = ()
    relaxations: tuple[RelaxationDocument, ...] = ()
    left_out: dict[str, int] = {}
