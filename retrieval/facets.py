"""The filter columns of a generation as arrays, and the masks that decide.

A mask is exact: what SQL would select, it selects. A value that nobody states never passes a filter that asks for it;
such credentials are counted apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from catalog.content import fold
from catalog.credential import ONLINE, Audience, Visibility
from catalog.store import Facets
from retrieval.query import HOURS_A_MONTH, Asker, Filters
from retrieval.words import words_of

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

DEFAULT_CURRENCY = "USD"
PRICE_DIGITS = 6
MOST_ASKERS = 64
"""Of so many askers at most it is kept what they may see."""
"""Prices are rounded to so many decimals, so that three months of 33.1 cost 99.3 and not a hair more."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows pass, and how many were left out because a value is unknown or in another currency."""

    mask: Mask
    unknown: dict[str, int]
    other_currency: int


class _Coded:
    """A column of few distinct values: a code a row, -1 where unknown."""

    def __init__(self, values: Sequence[str | None]) -> None:
        self.names = tuple(dict.fromkeys(value for value in values if value is not None))
        codes: dict[str | None, int] = {name: code for code, name in enumerate(self.names)}
        codes[None] = -1
        self.codes = np.fromiter((codes[value] for value in values), dtype=np.int32, count=len(values))

    @property
    def unknown(self) -> Mask:
        return self.codes < 0

    def where(self, holds: Callable[[str], bool]) -> Mask:
        """The rows whose value meets a condition; the condition is asked once a distinct value."""
        passing = np.array([*map(holds, self.names), False], dtype=bool)
        return passing[self.codes]


class _Listed:
    """A column of lists: the rows of each distinct value."""

    def __init__(self, lists: Sequence[tuple[str, ...]]) -> None:
        self._size = len(lists)
        rows: dict[str, list[int]] = {}
        for row, values in enumerate(lists):
            for value in values:
                rows.setdefault(value, []).append(row)
        self.rows = {value: np.array(found, dtype=np.int32) for value, found in rows.items()}
        self.unknown = np.fromiter((not values for values in lists), dtype=bool, count=self._size)

    def where(self, holds: Callable[[str], bool]) -> Mask:
        mask = np.zeros(self._size, dtype=bool)
        for value, rows in self.rows.items():
            if holds(value):
                mask[rows] = True
        return mask


class FacetTable:
    """The filter columns of all credentials of a generation, in the order of positions."""

    def __init__(self, rows: Iterable[Facets]) -> None:
        facets = list(rows)
        self.ids = tuple(row.id for row in facets)
        self.titles = tuple(row.title_key for row in facets)
        self.provider = _Coded([row.provider for row in facets])
        self.level = _Coded([row.level for row in facets])
        self.delivery = _Coded([row.delivery for row in facets])
        self.kind = _Coded([row.kind for row in facets])
        self.currency = _Coded([row.currency for row in facets])
        self.language = _Listed([row.language for row in facets])
        self.skills = _Listed([row.skills for row in facets])
        self.hours_min = _floats([row.hours_min for row in facets])
        self.hours_max = _floats([row.hours_max for row in facets])
        self.free = _flags([row.free for row in facets])
        self.credit = _flags([row.credit for row in facets])
        self.price = _prices(facets)
        self._no_amount = _flags([row.cost_amount is None for row in facets])
        self._visible_to = lru_cache(maxsize=MOST_ASKERS)(_Audiences(facets).mask)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def titled(self) -> dict[str, list[int]]:
        """The positions of each folded title."""
        positions: dict[str, list[int]] = {}
        for position, title in enumerate(self.titles):
            positions.setdefault(title, []).append(position)
        return positions

    @cached_property
    def titled_shortly(self) -> dict[str, list[int]]:
        """The positions of each folded part before a colon, of three words or more: fewer may as well be a topic."""
        positions: dict[str, list[int]] = {}
        for position, title in enumerate(self.titles):
            head, colon, _ = title.partition(":")
            if colon and len(head.split()) > 2:
                positions.setdefault(head.strip(), []).append(position)
        return positions

    @cached_property
    def title_openings(self) -> frozenset[str]:
        """The first words of all folded titles."""
        return frozenset(title.partition(" ")[0] for title in self.titles)

    @cached_property
    def _titles_sorted(self) -> list[tuple[str, int]]:
        return sorted((title, position) for position, title in enumerate(self.titles))

    def titled_beginning(self, words: str) -> list[int]:
        """The positions whose folded title begins with these folded words, where that is one title alone."""
        rows = self._titles_sorted
        begin, end = bisect_left(rows, (words, -1)), bisect_left(rows, (f"{words}\uffff", -1))
        found = [row for row in rows[begin:end] if not row[0][len(words) : len(words) + 1].isalnum()]
        return [position for _, position in found] if found and found[0][0] == found[-1][0] else []

    def visible(self, asker: Asker) -> Mask:
        """What the asker may see; a mask that nobody may change."""
        return self._visible_to(asker)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {id_: position for position, id_ in enumerate(self.ids)}

    def _wanted(self, asker: Asker, exclude: Sequence[str], avoid: Sequence[str]) -> Mask:
        """What the asker may see without some ids, and without what some providers give."""
        wanted = self.visible(asker)
        for provider in avoid:
            wanted = wanted & ~self.provider.where(names_provider(provider))
        rows = [self._positions[id_] for id_ in exclude if id_ in self._positions] if exclude else []
        if rows:
            wanted = wanted.copy()
            wanted[rows] = False
        return wanted

    def select(
        self,
        filters: Filters,
        asker: Asker,
        exclude: Sequence[str] = (),
        avoid: Sequence[str] = (),
    ) -> Selection:
        """The rows that meet every filter, and what was left out as unknown. Ids in `exclude` and what the providers in
        `avoid` give count nowhere."""
        tests = _one_a_name(self._tests(filters))
        visible = self._wanted(asker, exclude, avoid)
        failing = np.zeros(len(self), dtype=np.int16)
        for test in tests:
            failing += ~test.passes
        unknown = {
            test.name: int(np.count_nonzero(visible & test.unknown & (failing == 1) & ~test.passes)) for test in tests
        }
        return Selection(visible & (failing == 0), unknown, self._other_currency(filters, visible, failing))

    def _other_currency(self, filters: Filters, visible: Mask, failing: NDArray[np.int16]) -> int:
        if filters.free or not _asks_cost(filters):
            return 0
        elsewhere = ~self._in_currency(filters) & ~self.currency.unknown & ~np.isnan(self.price)
        return int(np.count_nonzero(visible & elsewhere & (failing == 1)))

    def _in_currency(self, filters: Filters) -> Mask:
        asked = filters.currency or DEFAULT_CURRENCY
        return self.currency.where(lambda currency: currency == asked) | self.free

    def _tests(self, filters: Filters) -> list[_Test]:
        tests = [*self._cost_tests(filters), *self._hours_tests(filters)]
        for name, column in (("level", self.level), ("delivery", self.delivery), ("kind", self.kind)):
            value = getattr(filters, name)
            if value is not None:
                tests.append(_Test(name, column.where(value.value.__eq__), column.unknown))
        if filters.online:
            tests.append(_Test("online", self.delivery.where(ONLINE.__contains__), self.delivery.unknown))
        tests.extend(self._provider_tests(filters))
        if filters.language is not None:
            tests.append(_Test("language", self.language.where(_speaks(filters.language)), self.language.unknown))
        tests.extend(
            _Test("skills", self.skills.where(_is_skill(skill)), self.skills.unknown) for skill in filters.skill
        )
        if filters.credit:
            tests.append(_Test("credit", self.credit, np.zeros(len(self), dtype=bool)))
        return tests

    def _cost_tests(self, filters: Filters) -> list[_Test]:
        unknown = np.isnan(self.price) | (self.currency.unknown & ~self.free)
        tests = []
        if _asks_cost(filters):
            low = float(filters.min_cost) if filters.min_cost is not None else 0.0
            high = float(filters.max_cost) if filters.max_cost is not None else np.inf
            within = (self.price >= low) & (self.price <= high) & self._in_currency(filters)
            tests.append(_Test("cost", within & ~unknown, unknown))
        if filters.free:
            tests.append(_Test("cost", self.free, self._no_amount))
        return tests

    def _hours_tests(self, filters: Filters) -> list[_Test]:
        if filters.max_hours is None and filters.min_hours is None:
            return []
        low = filters.min_hours if filters.min_hours is not None else 0.0
        high = filters.max_hours if filters.max_hours is not None else np.inf
        return [_Test("hours", (self.hours_min >= low) & (self.hours_max <= high), np.isnan(self.hours_max))]

    def _provider_tests(self, filters: Filters) -> list[_Test]:
        tests = []
        if filters.provider is not None:
            wanted = self.provider.where(names_provider(filters.provider))
            tests.append(_Test("provider", wanted, self.provider.unknown))
        if filters.not_provider is not None:
            named = names_provider(filters.not_provider)
            tests.append(_Test("provider", self.provider.where(lambda name: not named(name)), self.provider.unknown))
        return tests


@dataclass(frozen=True, slots=True)
class _Test:
    """One filter on one column: which rows surely pass, and of which rows the value is unknown."""

    name: str
    passes: Mask
    unknown: Mask


class _Audiences:
    """Who may see each row: few distinct audiences, asked once each."""

    def __init__(self, facets: Sequence[Facets]) -> None:
        keys = [(row.visibility, row.owner, row.groups) for row in facets]
        self._distinct = tuple(dict.fromkeys(keys))
        codes = {key: code for code, key in enumerate(self._distinct)}
        self._codes = np.fromiter((codes[key] for key in keys), dtype=np.int32, count=len(keys))

    def mask(self, asker: Asker) -> Mask:
        seen = [
            asker.may_see(Audience(visibility=Visibility(visibility), owner=owner, groups=groups))
            for visibility, owner, groups in self._distinct
        ]
        mask: Mask = np.array(seen, dtype=bool)[self._codes]
        mask.flags.writeable = False
        return mask


def _one_a_name(tests: Sequence[_Test]) -> list[_Test]:
    """Filters on the same value make one test: unknown is what might meet all of them and surely meets not each."""
    merged: dict[str, _Test] = {}
    for test in tests:
        known = merged.get(test.name)
        merged[test.name] = test if known is None else _both(known, test)
    return list(merged.values())


def _both(first: _Test, second: _Test) -> _Test:
    passes = first.passes & second.passes
    possible = (first.passes | first.unknown) & (second.passes | second.unknown)
    return _Test(first.name, passes, possible & ~passes)


def _asks_cost(filters: Filters) -> bool:
    return any(value is not None for value in (filters.max_cost, filters.min_cost, filters.currency))


_words_of_name = lru_cache(maxsize=65_536)(words_of)


def names_provider(wanted: str) -> Callable[[str], bool]:
    """Whether a provider's name holds the wanted words, whole and in their order."""
    words = words_of(wanted)

    def holds(name: str) -> bool:
        there = _words_of_name(name)
        return (
            any(there[at : at + len(words)] == words for at in range(len(there) - len(words) + 1)) if words else False
        )

    return holds


def _speaks(tag: str) -> Callable[[str], bool]:
    """Whether a language tag is the wanted one or a narrower one (es covers es-MX)."""
    wanted = tag.casefold()
    return lambda there: there.casefold() == wanted or there.casefold().startswith(f"{wanted}-")


def _is_skill(skill: str) -> Callable[[str], bool]:
    wanted = fold(skill)
    return lambda there: fold(there) == wanted


def _floats(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _flags(values: Sequence[bool]) -> Mask:
    return np.array(values, dtype=bool)


def _prices(facets: Sequence[Facets]) -> Floats:
    """What each credential costs in all, in its own currency; NaN where it cannot be known.

    A monthly price counts for the months that the upper hours take at five hours a week, a yearly one for those years.
    """
    amount = _floats([row.cost_amount for row in facets])
    hours = _floats([row.hours_max for row in facets])
    months = np.maximum(1.0, np.ceil(hours / HOURS_A_MONTH))
    basis = np.array([row.basis or "" for row in facets])
    price = np.where(basis == "per_month", amount * months, amount)
    price = np.where(basis == "per_year", amount * np.ceil(months / 12), price)
    return np.where(amount == 0, 0.0, np.round(price, PRICE_DIGITS))
