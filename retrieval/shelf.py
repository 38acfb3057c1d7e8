"""One generation as one asker may see it, by skill and by id: the port `catalog.shelf.Shelf`."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

import numpy as np

from catalog.content import fold
from catalog.credential import Credential
from catalog.store import CatalogReader
from retrieval.facets import FacetTable
from retrieval.query import Asker
from retrieval.recent import RecentlyRead
from retrieval.vocabulary import SkillVocabulary


class Shelves:
    """What all shelves of a generation share, made when the first one is asked."""

    def __init__(
        self,
        reader: CatalogReader,
        generation: str,
        recent: RecentlyRead,
        facets: FacetTable,
        vocabulary: SkillVocabulary,
    ) -> None:
        self.reader, self.generation, self.recent = reader, generation, recent
        self.facets, self.vocabulary = facets, vocabulary
        self._canonical: dict[str, str] = {}

    def canonical(self, skill: str) -> str:
        """The table's name of a skill, folded; the words themselves where the table does not have it."""
        if skill not in self._canonical:
            self._canonical[skill] = fold(self.vocabulary.name_of(skill) or skill)
        return self._canonical[skill]

    @cached_property
    def rows(self) -> dict[str, list[int]]:
        """The positions of what teaches each skill."""
        rows: dict[str, list[int]] = {}
        for skill, found in self.facets.skills.rows.items():
            rows.setdefault(self.canonical(skill), []).extend(found.tolist())
        return rows

    @cached_property
    def stacks(self) -> tuple[Credential, ...]:
        """All larger credentials."""
        return tuple(self.reader.stacks(self.generation))

    def for_asker(self, asker: Asker) -> AskersShelf:
        """The shelf of one asker."""
        return AskersShelf(self, asker)


class AskersShelf:
    """What one asker may see. What was read is kept: a plan asks for the same credentials under other limits."""

    def __init__(self, shelves: Shelves, asker: Asker) -> None:
        self._shelves = shelves
        self._asker = asker
        self._found: dict[str, Credential] = {}

    @property
    def generation(self) -> str:
        """The id of the generation that answers."""
        return self._shelves.generation

    def canonical(self, skill: str) -> str:
        """The name by which a skill is compared."""
        return self._shelves.canonical(skill)

    def teaching(self, skills: Collection[str]) -> list[Credential]:
        """The credentials that teach any of these skills, in the order of titles."""
        rows = {row for skill in skills for row in self._shelves.rows.get(skill, ())}
        visible = self._visible
        ids = self._shelves.facets.ids
        return self._read([ids[row] for row in sorted(rows) if visible[row]])

    def credentials(self, ids: Collection[str]) -> list[Credential]:
        """The credentials with these ids that the asker may see."""
        return [item for item in self._read(list(ids)) if self._asker.may_see(item.audience)]

    def stacks(self) -> tuple[Credential, ...]:
        """The larger credentials that the asker may see."""
        return self._stacks

    @cached_property
    def _stacks(self) -> tuple[Credential, ...]:
        return tuple(item for item in self._shelves.stacks if self._asker.may_see(item.audience))

    @cached_property
    def _visible(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return self._shelves.facets.visible(self._asker)

    def _read(self, ids: list[str]) -> list[Credential]:
        missing = [id_ for id_ in ids if id_ not in self._found]
        if missing:
            self._found |= {item.id: item for item in self._shelves.recent.credentials(missing)}
        return [self._found[id_] for id_ in ids if id_ in self._found]
