"""The order of steps that a sentence claims, held against the path."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from bot.advisor.grounding.figures import Claim, Kind
from bot.advisor.grounding.grounds import Grounds
from bot.advisor.grounding.names import Mention

_SEQUENCE = re.compile(
    r"\b(?:first|then|next|after(?:wards)?|before|finally|lastly|start(?:s|ing)?|begins?|beginning|followed by|followed"
    r"|follows|later|ends? with|finish(?:es)? with|second|third|last|leads? (?:on )?to|primero|luego|despues|zuerst|dann"
    r"|danach|d'abord|ensuite|puis)\b|→|->|⇒"
)
_TOWARD = re.compile(
    r"\b(?:towards?|earn\w*|counts?|part of|instead|alternative|other|builds on|needs?|requires?|not)\b"
)
"""With such a word a sentence may name what is no step of the path."""
_REVERSES = re.compile(
    r"\b(?:after|following|follows|builds on|once|requires|needs|comes after|nach|despues de|apres)\b"
)


def wrong_order(text: str, bare: str, mentions: Sequence[Mention], grounds: Grounds) -> list[Claim]:
    """The pairs of steps that a sentence puts in another order than the path does, and wrong step numbers."""
    if not grounds.paths or not grounds.paths[0].steps:
        return []
    at = {id_: number for number, id_ in enumerate(grounds.paths[0].steps)}
    placed = [(mention, at[mention.ids[0]]) for mention in mentions if mention.ids and mention.ids[0] in at]
    others = [mention for mention in mentions if mention not in [mention for mention, _ in placed]]
    strangers = others if placed and _SEQUENCE.search(bare) and not _TOWARD.search(bare) else []
    return [
        *_pairs(text, bare, placed),
        *_numbered(text, bare, placed),
        *(Claim(Kind.ORDER, each.start, each.end, text[each.start : each.end], frozenset()) for each in strangers),
    ]


def _pairs(text: str, bare: str, placed: list[tuple[Mention, int]]) -> list[Claim]:
    found: list[Claim] = []
    if not _SEQUENCE.search(bare):
        return found
    for (one, first), (other, second) in itertools.pairwise(placed):
        between, before = bare[one.end : other.start], bare[: one.start]
        if first == second:
            continue
        backwards = (_REVERSES.search(between) is not None and not re.search(r"\bthen\b", between)) or (
            re.search(r"\bbefore\W*(?:you )?(?:start |take |do )?\W*$", before) is not None and "before" not in between
        )
        if (first < second) == backwards:
            found.append(Claim(Kind.ORDER, one.start, other.end, text[one.start : other.end], frozenset()))
    return found


_PLACE = re.compile(
    r"(?:^|[,;.]\s*|\band\s)(?P<word>first|second|third|fourth|fifth|last|finally|start with|begin with|primero|zuerst)\W*"
    r"(?:comes |is |you take |take |do |with )?\W*$"
)
_PLACES = {
    "first": 0,
    "start with": 0,
    "begin with": 0,
    "second": 1,
    "third": 2,
    "fourth": 3,
    "fifth": 4,
    "primero": 0,
    "zuerst": 0,
}


def _numbered(text: str, bare: str, placed: list[tuple[Mention, int]]) -> list[Claim]:
    """A step called first or second that is not, and a step number that stands beside another step's title."""
    found = []
    for mention, at in placed:
        match = _PLACE.search(bare[: mention.start])
        if match and _PLACES.get(match["word"], at) != at and len(placed) > 1:
            found.append(Claim(Kind.ORDER, match.start(), mention.end, text[match.start() : mention.end], frozenset()))
    for (one, first), (other, second) in itertools.pairwise(placed):
        if first != second and _same(text.lower(), one, other):
            found.append(Claim(Kind.ORDER, one.start, other.end, text[one.start : other.end], frozenset()))
    return found


def _same(text: str, one: Mention, other: Mention) -> bool:
    """Whether two mentions beside each other are said to be the same: "step 2 is “A”", "“A” is step 2", "“A” (step 2)"."""
    spoken = [re.search(r"\bstep\b", text[mention.start : mention.end]) is not None for mention in (one, other)]
    joined = text[one.end : other.start]
    if spoken == [True, False]:
        return re.fullmatch(r"\W*(?:(?:is|will be|would be|comes|then)\W*)?(?:to take\W*)?", joined) is not None
    return spoken == [False, True] and re.fullmatch(r"\W*(?:(?:is|as|makes)\W+|\()(?:your )?", joined) is not None
