"""The facts of a record as lines: what every door shows of a course, of a step of a path, and of a whole record.

The lines hold the catalog's text as it stands; a door makes it safe for where it is shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from bot.advisor import facts
from bot.advisor.path_document import EarnedDocument, StepDocument
from bot.advisor.wording import prompt_of
from catalog.credential import Credential, Visibility


def label(name: str, value: str | None = None) -> str:
    """What a fact is called, in the language that is spoken."""
    return prompt_of("labels", name).render(name, **({} if value is None else {"value": value}))


def card_lines(item: Credential, names: Mapping[str, str], today: dt.date) -> Iterator[str]:
    """A course in a few lines: price and hours, what it is, then what it takes first and leads to. `names` are titles
    of what it refers to, by id."""
    dated = facts.prices_of(item.as_of, today) if item.price_known else ""
    price = facts.price(item.cost, item.hours)
    yield " · ".join([f"{price} ({dated})" if dated else price, facts.hours(item.hours)])
    about = [
        item.provider or label("provider_unknown"),
        facts.kind(item.kind),
        facts.level(item.level) if item.level else label("level_unknown"),
        facts.delivery(item.delivery) if item.delivery else "",
        facts.languages(item.language) if item.language else "",
    ]
    yield " · ".join(part for part in about if part)
    if item.prerequisites is not None:
        yield label("first", facts.requirement(item.prerequisites, names))
    if item.stacks_into:
        yield label("toward", facts.larger(item, names))
    if item.audience.visibility is Visibility.INTERNAL:
        yield label("internal", item.audience.owner or "")


def whole_facts(item: Credential, names: Mapping[str, str], today: dt.date) -> list[tuple[str, str]]:
    """Label and words of every fact; price, hours and level are named also where they are unknown."""
    unknown = label("unknown")
    always = [
        ("price", facts.price(item.cost, item.hours)),
        ("hours", facts.hours(item.hours)),
        ("provider", item.provider or unknown),
        ("ends_in", facts.kind(item.kind)),
        ("level", facts.level(item.level) if item.level else unknown),
        ("taught", facts.delivery(item.delivery) if item.delivery else unknown),
        ("language", facts.languages(item.language) or unknown),
    ]
    stated = ((name, value) for name, value in _stated(item, names, today) if value)
    return [(label(name), value) for name, value in (*always, *stated)]


def _stated(item: Credential, names: Mapping[str, str], today: dt.date) -> Iterator[tuple[str, str]]:
    cost = item.cost
    if cost and cost.parts:
        yield "made_up_of", facts.parts(cost)
    yield "weeks", facts.weeks(item.weeks) if item.weeks else ""
    yield "starts", facts.listed([facts.day(date, today) for date in item.starts], "or")
    yield "sign_up_by", facts.day(item.enrol_by, today) if item.enrol_by else ""
    yield "place", item.place or ""
    yield "device", item.device or ""
    yield "skills", ", ".join(item.skills)
    yield "needs_first", facts.requirement(item.prerequisites, names) if item.prerequisites else ""
    yield "earned_by", facts.requirement(item.earned_by, names) if item.earned_by else ""
    yield "counts_toward", facts.larger(item, names)
    yield "credit", facts.credit(item.credit, today)
    yield "valid_for", facts.months(item.validity_months) if item.validity_months else ""
    for name, answer in (
        ("project", item.project),
        ("career_help", item.career_support),
        ("badge", item.verified_badge),
    ):
        yield name, {True: label("yes"), False: label("no"), None: ""}[answer]
    yield "internal_to", item.audience.owner or ""
    yield "as_of", facts.day(item.as_of, today) if item.as_of else ""
    yield "address", item.url or ""


def step_line(step: StepDocument, today: dt.date) -> str:
    """A step's price with its date, hours, weeks and provider."""
    price = facts.price(step.cost)
    dated = step.cost is not None and step.cost.amount is not None
    parts = [
        f"{price} ({facts.prices_of(step.as_of, today)})" if dated else price,
        facts.hours(step.hours),
        facts.weeks_span(step.start_week, step.end_week),
        step.provider or "",
    ]
    return " · ".join(part for part in parts if part)


def earned_line(earned: EarnedDocument, today: dt.date) -> str:
    """What is earned after a step, with the date of the claim where it has one."""
    dated = facts.stated_on(earned.stacks_as_of, today) if earned.stacks_as_of else ""
    return label("earned_here", f"{earned.title}{dated}")
