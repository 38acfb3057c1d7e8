"""The port of retrieval over the sample file, in memory: filters as the real one decides them, words as plain as can be."""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from catalog.content import fold
from catalog.credential import Credential, SourceRow
from catalog.errors import NotFound
from catalog.role import Role
from catalog.shelf import Shelf
from catalog.sql.rows import facets_of
from retrieval.embedders import WordLlamaEmbeddings
from retrieval.facets import FacetTable
from retrieval.query import Asker, Hit, Page, Query, RoleMatch, SkillMention, Sort
from retrieval.vectors import Matrix
from retrieval.words import words_of

FOLDER = Path(__file__).parents[2] / "catalog" / "sample"
LITTLE = frozenset(["of", "for", "and", "in", "at", "with", "to", "the", "a", "an", "on"])
GENERATION = "fake"
EMBEDDINGS = WordLlamaEmbeddings()


def sample() -> list[Credential]:
    """The bundled sample."""
    return list(_sample())


@cache
def _sample() -> tuple[Credential, ...]:
    lines = (FOLDER / "sample.jsonl").read_text("utf-8").splitlines()
    source = SourceRow(name="sample", row=1)
    return tuple(Credential.model_validate_json(line).model_copy(update={"source": source}) for line in lines)


class FakeShelf:
    """A list of credentials, by skill and by id; skills are compared folded."""

    generation = GENERATION

    def __init__(self, items: list[Credential]) -> None:
        self._items = items

    def canonical(self, skill: str) -> str:
        """The skill, folded."""
        return fold(skill)

    def teaching(self, skills: Collection[str]) -> list[Credential]:
        """All that teach any of these."""
        return [item for item in self._items if not set(skills).isdisjoint(map(fold, item.taught))]

    def credentials(self, ids: Collection[str]) -> list[Credential]:
        """Those with these ids, in their order."""
        found = {item.id: item for item in self._items}
        return [found[id_] for id_ in ids if id_ in found]

    def stacks(self) -> tuple[Credential, ...]:
        """All larger ones."""
        return tuple(item for item in self._items if item.earned_by is not None)


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
        self._skills = sorted({skill for item in self._items for skill in item.skills})
        self._known = sorted({word for text in self._texts for word in text})

    def search(self, query: Query, asker: Asker) -> Page:
        """Every word of the text must stand in title, summary or skills."""
        selection = self._facets.select(query.filters, asker, query.exclude, query.avoid)
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

    def titles_in(self, text: str, asker: Asker) -> list[tuple[int, int]]:
        """The first title that stands in the text."""
        found = ((fold(text).find(fold(item.title)), item) for item in self._items if asker.may_see(item.audience))
        return [(at, at + len(item.title)) for at, item in found if at >= 0 and " " in item.title][:1]

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

    def sentence_vectors(self, sentences: list[str]) -> Matrix:
        """As the real one."""
        return EMBEDDINGS.embed_matrix(sentences)

    def role_table(self) -> tuple[Role, ...]:
        """All of them."""
        return tuple(self._roles)

    def role(self, id_: str) -> Role | None:
        """By id."""
        return next((role for role in self._roles if role.id == id_), None)

    def skills_in(self, text: str) -> list[SkillMention]:
        """The skills whose name stands in the text as a word."""
        words = words_of(text)
        return [SkillMention(skill, 0, 0, skill) for skill in self._skills if fold(skill) in words]

    def skills_told(self, text: str) -> list[str]:
        """Those that a text names."""
        return list(dict.fromkeys(mention.skill for mention in self.skills_in(text)))

    def skill_named(self, words: str) -> str:
        """By name."""
        for skill in self._skills:
            if fold(skill) == fold(words):
                return skill
        raise NotFound(f"No skill here is called “{words}”.")

    def shelf(self, asker: Asker) -> Shelf:
        """What the asker may see."""
        return FakeShelf([item for item in self._items if asker.may_see(item.audience)])

    def providers(self, asker: Asker) -> tuple[str, ...]:
        """All names that the asker may see."""
        return tuple(sorted({item.provider for item in self._items if item.provider and asker.may_see(item.audience)}))

    def places(self, asker: Asker) -> tuple[str, ...]:
        """All places that the asker may see."""
        return tuple(sorted({item.place for item in self._items if item.place and asker.may_see(item.audience)}))

    def sources(self) -> tuple[str, ...]:
        """One source."""
        return (self._source,)
