"""Column mappings: which column of a source says what, and how it is to be read. Data only, nothing that runs.

A mapping is a TOML file. Each field of `[fields]` names a column, several columns, or a table with more to say:

    name = "A training list"
    recognise = ["course_url", "effort"]          # columns that show this shape
    nulls = ["pending"]                           # words that mean: unknown

    [fields]
    title = "title"
    description = ["about", {column = "licence", label = "Leads to the licence"}]
    delivery = {column = "type", values = {"At your own pace" = "self_paced"}}
    hours = {effort = "effort", length = "length"}
    cost = {total = "total", currency = "USD", parts = {tuition = "tuition"}}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from catalog.credential import Basis
from catalog.errors import MappingInvalid
from catalog_ingest.values.effort import Unit


class _Spec(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Piece(_Spec):
    """One column (dots lead into objects: "provider.name"), or a constant `value`.

    `values` translates cells (or items of a list); `otherwise` stands for cells that it does not name, `empty` for
    empty ones. `item` picks the item of a list that contains these words. `separator` splits a list, `label` goes
    before the text, `nulls` are further words that mean unknown in this column.
    """

    column: str | None = None
    value: str | None = None
    values: dict[str, str] = Field(default_factory=dict)
    otherwise: str | None = None
    empty: str | None = None
    item: str | None = None
    separator: Annotated[str, Field(min_length=1)] | None = None
    label: str | None = None
    nulls: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_origin(self) -> Piece:
        if (self.column is None) == (self.value is None):
            raise ValueError("name either a column or a value")
        return self


def _as_piece(given: object) -> object:
    return {"column": given} if isinstance(given, str) else given


def _as_pieces(given: object) -> object:
    return given if isinstance(given, list | tuple) else [given]


OnePiece = Annotated[Piece, BeforeValidator(_as_piece)]
Pieces = Annotated[tuple[OnePiece, ...], BeforeValidator(_as_pieces), Field(min_length=1)]


class Hours(_Spec):
    """Hours from `total`, from `effort` a week times `length`, or from `min` and `max`; `unit` of bare numbers."""

    total: OnePiece | None = None
    effort: OnePiece | None = None
    length: OnePiece | None = None
    min: OnePiece | None = None
    max: OnePiece | None = None
    unit: Unit = "hours"

    @model_validator(mode="after")
    def _one_way(self) -> Hours:
        ways = (self.total, self.effort or self.length, self.min or self.max)
        if sum(way is not None for way in ways) != 1:
            raise ValueError("give total, or effort and length, or min and max")
        return self


class Weeks(_Spec):
    """Calendar weeks from one column; `unit` of bare numbers."""

    total: OnePiece
    unit: Unit = "weeks"


class Price(_Spec):
    """A price as worded in `text`, or a number in `total`; `currency` is a code, `currency_column` where it stands."""

    text: OnePiece | None = None
    total: OnePiece | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    currency_column: OnePiece | None = None
    basis: Basis | None = None
    parts: dict[str, OnePiece] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _text_or_total(self) -> Price:
        if self.text is not None and self.total is not None:
            raise ValueError("give text or total, not both")
        if self.text is None and self.total is None and not self.parts:
            raise ValueError("give text, total or parts")
        return self


class Credit(_Spec):
    """Academic credit, where its amount is above zero."""

    amount: OnePiece
    unit: str | None = None
    awarded_by: OnePiece | None = None


class AudienceFrom(_Spec):
    """Who may see it: public or internal, of which owner, in which groups."""

    visibility: OnePiece
    owner: OnePiece | None = None
    groups: Pieces | None = None


def _text_price(given: object) -> object:
    return {"text": given} if isinstance(given, str) else given


def _total(given: object) -> object:
    return {"total": given} if isinstance(given, str) else given


class Fields(_Spec):
    """Where each field of a credential comes from; fields that are not named stay unknown."""

    id: OnePiece | None = None
    title: Pieces
    provider: Pieces | None = None
    kind: Pieces | None = None
    summary: Pieces | None = None
    description: Pieces | None = None
    level: Pieces | None = None
    language: Pieces | None = None
    delivery: Pieces | None = None
    cost: Annotated[Price, BeforeValidator(_text_price)] | None = None
    hours: Annotated[Hours, BeforeValidator(_total)] | None = None
    weeks: Annotated[Weeks, BeforeValidator(_total)] | None = None
    starts: Pieces | None = None
    enrol_by: Pieces | None = None
    place: Pieces | None = None
    device: Pieces | None = None
    skills: Pieces | None = None
    prerequisites: Pieces | None = None
    stacks_into: Pieces | None = None
    credit: Credit | None = None
    validity_months: Pieces | None = None
    project: Pieces | None = None
    career_support: Pieces | None = None
    verified_badge: Pieces | None = None
    audience: AudienceFrom | None = None
    url: Pieces | None = None
    as_of: Pieces | None = None


class ColumnMapping(_Spec):
    """How the rows of one shape of source become credentials.

    `native` rows already have the form of a credential. `identity` says what stands in for a missing id: the address,
    or provider and title where one address serves several credentials.
    """

    name: str
    recognise: tuple[str, ...] = ()
    nulls: tuple[str, ...] = ()
    native: bool = False
    identity: Literal["url", "title"] = "url"
    fields: Fields | None = None

    @model_validator(mode="after")
    def _fields_unless_native(self) -> ColumnMapping:
        if self.native == (self.fields is not None):
            raise ValueError("a mapping needs fields, unless it is native")
        return self

    def __hash__(self) -> int:
        return hash((self.name, self.recognise, self.native))

    def columns(self) -> tuple[str, ...]:
        """All columns that the mapping reads, each once."""
        return tuple(dict.fromkeys(_columns(self.fields)))

    def check(self, headers: Iterable[str]) -> None:
        """Raises MappingInvalid where the mapping reads a column that the source does not have."""
        present = tuple(headers)
        missing = [name for name in self.columns() if name not in present]
        if missing:
            raise MappingInvalid(
                f"The mapping {self.name} reads columns that the source does not have: {', '.join(missing)}; "
                f"the source has {', '.join(present)}.",
                choices=present,
            )


NATIVE = ColumnMapping(name="native form", native=True)


def _columns(spec: Any) -> Iterator[str]:
    if isinstance(spec, Piece):
        if spec.column is not None:
            yield spec.column
    elif isinstance(spec, BaseModel):
        for _, value in spec:
            yield from _columns(value)
    elif isinstance(spec, tuple | dict):
        for value in spec.values() if isinstance(spec, dict) else spec:
            yield from _columns(value)
