"""Text to vectors: the built-in embedder, and OpenAI's against a server on the loopback."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from catalog.errors import NotUsable
from retrieval.embedders import BUILTIN_DIMENSION, OPENAI_DIMENSION, OPENAI_MODEL, Embedder, open_embedder
from tests.conftest import settings_in
from tests.retrieval.openai_server import EmbeddingServer, embedding_server
from tests.retrieval.small import EMBEDDER, SmallCatalog, asked, course, ids

COURSES = [
    course("w1", "Welding basics"),
    course("p1", "Python from Zero", summary="Write programs"),
    course("n1", "Night shifts in nursing"),
]


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with embedding_server() as running:
        yield running


def openai(server_url: str, folder: Path = Path()) -> Embedder:
    return open_embedder(
        settings_in(folder, ADVISOR_EMBEDDER="openai", OPENAI_API_KEY="sk-test", OPENAI_BASE_URL=server_url)
    )


def cosine(first: str, second: str, embedder: Embedder = EMBEDDER) -> float:
    return float(embedder.query(first) @ embedder.query(second))


# ---- built in


def test_builtin_vectors_are_unit_vectors_and_the_same_for_questions() -> None:
    texts = ["Python for beginners", "soldadura", "x" * 5000]
    vectors = EMBEDDER.documents(texts)
    assert (vectors.shape, vectors.dtype) == ((3, BUILTIN_DIMENSION), np.float32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(EMBEDDER.query(texts[0]), vectors[0], atol=1e-5)


@pytest.mark.parametrize("text", ["", " ", "🙂"])
def test_a_text_without_words_is_no_trouble(text: str) -> None:
    vector = EMBEDDER.query(text)
    assert vector.shape == (BUILTIN_DIMENSION,)
    assert np.isfinite(vector).all()


def test_no_texts_make_no_vectors() -> None:
    assert EMBEDDER.documents([]).shape == (0, BUILTIN_DIMENSION)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("learn to code", "programming for beginners", "bread baking"),
        ("taking care of patients", "nursing", "spreadsheet formulas"),
        ("bookkeeping", "accounting basics", "mountain climbing"),
    ],
)
def test_near_in_meaning_is_near(text: str, near: str, far: str) -> None:
    assert cosine(text, near) > cosine(text, far) + 0.1


def test_vectors_are_those_of_the_model_itself() -> None:
    import wordllama

    model = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
    texts = ["Python", "Welding for nurses. " * 60, "C++ & R", "año 日本語 \U0001f600", "[PAD] <s> <unk> <pad> </s>"]
    own = EMBEDDER.language.embed_matrix([*texts, ""])
    assert np.allclose(own[:-1], model.embed(texts, norm=True), atol=1e-5)
    assert not own[-1].any()


def test_one_text_has_one_vector_whatever_stands_beside_it() -> None:
    alone = EMBEDDER.documents(["Welding basics"])[0]
    among = EMBEDDER.documents(["a", "Welding basics", "a much longer text about something else " * 20])[1]
    assert np.allclose(alone, among, atol=1e-5)


# ---- OpenAI


def test_openai_is_asked_with_model_dimensions_and_key(server: EmbeddingServer) -> None:
    vectors = openai(server.url).documents(["Welding basics", "Python"])
    assert vectors.shape == (2, OPENAI_DIMENSION)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    request = server.requests[0]
    assert (request["model"], request["dimensions"]) == (OPENAI_MODEL, OPENAI_DIMENSION)
    assert request["path"] == "/v1/embeddings"
    assert server.texts == ["Welding basics", "Python"]
    assert server.keys == {"Bearer sk-test"}


def test_indexing_and_searching_with_openai(server: EmbeddingServer, tmp_path: Path) -> None:
    catalog = SmallCatalog(tmp_path, openai(server.url, tmp_path))
    catalog.publish("g1", COURSES)
    assert len(server.texts) == 3
    live = catalog.live()
    assert live.whole
    assert ids(asked(live, "shifts at night"))[0] == "n1"
    assert server.texts[3:] == ["shifts at night"]
    catalog.publish("g2", [*COURSES, course("b1", "Beekeeping")], parent="g1")
    assert len(server.texts) == 5
    live.close()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again_while_indexing(server: EmbeddingServer, status: int) -> None:
    server.statuses = [status, status]
    assert openai(server.url).documents(["Welding"]).shape == (1, OPENAI_DIMENSION)
    assert len(server.requests) == 3


def test_a_key_that_is_refused_is_said_and_not_tried_again(server: EmbeddingServer) -> None:
    server.statuses = [401] * 10
    with pytest.raises(NotUsable, match="OPENAI_API_KEY"):
        openai(server.url).documents(["Welding"])
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "body", [b"<html>a proxy's page</html>", b"{}", b'{"data": []}', b"null", b"[]"], ids=lambda body: body.decode()[:9]
)
def test_an_answer_that_is_none_is_one_plain_error(server: EmbeddingServer, body: bytes) -> None:
    server.body = body
    for ask in (openai(server.url).query, lambda text: openai(server.url).documents([text])):
        with pytest.raises(NotUsable, match="embedding server"):
            ask("Welding")


def test_vectors_of_another_length_are_refused(server: EmbeddingServer, tmp_path: Path) -> None:
    server.dimension = 100
    with pytest.raises(NotUsable):
        openai(server.url).documents(["Welding"])
    with pytest.raises(NotUsable):
        openai(server.url).query("Welding")


@pytest.mark.parametrize("key", [None, ""])
def test_without_a_key_openai_is_not_usable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str | None) -> None:
    monkeypatch.setenv("ADVISOR_EMBEDDER", "openai")
    if key is not None:
        monkeypatch.setenv("OPENAI_API_KEY", key)
    with pytest.raises(NotUsable, match="OPENAI_API_KEY"):
        open_embedder(settings_in(tmp_path))


def test_a_key_is_never_printed(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, ADVISOR_EMBEDDER="openai", OPENAI_API_KEY="sk-secret")
    assert "sk-secret" not in repr(settings) + repr(open_embedder(settings)) + settings.model_dump_json()


def test_an_embedder_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        settings_in(tmp_path, ADVISOR_EMBEDDER="magic")


@pytest.mark.parametrize("how", ["dead", "failing"])
def test_a_server_that_fails_at_question_time_leaves_the_words(tmp_path: Path, how: str) -> None:
    with embedding_server() as server:
        catalog = SmallCatalog(tmp_path, openai(server.url, tmp_path))
        catalog.publish("g1", COURSES)
        live = catalog.live()
        server.statuses = [500] * 50
        asked_before = len(server.requests)
        if how == "failing":
            page = asked(live, "python")
            assert len(server.requests) == asked_before + 1
    started = time.monotonic()
    page = asked(live, "python") if how == "dead" else page
    assert time.monotonic() - started < 3
    assert (ids(page)[0], page.total, page.relevant) == ("p1", 3, 1)
    assert asked(live, "scuba diving").relevant == 0
    live.close()
