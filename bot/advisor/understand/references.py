"""What a message points at: "the second one", "number 3", "the SQL one", "it"."""

from __future__ import annotations

import re

from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Reference

_PLACES = {
    "first": 1, "1st": 1, "top": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "last": -1, "final": -1, "bottom": -1,
}  # fmt: skip
_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_PLACE = "|".join(_PLACES)
_NOUN = (
    r"(?:ones?|courses?|options?|results?|items?|badges?|certificates?|class(?:es)?|programs?|microcredentials?"
    r"|suggestions?|entry|hits?|choice)"
)
_FIRST_OF = re.compile(rf"\b(?:the )?(?P<end>first|top|last)\s+(?P<count>two|three|four|2|3|4)(?:\s+{_NOUN})?\b")
_ALL = re.compile(
    r"\b(?:(?:all )?(?:of )?(?:them|these|those)(?: all)?(?: (?:two|three|2|3|courses|ones))?|both(?: of them)?"
    r"|all (?:three|of them|3)|the (?:two|three|results|options))\b"
)
_PLACED = re.compile(rf"\b(?:the\s+)?(?P<place>{_PLACE})\s+{_NOUN}\b")
_BARE_PLACED = re.compile(rf"\b(?:the\s+)?(?P<place>{_PLACE})\b")
_NUMBERED = re.compile(r"(?:\b(?:number|no\.?|nr\.?|option|result|item|course)\s?|#\s?)(?P<number>\d{1,3})\b")
_BARE_NUMBER = re.compile(r"(?<![\w.$€£-])(?P<number>\d{1,2})\b(?![\w%$€£]|\.\d)")
_DESCRIBED = re.compile(
    r"\b(?:the|that)\s+(?P<words>(?!other\b|same\b|right\b|best\b|cheap|short|next\b|only\b|free\b"
    r"|whole\b)[\w+#.&' -]{1,40}?)\s+one\b"
    r"|\b(?:the|that) (?:one|course|badge|certificate) (?:about|on|from|by|in|with|for|called"
    r"|that teaches)\s+(?P<words2>[\w+#.&' -]{1,50})"
)
_THAT = re.compile(
    rf"\b(?:it|this|that)(?:\s+{_NOUN})?\b(?!'s|\s+(?:is|was))|\b(?:the|this|that)\s+(?:course|certificate|badge"
    rf"|one|class|program|microcredential|exam)\b(?!\s+(?:in|on|about|for|from|with)\b)"
)


def take_references(draft: Draft, bare: bool = False) -> tuple[Reference, ...]:
    """Takes everything that points at something shown; `bare` lets "second" and "2" stand alone."""
    patterns = [_NUMBERED, _PLACED] + ([_BARE_PLACED, _BARE_NUMBER] if bare else [])
    group = _take_groups(draft)
    if group:
        return group
    found: list[tuple[int, Reference]] = []
    for pattern in patterns:
        found.extend((match.start(), _pointer(match)) for match in draft.take_all(pattern))
    for match in draft.take_all(_DESCRIBED):
        name = "words" if match["words"] else "words2"
        found.append((match.start(), Reference(words=draft.written(match, name))))
    return tuple(reference for _, reference in sorted(found, key=lambda pair: pair[0]))


def _pointer(match: re.Match[str]) -> Reference:
    groups = match.groupdict()
    if groups.get("number"):
        return Reference(number=int(groups["number"]))
    return Reference(place=_PLACES[groups["place"]])


def _take_groups(draft: Draft) -> tuple[Reference, ...]:
    match = draft.take(_FIRST_OF)
    if match:
        count = _COUNTS[match["count"]]
        if match["end"] == "last":
            return tuple(Reference(place=place) for place in range(-count, 0))
        return tuple(Reference(place=place) for place in range(1, count + 1))
    return ()


def points_at_all(draft: Draft) -> bool:
    """Takes "them", "these", "both"."""
    return draft.take(_ALL) is not None


def takes_that(draft: Draft) -> bool:
    """Takes "it", "this one", "the course"."""
    return bool(draft.take_all(_THAT))
