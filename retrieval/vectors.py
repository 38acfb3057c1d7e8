"""The vectors of a generation: one unit vector a credential, in the order of positions, mapped from a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from catalog.errors import IndexUnusable

Matrix = NDArray[np.float32]
FILE = "vectors.npy"


def save_vectors(folder: Path, vectors: Matrix) -> None:
    """Writes the vectors of a generation."""
    np.save(folder / FILE, vectors, allow_pickle=False)


def map_vectors(folder: Path, rows: int, dimension: int) -> Matrix:
    """The vectors as a read-only map. Raises IndexUnusable where the file is missing or of another shape."""
    try:
        vectors: Matrix = np.load(folder / FILE, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise IndexUnusable(f"The vectors in {folder} cannot be read; they are made again.") from error
    if vectors.shape != (rows, dimension) or vectors.dtype != np.float32:
        raise IndexUnusable(f"The vectors in {folder} are not those of this catalog; they are made again.")
    return vectors
