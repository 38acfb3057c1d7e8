"""Prices in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.credential import Basis
from catalog_ingest.values.currency import currency
from catalog_ingest.values.money import Price, parse_price
from catalog_ingest.values.number import number


@pytest.mark.parametrize(
    ("text", "amount", "code"),
    [
        ("$49 USD", "49", "USD"),
        ("1.299,00 €", "1299.00", "EUR"),
        ("1 299,00 €", "1299.00", "EUR"),
        ("€1.299", "1299", "EUR"),
        ("€ 1,299.50", "1299.50", "EUR"),
        ("US$ 25", "25", "USD"),
        ("USD 49", "49", "USD"),
        ("49USD", "49", "USD"),
        ("$49 CAD", "49", "CAD"),
        ("A$99", "99", "AUD"),
        ("C$ 120", "120", "CAD"),
        ("R$ 50", "50", "BRL"),
        ("Rs. 499", "499", "INR"),
        ("Rs 1,00,000", "100000", "INR"),
        ("CHF 1'200.-", "1200", "CHF"),
        ("£9.99", "9.99", "GBP"),
        ("¥5000", "5000", "JPY"),
        ("49 euros", "49", "EUR"),
        ("$1,234.56", "1234.56", "USD"),
        ("49", "49", None),
        ("49.99", "49.99", None),
        ("0.125", "0.125", None),
        ("10% off $90", "90", "USD"),
    ],
)
def test_one_price(text: str, amount: str, code: str | None) -> None:
    assert parse_price(text).value == Price(Decimal(amount), code)
    assert parse_price(text).trouble is None


@pytest.mark.parametrize(
    "text", ["free", "FREE", "Gratis", "kostenlos", "gratuit", "Free of charge", "no cost", "0", "$0", "0.00"]
)
def test_free_is_a_known_price_of_nothing(text: str) -> None:
    price = parse_price(text).value
    assert price is not None
    assert price.amount == 0
    assert not price.audit_free


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("FREE-Add a Verified Certificate for $49 USD", "49"),
        ("FREE-Add a Verified Certificate for $49.99 USD", "49.99"),
        ("Free to audit, $120 for the certificate", "120"),
        ("free, certificate $30", "30"),
    ],
)
def test_free_lessons_beside_a_priced_certificate_are_two_offers(text: str, amount: str) -> None:
    parsed = parse_price(text)
    assert parsed.value == Price(Decimal(amount), "USD", audit_free=True)
    assert parsed.trouble is None


def test_free_to_audit_alone_says_nothing_of_the_price() -> None:
    assert parse_price("Free to audit").value == Price(None, audit_free=True)


@pytest.mark.parametrize(
    "text", ["$39 per month, 7-day free trial", "Enrol for free, then $39/month", "Free trial - $39 monthly"]
)
def test_free_beside_a_subscription_is_not_free(text: str) -> None:
    price = parse_price(text).value
    assert price is not None
    assert (price.amount, price.basis, price.audit_free) == (Decimal(39), Basis.PER_MONTH, False)


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("49/month", Basis.PER_MONTH),
        ("$49 per month", Basis.PER_MONTH),
        ("$49/mo", Basis.PER_MONTH),
        ("49 € / Monat", Basis.PER_MONTH),
        ("49 € par mois", Basis.PER_MONTH),
        ("49 € al mes", Basis.PER_MONTH),
        ("99 EUR/year", Basis.PER_YEAR),
        ("$99 annually", Basis.PER_YEAR),
        ("$49 for 3 months of access", Basis.ONE_TIME),
    ],
)
def test_basis(text: str, basis: Basis) -> None:
    price = parse_price(text).value
    assert price is not None
    assert price.basis is basis


@pytest.mark.parametrize("text", ["from $30", "starting at $30", "ab 30 €", "desde 30 €", "$30+"])
def test_a_lowest_price_is_kept_with_a_doubt(text: str) -> None:
    parsed = parse_price(text)
    assert parsed.value is not None
    assert parsed.value.amount == 30
    assert parsed.trouble


@pytest.mark.parametrize(
    "text",
    [
        "$10 - $20",
        "was $99 now $49",
        "Contact us",
        "varies",
        "not free",
        "Enroll for Free",
        "free for members",
        "$350 per credit",
        "$20/hour",
        "12 x 49 €",
        "12 months x $49",
        "3 payments of $50",
        "-5",
        "$-5",
        "- 5",
    ],
)
def test_what_is_no_single_price_is_unknown_with_trouble(text: str) -> None:
    parsed = parse_price(text)
    assert parsed.value is None
    assert parsed.trouble


def test_nothing_is_unknown_without_trouble() -> None:
    assert parse_price("  ") == parse_price("")
    assert parse_price("").trouble is None


@given(st.text(max_size=80))
def test_never_raises_and_never_below_zero(text: str) -> None:
    price = parse_price(text).value
    assert price is None or price.amount is None or price.amount >= 0


@given(st.decimals(min_value=0, max_value=10**7, places=2), st.sampled_from(["USD", "EUR", "GBP", "CHF", "INR"]))
def test_what_is_written_plainly_is_read_back(amount: Decimal, code: str) -> None:
    for text in (f"{amount} {code}", f"{code} {amount}", f"{amount:,} {code}"):
        price = parse_price(text).value
        assert price is not None
        assert (price.amount, price.currency) == (amount, code)


@given(st.decimals(min_value=0, max_value=10**7, places=2))
def test_a_decimal_comma_is_read_back(amount: Decimal) -> None:
    european = f"{amount:,}".translate(str.maketrans(",.", ".,"))
    assert number(european) == amount


@pytest.mark.parametrize("text", ["", "x", "1-2", "1e5", "--1", "1.2.3,4,5x", "٣x", "1/2"])
def test_what_is_no_number(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("token", "code"),
    [("$", "USD"), ("us$", "USD"), ("eur", "EUR"), ("Euro", "EUR"), ("xyz", None), ("", None), ("the", None)],
)
def test_currency(token: str, code: str | None) -> None:
    assert currency(token) == code
