"""A storm: events that come several times, while the processes that answer them are killed again and again.

`python -m tests.bot.inbox.storm [EVENTS] [KILLS] [SEED]` prints what came of it.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.bot.inbox.child import WALL, posts_of
from tests.bot.inbox.wall import Posted, Wall
from tests.conftest import ROOT

LANES = 40
WORKERS = 3


@dataclass(frozen=True)
class Outcome:
    """What came of a storm."""

    events: int
    kills: int
    posted: int
    lost: int
    twice: int
    foreign: int
    out_of_order: int
    seconds: float


def child(folder: Path, *arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.bot.inbox.child", str(folder), *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)


def outcome(events: int, kills: int, posted: list[Posted], seconds: float) -> Outcome:
    """Holds what was posted against what should have been."""
    due = {f"event {number}/{n}" for number in range(events) for n in range(posts_of(number))}
    times = Counter(one.key for one in posted)
    lanes: dict[str, list[tuple[int, int]]] = {}
    for one in posted:
        lanes.setdefault(one.lane, []).append((one.event, one.number))
    return Outcome(
        events,
        kills,
        posted=len(posted),
        lost=len(due - times.keys()),
        twice=sum(count > 1 for count in times.values()),
        foreign=len(times.keys() - due),
        out_of_order=sum(one > two for lane in lanes.values() for one, two in pairwise(lane)),
        seconds=seconds,
    )


def storm(folder: Path, events: int, kills: int, seed: int, patience: float) -> Outcome:
    """Lets a storm rage. Kills come at random moments, spread over the work."""
    rng, began = random.Random(seed), time.monotonic()
    wall, total = Wall(folder / WALL), sum(map(posts_of, range(events)))
    moments = sorted(rng.uniform(0, 0.97) * total for _ in range(kills))
    receiver = child(folder, "receive", events, LANES, seed)
    workers = [child(folder, "work") for _ in range(WORKERS)]
    try:
        while (count := len(wall.read())) < total and time.monotonic() < began + patience:
            time.sleep(rng.uniform(0, 0.05))
            if moments and count >= moments[0]:
                moments.pop(0)
                victim = rng.randrange(WORKERS)
                workers[victim].send_signal(signal.SIGKILL)
                workers[victim].communicate()
                workers[victim] = child(folder, "work")
        for one in workers:
            assert one.stdin is not None
            one.stdin.close()
        assert [one.wait(30) for one in workers] == [0] * WORKERS
        assert receiver.wait(30) == 0
    finally:
        for one in (*workers, receiver):
            one.kill()
            one.wait()
    return outcome(events, kills - len(moments), wall.read(), time.monotonic() - began)


if __name__ == "__main__":
    events, kills, seed = (int(value) for value in (sys.argv[1:] + ["1000", "20", "1"][len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as place:
        print(storm(Path(place), events, kills, seed, patience=600))
