"""How deeply a parsed value is nested: what no credential needs is refused before anything walks through it."""

from __future__ import annotations

DEEPEST = 100


def too_deep(value: object) -> bool:
    """More than DEEPEST lists and objects inside each other."""
    level: list[object] = [value]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _members(outer)]
        if not level:
            return False
    return True


def _members(value: object) -> list[object]:
    members = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [member for member in members if isinstance(member, dict | list)]
