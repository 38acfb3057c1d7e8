"""The cost of a credential from the columns that a mapping names."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal

from catalog.credential import Basis, Cost
from catalog_ingest.cells import cell
from catalog_ingest.column_mapping import Piece
from catalog_ingest.column_mapping import Price as PriceSpec
from catalog_ingest.findings import Findings
from catalog_ingest.pieces import Cells, text_reader
from catalog_ingest.values.currency import currency
from catalog_ingest.values.money import Price, parse_price
from catalog_ingest.values.parsed import Parsed

_Reader = Callable[[Cells, Findings], Price | None]


def price_field(spec: PriceSpec, nulls: tuple[str, ...]) -> Callable[[Cells, Findings], Cost | None]:
    """The total as stated, its parts, and a warning where they contradict each other."""
    stated = spec.text or spec.total
    total = _price_reader(stated, "cost", nulls) if stated else None
    parts = {name: _price_reader(piece, f"cost.parts.{name}", nulls) for name, piece in spec.parts.items()}
    code = _currency_reader(spec, nulls)

    def take(cells: Cells, findings: Findings) -> Cost | None:
        price = total(cells, findings) if total else None
        amounts = {name: part.amount for name, read in parts.items() if (part := read(cells, findings))}
        known = {name: amount for name, amount in amounts.items() if amount is not None}
        if price is None and not known:
            return None
        price = price or Price(None)
        basis = spec.basis if spec.basis and price.basis is Basis.ONE_TIME else price.basis
        in_currency = price.currency or code(cells, findings)
        cost = Cost(amount=price.amount, currency=in_currency, basis=basis, parts=known, audit_free=price.audit_free)
        note_contradiction(cost, findings)
        return cost

    return take


def note_contradiction(cost: Cost, findings: Findings) -> None:
    """A warning where the parts do not add up to the total; the total stays as stated."""
    if not cost.parts_agree:
        message = f"The parts add up to {sum(cost.parts.values())}, the total says {cost.amount}; correct one of them."
        findings.note("cost_contradiction", "cost", cost.amount, message)


def _price_reader(piece: Piece, field: str, nulls: tuple[str, ...]) -> _Reader:
    column = piece.column
    read = text_reader(piece, nulls)

    def take(cells: Cells, findings: Findings) -> Price | None:
        value = cell(cells, column) if column else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return findings.take(_from_number(value), "price", field, value)
        text = read(cells)
        return findings.take(parse_price(text), "price", field, text) if text else None

    return take


def _from_number(value: float) -> Parsed[Price]:
    if math.isnan(value):
        return Parsed()
    if not math.isfinite(value) or value < 0:
        return Parsed(trouble="This cannot be a price; give a number that is not below zero.")
    return Parsed(Price(Decimal(str(value))))


def _currency_reader(spec: PriceSpec, nulls: tuple[str, ...]) -> Callable[[Cells, Findings], str | None]:
    if spec.currency_column is None:
        return lambda cells, findings: spec.currency
    read = text_reader(spec.currency_column, nulls)

    def take(cells: Cells, findings: Findings) -> str | None:
        text = read(cells)
        code = currency(text) if text else spec.currency
        if text and code is None:
            findings.note("bad_currency", "cost.currency", text, "This is no currency; write its code, such as EUR.")
        return code

    return take
