"""Limits of a path in a message: money, time, language, providers, level, delivery."""

from __future__ import annotations

import re

from bot.advisor.understand.clearing import read_clearing
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.facets import read_facets
from bot.advisor.understand.hours import read_hours
from bot.advisor.understand.languages import read_language
from bot.advisor.understand.money import read_money
from bot.advisor.understand.numbers import NUMBER, amount, value
from bot.advisor.understand.providers import read_providers
from bot.advisor.understand.reading import Changes, Known

KNOWN = frozenset(
    {"max_cost", "currency", "free", "hours_per_week", "max_hours", "by", "provider", "not_provider", "language"}
    | {"level", "delivery", "more_cost", "more_hours_per_week"}
)
"""What a message may say of a path; what else it limits belongs to a search."""
_NO_DATE = re.compile(
    r"\b(?:(?:no|without(?: an?| the)?|forget(?: about)? the|(?:remove|drop|ignore) the)"
    r" (?:deadline|(?:end )?date|time limit)"
    r"|(?:take|have) (?:all the|as much) time(?: as i (?:want|need|like))?"
    r"|(?:i am|i'm) (?:in no|not in (?:a|any)) hurry|no (?:hurry|rush))\b"
)
_NO_SUM = re.compile(
    r"\b(?:no|without(?: an?| the)?|forget(?: about)? the|(?:remove|drop|ignore) the) (?:budget|price|money|cost)"
    r"(?: limit)?\b"
    r"|\b(?:money|price|cost) is(?:n't| not| no) (?:an? |the )?(?:issue|problem|object|matter|concern)\b"
)
_MORE_MONEY = re.compile(
    rf"(?:\b(?:another|an extra|an additional)\s+\$?\s?(?P<extra>{NUMBER})\s?(?:dollars|bucks|usd)?"
    r"(?!\s*(?:hours?|steps?|weeks?|h\b))"
    rf"|\$\s?(?P<sign>{NUMBER})\s+(?:more|extra)|(?P<unit>{NUMBER})\s?(?:dollars|bucks|usd|\$)\s+(?:more|extra))\b"
)
_MORE_HOURS = re.compile(
    rf"\b(?:another\s+)?(?P<number>{NUMBER}|an)\s+(?:(?:more|extra)\s+hours?|hours?\s+(?:more|extra))"
    r"(?:\s+(?:(?:a|per|each|every)\s+week|weekly))\b"
)


def read_limits(draft: Draft, known: Known) -> Changes:
    """Takes the limits that a message sets or drops, by their names in a search."""
    changes = Changes()
    if match := draft.take(_MORE_HOURS):
        changes.wanted["more_hours_per_week"] = 1 if match["number"] == "an" else amount(value(match["number"]))
    if match := draft.take(_MORE_MONEY):
        changes.wanted["more_cost"] = amount(value(match["extra"] or match["sign"] or match["unit"]))
    if draft.take(_NO_DATE):
        changes.cleared.add("by")
    if draft.take(_NO_SUM):
        changes.cleared.add("max_cost")
    read_clearing(draft, changes)
    read_language(draft, changes, known.language)
    read_facets(draft, changes, None)
    read_providers(draft, changes, known.providers)
    read_hours(draft, changes)
    read_money(draft, changes)
    return changes
