"""Facts in French: the sign of a currency after the sum, a comma before decimals, the first of a month as "1er"."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from bot.advisor import facts
from bot.advisor.understand.tongues import in_english
from bot.advisor.wording import speaking
from catalog.credential import Basis, Cost, CreditClaim, Delivery, Effort, Kind, Level

TODAY = dt.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _french() -> object:
    with speaking("fr"):
        yield


@pytest.mark.parametrize(
    ("amount", "currency", "written", "read"),
    [
        ("65", "USD", "65\u00a0$", "65\u00a0$"),
        ("1200", "USD", "1\u202f200\u00a0$", "1200\u00a0$"),
        ("1200.5", "EUR", "1\u202f200,50\u00a0€", "1200.50\u00a0€"),
        ("79.9", "CAD", "79,90\u00a0CA$", "79.90\u00a0CAD"),
        ("65", None, "65 (devise non indiquée)", "65 (devise non indiquée)"),
    ],
)
def test_sums_are_written_as_in_french_and_read_back(
    amount: str, currency: str | None, written: str, read: str
) -> None:
    assert facts.money(Decimal(amount), currency) == written
    assert in_english(written, "fr") == read


def test_units_have_their_plurals() -> None:
    assert [facts.hours_long(value) for value in (0.5, 1, 1.5, 12)] == [
        "30 minutes",
        "1 heure",
        "1,5 heure",
        "12 heures",
    ]
    assert facts.hours(Effort(min=12, max=16)) == "12–16 heures"
    assert [facts.weeks(1), facts.weeks(3), facts.months(2), facts.years(1), facts.years(2)] == [
        "1 semaine", "3 semaines", "2 mois", "1 an", "2 ans",
    ]  # fmt: skip
    assert (facts.steps(1), facts.steps(3)) == ("1 étape", "3 étapes")
    assert facts.percent(0.5).replace("\u202f", " ").replace("\u00a0", " ") == "50 %"


@pytest.mark.parametrize(
    ("date", "written", "read"),
    [
        (dt.date(2026, 11, 3), "3 novembre", "3 November"),
        (dt.date(2026, 12, 1), "1er décembre", "1st December"),
        (dt.date(2027, 3, 1), "1er mars 2027", "1st March 2027"),
        (dt.date(2027, 3, 31), "31 mars 2027", "31 March 2027"),
    ],
)
def test_days(date: dt.date, written: str, read: str) -> None:
    assert facts.day(date, TODAY) == written
    assert in_english(written, "fr") == read


def test_the_first_of_a_month_stays_a_number_elsewhere() -> None:
    for tongue, written in (("en", "1 December"), ("es", "1 de diciembre")):
        with speaking(tongue):
            assert facts.day(dt.date(2026, 12, 1), TODAY) == written


def test_lists_names_and_kinds() -> None:
    assert facts.listed(["a", "b", "c"]) == "a, b et c"
    assert facts.listed(["a", "b"], "or") == "a ou b"
    assert facts.languages(["es", "en"]) == "espagnol et anglais"
    assert facts.a_role("Data analyst") == "analyste de données"
    assert facts.titled("Administrative assistant") == "Assistant administratif"
    assert facts.titled("UX designer") == "Designer UX"
    for value in Kind:
        assert facts.kinds(value).split()[0].rstrip("s") == facts.kind(value).split()[1].rstrip("s")
        assert facts.kind(value).startswith(("un ", "une "))
    assert {facts.delivery(value) for value in Delivery} >= {"en présentiel", "en ligne, à votre rythme"}
    assert [facts.level(value) for value in Level] == ["débutant", "intermédiaire", "avancé"]


def test_prices_and_credit() -> None:
    monthly = Cost(amount=Decimal(20), currency="USD", basis=Basis.PER_MONTH)
    assert facts.price(None) == "prix inconnu"
    assert facts.price(monthly) == "20\u00a0$ par mois"
    assert facts.price(monthly, Effort(min=30, max=30)) == (
        "20\u00a0$ par mois (environ 40\u00a0$ pour 2 mois à 5 heures par semaine)"
    )
    claim = CreditClaim(amount=Decimal("1.5"), unit=None, awarded_by="ACE", as_of=dt.date(2026, 11, 1))
    assert facts.credit([claim], TODAY) == "1,5 crédits, attribués par ACE (au 1er novembre)"
