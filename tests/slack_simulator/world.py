"""What Slack holds: workspaces, people, channels, messages, files, and the app's installations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.slack_simulator.clock import Clock


@dataclass
class Workspace:
    """One workspace (team); a `free` one has no user groups."""

    id: str
    name: str
    domain: str
    free: bool = False


@dataclass
class User:
    """A person or a bot, of one workspace."""

    id: str
    team: str
    name: str
    real_name: str
    tz: str = "America/New_York"
    tz_offset: int = -18_000
    locale: str = "en-US"
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_admin: bool = False
    is_owner: bool = False
    deleted: bool = False
    app_id: str | None = None
    bot_id: str | None = None

    def as_json(self, seen_from: str, with_locale: bool = False) -> dict[str, Any]:
        """The user object as `users.info` shows it to somebody of a workspace."""
        shown = {
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "deleted": self.deleted,
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_offset": self.tz_offset,
            "profile": {"real_name": self.real_name, "display_name": self.name, "team": self.team},
            "is_admin": self.is_admin,
            "is_owner": self.is_owner,
            "is_primary_owner": False,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": 1_700_000_000,
        }
        if self.team != seen_from:
            shown["is_stranger"] = True
        return shown | ({"locale": self.locale} if with_locale else {})


@dataclass
class UserGroup:
    """Some people of a workspace under a handle; their ids. The API also calls it a subteam."""

    id: str
    team: str
    handle: str
    users: set[str] = field(default_factory=set)
    disabled: bool = False


@dataclass
class Message:
    """A message; `stream` is "open", "expired" or "done" for a streamed one."""

    ts: str
    user: str
    team: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    subtype: str | None = None
    metadata: dict[str, Any] | None = None
    files: list[str] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited: dict[str, str] | None = None
    stream: str | None = None
    touched: float = 0.0
    chunks: list[dict[str, Any]] = field(default_factory=list)
    only_for: str | None = None
    values: dict[str, Any] = field(default_factory=dict)

    def as_json(self, with_metadata: bool = True) -> dict[str, Any]:
        """The message as the Web API and events show it."""
        shown: dict[str, Any] = {
            "type": "message",
            "ts": self.ts,
            "user": self.user,
            "team": self.team,
            "text": self.text,
        }
        named = {
            "subtype": self.subtype,
            "bot_id": self.bot_id,
            "app_id": self.app_id,
            "blocks": self.blocks,
            "thread_ts": self.thread_ts,
            "edited": self.edited,
            "metadata": self.metadata if with_metadata else None,
            "files": [{"id": name} for name in self.files],
            "reactions": [
                {"name": name, "count": len(users), "users": users} for name, users in self.reactions.items()
            ],
        }
        return shown | {name: value for name, value in named.items() if value}


@dataclass
class Channel:
    """A conversation; `kind` is "public", "private", "im" or "mpim"."""

    id: str
    team: str
    name: str
    kind: str
    members: set[str] = field(default_factory=set)
    shared_with: set[str] = field(default_factory=set)
    archived: bool = False
    created: int = 1_700_000_000
    messages: list[Message] = field(default_factory=list)
    ephemerals: list[Message] = field(default_factory=list)
    statuses: list[dict[str, Any]] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    prompts: list[dict[str, Any]] = field(default_factory=list)
    bookmarks: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_ext_shared(self) -> bool:
        """Shared with another workspace through Slack Connect."""
        return bool(self.shared_with)

    @property
    def teams(self) -> set[str]:
        """All workspaces that see the channel."""
        return {self.team, *self.shared_with}

    @property
    def event_type(self) -> str:
        """The `channel_type` that events name."""
        return {"public": "channel", "private": "group"}.get(self.kind, self.kind)

    def find(self, ts: str | None) -> Message | None:
        """The message of that timestamp."""
        return next((message for message in self.messages if message.ts == ts), None)

    def thread(self, ts: str) -> list[Message]:
        """The parent and its replies, in order."""
        return [message for message in self.messages if ts in (message.ts, message.thread_ts)]

    def top(self) -> list[Message]:
        """Messages that are no replies, and replies that were broadcast."""
        return [one for one in self.messages if one.thread_ts in (None, one.ts) or one.subtype == "thread_broadcast"]

    def as_json(self, with_members: bool = False) -> dict[str, Any]:
        """The conversation object as `conversations.info` shows it."""
        shown: dict[str, Any] = {
            "id": self.id,
            "created": self.created,
            "is_archived": self.archived,
            "is_channel": self.kind == "public",
            "is_group": self.kind == "private",
            "is_im": self.kind == "im",
            "is_mpim": self.kind == "mpim",
            "is_private": self.kind != "public",
            "is_shared": self.is_ext_shared,
            "is_ext_shared": self.is_ext_shared,
            "is_org_shared": False,
            "context_team_id": self.team,
            "shared_team_ids": sorted(self.teams),
        }
        if self.kind != "im":
            shown |= {"name": self.name, "name_normalized": self.name}
        return shown | ({"num_members": len(self.members)} if with_members else {})


@dataclass
class File:
    """An uploaded file: its bytes come after its name, its place after its bytes."""

    id: str
    team: str
    name: str
    length: int
    by: str
    content: bytes | None = None
    title: str = ""
    alt_text: str | None = None
    channels: list[str] = field(default_factory=list)
    complete: bool = False

    def as_json(self, base_url: str) -> dict[str, Any]:
        """The file object."""
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "user": self.by,
            "size": self.length,
            "alt_txt": self.alt_text,
            "url_private": f"{base_url}/files-pri/{self.id}/{self.name}",
            "channels": self.channels,
        }


@dataclass
class Token:
    """A token: whose it is, and what it may do. `kind` is "bot", "user" or "app".

    One that is rotated `ends` at a time of the simulated clock; `refresh` is what it is exchanged with.
    """

    value: str
    kind: str
    team: str
    user: str
    scopes: set[str]
    revoked: bool = False
    refresh: str | None = None
    ends: float | None = None


@dataclass
class Installation:
    """The app in one workspace."""

    team: str
    bot: User
    token: Token
    by: str


class World:
    """All of it, with ways to furnish it and to look things up."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.workspaces: dict[str, Workspace] = {}
        self.users: dict[str, User] = {}
        self.user_groups: dict[str, UserGroup] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.tokens: dict[str, Token] = {}
        self.installations: dict[str, Installation] = {}

    def add_workspace(self, name: str, free: bool = False) -> Workspace:
        """A new workspace."""
        made = Workspace(self.clock.name("T"), name, name.lower().replace(" ", "-"), free)
        self.workspaces[made.id] = made
        return made

    def add_user(self, team: Workspace | str, name: str, **more: Any) -> User:
        """A new person; `more` are fields of User (is_restricted, is_admin, deleted, tz, locale...)."""
        team_id = team if isinstance(team, str) else team.id
        made = User(self.clock.name("U"), team_id, name, more.pop("real_name", name.title()), **more)
        self.users[made.id] = made
        return made

    def add_user_group(self, team: Workspace, handle: str, *people: User) -> UserGroup:
        """A new user group with these people in it."""
        made = UserGroup(self.clock.name("S"), team.id, handle, {one.id for one in people})
        self.user_groups[made.id] = made
        return made

    def add_channel(self, team: Workspace | str, name: str, *members: User, kind: str = "public") -> Channel:
        """A new channel with these members."""
        team_id = team if isinstance(team, str) else team.id
        letter = "D" if kind == "im" else "C"
        made = Channel(self.clock.name(letter), team_id, name, kind, {member.id for member in members})
        self.channels[made.id] = made
        return made

    def share(self, channel: Channel, team: Workspace, *members: User) -> None:
        """Share a channel with another workspace; its members join."""
        channel.shared_with.add(team.id)
        channel.members |= {member.id for member in members}

    def direct(self, team: str, *users: str) -> Channel:
        """The direct conversation of exactly these users, made where there is none."""
        kind = "im" if len(users) == 2 else "mpim"
        for channel in self.channels.values():
            if channel.kind == kind and channel.members == set(users):
                return channel
        made = self.add_channel(team, f"mpdm-{'--'.join(users)}", *(self.users[name] for name in users), kind=kind)
        made.team = team
        return made

    def sees_user(self, team: str, user: User) -> bool:
        """Whether a workspace knows a person: its own, or one met in a shared channel."""
        if user.team == team:
            return True
        return any(user.id in channel.members and team in channel.teams for channel in self.channels.values())

    def bot_of(self, user_id: str) -> Installation | None:
        """The installation whose bot user this is."""
        return next((one for one in self.installations.values() if one.bot.id == user_id), None)
