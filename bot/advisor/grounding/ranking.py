"""Which of several is cheaper or shorter, as a sentence says it: held against the records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.advisor import measures
from bot.advisor.grounding.figures import Claim, Kind
from bot.advisor.grounding.grounds import Grounds
from bot.advisor.grounding.names import Mention
from bot.advisor.understand.reading import Measure

_WORDS = {
    "cheap": (Measure.COST, False),
    "inexpensive": (Measure.COST, False),
    "expensive": (Measure.COST, True),
    "dear": (Measure.COST, True),
    "short": (Measure.HOURS, False),
    "quick": (Measure.HOURS, False),
    "long": (Measure.HOURS, True),
}
_FIRST = re.compile(
    r"(?<!one of )\bthe (?P<word>cheap|dear|short|quick|long)est\b"
    r"|(?<!one of )\bthe (?P<most>most|least) (?P<what>expensive)\b"
)
_THAN = re.compile(r"\b(?:(?P<word>cheap|dear|short|quick|long)er|(?P<more>more|less) (?P<what>expensive)) than\b")


def wrong_rank(text: str, bare: str, mentions: Sequence[Mention], grounds: Grounds) -> list[Claim]:
    """What a sentence calls the cheapest, the longest, or cheaper than another, and is not as far as anybody knows."""
    named = [mention for mention in mentions if mention.ids and mention.ids[0] in grounds.records]
    return [*_firsts(text, bare, named, grounds), *_thans(text, bare, named, grounds)]


def _firsts(text: str, bare: str, named: Sequence[Mention], grounds: Grounds) -> Iterator[Claim]:
    for match in _FIRST.finditer(bare):
        meant = _nearest(match, named)
        measure, most = _meant(match["word"] or "expensive", turned=match["most"] == "least")
        if meant is None or _is_first(meant.ids[0], measure, most, grounds):
            continue
        yield _claim(measure, match, text)


def _meant(word: str, *, turned: bool) -> tuple[Measure, bool]:
    measure, most = _WORDS[word]
    return measure, most != turned


def _nearest(match: re.Match[str], named: Sequence[Mention]) -> Mention | None:
    """What is ranked: what stands before the word, else what stands behind it."""
    before = [mention for mention in named if mention.end <= match.start()]
    after = [mention for mention in named if mention.start >= match.end()]
    return before[-1] if before else after[0] if after else None


def _is_first(id_: str, measure: Measure, most: bool, grounds: Grounds) -> bool:
    """Whether nothing known that the turn fetched comes before it; in a path the steps are compared."""
    ids = grounds.paths[0].steps if grounds.paths and id_ in grounds.paths[0].steps else tuple(grounds.records)
    items = [grounds.records[each].item for each in ids if each in grounds.records]
    values = dict(zip([item.id for item in items], measures.MEASURES[measure](items), strict=True))
    known = [value for value in values.values() if value is not None]
    value = values[id_]
    return value is not None and value == (max(known) if most else min(known))


def _thans(text: str, bare: str, named: Sequence[Mention], grounds: Grounds) -> Iterator[Claim]:
    for match in _THAN.finditer(bare):
        before = [mention for mention in named if mention.end <= match.start()]
        after = [mention for mention in named if mention.start >= match.end()]
        if not before or not after:
            continue
        measure, most = _meant(match["word"] or "expensive", turned=match["more"] == "less")
        items = [grounds.records[mention.ids[0]].item for mention in (before[-1], after[0])]
        one, other = measures.MEASURES[measure](items)
        if one is None or other is None or not (one > other if most else one < other):
            yield _claim(measure, match, text)


def _claim(measure: Measure, match: re.Match[str], text: str) -> Claim:
    kind = Kind.MONEY if measure is Measure.COST else Kind.TIME
    return Claim(kind, match.start(), match.end(), text[match.start() : match.end()], frozenset())
