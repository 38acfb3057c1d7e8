"""Lists in one cell: JSON and Python lists, Postgres arrays, and words between commas, semicolons, bars or lines."""

from __future__ import annotations

import ast
import json
import re
from functools import lru_cache

_POSTGRES = re.compile(r'"((?:[^"\\]|\\.)*)"|([^,"{}]+)')
_OPENING, _CLOSING = "([{", ")]}"
_SEPARATORS = ("\n", "|", ";", ",")
_LONGEST = 200_000
_NAMES = ("name", "title", "label", "@value", "skill")


def parse_list(value: object, separator: str | None = None) -> tuple[str, ...]:
    """The items, each once, in their order; `separator` where the source is known to use that one only."""
    return tuple(dict.fromkeys(item for item in map(str.strip, _items(value, separator)) if item))


def _items(value: object, separator: str | None) -> list[str]:
    if isinstance(value, list | tuple | set):
        return [text for item in value for text in _texts(item)]
    if isinstance(value, dict):
        return _texts(value)
    text = "" if value is None else str(value).strip()
    if separator:
        return text.split(separator)
    written = _written_list(text)
    return _split(text) if written is None else written


def _texts(item: object) -> list[str]:
    if item is None:
        return []
    if isinstance(item, dict):
        return [str(item[name]) for name in _NAMES if isinstance(item.get(name), str)][:1]
    if isinstance(item, list | tuple):
        return [text for inner in item if not isinstance(inner, list | tuple) for text in _texts(inner)]
    return [str(item)]


def _written_list(text: str) -> list[str] | None:
    """The items of a text that is a list in JSON, Python or Postgres notation."""
    if len(text) > _LONGEST:
        return None
    if text.startswith("[") and text.endswith("]"):
        return _literal(text)
    if text.startswith("{") and text.endswith("}"):
        found = [quoted or plain.strip() for quoted, plain in _POSTGRES.findall(text[1:-1])]
        return [re.sub(r"\\(.)", r"\1", item) for item in found if item and item != "NULL"]
    return None


@lru_cache(maxsize=1024)
def _literal(text: str) -> list[str] | None:
    for read in (json.loads, ast.literal_eval):
        try:
            found = read(text)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            continue
        if isinstance(found, list):
            return [item for value in found for item in _texts(value)]
    return None


def _split(text: str) -> list[str]:
    separator = next((candidate for candidate in _SEPARATORS if candidate in text), ",")
    if separator != ",":
        return text.split(separator)
    return _split_outside_brackets(text)


def _split_outside_brackets(text: str) -> list[str]:
    items, depth, current = [], 0, ""
    for char in text:
        depth += (char in _OPENING) - (char in _CLOSING)
        if char == "," and depth <= 0:
            items.append(current)
            current = ""
        else:
            current += char
    return [*items, current] if depth <= 0 else text.split(",")
