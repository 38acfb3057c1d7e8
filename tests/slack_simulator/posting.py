"""How a message comes to stand in a channel."""

from __future__ import annotations

import copy
from typing import Any

from tests.slack_simulator import events
from tests.slack_simulator.forms import elements_of, initial_state
from tests.slack_simulator.state import State
from tests.slack_simulator.world import Channel, Message, User


def with_ids(state: State, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks with the ids that Slack makes up where the app gave none."""
    named = copy.deepcopy(blocks)
    for block in named:
        block.setdefault("block_id", state.clock.name("b"))
        for element in elements_of(block):
            if element.get("type") not in ("image", "plain_text", "mrkdwn") and "type" in element:
                element.setdefault("action_id", state.clock.name("a"))
        for name in ("child_blocks", "elements"):
            if block.get("type") in ("container", "carousel") and isinstance(block.get(name), list):
                block[name] = with_ids(state, block[name])
    return named


def post(state: State, channel: Channel, author: User, text: str, **more: Any) -> Message:
    """A new message, told to the app where it listens; `more` are fields of Message."""
    message = Message(
        ts=state.clock.ts(),
        user=author.id,
        team=author.team,
        text=text,
        bot_id=author.bot_id,
        app_id=author.app_id,
        **more,
    )
    message.blocks = with_ids(state, message.blocks)
    message.values = initial_state(message.blocks)
    if message.only_for:
        channel.ephemerals.append(message)
    else:
        channel.messages.append(message)
        if message.thread_ts:
            parent = channel.find(message.thread_ts)
            if parent is not None and parent.thread_ts is None:
                parent.thread_ts = parent.ts
        events.message_posted(state, channel, message)
    state.journal.note()
    return message


def change(state: State, channel: Channel, message: Message, **fields: Any) -> None:
    """Change a message and tell the app."""
    before = message.as_json()
    for name, value in fields.items():
        setattr(message, name, with_ids(state, value) if name == "blocks" else value)
    message.values = initial_state(message.blocks, message.values)
    message.edited = None if fields.get("blocks") else {"user": message.user, "ts": state.clock.ts()}
    if not message.only_for:
        events.message_changed(state, channel, message, before)
    state.journal.note()


def remove(state: State, channel: Channel, message: Message) -> None:
    """Delete a message and tell the app; where others have replied a tombstone keeps their thread."""
    if message.only_for:
        channel.ephemerals.remove(message)
    elif message.thread_ts == message.ts and len(channel.thread(message.ts)) > 1:
        before = message.as_json()
        message.text, message.blocks, message.metadata = "This message was deleted.", [], None
        message.subtype, message.user, message.bot_id = "tombstone", "USLACKBOT", None
        events.message_changed(state, channel, message, before)
    else:
        channel.messages.remove(message)
        events.message_deleted(state, channel, message.as_json())
    state.journal.note()
