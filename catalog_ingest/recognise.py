"""Known shapes: the bundled mappings, and the native form by its keys."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from catalog.credential import Credential
from catalog_ingest.column_mapping import ColumnMapping
from catalog_ingest.mapping_file import read_mapping
from catalog_ingest.sources.record import Record

_NESTED: dict[str, type] = {
    "cost": dict,
    "hours": dict,
    "prerequisites": dict,
    "earned_by": dict,
    "audience": dict,
    "stacks_into": list,
    "derived_skills": list,
    "credit": list,
    "language": list,
    "skills": list,
}


@cache
def bundled() -> tuple[ColumnMapping, ...]:
    """The bundled mappings, by file name."""
    shapes = sorted(files("catalog_ingest").joinpath("shapes").iterdir(), key=lambda shape: shape.name)
    return tuple(
        read_mapping(shape.read_text(encoding="utf-8"), shape.name) for shape in shapes if shape.name.endswith(".toml")
    )


def recognise(headers: Iterable[str]) -> ColumnMapping | None:
    """The bundled mapping whose telling columns are all there; None where no shape fits."""
    present = set(headers)
    fitting = [mapping for mapping in bundled() if present.issuperset((*mapping.recognise, *mapping.columns()))]
    return max(fitting, key=lambda mapping: len(mapping.recognise), default=None)


def is_native(records: Iterable[Record]) -> bool:
    """Most records have an id and a title, and their keys and structure are those of the native form.

    One broken row does not make a native file a foreign one: it is rejected on its own.
    """
    seen = [record.cells for record in records]
    if not _most(isinstance(cells.get("id"), str) and isinstance(cells.get("title"), str) for cells in seen):
        return False
    shaped = [
        isinstance(cells[key], kind) for cells in seen for key, kind in _NESTED.items() if cells.get(key) is not None
    ]
    return _most(shaped) or (not shaped and _most(Credential.model_fields.keys() >= cells.keys() for cells in seen))


def _most(answers: Iterable[bool]) -> bool:
    found = list(answers)
    return sum(found) * 2 > len(found)
