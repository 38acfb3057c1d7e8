"""One run at a time on a data folder, and no interruption of its last step. The lock ends with its process."""

from __future__ import annotations

import fcntl
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from catalog.errors import RunUnderWay


@contextmanager
def run_lock(data_dir: Path, *, wait: bool = False) -> Iterator[None]:
    """Holds the lock of a data folder. Raises RunUnderWay where another process holds it, unless it is to `wait`."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "reindex.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RunUnderWay("Another re-index of this catalog is under way; try again when it has ended.") from error
        yield


@contextmanager
def uninterrupted() -> Iterator[None]:
    """A Ctrl-C in here comes too late: it is not heard, so that "interrupted" always means that nothing changed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
