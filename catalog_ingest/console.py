"""What both programs share: one sentence instead of a traceback, JSON errors, exit statuses."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import typer
from typer.exceptions import Abort, TyperException

from catalog.errors import AdvisorError, UsageError
from catalog_ingest.incident import record, sentence

INTERRUPTED = 130


class Unforeseen(AdvisorError):
    """A fault of ours."""

    code = "unforeseen"


def print_json(document: Any) -> None:
    """One JSON document on standard output, nothing else."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")


def fail(error: AdvisorError, *, as_json: bool) -> None:
    """Says what happened: a JSON document on standard output, or a sentence on standard error."""
    if as_json:
        print_json({"error": {"code": error.code, "message": error.message, "choices": list(error.choices)}})
        return
    nearest = f" Nearest: {', '.join(error.choices)}." if error.choices else ""
    sys.stderr.write(f"{error.message}{nearest}\n")


def run(
    app: typer.Typer,
    arguments: Sequence[str],
    status_of: Callable[[AdvisorError], int],
    data_dir: Callable[[], Path],
) -> int:
    """Runs one command line and returns its exit status; `status_of` gives the status that belongs to an error.

    numpy reads how many threads it may use when it is first imported: one, unless the environment says otherwise. Its
    products here are so small that further ones only wait, at a third of the processor time of a conversation.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        result = app(args=list(arguments), standalone_mode=False)
        return result if isinstance(result, int) else 0
    except (KeyboardInterrupt, Abort):
        sys.stderr.write("Interrupted; nothing was changed.\n")
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        told = _told(error, data_dir)
        fail(told, as_json="--json" in arguments)
        return status_of(told)


def _told(error: Exception, data_dir: Callable[[], Path]) -> AdvisorError:
    """The error as it is told: a foreseen one as it stands, any other with a reference to the log."""
    if isinstance(error, AdvisorError):
        return error
    if isinstance(error, TyperException):
        return UsageError(_usage_sentence(error))
    return Unforeseen(sentence(record(error, data_dir())))


def _usage_sentence(error: TyperException) -> str:
    wording = str(getattr(error, "format_message", error.__str__)()).strip() or "What is it to do?"
    return f"{wording if wording.endswith(('.', '?', '!')) else f'{wording}.'} See --help."
