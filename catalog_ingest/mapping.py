"""The mapping for a source: the one that was given, a known shape, or a guess."""

from __future__ import annotations

from pathlib import Path

from catalog_ingest.cells import column_names
from catalog_ingest.column_mapping import NATIVE, ColumnMapping
from catalog_ingest.guess import guess
from catalog_ingest.mapping_file import load_mapping, read_mapping, write_mapping
from catalog_ingest.recognise import is_native, recognise
from catalog_ingest.sources.record import Reading

__all__ = [
    "NATIVE",
    "ColumnMapping",
    "choose_mapping",
    "guess",
    "is_native",
    "load_mapping",
    "read_mapping",
    "recognise",
    "write_mapping",
]

_SAMPLE = 200


def choose_mapping(reading: Reading, given: Path | None = None) -> ColumnMapping:
    """The mapping in the file `given`, else the native form or a bundled shape, else a guess.

    The records of `reading` stay unread. Raises MappingInvalid where the mapping does not fit or no title is found.
    """
    sample = reading.sample(_SAMPLE)
    headers = reading.headers or column_names(record.cells for record in sample)
    if given is not None:
        mapping = load_mapping(given)
        mapping.check(tuple(dict.fromkeys([*headers, *(key for record in sample for key in record.cells)])))
        return mapping
    if reading.native or not sample or (reading.headers is None and is_native(sample)):
        return NATIVE
    return recognise(headers) or guess(headers, sample)
