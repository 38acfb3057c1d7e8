"""What the advisor needs of retrieval: one door, the same for a fresh index and for a followed one."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from catalog.credential import Credential
from catalog.role import Role
from catalog.shelf import Shelf
from retrieval.query import Asker, Page, Query, RoleMatch, SkillMention

Matrix = NDArray[np.float32]
"""Vectors, one a row."""


class CatalogSearch(Protocol):
    """Everything that is asked of the catalog that serves."""

    @property
    def generation(self) -> str:
        """The id of the generation that answers."""

    def search(self, query: Query, asker: Asker) -> Page:
        """One page of what the asker may see."""

    def show(self, credential: str, asker: Asker) -> Credential:
        """One credential by its id. Raises NotFound with the nearest ids and titles."""

    def titled(self, words: str, asker: Asker, limit: int = 5) -> list[Credential]:
        """The credentials whose title these words name, typing errors forgiven, the best first; often none."""

    def titles_in(self, text: str, asker: Asker) -> list[tuple[int, int]]:
        """Where in a text a title stands as it is written here, or its part before a colon, from left to right."""

    def roles(self, text: str, limit: int = 5) -> list[RoleMatch]:
        """The roles that these words mean, the likeliest first."""

    def role_table(self) -> tuple[Role, ...]:
        """Every role that the catalog knows."""

    def role(self, id_: str) -> Role | None:
        """The role with this id."""

    def skills_in(self, text: str) -> list[SkillMention]:
        """The skills that a text names, from left to right, typing errors forgiven."""

    def skills_told(self, text: str) -> list[str]:
        """The skills of a list in which somebody tells their own: a part of a name counts where only one skill has it."""

    def skill_named(self, words: str) -> str:
        """The skill that words name, typing errors forgiven. Raises NotFound with the nearest names."""

    def providers(self, asker: Asker) -> tuple[str, ...]:
        """The names of all providers of what the asker may see."""

    def places(self, asker: Asker) -> tuple[str, ...]:
        """Where all that the asker may see takes place, as it is stated, each place once."""

    def shelf(self, asker: Asker) -> Shelf:
        """The catalog as the asker may see it, by skill and by id: what paths are planned over."""

    def sentence_vectors(self, sentences: list[str]) -> Matrix:
        """One unit vector a sentence, by the built-in embedder: no network, whichever embedder is chosen."""

    def sources(self) -> tuple[str, ...]:
        """The names of the sources behind the catalog that serves."""
