"""What the tests of the ingest share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog_ingest.column_mapping import ColumnMapping
from catalog_ingest.normalise import Normalised, normalise
from catalog_ingest.sources import Reading, read_source
from catalog_ingest.sources.record import Record

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real and hostile files beside the project."""
    folder = Path(os.environ.get("ADVISOR_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"the shared data is not at {folder}; set ADVISOR_SHARED to run this test")
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file and gives its path."""

    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return written


@pytest.fixture
def read(write: Callable[[str, str | bytes], Path]) -> Callable[[str, str | bytes], Reading]:
    """Writes a file and reads it as the source `test`."""
    return lambda name, content: read_source(write(name, content), "test")


@pytest.fixture
def row_of() -> Callable[..., Normalised]:
    """Normalises one row, given as cells, with the fields of a mapping."""

    def normalised(cells: dict[str, object], **mapping: object) -> Normalised:
        fields = mapping.pop("fields", {"title": "title"})
        whole = ColumnMapping.model_validate({"name": "a test", "fields": fields, **mapping})
        return normalise(Record(7, cells), whole, "test")

    return normalised
