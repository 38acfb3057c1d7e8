"""The words of figures in English, Spanish, French and German: numbers, units, currencies, months."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.numbers import get_currency_symbol, list_currencies

from bot.advisor.understand.draft import plain
from bot.advisor.understand.numbers import SPELLED

HOURS = r"(?:hours?|hrs?|horas?|heures?|stunden?|std)"
MINUTES = r"(?:minutes?|mins?|minutos?|minuten?)"
DAYS = r"(?:days?|dias?|jours?|tage?n?)"
WEEKS = r"(?:weeks?|wks?|semanas?|semaines?|wochen?)"
MONTHS = r"(?:months?|mos?|mes|meses|mois|monate?n?)"
YEARS = r"(?:years?|yrs?|anos?|ans?|annees?|jahre?n?)"
UNITS = {"minutes": MINUTES, "hours": HOURS, "days": DAYS, "weeks": WEEKS, "months": MONTHS, "years": YEARS}
EACH_WEEK = (
    rf"(?:\s?/\s?|\s(?:a|per|each|every|por|a la|par|pro|in der|die)\s){WEEKS}|\s(?:weekly|semanales|wochentlich)"
)
EACH_MONTH = (
    r"(?:\s?/\s?|\s(?:a|per|each|every|por|al|par|pro|im)\s)(?:month|mo|mes|mois|monat)\b"
    r"|\s(?:monthly|mensual(?:es)?|monatlich)"
)
EACH_YEAR = (
    r"(?:\s?/\s?|\s(?:a|per|each|every|por|al|par|pro|im)\s)(?:year|yr|ano|an|jahr)\b|\s(?:yearly|annually|anual)"
)

_FOREIGN = {
    2: "dos deux zwei", 3: "tres trois drei", 4: "cuatro quatre vier", 5: "cinco cinq funf", 6: "seis six sechs",
    7: "siete sept sieben", 8: "ocho huit acht", 9: "nueve neuf neun", 10: "diez dix zehn", 11: "once onze elf",
    12: "doce douze zwolf",
}  # fmt: skip
FOREIGN_NUMBERS = {word: number for number, words in _FOREIGN.items() for word in words.split()}
DIGITS = r"\d+(?:[.,\u202f ]\d{3})*(?:[.,]\d+)?(?!\d)"
_WORDS = "|".join(sorted((word for word in FOREIGN_NUMBERS if word not in ("once", "six")), key=len, reverse=True))
NUMBER = rf"(?:{DIGITS}|\b(?:{SPELLED}|{_WORDS})\b)"

_WORDS_OF_MONEY = {
    "dollars": "USD", "dollar": "USD", "bucks": "USD", "dolares": "USD", "euros": "EUR", "euro": "EUR",
    "pounds": "GBP", "pound": "GBP", "libras": "GBP", "livres": "GBP", "pfund": "GBP", "yen": "JPY", "rupees": "INR",
    "pesos": "MXN", "francs": "CHF", "franken": "CHF", "us$": "USD",
}  # fmt: skip


@cache
def currencies() -> dict[str, str]:
    """ISO 4217 codes by what stands for them, in the plain form of a text: "$", "us$", "euros", "usd"."""
    codes = [code for code in list_currencies() if re.fullmatch("[A-Z]{3}", code)]
    symbols = {plain(get_currency_symbol(code, "en_US")): code for code in codes}
    symbols = {symbol: code for symbol, code in symbols.items() if symbol != code.lower()}
    named = {
        plain(code): code
        for code in codes
        if code not in ("ALL", "TRY", "TOP", "SOS", "PEN", "MOP", "LAK", "BAM", "CUP")
    }
    return symbols | named | _WORDS_OF_MONEY


@cache
def month_names() -> dict[str, int]:
    """The numbers of months by their names and short names, in the plain form of a text."""
    found: dict[str, int] = {}
    for language in ("en", "es", "fr", "de"):
        months = Locale(language).months["format"]
        for width in ("wide", "abbreviated"):
            found |= {plain(str(name)).rstrip("."): number for number, name in months[width].items()}
    return found
