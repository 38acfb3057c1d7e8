"""Levels."""

from __future__ import annotations

from catalog.credential import Level
from catalog_ingest.values.parsed import Parsed
from catalog_ingest.values.words import folded_words, the_one

_TROUBLE = "This is not one level; write beginner, intermediate or advanced, or leave it empty."
_FOR_ALL = {
    "all levels",
    "any",
    "all",
    "any level",
    "mixed",
    "todos los niveles",
    "tous niveaux",
    "alle",
    "not specified",
}
_WORDS = {
    word: level
    for level, words in {
        Level.BEGINNER: (
            "beginner", "beginners", "introductory", "introduction", "basic", "basico", "novice", "entry",
            "entry level",
            "foundation", "foundational", "fundamentals", "elementary", "principiante", "inicial", "introductorio",
            "debutant", "debutants", "einsteiger", "anfanger", "grundlagen", "iniciante", "principianti", "starter",
            "level 1", "l1",
        ),
        Level.INTERMEDIATE: (
            "intermediate", "medium", "intermedio", "intermediaire", "mittelstufe", "fortgeschrittene anfanger",
            "intermediario", "mittel", "level 2", "l2", "mid",
        ),
        Level.ADVANCED: (
            "advanced", "expert", "avanzado", "avance", "fortgeschritten", "fortgeschrittene", "avancado", "avanzato",
            "experto", "level 3", "l3",
        ),
    }.items()
    for word in words
}  # fmt: skip


def parse_level(text: str) -> Parsed[Level]:
    """beginner, intermediate or advanced; "all levels" is unknown without trouble."""
    if folded_words(text).strip() in _FOR_ALL:
        return Parsed()
    return the_one(text, _WORDS, _TROUBLE)
