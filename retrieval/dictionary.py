"""Real words: what the catalog does not know but a language does is no typing error. The only importer of pyspellchecker.

The dictionaries come inside the package; they are read when the first doubtful word shows up.
"""

from __future__ import annotations

from functools import cache

from spellchecker import SpellChecker

LANGUAGES = ("en", "es")


def is_word(word: str) -> bool:
    """Whether a folded word is one of English or Spanish."""
    return any(word in dictionary for dictionary in _dictionaries())


@cache
def _dictionaries() -> tuple[SpellChecker, ...]:
    return tuple(SpellChecker(language=language) for language in LANGUAGES)
