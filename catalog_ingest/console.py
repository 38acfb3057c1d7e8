"""What every command shares: one sentence instead of a traceback, JSON errors, exit statuses."""

from __future__ import annotations

import json
import sys
import traceback
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer
from typer.exceptions import Abort, TyperException

from catalog.errors import AdvisorError, UsageError

USAGE = 1
INTERRUPTED = 130
OUR_FAULT = 70
"""EX_SOFTWARE of sysexits.h: an error that nobody foresaw."""


class Unforeseen(AdvisorError):
    """A fault of ours."""

    code = "internal"


def print_json(document: Any) -> None:
    """One JSON document on standard output, nothing else."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")


def fail(error: AdvisorError, *, as_json: bool) -> None:
    """Says what happened: a JSON document on standard output, or a sentence on standard error."""
    if as_json:
        print_json({"error": {"code": error.code, "message": error.message, "choices": list(error.choices)}})
        return
    sys.stderr.write(f"{error.message}\n")
    if error.choices:
        sys.stderr.write(f"Nearest: {', '.join(error.choices)}\n")


def run(app: typer.Typer, status_of: Callable[[AdvisorError], int], log_dir: Callable[[], Path]) -> int:
    """Runs a program and returns its exit status; `status_of` gives the status of an error that was foreseen."""
    as_json = "--json" in sys.argv
    try:
        result = app(standalone_mode=False)
        return result if isinstance(result, int) else 0
    except TyperException as error:
        fail(UsageError(f"{_wording(error)} See --help."), as_json=as_json)
        return USAGE
    except AdvisorError as error:
        fail(error, as_json=as_json)
        return status_of(error)
    except (KeyboardInterrupt, Abort):
        sys.stderr.write("Interrupted; nothing was changed.\n")
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        fail(_unforeseen(error, log_dir), as_json=as_json)
        return OUR_FAULT


def _wording(error: TyperException) -> str:
    """What a usage error says, with the option that it is about."""
    wording = getattr(error, "format_message", error.__str__)
    return str(wording())


def _unforeseen(error: Exception, log_dir: Callable[[], Path]) -> Unforeseen:
    """Keeps where it happened, without the words of the exception: they may hold what a person wrote."""
    reference = uuid.uuid4().hex[:8]
    frames = "".join(traceback.format_tb(error.__traceback__))
    try:
        with (log_dir() / "errors.log").open("a", encoding="utf-8") as file:
            file.write(f"{reference} {type(error).__qualname__}\n{frames}\n")
    except (OSError, AdvisorError):
        sys.stderr.write(frames)
    return Unforeseen(f"Something went wrong on our side; please report it with the reference {reference}.")
