"""Slack's own time: the real one, and what a test has let pass since."""

from __future__ import annotations

import itertools
import time


class Clock:
    """Seconds since 1970 that a test can move forward, and timestamps that never repeat."""

    def __init__(self) -> None:
        self._passed = 0.0
        self._last = 0
        self._numbers = itertools.count(1)

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self._passed

    def advance(self, seconds: float) -> None:
        """Let so much time pass at once."""
        self._passed += seconds

    def ts(self) -> str:
        """A message's timestamp: later than every one before it."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def name(self, letter: str) -> str:
        """A new id such as C000000001."""
        return f"{letter}{next(self._numbers):09d}"
