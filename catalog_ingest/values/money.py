"""Prices as catalogs word them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from catalog.credential import Basis
from catalog_ingest.values.currency import PATTERN, currency
from catalog_ingest.values.number import number
from catalog_ingest.values.parsed import Parsed

_NUMBER = r"\d(?:[\d.,'’]|\s(?=\d{3}(?!\d)))*"
_SIGN = rf"(?:{PATTERN}|(?<![a-z])[a-z]{{3}}(?![a-z]))\.?"
_AMOUNT = re.compile(
    rf"(?P<before>{_SIGN})?\s?(?P<minus>(?<![\w\s])-|(?<=\s)-(?=\d)|^-)?\s?(?<![\w.])(?P<number>{_NUMBER})"
    rf"\s?(?P<percent>%)?(?P<after>{_SIGN})?",
    re.IGNORECASE,
)
_MONTH = r"mo(?:nth|n)?s?\b|monat\b|mois\b|mes\b|mês\b|mese\b"
_YEAR = r"y(?:ea)?rs?\b|annum\b|jahr\b|an(?:née)?\b|año\b|ano\b|anno\b"
_EACH = r"(?:/|\b(?:per|a|each|every|pro|par|por|al|je|im|all'|cada)\b)\s*"
_MONTHLY = re.compile(rf"{_EACH}(?:{_MONTH})|\bmonthly\b|\bmonatlich\b|\bmensu[ae]l|\bmensile\b", re.IGNORECASE)
_YEARLY = re.compile(rf"{_EACH}(?:{_YEAR})|\b(?:yearly|annually|annual)\b|\bjährlich\b|\bannuel|\banual", re.IGNORECASE)
_FREE = r"free|gratis|gratuit[aoe]?s?|kostenlos|kostenfrei|grátis|бесплатно|免费|無料"
_HAS_FREE = re.compile(rf"(?<![\w-])(?:{_FREE})(?![\w])|no (?:cost|charge)\b", re.IGNORECASE)
_ALL_FREE = re.compile(
    rf"(?:(?:{_FREE})(?: of (?:charge|cost))?|(?:at )?no (?:cost|charge)|free (?:online )?(?:course|class|training))"
    r"[.! ]*",
    re.IGNORECASE,
)
_NOT_FREE = re.compile(r"\bnot? (?:\w+ )?free\b|\bnicht kostenlos\b", re.IGNORECASE)
_AUDIT = re.compile(r"\baudit", re.IGNORECASE)
_CERTIFIED = re.compile(r"\bcertif|\bverified|\bupgrade|\bzertifikat|\baudit", re.IGNORECASE)
_SUBSCRIBED = re.compile(r"\btrial\b|\bsubscri|\bmember|\benrol|\bsign.?up|\binscr|\babonn|\bsuscrip", re.IGNORECASE)
_FROM = re.compile(
    r"^(?:from|starting|starts|ab|desde|à partir|a partire?|min\.?)\b|\d\s?\+|\bor more\b", re.IGNORECASE
)
_INSTALMENTS = re.compile(
    r"\d\s*(?:\w+\s*)?[x×]\s*[^\w\s]?\s*\d|\binstal+ments?\b|\bpayments of\b|\braten\b|\bcuotas\b", re.IGNORECASE
)
_PART = re.compile(
    r"(?:/|\bper|\beach)\s*(?:credit|hour|hr|session|class|unit|module|week|day|semester|exam)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Price:
    """A price; `amount` None where only "free to audit" is known."""

    amount: Decimal | None
    currency: str | None = None
    basis: Basis = Basis.ONE_TIME
    audit_free: bool = False


@lru_cache(maxsize=8192)
def parse_price(text: str) -> Parsed[Price]:
    """The price of the credential itself; a bare number has no currency.

    "Free" beside a price for the certificate means that the lessons may be audited.
    """
    text = text[:500].strip()
    if not text:
        return Parsed()
    if _ALL_FREE.fullmatch(text):
        return Parsed(Price(Decimal(0)))
    if _INSTALMENTS.search(text):
        return Parsed(trouble="These are instalments, not the whole price; give the whole price.")
    if found := _PART.search(text):
        return Parsed(trouble=f'"{found.group().strip(" /")}" prices a part, not the whole; give the whole price.')
    amounts = _amounts(text)
    free = bool(_HAS_FREE.search(text)) and not _NOT_FREE.search(text)
    if not amounts:
        return _without_amount(text, free)
    if len(amounts) > 1:
        return Parsed(trouble="Several prices stand here; give the one of the credential.")
    return _with_amount(text, *amounts.popitem(), free)


def _with_amount(text: str, amount: Decimal, code: str | None, free: bool) -> Parsed[Price]:
    if amount < 0:
        return Parsed(trouble="A price cannot be below zero; give the price.")
    basis = Basis.PER_MONTH if _MONTHLY.search(text) else Basis.PER_YEAR if _YEARLY.search(text) else Basis.ONE_TIME
    subscribed = basis is not Basis.ONE_TIME or bool(_SUBSCRIBED.search(text))
    certified = bool(_CERTIFIED.search(text))
    audit = free and (certified or not subscribed)
    price = Price(amount, code, basis, audit_free=audit)
    if free and not subscribed and not certified:
        return Parsed(price, "Free and a price stand together; it was read as free lessons and a priced credential.")
    if _FROM.search(text):
        return Parsed(price, "This is a lowest price; give the exact one.")
    return Parsed(price)


def _without_amount(text: str, free: bool) -> Parsed[Price]:
    if free and _AUDIT.search(text):
        return Parsed(Price(None, audit_free=True))
    if free and not _SUBSCRIBED.search(text) and not _CERTIFIED.search(text) and len(text) < 40:
        return Parsed(Price(Decimal(0)))
    return Parsed(trouble="No price could be read here; give a number with its currency.")


def _amounts(text: str) -> dict[Decimal, str | None]:
    """The distinct amounts with their currencies; bare numbers only where no number has a currency."""
    with_currency: dict[Decimal, str | None] = {}
    bare: dict[Decimal, str | None] = {}
    for found in _AMOUNT.finditer(text):
        amount = number(found["number"].rstrip(".,'’"))
        if amount is None or found["percent"]:
            continue
        amount = -amount if found["minus"] else amount
        code = _code(found["before"], found["after"])
        (with_currency if code else bare)[amount] = code
    return with_currency or bare


def _code(before: str | None, after: str | None) -> str | None:
    """An ISO code says more than a sign: `$49 CAD` is Canadian."""
    codes = [(token, currency(token)) for token in (before, after) if token]
    named = [code for token, code in codes if code and token.isalpha()]
    return next(iter(named or [code for _, code in codes if code]), None)
