"""What is noticed while one row is normalised."""

from __future__ import annotations

from typing import TypeVar

from catalog_ingest.problem import Problem, Severity
from catalog_ingest.values.parsed import Parsed

T = TypeVar("T")


class Findings:
    """Collects the problems of one row."""

    __slots__ = ("_row", "_source", "problems")

    def __init__(self, source: str, row: int) -> None:
        self._source = source
        self._row = row
        self.problems: list[Problem] = []

    def note(self, code: str, field: str | None, value: object, message: str, severity: Severity = "warning") -> None:
        """Add one problem."""
        self.problems.append(
            Problem(
                code=code,
                severity=severity,
                source=self._source,
                row=self._row,
                field=field,
                value=None if value is None else str(value),
                message=message,
            )
        )

    def take(self, parsed: Parsed[T], what: str, field: str, value: object) -> T | None:
        """The parsed value; its trouble becomes `bad_...` where nothing was understood, else `uncertain_...`."""
        if parsed.trouble:
            code = f"bad_{what}" if parsed.value is None else f"uncertain_{what}"
            self.note(code, field, value, parsed.trouble)
        return parsed.value
