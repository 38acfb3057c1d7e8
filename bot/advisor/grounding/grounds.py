"""What may be said in a turn: the facts of the records that it fetched, the paths, and what the asker said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from math import floor

from bot.advisor import facts
from bot.advisor.grounding.figures import Claim
from bot.advisor.path_document import PathDocument, PathJson
from bot.advisor.understand.draft import plain
from catalog.credential import Basis, Credential

PACE = Decimal(5)
"""Hours a week at which monthly prices are counted where nobody names another pace."""


@dataclass(frozen=True, slots=True)
class Record:
    """What may be said of one credential; `charged` and `weeks_of` are those of its step in a path."""

    item: Credential
    charged: frozenset[Decimal] = frozenset()
    weeks_of: tuple[float, float] | None = None
    step: int | None = None
    dates_of: frozenset[dt.date] = frozenset()

    @property
    def currency(self) -> str | None:
        """The currency of its price."""
        return self.item.cost.currency if self.item.cost else None

    @property
    def sums(self) -> frozenset[Decimal]:
        """What is paid in all, and what its step in a path is charged."""
        whole = facts.whole_price(self.item)
        return self.charged | ({whole} if whole is not None else set())

    @property
    def parts(self) -> frozenset[Decimal]:
        """The parts of its price."""
        return frozenset(self.item.cost.parts.values()) if self.item.cost else frozenset()

    @property
    def price(self) -> Decimal | None:
        """The price as stated, for the time that it is stated for."""
        return self.item.cost.amount if self.item.cost else None

    @property
    def each(self) -> str:
        """For which time the stated price is paid: "", "month" or "year"."""
        basis = self.item.cost.basis if self.item.cost else Basis.ONE_TIME
        return {Basis.PER_MONTH: "month", Basis.PER_YEAR: "year"}.get(basis, "")

    @property
    def hours(self) -> tuple[Decimal, Decimal] | None:
        """The least and the most hours."""
        effort = self.item.hours
        return None if effort is None else (Decimal(str(effort.min)), Decimal(str(effort.max)))

    def lasting(self, unit: str) -> frozenset[Decimal]:
        """The numbers of weeks or months that may be said of it: its length, the months paid, its validity."""
        item = self.item
        if unit == "weeks":
            begin, end = self.weeks_of or (0.0, 0.0)
            spans = {Decimal(str(item.weeks))} if item.weeks else set()
            return frozenset(
                spans | ({Decimal(round(end - begin)), Decimal(str(end - begin))} if self.weeks_of else set())
            )
        if unit == "months":
            months = {Decimal(facts.months_of(item.hours))} if item.hours and self.each else set()
            return frozenset(months | ({Decimal(item.validity_months)} if item.validity_months else set()))
        return frozenset()

    @property
    def dates(self) -> frozenset[dt.date]:
        """Every date that it states."""
        item = self.item
        stated = [item.as_of, item.enrol_by, *item.starts, *(claim.as_of for claim in item.credit)]
        stated += [link.as_of for link in item.stacks_into]
        return frozenset(date for date in stated if date) | self.dates_of

    @property
    def numbers(self) -> frozenset[Decimal]:
        """Other numbers that it states: credit, and how many things it counts."""
        item = self.item
        counts = {Decimal(len(each)) for each in (item.skills, item.stacks_into, item.credit, item.starts, item.parts)}
        return frozenset(counts | {claim.amount for claim in item.credit if claim.amount is not None})

    @property
    def names(self) -> tuple[str, ...]:
        """Names that may be written when it is spoken of."""
        item = self.item
        bodies = (claim.awarded_by for claim in item.credit)
        units = (claim.unit for claim in item.credit)
        given = (item.title, item.provider, item.place, item.device, *item.taught, *bodies, *units, item.audience.owner)
        return tuple(name for name in given if name)

    @property
    def languages(self) -> frozenset[str]:
        """The languages in which it is taught, without their regions."""
        return frozenset(tag.split("-")[0] for tag in self.item.language)


@dataclass(frozen=True, slots=True)
class Sums:
    """What one path comes to: the sums and shares that may be said of it."""

    money: Decimal
    currency: str
    steps: tuple[str, ...]
    hours: Decimal
    weeks: frozenset[Decimal]
    share: Decimal
    done: dt.date | None
    pairs: frozenset[tuple[Decimal, Decimal]] = frozenset()
    label: str = ""

    @classmethod
    def of(cls, path: PathJson, skills: int, label: str = "") -> Sums:
        """The sums of a path as its document states them."""
        totals = path.totals
        return cls(
            money=totals.cost.amount,
            currency=totals.cost.currency,
            steps=tuple(step.id for step in path.steps),
            hours=Decimal(str(totals.hours)),
            weeks=frozenset({Decimal(max(1, round(totals.weeks))), Decimal(str(totals.weeks))}),
            share=Decimal(floor(path.coverage * 100)),
            done=path.steps[-1].ends_on if path.steps else None,
            pairs=frozenset((Decimal(covered), Decimal(skills)) for covered in _covered(path)),
            label=label,
        )


_IF = (
    r"more|if|finishing|instead|as well|cheaper|faster|quicker|fewer|others?|alternatives?|another|option|until|under|below"
    r"|nearest|reach"
)
SUPPOSING = re.compile(rf"\b(?:{_IF}|would|could|serait|sería|wäre|würde)\b")
"""A sentence with such a word may speak of something that is not so, but would be."""
SURELY_SUPPOSING = re.compile(rf"\b(?:{_IF})\b")
"""Such words are needed to repeat it: "would" alone is what people say of their plans."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim of a `sentence` that was built from records: about which ids, and whether it only supposes."""

    claim: Claim
    about: frozenset[str]
    supposing: bool
    sentence: str


@dataclass(frozen=True)
class Grounds:
    """All of a turn. `said` are the claims of the asker's own words and limits, `stated` those of sentences that were
    built from records; `linked` are titles that records refer to, `names` other
    names without facts of their own, and `texts` whatever may be quoted."""

    today: dt.date
    records: Mapping[str, Record] = field(default_factory=dict)
    paths: tuple[Sums, ...] = ()
    providers: tuple[str, ...] = ()
    linked: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    said: tuple[Claim, ...] = ()
    said_text: str = ""
    stated: tuple[Stated, ...] = ()
    counts: frozenset[Decimal] = frozenset()
    secret: frozenset[str] = frozenset()

    @cached_property
    def titles(self) -> dict[str, tuple[str, ...]]:
        """The ids behind each title, in the plain form of a text; titles that are only referred to have none."""
        found: dict[str, tuple[str, ...]] = {plain(name): () for name in self.linked}
        for id_, record in self.records.items():
            title = plain(record.item.title)
            found[title] = (*found.get(title, ()), id_)
        return found

    @cached_property
    def skills(self) -> tuple[str, ...]:
        """The skills that the records teach, each once."""
        return tuple(dict.fromkeys(skill for record in self.records.values() for skill in record.item.taught))

    @cached_property
    def givers(self) -> tuple[tuple[str, str], ...]:
        """Providers and who awards credit, in the plain form of a text and as written, the longest first."""
        bodies = (claim.awarded_by for record in self.records.values() for claim in record.item.credit)
        names = {name for name in (*self.providers, *bodies) if name}
        return tuple((plain(name), name) for name in sorted(names, key=len, reverse=True))

    @cached_property
    def known_text(self) -> str:
        """Every name that may be written, in one plain text with a line for each."""
        named = [name for record in self.records.values() for name in record.names]
        return plain("\n" + "\n".join([*named, *self.linked, *self.names, *self.texts, self.said_text]) + "\n")


def records_of(items: Iterable[Credential], documents: Sequence[PathDocument]) -> dict[str, Record]:
    """The records by id; what a path does with a credential is part of it."""
    found = {item.id: Record(item) for item in items}
    for document in documents:
        paths = [other.path for other in document.alternatives] + [document.path]
        for number, path in enumerate(paths, 1):
            for step in path.steps:
                if step.id in found:
                    last = number == len(paths)
                    found[step.id] = Record(
                        item=found[step.id].item,
                        charged=found[step.id].charged | {step.charged.amount},
                        weeks_of=(step.start_week, step.end_week) if last else found[step.id].weeks_of,
                        step=step.order if last else found[step.id].step,
                        dates_of=found[step.id].dates_of | {step.starts_on, step.ends_on},
                    )
    return found


def _covered(path: PathJson) -> set[int]:
    """How many skills are covered in the end, and by those who stop before."""
    return {len(path.covered), *(len(stop.skills) for stop in path.if_you_stop)}


def sums_of(documents: Sequence[PathDocument]) -> tuple[Sums, ...]:
    """What the paths of documents come to, alternatives after them."""
    own = [Sums.of(document.path, len(document.goal.skills)) for document in documents]
    others = [
        Sums.of(other.path, len(document.goal.skills), other.label)
        for document in documents
        for other in document.alternatives
    ]
    return (*own, *others)


def counts_of(documents: Sequence[PathDocument]) -> frozenset[Decimal]:
    """Numbers of steps and skills that may be said of paths."""
    found: set[int] = set()
    for document in documents:
        for path in (document.path, *(other.path for other in document.alternatives)):
            skills = (len(path.covered), len(path.uncovered), len(document.goal.skills))
            found |= {len(path.steps), len(path.earns), *skills, *range(1, len(path.steps) + 1)}
            found |= {len(stop.skills) for stop in path.if_you_stop} | {len(stop.holds) for stop in path.if_you_stop}
        found |= {sum(skill.held for skill in document.goal.skills), len(document.alternatives)}
    return frozenset(Decimal(number) for number in found)


def names_of(documents: Sequence[PathDocument]) -> frozenset[str]:
    """Names in paths that have no record of their own: skills, the role, what is earned, what such work demands."""
    found: set[str] = set()
    for document in documents:
        found |= {skill.skill for skill in document.goal.skills} | {
            demand.text for demand in document.goal.entry_demands
        }
        found |= {document.goal.role_title} if document.goal.role_title else set()
        for path in (document.path, *(other.path for other in document.alternatives)):
            found |= {each.title for each in path.earned}
    return frozenset(found)
