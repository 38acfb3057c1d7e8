"""How much is done at once, how long, and how often."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The figures of a pool; times without a unit are seconds.

    `size` threads answer, `senders` deliver. `most` events may wait. A lease has to be much longer than any pause of the
    process: it is renewed three times before it runs out. An event is answered at most `attempts` times, a post sent at most
    `deliveries` times, the pauses between growing from `first_pause` to `longest_pause`. Rows of other processes are seen
    within `poll`, old keys are removed every `sweep`. In a minute each process takes `per_person` events of one person and
    `per_workspace` of one workspace.
    """

    size: int = 8
    senders: int = 2
    most: int = 1000
    lease: dt.timedelta = dt.timedelta(seconds=15)
    attempts: int = 3
    deliveries: int = 30
    first_pause: float = 1.0
    longest_pause: float = 60.0
    poll: float = 1.0
    sweep: float = 3600.0
    per_person: int = 20
    per_workspace: int = 600
