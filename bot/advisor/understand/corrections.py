"""A figure that takes the place of another one: "not 5 hours, 3", "I meant 170, not 70", "130, no, 110". Only the right
one stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.advisor.understand import patterns as re
from bot.advisor.understand.numbers import DIGITS, VALUES, value

_SPELLED = "|".join(sorted((word for word in VALUES if word.isalpha() and len(word) > 2), key=len, reverse=True))
_UNIT = (
    r"(?:(?:hours?|hrs?|h)(?: ?(?:a|per|each|/|every) ?(?:week|day|month))?|weeks?|months?|days?|dollars?"
    r"|bucks?|usd|euros?"
    r"|pounds?|[€$£])"
)


def _figure(name: str) -> str:
    return (
        rf"(?P<{name}>(?:[$€£]\s?)?(?P<{name}_number>{DIGITS}|(?:{_SPELLED})(?: hundred| thousand)?)\b"
        rf"(?:\s?(?P<{name}_unit>{_UNIT})(?!\w))?)"
    )


_NOT_THAT = re.compile(
    rf"\bnot {_figure('old')}(?:\s*[,;:]\s*|\s+-+\s+|\s+(?=but\b))(?:(?:but|rather|only|just|make (?:it|that)"
    rf"|i (?:meant|mean)|it's|it is)\s+)*{_figure('new')}",
    re.IGNORECASE,
)
_BUT_THIS = re.compile(
    rf"(?<![\w.,$€£]){_figure('new')}(?:\s*[,;-])?\s+(?:and )?(?:not|instead of|rather than)"
    rf"\s+{_figure('old')}(?!\s+(?:or|and|but|more|cent|penny|dollar|dime|over|above)\b)",
    re.IGNORECASE,
)
_WAS_THIS = re.compile(
    rf"{_figure('old')} (?:was|were) (?:before|when|until|till|back|last|only|just)\b[^.!?;]*[.!?;,-]+\s*"
    rf"(?:(?:now|so|it's|its|it is|i have|i've got|make it|we're at|i'm at)\s+)*{_figure('new')}",
    re.IGNORECASE,
)
"""A figure of the past before that of today: "3 hours was before the holidays. 6 now"."""
_NO_THIS = re.compile(
    rf"{_figure('old')}\s*[,.;!?-]+\s*(?:(?:no|nope|wait|sorry|scratch that|hang on|hold on|rather|actually"
    rf"|i (?:meant|mean)|make (?:it|that))[\s,.!]+)+(?:only |just |rather )?{_figure('new')}(?!\s+(?:or|of|is|was"
    rf"|more)\b)",
    re.IGNORECASE,
)
_SUMS = {"USD": "dollars", "EUR": "euros", "GBP": "pounds"}
_HELD = (("hours_per_week", "hours a week"), ("max_hours", "hours"), ("min_hours", "hours"), ("hours", "hours"))


def corrected(text: str, held: Mapping[str, Any]) -> str:
    """The message with only the figure that is right. One without a unit has that of the wrong one, else that of the limit
    in force (`held`, by name) whose figure was wrong."""
    for pattern in (_NOT_THAT, _BUT_THIS, _WAS_THIS, _NO_THIS):
        text = pattern.sub(lambda match: _right(match, held), text)
    return text


def _right(match: re.Match[str], held: Mapping[str, Any]) -> str:
    sign = match["old"][0] if match["old"][0] in "$€£" else ""
    if match["new_unit"] or match["new"][0] in "$€£":
        return match["new"]
    if sign or match["old_unit"]:
        return f"{sign}{match['new']} {match['old_unit'] or ''}".rstrip()
    return f"{match['new']} {_unit_of(value(match['old_number'].lower()), held)}".rstrip()


def _unit_of(figure: float, held: Mapping[str, Any]) -> str:
    """The unit of the budget or of the limit in time that has this figure; none where another sum has it."""
    if held.get("budget") == figure:
        return _SUMS.get(held.get("currency", "USD"), "")
    return next((unit for name, unit in _HELD if held.get(name) == figure), "")
