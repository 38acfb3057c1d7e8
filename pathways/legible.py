"""Texts from a catalog made fit to be drawn and written into files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

MOST_MARKS = 3
"""So many accents may stand on one letter."""


def legible(text: str) -> str:
    """A text on one line, without control, direction and other invisible characters, and without towers of accents."""
    return " ".join("".join(_shown(text)).split())


def _shown(text: str) -> Iterator[str]:
    marks = 0
    for char in text:
        kind = unicodedata.category(char)
        marks = marks + 1 if kind in {"Mn", "Me"} else 0
        if kind == "Cc":
            yield " "
        elif kind not in {"Cf", "Cs"} and marks <= MOST_MARKS and ord(char) & 0xFFFE != 0xFFFE:
            yield char
