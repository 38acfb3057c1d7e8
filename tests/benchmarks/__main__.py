"""`python -m tests.benchmarks [NAME...]`: runs the benchmarks and writes BENCHMARKS.md."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import tempfile
import time
from importlib import import_module
from pathlib import Path

from tests.benchmarks.machine import load, machine, versions
from tests.benchmarks.report import render
from tests.benchmarks.result import Bench, Benchmark, Section

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "BENCHMARKS.md"
BENCHMARKS = {
    "quality": ("quality", "quality"),
    "job_titles": ("job_titles", "job_titles"),
    "search": ("search_speed", "search_speed"),
    "indexing": ("indexing", "indexing"),
    "paths": ("paths", "paths"),
    "commands": ("commands", "commands"),
    "conversation": ("conversation", "conversation"),
    "slack": ("slack", "slack"),
    "slack_load": ("slack", "load"),
}
"""The module and the function of each."""


def main() -> None:
    """Runs what was asked for, all of it by default."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    names = parser.parse_args().names or list(BENCHMARKS)
    if unknown := [name for name in names if name not in BENCHMARKS]:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        for name in names:
            _write(_run(name, Path(folder)))
    print(f"wrote {PAGE.name}")


def _run(name: str, folder: Path) -> Section:
    started = time.monotonic()

    def say(text: str) -> None:
        print(f"[{time.monotonic() - started:6.0f} s] {name}: {text}", flush=True)

    say("started")
    section = _benchmark(name)(Bench(folder, _shared(), say))
    say(f"skipped, {section.skipped}" if section.skipped else "done")
    return section


def _benchmark(name: str) -> Benchmark:
    module, function = BENCHMARKS[name]
    found: Benchmark = getattr(import_module(f"tests.benchmarks.{module}"), function)
    return found


def _shared() -> Path:
    """The folder of labelled data; a folder that does not exist where there is none."""
    given = os.environ.get("ADVISOR_BENCH_SHARED")
    places = [Path(given)] if given else [ROOT / "shared", ROOT.parent / "shared"]
    return next((place for place in places if place.is_dir()), places[0])


def _write(section: Section) -> None:
    """Each part is written as soon as it is there."""
    conditions = (
        f"{dt.datetime.now(dt.UTC):%d %B %Y}. {machine()}; {load()} processes a core at the time. {versions()}."
    )
    previous = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    PAGE.write_text(render([section], conditions, previous), encoding="utf-8")


if __name__ == "__main__":
    main()
