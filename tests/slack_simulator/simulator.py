"""SlackSimulator: the whole of it, for as long as a `with` lasts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

from tests.slack_simulator import acks, installing, posting
from tests.slack_simulator.clock import Clock
from tests.slack_simulator.delivery import Courier
from tests.slack_simulator.events import envelope
from tests.slack_simulator.faults import Faults
from tests.slack_simulator.journal import Call, Delivery, Journal, Violation
from tests.slack_simulator.limits import Limits
from tests.slack_simulator.people import Person
from tests.slack_simulator.server import SlackServer
from tests.slack_simulator.socket_mode import SocketHub
from tests.slack_simulator.state import App, State
from tests.slack_simulator.world import Channel, File, Installation, Message, Token, User, UserGroup, Workspace, World

Found = TypeVar("Found")
STATUS_SECONDS = 120.0
BOT_SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "reactions:write",
    "usergroups:read",
    "users:read",
)


class SlackSimulator:
    """A Slack on the loopback.

    Args:
        app: the app's settings; its `request_url` may be set later, once the bot listens.
        ack_within: seconds that the bot has to acknowledge.
        retry_after: seconds before each further attempt with an event; Slack's are (0, 60, 300).
        rate_limits: whether the real rates are enforced.
    """

    def __init__(
        self,
        app: App | None = None,
        ack_within: float = 3.0,
        retry_after: tuple[float, ...] = (0.0, 60.0, 300.0),
        rate_limits: bool = False,
    ) -> None:
        self.clock, self.app, self.journal, self.faults = Clock(), app or App(), Journal(), Faults()
        self.world = World(self.clock)
        limits = Limits(self.clock, rate_limits)
        self.state = State(self.clock, self.app, self.world, self.journal, self.faults, limits)
        self.sockets = SocketHub(self.journal, self.app.id)
        self._server = SlackServer(self.state)
        self._courier = Courier(self.state, self.sockets, self._acknowledged, ack_within, retry_after)
        self.state.deliver, self.state.open_socket = self._courier.deliver, self.sockets.new_url
        self.world.tokens[self.app.app_token] = Token(self.app.app_token, "app", "", "", {"connections:write"})
        self._threads = [
            threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
            for one in (self._server, self.sockets)
        ]

    def __enter__(self) -> SlackSimulator:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._courier.close()
        for server, thread in zip((self._server, self.sockets), self._threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()
        if kind is None and self.journal.failures:
            raise self.journal.failures[0]

    @property
    def base_url(self) -> str:
        """For `WebClient(base_url=...)`."""
        return f"{self.state.base_url}/api/"

    @property
    def site_url(self) -> str:
        """The server's root: `/oauth/v2/authorize` stands below it."""
        return self.state.base_url

    # Furnishing

    def workspace(
        self, name: str = "Campus", installed: bool = True, scopes: tuple[str, ...] = BOT_SCOPES, free: bool = False
    ) -> Workspace:
        """A new workspace, with the app in it unless told otherwise; a `free` one lacks what Slack is paid for."""
        with self.journal.changed:
            made = self.world.add_workspace(name, free)
            if installed:
                admin = self.world.add_user(made, f"admin-{made.domain}", is_admin=True, is_owner=True)
                installing.install(self.state, made.id, admin.id, scopes)
        return made

    def person(self, team: Workspace, name: str, **more: Any) -> Person:
        """A new person who can act; `more` are fields of User."""
        with self.journal.changed:
            return Person(self.state, self.world.add_user(team, name, **more))

    def channel(self, team: Workspace, name: str, *people: Person, kind: str = "public", bot: bool = True) -> Channel:
        """A new channel with these people, and with the bot unless told otherwise."""
        with self.journal.changed:
            members = [person.user for person in people]
            if bot:
                members.append(self.world.installations[team.id].bot)
            return self.world.add_channel(team, name, *members, kind=kind)

    def user_group(self, team: Workspace, handle: str, *people: Person) -> UserGroup:
        """A new user group with these people; who comes and goes is a matter of its `users`, and so is `disabled`."""
        with self.journal.changed:
            return self.world.add_user_group(team, handle, *(person.user for person in people))

    def installation(self, team: Workspace) -> Installation:
        """The app in a workspace."""
        return self.world.installations[team.id]

    def token(self, team: Workspace) -> str:
        """The bot token of a workspace."""
        return self.world.installations[team.id].token.value

    def uninstall(self, team: Workspace) -> None:
        """The app is removed from a workspace."""
        with self.journal.changed:
            installing.uninstall(self.state, team.id)

    def agrees(self, person: Person, authorize_url: str, without: tuple[str, ...] = ()) -> str:
        """The address that a person is sent to after they agreed on the page the bot linked to; scopes that the app marks
        as optional can be left out."""
        with self.journal.changed:
            query = dict(parse_qsl(urlsplit(authorize_url).query))
            return installing.authorize(self.state, person.id, query, without)

    # Events

    def deliver_event(self, team: Workspace, event: dict[str, Any], channel: Channel | None = None) -> Delivery:
        """Deliver any event, subscribed or not."""
        with self.journal.changed:
            body = envelope(self.state, team.id, {"event_ts": self.clock.ts()} | event, channel)
            return self.state.hand_over("event", body)

    def post_what_is_due(self) -> list[Message]:
        """Post the scheduled messages whose time has come."""
        with self.journal.changed:
            due = [name for name, one in self.state.scheduled.items() if one["post_at"] <= self.clock.now()]
            return [self._post_scheduled(self.state.scheduled.pop(name)) for name in due]

    def _post_scheduled(self, one: dict[str, Any]) -> Message:
        channel, author = self.world.channels[one["channel"]], self.world.users[one["user"]]
        content = {"blocks": one["blocks"], "thread_ts": one["thread_ts"]}
        return posting.post(self.state, channel, author, one["text"], **content)

    def _acknowledged(self, delivery: Delivery) -> None:
        acks.take(self.state, delivery)

    # Looking

    def messages(self, channel: Channel) -> list[Message]:
        """All messages of a channel, replies among them, in order."""
        return list(channel.messages)

    def bot_messages(self, channel: Channel) -> list[Message]:
        """The messages that the app wrote."""
        return [one for one in channel.messages if one.bot_id]

    def thread(self, channel: Channel, ts: str) -> list[Message]:
        """A thread, its parent first."""
        return channel.thread(ts)

    def ephemerals(self, channel: Channel, person: Person) -> list[Message]:
        """What only this person sees in a channel."""
        return [one for one in channel.ephemerals if one.only_for == person.id]

    def status(self, channel: Channel, thread_ts: str) -> str | None:
        """The status that a thread shows now; it vanishes after two minutes or when the bot answers."""
        for one in reversed(channel.statuses):
            if one["thread_ts"] == thread_ts:
                old = self.clock.now() - one["at"] > STATUS_SECONDS
                return None if one["gone"] or old else str(one["status"])
        return None

    def view(self, person: Person) -> dict[str, Any] | None:
        """The modal on top of a person's screen."""
        for (_, user), stack in self.state.stacks.items():
            if user == person.id and stack:
                return self.state.views[stack[-1]]
        return None

    @property
    def views(self) -> list[dict[str, Any]]:
        """All open modals and published Home tabs."""
        return list(self.state.views.values())

    def home(self, person: Person) -> dict[str, Any] | None:
        """A person's Home tab."""
        return next((view for (_, user), view in self.state.homes.items() if user == person.id), None)

    @property
    def files(self) -> list[File]:
        """The files that were uploaded whole."""
        return [one for one in self.world.files.values() if one.complete]

    def calls(self, method: str | None = None) -> list[Call]:
        """The calls of a method, or all."""
        return [one for one in self.journal.calls if method in (None, one.method)]

    @property
    def violations(self) -> list[Violation]:
        """Slack's rules that the bot broke."""
        return self.journal.violations

    @property
    def deliveries(self) -> list[Delivery]:
        """Every attempt to hand something to the bot."""
        return self.journal.deliveries

    def user(self, name: str) -> User:
        """The user of an id."""
        return self.world.users[name]

    def wait_for(self, predicate: Callable[[], Found], timeout: float = 5.0) -> Found:
        """What the predicate gives once it is true.

        Raises:
            TimeoutError: it did not become true in time.
        """
        return self.journal.wait_for(predicate, timeout)

    def done(self, delivery: Delivery | None, timeout: float = 5.0) -> Delivery:
        """A delivery after it was acknowledged or given up.

        Raises:
            TimeoutError: neither happened in time.
        """
        assert delivery is not None, "nothing was delivered: the app has not subscribed to that"
        self.wait_for(lambda: delivery.done, timeout)
        return delivery
