"""Merging what speaks for a credential into one score, and telling answers from the rest.

A convex sum of the cosine and of the BM25 score relative to the best one (Bruch, Gai, Ingber, "An Analysis of Fusion
Functions for Hybrid Retrieval", ACM TOIS 2023), beside it what the row itself states: the skill, the title.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

DENSE_WEIGHT = 0.7
SKILL_BONUS = 0.15
TITLE_BONUS = 1.0
ENOUGH_WORDS = 0.6
"""The share of the question's weight (in inverse document frequency) that a text must hold to count as an answer."""


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


def fuse(evidence: Evidence) -> Floats:
    """One score a row; rows compare within one question only."""
    best = float(evidence.bm25.max(initial=0.0))
    lexical = evidence.bm25 / best if best > 0 else evidence.bm25
    stated = SKILL_BONUS * evidence.skill + TITLE_BONUS * evidence.title
    fused: Floats = (DENSE_WEIGHT * evidence.cosine + (1 - DENSE_WEIGHT) * lexical + stated).astype(np.float32)
    return fused


def answers(evidence: Evidence, floor: float, *, names_only_skills: bool) -> Mask:
    """The rows that really answer: they state the skill, their headline says it, or they are near enough in meaning.

    A text that holds the words needs only half of that nearness, so that a passing mention is no answer. A question that
    is nothing but names of skills ("C#") means these: where rows hold them, nearness alone is no answer.
    """
    near = evidence.cosine >= floor / 2 if evidence.cosine.any() else np.ones_like(evidence.skill)
    worded = (evidence.headline_coverage >= ENOUGH_WORDS) | ((evidence.coverage >= ENOUGH_WORDS) & near)
    said = worded | evidence.skill | evidence.title
    return said if names_only_skills and said.any() else said | (evidence.cosine >= floor)
