"""One generation, asked: filters decide, text orders."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalog.credential import Credential
from catalog.errors import NotUsable
from catalog.store import CatalogReader, Generation
from retrieval.dense import DenseIndex
from retrieval.embedders import Embedder
from retrieval.facets import FacetTable, Mask
from retrieval.fusion import Evidence, answers, fuse
from retrieval.lexical import LexicalIndex, Scores, key_of
from retrieval.query import Asker, Hit, Page, Query, Sort
from retrieval.resolve import Resolver

log = logging.getLogger(__name__)

Positions = NDArray[np.int64]

WORD_HITS = 5_000
MOST_WORD_HITS = 50_000
FEW = 200
"""Where a filter leaves fewer of the best WORD_HITS than this, more are fetched."""


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """The parts of a generation's index as they were opened; without `dense` the words answer alone."""

    lexical: LexicalIndex
    dense: DenseIndex | None


class Search:
    """Answers from one generation, for as long as it lives the same."""

    def __init__(
        self,
        reader: CatalogReader,
        generation: Generation,
        facets: FacetTable,
        index: OpenIndex,
        embedder: Embedder,
        resolver: Resolver,
    ) -> None:
        self._reader = reader
        self._generation = generation
        self._facets = facets
        self._index = index
        self._embedder = embedder
        self._resolver = resolver
        keys = np.array([key_of(id_) for id_ in facets.ids], dtype=np.int64)
        self._by_key = np.argsort(keys)
        self._sorted_keys = keys[self._by_key]

    def search(self, query: Query, asker: Asker) -> Page:
        """One page of what the asker may see. An embedder that does not answer leaves the words to order alone."""
        filters, corrections = self._resolver.filters(query.filters, asker)
        text, corrected = self._resolver.text(query.text)
        selection = self._facets.select(filters, asker)
        rows = np.flatnonzero(selection.mask)
        if text.strip():
            evidence = self._evidence(text, selection.mask, rows)
            only_skills = self._resolver.names_only_skills(text)
            scores = fuse(evidence)[rows]
            relevant = answers(evidence, self._embedder.floor, names_only_skills=only_skills)[rows]
        else:
            scores, relevant = np.zeros(len(rows), dtype=np.float32), np.zeros(len(rows), dtype=bool)
        order = self._order(query.sort, rows, scores, relevant)
        page = order[query.offset : query.offset + query.limit]
        return Page(
            generation=self._generation.id,
            query=query,
            total=len(rows),
            relevant=int(relevant.sum()),
            hits=self._hits(text, rows[page], scores[page]),
            unknown=selection.unknown,
            other_currency=selection.other_currency,
            corrections=corrections | corrected,
        )

    def _order(self, sort: Sort, rows: Positions, scores: Scores, relevant: Mask) -> Positions:
        """Indices into `rows`: answers first, then by what was asked for; rows stand in the order of titles already."""
        by: dict[Sort, NDArray[np.float64]] = {
            Sort.RELEVANCE: -scores.astype(np.float64),
            Sort.COST: np.nan_to_num(self._facets.price[rows], nan=np.inf),
            Sort.HOURS: np.nan_to_num(self._facets.hours_max[rows], nan=np.inf),
            Sort.TITLE: np.zeros(len(rows)),
        }
        order: Positions = np.lexsort((by[sort], ~relevant))
        return order

    def _evidence(self, text: str, mask: Mask, rows: Positions) -> Evidence:
        terms = self._index.lexical.terms(text)
        limit = self._word_limit(terms, mask)
        return Evidence(
            cosine=self._cosines(text, rows),
            bm25=self._spread(*self._index.lexical.bm25(terms, limit)),
            coverage=self._spread(*self._index.lexical.coverage(terms, limit)),
            skill=self._stating(text),
            title=self._titled(text),
        )

    def _word_limit(self, terms: Sequence[str], mask: Mask) -> int:
        if len(self._facets) <= WORD_HITS:
            return len(self._facets)
        found, _ = self._index.lexical.bm25(terms, WORD_HITS)
        enough = len(found) < WORD_HITS or np.count_nonzero(mask[self._positions(found)]) >= FEW
        return WORD_HITS if enough else MOST_WORD_HITS

    def _positions(self, keys: NDArray[np.int64]) -> Positions:
        at = np.minimum(np.searchsorted(self._sorted_keys, keys), len(self._sorted_keys) - 1)
        positions: Positions = self._by_key[at]
        return positions

    def _spread(self, keys: NDArray[np.int64], values: Scores) -> Scores:
        spread = np.zeros(len(self._facets), dtype=np.float32)
        if len(keys):
            spread[self._positions(keys)] = values
        return spread

    def _cosines(self, text: str, rows: Positions) -> Scores:
        if self._index.dense is None or not len(rows):
            return np.zeros(len(self._facets), dtype=np.float32)
        try:
            question = self._embedder.query(text)
        except NotUsable:
            log.warning("the embedder does not answer; words order alone")
            return np.zeros(len(self._facets), dtype=np.float32)
        return self._index.dense.cosines(question, rows)

    def _stating(self, text: str) -> Mask:
        skills = self._resolver.skills_with_narrower(text)
        if not skills:
            return np.zeros(len(self._facets), dtype=bool)
        return self._facets.skills.where(skills.__contains__)

    def _titled(self, text: str) -> Mask:
        mask = np.zeros(len(self._facets), dtype=bool)
        mask[self._resolver.positions_titled(text)] = True
        return mask

    def _hits(self, text: str, positions: Positions, scores: Scores) -> tuple[Hit, ...]:
        ids = [self._facets.ids[position] for position in positions]
        credentials = self._reader.credentials(self._generation.id, ids)
        return tuple(
            Hit(credential, round(float(score), 6), self._resolver.matched(text, credential))
            for credential, score in zip(credentials, scores, strict=True)
        )

    def credentials(self, ids: Sequence[str], asker: Asker) -> list[Credential]:
        """The credentials with these ids that the asker may see."""
        found = self._reader.credentials(self._generation.id, ids)
        return [credential for credential in found if asker.may_see(credential.audience)]
