"""Who answers which method, and what a handler is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.slack_simulator.args import Args
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.state import State
from tests.slack_simulator.world import Channel, Message, Token, User, World

Answer = dict[str, Any]
FAMILIES = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}


@dataclass(frozen=True)
class Caller:
    """Who calls: a token, and the world as that token sees it."""

    state: State
    token: Token

    @property
    def world(self) -> World:
        """The world."""
        return self.state.world

    @property
    def me(self) -> User:
        """The user that the token speaks for."""
        return self.world.users[self.token.user]

    def channel(self, name: str, joined: bool = False) -> Channel:
        """The conversation of that id; a user's id stands for the direct conversation with them.

        Raises:
            Refused: the token does not see it; or, where `joined`, its user is no member.
        """
        if name in self.world.users and name[:1] in "UW":
            return self.world.direct(self.token.team, self.token.user, self.user(name).id)
        channel = self.world.channels.get(name)
        member = channel is not None and self.token.user in channel.members
        if channel is None or self.token.team not in channel.teams or (channel.kind != "public" and not member):
            raise Refused("channel_not_found")
        if joined and not member:
            raise Refused("not_in_channel")
        return channel

    def postable(self, name: str) -> Channel:
        """A channel that the token may write to.

        Raises:
            Refused: it is not there, archived, closed to messages, or not joined (`chat:write.public` opens public ones).
        """
        channel = self.channel(name)
        if channel.archived:
            raise Refused("is_archived")
        if channel.kind == "im" and not self.state.app.messages_tab:
            raise Refused("messages_tab_disabled")
        if self.token.user not in channel.members and "chat:write.public" not in self.token.scopes:
            raise Refused("not_in_channel")
        return channel

    def readable(self, name: str, what: str) -> Channel:
        """A channel whose kind the scopes cover: `what` is "history" or "read".

        Raises:
            Refused: it is not there, or `missing_scope`.
        """
        channel = self.channel(name)
        self.need(f"{FAMILIES[channel.kind]}:{what}")
        return channel

    def user(self, name: str) -> User:
        """The user of that id.

        Raises:
            Refused: the token's workspace does not know them.
        """
        user = self.world.users.get(name)
        if user is None or not self.world.sees_user(self.token.team, user):
            raise Refused("user_not_found")
        return user

    def need(self, *scopes: str) -> None:
        """Make sure that the token has one of the scopes.

        Raises:
            Refused: it has none of them.
        """
        if scopes and not self.token.scopes & set(scopes):
            provided = ",".join(sorted(self.token.scopes))
            raise Refused("missing_scope", needed=",".join(scopes), provided=provided)

    def mine(self, channel: Channel, ts: str, error: str) -> Message:
        """A message that this token wrote.

        Raises:
            Refused: `message_not_found`, or `error` where somebody else wrote it.
        """
        message = channel.find(ts)
        if message is None:
            raise Refused("message_not_found")
        if message.user != self.token.user:
            raise Refused(error)
        return message


Handler = Callable[[Caller, Args], Answer]
HANDLERS: dict[str, Handler] = {}


def handles(method: str) -> Callable[[Handler], Handler]:
    """Register a handler."""

    def register(handler: Handler) -> Handler:
        HANDLERS[method] = handler
        return handler

    return register


def page(items: list[Any], args: Args, default: int = 100) -> tuple[list[Any], str]:
    """The items of one page and the cursor of the next.

    Raises:
        Refused: the cursor is none of ours.
    """
    cursor = args.text("cursor", "page-0").removesuffix("=")
    if not cursor.removeprefix("page-").isdigit():
        raise Refused("invalid_cursor")
    start, size = int(cursor.removeprefix("page-")), max(1, min(1000, args.number("limit", default)))
    following = f"page-{start + size}=" if start + size < len(items) else ""
    return items[start : start + size], following
