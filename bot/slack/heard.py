"""What Slack tells, as one small value: all that is kept of it until it is answered."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from bot.slack.views.actions import ids_in
from people.inbox import Event
from people.store import PersonKey

Json = Mapping[str, Any]
Found = TypeVar("Found")
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_ADDRESS = re.compile(r"<(?:https?://|mailto:)?([^|>]+)(?:\|([^>]*))?>")
LONGEST_QUOTE = 600
"""So many characters of a message that somebody else wrote are looked at."""
_WRITTEN = frozenset({None, "thread_broadcast", "file_share"})
"""The subtypes of messages that people wrote; all others tell of edits, joins and the like."""


class Unreadable(Exception):
    """What came is not what Slack sends."""


class Kind(StrEnum):
    """What somebody did, or what has come due for them."""

    MESSAGE = "message"
    COMMAND = "command"
    SHORTCUT = "shortcut"
    PRESS = "press"
    FORM = "form"
    HOME = "home"
    LEFT = "left"
    OVERDUE = "overdue"
    REMINDER = "reminder"


class Heard(BaseModel):
    """Something that a person did in a workspace.

    `channel` and `thread` say where it is answered ("" for no thread), `message` is the timestamp of what was written or
    pressed. `direct`: nobody else reads there; `alone`: what was done or pressed is seen by the person only. `action` is
    the pressed element and `ids` are the courses that its message has buttons for; `view` is what was filled in. `text` is
    what was written, or names what has come due.
    `response_url` answers to the person alone, for 30 minutes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    team: str
    user: str
    channel: str = ""
    thread: str = ""
    message: str = ""
    direct: bool = False
    alone: bool = False
    text: str = ""
    command: str = ""
    action: dict[str, Any] = {}
    ids: tuple[str, ...] = ()
    view: dict[str, Any] = {}
    response_url: str = ""

    @property
    def to_one(self) -> bool:
        """Whether it is answered to the person alone, wherever that is."""
        return self.alone and bool(self.response_url)

    @property
    def person(self) -> PersonKey:
        """Who did it."""
        return PersonKey(self.team, self.user)

    @property
    def conversation(self) -> str:
        """The conversation that it belongs to: a thread, the messages outside threads, or else the person's own."""
        return f"{self.channel}:{self.thread}" if self.thread else self.channel or self.user

    @property
    def lane(self) -> str:
        """What order is kept in."""
        return f"{self.team}:{self.conversation}"


def heard_of(body: str) -> Heard:
    """What an event of the inbox holds."""
    return Heard.model_validate_json(body)


def event_of(heard: Heard, key: str, now: Any) -> Event:
    """The event under which it is kept."""
    return Event(key, heard.lane, heard.person, heard.model_dump_json(exclude_defaults=True), now)


def read(how: Callable[[Json], Found], body: Json) -> Found:
    """What one of the functions below reads in a body. Raises Unreadable, which says nothing of what stood there."""
    try:
        return how(body)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise Unreadable(type(error).__name__) from None


def message_of(body: Json, *, agent: bool = False) -> tuple[str, Heard] | None:
    """A direct message or a mention, with a key that is the same however often and as whatever event it comes.

    None where it is not addressed to the bot, or not written by a person. Each conversation with an `agent` is a thread.
    """
    event: Json = body["event"]
    addressed = event.get("type") == "app_mention" or _is_direct(event)
    return _written(body, agent=agent) if addressed else None


def further_message_of(body: Json) -> tuple[str, Heard] | None:
    """A message in a thread of a channel that does not mention the bot; None for any other."""
    event: Json = body["event"]
    if _is_direct(event) or not event.get("thread_ts") or _MENTION.search(str(event.get("text") or "")):
        return None
    return _written(body, agent=False)


def _is_direct(event: Json) -> bool:
    return event.get("channel_type") == "im" or str(event.get("channel")).startswith("D")


def _written(body: Json, *, agent: bool) -> tuple[str, Heard] | None:
    """What a person wrote; None for what the bot or nobody wrote."""
    event: Json = body["event"]
    user, ts, channel, direct = event.get("user"), event.get("ts"), event.get("channel"), _is_direct(event)
    by_person = user and not event.get("bot_id") and event.get("subtype") in _WRITTEN
    if not (by_person and ts and channel) or event.get("edited"):
        return None
    heard = Heard(
        kind=Kind.MESSAGE,
        team=str(body.get("team_id") or event.get("team")),
        user=str(user),
        channel=str(channel),
        thread=event.get("thread_ts") or ("" if direct and not agent else ts),
        message=str(ts),
        direct=direct,
        text=plain_text(str(event.get("text") or "")),
    )
    return f"message:{heard.team}:{channel}:{ts}", heard


def command_of(body: Json) -> tuple[str, Heard]:
    """A slash command."""
    heard = Heard(
        kind=Kind.COMMAND,
        team=body["team_id"],
        user=body["user_id"],
        channel=body["channel_id"],
        direct=str(body["channel_id"]).startswith("D"),
        text=plain_text(str(body.get("text") or "")),
        command=body["command"],
        alone=True,
        response_url=body.get("response_url") or "",
    )
    return f"command:{body['trigger_id']}", heard


def shortcut_of(body: Json) -> tuple[str, Heard]:
    """Somebody wants courses that would help with a message, whoever wrote it."""
    heard = Heard(
        kind=Kind.SHORTCUT,
        alone=True,
        team=body["team"]["id"],
        user=body["user"]["id"],
        channel=body["channel"]["id"],
        direct=str(body["channel"]["id"]).startswith("D"),
        text=plain_text(str(body["message"].get("text") or ""))[:LONGEST_QUOTE],
        response_url=body.get("response_url") or "",
    )
    return f"shortcut:{body['trigger_id']}", heard


def press_of(body: Json) -> tuple[str, Heard]:
    """A pressed button or a chosen entry of a menu, in a message or at home."""
    message: Json = body.get("message") or {}
    channel = str((body.get("channel") or {}).get("id") or "")
    direct = channel.startswith("D") or not channel
    ts = str(message.get("ts") or "")
    action = {name: value for name, value in body["actions"][0].items() if name in _KEPT_OF_ACTIONS}
    blocks = message.get("blocks") or (body.get("view") or {}).get("blocks") or ()
    heard = Heard(
        kind=Kind.PRESS,
        team=(body.get("team") or {}).get("id") or body["user"]["team_id"],
        user=body["user"]["id"],
        channel=channel,
        thread=str(message.get("thread_ts") or ("" if direct else ts)),
        message=ts,
        direct=direct,
        action=action,
        alone=bool((body.get("container") or {}).get("is_ephemeral")),
        ids=ids_in(blocks),
        response_url=body.get("response_url") or "",
    )
    return f"press:{body.get('trigger_id') or body['actions'][0]['action_ts']}", heard


_KEPT_OF_ACTIONS = ("action_id", "value", "selected_option")


def form_of(body: Json) -> tuple[str, Heard]:
    """A submitted form; of the view only what was filled in and where it was opened from."""
    view: Json = body["view"]
    kept = {"callback_id": view["callback_id"], "private_metadata": view.get("private_metadata") or ""}
    heard = Heard(
        kind=Kind.FORM,
        team=body["team"]["id"],
        user=body["user"]["id"],
        direct=True,
        view=kept | {"state": view["state"]},
    )
    return f"form:{view['id']}:{view.get('hash', '')}", heard


def home_of(body: Json) -> tuple[str, Heard] | None:
    """Somebody who looks at the app's Home; None for its other tabs."""
    event: Json = body["event"]
    if event.get("tab") != "home":
        return None
    heard = Heard(kind=Kind.HOME, team=body["team_id"], user=event["user"], direct=True)
    return f"home:{body['event_id']}", heard


def left_of(body: Json) -> tuple[str, Heard] | None:
    """Somebody who left the workspace; None for any other change of a person."""
    person: Json = body["event"]["user"]
    if not person.get("deleted"):
        return None
    heard = Heard(kind=Kind.LEFT, team=body["team_id"], user=person["id"], direct=True)
    return f"left:{body['event_id']}", heard


def plain_text(text: str) -> str:
    """A message as it was typed: mentions of the bot are gone, addresses stand bare, escapes are undone."""
    bare = _ADDRESS.sub(lambda found: found[2] or found[1], _MENTION.sub(" ", text))
    return html.unescape(bare).strip()
