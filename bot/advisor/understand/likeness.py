"""What a message is most like, learnt from example sentences, for what no pattern reads.

The sentences stand in `exemplars.toml`, by label. A sentence is the mean of its static word vectors, in which rare words
weigh more, less the mean of all sentences; so that other words for the same thing count. Kernel ridge regression learns
how strongly each label speaks; `find` is a label as well: a message that is as much like a search is one.
"""

from __future__ import annotations

import math
import os
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import plain

Vectors = NDArray[np.float32]
Embed = Callable[[list[str]], Vectors]

EXEMPLARS = Path(__file__).parent / "exemplars.toml"
SHARPNESS = 2.0
"""How much more a nearer sentence counts than a farther one."""
SMOOTHING = 0.7
"""How little a single message counts against all others."""

OF_COURSES = frozenset(
    f"refuse.{name}"
    for name in ("reviews", "instructor", "pass_rate", "job_outcome", "salary", "payment", "ranking", "inside")
)
"""Labels of questions about a course that no catalog answers."""
NAMES = ("labels", "words", "seen", "middle", "examples", "weights")

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_NAME = re.compile(
    r"[“\"][^”\"]+[”\"]|(?<=[a-z,;] )(?:[A-Z][\w+#.&'-]*(?:: | of | the | and | in | for | with | a | to | )?){3,}"
)


@dataclass(frozen=True, slots=True)
class Likely:
    """A label and how strongly it speaks: 1 is as sure as of its own examples, 0 not at all. `about` is the strongest of the
    labels of questions about a course, with its score."""

    label: str
    score: float
    about: str = ""
    about_score: float = 0.0


class Likeness:
    """Tells what messages are like. `embed` gives one unit vector a text; several threads may ask at once.

    Learning takes some seconds: see `kept_or_learnt`.
    """

    def __init__(self, embed: Embed, kept: Path | None = None) -> None:
        self._embed, self._kept = embed, kept

    @cached_property
    def _learnt(self) -> Learnt:
        text = EXEMPLARS.read_text("utf-8")
        return learnt_of(self._embed, text, lambda: tomllib.loads(text)["exemplars"], SMOOTHING, self._kept)

    def of(self, message: str) -> Likely:
        """The label that a message is most like; names of courses in it count as "it"."""
        return self._learnt.of(without_names(message))


Arrays = dict[str, NDArray[Any]]
"""What was learnt: `labels`, `words` and in how many examples each is `seen`, their `middle`, the unit vectors of the
`examples`, and the `weights` of each of them for each label."""


_learnt_before: dict[str, Arrays] = {}


def kept_or_learnt(source: bytes, learnt: Callable[[], Arrays], kept: Path | None) -> Arrays:
    """What is learnt from a source.

    It is kept for the process, and in a file, where there is one, under the hash of the source; a file that cannot be
    read is written anew.
    """
    key = blake2b(source, digest_size=8).hexdigest()
    found = _learnt_before.get(key) or (None if kept is None else _load(kept, key))
    if found is None:
        found = learnt()
        if kept is not None:
            _keep(kept, key, found)
    _learnt_before[key] = found
    return found


def texts_in(folder: Path) -> list[str]:
    """What stands in the tables of a folder, by the names of their files."""
    return [file.read_text("utf-8") for file in sorted(folder.glob("*.toml"))]


def learnt_of(
    embed: Embed, source: str, table: Callable[[], dict[str, list[str]]], smoothing: float, kept: Path | None
) -> Learnt:
    """What a table of example sentences teaches, which is read out of its source only where nothing is kept of it."""
    return Learnt(embed, kept_or_learnt(source.encode(), lambda: learn(embed, table(), smoothing), kept))


def learn(embed: Embed, table: dict[str, list[str]], smoothing: float) -> Arrays:
    """Learns from example sentences, by label; the more smoothing, the less a single one counts against all others."""
    sentences = [_words(sentence) for group in table.values() for sentence in group]
    seen = Counter(word for sentence in sentences for word in set(sentence))
    raw = _means(embed, sentences, seen, len(sentences))
    middle = raw.mean(axis=0)
    examples = _unit(raw - middle)
    targets = np.repeat(np.eye(len(table), dtype=np.float32), [len(group) for group in table.values()], axis=0)
    near = _kernel(examples @ examples.T) + smoothing * np.eye(len(sentences), dtype=np.float32)
    weights = np.linalg.solve(near, targets).astype(np.float32)
    return {
        "labels": np.array(list(table)),
        "words": np.array(list(seen)),
        "seen": np.array(list(seen.values())),
        "middle": middle,
        "examples": examples,
        "weights": weights,
    }


def _load(file: Path, key: str) -> Arrays | None:
    try:
        with np.load(file, allow_pickle=False) as kept:
            return {name: kept[name] for name in NAMES} if str(kept["key"]) == key else None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None


def _keep(file: Path, key: str, arrays: Arrays) -> None:
    """Keeps what was learnt; a folder that cannot be written only means that it is learnt again."""
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with beside.open("wb") as opened:
            np.savez(opened, allow_pickle=False, **(arrays | {"key": np.array(key)}))
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)


class Learnt:
    """What the examples teach: one weight for each of them and each label."""

    def __init__(self, embed: Embed, arrays: Arrays) -> None:
        self._embed, self._arrays = embed, arrays
        self._labels: list[str] = arrays["labels"].tolist()
        self._about = [
            at for at, label in enumerate(self._labels) if label.startswith("detail.") or label in OF_COURSES
        ]
        self._seen = Counter(dict(zip(arrays["words"].tolist(), arrays["seen"].tolist(), strict=True)))

    def of(self, message: str) -> Likely:
        """The strongest label; none for a message without a known word."""
        return next(iter(self.ranking(message, 1)), Likely("", 0.0))

    def ranking(self, message: str, most: int) -> tuple[Likely, ...]:
        """The strongest labels, the strongest first; empty for a message without a known word."""
        return self.ranking_by_parts((message,), most)

    def ranking_by_parts(self, messages: Sequence[str], most: int) -> tuple[Likely, ...]:
        """The same for the first message and its parts: what it is like as a whole counts as much as what that part of it is
        like which speaks strongest for a label."""
        examples: Vectors = self._arrays["examples"]
        means = _means(self._embed, [_words(message) for message in messages], self._seen, len(examples))
        means = means[means.any(axis=1)]
        if not len(means):
            return ()
        each = _kernel(_unit(means - self._arrays["middle"]) @ examples.T) @ self._arrays["weights"]
        scores = (each[0] + each.max(axis=0)) / 2
        asked = max(self._about, key=lambda at: float(scores[at]), default=0)
        best = np.argsort(-scores, kind="stable")[:most].tolist()
        return tuple(
            Likely(self._labels[at], float(scores[at]), self._labels[asked], float(scores[asked])) for at in best
        )


def _means(embed: Embed, sentences: Sequence[list[str]], seen: Counter[str], count: int) -> Vectors:
    """One unit vector a sentence: its words, the rarer the heavier."""
    known = {word: at for at, word in enumerate(sorted({word for sentence in sentences for word in sentence}))}
    vectors = embed(list(known)) if known else np.zeros((0, 1), dtype=np.float32)
    rarity = np.array([math.log(count / (seen[word] + 1)) for word in known], dtype=np.float32)
    heavy = vectors * rarity[:, None]
    sums = [heavy[[known[word] for word in sentence]].sum(axis=0) for sentence in sentences]
    return _unit(np.array(sums, dtype=np.float32))


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
