"""How much one sender may send: a window that slides, in the memory of one process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

MINUTE = 60.0


class Pace:
    """Admits so many different things of one sender within so many seconds. The same thing again is not counted again,
    and what was not admitted does not count."""

    def __init__(self, most: int, seconds: float = MINUTE, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._admitted: dict[str, dict[str, float]] = {}
        self._swept = clock()
        self._lock = threading.Lock()

    def admits(self, sender: str, thing: str) -> bool:
        """Whether this may pass; it is counted if so."""
        now = self._clock()
        with self._lock:
            self._sweep(now)
            recent = {one: at for one, at in self._admitted.get(sender, {}).items() if at > now - self._seconds}
            passes = thing in recent or len(recent) < self._most
            if passes:
                recent.setdefault(thing, now)
            self._admitted[sender] = recent
        return passes

    def _sweep(self, now: float) -> None:
        """Senders that are silent are forgotten once a window."""
        if now < self._swept + self._seconds:
            return
        self._swept = now
        limit = now - self._seconds
        self._admitted = {who: of for who, of in self._admitted.items() if any(at > limit for at in of.values())}
