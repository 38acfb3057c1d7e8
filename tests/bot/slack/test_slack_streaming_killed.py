"""A bot that is killed while it streams, and begun again, completes the very messages that it opened."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from people.sql.open import open_people
from people.workspaces import WorkspaceSettings
from tests.bot.conftest import settings_of
from tests.bot.llm.model_server import ModelServer, Reply, Says, Script, model_server, tool_results
from tests.bot.slack.office import AGENT, scopes_of
from tests.bot.slack.spoken import LOOK_UP, SENTENCES, WHOLE, held, is_whole, shown
from tests.bot.slack.storm import QUICK, Bot, environment
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.people import Person
from tests.slack_simulator.world import Channel, Workspace

FIRST, SECOND, _ = SENTENCES
START = "chat.startStream"


def speaking(reply: Reply) -> Script:
    """Looks something up, then gives the reply."""
    return lambda request: reply if tool_results(request) else LOOK_UP


class Town:
    """A workspace, the bot in a process of its own, and the model that speaks in it."""

    def __init__(self, sim: SlackSimulator, server: ModelServer, data: Path) -> None:
        self.sim, self.server = sim, server
        self.team: Workspace = sim.workspace(scopes=scopes_of(AGENT))
        self.ann: Person = sim.person(self.team, "ann")
        self.general: Channel = sim.channel(self.team, "general", self.ann)
        people = open_people(settings_of(data))
        people.keep_workspace_settings(self.team.id, WorkspaceSettings(model_allowed=True))
        people.close()
        model = {"OPENAI_API_KEY": "key", "OPENAI_BASE_URL": server.url}
        self.bot = Bot(QUICK, environment(sim, data, sim.token(self.team)) | model)
        sim.app.agent, sim.app.request_url = "agent_view", f"http://127.0.0.1:{self.bot.port}/slack/events"

    def begin(self) -> None:
        """Begins the bot and waits until it listens."""
        self.bot.begin()
        self._until(lambda: self._report() is not None)

    def settled(self) -> None:
        """Waits until nothing is to be answered or sent any more."""
        self._until(
            lambda: not any((self._report() or {}).get(name, 1) for name in ("waiting", "under_way", "to_send"))
        )

    def _until(self, predicate: Callable[[], bool]) -> None:
        until = time.monotonic() + 60
        while not predicate():
            assert time.monotonic() < until
            time.sleep(0.05)

    def _report(self) -> dict[str, Any] | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.bot.port, timeout=3)
        try:
            connection.request("GET", "/health")
            report: dict[str, Any] = json.loads(connection.getresponse().read())
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        return report


@contextmanager
def town(data: Path) -> Iterator[Town]:
    with SlackSimulator() as sim, model_server() as server:
        made = Town(sim, server, data)
        made.begin()
        try:
            yield made
        finally:
            made.bot.kill()
        assert sim.violations == []


def test_what_was_opened_is_completed_by_whoever_answers_next(data_dir: Path) -> None:
    """In the channel its place is noted; in direct messages the bot dies before Slack has told it."""
    with town(data_dir) as here:
        sim, desk = here.sim, here.ann.direct()
        here.ann.says(desk, "hello")
        sim.wait_for(lambda: len(sim.bot_messages(desk)) == 2, 30)
        reply = held()
        here.server.script = speaking(reply)
        here.ann.mentions(here.general, "python courses")
        (noted,) = sim.wait_for(lambda: sim.bot_messages(here.general), 30)
        reply.go_on.release()
        sim.wait_for(lambda: SECOND in shown(noted), 30)
        sim.faults.add("slow", START, seconds=2)
        here.ann.says(desk, "python courses")
        sim.wait_for(lambda: len(sim.bot_messages(desk)) == 3, 30)
        here.bot.kill()
        unnoted = sim.bot_messages(desk)[-1]
        assert (shown(unnoted), unnoted.stream, noted.stream) == (FIRST, "open", "open")
        here.server.script = speaking(Says(WHOLE))
        here.begin()
        sim.wait_for(lambda: is_whole(noted, WHOLE) and is_whole(unnoted, WHOLE), 30)
        here.settled()
        assert sim.bot_messages(here.general) == [noted]
        assert sim.bot_messages(desk)[2:] == [unnoted]
