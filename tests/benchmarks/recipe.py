"""The peer: LangChain's usual recipe for hybrid search over the same texts, with the same embedder.

Chroma's similarity search and BM25Retriever, merged by EnsembleRetriever with equal weights. Filters are Chroma's
`where` and, since BM25Retriever has none, a test of what it returns.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from chromadb.config import Settings
    from langchain_chroma import Chroma
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_core.retrievers import BaseRetriever

from retrieval.embedders import WordLlamaEmbeddings
from retrieval.vectors import Matrix

BATCH = 5_000
Holds = Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of the catalog with the values that filters test."""

    id: str
    text: str
    metadata: Mapping[str, str | float]


class KnownVectors(Embeddings):
    """The built-in embedder for questions; for documents the vectors that it made before, to save the time."""

    def __init__(self, texts: Sequence[str], vectors: Matrix) -> None:
        self._rows = {text: row for row, text in enumerate(texts)}
        self._vectors = vectors
        self._builtin = WordLlamaEmbeddings()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._vectors[[self._rows[text] for text in texts]].tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self._builtin.embed_query(text)


class _Filtered(BaseRetriever):
    """BM25Retriever, its results tested afterwards."""

    inner: BM25Retriever
    holds: Holds
    limit: int

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        found = [document for document in self.inner.invoke(query) if self.holds(document.metadata)]
        return found[: self.limit]


class Recipe:
    """The recipe over one catalog; `depth` is how many results each half gives.

    `most_words` is how many BM25 fetches before its results are tested, `depth` where it is not given.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        folder: Path,
        depth: int,
        most_words: int | None = None,
        embeddings: Embeddings | None = None,
    ) -> None:
        self._depth = depth
        self._store = Chroma(
            collection_name="recipe",
            embedding_function=embeddings or WordLlamaEmbeddings(),
            persist_directory=str(folder),
            client_settings=Settings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder)),
            collection_metadata={"hnsw:space": "cosine"},
        )
        texts = [entry.text for entry in entries]
        metadata = [{**entry.metadata, "id": entry.id} for entry in entries]
        for start in range(0, len(entries), BATCH):
            part = slice(start, start + BATCH)
            self._store.add_texts(texts[part], metadatas=metadata[part], ids=[entry.id for entry in entries[part]])
        self._words = BM25Retriever.from_texts(texts, metadatas=metadata)
        self._words.k = most_words or depth

    def ask(self, text: str, where: Mapping[str, Any] | None = None, holds: Holds | None = None) -> list[str]:
        """The ids of the results, the best first."""
        search: dict[str, Any] = {"k": self._depth} | ({"filter": dict(where)} if where else {})
        dense = self._store.as_retriever(search_kwargs=search)
        words: BaseRetriever = self._words
        if holds:
            words = _Filtered(inner=self._words, holds=holds, limit=self._depth)
        ensemble = EnsembleRetriever(retrievers=[dense, words], weights=[0.5, 0.5], id_key="id")
        return [document.metadata["id"] for document in ensemble.invoke(text)]
