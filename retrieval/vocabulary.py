"""Words to skills: which skills of the generation's table a text names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from catalog.content import fold
from catalog.skill import Skill
from retrieval.query import SkillMention
from retrieval.spelling import Speller, count_words
from retrieval.words import WORD, words_of

LEAST_LETTERS = 4
"""A part of a skill's name stands for it only from this length on."""
_LISTED = re.compile(r"[,;/&+]|\b(?:and|or|plus|with|but|y|et|und|o|ou|oder)\b")
_ASIDE = frozenset(
    words_of(
        "a an the my some any bit of little basic basics good well pretty very quite how to use using things thing stuff"
        " people work working time home life and also already really much many lot lots"
    )
)


class SkillVocabulary:
    """The skill table, looked up by name and by alias; the longest name wins where several begin at a word."""

    def __init__(self, skills: Sequence[Skill]) -> None:
        self.names = tuple(skill.name for skill in skills)
        self._by_words: dict[tuple[str, ...], str] = {}
        for skill in skills:
            for alias in skill.aliases:
                self._by_words.setdefault(words_of(alias), skill.name)
        self._by_words.update({words_of(skill.name): skill.name for skill in skills})
        self._by_words.pop((), None)
        self._longest: dict[str, int] = {}
        for words in self._by_words:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))
        self._narrower = _narrower(skills)
        self._speller = Speller(count_words(" ".join(words) for words in self._by_words))

    def named(self, name: str) -> str | None:
        """The skill that a name or an alias means, typing errors forgiven."""
        words = words_of(name)
        return self._by_words.get(words) or self._by_words.get(tuple(self._speller.correct(w) or w for w in words))

    def with_narrower(self, skill: str) -> frozenset[str]:
        """A skill and all skills that are a part of it."""
        found, open_ = {skill}, [skill]
        while open_:
            for part in self._narrower.get(open_.pop(), ()):
                if part not in found:
                    found.add(part)
                    open_.append(part)
        return frozenset(found)

    def named_exactly(self, name: str) -> bool:
        """Whether these words are a name or an alias as they stand."""
        return words_of(name) in self._by_words

    def name_of(self, name: str) -> str | None:
        """The skill of which these words are a name or an alias as they stand."""
        return self._by_words.get(words_of(name))

    def mentions(self, text: str, is_known: Callable[[str], bool] = lambda _word: False) -> list[SkillMention]:
        """The skills that a text names, typing errors forgiven, from left to right, never overlapping.

        A word that `is_known` accepts is no typing error: to reach people has nothing to do with React.
        """
        return self._mentions(text, lambda word: word if is_known(word) else self._speller.correct(word) or word)

    def named_in(self, text: str) -> list[str]:
        """The distinct skills that a text names as they are written."""
        return list(dict.fromkeys(mention.skill for mention in self._mentions(text, lambda word: word)))

    def told(self, text: str, is_known: Callable[[str], bool] = lambda _word: False) -> list[str]:
        """The distinct skills of a list in which somebody tells their own: a part of a name counts where only one skill
        has it, so that "Word" is Microsoft Word."""
        found, end = list[str](), 0
        for mention in [*self.mentions(text, is_known), None]:
            between = text[end : mention.start if mention else len(text)]
            found += [skill for part in _LISTED.split(between) if (skill := self._only_with(part)) is not None]
            if mention is not None:
                found.append(mention.skill)
                end = mention.end
        return list(dict.fromkeys(found))

    def _only_with(self, part: str) -> str | None:
        """The one skill whose name or alias holds all these words; None for none and for several."""
        words = frozenset(words_of(part)) - _ASIDE
        if not words or max(map(len, words)) < LEAST_LETTERS:
            return None
        found = {skill for name, skill in self._by_words.items() if words <= frozenset(name)}
        return found.pop() if len(found) == 1 else None

    def _mentions(self, text: str, read_as: Callable[[str], str]) -> list[SkillMention]:
        places = list(re.finditer(WORD, text, re.IGNORECASE))
        words = [read_as(_folded(place.group())) for place in places]
        found, at = [], 0
        while at < len(words):
            length = self._longest_at(words, at, text, places) if words[at] in self._longest else 0
            if length:
                start, end = places[at].start(), places[at + length - 1].end()
                skill = self._by_words[tuple(words[at : at + length])]
                found.append(SkillMention(skill, start, end, text[start:end]))
            at += max(length, 1)
        return found

    def _longest_at(self, words: list[str], at: int, text: str, places: list[re.Match[str]]) -> int:
        """How many words the longest name takes that begins here; 0 for none."""
        for length in range(min(self._longest[words[at]], len(words) - at), 0, -1):
            skill = self._by_words.get(tuple(words[at : at + length]))
            written = text[places[at].start() : places[at + length - 1].end()]
            if skill is not None and _is_meant(written, skill, len(words)):
                return length
        return 0


_folded = lru_cache(maxsize=65_536)(fold)


def _is_meant(words: str, skill: str, words_in_text: int) -> bool:
    """A name of one or two letters ("Go", "R", "C") counts as written, or where hardly anything else is said."""
    return len(words) > 2 or words == skill or words_in_text <= 3


def _narrower(skills: Iterable[Skill]) -> dict[str, list[str]]:
    narrower: dict[str, list[str]] = {}
    for skill in skills:
        for broader in skill.broader:
            narrower.setdefault(broader, []).append(skill.name)
    return narrower
