"""Nearness: exact cosines, and Chroma's neighbours on data small enough to know the truth."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.errors import IndexUnusable
from retrieval.chroma_index import ChromaIndex
from retrieval.dense import DenseIndex
from retrieval.vectors import FILE, map_vectors, save_vectors

ROWS, DIMENSION = 300, 32


def unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    return unit(np.random.default_rng(7).normal(size=(ROWS, DIMENSION)))


IDS = [f"c{row}" for row in range(ROWS)]


@pytest.fixture
def chroma(tmp_path: Path, vectors: np.ndarray):
    index = ChromaIndex.embedded(tmp_path / "chroma")
    index.write(IDS, vectors)
    yield index
    index.close()


def never() -> ChromaIndex:
    raise AssertionError("Chroma was not needed")


def questions(count: int = 8) -> np.ndarray:
    return unit(np.random.default_rng(11).normal(size=(count, DIMENSION)))


def best(cosines: np.ndarray, limit: int = 10) -> list[str]:
    return [IDS[row] for row in np.argsort(-cosines, kind="stable")[:limit]]


# ---- Chroma


def test_chroma_names_the_exact_top_ten(chroma: ChromaIndex, vectors: np.ndarray) -> None:
    assert chroma.count() == ROWS
    for question in questions():
        found, cosines = chroma.nearest(question, 10)
        assert found == best(vectors @ question)
        assert cosines == pytest.approx(np.sort(vectors @ question)[::-1][:10], abs=1e-4)


def test_through_chroma_the_order_is_that_of_exact_cosines(chroma: ChromaIndex, vectors: np.ndarray) -> None:
    dense = DenseIndex(vectors, IDS, lambda: chroma, exact_rows=0)
    for question in questions():
        cosines = dense.cosines(question, np.arange(ROWS))
        assert best(cosines) == best(vectors @ question)


def test_deleted_ids_are_gone_and_new_ones_found(chroma: ChromaIndex, vectors: np.ndarray) -> None:
    question = vectors[5]
    assert chroma.nearest(question, 1)[0] == ["c5"]
    chroma.write(["new"], unit(question[None] + 0.01), gone=["c5", "c6"])
    assert chroma.count() == ROWS - 1
    found, _ = chroma.nearest(question, ROWS)
    assert found[0] == "new"
    assert {"c5", "c6"}.isdisjoint(found)


def test_a_changed_vector_under_the_same_id_is_the_new_one(chroma: ChromaIndex, vectors: np.ndarray) -> None:
    chroma.write(["c5"], -vectors[5:6], gone=["c5"])
    assert chroma.nearest(-vectors[5], 1)[0] == ["c5"]


def test_what_was_written_is_there_for_the_next_reader(tmp_path: Path, vectors: np.ndarray) -> None:
    first = ChromaIndex.embedded(tmp_path)
    first.write(IDS[:50], vectors[:50])
    first.close()
    second = ChromaIndex.embedded(tmp_path)
    assert second.count() == 50
    assert second.nearest(vectors[3], 1)[0] == ["c3"]
    second.drop()
    with pytest.raises(IndexUnusable):
        second.nearest(vectors[3], 1)
    second.close()


def test_a_folder_without_a_collection_is_unusable(tmp_path: Path) -> None:
    index = ChromaIndex.embedded(tmp_path / "empty")
    with pytest.raises(IndexUnusable):
        index.count()
    index.close()


def test_a_database_that_is_none_is_unusable_and_may_be_made_again(tmp_path: Path, vectors: np.ndarray) -> None:
    (tmp_path / "chroma.sqlite3").write_text("no database" * 1000)
    with pytest.raises(IndexUnusable):
        ChromaIndex.embedded(tmp_path)
    (tmp_path / "chroma.sqlite3").unlink()
    index = ChromaIndex.embedded(tmp_path)
    index.write(IDS[:5], vectors[:5])
    assert index.count() == 5
    index.close()


def test_nothing_may_be_written(tmp_path: Path) -> None:
    index = ChromaIndex.embedded(tmp_path)
    index.write([], np.zeros((0, DIMENSION), np.float32))
    assert index.count() == 0
    index.close()


# ---- which way is taken


@settings(max_examples=40, deadline=None)
@given(rows=st.sets(st.integers(0, ROWS - 1), max_size=ROWS), seed=st.integers(0, 99))
def test_allowed_rows_have_their_exact_cosine(vectors: np.ndarray, rows: set[int], seed: int) -> None:
    allowed = np.array(sorted(rows), dtype=np.int64)
    question = unit(np.random.default_rng(seed).normal(size=DIMENSION))
    cosines = DenseIndex(vectors, IDS, never).cosines(question, allowed)
    assert cosines.shape == (ROWS,)
    assert cosines[allowed] == pytest.approx((vectors @ question)[allowed], abs=1e-6)


def test_selective_questions_never_need_chroma(vectors: np.ndarray) -> None:
    few = np.array([1, 5, 9])
    cosines = DenseIndex(vectors, IDS, never, exact_rows=0).cosines(questions()[0], few)
    assert np.flatnonzero(cosines).tolist() == few.tolist()


def test_without_chroma_every_cosine_is_computed(vectors: np.ndarray) -> None:
    def broken() -> ChromaIndex:
        raise IndexUnusable("gone")

    question = questions()[0]
    cosines = DenseIndex(vectors, IDS, broken, exact_rows=0).cosines(question, np.arange(ROWS))
    assert cosines == pytest.approx(vectors @ question, abs=1e-6)


def test_ids_that_chroma_knows_and_the_generation_does_not_are_passed_over(
    chroma: ChromaIndex, vectors: np.ndarray
) -> None:
    question = vectors[ROWS - 1]
    dense = DenseIndex(vectors[:-1], IDS[:-1], lambda: chroma, exact_rows=0)
    assert best(dense.cosines(question, np.arange(ROWS - 1))) == best(vectors[:-1] @ question)


# ---- the file of vectors


def test_vectors_come_back_from_their_file_and_cannot_be_changed(tmp_path: Path, vectors: np.ndarray) -> None:
    save_vectors(tmp_path, vectors)
    mapped = map_vectors(tmp_path, ROWS, DIMENSION)
    assert np.array_equal(mapped, vectors)
    with pytest.raises(ValueError, match="read-only"):
        mapped[0, 0] = 5


@pytest.mark.parametrize(("rows", "dimension"), [(ROWS + 1, DIMENSION), (ROWS, DIMENSION * 2), (0, DIMENSION)])
def test_vectors_of_another_shape_are_refused(tmp_path: Path, vectors: np.ndarray, rows: int, dimension: int) -> None:
    save_vectors(tmp_path, vectors)
    with pytest.raises(IndexUnusable):
        map_vectors(tmp_path, rows, dimension)


def test_pickled_objects_are_never_loaded(tmp_path: Path) -> None:
    np.save(tmp_path / FILE, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(IndexUnusable):
        map_vectors(tmp_path, 1, 1)
