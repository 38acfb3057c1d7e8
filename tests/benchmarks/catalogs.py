"""Catalogs for measuring, indexed by the real command and opened as the advisor opens them."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.open import LiveSearch, open_search
from retrieval.settings import IndexSettings

BIN = Path(sys.executable).parent
_OWN = ("ADVISOR_", "OPENAI_", "SLACK_")


def environment(data_dir: Path) -> dict[str, str]:
    """The environment of a command: this machine's, with a data folder and none of the user's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
    return kept | {"ADVISOR_DATA_DIR": str(data_dir), "ADVISOR_MODEL": "none"}


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of one command: by the clock, and of the processor for this command alone."""

    clock: float
    processor: float


def run(command: str, *arguments: str, data_dir: Path) -> tuple[Took, str]:
    """Runs one of our commands from a cold process; what it took and what it printed."""
    used, started = _children(), time.perf_counter()
    done = subprocess.run(
        [str(BIN / command), *arguments],
        env=environment(data_dir),
        cwd=data_dir.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    took = Took(time.perf_counter() - started, _children() - used)
    if done.returncode:
        raise RuntimeError(f"{command} {' '.join(arguments)} ended with {done.returncode}: {done.stderr[-500:]}")
    return took, done.stdout


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def reindex(source: Path, data_dir: Path, *options: str) -> tuple[Took, dict[str, Any]]:
    """`catalog-ingest reindex` as a whole command; what it took and its report."""
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    took, printed = run("catalog-ingest", "reindex", str(source), "--json", *options, data_dir=data_dir)
    return took, json.loads(printed)


def write_rows(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    """Credentials as JSON Lines, the native form."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


@contextmanager
def opened(data_dir: Path) -> Iterator[LiveSearch]:
    """The search over an indexed catalog."""
    search = open_search(IndexSettings(ADVISOR_DATA_DIR=data_dir, _env_file=None))  # type: ignore[call-arg]
    try:
        yield search
    finally:
        search.close()
