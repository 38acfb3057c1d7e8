"""Real words: what the catalog does not know but a language does is no typing error. The only importer of pyspellchecker.

The dictionaries come inside the package; one is read when the first word shows up that it has to judge.
"""

from __future__ import annotations

import threading
from functools import cache

from spellchecker import SpellChecker

LANGUAGES = ("en", "es")
_READING = threading.Lock()
"""Threads that begin at once wait for the one that reads."""
COMMON = 100_000
"""How often the dictionary has counted, in spoken English, each of its thousand commonest words."""


def is_word(word: str) -> bool:
    """Whether a folded word is one of English or Spanish."""
    return any(word in _dictionary(language) for language in LANGUAGES)


def is_english(word: str) -> bool:
    """Whether a folded word is one of English."""
    return word in _dictionary(LANGUAGES[0])


def is_common(word: str) -> bool:
    """Whether a folded word is one of the thousand or so that English is mostly made of."""
    return times_heard(word) >= COMMON


def times_heard(word: str) -> int:
    """How often the dictionary has counted a folded word in spoken English: 0 for one that it does not hold."""
    return int(_dictionary(LANGUAGES[0]).word_frequency.dictionary.get(word, 0))


def _dictionary(language: str) -> SpellChecker:
    with _READING:
        return _read(language)


@cache
def _read(language: str) -> SpellChecker:
    return SpellChecker(language=language)
