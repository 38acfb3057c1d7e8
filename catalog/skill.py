"""A skill: one thing a person can do, under one name, with the other words for it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Skill(BaseModel):
    """`aliases` are other words for the same skill; `broader` names the skills of which this one is a part."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(min_length=1)]
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
