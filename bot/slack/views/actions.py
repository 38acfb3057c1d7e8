"""What buttons, menus and forms are called, what they carry, and how that is read back.

A button's value has room for whole ids. A menu's value has 150 characters, so that it carries an id's short key; the
ids themselves stand in the buttons of the same message, which Slack sends back with every click: `id_of` finds one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from hashlib import blake2b
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

LONGEST_ID = 255
"""A course with a longer id gets no buttons: two of them must leave room for what is said."""
MOST_COMPARED = 4
LONGEST_SOURCE = 300
MOST_SHARED, MOST_KEYS = 500, 20
"""So many characters of a question, and keys of what its answer cites, fit into a button that shares it."""
Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]


class Action(StrEnum):
    """The beginning of every `action_id`; where a block holds several of a kind, a colon and a mark follow."""

    SAY = "say"
    DETAILS = "details"
    COMPARE = "compare"
    MENU = "menu"
    FEEDBACK = "feedback"
    READ_ALL = "read_all"
    PICTURE = "picture"
    CALENDAR = "calendar"
    EDIT_PROFILE = "edit_profile"
    PRIVACY = "privacy"
    NUDGES = "nudges"
    CATALOG = "catalog"
    NUDGE = "nudge"
    TALK = "talk"
    DESK = "desk"
    SHARE = "share"


class Form(StrEnum):
    """The `callback_id` of every modal."""

    PROFILE = "profile"
    FEEDBACK = "feedback_reason"
    REPORT = "report"
    HANDOVER = "handover"
    REPLY = "reply"


class DeskAct(StrEnum):
    """What is done with a hand-over: by coaches, and at the end by the learner."""

    TAKE = "take"
    REPLY = "reply"
    RESOLVE = "resolve"
    END = "end"


class NudgeAct(StrEnum):
    """What is answered to a reminder."""

    DONE = "done"
    LATER = "later"
    STOP = "stop"


class MenuAct(StrEnum):
    """What the menu of a course offers."""

    PLAN = "plan"
    DONE = "done"
    NOT_FOR_ME = "not_for_me"
    WRONG = "wrong"


class CatalogAct(StrEnum):
    """What somebody who keeps the catalog decides."""

    USE = "use"
    LEAVE = "leave"
    BACK = "back"


class _Carried(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Say(_Carried):
    """A message to be sent as if the person had written it."""

    text: Annotated[str, Field(min_length=1, max_length=2000)]


class Details(_Carried):
    """One course, whole."""

    id: Id


class Compare(_Carried):
    """Courses side by side."""

    ids: Annotated[tuple[Id, ...], Field(min_length=2, max_length=MOST_COMPARED)]


class Menu(_Carried):
    """Something to be done with a course, named by its key."""

    act: MenuAct
    key: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Feedback(_Carried):
    """Whether an answer helped."""

    good: bool


class Nudges(_Carried):
    """Whether the person wants to be reminded."""

    on: bool


class Catalog(_Carried):
    """A decision about the catalog, and what was `seen` when it was offered: the fingerprint of the one to be made, or the
    generation that served. `source` is what is read again, None for all."""

    act: CatalogAct
    seen: Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z-]{0,63}$")]
    source: Annotated[str, Field(min_length=1, max_length=LONGEST_SOURCE)] | None = None


class Nudge(_Carried):
    """The answer to a reminder of a course."""

    act: NudgeAct
    id: Id | None = None


class Talk(_Carried):
    """A wish for a person, with the message that said so."""

    text: Annotated[str, Field(min_length=1, max_length=2000)]


class Desk(_Carried):
    """Something done with a hand-over, by its number."""

    act: DeskAct
    number: Annotated[int, Field(ge=1)]


class Share(_Carried):
    """An answer that everybody shall see: the words that were asked, what they were about, and the keys of what it cites."""

    text: Annotated[str, Field(min_length=1, max_length=MOST_SHARED)]
    intent: Annotated[str, Field(max_length=40)]
    keys: Annotated[tuple[str, ...], Field(max_length=MOST_KEYS)]


class Plain(_Carried):
    """A button that carries nothing."""

    action: Action


Valued = Say | Details | Compare | Menu | Feedback | Nudges | Nudge | Talk | Desk | Share | Catalog
Pressed = Valued | Plain


def marked(action: Action, mark: str | int) -> str:
    """An `action_id` for one of several of a kind in a block."""
    return f"{action}:{mark}"


def key_of(id_: str) -> str:
    """The short key of a credential's id: 16 hexadecimal digits."""
    return blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def id_of(key: str, ids: Iterable[str]) -> str | None:
    """The id with a key among some; None where it is none of them."""
    return next((id_ for id_ in ids if key_of(id_) == key), None)


def carried(value: Valued) -> str:
    """The value of a button or an entry."""
    match value:
        case Say() | Talk():
            return value.text
        case Menu():
            return f"{value.act}:{value.key}"
        case _:
            return value.model_dump_json()


def pressed(action: Mapping[str, Any]) -> Pressed | None:
    """What an action of Slack's `block_actions` means; None for one that is not of ours, or that somebody forged."""
    name = str(action.get("action_id", "")).partition(":")[0]
    chosen = action.get("selected_option") or action
    value = chosen.get("value") if isinstance(chosen, Mapping) else None
    if name not in _NAMES or not isinstance(value, str):
        return None
    read = _READ.get(Action(name))
    try:
        return read(value) if read else Plain(action=Action(name))
    except ValidationError:
        return None


def _menu(value: str) -> Menu:
    act, _, key = value.partition(":")
    return Menu.model_validate({"act": act, "key": key})


_NAMES = frozenset(Action)
_READ: dict[Action, Callable[[str], Pressed]] = {
    Action.SAY: lambda value: Say(text=value),
    Action.DETAILS: Details.model_validate_json,
    Action.COMPARE: Compare.model_validate_json,
    Action.MENU: _menu,
    Action.FEEDBACK: Feedback.model_validate_json,
    Action.NUDGES: Nudges.model_validate_json,
    Action.CATALOG: Catalog.model_validate_json,
    Action.NUDGE: Nudge.model_validate_json,
    Action.TALK: lambda value: Talk(text=value),
    Action.DESK: Desk.model_validate_json,
    Action.SHARE: Share.model_validate_json,
}


def ids_in(blocks: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The ids of the courses that a message or a view has buttons for, in its order."""
    found = [what.id for element in _elements(blocks) if isinstance(what := pressed(element), Details)]
    return tuple(dict.fromkeys(found))


def _elements(blocks: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for block in blocks:
        if block.get("type") == "actions":
            yield from (element for element in block.get("elements", ()) if isinstance(element, Mapping))
