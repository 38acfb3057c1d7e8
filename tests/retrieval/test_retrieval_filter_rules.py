"""The rules of the filters, one row at a time, in tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from catalog.credential import Level
from catalog.store import Facets
from retrieval.facets import FacetTable, Selection
from retrieval.query import OPERATOR, PUBLIC, Asker, Filters
from tests.retrieval.rows import facets, priced


def passes(row: Facets, asker: Asker = PUBLIC, **asked: object) -> bool:
    return bool(select(row, asker, **asked).mask[0])


def select(row: Facets, asker: Asker = PUBLIC, **asked: object) -> Selection:
    return FacetTable([row]).select(Filters(**asked), asker)


@pytest.mark.parametrize(
    ("hours", "basis", "amount", "total"),
    [
        (21, "per_month", 39, "39"),
        (21.7, "per_month", 39, "78"),
        (22, "per_month", 39, "78"),
        (44, "per_month", 33.1, "99.3"),
        (1, "per_month", 39, "39"),
        (260, "per_month", 10, "120"),
        (260, "per_year", 300, "300"),
        (261, "per_year", 300, "600"),
        (500, "one_time", 49, "49"),
        (500, "per_month", 0, "0"),
        (None, "per_month", 0, "0"),
    ],
)
def test_a_subscription_costs_what_its_hours_take(hours: float | None, basis: str, amount: float, total: str) -> None:
    row = priced(float(amount), basis=basis, hours_min=hours, hours_max=hours)
    assert passes(row, max_cost=Decimal(total))
    assert passes(row, min_cost=Decimal(total))
    assert not passes(row, min_cost=Decimal(total) + Decimal("0.01"))
    assert total == "0" or not passes(row, max_cost=Decimal(total) - Decimal("0.01"))


def test_a_monthly_price_over_unknown_hours_is_unknown_but_surely_not_free() -> None:
    row = priced(39.0, basis="per_month")
    assert select(row, max_cost=1000).unknown == {"cost": 1}
    assert select(row, free=True).unknown == {"cost": 0}


def test_a_price_without_a_currency_is_unknown_in_every_currency() -> None:
    assert select(priced(39.0, None), max_cost=100).unknown == {"cost": 1}
    assert select(priced(0.0, None), max_cost=0).mask.all()
    assert select(priced(39.0, None), max_cost=100, free=True).unknown == {"cost": 0}


def test_another_currency_is_counted_apart_and_only_where_it_alone_is_in_the_way() -> None:
    euros = priced(39.0, "EUR", level="beginner")
    assert select(euros, max_cost=1).other_currency == 1
    assert select(euros, max_cost=100, currency="EUR").mask.all()
    assert select(euros, max_cost=100, level=Level.ADVANCED).other_currency == 0
    assert select(euros, free=True, max_cost=100).other_currency == 0
    assert select(euros).other_currency == 0


@pytest.mark.parametrize(
    ("wanted", "name", "holds"),
    [
        ("laval", "Université Laval", True),
        ("universite LAVAL", "Université Laval", True),
        ("université", "UNIVERSITE DE X", True),
        ("laval universite", "Université Laval", False),
        ("state", "Caldera State University", True),
        ("stat", "Caldera State University", False),
        ("IBM", "Ibmec", False),
        ("state university", "State Farm University", False),
        ("c++", "C Institute", False),
        ("c++", "The C++ Institute", True),
        ("", "IBM", False),
        ("!?", "IBM", False),
    ],
)
def test_a_provider_is_named_by_whole_words_in_their_order(wanted: str, name: str, holds: bool) -> None:
    assert passes(facets(provider=name), provider=wanted) is holds
    assert passes(facets(provider=name), not_provider=wanted) is not holds
    assert select(facets(), provider=wanted).unknown == {"provider": 1}


@pytest.mark.parametrize(
    ("wanted", "spoken", "holds"),
    [
        ("es", ("es-MX",), True),
        ("es-MX", ("es",), False),
        ("es", ("est",), False),
        ("ES", ("en", "es-419"), True),
        ("zh-Hans", ("zh-hans-CN",), True),
    ],
)
def test_a_language_covers_its_narrower_forms(wanted: str, spoken: tuple[str, ...], holds: bool) -> None:
    assert passes(facets(language=spoken), language=wanted) is holds


INTERNAL = {"visibility": "internal", "owner": "Copperline"}


@pytest.mark.parametrize(
    ("audience", "asker", "seen"),
    [
        ({}, PUBLIC, True),
        (INTERNAL, PUBLIC, False),
        (INTERNAL, OPERATOR, True),
        (INTERNAL, Asker(owners=frozenset({"Copperline"})), True),
        (INTERNAL, Asker(owners=frozenset({"copperline"})), False),
        (INTERNAL, Asker(owners=frozenset({"Tannery"}), groups=None), False),
        (INTERNAL | {"groups": ("nurses",)}, Asker(owners=frozenset({"Copperline"})), False),
        (INTERNAL | {"groups": ("nurses",)}, Asker(frozenset({"Copperline"}), frozenset({"nurses", "x"})), True),
        (INTERNAL | {"groups": ("nurses",)}, Asker(frozenset(), frozenset({"nurses"})), False),
        (INTERNAL | {"groups": ("nurses",)}, OPERATOR, True),
    ],
)
def test_who_sees_what(audience: dict[str, object], asker: Asker, seen: bool) -> None:
    assert passes(facets(**audience), asker) is seen
    assert select(facets(**audience), asker, max_cost=5).unknown == {"cost": int(seen)}


def test_no_rows_are_no_trouble() -> None:
    table = FacetTable([])
    selection = table.select(Filters(max_cost=5, language="es", provider="x", skill=("SQL",), free=True), PUBLIC)
    assert (len(table), selection.mask.sum(), selection.other_currency) == (0, 0, 0)
    assert set(selection.unknown.values()) == {0}
