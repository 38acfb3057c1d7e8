"""What happened: calls, violations and deliveries, and a way to wait for more."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

Found = TypeVar("Found")


@dataclass
class Call:
    """One call of the Web API as it came, and how it was answered."""

    method: str
    args: dict[str, Any]
    token: str
    at: float
    answer: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    fault: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the caller was told that it worked."""
        return self.status == 200 and bool(self.answer.get("ok"))


@dataclass
class Violation:
    """A rule of Slack's that the bot broke."""

    method: str
    error: str
    details: list[str]


@dataclass
class Delivery:
    """One attempt to hand something to the bot: `kind` is "event", "command" or "interaction".

    `seconds` is how long the acknowledgement took, None where none came in time; `error` is Slack's word
    for what went wrong ("operation_timeout", "http_error", "connection_failed"), None where nothing did.
    """

    kind: str
    payload: dict[str, Any]
    retry: int = 0
    by: str = "http"
    seconds: float | None = None
    status: int | None = None
    body: Any = None
    error: str | None = None
    done: bool = False

    @property
    def acknowledged(self) -> bool:
        """Whether the bot answered in time and well."""
        return self.done and self.error is None


class Journal:
    """The records, and the lock and condition that everything here shares."""

    def __init__(self) -> None:
        self.changed = threading.Condition(threading.RLock())
        self.calls: list[Call] = []
        self.violations: list[Violation] = []
        self.deliveries: list[Delivery] = []
        self.response_uses: list[dict[str, Any]] = []
        self.failures: list[BaseException] = []

    def note(self) -> None:
        """Tell those who wait that something has changed."""
        with self.changed:
            self.changed.notify_all()

    def wait_for(self, predicate: Callable[[], Found], timeout: float = 5.0) -> Found:
        """What the predicate gives once it is true.

        Raises:
            TimeoutError: it did not become true in time; the message tells the last calls and deliveries.
        """
        until = time.monotonic() + timeout
        with self.changed:
            while not (found := predicate()):
                left = until - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"not within {timeout} s; {self._latest()}")
                self.changed.wait(min(left, 0.25))
            return found

    def _latest(self) -> str:
        calls = [f"{call.method}: {call.answer.get('error') or call.fault or 'ok'}" for call in self.calls[-6:]]
        handed = [f"{one.kind}: {one.error or one.status or 'under way'}" for one in self.deliveries[-4:]]
        return f"last calls: {calls}; last deliveries: {handed}; violations: {self.violations[-3:]}"
