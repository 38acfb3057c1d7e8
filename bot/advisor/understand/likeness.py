"""What a message is most like: a vote of the nearest example sentences, for what no pattern reads.

The sentences stand in `exemplars.toml`, by label. They are compared as static word embeddings, so that other words for
the same thing count; `find` is a label as well: a message that is as much like a search is one.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.advisor.understand.draft import plain

Vectors = NDArray[np.float32]
Embed = Callable[[list[str]], Vectors]

EXEMPLARS = Path(__file__).parent / "exemplars.toml"
NEIGHBOURS = 8
SHARPNESS = 6.0
"""How much more a nearer sentence counts than a farther one: votes are cosines to this power."""

_NAME = re.compile(
    r"[“\"][^”\"]+[”\"]|(?<=[a-z,;] )(?:[A-Z][\w+#.&'-]*(?:: | of | the | and | in | for | with | a | to | )?){3,}"
)


@dataclass(frozen=True, slots=True)
class Likely:
    """A label, the cosine of its nearest sentence, and its share of the votes, both up to 1."""

    label: str
    nearest: float
    share: float


class Likeness:
    """Tells what messages are like. `embed` gives one unit vector a text; several threads may ask at once."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed

    @cached_property
    def _examples(self) -> tuple[list[str], Vectors]:
        table: dict[str, Any] = tomllib.loads(EXEMPLARS.read_text("utf-8"))["exemplars"]
        pairs = [(label, sentence) for label, sentences in table.items() for sentence in sentences]
        return [label for label, _ in pairs], self._embed([plain(sentence) for _, sentence in pairs])

    def of(self, message: str) -> Likely:
        """The label that a message is most like; names of courses in it count as "it"."""
        labels, vectors = self._examples
        vector = self._embed([plain(without_names(message))])[0]
        cosines = vectors @ vector
        nearest = np.argsort(-cosines)[:NEIGHBOURS]
        votes: dict[str, float] = defaultdict(float)
        for at in nearest:
            votes[labels[at]] += max(0.0, float(cosines[at])) ** SHARPNESS
        label = max(votes, key=lambda name: votes[name])
        whole = sum(votes.values())
        best = max(float(cosines[at]) for at in nearest if labels[at] == label)
        return Likely(label, best, votes[label] / whole if whole else 0.0)


def without_names(message: str) -> str:
    """A message in which what is quoted, and what is written as a title, is "it"."""
    return _NAME.sub("it ", message)


def name_in(message: str) -> str:
    """The first thing in a message that is quoted or written as a title; empty for none."""
    match = _NAME.search(message)
    return match[0].strip(' “”"') if match else ""
