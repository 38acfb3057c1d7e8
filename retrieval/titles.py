"""How alike job titles are: in their words and, where a role table is known, in the roles that they mean."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from retrieval.embedders import WordLlamaEmbeddings
from retrieval.roles import RoleFinder
from retrieval.title_encoder import TitleEncoder, fold_title
from retrieval.vectors import Matrix

DENSE_SHARE = 0.2
"""The words' share where roles are known; the rest is the Bhattacharyya coefficient of the roles that two titles mean."""


class TitleSimilarity:
    """Scores a list of titles for a title."""

    def __init__(self, titles: Sequence[str], embeddings: WordLlamaEmbeddings, roles: RoleFinder | None = None) -> None:
        self._roles = roles
        self._encode = TitleEncoder([fold_title(title) for title in titles], embeddings)
        self._features = self._features_of(titles)

    def scores(self, title: str) -> Matrix:
        """One score a title, from 0 to 1."""
        scores: Matrix = self._features @ self._features_of([title])[0]
        return scores

    def _features_of(self, titles: Sequence[str]) -> Matrix:
        dense = self._encode([self._encode.speller.correct(fold_title(title)) for title in titles])
        if self._roles is None:
            return dense
        meant = np.sqrt((1 - DENSE_SHARE) * self._roles.distributions(titles))
        return np.hstack([math.sqrt(DENSE_SHARE) * dense, meant])
