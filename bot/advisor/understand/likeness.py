"""What a message is most like, learnt from example sentences, for what no pattern reads.

The sentences stand in `exemplars.toml`, by label. A sentence is the mean of its static word vectors, in which rare words
weigh more, less the mean of all sentences; so that other words for the same thing count. Kernel ridge regression learns
how strongly each label speaks; `find` is a label as well: a message that is as much like a search is one.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.advisor.understand.draft import plain

Vectors = NDArray[np.float32]
Embed = Callable[[list[str]], Vectors]

EXEMPLARS = Path(__file__).parent / "exemplars.toml"
SHARPNESS = 2.0
"""How much more a nearer sentence counts than a farther one."""
SMOOTHING = 0.7
"""How little a single example counts against all others."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_NAME = re.compile(
    r"[“\"][^”\"]+[”\"]|(?<=[a-z,;] )(?:[A-Z][\w+#.&'-]*(?:: | of | the | and | in | for | with | a | to | )?){3,}"
)


@dataclass(frozen=True, slots=True)
class Likely:
    """A label and how strongly it speaks: 1 is as sure as of its own examples, 0 not at all."""

    label: str
    score: float


class Likeness:
    """Tells what messages are like. `embed` gives one unit vector a text; several threads may ask at once."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed

    @cached_property
    def _learnt(self) -> _Learnt:
        table: dict[str, list[str]] = tomllib.loads(EXEMPLARS.read_text("utf-8"))["exemplars"]
        return _Learnt(self._embed, table)

    def of(self, message: str) -> Likely:
        """The label that a message is most like; names of courses in it count as "it"."""
        return self._learnt.of(without_names(message))


class _Learnt:
    """What the examples teach: one weight for each of them and each label."""

    def __init__(self, embed: Embed, examples: dict[str, list[str]]) -> None:
        self._embed = embed
        self._labels = list(examples)
        sentences = [_words(sentence) for group in examples.values() for sentence in group]
        self._count = len(sentences)
        self._seen = Counter(word for sentence in sentences for word in set(sentence))
        raw = self._means(sentences)
        self._middle = raw.mean(axis=0)
        self._examples = _unit(raw - self._middle)
        targets = np.repeat(
            np.eye(len(examples), dtype=np.float32), [len(group) for group in examples.values()], axis=0
        )
        near = _kernel(self._examples @ self._examples.T)
        self._weights = np.linalg.solve(near + SMOOTHING * np.eye(self._count, dtype=np.float32), targets)

    def of(self, message: str) -> Likely:
        """The strongest label; none for a message without a known word."""
        mean = self._means([_words(message)])
        if not mean.any():
            return Likely("", 0.0)
        scores = _kernel(_unit(mean - self._middle) @ self._examples.T)[0] @ self._weights
        best = int(scores.argmax())
        return Likely(self._labels[best], float(scores[best]))

    def _means(self, sentences: Sequence[list[str]]) -> Vectors:
        """One unit vector a sentence: its words, the rarer the heavier."""
        known = {word: at for at, word in enumerate(sorted({word for sentence in sentences for word in sentence}))}
        vectors = self._embed(list(known)) if known else np.zeros((0, 1), dtype=np.float32)
        weights = np.zeros((len(sentences), len(known)), dtype=np.float32)
        for row, sentence in enumerate(sentences):
            for word in sentence:
                weights[row, known[word]] += math.log(self._count / (self._seen[word] + 1))
        return _unit(weights @ vectors)


def _words(sentence: str) -> list[str]:
    return _WORD.findall(plain(sentence))


def _unit(rows: Vectors) -> Vectors:
    units: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return units


def _kernel(cosines: Vectors) -> Vectors:
    nearness: Vectors = np.exp(-SHARPNESS * (1 - cosines))
    return nearness


def without_names(message: str) -> str:
    """A message in which what is quoted, and what is written as a title, is "it"."""
    return _NAME.sub("it ", message)


def name_in(message: str) -> str:
    """The first thing in a message that is quoted or written as a title; empty for none."""
    match = _NAME.search(message)
    return match[0].strip(' “”"') if match else ""
