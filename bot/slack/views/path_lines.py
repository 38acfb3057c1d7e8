"""What a path comes to, in the words in which the advisor says it, from the path as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from bot.advisor import facts
from bot.advisor.path_document import PathDocument, PathJson, RelaxationDocument
from bot.slack.views.words import say, say_from


def sums(path: PathJson) -> dict[str, str]:
    """Steps, money and weeks in words; what is not stated is said to be so."""
    return {"steps": facts.steps(len(path.steps)), "money": _money(path), "weeks": _weeks(path)}


def _money(path: PathJson) -> str:
    cost = path.totals.cost
    known = facts.money(cost.amount, cost.currency) if cost.amount else facts.free()
    if not cost.unknown_items:
        return known
    return _say("price_partly", money=known, count=cost.unknown_items) if cost.amount else _say("price_unknown")


def _weeks(path: PathJson) -> str:
    totals = path.totals
    known = facts.weeks(max(1, round(totals.weeks)))
    if not totals.unknown_hours_items:
        return known
    return _say("weeks_partly", weeks=known) if totals.hours else _say("weeks_unknown")


def heading(path: PathJson) -> str:
    """What the path comes to, in one line."""
    return say("plan_title", **sums(path))


def conclusions(document: PathDocument, today: dt.date) -> Iterator[str]:
    """How far the path leads, how surely nothing is better, what else there is and what would lead further."""
    if document.path.steps:
        yield from _coverage(document)
        yield _certificate(document)
    for other in document.alternatives:
        yield _say(f"other_{other.label}", **sums(other.path))
    for change in document.relaxations:
        yield relaxation(document, change, today)


def _coverage(document: PathDocument) -> Iterator[str]:
    covered, total = document.path.covered, len(document.goal.skills)
    if total == 1 and covered:
        yield _say("covers_one", skill=covered[0])
    elif total and len(covered) == total:
        yield _say("covers_both") if total == 2 else _say("covers_all", total=total)
    elif total:
        yield _say("covers_some", covered=len(covered), total=total)


def _certificate(document: PathDocument) -> str:
    certificate, totals = document.certificate, document.path.totals
    if certificate.status != "optimal":
        return _say("not_proven")
    complete = not (totals.cost.unknown_items or totals.unknown_hours_items)
    return _say(f"best_{certificate.objective}" if complete else "best_as_stated")


def relaxation(document: PathDocument, change: RelaxationDocument, today: dt.date) -> str:
    """One change of a limit and what it reaches."""
    values = _changed(change, document.path.totals.cost.currency, today)
    return _say(f"relax_{change.change}", coverage=_reach(document, change.coverage), **values)


def _reach(document: PathDocument, coverage: float) -> str:
    if coverage < 1:
        return _say("reach_part", share=facts.percent(coverage))
    total = len(document.goal.skills)
    return _say("reach_all", total=total) if total else facts.percent(1)


def _changed(change: RelaxationDocument, currency: str, today: dt.date) -> dict[str, Any]:
    before, after = change.before, change.after
    match change.change:
        case "budget":
            more = Decimal(str(after)) - Decimal(str(before))
            return {"amount": facts.money(more, currency), "value": facts.money(Decimal(str(after)), currency)}
        case "by":
            return {"date": facts.day(_date(after), today)}
        case "hours":
            return {"count": facts.number(float(after) - float(before))}
        case "hours_per_week":
            return {"pace": facts.hours_long(float(after)), "before": facts.hours_long(float(before))}
        case "budget_and_by":
            money = facts.money(Decimal(str(after["budget"])), currency)
            return {"value": money, "date": facts.day(_date(after["by"]), today)}
        case "language":
            return {"value": facts.language(str(after))}
        case "provider" | "without":
            return {"before": facts.listed([str(name) for name in before]) if _several(before) else str(before)}
        case _:
            return {}


def _several(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _date(value: Any) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))


def _say(section: str, **values: object) -> str:
    return say_from("path", section, **values)
