"""The small words in which limits are written down: each check adds what it finds to a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    """What is wrong, and where."""

    path: Path
    trouble: str

    def __str__(self) -> str:
        steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return f"{steps.lstrip('.')}: {self.trouble}"

    @property
    def pointer(self) -> str:
        """The place as Slack writes it: a JSON pointer."""
        return "".join(f"/{step}" for step in self.path)


@dataclass
class Report:
    """Findings, and the surface ("message", "modal" or "home") that the blocks are meant for."""

    surface: str
    findings: list[Finding] = field(default_factory=list)

    def add(self, path: Path, trouble: str) -> None:
        """Note one finding."""
        self.findings.append(Finding(path, trouble))


Check = Callable[[Any, Path, Report], None]
Rule = Callable[[dict[str, Any], Path, Report], None]


def string(longest: int | None = None, shortest: int = 1, pattern: str | None = None) -> Check:
    """A string of so many characters that matches the pattern as a whole."""

    def check(value: Any, path: Path, report: Report) -> None:
        if not isinstance(value, str):
            report.add(path, "must be a string")
        elif len(value) < shortest:
            report.add(path, f"shorter than {shortest}")
        elif longest is not None and len(value) > longest:
            report.add(path, f"longer than {longest}")
        elif pattern and not re.fullmatch(pattern, value):
            report.add(path, f"does not look like {pattern}")

    return check


def url(longest: int = 3000) -> Check:
    """An address that begins with http or https."""
    return string(longest, pattern=r"https?://\S+")


def whole(least: int | None = None, most: int | None = None) -> Check:
    """A whole number in a range."""

    def check(value: Any, path: Path, report: Report) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            report.add(path, "must be a whole number")
        elif least is not None and value < least:
            report.add(path, f"less than {least}")
        elif most is not None and value > most:
            report.add(path, f"more than {most}")

    return check


def number(value: Any, path: Path, report: Report) -> None:
    """Any number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        report.add(path, "must be a number")


def truth(value: Any, path: Path, report: Report) -> None:
    """True or false."""
    if not isinstance(value, bool):
        report.add(path, "must be true or false")


def choice(*allowed: Any) -> Check:
    """One of a few values."""

    def check(value: Any, path: Path, report: Report) -> None:
        if value not in allowed:
            report.add(path, f"must be one of {', '.join(map(str, allowed))}")

    return check


def listed(item: Check, least: int = 1, most: int | None = None) -> Check:
    """A list of so many items, each of which passes a check."""

    def check(value: Any, path: Path, report: Report) -> None:
        if not isinstance(value, list):
            report.add(path, "must be a list")
            return
        if len(value) < least:
            report.add(path, f"fewer than {least} items")
        if most is not None and len(value) > most:
            report.add(path, f"more than {most} items")
        for index, one in enumerate(value):
            item(one, (*path, index), report)

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, *rules: Rule) -> Check:
    """An object with these fields, these other fields perhaps, and no others; rules see it as a whole."""
    known = {"type": _anything, **required, **(optional or {})}

    def check(value: Any, path: Path, report: Report) -> None:
        if not isinstance(value, dict):
            report.add(path, "must be an object")
            return
        for name in required:
            if value.get(name) is None:
                report.add((*path, name), "is missing")
        for name, one in value.items():
            if name not in known:
                report.add((*path, name), "is not a field of this object")
            elif one is not None:
                known[name](one, (*path, name), report)
        for rule in rules:
            rule(value, path, report)

    return check


def by_type(table: Mapping[str, Check], allowed: Iterable[str] | None = None) -> Check:
    """An object whose `type` says which check it has to pass."""
    names = set(table if allowed is None else allowed)

    def check(value: Any, path: Path, report: Report) -> None:
        if not isinstance(value, dict):
            report.add(path, "must be an object")
            return
        kind = value.get("type")
        if not isinstance(kind, str) or kind not in table:
            report.add((*path, "type"), "is missing" if kind is None else "is not a known type")
        elif kind not in names:
            report.add((*path, "type"), f"{kind} may not stand here")
        else:
            table[kind](value, path, report)

    return check


def one_of(*names: str) -> Rule:
    """At least one of the fields is there."""

    def rule(value: dict[str, Any], path: Path, report: Report) -> None:
        if all(value.get(name) is None for name in names):
            report.add(path, f"needs {' or '.join(names)}")

    return rule


def never_both(first: str, second: str) -> Rule:
    """Two fields that exclude each other."""

    def rule(value: dict[str, Any], path: Path, report: Report) -> None:
        if value.get(first) is not None and value.get(second) is not None:
            report.add(path, f"takes {first} or {second}, not both")

    return rule


def ordered(low: str, high: str) -> Rule:
    """The first number is not above the second."""

    def rule(value: dict[str, Any], path: Path, report: Report) -> None:
        least, most = value.get(low), value.get(high)
        if isinstance(least, int) and isinstance(most, int) and least > most:
            report.add((*path, low), f"more than {high}")

    return rule


def _anything(value: Any, path: Path, report: Report) -> None:
    """What is checked elsewhere."""
