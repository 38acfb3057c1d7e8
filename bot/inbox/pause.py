"""How long to wait after a failure: twice as long each time, with chance in it, so that many do not come back at once."""

from __future__ import annotations

import datetime as dt
import random


def pause(attempt: int, first: float, longest: float) -> dt.timedelta:
    """Between half and the whole of `first` seconds after attempt 1, twice that after each further one, up to `longest`."""
    whole = min(longest, first * 2.0 ** min(attempt - 1, 30))
    return dt.timedelta(seconds=random.uniform(whole / 2, whole))  # noqa: S311 no secret
