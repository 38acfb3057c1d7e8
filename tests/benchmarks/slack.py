"""How many events does one process answer in Slack, how soon, and what does it hold in memory after many?"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from tests.benchmarks.catalogs import run
from tests.benchmarks.metrics import Timing, timing
from tests.benchmarks.result import Bench, Row, Section, Table, Target, milliseconds
from tests.bot.slack.office import MANIFEST, scopes_of
from tests.bot.slack.storm import Bot, answered, environment, event_of, is_welcome, written
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.world import Channel

TITLE = "Slack"
COMMAND = (sys.executable, "-m", "tests.benchmarks.slack_bot")
PEOPLE, RATE, STEADY, MANY, WARM = 40, 10.0, 300, 1200, 80
PATIENCE = 480.0


@dataclass(frozen=True)
class Line:
    """A running bot, the simulated Slack that it talks to, and the direct messages of its people."""

    sim: SlackSimulator
    bot: Bot
    desks: tuple[Channel, ...]
    write: Callable[[int], list[bytes]]

    def send(self, body: bytes) -> None:
        """Hands an event over, again where it is not acknowledged; an error where it never is."""
        if not any(self.bot.post(body, self.sim.app.signing_secret) for _ in range(5)):
            raise RuntimeError("an event was not acknowledged")

    def wait_for(self, count: int) -> None:
        """Waits until so many answers stand."""
        deadline = time.monotonic() + PATIENCE
        while answered(self.sim, self.desks) < count:
            if time.monotonic() > deadline:
                raise RuntimeError("the bot does not answer")
            time.sleep(0.02)

    @property
    def memory(self) -> float:
        """Megabytes that the bot holds."""
        assert self.bot.process is not None
        return float(psutil.Process(self.bot.process.pid).memory_info().rss / 2**20)


def slack(bench: Bench) -> Section:
    """One process over HTTP, the rules engine, the bundled sample, a simulated Slack on the loopback."""
    data_dir = bench.folder / "slack"
    run("catalog-ingest", "reindex", "--json", data_dir=data_dir)
    with _line(data_dir) as line:
        before = line.memory
        steady = _steadily(line)
        bench.say("steady events timed")
        rate = _at_once(line)
        bench.say(f"{rate:.1f} events a second")
        after = line.memory
    return Section("slack", TITLE, (_times(steady), _load(rate, before, after)))


@contextmanager
def _line(data_dir: object) -> Iterator[Line]:
    with SlackSimulator() as sim:
        team = sim.workspace(scopes=scopes_of(MANIFEST))
        people = [sim.person(team, f"person {number}") for number in range(PEOPLE)]
        bot = Bot(COMMAND, environment(sim, data_dir, sim.token(team)))  # type: ignore[arg-type]
        bot.begin()
        desks = tuple(person.direct() for person in people)

        def write(count: int) -> list[bytes]:
            own = list(written(sim, team, people, count).values())
            return [events[at] for at in range(max(map(len, own))) for events in own if at < len(events)]

        try:
            line = Line(sim, bot, desks, write)
            _warm(line)
            yield line
        finally:
            bot.kill()


def _warm(line: Line) -> None:
    """Everybody has been welcomed, and everything was loaded once."""
    events = line.write(WARM)
    deadline = time.monotonic() + 60
    while not line.bot.post(events[0], line.sim.app.signing_secret):
        if time.monotonic() > deadline:
            raise RuntimeError("the bot does not start")
        time.sleep(0.2)
    for body in events[1:]:
        line.send(body)
    line.wait_for(WARM)


def _steadily(line: Line) -> tuple[Timing, Timing]:
    """Seconds until an event is acknowledged, and until its answer stands, at an even pace."""
    acknowledged, sent = [], []
    began = time.monotonic()
    with ThreadPoolExecutor(16) as postmen:

        def hand_over(body: bytes) -> float:
            at = time.monotonic()
            line.send(body)
            return time.monotonic() - at

        events = line.write(STEADY)
        came = []
        for number, body in enumerate(events):
            time.sleep(max(0.0, began + number / RATE - time.monotonic()))
            sent.append(line.sim.clock.now())
            came.append(postmen.submit(hand_over, body))
        acknowledged = [one.result() for one in came]
    line.wait_for(WARM + STEADY)
    return timing([acknowledged]), timing([_answer_times(line, events, sent)])


def _answer_times(line: Line, events: Sequence[bytes], sent: Sequence[float]) -> list[float]:
    stood = {}
    for call in line.sim.calls("chat.postMessage"):
        key = call.args.get("metadata", {}).get("event_payload", {}).get("key", "")
        stood[key.rpartition("/")[0].rpartition(":")[2]] = call.at
    return [stood[_ts(body)] - at for body, at in zip(events, sent, strict=True)]


def _ts(body: bytes) -> str:
    return body.rpartition(b'"ts": "')[2].partition(b'"')[0].decode()


def _at_once(line: Line) -> float:
    """Events a second, all of them handed over as fast as they are taken."""
    before = answered(line.sim, line.desks)
    events = line.write(MANY)
    began = time.monotonic()
    for start in range(0, MANY, 600):  # fewer wait than the inbox takes
        with ThreadPoolExecutor(8) as postmen:
            list(postmen.map(line.send, events[start : start + 600]))
        line.wait_for(before + min(MANY, start + 600))
    told = [one for desk in line.desks for one in line.sim.bot_messages(desk) if not is_welcome(one)]
    if len({event_of(one) for one in told}) != len(told):
        raise RuntimeError("an event was answered twice")
    return MANY / (time.monotonic() - began)


def _times(found: tuple[Timing, Timing]) -> Table:
    acknowledged, answer = found
    rows = (
        Row(("acknowledged", *_figures(acknowledged)), (Target.at_most(acknowledged.p95, 1.0, " s p95"),)),
        Row(("answer stands", *_figures(answer)), (Target.at_most(answer.p95, 1.0, " s p95"),)),
    )
    remark = (
        f"{RATE:.0f} direct messages a second of {PEOPLE} people in one workspace. The sign "
        "of work shows after 0.4 s where no answer is there yet. The simulated Slack runs on the same machine and takes "
        "its share."
    )
    return Table("From event to answer", ("until", "n", "median", "p95"), rows, remark)


def _figures(found: Timing) -> tuple[str, str, str]:
    return str(found.n), milliseconds(found.median), milliseconds(found.p95)


def _load(rate: float, before: float, after: float) -> Table:
    events = WARM + STEADY + MANY
    row = Row(
        (f"{rate:.1f}", f"{before:.0f} MB", f"{after:.0f} MB", f"{events:,}"), (Target.at_most(after, 500, " MB"),)
    )
    remark = (
        "Each event is written down, answered by the rules engine and posted; none was answered twice or not at all."
    )
    columns = ("events a second", f"memory after {WARM}", "memory at the end", "events in all")
    return Table("All at once", columns, (row,), remark)
