"""Everything that one simulated Slack knows, in one place."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.slack_simulator.clock import Clock
from tests.slack_simulator.faults import Faults
from tests.slack_simulator.journal import Delivery, Journal
from tests.slack_simulator.limits import Limits
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.world import World

TRIGGER_SECONDS = 3.0
STREAM_SECONDS = 60.0
ALL_EVENTS = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "assistant_thread_started",
        "member_joined_channel",
        "message.channels",
        "message.groups",
        "message.im",
        "message.mpim",
        "reaction_added",
        "tokens_revoked",
    }
)


@dataclass
class App:
    """The app's settings, as its manifest would give them; `agent` is "agent_view", "assistant_view" or None. Whoever
    installs it may leave out `optional_scopes`.

    `token_seconds` is how long the tokens of an app last that rotates them (Slack's last 43,200 s); None is for ever.
    """

    id: str = "A000APP001"
    client_id: str = "1111.2222"
    client_secret: str = "client-secret"
    signing_secret: str = "signing-secret"
    app_token: str = "xapp-1-A000APP001-1-token"
    request_url: str | None = None
    events: frozenset[str] = ALL_EVENTS
    scopes: tuple[str, ...] = ()
    optional_scopes: frozenset[str] = frozenset()
    redirect_urls: tuple[str, ...] = ()
    token_seconds: int | None = None
    agent: str | None = None
    home_tab: bool = True
    messages_tab: bool = True


@dataclass
class Trigger:
    """A short-lived right to open a modal for somebody."""

    id: str
    team: str
    user: str
    view: str | None
    made: float
    used: bool = False


@dataclass
class ResponseUrl:
    """Where answers to one interaction may be sent, for a while."""

    channel: str
    team: str
    user: str
    message_ts: str | None
    made: float
    ephemeral: bool = False
    uses: int = 0


@dataclass
class Upload:
    """A place for the bytes of one file."""

    file: str
    received: bool = False


@dataclass
class Code:
    """An OAuth code on its way to a token."""

    team: str
    user: str
    scopes: tuple[str, ...]
    redirect_uri: str | None
    made: float
    used: bool = False


@dataclass
class State:
    """The parts that the Web API, events, sockets and people share; `journal.changed` is their lock."""

    clock: Clock
    app: App
    world: World
    journal: Journal
    faults: Faults
    limits: Limits
    base_url: str = ""
    open_socket: Callable[[], str] | None = None
    deliver: Callable[[str, dict[str, Any]], Delivery] | None = None
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    stacks: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    homes: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    scheduled: dict[str, dict[str, Any]] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    responses: dict[str, ResponseUrl] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)

    def new_trigger(self, team: str, user: str, view: str | None = None) -> str:
        """A trigger id for something that somebody just did."""
        trigger = Trigger(
            f"{self.clock.name('')}.{team[1:]}.{secrets.token_hex(8)}", team, user, view, self.clock.now()
        )
        self.triggers[trigger.id] = trigger
        return trigger.id

    def spend_trigger(self, name: str, team: str) -> Trigger:
        """Use a trigger id up.

        Raises:
            Refused: there is none of that name here, it was used, or three seconds have gone by.
        """
        trigger = self.triggers.get(name)
        if trigger is None or trigger.team != team:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self.clock.now() - trigger.made > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger

    def new_response_url(self, place: ResponseUrl) -> str:
        """A URL that takes answers for that place."""
        name = secrets.token_hex(12)
        self.responses[name] = place
        return f"{self.base_url}/response/{name}"

    def hand_over(self, kind: str, payload: dict[str, Any]) -> Delivery:
        """Deliver something to the bot; the record fills up as that goes on."""
        assert self.deliver is not None, "the simulator is not running"
        return self.deliver(kind, payload)
