"""What may be said in an answer: the figures, dates, names and addresses of its records, its plans and of what was asked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.bot import sample_arithmetic as file
from tests.evals.catalogs import linked
from tests.evals.figures import dates_in, numbers_in
from tests.evals.hearing import TODAY, Heard
from tests.evals.planned import Document, Planned

Figures = set[Decimal]
PACE = Decimal(5)
"""Hours a week where nobody says another number."""


@dataclass
class Grounds:
    """Every value that something stands behind."""

    money: Figures = field(default_factory=set)
    hours: Figures = field(default_factory=set)
    weeks: Figures = field(default_factory=set)
    months: Figures = field(default_factory=set)
    paces: Figures = field(default_factory=lambda: {PACE})
    days: set[dt.date] = field(default_factory=lambda: {TODAY})
    links: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    skills: set[str] = field(default_factory=set)
    providers: set[str] = field(default_factory=set)


def grounds_of(heard: Heard, planned: Planned) -> Grounds:
    """All that stands behind one answer."""
    grounds = Grounds()
    for id_ in heard.answer.citations:
        row = heard.catalog.rows[id_]
        _add_row(grounds, row)
        grounds.titles |= {heard.catalog.rows[each]["title"] for each in linked(row) if each in heard.catalog.rows}
    for id_ in (id_ for answer in (*heard.before, heard.answer) for id_ in answer.citations):
        grounds.titles.add(heard.catalog.rows[id_]["title"])
        grounds.skills |= set(heard.catalog.rows[id_]["skills"])
    for document in planned.documents:
        _add_document(grounds, document)
    for plan in heard.overheard.plans:
        asked = plan.request.model_dump(mode="json")
        _add_values(grounds, asked | {"not_provider": asked["without"]})
    grounds.money |= heard.overheard.sums
    for words in heard.said:
        _add_said(grounds, words)
    _add_values(grounds, heard.answer.constraints)
    _add_person(grounds, heard)
    return grounds


def number(value: Any) -> Decimal:
    """A number in one form."""
    return round(Decimal(str(value)), 3).normalize()


def _all(values: Iterable[Any]) -> Figures:
    return {number(value) for value in values if value is not None}


def _add_row(grounds: Grounds, row: file.Row) -> None:
    cost, hours = row.get("cost") or {}, row.get("hours") or {}
    parts = list((cost.get("parts") or {}).values())
    grounds.money |= _all([cost.get("amount"), file.paid(row), *parts, sum(parts)])
    grounds.hours |= _all(hours.values())
    grounds.weeks |= _all([row.get("weeks")])
    grounds.months |= _all([row.get("validity_months"), file.months(row)])
    grounds.days |= _days(row)
    grounds.links |= {row["url"]} if row.get("url") else set()
    grounds.titles.add(row["title"])
    awarding = (claim.get("awarded_by") for claim in row.get("credit") or ())
    grounds.providers |= {each for each in (row.get("provider"), *awarding) if each}


def _days(row: file.Row) -> set[dt.date]:
    stated = [row.get("as_of"), row.get("enrol_by"), *(row.get("starts") or ())]
    stated += [claim.get("as_of") for claim in (*(row.get("credit") or ()), *(row.get("stacks_into") or ()))]
    return {dt.date.fromisoformat(each) for each in stated if each}


# ---- plans


def _add_document(grounds: Grounds, document: Document) -> None:
    for path in (document["path"], *(other["path"] for other in document["alternatives"])):
        _add_path(grounds, path)
    for each in document["relaxations"]:
        _add_relaxation(grounds, each)
    for demand in document["goal"]["entry_demands"]:
        _add_said(grounds, demand["text"])


def _add_path(grounds: Grounds, path: dict[str, Any]) -> None:
    totals = path["totals"]
    grounds.money |= _all([totals["cost"]["amount"]])
    grounds.hours |= _all([totals["hours"]])
    grounds.weeks |= _all([max(1, round(totals["weeks"]))])
    grounds.titles |= {earned["title"] for earned in path["earned"]}
    for step in path["steps"]:
        _add_row(grounds, step)
        grounds.money |= _all([step["charged"]["amount"]])
        grounds.days |= {dt.date.fromisoformat(step[name]) for name in ("starts_on", "ends_on")}
        _add_reasons(grounds, f"{step['because']} {step['note'] or ''}")


def _add_reasons(grounds: Grounds, words: str) -> None:
    """What a step's reasons say of the nearest other credential, which need not be cited."""
    _add_said(grounds, words)
    grounds.titles |= set(re.findall(r"“([^”]*)”", words))


def _add_relaxation(grounds: Grounds, each: dict[str, Any]) -> None:
    before, after = each["from"], each["to"]
    if isinstance(after, dict):
        _add_values(grounds, after)
    elif each["change"] == "hours_per_week":
        grounds.paces |= _all([before, after])
    elif each["change"] in ("budget", "hours"):
        values = _all([before, after, number(after) - number(before)])
        grounds.money |= values
        grounds.hours |= values
    elif each["change"] == "by":
        grounds.days |= {dt.date.fromisoformat(each) for each in (before, after)}


# ---- what was asked


def _add_said(grounds: Grounds, words: str) -> None:
    """A number that the person wrote may come back as whatever it was taken for."""
    plain = _all(numbers_in(words))
    for known in (grounds.money, grounds.hours, grounds.weeks, grounds.months, grounds.paces):
        known.update(plain)
    grounds.days |= {day for _, day in dates_in(words)}
    grounds.links |= set(re.findall(r"https?://\S+", words))


def _add_values(grounds: Grounds, values: dict[str, Any]) -> None:
    """Constraints by their names."""
    money = _all(values.get(name) for name in ("max_cost", "min_cost", "budget"))
    grounds.money |= money | _all(map(round, money))
    grounds.hours |= _all(values.get(name) for name in ("max_hours", "min_hours", "hours"))
    grounds.paces |= _all([values.get("hours_per_week")])
    grounds.days |= {dt.date.fromisoformat(each) for each in (values.get("by"),) if each}
    for name in ("provider", "not_provider"):
        named = values.get(name) or ()
        grounds.providers |= {named} if isinstance(named, str) else set(named)


def _add_person(grounds: Grounds, heard: Heard) -> None:
    """What is known of the person, and their saved plans."""
    learner = heard.learner.model_dump(mode="json")
    _add_values(grounds, learner | {"not_provider": learner["avoid"]})
    for plan in heard.saved:
        _add_values(grounds, plan.request)
        grounds.days.add(plan.saved_at.date())
        grounds.titles |= {plan.title, *(step.title for step in plan.steps)}
        grounds.money |= _all(Decimal(step.cents) / 100 for step in plan.steps if step.cents is not None)
        grounds.hours |= _all(step.hours for step in plan.steps)
