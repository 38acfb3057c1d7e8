"""How Slack says no."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """An answer with `ok: false`; `more` are its other fields, `details` its messages."""

    def __init__(self, error: str, details: list[str] | None = None, status: int = 200, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.details = details or []
        self.status = status
        self.more = more

    def answer(self) -> dict[str, Any]:
        """The body that the caller gets."""
        told = {"response_metadata": {"messages": [f"[ERROR] {line}" for line in self.details]}} if self.details else {}
        return {"ok": False, "error": self.error, **told, **self.more}


class CannotDo(AssertionError):
    """A person cannot do this in Slack: the button is not there, the field is too long. A fault of the test or bot."""
