"""How long do whole commands take from a cold process, and how much memory does a conversation hold?"""

from __future__ import annotations

import os
import pty
import select
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from tests.benchmarks.catalogs import BIN, Took, environment, run
from tests.benchmarks.metrics import timing
from tests.benchmarks.result import Bench, Row, Section, Table, Target, in_seconds

TITLE = "Whole commands"
RUNS = 7
COMMANDS: tuple[tuple[tuple[str, ...], float | None], ...] = (
    (("--help",), 0.5),
    (("ask", "python courses under $50"), 3.0),
    (("ask", "python courses under $50", "--json"), 3.0),
    (("search", "python", "--max-cost", "50", "--json"), None),
)
TURNS = ("python courses under $50", "only free ones", "what about beginners?")
CHAT_BOUND = 350.0
QUIET, PATIENCE = 2.0, 60.0


def commands(bench: Bench) -> Section:
    """The advisor's commands on the bundled sample."""
    if not _answers(bench.folder):
        return Section("commands", TITLE, skipped="the command `advisor` does not run here")
    data_dir = bench.folder / "sample"
    run("catalog-ingest", "reindex", "--json", data_dir=data_dir)
    seconds = _timed(data_dir)
    bench.say("commands timed")
    memory = _chat_memory(data_dir)
    return Section("commands", TITLE, (_times(seconds), _memory(memory)))


def _answers(folder: Path) -> bool:
    try:
        run("advisor", "--help", data_dir=folder)
    except (RuntimeError, OSError):
        return False
    return True


def _timed(data_dir: Path) -> list[list[Took]]:
    """The commands in turn, so that a busy minute hits all of them."""
    rounds = [[run("advisor", *command, data_dir=data_dir)[0] for command, _ in COMMANDS] for _ in range(RUNS)]
    return [list(column) for column in zip(*rounds, strict=True)]


def _times(seconds: Sequence[Sequence[Took]]) -> Table:
    rows = []
    for (command, bound), several in zip(COMMANDS, seconds, strict=True):
        found = timing([[took.clock for took in several]])
        processor = timing([[took.processor for took in several]])
        words = " ".join(f'"{word}"' if " " in word else word for word in command)
        figures = (found.median, found.p95, processor.median)
        cells = (f"`advisor {words}`", str(found.n), *map(in_seconds, figures))
        rows.append(Row(cells, () if bound is None else (Target.at_most(found.median, bound, " s"),)))
    remark = "Each in a process of its own, on the bundled sample, files in the system's cache."
    columns = ("command", "n", "median", "p95", "processor: median")
    return Table("From a cold process", columns, tuple(rows), remark)


def _memory(megabytes: float) -> Table:
    row = Row(
        ("`advisor chat` after three turns", f"{megabytes:.0f} MB"), (Target.at_most(megabytes, CHAT_BOUND, " MB"),)
    )
    return Table("Memory", ("command", "resident"), (row,), "With all of its child processes, in a terminal.")


# ---- a conversation in a pseudo-terminal


def _chat_memory(data_dir: Path) -> float:
    """Megabytes that `advisor chat` holds after three turns."""
    ours, theirs = pty.openpty()
    chat = subprocess.Popen(
        [str(BIN / "advisor"), "chat"], stdin=theirs, stdout=theirs, stderr=theirs, env=_terminal(data_dir)
    )
    os.close(theirs)
    try:
        _read_until_quiet(ours)
        for turn in TURNS:
            os.write(ours, f"{turn}\n".encode())
            if not _read_until_quiet(ours):
                raise RuntimeError(f"the chat said nothing to '{turn}'")
        return _resident(chat.pid)
    finally:
        chat.terminate()
        chat.wait()
        os.close(ours)


def _terminal(data_dir: Path) -> dict[str, str]:
    return environment(data_dir) | {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40"}


def _read_until_quiet(terminal: int) -> bytes:
    """What is printed until nothing more comes for a while."""
    said, deadline = b"", time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], QUIET if said else PATIENCE)
        if not ready:
            break
        said += os.read(terminal, 65_536)
    return said


def _resident(process: int) -> float:
    parent = psutil.Process(process)
    total = sum(each.memory_info().rss for each in (parent, *parent.children(recursive=True)))
    return float(total / 2**20)
