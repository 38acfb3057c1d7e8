"""One raw record to one credential, or to the reasons why it is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from catalog.content import fold
from catalog.credential import Audience, Credential, SourceRow, Visibility
from catalog_ingest.column_mapping import AudienceFrom, ColumnMapping
from catalog_ingest.fields import field_functions
from catalog_ingest.findings import Findings
from catalog_ingest.native import build, from_native
from catalog_ingest.pieces import Cells, first_reader, list_reader, text_reader
from catalog_ingest.problem import Problem
from catalog_ingest.sources.record import Record
from catalog_ingest.values.identity import identity
from catalog_ingest.values.text import clean, scrubbed


@dataclass(frozen=True, slots=True)
class Normalised:
    """The credential, None where the row is rejected; the problems say why, and what else was noticed."""

    credential: Credential | None
    problems: tuple[Problem, ...]


_Step = Callable[[Cells, Findings, SourceRow], Credential | None]


def normalise(record: Record, mapping: ColumnMapping, source: str) -> Normalised:
    """Read one record of the named source by a mapping.

    A row without a title or with an unreadable audience is rejected; any other bad value becomes unknown with a
    warning. Rows are not compared with each other: several may get the same id.
    """
    findings = Findings(source, record.row)
    origin = SourceRow(name=source, row=record.row)
    credential = _compiled(mapping, source)(record.cells, findings, origin)
    return Normalised(credential, tuple(findings.problems))


@lru_cache(maxsize=64)
def _compiled(mapping: ColumnMapping, source: str) -> _Step:
    """The mapping as a list of functions, made once."""
    fields = mapping.fields
    if fields is None:
        return lambda cells, findings, origin: from_native(cells, origin, findings)
    functions = field_functions(fields, mapping.nulls, source)
    own = text_reader(fields.id, mapping.nulls) if fields.id else None
    audience = _audience(fields.audience, mapping.nulls) if fields.audience else None
    by_url = mapping.identity == "url"

    def step(cells: Cells, findings: Findings, origin: SourceRow) -> Credential | None:
        values: dict[str, Any] = {name: function(cells, findings) for name, function in functions}
        if not values["title"]:
            findings.note("no_title", "title", None, "The row has no title; add one.", "error")
            return None
        values = {name: value for name, value in values.items() if value is not None}
        key = scrubbed(own(cells)) if own else ""
        url = values.get("url") if by_url else None
        values["id"] = identity(source, key, url, values.get("provider"), values["title"])
        values["source"] = origin
        if audience:
            values["audience"] = audience(cells)
        return build(values, findings)

    return step


def _audience(spec: AudienceFrom, nulls: tuple[str, ...]) -> Callable[[Cells], Audience | dict[str, object]]:
    """Unreadable visibility is handed on as found, so that the row is refused and never shown to everybody."""
    visibility = text_reader(spec.visibility, nulls)
    owner = first_reader((spec.owner,), nulls) if spec.owner else None
    groups = list_reader(spec.groups, nulls) if spec.groups else None

    def take(cells: Cells) -> Audience | dict[str, object]:
        said = fold(visibility(cells))
        if said in ("", Visibility.PUBLIC):
            return Audience()
        return {
            "visibility": said,
            "owner": (clean(owner(cells)) or None) if owner else None,
            "groups": groups(cells) if groups else (),
        }

    return take
