"""Text to vectors behind LangChain's Embeddings interface: the built-in embedder, and OpenAI's.

Built in is WordLlama (https://github.com/dleemiller/WordLlama): 256 dimensions, its weights inside its wheel, NumPy only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from catalog.errors import NotUsable
from retrieval.settings import IndexSettings
from retrieval.vectors import Matrix

OPENAI_MODEL = "text-embedding-3-small"
OPENAI_DIMENSION = 512
BUILTIN_DIMENSION = 256


class Embeddings(Protocol):
    """LangChain's Embeddings interface, met by its shape: importing `langchain_core` costs half a second.

    https://reference.langchain.com/python/langchain_core/embeddings/
    """

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""


class WordLlamaEmbeddings:
    """WordLlama's static embeddings; no network, no key, about 10,000 short texts a second on one core."""

    @cached_property
    def _model(self) -> Any:
        import wordllama

        model = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
        model.tokenizer.no_padding()
        return model

    def embed_matrix(self, texts: list[str]) -> Matrix:
        """One unit vector a text, shape (len(texts), BUILTIN_DIMENSION); a text without a known word gives zeros.

        The same as the model's own `embed`, a third faster: that one pads each batch to its longest text.
        """
        words = self._model.embedding
        vectors = np.zeros((len(texts), BUILTIN_DIMENSION), dtype=np.float32)
        for at, found in enumerate(self._model.tokenizer.encode_batch_fast(texts, add_special_tokens=False)):
            if found.ids:
                vectors[at] = words[np.minimum(found.ids, len(words) - 1)].mean(axis=0)
        return _unit(vectors)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.embed_matrix(texts).tolist() if texts else []
        return vectors

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self.embed_matrix([text])[0].tolist()
        return vector


@dataclass(frozen=True, slots=True)
class Embedder:
    """An embedder with the name under which an index remembers it.

    `floor` is the cosine from which a text counts as an answer without sharing a word with the question; it belongs to
    the embedder because each spreads its cosines differently. `language` is the built-in one, whichever is chosen:
    roles are found without a network.
    """

    name: str
    dimension: int
    embeddings: Embeddings
    floor: float
    language: WordLlamaEmbeddings

    def documents(self, texts: list[str]) -> Matrix:
        """One unit vector a text, shape (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        if isinstance(self.embeddings, WordLlamaEmbeddings):
            return self.embeddings.embed_matrix(texts)
        return _unit(np.asarray(self.embeddings.embed_documents(texts), dtype=np.float32))

    def query(self, text: str) -> Matrix:
        """The unit vector of a question, shape (dimension,)."""
        vector: Matrix = _unit(np.asarray([self.embeddings.embed_query(text)], dtype=np.float32))[0]
        return vector


def open_embedder(settings: IndexSettings) -> Embedder:
    """The embedder that is configured. Raises NotUsable where it lacks a key."""
    builtin = WordLlamaEmbeddings()
    if settings.embedder == "openai":
        name = f"openai/{OPENAI_MODEL}/{OPENAI_DIMENSION}"
        return Embedder(name, OPENAI_DIMENSION, OpenAIVectors(settings), floor=0.4, language=builtin)
    return Embedder("wordllama/l2_supercat/256", BUILTIN_DIMENSION, builtin, floor=0.4, language=builtin)


class OpenAIVectors:
    """OpenAI's embeddings, or a compatible server's: patient while indexing, quick to give up while somebody waits.

    Raises NotUsable where the server does not answer as it should.
    """

    def __init__(self, settings: IndexSettings) -> None:
        if settings.openai_api_key is None:
            raise NotUsable("ADVISOR_EMBEDDER=openai needs OPENAI_API_KEY; set it, or use ADVISOR_EMBEDDER=builtin.")
        from langchain_openai import OpenAIEmbeddings

        make = partial(
            OpenAIEmbeddings,
            model=OPENAI_MODEL,
            dimensions=OPENAI_DIMENSION,
            api_key=settings.openai_api_key,
            base_url=settings.openai_base_url,
            check_embedding_ctx_length=False,
        )
        self._indexing = make(timeout=30, max_retries=5)
        self._asking = make(timeout=4, max_retries=0)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._translated(lambda: self._indexing.embed_documents(texts))

    def embed_query(self, text: str) -> list[float]:
        return self._translated(lambda: [self._asking.embed_query(text)])[0]

    @staticmethod
    def _translated(call: Callable[[], list[list[float]]]) -> list[list[float]]:
        from openai import OpenAIError

        try:
            vectors = call()
            if any(len(vector) != OPENAI_DIMENSION for vector in vectors):
                raise ValueError("vectors of another length than was asked for")
            return vectors
        except (OpenAIError, ValueError, TypeError, LookupError, AttributeError) as error:
            raise NotUsable(
                "The embedding server did not answer as it should; check OPENAI_API_KEY and OPENAI_BASE_URL, "
                "or use ADVISOR_EMBEDDER=builtin."
            ) from error


def _unit(vectors: Matrix) -> Matrix:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Matrix = np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)
    return unit
