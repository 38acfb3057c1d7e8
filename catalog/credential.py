"""The credential: one offer of learning, as its provider states it.

The words follow the Credential Transparency Description Language (CTDL, https://credreg.net/ctdl/terms)
where it has one. Unknown is a value everywhere: `None` (or an empty tuple) means that the source does not say,
never zero.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator

from catalog.requirement import Requirement, credentials_in


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Amount = Annotated[Decimal, Field(ge=0, allow_inf_nan=False), PlainSerializer(_number, when_used="json")]
Duration = Annotated[
    float,
    Field(gt=0, allow_inf_nan=False),
    PlainSerializer(lambda value: int(value) if value.is_integer() else value, when_used="json"),
]


class Kind(StrEnum):
    """What is awarded at the end."""

    BADGE = "badge"
    MICROCREDENTIAL = "microcredential"
    COURSE = "course"
    CERTIFICATE = "certificate"
    PROFESSIONAL_CERTIFICATE = "professional_certificate"
    PROGRAM = "program"
    DEGREE = "degree"
    EXAM = "exam"


class Level(StrEnum):
    """For whom it is meant."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Delivery(StrEnum):
    """How it is taught."""

    SELF_PACED = "self_paced"
    ONLINE_SCHEDULED = "online_scheduled"
    IN_PERSON = "in_person"
    HYBRID = "hybrid"


ONLINE = frozenset({Delivery.SELF_PACED, Delivery.ONLINE_SCHEDULED})
"""What nobody has to go to."""


class Basis(StrEnum):
    """What a price pays for: the whole, or a month or a year of access."""

    ONE_TIME = "one_time"
    PER_MONTH = "per_month"
    PER_YEAR = "per_year"


class Visibility(StrEnum):
    """Who may see a credential."""

    PUBLIC = "public"
    INTERNAL = "internal"


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cost(_Fact):
    """What the learner pays for the credential itself, in one currency.

    `amount` is the total as stated, even where `parts` contradict it. `currency` is an ISO 4217 code, None where the
    source gives a bare number. `audit_free`: the lessons may be followed without paying, the credential may not.
    """

    amount: Amount | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    basis: Basis = Basis.ONE_TIME
    parts: dict[str, Amount] = Field(default_factory=dict)
    audit_free: bool = False

    @property
    def is_free(self) -> bool:
        """Nothing is paid: the total is zero and no part contradicts it."""
        return self.amount == 0 and all(part == 0 for part in self.parts.values())

    @property
    def parts_agree(self) -> bool:
        """The parts add up to the total, or there is nothing to compare."""
        return self.amount is None or not self.parts or sum(self.parts.values()) == self.amount


class Effort(_Fact):
    """Hours that a learner needs in all, as a range."""

    min: Duration
    max: Duration

    @model_validator(mode="after")
    def _ordered(self) -> Effort:
        if self.min > self.max:
            raise ValueError("the lower bound of the hours is above the upper one")
        return self


class DerivedSkill(_Fact):
    """A skill that the source does not list but its text names."""

    skill: str
    confidence: Annotated[float, Field(ge=0, le=1)]
    because: str


SURELY = 0.5
"""The confidence from which a derived skill counts as taught."""


class StackLink(_Fact):
    """A larger credential that this one counts toward, and the date of that claim."""

    credential: str
    as_of: dt.date | None = None


class CreditClaim(_Fact):
    """Academic credit: how much, in which unit, awarded by whom, stated when."""

    amount: Amount | None = None
    unit: str | None = None
    awarded_by: str | None = None
    as_of: dt.date | None = None


class Audience(_Fact):
    """Who may see this. Internal: members of `owner`, and where `groups` are named, only of one of these."""

    visibility: Visibility = Visibility.PUBLIC
    owner: str | None = None
    groups: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _internal_has_an_owner(self) -> Audience:
        if self.visibility is Visibility.INTERNAL and not self.owner:
            raise ValueError("an internal credential needs an owner")
        return self


class SourceRow(_Fact):
    """Where the facts stand: the named source, and the physical line or the record number in it."""

    name: str
    row: int


Text = Annotated[str, Field(min_length=1)]


class Credential(_Fact):
    """One credential of the catalog; its JSON form is the native form of the catalog (only `id` and `title` are required)."""

    id: Text
    title: Text
    provider: Text | None = None
    kind: Kind = Kind.COURSE
    summary: Text | None = None
    description: Text | None = None
    level: Level | None = None
    language: tuple[str, ...] = ()
    delivery: Delivery | None = None
    cost: Cost | None = None
    hours: Effort | None = None
    weeks: Duration | None = None
    starts: tuple[dt.date, ...] = ()
    enrol_by: dt.date | None = None
    place: Text | None = None
    device: Text | None = None
    skills: tuple[Text, ...] = ()
    derived_skills: tuple[DerivedSkill, ...] = ()
    prerequisites: Requirement | None = None
    earned_by: Requirement | None = None
    stacks_into: tuple[StackLink, ...] = ()
    credit: tuple[CreditClaim, ...] = ()
    validity_months: Annotated[int, Field(gt=0)] | None = None
    project: bool | None = None
    career_support: bool | None = None
    verified_badge: bool | None = None
    audience: Audience = Audience()
    url: Text | None = None
    as_of: dt.date | None = None
    source: SourceRow | None = None

    @property
    def price_known(self) -> bool:
        """The source states a price."""
        return self.cost is not None and self.cost.amount is not None

    @property
    def taught(self) -> tuple[str, ...]:
        """The skills that it teaches: those stated, and those that its title or summary names."""
        surely = (derived.skill for derived in self.derived_skills if derived.confidence >= SURELY)
        return tuple(dict.fromkeys((*self.skills, *surely)))

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of the credentials through which this one is earned."""
        return tuple(credentials_in(self.earned_by)) if self.earned_by else ()
