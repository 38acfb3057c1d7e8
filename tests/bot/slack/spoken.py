"""An office in which a language model speaks, played by a server on the loopback that a test holds by the reins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from bot.advisor.advisor import Advisor
from bot.advisor.llm_engine import LlmEngine
from people.workspaces import WorkspaceSettings
from retrieval.ports import CatalogSearch
from tests.bot.llm.calling import calling
from tests.bot.llm.conftest import PATIENT
from tests.bot.llm.model_server import ModelServer, Reply, Says, Waits, model_server
from tests.bot.slack.office import AGENT, Office, office
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.world import Channel, Message

UNHURRIED = replace(PATIENT, seconds=90, silence=60)
LOOK_UP = calling("search_courses", text="python")
SENTENCES = ("Have a look at these.", "Take your time.", "Tell me what you think of them.")
MAY_NOT_LOOK = ("conversations.replies", "missing_scope")
"""A message whose fate is unknown is looked for in channels too, in case the app may read their history."""
WHOLE = " ".join(SENTENCES)
PIECES = ("Have a look at these. Take", " your time. Tell", " me what you think of them.")
"""With each piece one sentence more is complete, with the last one when the model ends."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody asks: in a `channel`, in direct messages (`desk`), or there in a thread of an `agent`."""

    kind: str

    def opened(self, here: Office) -> Channel:
        """The place, at which Ann is no newcomer."""
        if self.kind == "channel":
            return here.sim.channel(here.team, "general", here.ann)
        here.ann.says(here.ann.direct(), "hello")
        here.settled()
        return here.ann.direct()


@dataclass(frozen=True, slots=True)
class Spoken:
    """An office, and the model that speaks in it."""

    here: Office
    server: ModelServer
    channel: Channel

    def ask(self, *replies: Reply, text: str = "python courses") -> Message:
        """Ann asks; the model looks something up and then gives these replies."""
        self.server.play(LOOK_UP, *(replies or (Says(WHOLE),)))
        if self.channel.kind == "im":
            return self.here.ann.says(self.channel, text)
        return self.here.ann.mentions(self.channel, text)

    def told(self) -> list[Message]:
        """What the bot has said since the greeting."""
        return self.here.sim.bot_messages(self.channel)[2 if self.channel.kind == "im" else 0 :]

    def shows(self, words: str, timeout: float = 20) -> Message:
        """The last message of the bot once it shows these words."""

        def found() -> Message | None:
            told = self.told()
            return told[-1] if told and words in shown(told[-1]) else None

        return self.here.sim.wait_for(found, timeout)  # type: ignore[return-value]

    def calls(self, method: str) -> int:
        """How often Slack was called since the greeting."""
        return len(self.here.sim.calls(method)) - (2 if self.channel.kind == "im" and "post" in method else 0)


@contextmanager
def spoken(search: CatalogSearch, folder: Path, kind: str = "channel", **more: Any) -> Iterator[Spoken]:
    """A bot with a model that may be asked, and Ann at a place; nothing of Slack's rules may be broken."""
    with SlackSimulator(retry_after=(0.0, 0.05, 0.05)) as sim, model_server() as server:
        if kind == "agent":
            sim.app.agent, more = "agent_view", {"manifest": AGENT} | more
        made = partial(more.pop("advisor", Advisor), engine=LlmEngine("m", "key", server.url, UNHURRIED))
        with office(search, folder, sim, advisor=made, **more) as here:
            here.people.keep_workspace_settings(here.team.id, WorkspaceSettings(model_allowed=True))
            yield Spoken(here, server, Place(kind).opened(here))
            here.settled()
        assert {(one.method, one.error) for one in sim.violations} <= {MAY_NOT_LOOK}


def held(*pieces: str, stop: str | None = "stop") -> Waits:
    """What the model says as the test lets it."""
    return Waits(pieces or PIECES, stop)


def shown(message: Message) -> str:
    """The words of the rich text of a message, paragraph by paragraph."""
    paragraphs = [block for block in message.blocks if block["type"] == "rich_text"]
    return "\n".join(
        "".join(element.get("text", "") for section in block["elements"] for element in section.get("elements", ()))
        for block in paragraphs
    )


def key_of(message: Message) -> str | None:
    """The key of the post that a message bears, None while it is not whole."""
    key: str | None = (message.metadata or {}).get("event_payload", {}).get("key")
    return key


def is_whole(message: Message, said: str = SENTENCES[0]) -> bool:
    """Whether a message is a finished answer that begins with these words, and shows courses."""
    cards = len(message.blocks) > 2 and bool(message.text)
    return key_of(message) is not None and shown(message).startswith(said) and cards
