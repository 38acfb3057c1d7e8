"""Cells as a mapping names them: text, and paths into nested records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

_DEEPEST = 3


def cell(cells: Mapping[str, object], column: str) -> object:
    """The value of a column; `provider.name` leads into objects, and into the first of a list of objects."""
    if column in cells or "." not in column:
        return cells.get(column)
    value: object = cells
    for key in column.split("."):
        if isinstance(value, list):
            value = value[0] if value else None
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def as_text(value: object) -> str:
    """A cell as text; nothing for None, whole numbers without a fraction, lists as their texts between semicolons."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list):
        return "; ".join(as_text(item) for item in value)
    if isinstance(value, Mapping):
        return as_text(value.get("name") or value.get("title") or value.get("@value"))
    return str(value)


def column_names(records: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    """The columns of nested records, with dots: those whose values are no objects, in the order of their appearance."""
    return tuple(dict.fromkeys(name for cells in records for name in _names(cells, "", _DEEPEST)))


def _names(cells: Mapping[str, object], before: str, depth: int) -> Iterator[str]:
    for key, value in cells.items():
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, Mapping) and depth > 1:
            yield from _names(first, f"{before}{key}.", depth - 1)
        else:
            yield f"{before}{key}"
