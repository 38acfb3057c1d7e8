"""A learner: what somebody has told of themselves, in the catalog's words. Unknown is a value everywhere."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from catalog.credential import Amount


class Learner(BaseModel):
    """What is known of one person. Roles and credentials are named by their ids, skills as the catalog spells them.

    `done` are credentials finished or earned, `declined` those that shall not be suggested again, `languages` those in
    which the person learns (BCP 47), `avoid` words of providers that they do not want, `device` what they learn on,
    `tongue` the language in which answers are given, `notes` what they asked to be remembered, in their own words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: str | None = None
    goal: str | None = None
    skills: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    budget: Amount | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    hours_per_week: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    by: dt.date | None = None
    languages: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    device: str | None = None
    tongue: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is known; the language of the answers alone is nothing."""
        return self.model_copy(update={"tongue": None}) == Learner()
