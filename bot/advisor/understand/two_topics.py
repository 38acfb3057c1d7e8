"""Two topics that one sentence asks for: "two things: Power BI, and also something about speaking"; each is searched for."""

from __future__ import annotations

from collections.abc import Callable

from bot.advisor.understand import patterns as re
from bot.advisor.understand.reading import Act, Understanding

_NOUN = (
    r"(?:something|anything|(?:an?|one|some|another|the other|a second) (?:course|class|training|workshop|badge|certificate)"
    r"|courses|classes|trainings|one|another(?: one)?|a second(?: one)?|stuff)"
)
_APART = re.compile(
    rf"\s*(?:[,;.]\s*)?(?:\band|\bplus|&)\s+(?:(?:also|then|maybe|separately|secondly|as a second thing)\s+)*"
    rf"(?P<second>{_NOUN}(?:\s+(?:else|separate|different))?\s+(?:about|on|in|for|that teaches|to do with)\s+\w.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ANNOUNCED = re.compile(
    r"\b(?:2|two|a couple of|both|several)\s+(?:\w+\s+)?(?:things|topics|subjects|courses|classes|skills|areas)\s*[:;,-]+\s*"
    r"(?P<first>[^,;]+?)\s*(?:[,;]\s*)?(?:\band\b|\bplus\b|&|,|;)\s*(?:(?:also|then|secondly)\s+)*(?P<second>\w.*)$",
    re.IGNORECASE | re.DOTALL,
)
_OF_BOTH = re.compile(
    r"[,;.]\s*(?P<limits>(?:both|each|all|either|and both|everything|neither|nothing)\b.*)$", re.IGNORECASE | re.DOTALL
)
"""What is said of both topics, behind them."""


def two_topics(message: str, meant: Callable[[str], Understanding]) -> tuple[str, ...]:
    """The message as one part for each of two topics, what is said of both in either; empty where it has no two."""
    parts = _cut(message)
    if not parts or meant(message).act is not Act.FIND:
        return ()
    read = [meant(part) for part in parts]
    searches = all(each.act is Act.FIND and each.text and not each.relative for each in read)
    return parts if searches and read[0].text != read[1].text else ()


def _cut(message: str) -> tuple[str, ...]:
    announced = _ANNOUNCED.search(message)
    apart = None if announced else _APART.search(message)
    if announced:
        first, second = message[: announced.start()] + announced["first"], announced["second"]
    elif apart:
        first, second = message[: apart.start()], apart["second"]
    else:
        return ()
    shared = _OF_BOTH.search(second)
    return (f"{first}, {shared['limits']}", second) if shared else (first, second)
