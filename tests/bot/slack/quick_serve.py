"""`advisor` with leases so short that a test can wait for one to run out: `python -m tests.bot.slack.quick_serve serve`."""

from __future__ import annotations

import datetime as dt
from functools import partial

from bot import cli
from bot.inbox.limits import Limits
from bot.slack import service

if __name__ == "__main__":
    service.Limits = partial(Limits, lease=dt.timedelta(seconds=2.5), first_pause=0.1, longest_pause=0.5, poll=0.25)  # type: ignore[misc, assignment]
    cli.main()
