"""Each field of a credential as one function of a row's cells, made once from a mapping."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from catalog.credential import CreditClaim, Effort, StackLink
from catalog.requirement import Stated
from catalog_ingest.column_mapping import Credit, Fields, Hours, Pieces, Weeks
from catalog_ingest.findings import Findings
from catalog_ingest.pieces import Cells, Reader, first_reader, joined_reader, list_reader, text_reader
from catalog_ingest.price_field import price_field
from catalog_ingest.values.dates import parse_date
from catalog_ingest.values.delivery import parse_delivery
from catalog_ingest.values.effort import hours_from, hours_in_all, weeks_in
from catalog_ingest.values.kind import parse_kind
from catalog_ingest.values.language import parse_language
from catalog_ingest.values.level import parse_level
from catalog_ingest.values.number import number
from catalog_ingest.values.parsed import Parsed
from catalog_ingest.values.text import clean, clean_paragraphs
from catalog_ingest.values.truth import parse_truth
from catalog_ingest.values.url import address_key, parse_url

T = TypeVar("T")
FieldFunction = Callable[[Cells, Findings], object]
Parser = Callable[[str], Parsed[T]]

_ONE: dict[str, tuple[str, Callable[[str], Parsed[Any]]]] = {
    "level": ("level", parse_level),
    "delivery": ("delivery", parse_delivery),
    "kind": ("kind", parse_kind),
    "enrol_by": ("date", parse_date),
    "as_of": ("date", parse_date),
    "project": ("truth", parse_truth),
    "career_support": ("truth", parse_truth),
    "verified_badge": ("truth", parse_truth),
    "url": ("url", parse_url),
}
_LONGEST_VALIDITY = 1200
_TEXTS = {"title": clean, "provider": clean, "summary": clean, "device": clean}


def field_functions(fields: Fields, nulls: tuple[str, ...], source: str) -> list[tuple[str, FieldFunction]]:
    """The functions of all fields that the mapping names, but for the id and the audience."""
    functions = [*_simple(fields, nulls), *_lists(fields, nulls, source)]
    if fields.cost:
        functions.append(("cost", price_field(fields.cost, nulls)))
    if fields.hours:
        functions.append(("hours", _hours(fields.hours, nulls)))
    if fields.weeks:
        functions.append(("weeks", _weeks(fields.weeks, nulls)))
    if fields.credit:
        functions.append(("credit", _credit(fields.credit, nulls)))
    return functions


def _simple(fields: Fields, nulls: tuple[str, ...]) -> list[tuple[str, FieldFunction]]:
    functions: list[tuple[str, FieldFunction]] = []
    for name, cleaner in _TEXTS.items():
        if pieces := getattr(fields, name):
            functions.append((name, _said(first_reader(pieces, nulls, cleaner))))
    if fields.description:
        functions.append(("description", _said(joined_reader(fields.description, nulls, "\n", clean_paragraphs))))
    if fields.place:
        functions.append(("place", _said(joined_reader(fields.place, nulls, ", ", clean))))
    if fields.prerequisites:
        functions.append(("prerequisites", _stated(joined_reader(fields.prerequisites, nulls, "; ", clean_paragraphs))))
    if fields.validity_months:
        functions.append(("validity_months", _months(first_reader(fields.validity_months, nulls))))
    for name, (what, parser) in _ONE.items():
        if pieces := getattr(fields, name):
            functions.append((name, _one(name, what, parser, first_reader(pieces, nulls))))
    return functions


def _lists(fields: Fields, nulls: tuple[str, ...], source: str) -> list[tuple[str, FieldFunction]]:
    functions: list[tuple[str, FieldFunction]] = []
    if fields.skills:
        functions.append(("skills", _skills(fields.skills, nulls)))
    if fields.language:
        functions.append(("language", _many("language", "language", parse_language, fields.language, nulls)))
    if fields.starts:
        functions.append(("starts", _many("starts", "date", parse_date, fields.starts, nulls)))
    if fields.stacks_into:
        functions.append(("stacks_into", _stacks(fields.stacks_into, nulls, source)))
    return functions


def _said(read: Reader) -> FieldFunction:
    return lambda cells, findings: read(cells) or None


def _one(name: str, what: str, parser: Parser[T], read: Reader) -> FieldFunction:
    def take(cells: Cells, findings: Findings) -> T | None:
        text = read(cells)
        return findings.take(parser(text), what, name, text) if text else None

    return take


def _many(name: str, what: str, parser: Parser[T], pieces: Pieces, nulls: tuple[str, ...]) -> FieldFunction:
    read = list_reader(pieces, nulls)

    def take(cells: Cells, findings: Findings) -> tuple[T, ...]:
        values = (findings.take(parser(item), what, name, item) for item in read(cells))
        return tuple(dict.fromkeys(value for value in values if value is not None))

    return take


def _skills(pieces: Pieces, nulls: tuple[str, ...]) -> FieldFunction:
    read = list_reader(pieces, nulls)
    return lambda cells, findings: tuple(dict.fromkeys(skill for skill in map(clean, read(cells)) if skill))


def _stated(read: Reader) -> FieldFunction:
    def take(cells: Cells, findings: Findings) -> Stated | None:
        text = read(cells)
        return Stated(text=text) if text else None

    return take


def _stacks(pieces: Pieces, nulls: tuple[str, ...], source: str) -> FieldFunction:
    read = list_reader(pieces, nulls)

    def target(said: str) -> str:
        key = (address_key(said) if "://" in said else None) or said
        return key if key.startswith(f"{source}:") else f"{source}:{key}"

    return lambda cells, findings: tuple(StackLink(credential=target(said)) for said in read(cells))


def _months(read: Reader) -> FieldFunction:
    def take(cells: Cells, findings: Findings) -> int | None:
        text = read(cells)
        months = number(text) if text else None
        if months is not None and months == int(months) and months <= _LONGEST_VALIDITY:
            return int(months) or None
        if text:
            findings.note("bad_number", "validity_months", text, "Write a whole number of months.")
        return None

    return take


def _hours(spec: Hours, nulls: tuple[str, ...]) -> FieldFunction:
    pieces = {name: getattr(spec, name) for name in ("total", "effort", "length", "min", "max")}
    readers = {name: text_reader(piece, nulls) for name, piece in pieces.items() if piece}

    def take(cells: Cells, findings: Findings) -> Effort | None:
        said = {name: read(cells) for name, read in readers.items()}
        if not any(said.values()):
            return None
        return findings.take(_parsed_hours(spec, said), "hours", "hours", "; ".join(filter(None, said.values())))

    return take


def _parsed_hours(spec: Hours, said: dict[str, str]) -> Parsed[Effort]:
    if spec.total:
        return hours_in_all(said["total"], spec.unit)
    if spec.effort or spec.length:
        return hours_from(said.get("effort", ""), said.get("length", ""))
    low, high = (hours_in_all(said.get(name, ""), spec.unit) for name in ("min", "max"))
    bounds = [bound.value for bound in (low, high) if bound.value]
    if not bounds:
        return Parsed(trouble=low.trouble or high.trouble)
    if bounds[0].min > bounds[-1].max:
        return Parsed(trouble="The lower bound is above the upper one; correct the range.")
    return Parsed(Effort(min=bounds[0].min, max=bounds[-1].max), low.trouble or high.trouble)


def _weeks(spec: Weeks, nulls: tuple[str, ...]) -> FieldFunction:
    return _one("weeks", "weeks", partial(weeks_in, unit=spec.unit), text_reader(spec.total, nulls))


def _credit(spec: Credit, nulls: tuple[str, ...]) -> FieldFunction:
    read = text_reader(spec.amount, nulls)
    by = text_reader(spec.awarded_by, nulls) if spec.awarded_by else None

    def take(cells: Cells, findings: Findings) -> tuple[CreditClaim, ...]:
        text = read(cells)
        amount = number(text.split(" ")[0]) if text else None
        if text and amount is None:
            findings.note("bad_credit", "credit", text, "No amount of credit could be read here; write a number.")
        if not amount:
            return ()
        return (CreditClaim(amount=amount, unit=spec.unit, awarded_by=(clean(by(cells)) or None) if by else None),)

    return take
