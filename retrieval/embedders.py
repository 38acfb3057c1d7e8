"""Text to vectors behind LangChain's Embeddings interface: the built-in embedder, and OpenAI's.

Built in is WordLlama (https://github.com/dleemiller/WordLlama): 256 dimensions, its weights inside its wheel, NumPy only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings

from catalog.errors import NotUsable
from retrieval.settings import IndexSettings
from retrieval.vectors import Matrix

OPENAI_MODEL = "text-embedding-3-small"
OPENAI_DIMENSION = 512
BUILTIN_DIMENSION = 256


class WordLlamaEmbeddings(Embeddings):
    """WordLlama's static embeddings; no network, no key, about 10,000 short texts a second on one core."""

    @cached_property
    def _model(self) -> Any:
        import wordllama

        return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)

    def embed_matrix(self, texts: list[str]) -> Matrix:
        """One unit vector a text, shape (len(texts), BUILTIN_DIMENSION); a text without a known word gives zeros."""
        vectors = np.asarray(self._model.embed(texts, norm=False), dtype=np.float32)
        return _unit(vectors)

    def is_word(self, word: str) -> bool:
        """Whether the embedder has a token for the whole word: then it is a word of some language, not a typing error."""
        return len(self._model.tokenizer.encode(word, add_special_tokens=False).ids) == 1

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
    the embedder because each spreads its cosines differently.
    """

    name: str
    dimension: int
    embeddings: Embeddings
    floor: float

    def documents(self, texts: list[str]) -> Matrix:
        """One unit vector a text, shape (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        if isinstance(self.embeddings, WordLlamaEmbeddings):
            return self.embeddings.embed_matrix(texts)
        return _unit(np.asarray(self.embeddings.embed_documents(texts), dtype=np.float32))

    def query(self, text: str) -> Matrix:
        """The unit vector of a question, shape (dimension,)."""
        vector: Matrix = self.documents([text])[0] if text else np.zeros(self.dimension, dtype=np.float32)
        return vector


def open_embedder(settings: IndexSettings) -> Embedder:
    """The embedder that is configured. Raises NotUsable where it lacks a key."""
    if settings.embedder == "openai":
        return Embedder(f"openai/{OPENAI_MODEL}/{OPENAI_DIMENSION}", OPENAI_DIMENSION, _openai(settings), floor=0.4)
    return Embedder("wordllama/l2_supercat/256", BUILTIN_DIMENSION, WordLlamaEmbeddings(), floor=0.4)


def _openai(settings: IndexSettings) -> Any:
    if settings.openai_api_key is None:
        raise NotUsable("ADVISOR_EMBEDDER=openai needs OPENAI_API_KEY; set it, or use ADVISOR_EMBEDDER=builtin.")
    from langchain_openai import OpenAIEmbeddings

    return OpenAIEmbeddings(
        model=OPENAI_MODEL,
        dimensions=OPENAI_DIMENSION,
        api_key=settings.openai_api_key,
        base_url=settings.openai_base_url,
        check_embedding_ctx_length=False,
        timeout=30,
        max_retries=5,
    )


def _unit(vectors: Matrix) -> Matrix:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Matrix = np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)
    return unit
