"""Text to words, the same for documents, questions and names.

C, C++, C#, F#, .NET and R stay apart from one another: the signs belong to the word.
"""

from __future__ import annotations

import re

from catalog.content import fold

WORD = r"c\+\+|[cf]#|\.net\b|[^\W_]+"
_WORD = re.compile(WORD)


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, in their order."""
    return tuple(words_of_folded(fold(text)))


def words_of_folded(text: str) -> list[str]:
    """The words of a text that is folded already."""
    return _WORD.findall(text)
