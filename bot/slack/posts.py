"""What is owed to Slack: a message, an answer to one person, or a page, as a post of the outbox."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from bot.advisor.kept_files import PathFile
from bot.slack.heard import Heard
from bot.slack.views.message import Message
from bot.slack.views.text import cut
from people.desk import Place
from people.inbox import Post

POST_MESSAGE, UPDATE, PUBLISH = "chat.postMessage", "chat.update", "views.publish"
RESPOND, UPLOAD, COMPLETE = "response_url", "files.upload", "complete"
"""Ways of ours: through the address that came with a press or a command, Slack's three steps for a file, and a message that
was opened with the first sentences of an answer made whole."""
MOST_ALT = 1000
"""So many characters of alternative text Slack takes."""


class Posted(NamedTuple):
    """Where a message of ours stands, by which Slack knows it: the outbox keeps it as the name of a delivered post."""

    channel: str
    ts: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.ts}"

    @classmethod
    def of(cls, reference: str) -> Posted:
        """The place that a delivered post has for a name."""
        return cls(*reference.split(":"))


class Body(BaseModel):
    """The body of a post: the workspace whose token sends it, and the arguments of the method."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    team: str
    arguments: dict[str, Any]
    url: str = ""


def reply(heard: Heard, message: Message, number: int = 1) -> Post:
    """A message where something was said; to the person alone where it was a command, or where they are at home."""
    if heard.to_one:
        arguments = {"response_type": "ephemeral", "replace_original": False, **message.arguments()}
        return _post(heard, number, RESPOND, arguments, heard.response_url)
    thread = {"thread_ts": heard.thread} if heard.thread else {}
    return _post(heard, number, POST_MESSAGE, {"channel": heard.channel or heard.user, **thread, **message.arguments()})


def completed(heard: Heard, opening: str | None, message: Message, number: int = 1) -> Post:
    """The answer as a whole where something was said, in place of the message that was opened for it: `opening` is its
    place, empty where that is not known, None where there is none."""
    if opening is None or heard.to_one:
        return reply(heard, message, number)
    place = Posted.of(opening)._asdict() if opening else {"channel": heard.channel}
    thread = {"thread_ts": heard.thread} if heard.thread else {}
    return _post(heard, number, COMPLETE, {**place, **thread, **message.arguments()})


def opening_key(event_key: str) -> str:
    """The key that a message bears which was opened for the answer to an event, until it is whole."""
    return f"{event_key}/opening"


def replacement(heard: Heard, message: Message, number: int = 1) -> Post:
    """A message in place of the one in which something was pressed."""
    if heard.to_one:
        arguments = {"response_type": "ephemeral", "replace_original": True, **message.arguments()}
        return _post(heard, number, RESPOND, arguments, heard.response_url)
    return in_place(heard, Posted(heard.channel, heard.message), message, number)


def to_person(heard: Heard, message: Message, number: int = 1) -> Post:
    """A direct message to the person; Slack takes a user's id for the channel."""
    return _post(heard, number, POST_MESSAGE, {"channel": heard.user, **message.arguments()})


def to_channel(heard: Heard, channel: str, message: Message, number: int = 1) -> Post:
    """A message somewhere else."""
    return _post(heard, number, POST_MESSAGE, {"channel": channel, **message.arguments()})


def in_place(heard: Heard, place: Posted, message: Message, number: int = 1) -> Post:
    """Other words and blocks for a message of ours."""
    return _post(heard, number, UPDATE, {**place._asdict(), **message.arguments()})


def to_place(heard: Heard, place: Place, message: Message, number: int = 1) -> Post:
    """A message in another conversation, in the order of that one."""
    thread = {"thread_ts": place.thread} if place.thread else {}
    named = f"{place.channel}:{place.thread}" if place.thread else place.channel
    body = Body(team=heard.team, arguments={"channel": place.channel, **thread, **message.arguments()})
    return Post(number, f"{heard.team}:{named}", POST_MESSAGE, json.dumps(body.model_dump(exclude_defaults=True)))


def in_place_of(heard: Heard, place: Place, message: Message, number: int = 1) -> Post:
    """A message that takes the place of one of ours; the thread of `place` is its timestamp."""
    return in_place(heard, Posted(place.channel, place.thread), message, number)


def to_presser(heard: Heard, message: Message, number: int = 1) -> Post:
    """A word to whoever pressed a button, to them alone."""
    alone = {"response_type": "ephemeral", "replace_original": False}
    return _post(heard, number, RESPOND, {**alone, **message.arguments()}, heard.response_url)


def to_everybody(heard: Heard, message: Message, number: int = 1) -> Post:
    """A message to all where a button was pressed that only one person saw; the bot need not be a member there."""
    openly = {"response_type": "in_channel", "replace_original": False}
    return _post(heard, number, RESPOND, {**openly, **message.arguments()}, heard.response_url)


def home_page(heard: Heard, view: dict[str, Any], number: int = 1) -> Post:
    """The person's Home."""
    return _post(heard, number, PUBLISH, {"user_id": heard.user, "view": view})


def upload(heard: Heard, file: PathFile, number: int = 1) -> Post:
    """A file where something was said."""
    thread = {"thread_ts": heard.thread} if heard.thread else {}
    arguments = {"channel_id": heard.channel, **thread, "filename": file.name, "alt_txt": cut(file.words, MOST_ALT)}
    return _post(heard, number, UPLOAD, arguments | {"content": b64encode(file.content).decode("ascii")})


def _post(heard: Heard, number: int, method: str, arguments: dict[str, Any], url: str = "") -> Post:
    body = Body(team=heard.team, arguments=arguments, url=url)
    return Post(number, heard.lane, method, json.dumps(body.model_dump(exclude_defaults=True)))
