"""Rows that already have the form of a credential: validated as they are, ids verbatim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from catalog.credential import Credential, SourceRow
from catalog_ingest.cells import as_text
from catalog_ingest.findings import Findings
from catalog_ingest.price_field import note_contradiction
from catalog_ingest.values.identity import identity
from catalog_ingest.values.text import scrubbed
from catalog_ingest.values.url import parse_url

_FIELDS = frozenset(Credential.model_fields)
_WHAT = {
    "cost": "price",
    "starts": "date",
    "enrol_by": "date",
    "as_of": "date",
    "project": "truth",
    "career_support": "truth",
    "verified_badge": "truth",
}
_NEEDED = {"id", "title", "audience"}


def from_native(cells: Mapping[str, object], source: SourceRow, findings: Findings) -> Credential | None:
    """The credential; None where it has no title or its audience cannot be read."""
    title = scrubbed(as_text(cells.get("title"))).strip()
    if not title:
        findings.note("no_title", "title", None, "The row has no title; add one.", "error")
        return None
    values: dict[str, Any] = {key: _seen(value) for key, value in cells.items() if key in _FIELDS and value is not None}
    values |= {"title": title, "source": source}
    if unknown := [key for key in cells if key not in _FIELDS]:
        findings.note("unknown_field", None, ", ".join(unknown), "The native form has no such field; it was left out.")
    _address(values, findings)
    _id(values, source.name, findings)
    if values.get("hours") in ({"min": 0, "max": 0}, {}):
        del values["hours"]
    credential = build(values, findings)
    if credential and credential.cost:
        note_contradiction(credential.cost, findings)
    return credential


def build(values: dict[str, Any], findings: Findings) -> Credential | None:
    """The credential from its fields; those that it refuses are noted and left out, or the row where it needs them."""
    try:
        return Credential.model_validate(values)
    except ValidationError as error:
        wrong = {str(detail["loc"][0]): detail["msg"] for detail in error.errors() if detail["loc"]}
    for field, reason in wrong.items():
        needed = field in _NEEDED
        message = f"This value was refused ({reason.removeprefix('Value error, ').rstrip('.')}); correct it."
        code = f"bad_{_WHAT.get(field, field)}"
        findings.note(code, field, values.get(field), message, "error" if needed else "warning")
    if not wrong or not _NEEDED.isdisjoint(wrong):
        return None
    return build({key: value for key, value in values.items() if key not in wrong}, findings)


def _id(values: dict[str, Any], source: str, findings: Findings) -> None:
    given = values.get("id")
    if isinstance(given, str) and given.strip():
        return
    if isinstance(given, int) and not isinstance(given, bool):
        values["id"] = str(given)
        return
    provider = as_text(values.get("provider")) or None
    values["id"] = identity(source, "", values.get("url"), provider, values["title"])
    message = "The row has no id; one was made from its address or its title."
    findings.note("no_id", "id", given, message)


def _address(values: dict[str, Any], findings: Findings) -> None:
    url = findings.take(parse_url(as_text(values.get("url"))), "url", "url", values.get("url"))
    if url:
        values["url"] = url
    else:
        values.pop("url", None)


def _seen(value: object) -> object:
    """The value without characters that nobody should see, in all its texts."""
    if isinstance(value, str):
        return value if value.isprintable() else scrubbed(value)
    if isinstance(value, list):
        return [_seen(item) for item in value]
    if isinstance(value, dict):
        return {key: _seen(item) for key, item in value.items()}
    return value
