"""JSON Lines: one object per physical line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from catalog_ingest.problem import Problem
from catalog_ingest.sources.depth import DEEPEST, too_deep
from catalog_ingest.sources.mojibake import may_hide_in_escapes, mend_all
from catalog_ingest.sources.record import Item, Reading, Record, Unparsed, rejected


def read_jsonl(path: Path, text: str, name: str, problems: list[Problem]) -> Reading:
    """The objects, each with its physical line; blank lines are skipped, bad ones are rejected."""
    return Reading("jsonl", None, _rows(text, name), problems)


def _rows(text: str, name: str) -> Iterator[Unparsed]:
    parse = partial(_item, name)
    for line, written in enumerate(io.StringIO(text), start=1):
        if not written.isspace():
            yield Unparsed(line, written.rstrip("\n"), parse)


def _item(name: str, written: str, line: int) -> Item:
    try:
        value = json.loads(written)
        deep = written.count("[") + written.count("{") > DEEPEST and too_deep(value)
    except RecursionError:
        deep = True
    except ValueError as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "a number has too many digits"
        return rejected(name, line, "bad_json", f"This line is not valid JSON ({reason}); mend it.", written)
    if deep:
        return rejected(name, line, "bad_json", "This line is nested too deeply; flatten it.", written)
    if not isinstance(value, dict):
        return rejected(name, line, "bad_json", "This line is not an object; write one object per line.", written)
    return Record(line, mend_all(value) if may_hide_in_escapes(written) else value)  # type: ignore[arg-type]


def looks_like_jsonl(text: str) -> bool:
    """The first line that is not blank is an object of its own, and more follows."""
    stripped = text.lstrip()
    first, _, rest = stripped.partition("\n")
    if not rest.strip() or not first.startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
