"""Sources: one module per kind of feed; `read_source` picks the one that fits a file."""

from __future__ import annotations

from pathlib import Path

from catalog.errors import SourceUnreadable
from catalog_ingest.sources.csv_file import read_csv
from catalog_ingest.sources.decode import read_bytes, text_of
from catalog_ingest.sources.json_file import read_json
from catalog_ingest.sources.jsonl_file import looks_like_jsonl, read_jsonl
from catalog_ingest.sources.record import Item, Reading, Record, Rejected, Unparsed
from catalog_ingest.sources.xlsx_file import read_xlsx

__all__ = ["SUFFIXES", "Item", "Reading", "Record", "Rejected", "Unparsed", "files_in", "read_source"]

_DELIMITED = (".csv", ".tsv", ".txt")
_LINES = (".jsonl", ".ndjson")
_DOCUMENTS = (".json", ".jsonld")
SUFFIXES = (*_DELIMITED, *_LINES, *_DOCUMENTS, ".xlsx")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def read_source(path: Path, name: str) -> Reading:
    """Read one file as the source `name`: its format by the suffix, else by its content.

    Raises SourceUnreadable where the file as a whole cannot be read; single bad rows are values in `records`.
    """
    if path.is_dir():
        files_in(path)
        raise SourceUnreadable(f"{path} is a folder; read its files one by one.")
    data = read_bytes(path)
    suffix = path.suffix.lower()
    if suffix == ".xlsx" or data.startswith((_ZIP, _OLE)):
        return read_xlsx(path, name)
    text, problems = text_of(path, data, name)
    if suffix in _DELIMITED:
        return read_csv(path, text, name, problems)
    opening = text.lstrip()[:1]
    if suffix in _LINES and opening != "[":
        return read_jsonl(path, text, name, problems)
    if suffix in (*_DOCUMENTS, *_LINES) or opening in ("[", "{"):
        reader = read_jsonl if looks_like_jsonl(text) else read_json
        return reader(path, text, name, problems)
    return read_csv(path, text, name, problems)


def files_in(folder: Path) -> list[Path]:
    """The readable files of a folder, by name, without hidden ones; raises SourceUnreadable where there are none."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise SourceUnreadable(f"The folder {folder} could not be listed ({error.strerror}); check it.") from error
    files = [entry for entry in entries if entry.is_file() and _is_readable_name(entry)]
    if not files:
        raise SourceUnreadable(f"The folder {folder} holds no file that can be read ({', '.join(SUFFIXES)}).")
    return files


def _is_readable_name(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$"))
