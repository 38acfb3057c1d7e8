"""users.*, reactions.add, bookmarks.add."""

from __future__ import annotations

import re

from tests.slack_simulator import events
from tests.slack_simulator.args import Args
from tests.slack_simulator.methods.registry import Answer, Caller, handles, page
from tests.slack_simulator.refusal import Refused

MOST_BOOKMARKS = 100


@handles("users.info")
def info(caller: Caller, args: Args) -> Answer:
    """One user; somebody of another workspace is a stranger."""
    user = caller.user(args.text("user"))
    return {"user": user.as_json(caller.token.team, args.flag("include_locale"))}


@handles("users.list")
def list_users(caller: Caller, args: Args) -> Answer:
    """The workspace's own users, deactivated ones among them."""
    own = [one for one in caller.world.users.values() if one.team == caller.token.team]
    shown, following = page(own, args, 1000)
    members = [one.as_json(caller.token.team, args.flag("include_locale")) for one in shown]
    return {"members": members, "response_metadata": {"next_cursor": following}}


@handles("reactions.add")
def react(caller: Caller, args: Args) -> Answer:
    """An emoji on a message."""
    channel = caller.channel(args.text("channel"), joined=True)
    name = args.text("name")
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?", name):
        raise Refused("invalid_name")
    message = channel.find(args.text("timestamp"))
    if message is None:
        raise Refused("message_not_found")
    users = message.reactions.setdefault(name, [])
    if caller.token.user in users:
        raise Refused("already_reacted")
    users.append(caller.token.user)
    event = {
        "type": "reaction_added",
        "user": caller.token.user,
        "reaction": name,
        "item_user": message.user,
        "item": {"type": "message", "channel": channel.id, "ts": message.ts},
    }
    events.announce(caller.state, caller.token.team, event, channel)
    return {}


@handles("bookmarks.add")
def bookmark(caller: Caller, args: Args) -> Answer:
    """A link at the top of a channel."""
    channel = caller.channel(args.text("channel_id"), joined=True)
    if args.text("type") != "link":
        raise Refused("invalid_bookmark_type")
    if not re.fullmatch(r"https?://\S+", args.text("link")):
        raise Refused("invalid_link")
    if len(channel.bookmarks) >= MOST_BOOKMARKS:
        raise Refused("too_many_bookmarks")
    kept = {"id": caller.state.clock.name("Bk"), "channel_id": channel.id, "type": "link"}
    kept |= {name: args.text(name) for name in ("title", "link", "emoji") if name in args}
    channel.bookmarks.append(kept)
    return {"bookmark": kept}
