"""What the tests of the pipeline share: data folders, most of them copies of one that was indexed once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.catalog_ingest.pipeline.keeper import Keeper, courses, write_csv


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    """The keeper of a new data folder."""
    return Keeper(tmp_path / "data")


@pytest.fixture(scope="session")
def small_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty courses as a file that nobody changes."""
    return write_csv(tmp_path_factory.mktemp("small") / "small.csv", courses(60))


@pytest.fixture(scope="session")
def small_dir(indexed_once: Callable[..., Path], small_source: Path) -> Path:
    """A data folder that holds the sixty courses; read only."""
    return indexed_once("small_courses", small_source)


@pytest.fixture
def small(small_dir: Path, tmp_path: Path) -> Keeper:
    """The keeper of a copy of the indexed sixty courses."""
    return Keeper(Path(shutil.copytree(small_dir, tmp_path / "small")))


@pytest.fixture
def sample(sample_dir: Path, tmp_path: Path) -> Keeper:
    """The keeper of a copy of the indexed sample."""
    return Keeper(Path(shutil.copytree(sample_dir, tmp_path / "sample")))
