"""conversations.*: what stands in channels, and who is in them."""

from __future__ import annotations

import re
from typing import Any

from tests.slack_simulator.args import Args
from tests.slack_simulator.methods.registry import FAMILIES, Answer, Caller, handles, page
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.world import Channel, Message

MOST_IN_MPIM = 8


def _bounded(messages: list[Message], args: Args) -> list[Message]:
    oldest, latest = args.text("oldest", "0"), args.text("latest", "99999999999")
    for name, value in (("invalid_ts_oldest", oldest), ("invalid_ts_latest", latest)):
        if not re.fullmatch(r"\d+(\.\d+)?", value):
            raise Refused(name)
    low, high = float(oldest), float(latest)
    if args.flag("inclusive"):
        return [one for one in messages if low <= float(one.ts) <= high]
    return [one for one in messages if low < float(one.ts) < high]


def _listing(messages: list[dict[str, Any]], following: str) -> Answer:
    more = {"response_metadata": {"next_cursor": following}} if following else {}
    return {"messages": messages, "has_more": bool(following), **more}


@handles("conversations.history")
def history(caller: Caller, args: Args) -> Answer:
    """Messages of a channel, the newest first, without replies."""
    channel = caller.readable(args.text("channel"), "history")
    if caller.token.user not in channel.members:
        raise Refused("not_in_channel")
    shown, following = page(_bounded(channel.top(), args)[::-1], args)
    return _listing([one.as_json(args.flag("include_all_metadata")) for one in shown], following)


@handles("conversations.replies")
def replies(caller: Caller, args: Args) -> Answer:
    """A thread, its parent first; bounds leave the parent in."""
    channel = caller.readable(args.text("channel"), "history")
    if caller.token.user not in channel.members:
        raise Refused("channel_not_found")
    start = channel.find(args.text("ts"))
    if start is None:
        raise Refused("thread_not_found")
    thread = channel.thread(start.thread_ts or start.ts)
    bounded = [thread[0], *_bounded(thread[1:], args)]
    shown, following = page(bounded, args, 1000)
    return _listing([_reply(one, len(thread) - 1, args) for one in shown], following)


def _reply(message: Message, count: int, args: Args) -> dict[str, Any]:
    shown = message.as_json(args.flag("include_all_metadata"))
    return shown | ({"reply_count": count} if message.thread_ts == message.ts else {})


@handles("conversations.info")
def info(caller: Caller, args: Args) -> Answer:
    """The conversation object."""
    channel = caller.readable(args.text("channel"), "read")
    shown = channel.as_json(args.flag("include_num_members")) | {"is_member": caller.token.user in channel.members}
    if channel.kind == "im":
        shown["user"] = next((one for one in channel.members if one != caller.token.user), caller.token.user)
    return {"channel": shown | ({"locale": caller.me.locale} if args.flag("include_locale") else {})}


@handles("conversations.list")
def list_channels(caller: Caller, args: Args) -> Answer:
    """The conversations that the token sees, of the kinds asked for."""
    kinds = {name.removesuffix("_channel").strip() for name in args.text("types", "public_channel").split(",")}
    for kind in sorted(kinds & FAMILIES.keys()):
        caller.need(f"{FAMILIES[kind]}:read")
    seen = [
        one
        for one in caller.world.channels.values()
        if one.kind in kinds
        and caller.token.team in one.teams
        and (one.kind == "public" or caller.token.user in one.members)
        and not (one.archived and args.flag("exclude_archived"))
    ]
    shown, following = page(seen, args)
    return {"channels": [_listed(caller, one) for one in shown], "response_metadata": {"next_cursor": following}}


def _listed(caller: Caller, channel: Channel) -> dict[str, Any]:
    """A conversation as a list shows it: a direct one names the other person."""
    other = [one for one in channel.members if one != caller.token.user] if channel.kind == "im" else []
    return channel.as_json() | ({"user": other[0]} if other else {})


@handles("conversations.members")
def members(caller: Caller, args: Args) -> Answer:
    """Ids of the members."""
    channel = caller.readable(args.text("channel"), "read")
    shown, following = page(sorted(channel.members), args)
    return {"members": shown, "response_metadata": {"next_cursor": following}}


@handles("conversations.open")
def open_direct(caller: Caller, args: Args) -> Answer:
    """The direct conversation with one or up to eight people."""
    if "channel" in args:
        return {"channel": {"id": caller.channel(args.text("channel")).id}}
    names = [name.strip() for name in args.text("users").split(",") if name.strip()]
    if not names:
        raise Refused("users_list_not_supplied")
    if len(names) > MOST_IN_MPIM:
        raise Refused("too_many_users")
    caller.need("im:write" if len(names) == 1 else "mpim:write")
    users = [caller.user(name) for name in names]
    if any(user.deleted for user in users):
        raise Refused("user_disabled")
    channel = caller.world.direct(caller.token.team, caller.token.user, *(user.id for user in users))
    return {"channel": channel.as_json() if args.flag("return_im") else {"id": channel.id}}
