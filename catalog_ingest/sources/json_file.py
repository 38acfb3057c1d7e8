"""One JSON document: an array of objects, or an object that holds exactly one such array."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from catalog.errors import SourceUnreadable
from catalog_ingest.problem import Problem
from catalog_ingest.sources.depth import too_deep
from catalog_ingest.sources.mojibake import may_hide_in_escapes, mend_all
from catalog_ingest.sources.record import Item, Reading, Record, rejected
from catalog_ingest.sources.translated import translated


def read_json(path: Path, text: str, name: str, problems: list[Problem]) -> Reading:
    """The objects of the array, numbered from 1; documents in a known vocabulary of stacks as native rows."""
    document, mending = _parsed(path, text), may_hide_in_escapes(text)
    known = translated(document, name, mending=mending)
    if known is not None:
        return Reading("json", None, iter(known.items), [*problems, *known.problems], native=True)
    items = _array(path, document)
    return Reading("json", None, _records(items, name, mending), problems)


def _parsed(path: Path, text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceUnreadable(f"{path} is not valid JSON: {error.msg} in line {error.lineno}; mend it.") from None
    except RecursionError:
        raise SourceUnreadable(f"{path} is nested too deeply to be a catalog; export a flat array.") from None
    except ValueError:
        raise SourceUnreadable(f"{path} holds a number with thousands of digits; remove it.") from None


def _array(path: Path, document: object) -> list[object]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        if "title" in document and "id" in document:
            return [document]
        arrays = [value for value in document.values() if _is_array_of_objects(value)]
        if len(arrays) == 1:
            return list(arrays[0])
    raise SourceUnreadable(f"{path} holds no single array of objects; give an array with one object per credential.")


def _is_array_of_objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _records(items: list[object], name: str, mending: bool) -> Iterator[Item]:
    for number, item in enumerate(items, start=1):
        if too_deep(item):
            yield rejected(name, number, "bad_json", "This element is nested too deeply; flatten it.")
        elif isinstance(item, dict):
            yield Record(number, {key: mend_all(value) for key, value in item.items()} if mending else item)
        else:
            message = "This element of the array is not an object; write one object per credential."
            yield rejected(name, number, "bad_json", message, json.dumps(item))
