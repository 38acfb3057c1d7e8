"""Merging what speaks for a credential into one score, and telling answers from the rest.

A convex sum of the cosine and of the BM25 score relative to the best one (Bruch, Gai, Ingber, "An Analysis of Fusion
Functions for Hybrid Retrieval", ACM TOIS 2023), beside it what the row itself states: the skill, the title.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

DENSE_WEIGHT = 0.7
SKILL_BONUS = 0.15
TITLE_BONUS = 1.0
ENOUGH_WORDS = 0.6
"""The share of the question's weight (in inverse document frequency) that a text must hold to count as an answer."""

ALL_WORDS = 0.999
"""The share of a text that holds all of the question's words, as it is reckoned."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each row, every array in the order of positions.

    `cosine` in -1..1, `bm25` from 0; `coverage` is the share 0..1 of the question's words that the text holds,
    `headline_coverage` the share that title, provider and skills hold; `skill` says whether the row states a skill that the
    question names, `title` whether the question is its title.
    """

    cosine: Floats
    bm25: Floats
    coverage: Floats
    headline_coverage: Floats
    skill: Mask
    title: Mask

    def at(self, rows: NDArray[np.int64]) -> Evidence:
        """The evidence for some rows only."""
        return Evidence(**{part.name: getattr(self, part.name)[rows] for part in fields(self)})


def fuse(evidence: Evidence) -> Floats:
    """One score a row; rows compare within one question only."""
    best = float(evidence.bm25.max(initial=0.0))
    lexical = evidence.bm25 / best if best > 0 else evidence.bm25
    stated = SKILL_BONUS * evidence.skill + TITLE_BONUS * evidence.title
    fused: Floats = (DENSE_WEIGHT * evidence.cosine + (1 - DENSE_WEIGHT) * lexical + stated).astype(np.float32)
    return fused


def answers(evidence: Evidence, floor: float, *, names_only_skills: bool) -> Mask:
    """The rows that really answer: they state the skill or title, hold the words, or are near enough in meaning.

    A text that merely holds the words needs half of that nearness: a passing mention is no answer. A question that is
    nothing but names of skills ("C#") means these: a mention answers it only where no row states them, nearness only where
    no text mentions them, and a part of their words ("machine") never.
    """
    enough = ALL_WORDS if names_only_skills else ENOUGH_WORDS
    stated = evidence.skill | evidence.title | (evidence.headline_coverage >= enough)
    near = evidence.cosine >= floor / 2 if evidence.cosine.any() else np.ones_like(evidence.skill)
    mentioned = (evidence.coverage >= enough) & near
    nearby = evidence.cosine >= floor
    if names_only_skills:
        return next((mask for mask in (stated, mentioned, nearby) if mask.any()), stated)
    return stated | mentioned | nearby
