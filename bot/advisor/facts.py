"""A credential's facts in the words that people read; an unknown one is called unknown.

All of it is said in the language that `bot.advisor.wording.speaking` sets: the words come from prompts/replies/facts,
numbers, dates and units from CLDR in the locale that this file names.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil, floor

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_symbol
from babel.units import format_unit

from bot.advisor.understand.tongues import name_in
from bot.advisor.wording import ENGLISH, prompt_of, spoken
from catalog.credential import Basis, Cost, Credential, CreditClaim, Delivery, Effort, Kind, Level
from catalog.requirement import AllOf, AnyOf, AtLeast, CredentialHeld, Requirement, RequirementKind, SkillHeld, Stated
from retrieval.query import HOURS_A_MONTH


def _say(section: str, **values: object) -> str:
    return prompt_of("facts", section).render(section, **values)


def _locale() -> str:
    return _say("locale")


def _counted(value: float, unit: str) -> str:
    """A number of units of time."""
    return _plainly(format_unit(value, f"duration-{unit}", "long", locale=_locale()))


def _plainly(written: str) -> str:
    """A figure without the unbroken spaces of some locales."""
    return written.replace("\u00a0", " ").replace("\u202f", " ")


def money(amount: Decimal | float, currency: str | None) -> str:
    """A sum: "$65", "$1,200.50", "65 $"; without a currency the bare number says so."""
    number = Decimal(str(amount))
    whole = number == number.to_integral_value()
    if currency is None:
        return _say("no_currency", amount=format_decimal(number, locale=_locale()))
    pattern = Locale.parse(_locale()).currency_formats["standard"].pattern
    form = re.sub(r"\.0+", "", pattern) if whole else pattern
    written = format_currency(number, currency, form, locale=_locale(), currency_digits=not whole)
    return written.replace(get_currency_symbol(currency, _locale()), get_currency_symbol(currency, ENGLISH))


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


def parts(cost: Cost) -> str:
    """What the price is made up of: "tuition $395, books $55"."""
    return ", ".join(f"{name} {money(part, cost.currency)}" for name, part in cost.parts.items())


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
    count = months_of(hours)
    total = money((cost.amount or 0) * count, cost.currency)
    return _say("price_per_month_total", price=stated, total=total, months=months(count))


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
    count = months_of(credential.hours)
    return cost.amount * (count if cost.basis is Basis.PER_MONTH else ceil(count / 12))


def free() -> str:
    """Nothing is paid."""
    return _say("free")


def months(count: int) -> str:
    """A number of months."""
    return _counted(count, "month")


def years(count: int) -> str:
    """A number of years."""
    return _counted(count, "year")


def steps(count: int) -> str:
    """A number of steps."""
    return _say("one_step") if count == 1 else _say("steps", steps=count)


def percent(share: float) -> str:
    """A share in whole percent, never rounded up to all of it."""
    return _plainly(format_percent(floor(share * 100) / 100, locale=_locale()))


_VOWEL = re.compile(r"[AEIOaeio]|[FHLMNRSX][A-Z]")
"""Whether a title begins with the sound of a vowel: "accountant", "HR assistant", but not "UX designer"."""


def a_role(title: str) -> str:
    """The title of a role with its article: "a data analyst", "an accountant"."""
    return _say("an" if _VOWEL.match(title) else "a", name=role(title))


def role(title: str) -> str:
    """The title of a role inside a sentence: "data analyst", but "UX designer"; "analista de datos"; "Datenanalyst"."""
    named = name_in(spoken(), title)
    if named != title:
        return named
    return title[:1].lower() + title[1:] if title[:2].istitle() else title


def titled(title: str) -> str:
    """The title of a role at the beginning of a sentence: "Data analyst", "Analista de datos"."""
    title = name_in(spoken(), title)
    return title[:1].upper() + title[1:]


def number(value: float) -> str:
    """A number as people write it."""
    return format_decimal(value, locale=_locale())


def hours_long(value: float) -> str:
    """A number of hours: "1 hour", "10 hours", "30 minutes"."""
    if value < 1:
        return _counted(round(value * 60), "minute")
    return _counted(value, "hour")


def hours(effort: Effort | None) -> str:
    """The hours of a learner in all: "12–16 hours"; "hours unknown"."""
    if effort is None:
        return _say("hours_unknown")
    if effort.min == effort.max:
        return hours_long(effort.min)
    return f"{number(effort.min)}–{hours_long(effort.max)}"


def weeks(value: float) -> str:
    """A number of weeks."""
    return _counted(value, "week")


def weeks_span(begin: float, end: float) -> str:
    """The weeks of a plan in which a step lies, counted from 1: "week 3", "weeks 3–5"."""
    first, last = floor(begin) + 1, max(floor(begin) + 1, ceil(end))
    return _say("in_week", first=first) if first == last else _say("in_weeks", first=first, last=last)


def stated_on(date: dt.date, today: dt.date) -> str:
    """ " (stated 3 November)"."""
    return _say("stated_on", date=day(date, today))


def day(date: dt.date, today: dt.date) -> str:
    """A date as people say it; the year is named where it is not this one."""
    pattern = _say("day" if date.year == today.year else "day_of_year")
    if date.day == 1:
        pattern = pattern.replace("d", f"'{_say('first_day')}'", 1)
    return format_date(date, pattern, locale=_locale())


def prices_of(date: dt.date | None, today: dt.date) -> str:
    """ "prices of 3 November", or that the record bears no date."""
    return _say("prices_of", date=day(date, today)) if date else _say("prices_undated")


def language(tag: str) -> str:
    """The name of a language; the tag itself where it has none."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(_locale()) or tag
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
    return _say(f"kind_{value.value}")


def kinds(value: Kind) -> str:
    """Several of what is awarded."""
    return _say(f"kinds_{value.value}")


def level(value: Level) -> str:
    """How advanced it is, in a word."""
    return _say(f"level_{value.value}")


def delivery(value: Delivery) -> str:
    """How it is taught."""
    return _say(f"delivery_{value.value}")


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
        amount, unit = number(float(claim.amount)), claim.unit or _say("credits")
        words = (
            _say("credit", amount=amount, unit=unit, who=claim.awarded_by)
            if claim.awarded_by
            else _say("credit_undated", amount=amount, unit=unit)
        )
    return _say("credit_as_of", names=words, date=day(claim.as_of, today)) if claim.as_of else words


def larger(credential: Credential, names: Mapping[str, str]) -> str:
    """What it counts toward, by title."""
    return listed([names.get(link.credential, link.credential) for link in credential.stacks_into])
