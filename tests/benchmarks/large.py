"""The synthetic catalogs of each size, indexed once a run: the benchmarks of speed share them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.benchmarks.catalogs import Took, reindex
from tests.benchmarks.synthetic import write_catalog

NAME = "synthetic"


@dataclass(frozen=True, slots=True)
class Indexed:
    """An indexed catalog, and what the whole command took."""

    size: int
    data_dir: Path
    took: Took


@cache
def indexed(folder: Path, size: int) -> Indexed:
    """A catalog of this size, indexed from nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    source = write_catalog(folder / f"{NAME}-{size}.jsonl", size)
    data_dir = folder / f"{NAME}-{size}"
    took, _ = reindex(source, data_dir, "--name", NAME)
    return Indexed(size, data_dir, took)
