"""A problem found in the data: a value, never an exception; the run goes on and reports it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

LONGEST_VALUE = 200

Severity = Literal["error", "warning"]


def _shown(value: object) -> str | None:
    if value is None:
        return None
    return str(value)[:LONGEST_VALUE].encode("utf-8", "replace").decode("utf-8")


class Problem(BaseModel):
    """One finding: `row` is the physical line or the record number, `value` the cell as found, cut to 200 characters.

    An `error` means that the row is not in the catalog; a `warning` that one value of it is unknown or doubtful.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    severity: Severity
    source: str
    row: int | None = None
    field: str | None = None
    value: Annotated[str | None, BeforeValidator(_shown)] = None
    message: str
