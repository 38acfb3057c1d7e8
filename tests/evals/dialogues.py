"""The form of evaluation dialogues: what stands in README.md, as types that refuse everything else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from bot.advisor.messages import Intent

FOLDER = Path(__file__).parent / "dialogues"

Money = Literal["max_cost", "min_cost", "currency", "free"]
Time = Literal["max_hours", "min_hours"]
Plain = Literal["level", "provider", "not_provider", "language", "delivery", "online", "kind", "credit", "skill"]
OfPath = Literal["to", "from", "have", "done", "budget", "hours", "hours_per_week", "by", "objective"]
Known = Literal["role", "goal", "skills", "done", "budget", "hours_per_week", "languages", "avoid"]


def _value(value: Any) -> Any:
    if isinstance(value, dict) and not (set(value) == {"any"} and isinstance(value["any"], list)):
        raise ValueError('alternatives are written {"any": [..]}')
    return value


Value = Annotated[Any, AfterValidator(_value)]
"""What is expected of a constraint: a value, a list of values, or alternatives."""


class _Strict(BaseModel):
    """Unknown keys are refused; what stands in a file is not repeated in the refusal."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


Words = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
Places = Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=2)]
TurnNumber = Annotated[int, Field(ge=1)]


class PathWish(_Strict):
    """What a path in the answer is like."""

    def __str__(self) -> str:
        return str(self.model_dump(exclude_unset=True))

    status: str | Words | None = None
    to: Value = None
    max_cost: float | None = None
    max_weeks: float | None = None
    steps: tuple[int, int] | None = None
    provider: str | None = None
    not_provider: str | None = None
    language: str | None = None


class Expect(_Strict):
    """Properties of an answer; those that are not named are not looked at."""

    shows: tuple[int, int] | None = None
    meets: dict[Money | Time | Plain, Value] | None = None
    topic: Words | None = None
    first_topic: Words | None = None
    refers_to: Places | None = None
    same_as: TurnNumber | None = None
    new_since: TurnNumber | None = None
    order: Literal["cost", "hours"] | None = None
    says: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    never_says: Words | None = None
    asks_back: bool | None = None
    refuses: bool | None = None
    path: PathWish | None = None
    path_lacks: Places | None = None
    path_has: Places | None = None
    in_language: Literal["en", "es", "fr", "de"] | None = None
    knows: dict[Known, Value] | None = None
    plans: int | None = None

    @model_validator(mode="after")
    def _only_a_path_may_be_null(self) -> Expect:
        if empty := [name for name, value in self.named() if value is None and name != "path"]:
            raise ValueError(f"null says nothing of {', '.join(empty)}")
        return self

    def named(self) -> list[tuple[str, Any]]:
        """Name and value of each property that is expected."""
        return [(name, getattr(self, name)) for name in type(self).model_fields if name in self.model_fields_set]

    def earlier(self) -> Iterator[int]:
        """The earlier turns that are spoken of."""
        yield from (places[0] for places in (self.refers_to, self.path_lacks, self.path_has) if places)
        yield from (turn for turn in (self.same_as, self.new_since) if turn)

    @property
    def wants_items(self) -> bool:
        """Whether something has to be shown: items, or a path that leads somewhere."""
        items = self.shows is not None and self.shows[0] > 0
        return items or (self.path is not None and "impossible" not in (self.path.status or ()))

    @property
    def allows_nothing(self) -> bool:
        """Whether the author said that an answer may be right although it shows no item."""
        return self.refuses is True or (self.shows is not None and self.shows[0] == 0)


class Turn(_Strict):
    """What is said, and what is right then."""

    say: str
    intent: Annotated[tuple[Intent, ...], Field(min_length=1)]
    constraints: Literal["any"] | dict[Money | Time | Plain | OfPath, Value]
    expect: Expect = Expect()


class Dialogue(_Strict):
    """One person in one conversation."""

    name: Annotated[str, Field(min_length=1)]
    catalog: Literal["sample", "edx", "new_jersey"]
    audience: Literal["internal"] | None = None
    turns: Annotated[tuple[Turn, ...], Field(min_length=3, max_length=12)]

    @model_validator(mode="after")
    def _speaks_of_earlier_turns_only(self) -> Dialogue:
        for number, turn in enumerate(self.turns, 1):
            if any(earlier >= number for earlier in turn.expect.earlier()):
                raise ValueError(f"turn {number} speaks of a turn that is not earlier")
        return self


def files(*, blind: bool) -> list[Path]:
    """The files of one set."""
    return sorted((FOLDER / "blind" if blind else FOLDER).glob("*.json"))


def load(path: Path) -> list[Dialogue]:
    """The dialogues of a file. Raises ValidationError, which names the place and never the words."""
    return [Dialogue.model_validate(each) for each in json.loads(path.read_text("utf-8"))]
