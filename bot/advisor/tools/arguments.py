"""The arguments of each tool. Every one has to be given, null where it does not matter: a cut-off call is refused then."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from bot.advisor.understand.reading import Aspect
from catalog.credential import Delivery, Kind, Level
from pathways.request import Objective
from retrieval.query import Sort

Words = Annotated[str, Field(max_length=400)]
Name = Annotated[str, Field(max_length=120)]
Money = Annotated[float, Field(ge=0, le=1e7)]
Hours = Annotated[float, Field(gt=0, le=1e5)]
Steps = Annotated[list[int], Field(max_length=20)]
Names = Annotated[list[Name], Field(max_length=20)]
Ids = Annotated[list[Annotated[str, Field(min_length=1, max_length=300)]], Field(min_length=1, max_length=6)]


class Arguments(BaseModel):
    """What a tool is called with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def given(self, *left_out: str) -> dict[str, Any]:
        """The arguments that are not null or false, as JSON values."""
        values = self.model_dump(mode="json", exclude=set(left_out))
        return {name: value for name, value in values.items() if value not in (None, False, [])}


class Nothing(Arguments):
    """No arguments."""


class Limits(Arguments):
    """What searches and paths have in common; money in units of `currency`."""

    max_cost: Money | None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None
    max_hours: Hours | None
    level: Level | None
    provider: Name | None
    not_provider: Name | None
    language: Name | None
    delivery: Delivery | None
    online: bool | None
    free: bool | None


class Search(Limits):
    """All that is in force for a search."""

    text: Words
    min_cost: Money | None
    min_hours: Hours | None
    kind: Kind | None
    skill: Names | None
    credit: bool | None
    sort: Sort | None


class Details(Arguments):
    """Which credentials, and which of their facts; null for the whole record."""

    ids: Ids
    facts: Annotated[list[Aspect], Field(max_length=8)] | None


class Several(Arguments):
    """Credentials by their ids."""

    ids: Ids


class Roles(Arguments):
    """Words for a job."""

    text: Name


class PathGoal(Limits):
    """A job, what the learner brings and what the path has to keep to."""

    role: Name
    from_role: Name | None
    have: Names | None
    hours_per_week: Annotated[float, Field(gt=0, le=168)] | None
    by: dt.date | None


class Limit(StrEnum):
    """A limit that may be dropped again."""

    MAX_COST = "max_cost"
    MAX_HOURS = "max_hours"
    BY = "by"
    PROVIDER = "provider"
    NOT_PROVIDER = "not_provider"
    LANGUAGE = "language"
    LEVEL = "level"
    DELIVERY = "delivery"
    ONLINE = "online"


class PathChange(Limits):
    """What changes in the path; steps by their numbers."""

    drop: Steps | None
    swap: Steps | None
    pin: Steps | None
    objective: Objective | None
    have: Names | None
    lack: Names | None
    hours_per_week: Annotated[float, Field(gt=0, le=168)] | None
    by: dt.date | None
    no_longer: Annotated[list[Limit], Field(max_length=8)] | None
    undo: bool | None


class PathAsk(StrEnum):
    """A question about the path that stands."""

    WHY = "why"
    STOP = "stop"
    CAN = "can"
    OTHERS = "others"
    SHOW = "show"
    TOTALS = "totals"
    DEMANDS = "demands"


class PathQuestion(Arguments):
    """A question about the path: `step` for why and stop, the limits for can."""

    question: PathAsk
    step: int | None
    max_cost: Money | None
    hours_per_week: Annotated[float, Field(gt=0, le=168)] | None
    by: dt.date | None


class PlanNumber(Arguments):
    """A saved plan by its number; null for the only one."""

    number: int | None


class Finished(Arguments):
    """What is done: steps of the path by their numbers, or credentials by their ids."""

    steps: Steps | None
    ids: Ids | None


class Fact(Arguments):
    """A fact about the learner in the learner's words."""

    fact: Words
