"""Column mappings as TOML files."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from catalog.errors import MappingInvalid
from catalog_ingest.column_mapping import ColumnMapping

_SHORT = ({"column"}, {"total"}, {"text"})


def load_mapping(path: Path) -> ColumnMapping:
    """Read a mapping; raises MappingInvalid with the place of the mistake."""
    try:
        return read_mapping(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise MappingInvalid(f"The mapping {path} could not be read; check the path and that it is UTF-8.") from error


def read_mapping(text: str, name: str) -> ColumnMapping:
    """A mapping from the text of a TOML file called `name`."""
    try:
        return ColumnMapping.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise MappingInvalid(f"The mapping {name} is not valid TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the mapping"
        reason = first["msg"].removeprefix("Value error, ")
        raise MappingInvalid(f"The mapping {name} is wrong at {place}: {reason}.") from error


def write_mapping(mapping: ColumnMapping) -> str:
    """The mapping as a TOML text that reads back to an equal mapping."""
    content = mapping.model_dump(mode="json", exclude_defaults=True)
    fields = content.pop("fields", None)
    lines = [f"{_key(key)} = {_value(value)}" for key, value in content.items()]
    if fields is not None:
        lines += ["", "[fields]", *(f"{_key(key)} = {_value(_shortened(value))}" for key, value in fields.items())]
    return "\n".join(lines) + "\n"


def _shortened(value: Any) -> Any:
    """A list of one piece as that piece, a table that says no more than a name as the name."""
    if isinstance(value, list) and len(value) == 1:
        return _named(value[0])
    return _named(value)


def _named(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {key: _named(part) for key, part in value.items()}
        only = next(iter(inner.values()), None)
        return only if set(inner) in _SHORT and isinstance(only, str) else inner
    if isinstance(value, list):
        return [_named(part) for part in value]
    return value


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_value(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    plain = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if plain else _value(key)
