"""An unforeseen error: a reference number for people, the way to it for the log, no message text in either."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import traceback
from pathlib import Path

LOG = "advisor.log"


def record(error: BaseException, data_dir: Path) -> str:
    """Writes where an error happened into the log and returns its reference number.

    The error's own text may quote what somebody typed, so only its type and the lines of code are kept.
    """
    reference = secrets.token_hex(4)
    frames = traceback.extract_tb(error.__traceback__)
    way = "".join(f"  {frame.filename}:{frame.lineno} in {frame.name}\n" for frame in frames)
    entry = (
        f"{dt.datetime.now(dt.UTC).isoformat()} {reference} {type(error).__module__}.{type(error).__qualname__}\n{way}"
    )
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        file = os.open(data_dir / LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(file, "a", encoding="utf-8") as log:
            log.write(entry)
    except OSError:
        return reference
    return reference


def sentence(reference: str) -> str:
    """What people read."""
    return f"Something went wrong on our side; please report it with the number {reference}."
