"""A credential's facts in the words that people read; an unknown one is called unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil, floor

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

from catalog.credential import Basis, Cost, Credential, CreditClaim, Delivery, Effort, Kind
from catalog.requirement import AllOf, AnyOf, AtLeast, CredentialHeld, Requirement, RequirementKind, SkillHeld, Stated
from prompts import library
from retrieval.query import HOURS_A_MONTH

LOCALE = "en_US"

KINDS = {
    Kind.BADGE: "a badge",
    Kind.MICROCREDENTIAL: "a microcredential",
    Kind.COURSE: "a course",
    Kind.CERTIFICATE: "a certificate",
    Kind.PROFESSIONAL_CERTIFICATE: "a professional certificate",
    Kind.PROGRAM: "a program",
    Kind.DEGREE: "a degree",
    Kind.EXAM: "an exam",
}
DELIVERIES = {
    Delivery.SELF_PACED: "online at your own pace",
    Delivery.ONLINE_SCHEDULED: "online at set times",
    Delivery.IN_PERSON: "in person",
    Delivery.HYBRID: "partly online, partly in person",
}


def _say(section: str, **values: object) -> str:
    return library()["replies/facts"].render(section, **values)


def money(amount: Decimal | float, currency: str | None) -> str:
    """A sum: "$65", "$1,200.50"; without a currency the bare number says so."""
    number = Decimal(str(amount))
    whole = number == number.to_integral_value()
    if currency is None:
        return _say("no_currency", amount=format_decimal(number, locale=LOCALE))
    return format_currency(number, currency, "¤#,##0" if whole else None, locale=LOCALE, currency_digits=not whole)


def price(cost: Cost | None, hours: Effort | None = None) -> str:
    """What the credential costs, with what a subscription comes to and what its parts say."""
    if cost is None or cost.amount is None:
        return _say("price_unknown")
    if not cost.parts_agree:
        total = money(sum(cost.parts.values()), cost.currency)
        return _say("parts_contradict", stated=money(cost.amount, cost.currency), sum=total)
    if cost.is_free:
        return _say("free")
    stated = _with_basis(cost, money(cost.amount, cost.currency), hours)
    return _say("free_to_audit", price=stated) if cost.audit_free else stated


def full_price(credential: Credential) -> str:
    """What the credential itself costs, whether or not its lessons are free to audit."""
    cost = credential.cost
    return price(cost.model_copy(update={"audit_free": False}) if cost else None, credential.hours)


def _with_basis(cost: Cost, stated: str, hours: Effort | None) -> str:
    if cost.basis is Basis.PER_YEAR:
        return _say("price_per_year", price=stated)
    if cost.basis is Basis.ONE_TIME:
        return stated
    if hours is None:
        return _say("price_per_month", price=stated)
    months = months_of(hours)
    spelled = f"{months} month" + ("s" if months > 1 else "")
    total = money((cost.amount or 0) * months, cost.currency)
    return _say("price_per_month_total", price=stated, total=total, months=spelled)


def months_of(hours: Effort) -> int:
    """The months that a monthly price is paid, at five hours a week."""
    return max(1, ceil(hours.max / HOURS_A_MONTH))


def whole_price(credential: Credential) -> Decimal | None:
    """What is paid in all, as the price filter counts it; None where it cannot be known."""
    cost = credential.cost
    if cost is None or cost.amount is None:
        return None
    if cost.basis is Basis.ONE_TIME or cost.amount == 0:
        return cost.amount
    if credential.hours is None:
        return None
    months = months_of(credential.hours)
    return cost.amount * (months if cost.basis is Basis.PER_MONTH else ceil(months / 12))


def free() -> str:
    """Nothing is paid."""
    return _say("free")


def months(count: int) -> str:
    """A number of months."""
    return _say("one_month") if count == 1 else _say("months", months=count)


def years(count: int) -> str:
    """A number of years."""
    return _say("one_year") if count == 1 else _say("years", years=count)


def steps(count: int) -> str:
    """A number of steps."""
    return _say("one_step") if count == 1 else _say("steps", steps=count)


def percent(share: float) -> str:
    """A share in whole percent, never rounded up to all of it."""
    return format_percent(floor(share * 100) / 100, locale=LOCALE)


def a_role(title: str) -> str:
    """The title of a role with its article: "a data analyst", "an accountant"."""
    return _say("an" if title[:1].lower() in "aeio" else "a", name=role(title))


def role(title: str) -> str:
    """The title of a role inside a sentence: "data analyst", but "UX designer"."""
    return title[:1].lower() + title[1:] if title[:2].istitle() else title


def number(value: float) -> str:
    """A number as people write it."""
    return format_decimal(value, locale=LOCALE)


def hours_long(value: float) -> str:
    """A number of hours: "1 hour", "10 hours", "30 minutes"."""
    if value < 1:
        return f"{round(value * 60)} minutes"
    return f"{number(value)} hour" + ("" if value == 1 else "s")


def hours(effort: Effort | None) -> str:
    """The hours of a learner in all: "12–16 hours"; "hours unknown"."""
    if effort is None:
        return _say("hours_unknown")
    if effort.min == effort.max:
        return hours_long(effort.min)
    return f"{number(effort.min)}–{hours_long(effort.max)}"


def weeks(value: float) -> str:
    """A number of weeks."""
    return _say("one_week") if value == 1 else _say("weeks", weeks=number(value))


def weeks_span(begin: float, end: float) -> str:
    """The weeks of a plan in which a step lies, counted from 1: "week 3", "weeks 3–5"."""
    first, last = floor(begin) + 1, max(floor(begin) + 1, ceil(end))
    return _say("in_week", first=first) if first == last else _say("in_weeks", first=first, last=last)


def stated_on(date: dt.date, today: dt.date) -> str:
    """ " (stated 3 November)"."""
    return _say("stated_on", date=day(date, today))


def day(date: dt.date, today: dt.date) -> str:
    """A date as people say it; the year is named where it is not this one."""
    return format_date(date, "d MMMM" if date.year == today.year else "d MMMM y", locale=LOCALE)


def prices_of(date: dt.date | None, today: dt.date) -> str:
    """ "prices of 3 November", or that the record bears no date."""
    return _say("prices_of", date=day(date, today)) if date else _say("prices_undated")


def language(tag: str) -> str:
    """The English name of a language; the tag itself where it has none."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(LOCALE) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def languages(tags: Sequence[str]) -> str:
    """Names of languages in one phrase."""
    return listed([language(tag) for tag in tags])


def listed(items: Sequence[str], style: str = "standard") -> str:
    """ "a, b and c"; "or" for the style "or"."""
    if len(items) < 2:
        return "".join(items)
    return _say("any_of" if style == "or" else "all_of", list=", ".join(items[:-1]), last=items[-1])


def kind(value: Kind) -> str:
    """What is awarded, with its article."""
    return KINDS[value]


def delivery(value: Delivery) -> str:
    """How it is taught."""
    return DELIVERIES[value]


def requirement(node: Requirement | None, names: Mapping[str, str]) -> str:
    """A requirement tree in words; `names` are the titles of the credentials that it names."""
    if node is None:
        return _say("needs_nothing")
    return _marked(node, _tree(node, names))


def _tree(node: Requirement, names: Mapping[str, str]) -> str:
    match node:
        case CredentialHeld():
            return names.get(node.credential, node.credential)
        case SkillHeld():
            return node.skill
        case Stated():
            return node.text
        case AllOf():
            return listed([_marked(branch, _tree(branch, names)) for branch in node.all_of])
        case AnyOf():
            return listed([_marked(branch, _tree(branch, names)) for branch in node.any_of], "or")
        case AtLeast():
            inner = ", ".join(_marked(branch, _tree(branch, names)) for branch in node.of)
            return _say("at_least", n=node.at_least, names=inner)


def _marked(node: Requirement, words: str) -> str:
    if node.kind is RequirementKind.REQUIRED:
        return words
    return _say(node.kind.value, name=words)


def credit(claims: Sequence[CreditClaim], today: dt.date) -> str:
    """Credit claims in words: how much, who awards them, and when that was stated."""
    return "; ".join(_claim(claim, today) for claim in claims)


def _claim(claim: CreditClaim, today: dt.date) -> str:
    if claim.amount is None:
        words = _say("awarded_by", who=claim.awarded_by) if claim.awarded_by else _say("credit_unknown_amount")
    else:
        amount, unit = number(float(claim.amount)), claim.unit or "credits"
        words = (
            _say("credit", amount=amount, unit=unit, who=claim.awarded_by)
            if claim.awarded_by
            else _say("credit_undated", amount=amount, unit=unit)
        )
    return _say("credit_as_of", names=words, date=day(claim.as_of, today)) if claim.as_of else words


def larger(credential: Credential, names: Mapping[str, str]) -> str:
    """What it counts toward, by title."""
    return listed([names.get(link.credential, link.credential) for link in credential.stacks_into])
