"""Reading JSON that another version may have written: what this one cannot read is left alone, never lost.

The log says that something was not read, never whose it is nor what it says.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from pydantic import ValidationError

from catalog.learner import Learner
from people.plan import SavedPlan

_LOG = logging.getLogger(__name__)
_NO_OBJECT = "unreadable"
"""The field under which a profile that is no JSON object is kept as it stood."""


def json_of(text: str) -> Any:
    """The JSON value of a text; the text itself where it is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def read_learner(body: str) -> tuple[Learner, dict[str, Any]]:
    """The learner that a kept profile tells of, and those of its fields that this version cannot read."""
    value = json_of(body)
    fields: dict[str, Any] = value if isinstance(value, dict) else {_NO_OBJECT: value}
    try:
        return Learner.model_validate(fields), {}
    except ValidationError as error:
        strange = {place[0] for place in _places(error)}
    _LOG.warning("%d fields of a profile are not understood by this version; they are left as they are", len(strange))
    known = {name: fields[name] for name in fields.keys() - strange}
    return Learner.model_validate(known), {name: fields[name] for name in fields.keys() & strange}


def write_learner(learner: Learner, earlier: str | None) -> str:
    """The JSON text of a profile; what could not be read of the earlier text stays, unless something new takes its place."""
    unread = read_learner(earlier)[1] if earlier else {}
    return json.dumps(unread | learner.model_dump(mode="json", exclude_defaults=True))


def read_plan(body: str) -> SavedPlan | None:
    """The plan of a kept text without the fields that this version does not know; None where that makes no plan."""
    value = json_of(body)
    try:
        return SavedPlan.model_validate(value)
    except ValidationError as error:
        for place in _places(error, "extra_forbidden"):
            _remove(value, place)
    try:
        plan = SavedPlan.model_validate(value)
    except ValidationError:
        _LOG.warning("A saved plan is not understood by this version; it is left as it is")
        return None
    _LOG.warning("Some fields of a saved plan are not known to this version; they are left as they are")
    return plan


def _places(error: ValidationError, kind: str | None = None) -> list[tuple[int | str, ...]]:
    return [found["loc"] for found in error.errors() if kind in {None, found["type"]}]


def _remove(value: Any, place: tuple[int | str, ...]) -> None:
    for step in place[:-1]:
        value = value[step]
    del value[place[-1]]
