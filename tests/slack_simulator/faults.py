"""What goes wrong, on purpose and repeatably."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

CALL_FAULTS = ("rate_limited", "server_error", "drop_before", "drop_after", "slow", "bad_json", "stream_expires")
DELIVERY_FAULTS = ("redeliver", "ack_lost", "ack_slow")


@dataclass
class Fault:
    """One kind of trouble.

    For calls: rate_limited (429, Retry-After `seconds`), server_error (500), drop_before (reset, nothing was done),
    drop_after (reset, it was done), slow (answers after `seconds`), bad_json, stream_expires.
    For deliveries: redeliver (`extra` times more), ack_lost (the acknowledgement never arrives), ack_slow (it arrives
    `seconds` later).
    `where` is a method, or a kind of delivery; None is any. It passes over `skip` of them and strikes `times`.
    """

    kind: str
    where: str | None = None
    times: int = 1
    skip: int = 0
    seconds: float = 1.0
    extra: int = 1

    def __post_init__(self) -> None:
        if self.kind not in CALL_FAULTS + DELIVERY_FAULTS:
            raise ValueError(f"There is no fault {self.kind!r}; take one of {CALL_FAULTS + DELIVERY_FAULTS}.")


class Faults:
    """The schedule: faults that were asked for, then those that a seeded die decides."""

    def __init__(self) -> None:
        self._asked: list[Fault] = []
        self._die: random.Random | None = None
        self._rates: Mapping[str, float] = {}
        self._shape: Mapping[str, float] = {}

    def add(self, kind: str, where: str | None = None, **more: float) -> Fault:
        """Ask for one fault; `more` are fields of Fault."""
        fault = Fault(kind, where, **more)  # type: ignore[arg-type]
        self._asked.append(fault)
        return fault

    def by_chance(self, seed: int, rates: Mapping[str, float], **shape: float) -> None:
        """From now on each kind strikes with this probability; the same seed gives the same sequence."""
        self._die, self._rates, self._shape = random.Random(seed), dict(rates), shape

    def clear(self) -> None:
        """Everything works again."""
        self._asked.clear()
        self._die = None

    def for_call(self, method: str) -> Fault | None:
        """The fault that strikes this call."""
        return self._next(method, CALL_FAULTS)

    def for_delivery(self, kind: str) -> Fault | None:
        """The fault that strikes this delivery."""
        return self._next(kind, DELIVERY_FAULTS)

    def _next(self, where: str, kinds: tuple[str, ...]) -> Fault | None:
        for fault in self._asked:
            if fault.kind in kinds and fault.where in (None, where) and fault.times > 0:
                if fault.skip > 0:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                return fault
        return self._thrown(kinds)

    def _thrown(self, kinds: tuple[str, ...]) -> Fault | None:
        if self._die is None:
            return None
        for kind, rate in self._rates.items():
            if kind in kinds and self._die.random() < rate:
                return Fault(kind, **self._shape)  # type: ignore[arg-type]
        return None
