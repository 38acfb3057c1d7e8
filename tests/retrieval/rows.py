"""Rows of filter columns for tests: unknown everywhere unless said otherwise."""

from __future__ import annotations

from catalog.store import Facets


def facets(id_: str = "a", **values: object) -> Facets:
    known = {
        "title_key": id_,
        "provider": None,
        "kind": "course",
        "level": None,
        "delivery": None,
        "language": (),
        "skills": (),
        "cost_amount": None,
        "currency": None,
        "basis": None,
        "free": False,
        "credit": False,
        "hours_min": None,
        "hours_max": None,
        "visibility": "public",
        "owner": None,
        "groups": (),
    }
    return Facets(id_, **known | values)


def priced(amount: float | None, currency: str | None = "USD", basis: str = "one_time", **more: object) -> Facets:
    return facets(cost_amount=amount, currency=currency, basis=basis, free=amount == 0, **more)
