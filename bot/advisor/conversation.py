"""What is remembered of a conversation: as little as its next turn needs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from catalog.credential import Amount
from pathways.request import Objective, PathRequest
from retrieval.query import PUBLIC, Asker, Filters, Sort


class Constraints(Filters):
    """What is in force: the filters of a search, and what only a plan will use."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    hours_per_week: float | None = Field(default=None, gt=0)
    to: str | None = None
    budget: Amount | None = None
    hours: float | None = Field(default=None, gt=0)
    by: dt.date | None = None
    objective: Objective | None = None
    have: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
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


class Exploring(BaseModel):
    """Questions that find out what somebody wants: those asked so far, and the words of the answers."""

    model_config = ConfigDict(extra="ignore")

    asked: tuple[str, ...] = ()
    done: str = ""
    like: str = ""


class Pasted(BaseModel):
    """What was read in a pasted text: it stays for one turn, to be corrected or kept."""

    model_config = ConfigDict(extra="ignore")

    kind: str
    role: str | None = None
    skills: tuple[str, ...] = ()


class Conversation(BaseModel):
    """The state between two turns.

    `tongue` is the language of the answers (BCP 47), `shown` are the ids last shown, numbered from `first_shown`;
    `compared` are those that stood side by side, `compared_from` the list from which they were taken, `told` those
    told of one by one since the last list, `seen` the last ones that any answer told of; `text` is what is looked for
    and `said` how the person wrote it in another language than English; `role` is the title of the role whose skills
    `text` holds; `place` are the towns in which it should be, `unwanted` providers beside the first that are left
    out; `relative` names constraints that fall with the topic: from
    "cheaper" or "shorter", or a provider that is not here; `offer` is the message that a plain "yes" stands for.
    `plan` is the request of the path that was last told, `plan_steps` its steps, `plan_held` those that stay only
    until the next change because another one was swapped, `plan_before` all three before the last change,
    `plan_roles` the role that is wanted and the present one, `plan_roles_before` those before the last change,
    `plan_number` that of the saved plan which it is, `untold` what of it shall not be kept of the person.
    `told_roles` are the titles of the roles told last, `told_profile` says whether the last answer told what is kept
    of the person. `exploring` and `pasted` stand while questions are asked and while a pasted text is looked over,
    `heard` are the feelings that were answered. `exchanges` are the last questions and answers in their words, kept
    for a language model alone, and `summary` sums up those before. `told_to` is the asker as whom the person was
    given all of these and the last answer."""

    model_config = ConfigDict(extra="ignore")

    turns: int = 0
    tongue: str | None = None
    text: str = ""
    said: str = ""
    role: str | None = None
    place: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    constraints: Constraints = Constraints()
    sort: Sort = Sort.RELEVANCE
    shown: tuple[str, ...] = ()
    first_shown: int = 1
    compared: tuple[str, ...] = ()
    compared_from: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    found: int = 0
    focus: str | None = None
    relative: frozenset[str] = frozenset()
    offer: str | None = None
    plan: PathRequest | None = None
    plan_steps: tuple[str, ...] = ()
    plan_held: tuple[str, ...] = ()
    plan_before: tuple[PathRequest, tuple[str, ...], tuple[str, ...]] | None = None
    plan_roles: tuple[str | None, str | None] = (None, None)
    plan_roles_before: tuple[str | None, str | None] = (None, None)
    plan_number: int | None = None
    untold: tuple[str, ...] = ()
    told_roles: tuple[str, ...] = ()
    told_profile: bool = False
    exploring: Exploring | None = None
    pasted: Pasted | None = None
    heard: tuple[str, ...] = ()
    exchanges: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    told_to: Asker = PUBLIC

    def for_asker(self, asker: Asker) -> Conversation:
        """The same, without words that were for somebody who may see more."""
        return self if asker.sees_all_of(self.told_to) else self.model_copy(update={"exchanges": (), "summary": ""})
