"""BM25 over words, with tantivy: the only importer of it.

A document is known by a 63-bit key made of its credential's id, so that an index can be copied and mended without
knowing positions. Words are cut by `retrieval.words.WORD`, folded and stemmed inside tantivy.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

from catalog.errors import IndexUnusable
from retrieval.words import WORD

Keys = NDArray[np.int64]
Scores = NDArray[np.float32]

TEXT = "text"
HEADLINE = "headline"
HEAP = 64_000_000
REMEMBERED_TEXTS = 4_096
"""A question's words, and the titles and skills of what is shown often, are cut once."""


def key_of(credential: str) -> int:
    """A credential's key: 63 bits of BLAKE2b over its id."""
    return int.from_bytes(hashlib.blake2b(credential.encode(), digest_size=8).digest()) >> 1


def _composed(text: str) -> str:
    """A letter and its accent as one character: tantivy's folding knows accents in this form only."""
    return unicodedata.normalize("NFKC", text)


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
        .add_text_field(TEXT, tokenizer_name="catalog", index_option="freq")
        .add_text_field(HEADLINE, tokenizer_name="catalog", index_option="basic")
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

    def add(self, key: int, headline: str, text: str) -> None:
        """Adds one document; the text holds the headline too."""
        document = tantivy.Document()
        document.add_unsigned("key", key)
        document.add_text(HEADLINE, _composed(headline))
        document.add_text(TEXT, _composed(text))
        self._writer.add_document(document)

    def discard(self) -> None:
        """Ends the writer without keeping anything: none of its threads writes to the folder any more."""
        with suppress(Exception):
            self._writer.rollback()
        with suppress(Exception):
            self._writer.wait_merging_threads()

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
        self._terms = lru_cache(maxsize=REMEMBERED_TEXTS)(self._cut)
        self._searcher = index.searcher()
        self._schema = index.schema

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        """The index in a folder. Raises IndexUnusable."""
        try:
            index = cls(tantivy.Index.open(str(folder)))
            index.coverage(["any"], 1, HEADLINE)
            index.bm25(["any"], 1)
            return index
        except (ValueError, OSError) as error:
            raise IndexUnusable(f"The lexical index in {folder} cannot be read; it is made again.") from error

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def terms(self, text: str) -> list[str]:
        """The distinct stemmed words of a text, without stop words."""
        return list(self._terms(text))

    def _cut(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.analyzer.analyze(_composed(text))))

    def weights(self, terms: Sequence[str]) -> NDArray[np.float64]:
        """The inverse document frequency of each term, as BM25 defines it; a term of no document weighs most."""
        held = np.array([self._searcher.doc_freq(TEXT, term) for term in terms], dtype=np.float64)
        return np.log(1 + (len(self) - held + 0.5) / (held + 0.5))

    def holds(self, term: str) -> bool:
        """Whether any document holds the stemmed word."""
        return bool(self._searcher.doc_freq(TEXT, term))

    def bm25(self, terms: Sequence[str], limit: int, within: Sequence[int] | None = None) -> tuple[Keys, Scores]:
        """The best documents and their BM25 scores (k1 1.2, b 0.75), at most `limit`, of these keys where any are given."""
        return self._run([(tantivy.Occur.Should, self._term(term)) for term in terms], limit, within)

    def coverage(
        self,
        terms: Sequence[str],
        limit: int,
        field: str = TEXT,
        least: float = 0.0,
        within: Sequence[int] | None = None,
    ) -> tuple[Keys, Scores]:
        """The documents that hold at least a share of the terms' weight in a field, and which share (0 to 1) each holds."""
        weights = self.weights(terms)
        shares = weights / weights.sum() if len(weights) else weights
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.const_score_query(self._term(term, field), float(share)))
            for term, share in zip(terms, shares, strict=True)
        ]
        return self._run(clauses, limit, within, least)

    def _term(self, term: str, field: str = TEXT) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, term, "freq" if field == TEXT else "basic")

    def _run(
        self,
        clauses: list[tuple[tantivy.Occur, tantivy.Query]],
        limit: int,
        within: Sequence[int] | None,
        least: float = 0.0,
    ) -> tuple[Keys, Scores]:
        if not clauses or limit < 1:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        query = tantivy.Query.boolean_query(clauses)
        if within is not None:
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, query), (tantivy.Occur.Must, self._among(within))]
            )
        hits = self._searcher.search(query, limit=limit, count=False).hits
        hits = hits[: bisect_right(hits, -least, key=lambda hit: -hit[0])]  # the best come first
        keys = self._searcher.fast_field_values("key", [address for _, address in hits])
        return np.array(keys, dtype=np.int64), np.array([score for score, _ in hits], dtype=np.float32)

    def _among(self, keys: Sequence[int]) -> tantivy.Query:
        """Any of these documents, without a score of its own."""
        return tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, "key", list(keys)), 0.0)
