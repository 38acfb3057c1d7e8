"""A number with nothing beside it that says of what: "ok 150", "make it 50 to 150". It moves the limit that is in force."""

from __future__ import annotations

from collections.abc import Collection

from bot.advisor.understand import patterns as re
from bot.advisor.understand.clearing import COST, HOURS
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.numbers import DIGITS, NEGATED, amount, value
from bot.advisor.understand.reading import Changes

BEYOND_LISTS = 12
"""A bare number above this is no place in a list."""
_NUMBER = (
    rf"(?:{DIGITS}|(?:(?:an?|one|two|three|four|five) )?hundred|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_MOST = (
    rf"{NEGATED}|under|below|less than|no(?:t)? more than|not over|at (?:the )?most|up to|max(?:imum)?(?: of)?|within"
)
_LEAST = r"over|above|more than|at least|min(?:imum)?(?: of)?"
_LEAD = (
    r"(?:(?:ok|okay|oops|whoops|ups|oh|argh|ugh|duh|my bad|typo|hm+|no(?! (?:more|longer|less))|sorry|well"
    r"|fine|and|but|or|then|so|actually|rather|better"
    r"|maybe|only|strictly|please|wait|say"
    r"|(?:it|that|budget)(?:'s| is)(?: now)?|now|(?:just |only )?(?:what|those|the ones?|anything|everything|whatever)"
    r"(?:'s| is| are| costs?| that(?:'s| is| are))*|let's say|make (?:it|that)|change (?:it|that) to|(?:i )?(?:meant"
    r"|mean|said)|it (?:can|should|may) be|can be|try|with"
    r"|what about|how about)[\s,.:]+)*"
)
_TAIL = (
    r"(?:\s+(?:instead|then|please|max|tops|or less|at most|(?:is|would be)(?: totally| perfectly)? (?:ok"
    r"|okay|fine|enough|alright|doable|good)|if possible))*"
)
_SLIP = rf"(?:(?:not )?{_NUMBER} (?:was|is) (?:a )?(?:slip|typo|mistake|wrong)\W+|not {_NUMBER}\W+(?:but )?)"
_BARE = re.compile(
    rf"(?:^|(?<=[\x00,.;!?]))\W*{_LEAD}(?:{_SLIP})?{_LEAD}(?:(?P<most>{_MOST})\s+|(?P<least>{_LEAST})\s+"
    rf"|(?P<between>between|from)\s+)?(?P<number>{_NUMBER})(?:\s*(?:-|to|and)\s*(?P<high>{_NUMBER}))?{_TAIL}"
    r"(?=\s*(?:$|[,.;!?\x00]|and\b(?! ?[$€£\d])|but\b|for\b|if\b))"
)


def read_bare_number(draft: Draft, changes: Changes, held: Collection[str]) -> None:
    """Takes a number that can only mean the money or the hours that are limited already."""
    limits = {*held, "max_cost"} if "free" in held else held
    measured = next((names for names in (COST[:2], HOURS) if not set(names).isdisjoint(limits)), None)
    match = draft.sees(_BARE) if measured else None
    if measured is None or match is None or not _is_limit(match):
        return
    if set(held).isdisjoint(measured) and re.search(r"[$€£]", match[0]):
        return
    draft.blank(*match.span())
    most, least = measured
    if match["high"]:
        low, high = sorted((value(match["number"]), value(match["high"])))
        changes.wanted |= {least: amount(low), most: amount(high)}
    else:
        changes.wanted[least if match["least"] else most] = amount(value(match["number"]))


def _is_limit(match: re.Match[str]) -> bool:
    bound = match["most"] or match["least"] or match["high"]
    return bool(bound) or value(match["number"]) > BEYOND_LISTS


def means_a_limit(draft: Draft, held: Collection[str]) -> bool:
    """Whether a message is such a number, and no place in a list."""
    changes = Changes()
    read_bare_number(draft.copy(), changes, held)
    return bool(changes.wanted)
