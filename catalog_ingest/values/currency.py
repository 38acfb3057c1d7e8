"""Currencies: signs, words and ISO 4217 codes."""

from __future__ import annotations

import re
from functools import cache

from babel.numbers import list_currencies

_SIGNS = {
    "us$": "USD", "$us": "USD", "usd$": "USD", "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "hk$": "HKD",
    "nz$": "NZD", "s$": "SGD", "sg$": "SGD", "mx$": "MXN", "nt$": "TWD", "r$": "BRL", "$": "USD", "€": "EUR",
    "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₴": "UAH", "₦": "NGN", "₫": "VND",
    "₪": "ILS", "฿": "THB", "zł": "PLN", "kč": "CZK",
}  # fmt: skip
_WORDS = {
    "dollar": "USD", "dollars": "USD", "dolares": "USD", "dólares": "USD", "euro": "EUR", "euros": "EUR",
    "pound": "GBP", "pounds": "GBP", "rupees": "INR", "rs": "INR", "franken": "CHF", "yen": "JPY",
    "reais": "BRL",
}  # fmt: skip
_BY_LENGTH = sorted([*_SIGNS, *_WORDS], key=len, reverse=True)

PATTERN = "|".join(re.escape(word) + (r"\b" if word[-1].isalpha() else "") for word in _BY_LENGTH)
"""A regular expression (ignore case) of the signs and words; ISO codes are any three letters."""


@cache
def _codes() -> frozenset[str]:
    return frozenset(list_currencies())


def currency(token: str) -> str | None:
    """The ISO 4217 code that a sign, a word or a code stands for; None where it stands for none."""
    folded = token.strip().rstrip(".").casefold()
    known = _SIGNS.get(folded) or _WORDS.get(folded)
    if known:
        return known
    return folded.upper() if folded.upper() in _codes() else None
