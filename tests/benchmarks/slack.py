"""How many events does one process answer in Slack, how soon, and what does it hold in memory after many?"""

from __future__ import annotations

import json
import sys
import time
import urllib.error
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from cryptography.fernet import Fernet

from tests.benchmarks.catalogs import run
from tests.benchmarks.metrics import Timing, timing
from tests.benchmarks.result import Bench, Row, Say, Section, Table, Target, milliseconds
from tests.bot.slack.browser import Browser
from tests.bot.slack.storm import Bot, answered, event_of, is_welcome
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.events import envelope
from tests.slack_simulator.journal import Call
from tests.slack_simulator.people import Person
from tests.slack_simulator.world import Workspace

TITLE, LOAD_TITLE = "Slack", "Slack, all at once"
COMMAND = (sys.executable, "-m", "tests.benchmarks.slack_bot")
QUESTIONS = (
    "excel courses",
    "sql under $50",
    "compare the first two",
    "I want to become a data analyst, 5 hours a week",
    "what about $300 at most?",
    "first aid",
    "what does the second one cost?",
    "more",
    "python for beginners",
    "what do you know about me?",
)
WORKSPACES, RATE, STEADY, MANY, WARM = 40, 10.0, 600, 10_000, 400
CHUNK, LOOK = 500, 0.1
"""So many are handed over at once, fewer than the inbox takes; seconds between looks at what was answered."""
SETTLED = 2_000
"""After so many events the process holds what it will hold; from there on its memory is to stay flat."""
PATIENCE = 480.0


@dataclass(frozen=True, slots=True)
class Event:
    """What is handed over, and the timestamp of its message."""

    ts: str
    body: bytes


@dataclass
class Line:
    """A running bot, the simulated Slack that it talks to, and one person in each of the workspaces that installed it."""

    sim: SlackSimulator
    bot: Bot
    people: tuple[tuple[Workspace, Person], ...]
    sent: int = 0
    memory: dict[int, float] = field(default_factory=dict)
    """Megabytes that the bot held, by how many events were answered."""

    def write(self, count: int) -> list[Event]:
        """What they write, in turn."""
        events = []
        for number in range(self.sent, self.sent + count):
            team, person = self.people[number % WORKSPACES]
            desk, text = person.direct(), QUESTIONS[(number // WORKSPACES + number) % len(QUESTIONS)]
            ts = person.says(desk, text).ts
            event = {"type": "message", "channel_type": "im", "channel": desk.id, "user": person.id, "ts": ts}
            body = envelope(self.sim.state, team.id, event | {"text": text}, desk)
            events.append(Event(ts, json.dumps(body).encode()))
        self.sent += count
        return events

    def send(self, event: Event) -> float:
        """Hands an event over, again where it is not acknowledged; the seconds it took. An error where it never is."""
        began = time.monotonic()
        if not any(self.bot.post(event.body, self.sim.app.signing_secret) for _ in range(5)):
            raise RuntimeError("an event was not acknowledged")
        return time.monotonic() - began

    def settle(self) -> None:
        """Waits until everything that was sent is answered."""
        deadline, desks = time.monotonic() + PATIENCE, [person.direct() for _, person in self.people]
        while answered(self.sim, desks) < self.sent:
            if time.monotonic() > deadline:
                raise RuntimeError("the bot does not answer")
            time.sleep(LOOK)
        assert self.bot.process is not None
        self.memory[self.sent] = psutil.Process(self.bot.process.pid).memory_info().rss / 2**20

    def answered_twice(self) -> int:
        """How many messages answer an event that another one answers."""
        told = [one for _, person in self.people for one in self.sim.bot_messages(person.direct())]
        keys = [event_of(one) for one in told if not is_welcome(one)]
        return len(keys) - len(set(keys))


def slack(bench: Bench) -> Section:
    """One process over HTTP that 40 workspaces installed, the rules engine, the bundled sample, Slack on the loopback."""
    with _line(bench.folder / "slack", bench.say) as line:
        times = _steadily(line)
    return Section("slack", TITLE, (_times(*times),))


def load(bench: Bench) -> Section:
    """The same, with as many events as are taken, and what the process holds in memory on the way."""
    with _line(bench.folder / "slack_load", bench.say) as line:
        rate = _at_once(line, MANY)
    return Section("slack_load", LOAD_TITLE, (_load(rate, line.memory),))


@contextmanager
def _line(data_dir: Path, say: Say) -> Iterator[Line]:
    run("catalog-ingest", "reindex", "--json", data_dir=data_dir)
    with _opened(data_dir) as line:
        _at_once(line, WARM)
        say("warm")
        yield line
        if line.answered_twice():
            raise RuntimeError("an event was answered twice")


@contextmanager
def _opened(data_dir: Path) -> Iterator[Line]:
    with SlackSimulator() as sim:
        bot = Bot(COMMAND, {})
        address = f"http://127.0.0.1:{bot.port}"
        sim.app.redirect_urls = (f"{address}/slack/oauth_redirect",)
        bot.settings |= {
            "ADVISOR_DATA_DIR": str(data_dir),
            "ADVISOR_SAMPLE_IN_SLACK": "true",
            "ADVISOR_TOKEN_KEYS": Fernet.generate_key().decode(),
            "SLACK_CLIENT_ID": sim.app.client_id,
            "SLACK_CLIENT_SECRET": sim.app.client_secret,
            "SLACK_SIGNING_SECRET": sim.app.signing_secret,
            "SLACK_API_URL": sim.base_url,
        }
        bot.begin()
        try:
            browser = Browser(address, sim)
            _wait_for(browser)
            yield Line(sim, bot, tuple(_installed(sim, browser, number) for number in range(WORKSPACES)))
        finally:
            bot.kill()


def _wait_for(browser: Browser) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            browser.begins()
        except (OSError, urllib.error.URLError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def _installed(sim: SlackSimulator, browser: Browser, number: int) -> tuple[Workspace, Person]:
    team = sim.workspace(f"workspace {number}", installed=False)
    status, page = browser.installs(sim.person(team, f"admin {number}", is_admin=True))
    if status != 200:
        raise RuntimeError(page)
    return team, sim.person(team, f"person {number}")


def _steadily(line: Line) -> tuple[Timing, Timing, Timing]:
    """Seconds until an event is acknowledged, until something shows for it, and until its answer stands."""
    came, sent, calls = [], {}, len(line.sim.calls())
    began = time.monotonic()
    with ThreadPoolExecutor(16) as postmen:
        for number, event in enumerate(line.write(STEADY)):
            time.sleep(max(0.0, began + number / RATE - time.monotonic()))
            sent[event.ts] = line.sim.clock.now()
            came.append(postmen.submit(line.send, event))
        acknowledged = [one.result() for one in came]
    line.settle()
    signs, answers = _shown(line.sim.calls()[calls:])
    firsts = [min(answers[ts], signs.get(ts, answers[ts])) - at for ts, at in sent.items()]
    return timing([acknowledged]), timing([firsts]), timing([[answers[ts] - at for ts, at in sent.items()]])


def _shown(calls: Sequence[Call]) -> tuple[dict[str, float], dict[str, float]]:
    """When a sign of work showed for the message of a timestamp, and when its answer stood."""
    signs: dict[str, float] = {}
    answers: dict[str, float] = {}
    for call in calls:
        if call.method == "assistant.threads.setStatus" and call.args["status"]:
            signs.setdefault(str(call.args["thread_ts"]), call.at)
        elif call.method == "chat.postMessage":
            key = call.args.get("metadata", {}).get("event_payload", {}).get("key", "")
            answers[key.rpartition("/")[0].rpartition(":")[2]] = call.at
    return signs, answers


def _at_once(line: Line, count: int) -> float:
    """Events a second, handed over as fast as they are taken."""
    began = time.monotonic()
    for _ in range(0, count, CHUNK):
        with ThreadPoolExecutor(8) as postmen:
            list(postmen.map(line.send, line.write(min(CHUNK, count))))
        line.settle()
    return count / (time.monotonic() - began)


def _times(acknowledged: Timing, first: Timing, answer: Timing) -> Table:
    rows = (
        Row(("acknowledged", *_figures(acknowledged)), (Target.at_most(acknowledged.p95, 1.0, " s p95"),)),
        Row(("something shows", *_figures(first)), (Target.at_most(first.p95, 0.5, " s p95"),)),
        Row(("answer stands", *_figures(answer)), (Target.at_most(answer.p95, 2.0, " s p95"),)),
    )
    remark = (
        f"{RATE:.0f} direct messages a second in {WORKSPACES} workspaces that installed the app: searches, comparisons, "
        "details, every tenth asks for a path and every tenth for another. What shows first is a sign of work, 0.4 s after "
        "work began, or the answer itself. The simulated Slack runs on the same machine and takes its share."
    )
    return Table("From event to answer", ("until", "n", "median", "p95"), rows, remark)


def _figures(found: Timing) -> tuple[str, str, str]:
    return str(found.n), milliseconds(found.median), milliseconds(found.p95)


def _load(rate: float, memory: dict[int, float]) -> Table:
    events = max(memory)
    settled = min(count for count in memory if count >= SETTLED)
    growth = memory[events] / memory[settled] - 1
    row = Row(
        (
            f"{rate:.1f}",
            f"{memory[WARM]:.0f} MB",
            f"{memory[settled]:.0f} MB",
            f"{memory[events]:.0f} MB",
            f"{growth:+.1%}",
        ),
        (Target.at_most(memory[events], 500, " MB"), Target.at_most(100 * growth, 5, " % growth")),
    )
    remark = (
        f"{MANY:,} events as fast as they are taken, {CHUNK} at a time. Each is written down, answered by the rules engine "
        "and posted; none was answered twice or not at all."
    )
    columns = ("events a second", f"memory after {WARM}", f"after {settled:,}", f"after {events:,}", "growth between")
    return Table("Events and memory", columns, (row,), remark)
