"""Looking up words of a small vocabulary in a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from catalog.content import fold
from catalog_ingest.values.parsed import Parsed

V = TypeVar("V", bound=StrEnum)


@lru_cache(maxsize=4096)
def folded_words(text: str) -> str:
    """A cell as folded words between single spaces, with one at either end."""
    words = re.sub(r"[^\w+]", " ", fold(text[:300])).split()
    return f" {' '.join(words)} "


def the_one(text: str, words: Mapping[str, V], trouble: str) -> Parsed[V]:
    """The value that the words of a cell name; unknown where they name several or none."""
    cell = folded_words(text)
    if not cell.strip():
        return Parsed()
    exact = words.get(cell.strip())
    found = {exact} if exact else {value for word, value in words.items() if f" {word} " in cell}
    return Parsed(found.pop()) if len(found) == 1 else Parsed(trouble=trouble)
