"""Filters are exact: masks against plain Python over every row, one filter alone and all of them together."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.content import fold
from catalog.credential import Delivery, Kind, Level
from catalog.store import Facets
from retrieval.facets import FacetTable
from retrieval.query import OPERATOR, PUBLIC, Asker, Filters
from tests.retrieval.rows import facets

UNKNOWN, YES, NO, ELSEWHERE = "unknown", "yes", "no", "elsewhere"
PROVIDERS = (
    None,
    "Université Laval",
    "Caldera State University",
    "State Farm Academy",
    "IBM",
    "Ibmec",
    "C++ Institute",
)
LANGUAGES = ((), ("en",), ("es",), ("es-MX",), ("est",), ("en", "es-419"), ("pt-BR",))


amounts = st.sampled_from((0.0, 5.0, 33.1, 49.0, 79.99, 100.0))


@st.composite
def random_facets(draw: st.DrawFn) -> Facets:
    amount, hours = draw(st.none() | amounts), sorted((draw(st.integers(1, 90)), draw(st.integers(1, 90))))
    internal, known_hours = draw(st.booleans()), draw(st.booleans())
    return facets(
        provider=draw(st.sampled_from(PROVIDERS)),
        kind=draw(st.sampled_from(Kind)).value,
        level=draw(st.none() | st.sampled_from([level.value for level in Level])),
        delivery=draw(st.none() | st.sampled_from([delivery.value for delivery in Delivery])),
        language=draw(st.sampled_from(LANGUAGES)),
        skills=tuple(draw(st.lists(st.sampled_from(("SQL", "Python", "C#")), max_size=2, unique=True))),
        cost_amount=amount,
        currency=draw(st.sampled_from((None, "USD", "EUR"))),
        basis=draw(st.sampled_from(("one_time", "per_month", "per_year"))),
        free=amount == 0 and draw(st.booleans()),
        credit=draw(st.booleans()),
        hours_min=float(hours[0]) if known_hours else None,
        hours_max=float(hours[1]) if known_hours else None,
        visibility="internal" if internal else "public",
        owner=draw(st.sampled_from(("Copperline", "Tannery"))) if internal else None,
        groups=draw(st.sampled_from(((), ("nurses",), ("nurses", "clerks")))) if internal else (),
    )


random_filters = st.fixed_dictionaries(
    {},
    optional={
        "max_cost": st.sampled_from(("0", "49", "66.2", "79.99", "99.3", "239.97", "500")).map(Decimal),
        "min_cost": st.sampled_from(("0", "5", "79.99", "239.97")).map(Decimal),
        "currency": st.sampled_from(("USD", "EUR", "JPY")),
        "max_hours": st.integers(0, 95),
        "min_hours": st.integers(0, 95),
        "level": st.sampled_from(Level),
        "delivery": st.sampled_from(Delivery),
        "online": st.just(True),
        "kind": st.sampled_from(Kind),
        "provider": st.sampled_from(("laval", "UNIVERSITE", "state", "ibm", "state university", "c++", "nobody")),
        "not_provider": st.sampled_from(("université", "State Farm", "IBM")),
        "language": st.sampled_from(("es", "en", "es-MX", "ES", "de")),
        "skill": st.sampled_from((("SQL",), ("c#",), ("sql", "Python"))),
        "free": st.just(True),
        "credit": st.just(True),
    },
)
askers = st.sampled_from(
    (
        PUBLIC,
        OPERATOR,
        Asker(owners=frozenset({"Copperline"})),
        Asker(owners=frozenset({"Copperline", "Tannery"}), groups=frozenset({"nurses"})),
        Asker(owners=None),
    )
)


# ---- the same rules once more, one row at a time


def visible(row: Facets, asker: Asker) -> bool:
    if row.visibility == "public":
        return True
    if asker.owners is not None and row.owner not in asker.owners:
        return False
    return not row.groups or asker.groups is None or bool(asker.groups & set(row.groups))


def months(row: Facets) -> int | None:
    return None if row.hours_max is None else max(1, math.ceil(Decimal(row.hours_max) * 12 / (5 * 52)))


def price(row: Facets) -> Decimal | None:
    if row.cost_amount is None:
        return None
    amount = Decimal(str(row.cost_amount))
    if row.basis == "one_time" or not amount:
        return amount
    if (count := months(row)) is None:
        return None
    return amount * (count if row.basis == "per_month" else math.ceil(count / 12))


def cost_verdict(row: Facets, filters: Filters) -> str:
    value, asked = price(row), filters.currency or "USD"
    if value is None or (row.currency is None and not row.free):
        return UNKNOWN
    if row.currency != asked and not row.free:
        return ELSEWHERE
    low = filters.min_cost or 0
    return YES if low <= value and (filters.max_cost is None or value <= filters.max_cost) else NO


def free_verdict(row: Facets, _filters: Filters) -> str:
    return UNKNOWN if row.cost_amount is None else (YES if row.free else NO)


def hours_verdict(row: Facets, filters: Filters) -> str:
    if row.hours_min is None or row.hours_max is None:
        return UNKNOWN
    fits = filters.max_hours is None or row.hours_max <= filters.max_hours
    return YES if fits and (filters.min_hours is None or row.hours_min >= filters.min_hours) else NO


def named(name: str, wanted: str) -> bool:
    return f" {fold(wanted)} " in f" {fold(name)} "


def equal(name: str) -> Callable[[Facets, Filters], str]:
    def verdict(row: Facets, filters: Filters) -> str:
        value = getattr(row, name)
        return UNKNOWN if value is None else (YES if value == getattr(filters, name) else NO)

    return verdict


def provider_verdict(row: Facets, filters: Filters) -> str:
    if row.provider is None:
        return UNKNOWN
    wanted = filters.provider is None or named(row.provider, filters.provider)
    unwanted = filters.not_provider is not None and named(row.provider, filters.not_provider)
    return YES if wanted and not unwanted else NO


def language_verdict(row: Facets, filters: Filters) -> str:
    wanted = filters.language.lower()
    speaks = any(tag.lower() == wanted or tag.lower().startswith(wanted + "-") for tag in row.language)
    return UNKNOWN if not row.language else (YES if speaks else NO)


def skills_verdict(row: Facets, filters: Filters) -> str:
    taught = set(map(fold, row.skills))
    return UNKNOWN if not row.skills else (YES if taught.issuperset(map(fold, filters.skill)) else NO)


def online_verdict(row: Facets, _: Filters) -> str:
    return UNKNOWN if row.delivery is None else (YES if row.delivery in ("self_paced", "online_scheduled") else NO)


VERDICTS: dict[str, tuple[tuple[str, ...], Callable[[Facets, Filters], str]]] = {
    "cost": (("max_cost", "min_cost", "currency"), cost_verdict),
    "free": (("free",), free_verdict),
    "hours": (("max_hours", "min_hours"), hours_verdict),
    "level": (("level",), equal("level")),
    "delivery": (("delivery",), equal("delivery")),
    "online": (("online",), online_verdict),
    "kind": (("kind",), equal("kind")),
    "provider": (("provider", "not_provider"), provider_verdict),
    "language": (("language",), language_verdict),
    "skills": (("skill",), skills_verdict),
    "credit": (("credit",), lambda row, _: YES if row.credit else NO),
}


def verdicts(row: Facets, filters: Filters) -> dict[str, str]:
    found = {name: VERDICTS[name][1](row, filters) for name in in_force(filters)}
    if "free" in found:
        found["cost"] = worst(found.pop("free"), found.get("cost", YES))
    return found


def in_force(filters: Filters) -> list[str]:
    asked = filters.model_dump(exclude_defaults=True).keys()
    return [name for name, (asks, _) in VERDICTS.items() if asked & set(asks)]


def worst(first: str, second: str) -> str:
    return next(verdict for verdict in (NO, ELSEWHERE, UNKNOWN, YES) if verdict in (first, second))


def expected(rows: list[Facets], filters: Filters, asker: Asker) -> tuple[list[int], dict[str, int], int]:
    passing, elsewhere = [], 0
    unknown = {"cost" if name == "free" else name: 0 for name in in_force(filters)}
    for position, row in enumerate(rows):
        said = verdicts(row, filters)
        failed = [name for name, verdict in said.items() if verdict != YES]
        if not visible(row, asker) or len(failed) > 1:
            continue
        if not failed:
            passing.append(position)
        elif said[failed[0]] == UNKNOWN:
            unknown[failed[0]] += 1
        elif said[failed[0]] == ELSEWHERE:
            elsewhere += 1
    return passing, unknown, elsewhere


@settings(max_examples=60, deadline=None)
@given(st.lists(random_facets(), max_size=12), random_filters, askers)
def test_masks_select_what_plain_python_selects(rows: list[Facets], asked: dict, asker: Asker) -> None:
    check(rows, Filters(**asked), asker)


def test_every_filter_alone_over_many_rows() -> None:
    rows = [random_row(random.Random(seed)) for seed in range(400)]
    for name, value in ALONE:
        for asker in (PUBLIC, OPERATOR):
            check(rows, Filters(**{name: value}), asker)


ALONE = (
    ("max_cost", 99.3),
    ("min_cost", 66.2),
    ("currency", "EUR"),
    ("max_hours", 40),
    ("min_hours", 40),
    ("level", Level.BEGINNER),
    ("delivery", Delivery.HYBRID),
    ("online", True),
    ("kind", Kind.BADGE),
    ("provider", "state"),
    ("not_provider", "state"),
    ("language", "es"),
    ("skill", ("SQL",)),
    ("free", True),
    ("credit", True),
)


def random_row(dice: random.Random) -> Facets:
    low, high = sorted((dice.randint(1, 90), dice.randint(1, 90)))
    amount, hours = dice.choice((None, 0.0, 33.1, 79.99)), dice.random() < 0.8
    return facets(
        provider=dice.choice(PROVIDERS),
        kind=dice.choice(list(Kind)).value,
        level=dice.choice((None, *Level)),
        delivery=dice.choice((None, *Delivery)),
        language=dice.choice(LANGUAGES),
        skills=dice.choice(((), ("SQL",), ("C", "SQL"), ("Python",))),
        cost_amount=amount,
        currency=dice.choice((None, "USD", "EUR")),
        basis=dice.choice(("one_time", "per_month", "per_year")),
        free=amount == 0,
        credit=dice.random() < 0.3,
        hours_min=float(low) if hours else None,
        hours_max=float(high) if hours else None,
        visibility=dice.choice(("public", "public", "internal")),
        owner="Copperline",
    )


def check(rows: list[Facets], filters: Filters, asker: Asker) -> None:
    selection = FacetTable(rows).select(filters, asker)
    passing, unknown, elsewhere = expected(rows, filters, asker)
    assert selection.mask.nonzero()[0].tolist() == passing
    assert selection.unknown == unknown
    assert selection.other_currency == elsewhere
