"""The bodies of commands and interactions, as Slack documents them."""

from __future__ import annotations

from typing import Any

from tests.slack_simulator.state import ResponseUrl, State
from tests.slack_simulator.world import Channel, Message, User

Json = dict[str, Any]


def common(state: State, team: str, user: User, kind: str) -> Json:
    """What every interaction says of who did it."""
    workspace = state.world.workspaces[team]
    return {
        "type": kind,
        "team": {"id": team, "domain": workspace.domain},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team},
        "api_app_id": state.app.id,
        "token": "verification-token",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def place_of(channel: Channel) -> Json:
    """The channel of an interaction."""
    return {"id": channel.id, "name": "directmessage" if channel.kind == "im" else channel.name}


def command(state: State, team: str, user: User, channel: Channel, name: str, text: str) -> Json:
    """A slash command: form fields."""
    place = ResponseUrl(channel.id, team, user.id, None, state.clock.now())
    return {
        "token": "verification-token",
        "team_id": team,
        "team_domain": state.world.workspaces[team].domain,
        "channel_id": channel.id,
        "channel_name": place_of(channel)["name"],
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": state.app.id,
        "is_enterprise_install": "false",
        "response_url": state.new_response_url(place),
        "trigger_id": state.new_trigger(team, user.id),
    }


def actions_on_message(state: State, team: str, user: User, channel: Channel, message: Message, action: Json) -> Json:
    """block_actions from a message; `state` holds what its menus and inputs say, and an ephemeral message is not shown."""
    place = ResponseUrl(channel.id, team, user.id, message.ts, state.clock.now(), bool(message.only_for))
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": bool(message.only_for),
    }
    return common(state, team, user, "block_actions") | {
        "container": container | ({"thread_ts": message.thread_ts} if message.thread_ts else {}),
        "trigger_id": state.new_trigger(team, user.id),
        "channel": place_of(channel),
        **({} if message.only_for else {"message": message.as_json()}),
        "state": {"values": message.values},
        "response_url": state.new_response_url(place),
        "actions": [action | {"action_ts": state.clock.ts()}],
    }


def actions_in_view(state: State, team: str, user: User, view: Json, action: Json) -> Json:
    """block_actions from a modal or the Home tab."""
    return common(state, team, user, "block_actions") | {
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": state.new_trigger(team, user.id, view["id"]),
        "view": view,
        "actions": [action | {"action_ts": state.clock.ts()}],
    }


def submission(state: State, team: str, user: User, view: Json) -> Json:
    """view_submission."""
    more = {"trigger_id": state.new_trigger(team, user.id, view["id"]), "view": view, "response_urls": []}
    return common(state, team, user, "view_submission") | more


def closed(state: State, team: str, user: User, view: Json, cleared: bool) -> Json:
    """view_closed."""
    return common(state, team, user, "view_closed") | {"view": view, "is_cleared": cleared}


def suggestion(state: State, team: str, user: User, place: Json, block: Json, element: Json, typed: str) -> Json:
    """block_suggestion: somebody types into a menu whose options the app knows."""
    asked = {"action_id": element["action_id"], "block_id": block["block_id"], "value": typed}
    return common(state, team, user, "block_suggestion") | asked | place


def global_shortcut(state: State, team: str, user: User, callback_id: str) -> Json:
    """A shortcut without a message."""
    more = {"callback_id": callback_id, "action_ts": state.clock.ts(), "trigger_id": state.new_trigger(team, user.id)}
    return common(state, team, user, "shortcut") | more


def message_shortcut(state: State, team: str, user: User, callback_id: str, channel: Channel, message: Message) -> Json:
    """A shortcut on a message."""
    place = ResponseUrl(channel.id, team, user.id, message.ts, state.clock.now())
    return common(state, team, user, "message_action") | {
        "callback_id": callback_id,
        "action_ts": state.clock.ts(),
        "trigger_id": state.new_trigger(team, user.id),
        "response_url": state.new_response_url(place),
        "message_ts": message.ts,
        "channel": place_of(channel),
        "message": message.as_json(),
    }
