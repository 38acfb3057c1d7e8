"""Job titles as vectors: the words' own mean beside their mean weighted by rarity.

Pooling by inverse document frequency follows Arora, Liang, Ma, "A Simple but Tough-to-Beat Baseline for Sentence
Embeddings" (ICLR 2017), without the removal of a common component, which did not help with titles (BENCHMARKS.md).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval.dictionary import is_word
from retrieval.embedders import WordLlamaEmbeddings
from retrieval.vectors import Matrix
from retrieval.words import words_of

FILLERS = frozenset((
    "a", "an", "and", "as", "at", "be", "become", "by", "for", "from", "i", "in", "into", "is", "my", "of", "on", "the",
    "to", "want", "with", "would", "like",
))  # fmt: skip
SHORTEST = 3
LONG = 6


def fold_title(text: str) -> str:
    """The folded words of a title without filler words, unless nothing else is left."""
    words = words_of(text)
    return " ".join([word for word in words if word not in FILLERS] or words)


def stems(folded: str) -> list[str]:
    """The words with a plural s taken off: enough to join "Nurses" and "nurse"."""
    return [
        word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui" else word for word in folded.split()
    ]


class TitleSpeller:
    """Corrects a word that neither the titles nor the dictionary know: one edit from 3 letters, two from 6 on."""

    def __init__(self, titles: Iterable[str]) -> None:
        self.counts = Counter(word for title in titles for word in set(title.split()))
        self._by_initial: dict[str, list[str]] = {}
        for word in sorted(self.counts):
            self._by_initial.setdefault(word[0], []).append(word)

    def correct(self, folded: str) -> str:
        """The title with its misspelt words corrected."""
        return " ".join(self._word(word) for word in folded.split())

    def _word(self, word: str) -> str:
        if word in self.counts or len(word) < SHORTEST or not word.isalpha() or is_word(word):
            return word
        near, edits = self._by_initial.get(word[0], []), 1 if len(word) < LONG else 2
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=edits, limit=20)
        return min(found, key=lambda hit: (hit[1], -self.counts[hit[0]]))[0] if found else word


class TitleEncoder:
    """Makes unit vectors of folded titles; rarity is counted in the titles that it is given."""

    def __init__(self, titles: Sequence[str], embeddings: WordLlamaEmbeddings) -> None:
        self._embeddings, self._total = embeddings, len(titles)
        self.speller = TitleSpeller(titles)

    def __call__(self, folded: Sequence[str]) -> Matrix:
        """One unit vector a title, shape (len(folded), dimension)."""
        texts = [text or " " for text in folded]
        return unit_rows(self._embeddings.embed_matrix(texts) + self._pooled(texts))

    def _pooled(self, texts: list[str]) -> Matrix:
        split = [text.split() or [text] for text in texts]
        vocabulary = {word: row for row, word in enumerate(dict.fromkeys(word for words in split for word in words))}
        rarity = np.array([self._rarity(word) for word in vocabulary], np.float32)
        vectors = self._embeddings.embed_matrix(list(vocabulary)) * rarity[:, None]
        starts = np.cumsum([0] + [len(words) for words in split[:-1]])
        flat = np.array([vocabulary[word] for words in split for word in words])
        return unit_rows(np.add.reduceat(vectors[flat], starts, axis=0))

    def _rarity(self, word: str) -> float:
        seen = self.speller.counts[word]
        return math.log(1 + (self._total - seen + 0.5) / (seen + 0.5))


def unit_rows(rows: Matrix) -> Matrix:
    """Each row at length 1; rows of zeros stay."""
    scaled: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled
