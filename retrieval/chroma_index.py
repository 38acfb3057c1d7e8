"""The vectors in Chroma: the only importer of chromadb.

A collection is written once and never changed while anybody reads it; a small change starts from a copy of its folder.
It holds ids and vectors only: facts stand in SQL, filters are decided elsewhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.config import Settings
from chromadb.errors import ChromaError

from catalog.errors import IndexUnusable, NotUsable
from retrieval.vectors import Matrix

BATCH = 5_000
COLLECTION = "credentials"


class ChromaIndex:
    """One generation's collection, embedded in a folder or on a server."""

    def __init__(self, client: ClientAPI, name: str) -> None:
        self._client = client
        self._name = name

    @classmethod
    def embedded(cls, folder: Path) -> ChromaIndex:
        """The collection in a folder of its own. Raises IndexUnusable where the folder holds something broken."""
        folder.mkdir(parents=True, exist_ok=True)
        try:
            _check_readable(folder / "chroma.sqlite3")
            return cls(chromadb.PersistentClient(path=str(folder), settings=_quiet()), COLLECTION)
        except (ChromaError, ValueError, sqlite3.Error) as error:
            raise IndexUnusable(f"The Chroma folder {folder} cannot be opened; it is made again.") from error

    @classmethod
    def served(cls, url: str, generation: str) -> ChromaIndex:
        """The generation's collection on a Chroma server. Raises NotUsable where the server does not answer."""
        address = urlsplit(url)
        try:
            client = chromadb.HttpClient(
                host=address.hostname or "localhost",
                port=address.port or (443 if address.scheme == "https" else 80),
                ssl=address.scheme == "https",
                settings=_quiet(),
            )
        except (ValueError, ChromaError, OSError) as error:
            raise NotUsable(f"No Chroma server answers at {url}; start it, or unset ADVISOR_CHROMA_URL.") from error
        return cls(client, f"{COLLECTION}-{generation}")

    def write(self, ids: Sequence[str], vectors: Matrix, gone: Sequence[str] = ()) -> None:
        """Drops the ids of `gone`, then adds vectors under new ids."""
        collection = self._client.get_or_create_collection(
            self._name, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        for start in range(0, len(gone), BATCH):
            collection.delete(ids=list(gone[start : start + BATCH]))
        for start in range(0, len(ids), BATCH):
            collection.add(ids=list(ids[start : start + BATCH]), embeddings=vectors[start : start + BATCH])

    def count(self) -> int:
        """How many vectors there are. Raises IndexUnusable."""
        return int(self._collection().count())

    def nearest(self, vector: Matrix, limit: int) -> tuple[list[str], Matrix]:
        """The ids nearest to a unit vector and their cosines, the nearest first. Raises IndexUnusable."""
        try:
            found: Any = self._collection().query(query_embeddings=[vector], n_results=limit, include=["distances"])
        except (ChromaError, ValueError) as error:
            raise IndexUnusable("The Chroma collection of this catalog does not answer; it is made again.") from error
        return found["ids"][0], 1 - np.asarray(found["distances"][0], dtype=np.float32)

    def drop(self) -> None:
        """Deletes the collection, if there is one."""
        with suppress(ChromaError, ValueError):
            self._client.delete_collection(self._name)

    def close(self) -> None:
        """Releases files and threads."""
        close = getattr(self._client, "close", None)
        if close is not None:
            close()

    def _collection(self) -> Any:
        try:
            return self._client.get_collection(self._name, embedding_function=None)
        except (ChromaError, ValueError) as error:
            raise IndexUnusable("The Chroma collection of this catalog is missing; it is made again.") from error


def _check_readable(file: Path) -> None:
    """Reads a little of an existing database: a client that failed once on a folder fails there for the whole process."""
    if file.exists():
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("SELECT count(*) FROM collections").fetchone()


def _quiet() -> Settings:
    return Settings(anonymized_telemetry=False)
