"""Events: what happened in the world, as the Events API tells it to the app."""

from __future__ import annotations

from typing import Any

from tests.slack_simulator.journal import Delivery
from tests.slack_simulator.state import State
from tests.slack_simulator.world import Channel, Installation, Message


def envelope(state: State, team: str, event: dict[str, Any], channel: Channel | None = None) -> dict[str, Any]:
    """The outer object of an event for one installation."""
    installed = state.world.installations.get(team)
    ids = (
        [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": installed.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ]
        if installed
        else []
    )
    return {
        "token": "verification-token",
        "team_id": team,
        "context_team_id": channel.team if channel else team,
        "context_enterprise_id": None,
        "api_app_id": state.app.id,
        "event": event,
        "type": "event_callback",
        "event_id": state.clock.name("Ev"),
        "event_time": int(state.clock.now()),
        "authorizations": ids,
        "is_ext_shared_channel": bool(channel and channel.is_ext_shared),
        "event_context": f"4-{state.clock.name('')}",
    }


def announce(
    state: State, team: str, event: dict[str, Any], channel: Channel | None = None, name: str | None = None
) -> Delivery | None:
    """Deliver an event if the app has subscribed to it; `name` is the subscription where it is not the type."""
    if (name or event["type"]) not in state.app.events:
        return None
    return state.hand_over("event", envelope(state, team, {"event_ts": state.clock.ts()} | event, channel))


def installed_in(state: State, channel: Channel) -> Installation | None:
    """The installation whose bot is a member of the channel; the host's comes first."""
    for team in (channel.team, *sorted(channel.shared_with)):
        installed = state.world.installations.get(team)
        if installed and installed.bot.id in channel.members:
            return installed
    return None


def message_posted(state: State, channel: Channel, message: Message) -> list[Delivery]:
    """What the app hears of a new message: `message.*`, and `app_mention` outside direct messages."""
    installed = installed_in(state, channel)
    if installed is None:
        return []
    body = _message_event(channel, message)
    name = {"public": "message.channels", "private": "message.groups"}.get(channel.kind, f"message.{channel.kind}")
    handed = [announce(state, installed.team, body, channel, name)]
    if f"<@{installed.bot.id}>" in message.text and channel.kind != "im" and message.user != installed.bot.id:
        mention = {key: value for key, value in body.items() if key not in ("channel_type", "subtype")}
        handed.append(announce(state, installed.team, mention | {"type": "app_mention"}, channel))
    return [one for one in handed if one]


def message_changed(state: State, channel: Channel, message: Message, before: dict[str, Any]) -> None:
    """The app hears that a message was changed."""
    changed = {"subtype": "message_changed", "message": message.as_json(), "previous_message": before}
    _silent(state, channel, changed)


def message_deleted(state: State, channel: Channel, before: dict[str, Any]) -> None:
    """The app hears that a message was deleted."""
    _silent(state, channel, {"subtype": "message_deleted", "deleted_ts": before["ts"], "previous_message": before})


def _silent(state: State, channel: Channel, change: dict[str, Any]) -> None:
    installed = installed_in(state, channel)
    if installed is None:
        return
    name = {"public": "message.channels", "private": "message.groups"}.get(channel.kind, f"message.{channel.kind}")
    event = {"type": "message", "channel": channel.id, "channel_type": channel.event_type, "hidden": True}
    announce(state, installed.team, event | {"ts": state.clock.ts()} | change, channel, name)


def _message_event(channel: Channel, message: Message) -> dict[str, Any]:
    body = message.as_json() | {"channel": channel.id, "event_ts": message.ts, "channel_type": channel.event_type}
    if message.thread_ts:
        parent = channel.find(message.thread_ts)
        body |= {"parent_user_id": parent.user} if parent and parent is not message else {}
    if channel.is_ext_shared:
        body |= {"user_team": message.team, "source_team": message.team}
    return body
