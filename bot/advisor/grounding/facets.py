"""Levels and languages that a sentence claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from babel import Locale

from bot.advisor.grounding.figures import Claim, Kind
from bot.advisor.understand.draft import BLANK, Draft, plain

_NAME = r"(?:beginner|intermediate|advanced)"
_LEVEL = re.compile(
    rf"\b(?P<level>{_NAME})(?=[ -]level\b|s?\b[.,;)]|\blearners?\b)|\bfor (?P<some>beginner)s\b"
    rf"|\b(?:for|level[: ]+|level is|it is|it's|is at|at)\s(?:an? |the )?(?P<other>{_NAME})s?\b(?= level|[.,;)]|$)"
)
_TAUGHT = ("en", "es", "fr", "de", "pt", "it", "nl", "zh", "ja", "ar", "ru", "hi", "ko", "pl", "tr")
_NAMES = {plain(str(Locale(code).get_display_name("en"))): code for code in _TAUGHT}
_LANGUAGE = re.compile(rf"\b(?:in|language:?|entirely in|only in|taught in|and|or)\s(?P<name>{'|'.join(_NAMES)})\b")


_TEACHES = re.compile(
    r"\b(?:teaches|teach|covers|cover|trains? you in|you (?:will )?learn|introduces|ensena|cubre|enseigne"
    r"|couvre|lehrt|vermittelt)\s"
    r"(?P<what>[^.;:!?()]*)"
)


def facets(draft: Draft, skills: Iterable[str]) -> list[Claim]:
    """The levels, the languages of teaching and the taught ones of these skills in a sentence."""
    return [*_levels(draft), *_languages(draft), *_skills(draft, skills)]


def _skills(draft: Draft, skills: Iterable[str]) -> Iterator[Claim]:
    """A skill counts as taught as far as a sentence says so; the next title begins another thought."""
    match = _TEACHES.search(draft.open)
    if match is None:
        return
    end = match.end() if BLANK not in match["what"] else match.start("what") + match["what"].index(BLANK)
    for skill in skills:
        for found in re.finditer(rf"(?<![\w\x00]){re.escape(plain(skill))}(?!\w)", draft.open[:end]):
            if found.start() >= match.start("what"):
                yield Claim(Kind.SKILL, found.start(), found.end(), skill, frozenset({(skill,)}))


def _levels(draft: Draft) -> Iterator[Claim]:
    for match in _LEVEL.finditer(draft.open):
        level = match["level"] or match["other"] or match["some"]
        yield Claim(Kind.LEVEL, match.start(), match.end(), draft.written(match), frozenset({(level,)}))


def _languages(draft: Draft) -> Iterator[Claim]:
    for match in _LANGUAGE.finditer(draft.open):
        code = _NAMES[match["name"]]
        yield Claim(Kind.LANGUAGE, match.start("name"), match.end(), match["name"], frozenset({(code,)}))
        draft.blank(match.start("name"), match.end("name"))
