"""Words to roles: a vote of the nearest names of roles, and of the words themselves.

Every alias near the words votes for the roles that own it (softmax of cosines), divided by the number of its owners and
by the root of a role's size, so that no role wins by bulk; every word votes with p(role | word), the more the fewer
roles it is typical of. The constants are round; they were compared on held-out O*NET titles, see BENCHMARKS.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from catalog.role import Role
from retrieval.embedders import WordLlamaEmbeddings
from retrieval.query import RoleMatch
from retrieval.title_encoder import TitleEncoder, fold_title, stems
from retrieval.vectors import Matrix

Ints = NDArray[np.int64]

NEIGHBOURS = 50
TEMPERATURE = 0.05
BLOCK = 256
CORRECTED = 0.95
"""The score of a role whose name was typed with an error."""
UNSURE = 0.9
"""The highest score of a role that is not named."""
UNHEARD = 0.45
"""The highest score of a role where no word stands in the name of any role: "carer" only looks like "car"."""
FAINT = 0.05
"""Below this score a role was hardly meant: on held-out O*NET titles less than one in five of such guesses was right."""


class RoleFinder:
    """The role table, found by title, by alias, through typing errors and by meaning. Builds itself on first use."""

    def __init__(self, roles: Sequence[Role], embeddings: WordLlamaEmbeddings) -> None:
        self._roles = tuple(roles)
        self._embeddings = embeddings

    @property
    def table(self) -> tuple[Role, ...]:
        """Every role."""
        return self._roles

    def with_id(self, id_: str) -> Role | None:
        """The role with this id."""
        return next((role for role in self._roles if role.id == id_), None)

    def find(self, text: str, limit: int) -> list[RoleMatch]:
        """The roles that these words mean, the likeliest first: those they name, then by share of the votes."""
        return self._table.find(text, limit) if self._roles and fold_title(text) else []

    def distributions(self, titles: Sequence[str]) -> Matrix:
        """How much each title means each role: one row a title, one column a role, each row adding up to 1."""
        return self._table.distributions([fold_title(title) for title in titles])

    @cached_property
    def _table(self) -> _RoleTable:
        return _RoleTable(self._roles, self._embeddings)


@dataclass(slots=True)
class _Links:
    """Rows to roles, sparse: row r owns columns[starts[r]:starts[r + 1]] with their weights."""

    starts: Ints
    columns: Ints
    weights: Matrix

    @classmethod
    def build(cls, pairs: Ints, rows: int, weights: Matrix) -> _Links:
        order = np.argsort(pairs[:, 0], kind="stable")
        return cls(np.searchsorted(pairs[order, 0], np.arange(rows + 1)), pairs[order, 1], weights[order])

    def of(self, row: int) -> list[int]:
        return [int(column) for column in self.columns[self.starts[row] : self.starts[row + 1]]]

    def spread(self, rows: Ints, by: Matrix, width: int) -> Matrix:
        counts = self.starts[rows + 1] - self.starts[rows]
        at = np.repeat(self.starts[rows + 1] - np.cumsum(counts), counts) + np.arange(counts.sum())
        return np.bincount(self.columns[at], self.weights[at] * np.repeat(by, counts), width).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Votes:
    """The outcome for one text: each role's share, and the nearest aliases with their cosines."""

    shares: Matrix
    near: Ints
    cosines: Matrix


class _RoleTable:
    def __init__(self, roles: tuple[Role, ...], embeddings: WordLlamaEmbeddings) -> None:
        self._roles = roles
        names = {
            (folded, at): name
            for at, role in enumerate(roles)
            for name in (role.title, *role.aliases)
            if (folded := fold_title(name))
        }
        self._aliases = sorted({folded for folded, _ in names})
        row = {folded: at for at, folded in enumerate(self._aliases)}
        pairs = np.array([(row[folded], role) for folded, role in names], np.int64).reshape(-1, 2)
        self._names = {(row[folded], role): name for (folded, role), name in names.items()}
        self._exact: dict[str, list[int]] = {}
        for at, folded in enumerate(self._aliases):
            self._exact.setdefault(_exact_key(folded), []).append(at)
        self._encode = TitleEncoder(self._aliases, embeddings)
        self._vectors = self._encode(self._aliases)
        self._owners = self._alias_links(pairs)
        self._words, self._word_links, self._word_weight = self._word_evidence(pairs)

    def _alias_links(self, pairs: Ints) -> _Links:
        owners = np.bincount(pairs[:, 0], minlength=len(self._aliases))
        sizes = np.bincount(pairs[:, 1], minlength=len(self._roles))
        weights = 1 / owners[pairs[:, 0]] / np.sqrt(sizes[pairs[:, 1]])
        return _Links.build(pairs, len(self._aliases), weights.astype(np.float32))

    def _word_evidence(self, pairs: Ints) -> tuple[dict[str, int], _Links, Matrix]:
        """p(role | word) over the aliases, and how telling each word is: one less its normalised entropy."""
        words: dict[str, int] = {}
        split = [[words.setdefault(word, len(words)) for word in stems(alias)] for alias in self._aliases]
        width = len(self._roles)
        codes, counts = np.unique(
            [word * width + role for alias, role in pairs.tolist() for word in split[alias]], return_counts=True
        )
        links = np.stack([codes // width, codes % width], axis=1)
        sizes = np.bincount(links[:, 1], counts, minlength=width)
        mass = counts / np.sqrt(sizes[links[:, 1]])
        mass = mass / np.bincount(links[:, 0], mass)[links[:, 0]]
        entropy = np.bincount(links[:, 0], -mass * np.log(mass))
        telling = (1 - entropy / max(math.log(width), 1e-9)).astype(np.float32)
        return words, _Links.build(links, len(words), mass.astype(np.float32)), telling

    def distributions(self, folded: Sequence[str]) -> Matrix:
        rows = [votes.shares for at in range(0, len(folded), BLOCK) for votes in self._vote(folded[at : at + BLOCK])]
        return np.stack(rows) if rows else np.zeros((0, len(self._roles)), np.float32)

    def _vote(self, folded: Sequence[str]) -> list[_Votes]:
        cosines = self._encode(folded) @ self._vectors.T
        most = min(NEIGHBOURS, cosines.shape[1])
        near = np.argpartition(cosines, -most, axis=1)[:, -most:]
        close = np.take_along_axis(cosines, near, axis=1)
        weights = np.exp((close - close.max(axis=1, keepdims=True)) / TEMPERATURE)
        width = len(self._roles)
        votes = []
        for text, aliases, weight, cosine in zip(folded, near, weights, close, strict=True):
            by_alias = _share(self._owners.spread(aliases, weight, width))
            votes.append(_Votes(_share(by_alias + _share(self._by_word(text))), aliases, cosine))
        return votes

    def _by_word(self, folded: str) -> Matrix:
        rows = np.array([self._words[word] for word in stems(folded) if word in self._words], np.int64)
        return self._word_links.spread(rows, self._word_weight[rows], len(self._roles))

    def find(self, text: str, limit: int) -> list[RoleMatch]:
        folded = fold_title(text)
        certain = self._exact.get(_exact_key(folded), [])
        meant = folded if certain else self._encode.speller.correct(folded)
        votes = self._vote([meant])[0]
        named = set(certain or self._exact.get(_exact_key(meant), []))
        ordered = votes.near[np.argsort(-votes.cosines, kind="stable")].tolist()
        best = self._spokesmen([*sorted(named), *ordered])
        leaders = {*best, *np.argsort(-votes.shares, kind="stable")[:limit].tolist()}

        def rank(role: int) -> tuple[bool, bool, float, int]:
            by_title = fold_title(self._roles[role].title) == meant
            return best.get(role) not in named, not by_title, -float(votes.shares[role]), role

        first = sorted(leaders, key=rank)[:limit]
        most = UNSURE if any(word in self._words for word in stems(meant)) else UNHEARD
        matches = [self._match(role, best.get(role), votes, named, exact=bool(certain), most=most) for role in first]
        return [match for match in matches if match.score >= FAINT]

    def _spokesmen(self, aliases: Iterable[int]) -> dict[int, int]:
        """Each role's first alias in the order given."""
        best: dict[int, int] = {}
        for alias in aliases:
            for role in self._owners.of(alias):
                best.setdefault(role, alias)
        return best

    def _match(
        self, at: int, alias: int | None, votes: _Votes, named: set[int], *, exact: bool, most: float
    ) -> RoleMatch:
        role = self._roles[at]
        matched = role.title if alias is None else self._names[alias, at]
        if alias in named:
            return RoleMatch(role, 1.0 if exact else CORRECTED, matched)
        cosine = float(votes.cosines[votes.near == alias].max(initial=0.0)) if alias is not None else 0.0
        score = min(float(votes.shares[at]), cosine, most)
        return RoleMatch(role, round(max(score, 0.0), 4), matched)


def _exact_key(folded: str) -> str:
    """Without blanks: "book keeper" names what "bookkeeper" names."""
    return "".join(stems(folded))


def _share(weights: Matrix) -> Matrix:
    share: Matrix = weights / max(float(weights.sum()), 1e-9)
    return share
