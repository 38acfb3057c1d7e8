"""The lines typed at the prompt, kept for the next session, readable by their owner alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

readline: ModuleType | None
try:
    import readline
except ImportError:  # a Python built without it
    readline = None

LINES = 500


@contextmanager
def line_history(file: Path) -> Iterator[None]:
    """Loads the history for the prompt, and keeps its last lines afterwards. Without readline there is none."""
    if readline is None:
        yield
        return
    try:
        _make(file)
        readline.read_history_file(file)
    except OSError:
        readline.clear_history()
    readline.set_history_length(LINES)
    try:
        yield
    finally:
        try:
            readline.write_history_file(file)
            file.chmod(0o600)
        except OSError:
            readline.clear_history()


def forget_lines(file: Path) -> None:
    """Forgets every line that was typed, in this session and in the file, to the last byte."""
    if readline is not None:
        readline.clear_history()
    if not file.exists():
        return
    with file.open("r+b") as opened:
        opened.write(bytes(file.stat().st_size))
        opened.flush()
        os.fsync(opened.fileno())
        opened.truncate(0)


def _make(file: Path) -> None:
    """The file, for its owner's eyes alone from its first moment."""
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_APPEND, 0o600))
    file.chmod(0o600)
