"""Yes and no."""

from __future__ import annotations

from catalog.content import fold
from catalog_ingest.values.parsed import Parsed

_YES = {"yes", "y", "true", "t", "1", "si", "s", "sim", "oui", "o", "ja", "j", "x", "✓", "✔", "on"}
_NO = {"no", "n", "false", "f", "0", "2", "non", "nein", "nao", "off", "✗", "✘"}


def parse_truth(text: str) -> Parsed[bool]:
    """Yes or no in several languages; 1 is yes, 0 and 2 are no."""
    word = fold(text[:50]).removesuffix(".0")
    if not word:
        return Parsed()
    if word in _YES or word in _NO:
        return Parsed(word in _YES)
    return Parsed(trouble="This is neither yes nor no; write one of the two.")
