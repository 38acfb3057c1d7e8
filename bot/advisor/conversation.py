"""What is remembered of a conversation: as little as its next turn needs."""

from __future__ import annotations

from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from bot.advisor.messages import Intent
from retrieval.query import Filters, Sort


class Constraints(Filters):
    """What is in force: the filters of a search, and what only a plan will use."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    hours_per_week: float | None = Field(default=None, gt=0)
    to: str | None = None
    from_: str | None = Field(default=None, serialization_alias="from", validation_alias=AliasChoices("from", "from_"))

    def filters(self) -> Filters:
        """The part that decides a search."""
        return Filters(**self.model_dump(include=set(Filters.model_fields)))

    def in_force(self) -> dict[str, Any]:
        """Name and JSON value of everything that is asked; absent means no constraint."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    def changed(self, values: dict[str, Any], cleared: frozenset[str] = frozenset()) -> Constraints:
        """The constraints after some are dropped and others set."""
        kept = {name: value for name, value in self.in_force().items() if name not in cleared}
        return Constraints.model_validate(kept | values)


class Conversation(BaseModel):
    """The state between two turns.

    `shown` are the ids last shown, numbered from `first_shown`; `role` is the title of the
    role whose skills `text` holds; `relative` names constraints that came from "cheaper" or
    "shorter" and fall with the topic; `offer` is the message that a plain "yes" stands for.
    """

    model_config = ConfigDict(extra="ignore")

    turns: int = 0
    text: str = ""
    role: str | None = None
    constraints: Constraints = Constraints()
    sort: Sort = Sort.RELEVANCE
    shown: tuple[str, ...] = ()
    first_shown: int = 1
    found: int = 0
    focus: str | None = None
    relative: frozenset[str] = frozenset()
    offer: str | None = None
    last_intent: Intent | None = None
