"""A role: a kind of job, the skills that it takes and what it usually demands beside them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RoleSkill(_Fact):
    """A skill of a role; `importance` is a weight above 0, 3 for the core."""

    skill: str
    importance: Annotated[float, Field(gt=0)]


class EntryDemand(_Fact):
    """What a role usually demands beside skills: a licence, a degree, experience, a job zone; with its source."""

    kind: str
    text: str
    source: str


class Role(_Fact):
    """One role. `job_zone` runs from 1 (little preparation) to 5 (extensive), as O*NET defines it.

    `onet` is the O*NET-SOC code whose facts the role follows (https://www.onetcenter.org/taxonomy.html).
    """

    id: Annotated[str, Field(min_length=1)]
    title: Annotated[str, Field(min_length=1)]
    onet: str | None = None
    aliases: tuple[str, ...] = ()
    summary: str | None = None
    job_zone: Annotated[int, Field(ge=1, le=5)] | None = None
    skills: tuple[RoleSkill, ...] = ()
    entry_demands: tuple[EntryDemand, ...] = ()
