"""An error of a command as people and machines read it: one sentence, or one JSON document; and its exit status."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import typer

from bot.terminal.incident import record, sentence
from catalog.errors import AdvisorError, NotFound, UsageError


def report(error: Exception, as_json: bool) -> int:
    """Prints an error and returns the exit status that belongs to it."""
    code, message, choices, status = described(error)
    if as_json:
        document = {"error": {"code": code, "message": message, "choices": list(choices)}}
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
    else:
        nearest = f" Nearest: {', '.join(choices)}." if choices else ""
        sys.stderr.write(f"{message}{nearest}\n")
    return status


def described(error: Exception) -> tuple[str, str, tuple[str, ...], int]:
    """Code, sentence, choices and exit status of an error."""
    if isinstance(error, typer.TyperException):
        return "usage", _usage_sentence(error), (), 1
    if isinstance(error, AdvisorError):
        status = 2 if isinstance(error, NotFound) else 1 if isinstance(error, UsageError) else 3
        return error.code, error.message, error.choices, status
    return "unforeseen", _unforeseen(error), (), 3


def _usage_sentence(error: Exception) -> str:
    words = error.format_message() if hasattr(error, "format_message") else str(error)
    sentence = words.strip() or "What is it to do?"
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def _unforeseen(error: Exception) -> str:
    return sentence(record(error, Path(os.environ.get("ADVISOR_DATA_DIR") or ".advisor")))
