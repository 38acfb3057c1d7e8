"""Typing errors forgiven: a word that the catalog does not know is read as the nearest one that it does know.

One error is forgiven in words of four letters or more, two from nine on (optimal string alignment distance: a swap of
two neighbours is one error), and the first letter must stand or have changed places with the second. A word that the
dictionary knows is a real word of another subject and stays: "cooking" is not "cooling".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from retrieval.dictionary import is_word
from retrieval.words import words_of

SHORTEST = 4
SUBJECTS = ("ry", "ing", "y", "ery")
_WORKER = re.compile(r"(?<=\w{4})(?:ers?|ors?|ists?)$")
LONG = 9


class Speller:
    """Knows the words of the catalog's titles, providers and skills, and how often each occurs."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._by_start: dict[str, list[str]] = {}
        for word in counts:
            if len(word) >= SHORTEST and not word.isdigit():
                self._by_start.setdefault(word[0], []).append(word)

    def correct(self, word: str) -> str | None:
        """The nearest known word, the commonest of several; None for a known word or where nothing is near."""
        if word in self._counts or len(word) < SHORTEST or any(sign.isdigit() for sign in word):
            return None
        allowed = 2 if len(word) >= LONG else 1
        near = [
            (distance, -self._counts[known], known)
            for start in {word[0], word[1]}
            for known, distance, _ in process.extract(
                word, self._by_start.get(start, ()), scorer=OSA.distance, score_cutoff=allowed, limit=5
            )
            if start == word[0] or known[:2] == word[1] + word[0]
        ]
        if not near:
            return None
        return None if is_word(word) else min(near)[2]

    def _trade(self, word: str) -> str | None:
        """What somebody does whose trade the catalog knows by its subject alone: carpentry for "carpenter"."""
        stem = _WORKER.sub("", word)
        kin = [stem + end for end in SUBJECTS if stem != word and stem + end in self._counts]
        return max(kin, key=lambda known: self._counts[known], default=None)

    def corrections(self, text: str, is_known: Callable[[str], bool]) -> dict[str, str]:
        """The corrected words of a text; words that `is_known` accepts stay."""
        found = {word: self.correct(word) or self._trade(word) for word in words_of(text) if not is_known(word)}
        return {word: known for word, known in found.items() if known is not None}


def count_words(texts: Iterable[str]) -> dict[str, int]:
    """How often each folded word of letters occurs."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in words_of(text):
            counts[word] = counts.get(word, 0) + 1
    return counts
