"""What is asked of a path: a goal, what the learner brings, limits, filters and what "best" means."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from math import inf
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from catalog.credential import Amount, Delivery, Level
from catalog.errors import UsageError

MOST_SKILLS = 60
MOST_HOURS_A_WEEK = 100
LONGEST_YEARS = 20


class Objective(StrEnum):
    """What the best path has least of, among those that cover most of the goal."""

    CHEAPEST = "cheapest"
    FASTEST = "fastest"
    FEWEST = "fewest"
    BALANCED = "balanced"


class GoalSkill(BaseModel):
    """A skill of the goal and its weight, as a role's `importance`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    skill: str
    importance: Annotated[float, Field(gt=0)] = 1.0


class HeldSkill(BaseModel):
    """A skill that the learner brings: how surely (1 for what was stated), and through which role if through one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    skill: str
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0
    role: str | None = None


class PathRequest(BaseModel):
    """One question for a path; the JSON form is what a conversation keeps between two turns.

    Money is in units of `currency`, `hours` are study hours in all, `hours_per_week` the learner's pace. `online` leaves
    out what one has to go to. `keep` are the steps of an earlier plan: among equally good paths the one that keeps most of
    them wins. `fitting` prefers, before the smallest ids decide, what takes fewer hours and teaches less beside the goal.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: str | None = None
    credential: str | None = None
    skills: tuple[GoalSkill, ...] = ()
    have: tuple[HeldSkill, ...] = ()
    done: tuple[str, ...] = ()
    budget: Amount | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "USD"
    hours: float | None = None
    hours_per_week: float = 5
    start: dt.date
    by: dt.date | None = None
    objective: Objective = Objective.CHEAPEST
    provider: str | None = None
    without: tuple[str, ...] = ()
    pin: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    level: Level | None = None
    delivery: Delivery | None = None
    online: bool = False
    allow_unknown: bool = False
    fitting: bool = False

    def changed(self, **values: object) -> PathRequest:
        """The same question with some values replaced, validated."""
        return PathRequest.model_validate(self.model_dump() | values)


def check(request: PathRequest) -> None:
    """Raises UsageError, in one sentence, for a question that has no sensible answer."""
    if not request.skills and request.credential is None:
        raise UsageError("A path needs a goal: name a role, a larger credential or at least one skill.")
    if len(request.skills) > MOST_SKILLS:
        raise UsageError(f"{len(request.skills)} skills at once are too many for one path; name at most {MOST_SKILLS}.")
    _check_pace(request)
    _check_dates(request)
    _check_pins(request)


def _check_pace(request: PathRequest) -> None:
    if not 0 < request.hours_per_week <= MOST_HOURS_A_WEEK or round(request.hours_per_week * 60) < 1:
        raise UsageError(
            f"{request.hours_per_week:g} hours a week lead nowhere; give a number above 0 and up to {MOST_HOURS_A_WEEK}."
        )
    if request.hours is not None and not 0 < request.hours < inf:
        raise UsageError("The hours in all must be more than 0; leave them out for no limit.")


def _check_dates(request: PathRequest) -> None:
    if request.by is None:
        return
    if request.by <= request.start:
        raise UsageError(f"{request.by} is not after the start, {request.start}; give a later date to finish by.")
    if request.by > request.start + dt.timedelta(days=366 * LONGEST_YEARS):
        raise UsageError(f"{request.by} is more than {LONGEST_YEARS} years away; leave the date out for no limit.")


def _check_pins(request: PathRequest) -> None:
    for id_ in request.pin:
        if id_ in request.exclude:
            raise UsageError(f"'{id_}' is asked for and left out at once; decide for one of the two.")
        if id_ in request.done:
            raise UsageError(f"'{id_}' is done already, so it cannot be a step; leave it out of the pins.")


def budget_of(amount: Decimal | float | str) -> Decimal:
    """A budget as it was typed. Raises UsageError for less than nothing and for what is no number."""
    try:
        budget = Decimal(str(amount))
    except InvalidOperation:
        budget = Decimal("NaN")
    if not budget.is_finite() or budget < 0:
        raise UsageError(f"A budget of {amount} cannot be spent; give 0 or more.")
    return budget
