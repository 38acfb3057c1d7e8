"""Steps of a path as people name them: "step 3", "steps 2 and 4", "the second course", "the first two", "the last one"."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft

_NUMBERS = {
    "one": 1, "first": 1, "two": 2, "second": 2, "three": 3, "third": 3, "four": 4, "fourth": 4, "five": 5, "fifth": 5,
    "six": 6, "sixth": 6, "seven": 7, "seventh": 7, "eight": 8, "eighth": 8, "nine": 9, "ninth": 9, "ten": 10, "last": -1,
}  # fmt: skip
NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
_SEVERAL = rf"{NUMBER}(?:\s*(?:,\s*(?:and\s+)?|and|&)\s*{NUMBER})*"
STEPS = (
    rf"(?:(?:the\s+)?(?:steps?|number|nr\.?|no\.?|courses?|#)\s*(?P<after>{_SEVERAL})"
    rf"|(?:the\s+)?first\s+(?P<first>two|three|2|3)(?:\s+(?:steps|courses|ones))?"
    rf"|(?:the\s+)?(?P<before>{NUMBER})\s+(?:step|one|course))\b"
)
BARE = rf"(?P<after>{_SEVERAL})(?=\s*(?:(?:please|then|instead)\b)?\s*(?:$|[,.;!?\x00]|\b(?:and|but)\s+[a-z]))"
"""Numbers alone, where nothing is counted by them: "drop 2 and 3"."""


def numbers_of(match: re.Match[str]) -> tuple[int, ...]:
    """The numbers of the steps that were named; -1 is the last."""
    groups = match.groupdict()
    if groups.get("first"):
        return tuple(range(1, number_of(groups["first"]) + 1))
    return tuple(number_of(word) for word in re.findall(NUMBER, groups["after"] or groups["before"]))


def number_of(word: str) -> int:
    """A number in digits or as a word."""
    return int(word) if word.isdigit() else _NUMBERS[word]


def take_steps(draft: Draft, *patterns: re.Pattern[str]) -> tuple[int, ...]:
    """Takes all the steps that some patterns name."""
    return tuple(number for pattern in patterns for match in draft.take_all(pattern) for number in numbers_of(match))
