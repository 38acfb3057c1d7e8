"""A bell that is not missed by who looks away for a moment."""

from __future__ import annotations

import threading


class Bell:
    """Wakes threads that wait for news. Each notes how often it rang before it looks for work, and waits only from then."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._rung = 0

    def heard(self) -> int:
        """How often it rang."""
        with self._condition:
            return self._rung

    def ring(self) -> None:
        """Wakes one thread."""
        with self._condition:
            self._rung += 1
            self._condition.notify()

    def ring_all(self) -> None:
        """Wakes every thread."""
        with self._condition:
            self._rung += 1
            self._condition.notify_all()

    def wait(self, heard: int, seconds: float) -> None:
        """Waits until it rings, so many seconds at most; not at all where it rang since `heard`."""
        with self._condition:
            if self._rung == heard:
                self._condition.wait(seconds)
