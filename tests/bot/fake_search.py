"""The port of retrieval over the sample file, in memory: filters as the real one decides them, words as plain as can be."""

from __future__ import annotations

import json
from pathlib import Path

from rapidfuzz import fuzz, process

from catalog.content import fold
from catalog.credential import Credential, SourceRow
from catalog.errors import NotFound
from catalog.role import Role
from catalog.sql.rows import facets_of
from retrieval.facets import FacetTable
from retrieval.query import Asker, Hit, Page, Query, RoleMatch, SkillMention, Sort
from retrieval.words import words_of

FOLDER = Path(__file__).parents[2] / "catalog" / "sample"
LITTLE = frozenset(["of", "for", "and", "in", "at", "with", "to", "the", "a", "an", "on"])
GENERATION = "fake"


def sample() -> list[Credential]:
    """The bundled sample."""
    lines = (FOLDER / "sample.jsonl").read_text("utf-8").splitlines()
    source = SourceRow(name="sample", row=1)
    return [Credential.model_validate_json(line).model_copy(update={"source": source}) for line in lines]


class FakeSearch:
    """Answers from a list of credentials."""

    generation = GENERATION

    def __init__(self, items: list[Credential], source: str = "sample") -> None:
        self._items = sorted(items, key=lambda item: fold(item.title))
        self._facets = FacetTable(facets_of(item) for item in self._items)
        self._source = source
        roles = json.loads((FOLDER / "roles.json").read_text("utf-8"))
        self._roles = [Role.model_validate(role) for role in roles]
        self._texts = [words_of(f"{item.title} {item.summary} {' '.join(item.skills)}") for item in self._items]
        self._known = sorted({word for text in self._texts for word in text})

    def search(self, query: Query, asker: Asker) -> Page:
        """Every word of the text must stand in title, summary or skills."""
        selection = self._facets.select(query.filters, asker)
        corrections = self._corrections(query.text)
        wanted = [corrections.get(word, word) for word in words_of(query.text) if word not in LITTLE]
        rows = [row for row in range(len(self._items)) if selection.mask[row]]
        fits = {row: bool(wanted) and all(word in self._texts[row] for word in wanted) for row in rows}
        rows.sort(key=lambda row: (not fits[row], self._order(query.sort, row, wanted)))
        hits = tuple(Hit(self._items[row], 1.0) for row in rows[query.offset : query.offset + query.limit])
        return Page(
            GENERATION,
            query,
            len(rows),
            sum(fits.values()),
            hits,
            selection.unknown,
            selection.other_currency,
            corrections,
        )

    def _order(self, sort: Sort, row: int, wanted: list[str]) -> float:
        if sort is Sort.COST:
            price = self._facets.price[row]
            return float("inf") if price != price else float(price)
        if sort is Sort.HOURS:
            hours = self._items[row].hours
            return hours.max if hours else float("inf")
        title = words_of(self._items[row].title)
        return -float(sum(word in title for word in wanted))

    def _corrections(self, text: str) -> dict[str, str]:
        found = {}
        for word in words_of(text):
            if word not in self._known and len(word) > 3:
                near = process.extractOne(word, self._known, scorer=fuzz.ratio, score_cutoff=80)
                if near:
                    found[word] = near[0]
        return found

    def show(self, credential: str, asker: Asker) -> Credential:
        """By id."""
        for item in self._items:
            if item.id == credential and asker.may_see(item.audience):
                return item
        raise NotFound(f"No course here has the id '{credential}'.")

    def titled(self, words: str, asker: Asker, limit: int = 5) -> list[Credential]:
        """By title, typing errors forgiven."""
        seen = [item for item in self._items if asker.may_see(item.audience)]
        titles = [fold(item.title) for item in seen]
        near = process.extract(fold(words), titles, scorer=fuzz.ratio, score_cutoff=80, limit=limit)
        return [seen[at] for _, _, at in near]

    def roles(self, text: str, limit: int = 5) -> list[RoleMatch]:
        """By title or alias."""
        wanted = fold(text)
        found = [
            RoleMatch(role, 1.0, name)
            for role in self._roles
            for name in (role.title, *role.aliases)
            if fold(name) == wanted
        ]
        return found[:limit]

    def skills_in(self, text: str) -> list[SkillMention]:
        """None: the advisor does not ask yet."""
        return []

    def providers(self, asker: Asker) -> tuple[str, ...]:
        """All names that the asker may see."""
        return tuple(sorted({item.provider for item in self._items if item.provider and asker.may_see(item.audience)}))

    def sources(self) -> tuple[str, ...]:
        """One source."""
        return (self._source,)
