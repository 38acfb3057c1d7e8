"""Fusion, the indexed text and its hash, the query: the pure files."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pydantic import ValidationError

from catalog.credential import Credential
from retrieval.document import LONGEST, document_hash, document_of, headline_of
from retrieval.fusion import Evidence, answers, fuse
from retrieval.query import Filters, Query
from tests.catalog.strategies import credentials
from tests.retrieval.small import course

FLOATS = ("cosine", "bm25", "coverage", "headline_coverage")


def evidence(**rows: list) -> Evidence:
    size = len(next(iter(rows.values())))
    floats = {name: np.array(rows.get(name, [0] * size), dtype=np.float32) for name in FLOATS}
    flags = {name: np.array(rows.get(name, [False] * size), dtype=bool) for name in ("skill", "title")}
    return Evidence(**floats, **flags)


def order(**rows: list) -> list[int]:
    return np.argsort(-fuse(evidence(**rows)), kind="stable").tolist()


# ---- fusion


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ({"cosine": [0.1, 0.9, 0.5]}, [1, 2, 0]),
        ({"bm25": [1, 3, 2]}, [1, 2, 0]),
        ({"cosine": [0.5, 0.5], "bm25": [0, 1]}, [1, 0]),
        ({"cosine": [0.5, 0.5], "skill": [False, True]}, [1, 0]),
        ({"cosine": [1, 0], "bm25": [9, 0], "title": [False, True], "skill": [False, True]}, [1, 0]),
        ({"cosine": [0, 0, 0]}, [0, 1, 2]),
        ({"cosine": [-0.5, 0.0]}, [1, 0]),
    ],
)
def test_what_speaks_for_a_row_orders_it(rows: dict[str, list], wanted: list[int]) -> None:
    assert order(**rows) == wanted


@given(arrays(np.float32, 6, elements=st.floats(0, 100, width=32)), st.floats(0.5, 50))
def test_only_the_share_of_the_best_bm25_counts(bm25: np.ndarray, factor: float) -> None:
    plain, scaled = fuse(evidence(bm25=bm25.tolist())), fuse(evidence(bm25=(bm25 * factor).tolist()))
    assert scaled == pytest.approx(plain, abs=1e-4)
    assert plain.max(initial=0) <= 1


def test_no_rows_make_no_scores() -> None:
    assert fuse(evidence(cosine=[])).shape == (0,)
    assert not answers(evidence(cosine=[]), 0.4, names_only_skills=True).any()


@pytest.mark.parametrize(
    ("rows", "only_skills", "wanted"),
    [
        ({"coverage": [0.59, 0.61, 1]}, False, [False, True, True]),
        ({"coverage": [1, 1], "cosine": [0.19, 0.21]}, False, [False, True]),
        ({"headline_coverage": [1, 0.5], "cosine": [0.1, 0.1]}, False, [True, False]),
        ({"cosine": [0.39, 0.41, 0.9]}, False, [False, True, True]),
        ({"skill": [True, False]}, False, [True, False]),
        ({"title": [False, True]}, False, [False, True]),
        ({"cosine": [0.9, 0.1], "skill": [False, True]}, True, [False, True]),
        ({"cosine": [0.9, 0.1]}, True, [True, False]),
        ({"cosine": [0.3, 0.9], "skill": [False, True], "coverage": [1, 0]}, True, [False, True]),
        ({"cosine": [0.3, 0.9], "coverage": [1, 0]}, True, [True, False]),
        ({"headline_coverage": [1, 0.7], "coverage": [1, 0.7]}, True, [True, False]),
        ({"skill": [True, False], "headline_coverage": [0, 0.7]}, True, [True, False]),
    ],
)
def test_what_answers_and_what_is_only_near(rows: dict[str, list], only_skills: bool, wanted: list[bool]) -> None:
    assert answers(evidence(**rows), 0.4, names_only_skills=only_skills).tolist() == wanted


# ---- the indexed text

WHOLE = {
    "title": "Title",
    "skills": ("SQL", "R"),
    "summary": "Summary",
    "description": "Description",
    "provider": "Provider",
}
INDEXED = {"title", "skills", "summary", "description", "provider"}


def test_the_indexed_text_says_title_skills_summary_description_provider() -> None:
    assert document_of(course("a", **WHOLE)) == "Title. SQL, R. Summary. Description. Provider"
    assert document_of(course("a", "Title")) == "Title"
    assert len(document_of(course("a", "Title", description="x" * 10_000))) == LONGEST


def indexed(credential: Credential) -> tuple[str, str]:
    return headline_of(credential), document_of(credential)


def test_what_moves_into_the_headline_is_another_text() -> None:
    summed, provided = course("a", "Title", summary="Acme"), course("a", "Title", provider="Acme")
    assert document_of(summed) == document_of(provided)
    assert document_hash(summed) != document_hash(provided)


@settings(max_examples=20, deadline=None)
@given(credentials, credentials)
def test_the_hash_changes_exactly_when_the_indexed_text_does(first: Credential, second: Credential) -> None:
    for name in Credential.model_fields:
        changed = first.model_copy(update={name: getattr(second, name)})
        same_text = indexed(changed) == indexed(first)
        assert (document_hash(changed) == document_hash(first)) == same_text
        assert name in INDEXED or same_text


@pytest.mark.parametrize("name", sorted(INDEXED))
def test_every_indexed_field_counts(name: str) -> None:
    value = ("Other",) if name == "skills" else "Other"
    whole = course("a", **WHOLE)
    assert document_hash(whole.model_copy(update={name: value})) != document_hash(whole)


def test_text_beyond_what_is_indexed_does_not_count() -> None:
    long = course("a", description="x" * LONGEST)
    assert document_hash(long.model_copy(update={"description": "x" * LONGEST + "more"})) == document_hash(long)


# ---- the query


@pytest.mark.parametrize(
    "filters",
    [
        {"max_cost": -1},
        {"max_cost": "NaN"},
        {"max_hours": -1},
        {"max_hours": float("inf")},
        {"min_hours": float("nan")},
        {"currency": "usd"},
        {"level": "expert"},
        {"kind": "diploma"},
        {"delivery": "by pigeon"},
        {"colour": "red"},
    ],
)
def test_filters_that_mean_nothing_are_refused(filters: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Filters(**filters)


@pytest.mark.parametrize("page", [{"limit": -1}, {"limit": 1001}, {"offset": -1}, {"sort": "price"}])
def test_pages_that_mean_nothing_are_refused(page: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Query(**page)
