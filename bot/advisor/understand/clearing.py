"""Constraints taken back: "any provider", "remove the price limit", "start over"."""

from __future__ import annotations

import re

from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Changes

COST = ("max_cost", "min_cost", "currency", "free")
HOURS = ("max_hours", "min_hours")
EVERYTHING = (*COST, *HOURS, "level", "provider", "not_provider", "language", "skill", "delivery", "kind", "credit")

_NAMES: tuple[tuple[tuple[str, ...], str], ...] = (
    (COST, r"prices?|costs?|budget|money|cost limit|price limit|price tag"),
    (HOURS, r"hours?|time|durations?|lengths?|time limit|hour limit"),
    (("level",), r"levels?|difficulty"),
    (("provider", "not_provider"), r"providers?|schools?|universit(?:y|ies)|colleges?|institutions?|academy"),
    (("language",), r"languages?|spanish|french|german|english"),
    (("delivery",), r"delivery|formats?|online|way of teaching|in[- ]person|self[- ]paced"),
    (("kind",), r"kinds?|types?|badges?|certificates?"),
    (("credit",), r"credits?|college credit"),
)
_LIMIT = r"(?:\s+(?:limit|filter|constraint|restriction|requirement|thing|part|cap)s?)?"
_DROP = (
    r"(?:remove|drop|forget(?: about)?|ignore|lift|delete|clear|skip|lose|take away|without|no"
    r"|never ?mind)(?: the| my| any| that)?"
)
_NO_MATTER = (
    r"(?:does(?:n't| not) matter|is(?:n't| not) (?:important|a problem|an issue)|is no object|is(?:n't"
    r"| not) relevant|is up to you|can be anything|no matter)"
)
_FORMS = (
    r"\b(?:{drop}\s+(?:{name})\s+(?:limit|filter|constraint|restriction|requirement|cap)s?|(?:remove|drop"
    r"|forget(?: about)?|ignore|lift|clear|delete)(?: the| my)?\s+(?:{name}){limit}"
    r"|any\s+(?:{name})(?! course)(?:\s+(?:is (?:ok|okay|fine)|will do|works))?|all\s+(?:{name})"
    r"|(?:the\s+)?(?:{name})\s+{matter})\b"
)
_PATTERNS = [
    (names, re.compile(_FORMS.format(drop=_DROP, name=pattern, limit=_LIMIT, matter=_NO_MATTER)))
    for names, pattern in _NAMES
]
_ALL = re.compile(
    rf"\b(?:{_DROP}\s+(?:all |every )?(?:filters?|limits?|constraints?|conditions|restrictions)|(?:clear|remove"
    rf"|reset) (?:all|everything)(?: filters| limits)?|without any (?:filters|limits)|reset (?:the )?(?:filters?"
    rf"|limits?))\b"
)
RESET = re.compile(
    r"^\W*(?:(?:ok|okay|please|let's|lets|can we|i want to|no)[\s,]+)*(?:start (?:over|again"
    r"|from (?:the )?beginning|fresh|new)|new (?:search|conversation|chat)|reset|restart"
    r"|begin again|forget (?:all|everything)(?: (?:that|of that|i said))?|forget it all)(?:\s+please)?\W*$"
)


def read_clearing(draft: Draft, changes: Changes) -> None:
    """Takes what is no longer asked out of a message."""
    if draft.take(_ALL):
        changes.cleared.update(EVERYTHING)
    for names, pattern in _PATTERNS:
        if draft.take(pattern):
            changes.cleared.update(names)
