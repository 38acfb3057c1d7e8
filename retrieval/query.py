"""What is asked of the catalog, and what comes back.

Filters decide, text orders: `total` never depends on the text, and every credential that meets the filters stands at
some offset.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from catalog.credential import Amount, Audience, Credential, Delivery, Kind, Level, Visibility
from catalog.role import Role

HOURS_A_MONTH = 5 * 52 / 12
"""What five hours a week make in a month: the pace at which a monthly price is counted."""


class Sort(StrEnum):
    """The order of the results. Whatever the order, unknown values come last and ties fall to the title."""

    RELEVANCE = "relevance"
    COST = "cost"
    HOURS = "hours"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who is asking, as far as it decides what may be seen.

    `owners` are the employers whose internal credentials the asker may see, `groups` the groups that the asker is in.
    None stands for all of them: an operator at the terminal.
    """

    owners: frozenset[str] | None = frozenset()
    groups: frozenset[str] | None = frozenset()

    def may_see(self, audience: Audience) -> bool:
        """Whether a credential with this audience may be shown to the asker."""
        if audience.visibility is Visibility.PUBLIC:
            return True
        if self.owners is not None and audience.owner not in self.owners:
            return False
        return not audience.groups or self.groups is None or not self.groups.isdisjoint(audience.groups)

    def sees_all_of(self, other: Asker) -> bool:
        """Whether all that the other may see may be shown to this one too."""
        return _holds(self.owners, other.owners) and _holds(self.groups, other.groups)


def _holds(all_of_mine: frozenset[str] | None, theirs: frozenset[str] | None) -> bool:
    return all_of_mine is None or (theirs is not None and theirs <= all_of_mine)


PUBLIC = Asker()
OPERATOR = Asker(owners=None, groups=None)


class Filters(BaseModel):
    """What a result must meet; None asks nothing.

    Costs are in units of `currency` (USD where a cost is asked without one), hours are a learner's hours in all.
    `provider` and `not_provider` are whole words of a provider's name, `language` a BCP 47 tag or a name, and every one
    of `skill` must be taught. `online` asks for what nobody has to go to, at whatever times.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_cost: Amount | None = None
    min_cost: Amount | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    max_hours: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    min_hours: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    level: Level | None = None
    provider: str | None = None
    not_provider: str | None = None
    language: str | None = None
    skill: tuple[str, ...] = ()
    delivery: Delivery | None = None
    kind: Kind | None = None
    online: bool = False
    free: bool = False
    credit: bool = False


class Query(BaseModel):
    """A text that orders, filters that decide, an order and a page; `exclude` are ids that shall not come up,
    `avoid` words of providers of whom nothing shall; `also` are other words for the text, of another language, which help
    to order and no more."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = ""
    also: str = ""
    filters: Filters = Filters()
    exclude: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    limit: Annotated[int, Field(ge=0, le=1000)] = 10
    offset: Annotated[int, Field(ge=0)] = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `score` orders within one answer only; `matched` says which words or skills of the text it meets."""

    credential: Credential
    score: float
    matched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer.

    `relevant` counts the first results that really answer the text; 0 is an honest answer. `unknown` counts, for each
    filter, the credentials that meet every other filter and whose value for this one nobody states. `other_currency`
    counts those priced in a currency that was not asked for. `corrections` tells which words were read as which others.
    """

    generation: str
    query: Query
    total: int
    relevant: int
    hits: tuple[Hit, ...]
    unknown: dict[str, int] = field(default_factory=dict)
    other_currency: int = 0
    corrections: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """A role that some words may mean; `score` runs to 1 for a name of the role itself, `matched` is that name."""

    role: Role
    score: float
    matched: str


@dataclass(frozen=True, slots=True)
class SkillMention:
    """A skill named in a text, between two character offsets, in the words of the text."""

    skill: str
    start: int
    end: int
    words: str
