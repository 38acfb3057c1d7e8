"""A path as it is answered: steps in their order, what they come to, what stays uncovered, and how surely nothing is better.

Reasons are values, not sentences: who speaks to people words them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from catalog.credential import Credential, CreditClaim
from pathways.gap import Gap
from pathways.request import GoalSkill, Objective, PathRequest


class Status(StrEnum):
    """How far a path leads."""

    FOUND = "found"
    PARTIAL = "partial"
    NOTHING_MISSING = "nothing_missing"
    IMPOSSIBLE = "impossible"


class Gone(StrEnum):
    """Why a skill of the goal stays uncovered."""

    NOT_TAUGHT = "not_taught"
    OVER_BUDGET = "over_budget"
    OVER_TIME = "over_time"
    FILTERED_OUT = "filtered_out"
    UNKNOWN_VALUE = "unknown_value"
    PREREQUISITE = "prerequisite"


@dataclass(frozen=True, slots=True)
class Instead:
    """The nearest other credential for a step, and what taking it would change: cents and study minutes more.

    `needs` are the titles or skills that it would take first.
    """

    credential: Credential
    cents: int
    minutes: int
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """Why a step is there: goal skills that it teaches first, steps that it opens, larger credentials that it counts toward.

    `only` are the goal skills that nothing else on the shelf teaches within the limits of the request; `instead` is the
    nearest other choice, None where there is none.
    """

    teaches: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    pinned: bool = False
    instead: Instead | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step: when it begins and ends in weeks from the start and as days, and the cents paid when it begins."""

    order: int
    credential: Credential
    start_week: float
    end_week: float
    starts_on: dt.date
    ends_on: dt.date
    cents: int
    priced: bool
    months: int
    teaches: tuple[str, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Totals:
    """What a path comes to: cents in the request's currency, hours of study, weeks to the last step's end."""

    cents: int = 0
    hours: float = 0.0
    weeks: float = 0.0
    unknown_costs: int = 0
    unknown_hours: int = 0


@dataclass(frozen=True, slots=True)
class Larger:
    """A larger credential that the path earns: after which step, and by which claims it carries credit."""

    credential: Credential
    after_step: int
    credit: tuple[CreditClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A skill of the goal that the path does not reach, and why."""

    skill: str
    reason: Gone


@dataclass(frozen=True, slots=True)
class OffRamp:
    """What somebody holds who stops after a step: ids of credentials, larger ones too, and skills of the goal."""

    after_step: int
    holds: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """How surely nothing is better: `value` and `bound` in the objective's units (money, weeks, steps, or ratios)."""

    objective: Objective
    proven: bool
    value: float | None
    bound: float | None
    generation: str


@dataclass(frozen=True, slots=True)
class Path:
    """The steps of one solution, and what they come to."""

    steps: tuple[Step, ...] = ()
    totals: Totals = Totals()
    coverage: float = 0.0
    covered: tuple[str, ...] = ()
    uncovered: tuple[Uncovered, ...] = ()
    earns: tuple[Larger, ...] = ()
    if_you_stop: tuple[OffRamp, ...] = ()
    certificate: Certificate | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the steps in their order."""
        return tuple(step.credential.id for step in self.steps)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another path worth knowing: what it is best in."""

    label: str
    path: Path


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The smallest change of one limit that reaches more, and how far it then leads; proven by its own solve."""

    change: str
    before: object
    after: object
    coverage: float


@dataclass(frozen=True, slots=True)
class Left:
    """How many credentials that could serve were left out because of a currency or an unknown value."""

    other_currency: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole answer to a request."""

    request: PathRequest
    gap: Gap
    status: Status
    path: Path
    left_out: Left = Left()
    alternatives: tuple[Alternative, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    whole: Credential | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def goal_skills(self) -> tuple[GoalSkill, ...]:
        """The skills of the goal."""
        return tuple(wanted.skill for wanted in self.gap.wanted)
