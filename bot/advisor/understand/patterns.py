"""What the reader uses of `re`, but that a pattern is compiled when it is first used: there are hundreds, which takes
longer than most commands do, and one message needs few of them. Imported as `re`."""

from __future__ import annotations

import re
import threading
from re import DOTALL, IGNORECASE, I, Match, Pattern, escape, findall, finditer, fullmatch, match, search, split, sub
from typing import Any, cast

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "I",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


_COMPILING = threading.Lock()
"""Threads that begin at once find what the first of them has compiled in the cache of `re`."""


class _Uncompiled:
    """Becomes like the compiled pattern as soon as it is asked for more than its text."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        with _COMPILING:
            compiled = re.compile(self.pattern, self._flags)
        vars(self).update((each, getattr(compiled, each)) for each in dir(compiled) if not each.startswith("_"))
        return getattr(compiled, name)


def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 as `re` calls it
    """A pattern that is compiled when it is first used."""
    return cast("Pattern[str]", _Uncompiled(pattern, flags))
