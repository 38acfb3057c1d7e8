"""What shall not come up counts nowhere: totals, unknown values, other currencies and pages without it, held against a
brute count over the same rows."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.store import Facets
from retrieval.facets import FacetTable
from retrieval.open import LiveSearch, open_search
from retrieval.query import OPERATOR, PUBLIC, Asker, Filters, Page, Query, Sort
from tests.bot import sample_arithmetic as file
from tests.conftest import settings_in
from tests.retrieval.small import ids
from tests.retrieval.test_retrieval_facets import askers, expected, named, random_facets, random_filters

AVOID = st.lists(st.sampled_from(("state", "IBM", "université laval", "Farm", "c++", "nobody", "", "!?")), max_size=3)


@pytest.fixture(scope="module")
def sample(sample_dir: Path) -> Iterator[LiveSearch]:
    live = open_search(settings_in(sample_dir))
    yield live
    live.close()


# ---- over columns made at random


def without(rows: Sequence[Facets], exclude: Sequence[str], avoid: Sequence[str]) -> list[int]:
    """The positions that are left."""
    return [
        at
        for at, row in enumerate(rows)
        if row.id not in exclude
        and not (row.provider is not None and any(words.strip("!? ") and named(row.provider, words) for words in avoid))
    ]


@settings(max_examples=120, deadline=None)
@given(st.lists(random_facets(), max_size=12), random_filters, askers, st.sets(st.integers(0, 15)), AVOID)
def test_everything_is_counted_as_if_it_were_not_there(
    drawn: list[Facets], asked: dict, asker: Asker, gone: set[int], avoid: list[str]
) -> None:
    rows = [dataclasses.replace(row, id=f"c{at}") for at, row in enumerate(drawn)]
    exclude = tuple(f"c{at}" for at in sorted(gone))
    left = without(rows, exclude, avoid)
    passing, unknown, elsewhere = expected([rows[at] for at in left], Filters(**asked), asker)
    selection = FacetTable(rows).select(Filters(**asked), asker, exclude, tuple(avoid))
    assert selection.mask.nonzero()[0].tolist() == [left[at] for at in passing]
    assert selection.unknown == unknown
    assert selection.other_currency == elsewhere


@settings(max_examples=30, deadline=None)
@given(st.lists(random_facets(), min_size=1, max_size=8))
def test_what_one_asker_does_not_want_another_still_gets(drawn: list[Facets]) -> None:
    rows = [dataclasses.replace(row, id=f"c{at}") for at, row in enumerate(drawn)]
    table = FacetTable(rows)
    before = table.select(Filters(), PUBLIC).mask.tolist()
    table.select(Filters(), PUBLIC, [row.id for row in rows], ["state", "ibm"])
    assert table.select(Filters(), PUBLIC).mask.tolist() == before


# ---- over the indexed sample


def every(search: LiveSearch, query: Query, asker: Asker, size: int) -> tuple[list[str], Page]:
    """All pages of a query, one after the other, and the first of them."""
    found: list[str] = []
    first = None
    for offset in itertools.count(0, size):
        page = search.search(query.model_copy(update={"offset": offset, "limit": size}), asker)
        first = first or page
        found += ids(page)
        if len(page.hits) < size:
            return found, first
    raise AssertionError


ASKS: tuple[dict[str, object], ...] = (
    {},
    {"free": True},
    {"max_cost": 60},
    {"max_hours": 8},
    {"language": "es"},
    {"max_cost": 100, "max_hours": 12},
)


@pytest.mark.parametrize("asker", [PUBLIC, OPERATOR], ids=["public", "operator"])
@pytest.mark.parametrize("asks", ASKS, ids=str)
@pytest.mark.parametrize("text", ["", "excel"])
def test_a_page_without_some_is_the_page_with_them_less_those(
    sample: LiveSearch, text: str, asks: dict[str, object], asker: Asker
) -> None:
    plain = Query(text=text, filters=Filters(**asks))
    whole, page = every(sample, plain, asker, 50)
    exclude = tuple(whole[::3])
    kept, less = every(sample, plain.model_copy(update={"exclude": exclude}), asker, 7)
    assert sorted(kept) == sorted(set(whole) - set(exclude))
    assert len(kept) == less.total == page.total - len(exclude)
    if not text:
        assert kept == [id_ for id_ in whole if id_ not in exclude]


@pytest.mark.parametrize("asks", ASKS, ids=str)
@pytest.mark.parametrize("sort", list(Sort))
def test_an_avoided_provider_is_left_out_of_every_page_and_count(
    sample: LiveSearch, asks: dict[str, object], sort: Sort
) -> None:
    plain = Query(filters=Filters(**asks), sort=sort, limit=1000)
    whole = sample.search(plain, PUBLIC)
    less = sample.search(plain.model_copy(update={"avoid": ("quillstack", "Instituto Técnico de Valdoria")}), PUBLIC)
    stays = [
        hit.credential.id
        for hit in whole.hits
        if hit.credential.provider not in ("Quillstack Academy", "Instituto Técnico de Valdoria")
    ]
    assert ids(less) == stays
    assert less.total == len(stays) < whole.total


@pytest.mark.parametrize("name", ["cost", "hours"])
def test_unknown_values_are_counted_without_them(sample: LiveSearch, name: str) -> None:
    asks: dict[str, object] = {"max_cost": 100} if name == "cost" else {"max_hours": 10}
    public = [row for row in file.rows() if file.is_public(row)]
    lacking = [row["id"] for row in public if (file.paid(row) is None if name == "cost" else not row.get("hours"))]
    assert len(lacking) > 3
    query = Query(filters=Filters(**asks), limit=0)
    assert sample.search(query, PUBLIC).unknown[name] == len(lacking)
    for gone in (1, 3, len(lacking)):
        less = sample.search(query.model_copy(update={"exclude": tuple(lacking[:gone])}), PUBLIC)
        assert less.unknown[name] == len(lacking) - gone


def test_the_answers_to_a_text_that_are_left_out_are_no_longer_counted(sample: LiveSearch) -> None:
    page = sample.search(Query(text="bookkeeping", limit=50), PUBLIC)
    answers = ids(page)[: page.relevant]
    assert len(answers) > 3
    less = sample.search(Query(text="bookkeeping", limit=50, exclude=tuple(answers[:2])), PUBLIC)
    assert ids(less)[: less.relevant] == answers[2:]
    none = sample.search(Query(text="bookkeeping", limit=50, exclude=tuple(answers)), PUBLIC)
    assert not set(answers) & set(ids(none))
    assert none.total == page.total - len(answers)


@pytest.mark.parametrize(
    "more", [{"exclude": ("nobody/nothing", "", "%", "x" * 3000)}, {"avoid": ("", "  ", "!", "Nobody Institute")}]
)
def test_what_is_not_there_leaves_nothing_out(sample: LiveSearch, more: dict[str, tuple[str, ...]]) -> None:
    assert sample.search(Query(limit=0, **more), PUBLIC).total == sample.search(Query(limit=0), PUBLIC).total


def test_avoiding_every_provider_leaves_what_states_none(sample: LiveSearch) -> None:
    page = sample.search(Query(limit=1000, avoid=tuple(sample.providers(PUBLIC))), PUBLIC)
    assert [hit for hit in page.hits if hit.credential.provider] == []


def test_an_avoided_provider_that_is_asked_for_gives_nothing(sample: LiveSearch) -> None:
    asked = Query(filters=Filters(provider="Quillstack Academy"), avoid=("Quillstack Academy",))
    assert sample.search(asked, PUBLIC).total == 0
