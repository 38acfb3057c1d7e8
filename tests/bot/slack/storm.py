"""A storm: events that come several times, while the bots that answer them are killed again and again.

`python -m tests.bot.slack.storm [EVENTS] [KILLS] [SEED]` runs `advisor serve --http` twice over one data folder, kills one
of them at random moments, delivers each event one to four times as Slack would, and prints what came of it.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.bot.slack.office import MANIFEST, NOW, scopes_of
from tests.conftest import ROOT, _indexed
from tests.loopback import free_port
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.events import envelope
from tests.slack_simulator.people import Person
from tests.slack_simulator.signing import signed
from tests.slack_simulator.world import Channel, Message, Workspace

WHOLE = (str(Path(sys.executable).parent / "advisor"),)
QUICK = (sys.executable, "-m", "tests.bot.slack.quick_serve")
BOTS, PEOPLE, AT_ONCE = 2, 50, 8
QUESTIONS = ("excel courses", "sql under $50", "first aid", "more", "help", "python for beginners", "privacy")


@dataclass(frozen=True)
class Outcome:
    """What came of a storm. `delivered` counts all attempts that were acknowledged."""

    events: int
    kills: int
    delivered: int
    answered: int
    lost: int
    twice: int
    out_of_order: int
    welcomes_twice: int
    seconds: float


@dataclass
class Bot:
    """One process that listens at a port, and begins again after it was killed."""

    command: Sequence[str]
    settings: dict[str, str]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        self.process = subprocess.Popen(
            [*self.command, "serve", "--http", f"127.0.0.1:{self.port}"],
            cwd=ROOT,
            env={**os.environ, **self.settings},
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def post(self, body: bytes, secret: str) -> bool:
        """Whether the bot acknowledged an event."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=3)
        headers = {"Content-Type": "application/json", **signed(secret, body, time.time())}
        try:
            connection.request("POST", "/slack/events", body, headers)
            return connection.getresponse().status in (200, 401)
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


class Post:
    """Hands events over in the order of each conversation, each until it is acknowledged, and again as the die says."""

    def __init__(self, sim: SlackSimulator, bots: Sequence[Bot], seed: int) -> None:
        self._sim, self._bots, self._rng = sim, bots, random.Random(seed)
        self.delivered = 0
        self._lock = threading.Lock()

    def hand_over(self, events: Sequence[bytes]) -> None:
        """All events of one conversation."""
        for body in events:
            self._until_taken(body)
            for _ in range(self._rng.randint(0, 3)):
                self._until_taken(body)

    def _until_taken(self, body: bytes) -> None:
        for attempt in range(600):
            bot = self._bots[self._rng.randrange(len(self._bots))]
            if bot.post(body, self._sim.app.signing_secret):
                with self._lock:
                    self.delivered += 1
                return
            time.sleep(min(0.5, 0.05 * attempt))
        raise AssertionError("no bot took an event")


def written(sim: SlackSimulator, team: Workspace, people: Sequence[Person], count: int) -> dict[str, list[bytes]]:
    """What everybody writes, in turn: the events by direct message."""
    events: dict[str, list[bytes]] = defaultdict(list)
    for number in range(count):
        person = people[number % len(people)]
        desk = person.direct()
        text = QUESTIONS[(number // len(people)) % len(QUESTIONS)]
        said = person.says(desk, text)
        event = {"type": "message", "channel_type": "im", "channel": desk.id, "user": person.id, "ts": said.ts}
        events[desk.id].append(json.dumps(envelope(sim.state, team.id, event | {"text": text}, desk)).encode())
    return events


def event_of(message: Message) -> str:
    """The timestamp of what a message answers."""
    key: str = (message.metadata or {})["event_payload"]["key"]
    return key.rpartition("/")[0].rpartition(":")[2]


def is_welcome(message: Message) -> bool:
    return message.text.startswith("Hello, I look up courses")


def outcome(sim: SlackSimulator, desks: Sequence[Channel], events: int, kills: int) -> dict[str, Any]:
    """Holds what was answered against what was asked."""
    answers = {desk.id: [one for one in sim.bot_messages(desk) if not is_welcome(one)] for desk in desks}
    welcomes = [sum(map(is_welcome, sim.bot_messages(desk))) for desk in desks]
    times = Counter((desk, event_of(one)) for desk, told in answers.items() for one in told)
    return {
        "events": events,
        "kills": kills,
        "answered": len(times),
        "lost": events - len(times),
        "twice": sum(count > 1 for count in times.values()),
        "out_of_order": sum(event_of(one) > event_of(two) for told in answers.values() for one, two in pairwise(told)),
        "welcomes_twice": sum(count > 1 for count in welcomes),
    }


def storm(catalog: Path, events: int, kills: int, seed: int, patience: float, command: Sequence[str]) -> Outcome:
    """Lets a storm rage over a data folder. Kills come at random moments, spread over the answers."""
    rng, began = random.Random(seed), time.monotonic()
    with SlackSimulator() as sim:
        team = sim.workspace(scopes=scopes_of(MANIFEST))
        people = [sim.person(team, f"person {number}") for number in range(min(PEOPLE, events))]
        asked = written(sim, team, people, events)
        desks = [person.direct() for person in people]
        bots = [Bot(command, environment(sim, catalog, sim.token(team))) for _ in range(BOTS)]
        post = Post(sim, bots, seed)
        moments = sorted(rng.uniform(0.02, 0.97) * events for _ in range(kills))
        try:
            for bot in bots:
                bot.begin()
            with ThreadPoolExecutor(AT_ONCE) as postmen:
                done = [postmen.submit(post.hand_over, own) for own in asked.values()]
                while (count := answered(sim, desks)) < events and time.monotonic() < began + patience:
                    time.sleep(rng.uniform(0, 0.05))
                    if moments and count >= moments[0]:
                        moments.pop(0)
                        victim = bots[rng.randrange(BOTS)]
                        victim.kill()
                        victim.begin()
                for one in done:
                    one.result()
            time.sleep(1.0)
        finally:
            for bot in bots:
                bot.kill()
        found = outcome(sim, desks, events, kills - len(moments))
    return Outcome(**found, delivered=post.delivered, seconds=round(time.monotonic() - began, 1))


def answered(sim: SlackSimulator, desks: Sequence[Channel]) -> int:
    return sum(len([one for one in sim.bot_messages(desk) if not is_welcome(one)]) for desk in desks)


def environment(sim: SlackSimulator, folder: Path, token: str) -> dict[str, str]:
    """The settings of a bot in the simulated Slack."""
    return {
        "ADVISOR_DATA_DIR": str(folder),
        "ADVISOR_NOW": NOW,
        "SLACK_BOT_TOKEN": token,
        "SLACK_SIGNING_SECRET": sim.app.signing_secret,
        "ADVISOR_SAMPLE_IN_SLACK": "true",
        "SLACK_API_URL": sim.base_url,
    }


if __name__ == "__main__":
    events, kills, seed = (int(value) for value in (sys.argv[1:] + ["1000", "20", "1"][len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as place:
        _indexed(Path(place) / "data")
        print(storm(Path(place) / "data", events, kills, seed, patience=900, command=WHOLE))
        shutil.rmtree(Path(place) / "data")
