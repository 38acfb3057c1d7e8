"""A plan that somebody saved: the request it answers, and its steps as they stood then."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SavedStep(_Fact):
    """A step as it stood when the plan was saved, so that a later change of the catalog can be told.

    `cents` are what the step was charged in the plan's currency and `hours` its upper hours, None where not stated;
    `requires` are the ids of the credentials that its required prerequisites name.
    """

    id: str
    title: str
    cents: int | None = None
    hours: Annotated[float, Field(allow_inf_nan=False)] | None = None
    requires: tuple[str, ...] = ()


class SavedPlan(_Fact):
    """One saved plan. `number` counts the plans of one person from 1 and is not used twice.

    `request` is the JSON form of the path's request, `role` the id of the role that it leads to and `present` that of
    the present one, `catalog` names what served when it was saved.
    """

    number: Annotated[int, Field(ge=1)]
    title: str
    role: str | None = None
    present: str | None = None
    request: dict[str, Any]
    currency: str = "USD"
    steps: tuple[SavedStep, ...] = ()
    saved_at: dt.datetime
    catalog: str = ""
