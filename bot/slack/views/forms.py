"""What people fill in, read back from a submitted view and checked."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.slack.views.text import clean
from bot.slack.views.words import say

MOST_WORDS, MOST_LINES = 3000, 600
MOST_BUDGET = 1_000_000
LEAST_PACE, MOST_PACE = 0.5, 100
Words = Annotated[str, Field(max_length=MOST_WORDS)]
ShortWords = Annotated[str, Field(max_length=200)]
ShortLines = Annotated[str, Field(max_length=MOST_LINES)]


class Reason(StrEnum):
    """Why an answer did not help."""

    WRONG_FACTS = "wrong_facts"
    NOT_ASKED = "not_asked"
    NOT_FOR_ME = "not_for_me"
    HARD_TO_READ = "hard_to_read"
    OTHER = "other"


class Wrong(StrEnum):
    """What is wrong with a record."""

    PRICE = "price"
    HOURS = "hours"
    LINK = "link"
    GONE = "gone"
    OTHER = "other"


class _Filled(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ProfileForm(_Filled):
    """A profile in the person's own words; money in units of `currency`, hours a week, languages as BCP 47 tags."""

    role: ShortWords | None = None
    goal: ShortWords | None = None
    budget: Annotated[Decimal, Field(ge=0, le=MOST_BUDGET, allow_inf_nan=False)] | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    hours_per_week: Annotated[float, Field(ge=LEAST_PACE, le=MOST_PACE, allow_inf_nan=False)] | None = None
    languages: Annotated[tuple[ShortWords, ...], Field(max_length=20)] = ()


class FeedbackForm(_Filled):
    """Why an answer did not help."""

    reason: Reason
    more: Words | None = None


class ReportForm(_Filled):
    """What is wrong with a record, and what it should say."""

    what: Wrong
    more: Words | None = None


class HandoverForm(_Filled):
    """What goes to a person: the question, and what the learner lets them know."""

    goal: ShortLines | None = None
    limits: ShortLines | None = None
    plan: ShortLines | None = None
    question: Annotated[Words, Field(min_length=1)]


class ReplyForm(_Filled):
    """What a coach writes to a learner."""

    reply: Annotated[Words, Field(min_length=1)]


class Origin(BaseModel):
    """Where a form was opened from, carried in its `private_metadata`: the conversation's channel, the message, its thread,
    and the credential or the hand-over that it is about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    channel: str | None = None
    message: str | None = None
    thread: str | None = None
    credential: str | None = None
    handover: int | None = None


Filled = TypeVar("Filled", bound=_Filled)
_MISTAKES = {"budget": "profile_bad_budget", "hours_per_week": "profile_bad_pace"}


def filled(form: type[Filled], view: Mapping[str, Any]) -> Filled | dict[str, str]:
    """A submitted view as a form; else one sentence for each field that cannot be read, by `block_id`, as Slack shows
    them beside the fields."""
    try:
        return form.model_validate(_answers(view))
    except ValidationError as error:
        return {
            str(mistake["loc"][0]): say(_sentence(mistake["loc"][0], mistake["type"])) for mistake in error.errors()
        }


def _sentence(name: str | int, kind: str) -> str:
    return _MISTAKES.get(str(name), "bad_length" if kind == "string_too_long" else "bad_choice")


def origin(view: Mapping[str, Any]) -> Origin:
    """Where a submitted view was opened from; a blank one where that cannot be read."""
    try:
        return Origin.model_validate_json(view.get("private_metadata") or "{}")
    except ValidationError:
        return Origin()


def _answers(view: Mapping[str, Any]) -> dict[str, Any]:
    """The values by field: each input block is named after its field, and so is its element."""
    values = view["state"]["values"]
    given = {name: _value(fields[name]) for name, fields in values.items() if name in fields}
    return {name: value for name, value in given.items() if value not in (None, "", [])}


def _value(element: Mapping[str, Any]) -> Any:
    match element.get("type"):
        case "static_select" | "radio_buttons":
            return (element.get("selected_option") or {}).get("value")
        case "multi_static_select":
            return [chosen["value"] for chosen in element.get("selected_options") or ()]
        case "plain_text_input":
            return clean(element.get("value") or "", addresses=True).strip()
        case _:
            return element.get("value")
