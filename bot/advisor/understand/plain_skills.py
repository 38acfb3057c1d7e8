"""Skills by the words of people who do not know what they are called: "looking after old people" is Caregiving.

The phrases stand in `plain_words/`, by the name of a skill of the bundled table. What somebody looks for is likened to them
and to the names, as messages are to examples.
"""

from __future__ import annotations

import tomllib
from functools import cached_property
from pathlib import Path

from bot.advisor.understand.likeness import Embed, Learnt, Likely, learnt_of, texts_in

PHRASES = Path(__file__).parent / "plain_words"
SMOOTHING = 0.3
"""How little a single phrase counts against all others."""
SURE, APART = 0.25, 0.05
"""The score from which words mean a skill, and how far the next one must be behind."""


def texts() -> list[str]:
    """What stands in the files."""
    return texts_in(PHRASES)


def phrases(found: list[str]) -> dict[str, list[str]]:
    """The phrases of each skill, its name before them."""
    tables = [tomllib.loads(text)["skills"] for text in found]
    return {skill: [skill, *told] for table in tables for skill, told in table.items()}


class PlainSkills:
    """Tells the skill that plain words mean. `embed` gives one unit vector a text; learning waits for first use, and what was
    learnt is kept in a file, where one is given."""

    def __init__(self, embed: Embed, kept: Path | None = None) -> None:
        self._embed, self._kept = embed, kept

    @cached_property
    def _learnt(self) -> Learnt:
        found = texts()
        return learnt_of(self._embed, "\0".join(found), lambda: phrases(found), SMOOTHING, self._kept)

    def ranking(self, words: str, most: int) -> tuple[Likely, ...]:
        """The skills that words may mean, the likeliest first, each with its score."""
        return self._learnt.ranking(words, most)

    def meant(self, words: str) -> str:
        """The one skill that words mean; empty where none stands out."""
        first, *others = (*self.ranking(words, 2), Likely("", 0.0))
        behind = first.score - max((each.score for each in others), default=0.0)
        return first.label if first.score >= SURE and behind >= APART else ""
