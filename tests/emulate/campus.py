"""A workspace of emulate with people in it, and the bot at its door.

emulate tells nobody of events and has no interactions: what people do there is done with tokens of theirs, and the bot is
told of it from here, signed, in the form that Slack documents.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from uuid import uuid4

from slack_sdk import WebClient

from retrieval.ports import CatalogSearch
from tests.bot.slack.browser import Browser
from tests.bot.slack.elsewhere import Elsewhere, elsewhere
from tests.emulate.consent import Consent
from tests.emulate.emulator import emulated
from tests.emulate.line import FORM, RESPONSE, Line
from tests.slack_simulator.signing import signed

Json = dict[str, Any]
Found = TypeVar("Found")
TEAM, APP, ADMIN = "T000000001", "A000000001", "U000000001"
"""emulate holds one workspace, and an admin of it."""
SECRET, CLIENT, CLIENT_SECRET = "signing-secret", "1111.2222", "client-secret"
REDIRECT = "https://advisor.example/slack/oauth_redirect"
PEOPLE = ("ann", "ben")
ALL = [f"{family}:{act}" for family in ("channels", "groups", "im", "mpim") for act in ("read", "history", "write")]
SEED: Json = {
    "signing_secret": SECRET,
    "strict_scopes": True,
    "users": [{"name": name, "real_name": name.title()} for name in PEOPLE],
    "channels": [{"name": "staff"}],
    "oauth_apps": [
        {
            "client_id": CLIENT,
            "client_secret": CLIENT_SECRET,
            "app_id": APP,
            "name": "Course advisor",
            "redirect_uris": [REDIRECT],
        }
    ],
    "tokens": [
        {"token": f"xoxp-{name}", "user": name, "scopes": [*ALL, "chat:write", "users:read", "files:read"]}
        for name in PEOPLE
    ],
}


def eventually(check: Callable[[], Found], timeout: float = 90) -> Found:
    """What the check gives once it is true."""
    deadline = time.monotonic() + timeout
    while not (found := check()):
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.02)
    return found


@dataclass(frozen=True, slots=True)
class Campus:
    """The workspace, the line between it and the bot, and the bot."""

    line: Line
    bot: Elsewhere

    def asks(self, person: str, method: str, **arguments: Any) -> Json:
        """What somebody is answered who calls emulate themselves."""
        site = f"http://127.0.0.1:{self.line.upstream}/api/"
        return dict(WebClient(f"xoxp-{person}", base_url=site).api_call(method, params=arguments).data)

    def user(self, name: str) -> str:
        """The id of somebody."""
        members = self.asks("ann", "users.list", limit=100)["members"]
        return next(str(one["id"]) for one in members if one["name"] == name)

    def channel(self, name: str) -> str:
        """The id of a channel."""
        channels = self.asks("ann", "conversations.list", limit=100)["channels"]
        return next(str(one["id"]) for one in channels if one["name"] == name)

    @property
    def token(self) -> str:
        """The token with which the bot is installed."""
        found = self.bot.installations.find_bot(enterprise_id=None, team_id=TEAM)
        assert found is not None
        return found.bot_token

    @property
    def bot_user(self) -> str:
        """The bot's own user id."""
        found = self.bot.installations.find_bot(enterprise_id=None, team_id=TEAM)
        assert found is not None
        return found.bot_user_id

    def installs(self, without: tuple[str, ...] = (), more: tuple[str, ...] = ()) -> tuple[int, str]:
        """The admin installs the bot, on its pages and on emulate's; the status and the text of the last page."""
        return Browser(self.bot.address, Consent(REDIRECT, frozenset(without), more)).installs(ADMIN)

    def direct(self, person: str) -> str:
        """The direct conversation of somebody with the bot."""
        return str(self.asks(person, "conversations.open", users=self.bot_user)["channel"]["id"])

    # What people do

    def says(self, person: str, channel: str, text: str, thread: str = "") -> str:
        """Somebody writes; the timestamp of it."""
        mention, where = f"<@{self.bot_user}>" in text, {"thread_ts": thread} if thread else {}
        said = self.asks(person, "chat.postMessage", channel=channel, text=text, **where)
        event = {"type": "app_mention" if mention else "message", "user": self.user(person), "team": TEAM, "text": text}
        event |= {"channel": channel, "channel_type": "im" if channel.startswith("D") else "channel", "ts": said["ts"]}
        self._event(event | where)
        return str(said["ts"])

    def mentions(self, person: str, channel: str, text: str, thread: str = "") -> str:
        """Somebody speaks to the bot in a channel."""
        return self.says(person, channel, f"<@{self.bot_user}> {text}", thread)

    def opens_home(self, person: str) -> None:
        """Somebody looks at Home."""
        self._event({"type": "app_home_opened", "user": self.user(person), "tab": "home"})

    def runs(self, person: str, channel: str, command: str, text: str) -> None:
        """Somebody uses a command."""
        given = {"command": command, "text": text, "channel_id": channel, "user_id": self.user(person), "team_id": TEAM}
        given |= {"response_url": self.line.url + RESPONSE, "trigger_id": uuid4().hex, "api_app_id": APP}
        self._deliver(urlencode(given).encode(), FORM)

    def presses(self, person: str, channel: str, message: Json, name: str, choice: int = 0, trigger: str = "") -> None:
        """Somebody presses a button of a message, or chooses in a menu of it."""
        element = next(one for one in _elements(message) if one["action_id"] == name)
        chosen = {"selected_option": element["options"][choice]} if "options" in element else {}
        pressed = {name: element[name] for name in ("action_id", "type", "value") if name in element}
        payload = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": self.user(person), "team_id": TEAM},
            "api_app_id": APP,
            "channel": {"id": channel},
            "container": {"type": "message", "message_ts": message["ts"], "channel_id": channel, "is_ephemeral": False},
            "message": message,
            "actions": [pressed | chosen | {"action_ts": f"{time.time():.6f}"}],
            "response_url": self.line.url + RESPONSE,
            "trigger_id": trigger or uuid4().hex,
        }
        self._deliver(urlencode({"payload": json.dumps(payload)}).encode(), FORM)

    def _event(self, event: Json) -> None:
        envelope = {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": APP,
            "event_id": f"Ev{uuid4().hex}",
            "event_time": int(time.time()),
            "authorizations": [{"team_id": TEAM, "user_id": self.bot_user, "is_bot": True}],
            "event": event | {"event_ts": event.get("ts", str(time.time()))},
        }
        self._deliver(json.dumps(envelope).encode(), "application/json")

    def _deliver(self, body: bytes, kind: str) -> None:
        headers = {"Content-Type": kind, **signed(SECRET, body, time.time())}
        with urlopen(Request(f"{self.bot.address}/slack/events", body, headers)) as answer:
            assert answer.status == 200

    # What can be looked at

    def answers(self, person: str, channel: str, count: int, thread: str = "") -> list[Json]:
        """The bot's messages at a place, the oldest first, once there are so many and nothing is under way."""
        method, where = ("conversations.replies", {"ts": thread}) if thread else ("conversations.history", {})

        def told() -> list[Json]:
            found = self.asks(person, method, channel=channel, limit=200, **where)["messages"]
            return sorted((one for one in found if one["user"] == self.bot_user), key=lambda one: str(one["ts"]))

        eventually(lambda: len(told()) >= count)
        self.settled()
        return told()

    def settled(self) -> None:
        """Waits until nothing is to be answered or sent any more."""
        eventually(lambda: not any(self.bot.service.report()[name] for name in ("waiting", "under_way", "to_send")))


def _elements(message: Json) -> Iterator[Json]:
    for block in message["blocks"]:
        yield from block.get("elements", ()) if block["type"] == "actions" else ()


@contextmanager
def campus(search: CatalogSearch, packages: Path, place: Path, **more: Any) -> Iterator[Campus]:
    """A workspace in which nothing is installed yet; `more` are settings of the bot."""
    with emulated(packages, SEED, place) as line:
        slack = {
            "SLACK_CLIENT_ID": CLIENT,
            "SLACK_CLIENT_SECRET": CLIENT_SECRET,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": f"{line.url}/api/",
            **more,
        }
        with elsewhere(search, place, slack) as bot:
            yield Campus(line, bot)
