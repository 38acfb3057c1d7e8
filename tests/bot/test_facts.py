"""A credential's facts in words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from bot.advisor import facts
from catalog.credential import Cost, Credential, CreditClaim, Effort
from catalog.requirement import AllOf, AnyOf, AtLeast, CredentialHeld, RequirementKind, SkillHeld, Stated

TODAY = dt.date(2026, 11, 23)
TEN = Effort(min=8, max=10)
LONG = Effort(min=40, max=43)


def _cost(**values: Any) -> Cost:
    return Cost.model_validate({"currency": "USD"} | values)


@pytest.mark.parametrize(
    ("cost", "hours", "words"),
    [
        (None, TEN, "price unknown"),
        (_cost(), TEN, "price unknown"),
        (_cost(amount=65), TEN, "$65"),
        (_cost(amount="49.99"), TEN, "$49.99"),
        (_cost(amount="49.5"), TEN, "$49.50"),
        (_cost(amount=1200), TEN, "$1,200"),
        (_cost(amount=40, currency="EUR"), TEN, "€40"),
        (_cost(amount=40, currency=None), TEN, "40 (currency not stated)"),
        (_cost(amount=0), TEN, "free"),
        (_cost(amount=49, audit_free=True), TEN, "free to audit, certificate $49"),
        (_cost(amount=29, basis="per_month"), TEN, "$29 a month (about $29 for 1 month at 5 hours a week)"),
        (_cost(amount=29, basis="per_month"), LONG, "$29 a month (about $58 for 2 months at 5 hours a week)"),
        (_cost(amount=29, basis="per_month"), None, "$29 a month"),
        (_cost(amount=99, basis="per_year"), TEN, "$99 a year"),
        (_cost(amount=0, parts={"tuition": 900, "books": 100}), TEN, "$0 stated, but the parts add up to $1,000"),
        (_cost(amount=120, parts={"tuition": 95, "materials": 25}), TEN, "$120"),
    ],
)
def test_a_price(cost: Cost | None, hours: Effort | None, words: str) -> None:
    assert facts.price(cost, hours) == words


@pytest.mark.parametrize(
    ("effort", "words"),
    [
        (None, "hours unknown"),
        (Effort(min=12, max=16), "12–16 hours"),
        (Effort(min=1, max=1), "1 hour"),
        (Effort(min=0.5, max=0.5), "30 minutes"),
        (Effort(min=2.5, max=2.5), "2.5 hours"),
        (Effort(min=1000, max=1200), "1,000–1,200 hours"),
    ],
)
def test_hours(effort: Effort | None, words: str) -> None:
    assert facts.hours(effort) == words


@pytest.mark.parametrize(
    ("basis", "hours", "paid"),
    [
        ("one_time", LONG, 30),
        ("per_month", LONG, 60),
        ("per_month", TEN, 30),
        ("per_year", LONG, 30),
        ("per_month", None, None),
    ],
)
def test_what_is_paid_in_all(basis: str, hours: Effort | None, paid: int | None) -> None:
    item = Credential(id="a", title="A", cost=_cost(amount=30, basis=basis), hours=hours)
    assert facts.whole_price(item) == (None if paid is None else Decimal(paid))


def test_the_year_is_said_where_it_is_not_this_one() -> None:
    assert facts.prices_of(dt.date(2026, 11, 3), TODAY) == "prices of 3 November"
    assert facts.prices_of(dt.date(2025, 11, 3), TODAY) == "prices of 3 November 2025"
    assert facts.prices_of(None, TODAY) == "price without a date"


@pytest.mark.parametrize(
    ("tags", "words"),
    [(("es",), "Spanish"), (("en", "es"), "English and Spanish"), ((), ""), (("xx-nowhere",), "xx-nowhere")],
)
def test_languages(tags: tuple[str, ...], words: str) -> None:
    assert facts.languages(tags) == words


def test_requirements_in_words() -> None:
    names = {"a": "First Steps", "b": "Second Steps"}
    recommended = SkillHeld(skill="SQL", kind=RequirementKind.RECOMMENDED)
    tree = AllOf(all_of=(CredentialHeld(credential="a"), recommended))
    assert facts.requirement(tree, names) == "First Steps and SQL (recommended)"
    either = AnyOf(any_of=(CredentialHeld(credential="a"), SkillHeld(skill="Python")))
    assert facts.requirement(either, names) == "First Steps or Python"
    some = AtLeast(at_least=1, of=(CredentialHeld(credential="a"), CredentialHeld(credential="b")))
    assert facts.requirement(some, names) == "at least 1 of: First Steps, Second Steps"
    assert facts.requirement(Stated(text="A driving licence"), names) == "A driving licence"
    assert facts.requirement(None, names) == "nothing stated"
    together = CredentialHeld(credential="b", kind=RequirementKind.COREQUISITE)
    assert facts.requirement(together, names) == "Second Steps (at the same time)"


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (
            {"amount": 3, "unit": "semester credit hours", "awarded_by": "X", "as_of": "2026-08-20"},
            "3 semester credit hours, awarded by X (stated 20 August)",
        ),
        ({"amount": 2, "unit": "ECTS"}, "2 ECTS"),
        ({"awarded_by": "X"}, "credit awarded by X"),
        ({}, "credit, amount not stated"),
    ],
)
def test_credit_claims(claim: dict[str, Any], words: str) -> None:
    assert facts.credit((CreditClaim.model_validate(claim),), TODAY) == words


def test_lists() -> None:
    assert facts.listed([]) == ""
    assert facts.listed(["a"]) == "a"
    assert facts.listed(["a", "b", "c"]) == "a, b and c"
    assert facts.listed(["a", "b"], "or") == "a or b"
