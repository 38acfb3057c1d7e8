"""A message while it is being read: what is understood is blanked out, so that nothing is read twice."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from bot.advisor.understand import patterns as re

BLANK = "\x00"
_SIGNS = {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-"}


def plain(text: str) -> str:
    """A text in lower case without accents, character by character, so that positions stay."""
    return text.lower().replace("`", "'") if text.isascii() else "".join(map(_plain, text))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def words(text: str) -> frozenset[str]:
    """A set of words from a text that lists them."""
    return frozenset(text.split())


class Draft:
    """The message as written, and its plain form in which every taken span is blank."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open = plain(text)

    def copy(self) -> Draft:
        """The same message as far as it is read, to be read on in another way."""
        other = Draft(self.text)
        other.open = self.open
        return other

    def sees(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first place that is still open where a pattern stands."""
        return pattern.search(self.open)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first place where a pattern stands, blanked out."""
        match = pattern.search(self.open)
        if match:
            self.blank(*match.span())
        return match

    def take_all(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """All places where a pattern stands, blanked out."""
        found = []
        while match := self.take(pattern):
            found.append(match)
        return found

    @property
    def left(self) -> str:
        """The message as written, what is understood blank."""
        return "".join(was if now != BLANK else BLANK for was, now in zip(self.text, self.open, strict=True))

    def blank(self, start: int, end: int) -> None:
        """Marks a span as understood."""
        self.open = self.open[:start] + BLANK * (end - start) + self.open[end:]

    def written(self, match: re.Match[str], group: str | int = 0) -> str:
        """A matched part as the person wrote it."""
        return self.text[match.start(group) : match.end(group)].strip()
