"""Who watches a run: a silent watcher for machines, bars on standard error for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


class Watcher(Protocol):
    """Is told how far a run is."""

    def rows(self, source: str, read: int) -> None:
        """So many rows of a source were read."""

    def index(self, stage: str, done: int, total: int) -> None:
        """So many of all texts were indexed."""


class Silent:
    """Watches without a word."""

    def rows(self, source: str, read: int) -> None:
        """Says nothing."""

    def index(self, stage: str, done: int, total: int) -> None:
        """Says nothing."""


class Bars:
    """One bar a source while it is read, one while the index is built."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def rows(self, source: str, read: int) -> None:
        """Moves the source's bar; how long it will be is not known."""
        self._progress.update(self._task(f"Reading {source}", None), completed=read)

    def index(self, stage: str, done: int, total: int) -> None:
        """Moves the bar of the index."""
        self._progress.update(self._task("Indexing", total), completed=done)

    def _task(self, label: str, total: int | None) -> TaskID:
        if label not in self._tasks:
            self._tasks[label] = self._progress.add_task(label, total=total)
        return self._tasks[label]


class Lines:
    """Says on standard error how far the run is, one JSON object a line; what is read has no known `total`."""

    def rows(self, source: str, read: int) -> None:
        """Says how many rows of a source were read."""
        self._say(stage="reading", source=source, done=read, total=None)

    def index(self, stage: str, done: int, total: int) -> None:
        """Says how many texts were indexed."""
        self._say(stage="indexing", source=None, done=done, total=total)

    def _say(self, **values: str | int | None) -> None:
        sys.stderr.write(json.dumps(values) + "\n")
        sys.stderr.flush()


@contextmanager
def watching(console: Console, *, quiet: bool, lines: bool = False) -> Iterator[Watcher]:
    """A watcher for a run: `lines` for machines, bars where people look at a terminal, nothing else."""
    if lines:
        yield Lines()
        return
    if quiet or not console.is_terminal:
        yield Silent()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bars(progress)
