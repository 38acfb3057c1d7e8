"""The figures of a sentence: money, time, dates, shares and bare numbers, each with every value that it may mean."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from bot.advisor.grounding.units import (
    DIGITS,
    EACH_MONTH,
    EACH_WEEK,
    EACH_YEAR,
    FOREIGN_NUMBERS,
    NUMBER,
    UNITS,
    WEEKS,
    currencies,
    month_names,
)
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.numbers import value as value_of

Reading = tuple[Any, ...]
"""One thing that a claim may mean; its parts depend on the kind."""


class Kind(StrEnum):
    """What a claim is about."""

    MONEY = "money"
    FREE = "free"
    TIME = "time"
    PACE = "pace"
    WEEK = "week"
    DATE = "date"
    SHARE = "share"
    NUMBER = "number"
    LINK = "link"
    TITLE = "title"
    PROVIDER = "provider"
    NAME = "name"
    LEVEL = "level"
    SKILL = "skill"
    LANGUAGE = "language"
    ORDER = "order"
    LEAK = "leak"


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a sentence claims, at its place. `values` are the readings, of which one has to be true.

    A reading is (low, high, currency, "" | "month" | "year") for money, (low, high, unit) for time, (low, high) for a
    pace, a week or a share, (number, noun, of how many) for a bare number, (year | None, month, day | None) for a date,
    and the words themselves for names.
    """

    kind: Kind
    start: int
    end: int
    words: str
    values: frozenset[Reading]


def readings(words: str) -> set[Decimal]:
    """Every number that some words may mean: "1.200" is one thousand two hundred or one and two tenths."""
    words = words.strip()
    if not words[:1].isdigit():
        foreign = FOREIGN_NUMBERS.get(words)
        return {Decimal(foreign) if foreign else Decimal(str(value_of(words)))}
    bare = re.sub(r"[\u202f ]", "", words)
    return {number for number in (_decimal(bare, ","), _decimal(bare, ".")) if number is not None}


def _decimal(text: str, thousands: str) -> Decimal | None:
    point = "." if thousands == "," else ","
    whole, _, part = text.partition(point)
    groups = whole.split(thousands)
    if any(len(group) != 3 for group in groups[1:]) or thousands in part or point in part:
        return None
    return Decimal("".join(groups) + (f".{part}" if part else ""))


def figures(draft: Draft) -> list[Claim]:
    """The figures of a sentence; each is blanked out as it is read."""
    found = [*_money(draft), *_dates(draft), *_times(draft), *_shares(draft), *_free(draft), *_numbers(draft)]
    return sorted(found, key=lambda claim: claim.start)


# ---- money

_BETWEEN = r"\b(?:between|entre|zwischen)\s"
_TO = r"\s?(?:-|to|a|bis|until)\s?"
_AND = r"\s(?:and|y|et|und)\s"


def _span(name: str, number: str, before: str = "", again: str = "") -> str:
    """The pattern of a number or of a range of two, in the groups `name`1 and `name`2: "10", "10-12", "between 10 and 12"."""
    joined = rf"(?({name}){_AND}|{_TO})"
    return rf"(?P<{name}>{_BETWEEN})?{before}(?P<{name}1>{number})(?:{joined}{again}(?P<{name}2>{number}))?"


def _pairs(match: re.Match[str], name: str) -> set[tuple[Decimal, Decimal]]:
    """The readings of what _span matched, as (low, high)."""
    low, high = match[f"{name}1"], match[f"{name}2"]
    return {(a, b) for a in _amounts(low) for b in (_amounts(high) if high else {a})}


@cache
def _money_pattern() -> re.Pattern[str]:
    names = sorted(currencies(), key=len, reverse=True)
    unit = "|".join(re.escape(name) for name in names)
    signs = "|".join(re.escape(name) for name in names if not name.isalpha() or len(name) == 3)
    number = rf"{NUMBER}(?:\s?k\b)?"
    signed = _span("after", number, rf"(?<!\w)(?P<sign>{signs})\s?", rf"(?:(?:{signs})\s?)?")
    named = _span("before", number, r"(?<![\w.,])")
    each = rf"(?:(?P<month>{EACH_MONTH})|(?P<year>{EACH_YEAR}))?"
    return re.compile(rf"(?:{signed}|{named}\s?-?(?P<unit>{unit})(?!\w)){each}")


def _money(draft: Draft) -> Iterator[Claim]:
    for match in draft.take_all(_money_pattern()):
        currency = currencies()[match["sign"] or match["unit"]]
        each = "month" if match["month"] else "year" if match["year"] else ""
        pairs = _pairs(match, "after" if match["sign"] else "before")
        yield _claim(Kind.MONEY, draft, match, {(low, high, currency, each) for low, high in pairs})


def _amounts(words: str) -> set[Decimal]:
    scale = 1000 if words.endswith("k") and words[0].isdigit() else 1
    return {number * scale for number in readings(words.removesuffix("k") if scale > 1 else words)}


_FREE = re.compile(
    r"(?<!feel )(?<!sugar[ -])\b(?:(?P<not>(?:not|isn't|aren't|no es|nicht|pas)\s(?:entirely\s|quite\s)?)?"
    r"(?:for free|free of charge|free|at no cost|no cost|costs? nothing|gratis|gratuit[aeos]{0,2}|kostenlos|kostenfrei)"
    r"(?P<audit>\s(?:to audit|to follow|lessons))?)\b(?!\sto (?:ask|say|tell|choose|pick|start)|\stime)"
)


def _free(draft: Draft) -> Iterator[Claim]:
    for match in draft.take_all(_FREE):
        yield _claim(Kind.FREE, draft, match, {("not" if match["not"] else "audit" if match["audit"] else "free",)})


# ---- time

_ONE = r"(?:(?<=\btakes )|(?<=\bin )|(?<=\bonly )|(?<=\bjust )|(?<=\babout ))an?(?= )"
"""An article is a number only after such a word: "takes a week", but not "five hours a week"."""
_TIME = re.compile(
    _span("many", rf"(?!an? (?!hundred|thousand|couple|dozen)){NUMBER}|{_ONE}")
    + r"(?:\s?-?\s?|\s(?:full |more |extra |additional )?)"
    + rf"(?P<unit>{'|'.join(f'(?P<{name}>{unit})' for name, unit in UNITS.items())}|h)\b(?P<week>{EACH_WEEK})?"
)
_COMPOUND = re.compile(rf"(?P<hours>{DIGITS})\s?(?:hours?|h)(?: and)?\s(?P<minutes>\d+)\s?(?:minutes?|min)\b")
_WEEK = re.compile(
    r"\b(?:weeks?|semanas?|semaines?|wochen?)\s(?P<low>\d+)"
    rf"(?:\s?(?:-|to|a|bis|and|through|until)\s?(?:week\s)?(?P<high>\d+))?(?!\s?{WEEKS})"
)


def _times(draft: Draft) -> Iterator[Claim]:
    for match in draft.take_all(_COMPOUND):
        whole = Decimal(match["hours"]) + Decimal(match["minutes"]) / 60
        yield _claim(Kind.TIME, draft, match, {(whole, whole, "hours")})
    for match in draft.take_all(_WEEK):
        low = Decimal(match["low"])
        yield _claim(Kind.WEEK, draft, match, {(low, Decimal(match["high"] or low))})
    for match in draft.take_all(_TIME):
        unit = next((name for name in UNITS if match[name]), "hours")
        readings_ = {_in_unit(low, high, unit) for low, high in _pairs(match, "many")}
        if match["week"]:
            yield _claim(Kind.PACE, draft, match, {reading[:2] for reading in readings_})
        else:
            yield _claim(Kind.TIME, draft, match, readings_)


def _in_unit(low: Decimal, high: Decimal, unit: str) -> tuple[Decimal, Decimal, str]:
    """Minutes as hours, years as months."""
    if unit == "minutes":
        return low / 60, high / 60, "hours"
    if unit == "years":
        return low * 12, high * 12, "months"
    return low, high, unit


# ---- dates


@cache
def _date_patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(month_names(), key=len, reverse=True))
    year = r"(?:,?\s(?:de\s|of\s)?(?P<year>\d{4}))?"
    return (
        re.compile(r"\b(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})\b"),
        re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s(?:of\s|de\s)?(?P<month>{month})\b\.?{year}"),
        re.compile(rf"\b(?P<month>{month})\b\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|\s?hours?){year}"),
        re.compile(rf"\b(?P<month>{month})\b\.?,?\s(?:de\s|of\s)?(?P<year>\d{{4}})\b"),
        re.compile(r"(?<![\d/])(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})\b"),
    )


_VERBS = ("may", "march")
"""Months that are verbs where they are not written with a capital."""


def _dates(draft: Draft) -> Iterator[Claim]:
    for pattern in _date_patterns():
        for match in pattern.finditer(draft.open):
            parts = match.groupdict()
            if parts.get("month") in _VERBS and draft.text[match.start("month")].islower():
                continue
            draft.blank(*match.span())
            year = int(parts["year"]) if parts.get("year") else None
            day = int(parts["day"]) if parts.get("day") else None
            values: set[Reading]
            if parts.get("first"):
                one, two = int(parts["first"]), int(parts["second"])
                values = {(year, one, two), (year, two, one)}
            else:
                values = {(year, int(parts["number"]) if parts.get("number") else month_names()[parts["month"]], day)}
            yield _claim(Kind.DATE, draft, match, values)


def same_date(said: Reading, date: dt.date, today: dt.date) -> bool:
    """Whether a date is the one that is said; where no year is said it is this year's or the next occurrence."""
    year, month, day = said
    if month != date.month or (day is not None and day != date.day):
        return False
    return year == date.year if year is not None else date.year in (today.year, today.year + 1)


# ---- the rest

_SHARE = re.compile(_span("part", NUMBER) + r"\s?(?:%|percent\b|per cent\b|por ciento\b|prozent\b|pour cent\b)")
_NUMBER = re.compile(
    rf"(?<![\w#+]){DIGITS}(?![\w#+%]|[.,]\d)"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|(?:a |one )?hundred|dozen)\b"
)


def _shares(draft: Draft) -> Iterator[Claim]:
    for match in draft.take_all(_SHARE):
        yield _claim(Kind.SHARE, draft, match, _pairs(match, "part"))


_PAIR = re.compile(
    rf"(?P<part>{NUMBER}) (?:of|out of|de|von|sur) (?:the |your |los |las |den )?(?P<all>\d+)(?![.,]?\d)"
)
_NOUN = re.compile(r"[ -]([^\W\d_]+?)(?:s|es|n)?\b")


def _numbers(draft: Draft) -> Iterator[Claim]:
    for match in draft.take_all(_PAIR):
        yield _claim(
            Kind.NUMBER, draft, match, {(part, "of", Decimal(match["all"])) for part in readings(match["part"])}
        )
    for match in draft.take_all(_NUMBER):
        noun = _NOUN.match(draft.open, match.end())
        values = {Decimal(12)} if match[0] == "dozen" else readings(match[0])
        yield _claim(Kind.NUMBER, draft, match, {(value, noun[1] if noun else "", value) for value in values})


def _claim(kind: Kind, draft: Draft, match: re.Match[str], values: Iterable[Reading]) -> Claim:
    return Claim(kind, match.start(), match.end(), draft.text[match.start() : match.end()], frozenset(values))
