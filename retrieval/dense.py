"""How near in meaning: cosines of a question with the credentials that may answer it.

Every cosine is computed wherever that is fast, which makes the order exact; only a question without filters to a very
large catalog asks Chroma's approximate index, and computes the cosines of what that names.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from catalog.errors import IndexUnusable
from retrieval.vectors import Matrix

if TYPE_CHECKING:
    from retrieval.chroma_index import ChromaIndex

log = logging.getLogger(__name__)

EXACT_ROWS = 200_000
NEIGHBOURS = 2_000
SELECTIVE = 4
"""Where at most one row in so many may answer, only those rows' vectors are read."""


class DenseIndex:
    """The vectors of a generation, and Chroma for when they are too many."""

    def __init__(
        self,
        vectors: Matrix,
        ids: Sequence[str],
        chroma: Callable[[], ChromaIndex],
        exact_rows: int = EXACT_ROWS,
    ) -> None:
        self._vectors = vectors
        self._ids = ids
        self._open_chroma = chroma
        self._exact_rows = exact_rows

    def cosines(self, question: Matrix, rows: NDArray[np.int64]) -> Matrix:
        """The cosine of every row that may answer; 0 for rows that Chroma did not name. Without Chroma, all are computed."""
        cosines = np.zeros(len(self._vectors), dtype=np.float32)
        if len(rows) * SELECTIVE <= len(self._vectors):
            cosines[rows] = self._vectors[rows] @ question
        elif (near := self._neighbours(question)) is None:
            np.matmul(self._vectors, question, out=cosines)
        else:
            cosines[near] = self._vectors[near] @ question
        return cosines

    def _neighbours(self, question: Matrix) -> NDArray[np.int64] | None:
        """The rows that Chroma names; None where they are few enough to compute all, or where Chroma does not answer."""
        if len(self._vectors) <= self._exact_rows:
            return None
        try:
            ids, _ = self._chroma.nearest(question, NEIGHBOURS)
        except IndexUnusable:
            log.warning("Chroma does not answer; every cosine is computed")
            return None
        return np.array(sorted(self._positions[id_] for id_ in ids if id_ in self._positions), dtype=np.int64)

    @cached_property
    def _chroma(self) -> ChromaIndex:
        return self._open_chroma()

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {id_: position for position, id_ in enumerate(self._ids)}
