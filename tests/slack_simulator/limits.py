"""Real rates, where they are switched on."""

from __future__ import annotations

from collections import defaultdict, deque

from tests.slack_simulator.clock import Clock
from tests.slack_simulator.refusal import Refused
from tests.slack_simulator.tables import A_MINUTE, METHODS


class Limits:
    """Counts calls a minute by method and workspace, and posts a second by channel."""

    def __init__(self, clock: Clock, enforced: bool) -> None:
        self.clock = clock
        self.enforced = enforced
        self._seen: dict[tuple[str, str], deque[float]] = defaultdict(deque)

    def admit(self, method: str, team: str, channel: str) -> None:
        """Count a call.

        Raises:
            Refused: with status 429, over the rate; `retry_after` says for how long.
        """
        if not self.enforced:
            return
        if method == "chat.postMessage":
            self._within((method, channel), 1, 1.0)
        elif METHODS[method].tier in A_MINUTE:
            self._within((method, team), A_MINUTE[METHODS[method].tier], 60.0)

    def _within(self, key: tuple[str, str], most: int, seconds: float) -> None:
        now, seen = self.clock.now(), self._seen[key]
        while seen and seen[0] <= now - seconds:
            seen.popleft()
        if len(seen) >= most:
            raise Refused("ratelimited", status=429, retry_after=max(1, round(seen[0] + seconds - now)))
        seen.append(now)
