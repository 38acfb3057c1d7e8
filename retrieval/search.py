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
from retrieval.fusion import ENOUGH_WORDS, Evidence, answers, fuse
from retrieval.lexical import HEADLINE, TEXT, LexicalIndex, Scores, key_of
from retrieval.query import Asker, Hit, Page, Query, Sort
from retrieval.recent import RecentlyRead
from retrieval.resolve import Resolver
from retrieval.words import words_of

log = logging.getLogger(__name__)

Positions = NDArray[np.int64]

WORD_HITS = 5_000
MOST_WORD_HITS = 50_000
NAMED_ROWS = 1_000
"""Up to so many rows that may answer are named to the index one by one: beyond, fetching more and sorting out is faster."""
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
        recent: RecentlyRead,
        facets: FacetTable,
        index: OpenIndex,
        embedder: Embedder,
        resolver: Resolver,
    ) -> None:
        self._reader = reader
        self._recent = recent
        self._generation = generation
        self._facets = facets
        self._index = index
        self._embedder = embedder
        self._resolver = resolver
        self._keys = np.array([key_of(id_) for id_ in facets.ids], dtype=np.int64)
        self._by_key = np.argsort(self._keys)
        self._sorted_keys = self._keys[self._by_key]

    def search(self, query: Query, asker: Asker) -> Page:
        """One page of what the asker may see. An embedder that does not answer leaves the words to order alone."""
        filters, corrections = self._resolver.filters(query.filters, asker)
        text, corrected = self._resolver.text(query.text)
        selection = self._facets.select(filters, asker, query.exclude, query.avoid)
        rows = np.flatnonzero(selection.mask)
        if words_of(text):
            evidence = self._evidence(text, query.also, selection.mask, rows)
            only_skills = self._resolver.names_only_skills(text)
            scores = fuse(evidence)[rows]
            relevant = answers(evidence.at(rows), self._embedder.floor, names_only_skills=only_skills)
        else:
            scores, relevant = np.zeros(len(rows), dtype=np.float32), np.zeros(len(rows), dtype=bool)
        order = self._order(query, rows, scores, relevant)
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

    def _order(self, query: Query, rows: Positions, scores: Scores, relevant: Mask) -> Positions:
        """Indices into `rows`: answers first, then by what was asked for; rows stand in the order of titles already."""
        by = self._sort_key(query.sort, rows, scores)
        first = _leading(by, relevant, query.offset + query.limit)
        order: Positions = first[np.lexsort((by[first], ~relevant[first]))]
        return order

    def _sort_key(self, sort: Sort, rows: Positions, scores: Scores) -> NDArray[np.float64]:
        if sort is Sort.RELEVANCE:
            return -scores.astype(np.float64)
        if sort is Sort.TITLE:
            return np.zeros(len(rows))
        column = self._facets.price if sort is Sort.COST else self._facets.hours_max
        return np.nan_to_num(column[rows], nan=np.inf)

    def _evidence(self, text: str, also: str, mask: Mask, rows: Positions) -> Evidence:
        lexical, terms = self._index.lexical, self._index.lexical.terms(text)
        said = lexical.terms(f"{text} {also}")
        found = lexical.bm25(said, WORD_HITS)
        limit, within = self._reach(found[0], mask, rows)
        bm25 = self._spread(*found)
        if limit != WORD_HITS:
            bm25 = self._spread(*lexical.bm25(said, limit, within), onto=bm25)
        return Evidence(
            cosine=self._cosines(text, rows),
            bm25=bm25,
            coverage=self._spread(*lexical.coverage(terms, limit, TEXT, ENOUGH_WORDS, within)),
            headline_coverage=self._spread(*lexical.coverage(terms, limit, HEADLINE, ENOUGH_WORDS, within)),
            skill=self._stating(text),
            title=self._titled(text),
        )

    def _reach(self, best: NDArray[np.int64], mask: Mask, rows: Positions) -> tuple[int, Sequence[int] | None]:
        """How many texts to fetch, so that about FEW of them meet the filters; where few may answer, the keys of these.

        `best` holds the keys of the best WORD_HITS of all.
        """
        meeting = int(np.count_nonzero(mask[self._positions(best)]))
        if len(best) < WORD_HITS or meeting >= FEW or not len(rows):
            return WORD_HITS, None
        if len(rows) <= NAMED_ROWS:
            return len(rows), self._keys[rows].tolist()
        return min(MOST_WORD_HITS, WORD_HITS * FEW // max(meeting, 1)), None

    def _positions(self, keys: NDArray[np.int64]) -> Positions:
        at = np.minimum(np.searchsorted(self._sorted_keys, keys), len(self._sorted_keys) - 1)
        positions: Positions = self._by_key[at]
        return positions

    def _spread(self, keys: NDArray[np.int64], values: Scores, onto: Scores | None = None) -> Scores:
        spread = np.zeros(len(self._facets), dtype=np.float32) if onto is None else onto
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
        credentials = self._recent.credentials(ids)
        matched = self._resolver.matcher(text)
        return tuple(
            Hit(credential, round(float(score), 6), matched(credential))
            for credential, score in zip(credentials, scores, strict=True)
        )

    def places(self, asker: Asker) -> tuple[str, ...]:
        """The places of what the asker may see, in alphabetical order."""
        found = self._reader.places(self._generation.id)
        return tuple(sorted({place.name for place in found if asker.may_see(place.audience)}))

    def credentials(self, ids: Sequence[str], asker: Asker) -> list[Credential]:
        """The credentials with these ids that the asker may see."""
        found = self._recent.credentials(ids)
        return [credential for credential in found if asker.may_see(credential.audience)]


def _leading(by: NDArray[np.float64], relevant: Mask, count: int) -> Positions:
    """The indices among which the first `count` in order stand: those of answers before all others."""
    answering, rest = np.flatnonzero(relevant), np.flatnonzero(~relevant)
    if count <= len(answering):
        return _smallest(answering, by, count)
    return np.concatenate([answering, _smallest(rest, by, count - len(answering))])


def _smallest(among: Positions, by: NDArray[np.float64], count: int) -> Positions:
    """The `count` of these indices with the smallest keys, and all that tie with the last of them."""
    if count >= len(among):
        return among
    keys = by[among]
    smallest: Positions = among[keys <= np.partition(keys, count - 1)[count - 1]]
    return smallest
