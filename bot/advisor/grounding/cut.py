"""Sentences out of a stream of text, each handed on as soon as it is complete."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_END = re.compile(r"(?<=[.!?…])[”\"»)*_]*(?=\s)|\n+|(?<=[.!?…][”\"»)])(?=\s)")
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|nr|incl|excl|dr|mr|mrs|ms|st|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|z\.b|bzw|ca|p\.ej|ej"
    r"|[a-z])|(?:^|\n)\s*\d{1,2})\.$",
    re.IGNORECASE,
)
_MARK = re.compile(r"^(?:\s*(?:[-*•]|#+|\d{1,2}[.)])\s*)+$")
MOST = 600
"""A sentence without an end is cut after so many characters."""


class Cutter:
    """Gathers pieces of text; `names` are texts within which no sentence ends."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._open = ""
        self.name(names)

    def name(self, names: Iterable[str]) -> None:
        """Sets the texts within which no sentence ends."""
        self._names = [name for name in names if re.search(r"[.!?…]\s", name)]

    def feed(self, piece: str) -> Iterator[str]:
        """The sentences that a further piece completes."""
        self._open += piece
        while (at := self._end()) is not None:
            sentence, self._open = self._open[:at], self._open[at:]
            if sentence.strip() and not _MARK.match(sentence):
                yield sentence.strip()

    def rest(self) -> Iterator[str]:
        """What is left when the text ends."""
        last, self._open = self._open.strip(), ""
        if last and not _MARK.match(last):
            yield last

    def _end(self) -> int | None:
        for match in _END.finditer(self._open):
            before = self._open[: match.end()]
            if "\n" in match[0]:
                return match.end()
            after = self._open[match.end() :].lstrip()
            if not after:
                return None
            if after[0].islower():
                continue
            if (
                _SHORT.search(before.rstrip('”"»)*_ '))
                or before.count("“") > before.count("”")
                or self._names_go_on(before)
            ):
                continue
            return match.end()
        return MOST if len(self._open) > MOST else None

    def _names_go_on(self, before: str) -> bool:
        """Whether a name that holds the end of a sentence begins before this place and may go on after it."""
        for name in self._names:
            for end in re.finditer(r"[.!?…](?=\s)", name):
                head, after = name[: end.end()], self._open[len(before) :]
                tail = name[end.end() :]
                if before.endswith(head) and (after.startswith(tail) or tail.startswith(after)):
                    return True
        return False


def sentences(text: str, names: Iterable[str] = ()) -> list[str]:
    """The sentences of a whole text."""
    cutter = Cutter(names)
    return [*cutter.feed(text), *cutter.rest()]
