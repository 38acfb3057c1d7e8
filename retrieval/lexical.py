"""BM25 over words, with tantivy: the only importer of it.

A document is known by a 63-bit key made of its credential's id, so that an index can be copied and mended without
knowing positions. Words are cut by `retrieval.words.WORD`, folded and stemmed inside tantivy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

from catalog.errors import IndexUnusable
from retrieval.words import WORD

Keys = NDArray[np.int64]
Scores = NDArray[np.float32]

FIELD = "words"
HEAP = 64_000_000


def key_of(credential: str) -> int:
    """A credential's key: 63 bits of BLAKE2b over its id."""
    return int.from_bytes(hashlib.blake2b(credential.encode(), digest_size=8).digest()) >> 1


def _analyzer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex("(?i)" + WORD.replace(r"[^\W_]+", r"[\p{L}\p{N}]+")))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stopword("english"))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def _schema() -> tantivy.Schema:
    return (
        tantivy.SchemaBuilder()
        .add_unsigned_field("key", indexed=True, fast=True)
        .add_text_field(FIELD, tokenizer_name="catalog", index_option="freq")
        .build()
    )


class LexicalWriter:
    """Writes the index in a folder, made where it is missing; without a folder, in memory.

    Nothing is seen before `commit`.
    """

    def __init__(self, folder: Path | None) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(_schema(), path=None if folder is None else str(folder), reuse=True)
        self._index.register_tokenizer("catalog", _analyzer())
        self._writer = self._index.writer(heap_size=HEAP, num_threads=1)

    def drop(self, keys: Sequence[int]) -> None:
        """Drops the documents with these keys."""
        if keys:
            self._writer.delete_documents_by_query(tantivy.Query.term_set_query(self._index.schema, "key", list(keys)))

    def add(self, key: int, text: str) -> None:
        """Adds one document."""
        document = tantivy.Document()
        document.add_unsigned("key", key)
        document.add_text(FIELD, text)
        self._writer.add_document(document)

    def commit(self) -> LexicalIndex:
        """Makes all of it durable, ends the writer and opens the index for reading."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.reload()
        return LexicalIndex(self._index)


class LexicalIndex:
    """An index opened for reading."""

    def __init__(self, index: tantivy.Index) -> None:
        self.analyzer = _analyzer()
        index.register_tokenizer("catalog", self.analyzer)
        self._searcher = index.searcher()
        self._schema = index.schema

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        """The index in a folder. Raises IndexUnusable."""
        try:
            return cls(tantivy.Index.open(str(folder)))
        except (ValueError, OSError) as error:
            raise IndexUnusable(f"The lexical index in {folder} cannot be read; it is made again.") from error

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def terms(self, text: str) -> list[str]:
        """The distinct stemmed words of a text, without stop words."""
        return list(dict.fromkeys(self.analyzer.analyze(text)))

    def weights(self, terms: Sequence[str]) -> NDArray[np.float64]:
        """The inverse document frequency of each term, as BM25 defines it; a term of no document weighs most."""
        held = np.array([self._searcher.doc_freq(FIELD, term) for term in terms], dtype=np.float64)
        return np.log(1 + (len(self) - held + 0.5) / (held + 0.5))

    def holds(self, term: str) -> bool:
        """Whether any document holds the stemmed word."""
        return bool(self._searcher.doc_freq(FIELD, term))

    def bm25(self, terms: Sequence[str], limit: int) -> tuple[Keys, Scores]:
        """The best documents and their BM25 scores (k1 1.2, b 0.75), at most `limit`."""
        return self._run([(tantivy.Occur.Should, self._term(term)) for term in terms], limit)

    def coverage(self, terms: Sequence[str], limit: int) -> tuple[Keys, Scores]:
        """The documents that hold most of the terms' weight, and which share of it (0 to 1) each holds."""
        weights = self.weights(terms)
        shares = weights / weights.sum() if len(weights) else weights
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.const_score_query(self._term(term), float(share)))
            for term, share in zip(terms, shares, strict=True)
        ]
        return self._run(clauses, limit)

    def _term(self, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, FIELD, term, "freq")

    def _run(self, clauses: list[tuple[tantivy.Occur, tantivy.Query]], limit: int) -> tuple[Keys, Scores]:
        if not clauses or limit < 1:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        hits = self._searcher.search(tantivy.Query.boolean_query(clauses), limit=limit, count=False).hits
        keys = self._searcher.fast_field_values("key", [address for _, address in hits])
        return np.array(keys, dtype=np.int64), np.array([score for score, _ in hits], dtype=np.float32)
