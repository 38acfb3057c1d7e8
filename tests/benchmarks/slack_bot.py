"""`advisor serve` that takes as much of one person as is sent: `python -m tests.benchmarks.slack_bot serve --http ...`."""

from __future__ import annotations

from functools import partial

from bot import cli
from bot.inbox.limits import Limits
from bot.slack import service

if __name__ == "__main__":
    service.Limits = partial(Limits, per_person=1_000_000, per_workspace=1_000_000)  # type: ignore[misc, assignment]
    cli.main()
