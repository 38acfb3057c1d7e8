"""What is owed to Slack: a message, an answer to one person, or a page, as a post of the outbox."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.slack.heard import Heard
from bot.slack.views.message import Message
from people.inbox import Post

POST_MESSAGE, RESPOND, PUBLISH = "chat.postMessage", "response_url", "views.publish"


class Body(BaseModel):
    """The body of a post: the workspace whose token sends it, and the arguments of the method."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    team: str
    arguments: dict[str, Any]
    url: str = ""


def reply(heard: Heard, message: Message, number: int = 1) -> Post:
    """A message where something was said; to the person alone where it was a command, or where they are at home."""
    if heard.response_url and heard.command:
        arguments = {"response_type": "ephemeral", "replace_original": False, **message.arguments()}
        return _post(heard, number, RESPOND, arguments, heard.response_url)
    thread = {"thread_ts": heard.thread} if heard.thread else {}
    return _post(heard, number, POST_MESSAGE, {"channel": heard.channel or heard.user, **thread, **message.arguments()})


def to_person(heard: Heard, message: Message, number: int = 1) -> Post:
    """A direct message to the person; Slack takes a user's id for the channel."""
    return _post(heard, number, POST_MESSAGE, {"channel": heard.user, **message.arguments()})


def to_channel(heard: Heard, channel: str, message: Message, number: int = 1) -> Post:
    """A message somewhere else."""
    return _post(heard, number, POST_MESSAGE, {"channel": channel, **message.arguments()})


def home_page(heard: Heard, view: dict[str, Any], number: int = 1) -> Post:
    """The person's Home."""
    return _post(heard, number, PUBLISH, {"user_id": heard.user, "view": view})


def _post(heard: Heard, number: int, method: str, arguments: dict[str, Any], url: str = "") -> Post:
    body = Body(team=heard.team, arguments=arguments, url=url)
    return Post(number, heard.lane, method, json.dumps(body.model_dump(exclude_defaults=True)))
