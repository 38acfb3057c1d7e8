"""The figures of a text in four languages: sums of money, hours, weeks, months, paces and dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from babel.dates import get_month_names

from tests.evals.hearing import TODAY

NUMBER = r"\d+(?:[.,\u202f\u00a0]\d+)*"
RANGE = rf"(?:(?P<low>{NUMBER})\s?(?:–|-|to|a|à|bis)\s?)?(?P<high>{NUMBER})\s"
MONEY = re.compile(
    rf"(?:US|CA|A)?[$€£]\s?(?P<before>{NUMBER})"
    rf"|(?P<after>{NUMBER})\s?(?:US)?(?:[$€£]|\b(?:USD|EUR|GBP|dollars?|dólares|Dollar|euros?|Euro)\b)"
)
EACH_WEEK = r"(?:a week|per week|por semana|a la semana|par semaine|pro Woche|in der Woche)"
PACE = re.compile(
    rf"(?P<high>{NUMBER})\s(?P<unit>hours?|minutes?|horas?|minutos?|heures?|Stunden?|Minuten?) {EACH_WEEK}"
    rf"(?: (?:instead of|en (?:vez|lugar) de|au lieu de|statt) (?P<low>{NUMBER})\s(?:hours?|horas?|heures?|Stunden?)\b)?"
)
"""Hours a week, and those instead of which they are told."""
HOURS = re.compile(RANGE + r"(?P<unit>hours?|minutes?|horas?|minutos?|heures?|Stunden?|Minuten?)\b")
WEEKS = re.compile(RANGE + r"(?:weeks?|semanas?|semaines?|Wochen?)\b")
MONTHS = re.compile(RANGE + r"(?:months?|mes|meses|mois|Monate?n?)\b")
LINK = re.compile(r"https?://[^\s<>()“”\"]*[^\s<>()“”\".,;:!?]")
NAMES = {
    name.rstrip("."): month
    for language in ("en", "es", "fr", "de")
    for month, name in get_month_names("wide", locale=language).items()
}
DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:er|\.|st|nd|rd|th)?\s(?:de\s)?(?P<month>{'|'.join(NAMES)})\b(?:,?\s(?:de\s|del\s)?(?P<year>20\d\d))?"
    r"|\b(?P<iso>20\d\d-\d\d-\d\d)\b"
)

UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen",
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince",
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze",
    "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
)
TENS = ("twenty thirty forty fifty sixty seventy eighty ninety", "veinte treinta cuarenta cincuenta sesenta")
SPELLED = {word: value for words in UNITS for value, word in enumerate(words.split(), 1)}
SPELLED |= {word: value * 10 for words in TENS for value, word in enumerate(words.split(), 2)}
SPELLED |= dict.fromkeys(("a", "an", "una", "une", "ein", "eine", "einen", "einem"), 1)
SPELLED |= {"hundred": 100, "cien": 100, "cent": 100, "hundert": 100, "thousand": 1000, "mil": 1000}

Found = Iterator[tuple[str, set[Decimal]]]
"""The words of a figure, and every value that they may mean."""


def values(number: str) -> set[Decimal]:
    """A written number, read with a decimal point and with a decimal comma."""
    spaceless = re.sub(r"\s", "", number)
    readings = (spaceless.replace(",", ""), spaceless.replace(".", "").replace(",", "."))
    return {value for each in readings for value in _decimal(each)}


def _decimal(text: str) -> Iterator[Decimal]:
    try:
        yield Decimal(text).normalize()
    except InvalidOperation:
        return


def numbers_in(text: str) -> set[Decimal]:
    """Every number of a text, in digits or in words; tens and units together where they stand side by side."""
    found = {value for number in re.findall(NUMBER, text) for value in values(number)}
    words = [SPELLED.get(word, 0) for word in re.findall(r"[^\W\d_]+", text.casefold())]
    pairs = (sum(pair) for pair in pairwise(words) if pair[0] >= 20 and 0 < pair[1] < 10)
    return found | {Decimal(number) for number in (*words, *pairs) if number}


def money_in(text: str) -> Found:
    """Sums of money."""
    yield from ((match[0], values(match["before"] or match["after"])) for match in MONEY.finditer(text))


def _timed(pattern: re.Pattern[str], text: str) -> Found:
    for match in pattern.finditer(text):
        found = match.groupdict()
        share = 60 if found.get("unit", "").casefold().startswith("min") else 1
        for number in filter(None, (found.get("low"), found["high"])):
            yield match[0], {round(value / share, 3).normalize() for value in values(number)}


def paces_in(text: str) -> Found:
    """Hours a week."""
    return _timed(PACE, text)


def hours_in(text: str) -> Found:
    """Hours in all; a pace is none."""
    return _timed(HOURS, PACE.sub(" ", text))


def weeks_in(text: str) -> Found:
    """Weeks."""
    return _timed(WEEKS, text)


def months_in(text: str) -> Found:
    """Months."""
    return _timed(MONTHS, text)


def dates_in(text: str) -> Iterator[tuple[str, dt.date | None]]:
    """Days; one without a year is of this one, one that does not exist is None."""
    for match in DATE.finditer(text):
        if match["iso"]:
            year, month, day = map(int, match["iso"].split("-"))
        else:
            year, month, day = int(match["year"] or TODAY.year), NAMES[match["month"]], int(match["day"])
        try:
            yield match[0], dt.date(year, month, day)
        except ValueError:
            yield match[0], None


def links_in(text: str) -> list[str]:
    """Web addresses."""
    return LINK.findall(text)
