"""From the words that people use to the names that the catalog uses, typing errors forgiven."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

import numpy as np
from rapidfuzz import fuzz, process

from catalog.content import fold
from catalog.credential import Credential
from catalog.errors import UsageError
from catalog.language import language_tag
from retrieval.facets import FacetTable, names_provider
from retrieval.lexical import LexicalIndex
from retrieval.query import Asker, Filters, SkillMention
from retrieval.spelling import Speller, count_words
from retrieval.vocabulary import SkillVocabulary
from retrieval.words import WORD, words_of

TITLE_LIKENESS = 80
"""From which likeness (0 to 100, rapidfuzz's weighted ratio) words name a title."""

SMALL = 5
"""A word of fewer letters may be written small in a title."""
LONGEST_TITLE = 20
"""Of so many words at most a title is looked for in a text."""
_BEFORE_TITLES = "\"'“‘("
"""Signs that may stand before a title in a text."""


class Resolver:
    """Knows the names of one generation: its skills, providers, titles and the words of its texts."""

    def __init__(
        self, facets: FacetTable, lexical: LexicalIndex, vocabulary: SkillVocabulary, speller: Speller
    ) -> None:
        self._facets = facets
        self._lexical = lexical
        self._vocabulary = vocabulary
        self._speller = speller

    # ---- filters

    def filters(self, filters: Filters, asker: Asker) -> tuple[Filters, dict[str, str]]:
        """The filters in the catalog's own names, and what was read as what."""
        provider, corrections = self._provider(filters.provider, asker)
        not_provider, more = self._provider(filters.not_provider, asker)
        resolved = filters.model_copy(
            update={
                "language": filters.language and _tag(filters.language),
                "provider": provider,
                "not_provider": not_provider,
                "skill": tuple(self._vocabulary.named(skill) or skill for skill in filters.skill),
            }
        )
        return resolved, corrections | more

    def providers(self, asker: Asker) -> tuple[str, ...]:
        """The providers of what the asker may see, in alphabetical order."""
        column, visible = self._facets.provider, self._facets.visible(asker)
        present = np.flatnonzero(np.bincount(column.codes[visible] + 1, minlength=len(column.names) + 1)[1:])
        return tuple(sorted(column.names[code] for code in present))

    def _provider(self, wanted: str | None, asker: Asker) -> tuple[str | None, dict[str, str]]:
        names = self.providers(asker) if wanted else ()
        if not wanted or any(map(names_provider(wanted), names)):
            return wanted, {}
        speller = Speller(count_words(names))
        corrected = " ".join(speller.correct(word) or word for word in words_of(wanted))
        if any(map(names_provider(corrected), names)):
            return corrected, {wanted: corrected}
        return wanted, {}

    # ---- text

    def text(self, text: str) -> tuple[str, dict[str, str]]:
        """The text with misspelt words corrected, and which words those were."""
        corrections = self._speller.corrections(text, self._is_known)
        if not corrections:
            return text, {}
        return re.sub(
            WORD, lambda found: corrections.get(fold(found.group()), found.group()), text, flags=re.IGNORECASE
        ), corrections

    def _is_known(self, word: str) -> bool:
        terms = self._lexical.terms(word)
        return not terms or any(map(self._lexical.holds, terms)) or self._vocabulary.named_exactly(word)

    def skills_in(self, text: str) -> list[SkillMention]:
        """The skills that a text names."""
        return self._vocabulary.mentions(text, self._is_known)

    def skills_told(self, text: str) -> list[str]:
        """The skills that somebody tells of themselves."""
        return self._vocabulary.told(text, self._is_known)

    def names_only_skills(self, text: str) -> bool:
        """Whether a text is nothing but names of skills, beside filler words."""
        rest = text
        for mention in reversed(self.skills_in(text)):
            rest = rest[: mention.start] + " " + rest[mention.end :]
        return rest != text and not self._lexical.terms(rest)

    def skills_with_narrower(self, text: str) -> frozenset[str]:
        """The skills that a text names, and all their parts."""
        mentions = self.skills_in(text)
        return frozenset().union(*(self._vocabulary.with_narrower(mention.skill) for mention in mentions))

    def matcher(self, text: str) -> Callable[[Credential], tuple[str, ...]]:
        """Tells of a credential which words of the text its title, skills or summary hold, and which skills it states."""
        asked = self.skills_with_narrower(text)
        terms = {word: frozenset(self._lexical.terms(word)) for word in words_of(text)}

        def matched(credential: Credential) -> tuple[str, ...]:
            skills = [skill for skill in credential.skills if skill in asked]
            headline = " ".join((credential.title, *credential.skills, credential.summary or ""))
            held = frozenset(self._lexical.terms(headline))
            return tuple(dict.fromkeys((*skills, *(word for word in terms if terms[word] & held))))

        return matched

    # ---- titles

    def positions_titled(self, text: str) -> list[int]:
        """The positions whose title is this text."""
        return self._facets.titled.get(fold(text), [])

    def positions_like(self, words: str, asker: Asker, limit: int) -> list[int]:
        """The positions whose titles these words most likely name, the likeliest first."""
        if exact := self._visible(self.positions_titled(words), asker):
            return exact[:limit]
        found = process.extract(
            fold(words), self._facets.titles, scorer=fuzz.WRatio, score_cutoff=TITLE_LIKENESS, limit=limit * 4
        )
        return self._visible([position for _, _, position in found], asker)[:limit]

    def titles_in(self, text: str, asker: Asker) -> list[tuple[int, int]]:
        """Where a title of two words or more, a longer part before its colon, or the beginning of one title alone, written
        with its capitals, stands in a text."""
        words = [match.span() for match in re.finditer(r"\S+", text)]
        found, at = list[tuple[int, int]](), 0
        while at < len(words):
            ends = (
                range(min(len(words), at + LONGEST_TITLE), at + 1, -1) if self._opens_a_title(text, words[at]) else ()
            )
            span = next((span for end in ends if (span := self._title_at(text, words[at:end], asker))), None)
            found += [span] if span else []
            at = (
                next((n for n in range(at, len(words)) if span and words[n][0] >= span[1]), len(words))
                if span
                else at + 1
            )
        return found

    def _opens_a_title(self, text: str, word: tuple[int, int]) -> bool:
        written = text[slice(*word)]
        opening = {fold(each).partition(" ")[0] for each in (written, written.lstrip(_BEFORE_TITLES))}
        return not opening.isdisjoint(self._facets.title_openings)

    def _title_at(self, text: str, words: list[tuple[int, int]], asker: Asker) -> tuple[int, int] | None:
        """The span of some words where they are a title, signs around them left aside."""
        written = text[words[0][0] : words[-1][1]]
        for signs in ("", ".,;:?!\"'”’)", ".,;:?!\"'”’)]>-"):
            bare = written.rstrip(signs).lstrip(_BEFORE_TITLES if signs else "")
            key = fold(bare)
            positions = self._facets.titled.get(key) or self._facets.titled_shortly.get(key) or []
            if not positions and _begins_a_title(bare) and not self._is_of_a_provider(key):
                positions = self._facets.titled_beginning(key)
            if self._visible(positions, asker):
                start = words[0][0] + written.index(bare)
                return start, start + len(bare)
        return None

    def _is_of_a_provider(self, words: str) -> bool:
        """Whether folded words are the name of a provider, or its beginning."""
        return any(name.startswith(words) for name in self._provider_keys)

    @cached_property
    def _provider_keys(self) -> frozenset[str]:
        return frozenset(map(fold, self._facets.provider.names))

    def nearest_ids(self, wanted: str, asker: Asker, limit: int = 5) -> tuple[str, ...]:
        """The ids nearest to a wrong one, by id or by title."""
        near = process.extract(wanted, self._facets.ids, scorer=fuzz.WRatio, score_cutoff=60, limit=limit * 4)
        positions = self._visible([position for _, _, position in near], asker)
        return tuple(self._facets.ids[position] for position in positions[:limit])

    def nearest_skills(self, wanted: str, limit: int = 5) -> tuple[str, ...]:
        """The names of skills nearest to words that name none."""
        names = self._vocabulary.names
        near = process.extract(fold(wanted), [fold(name) for name in names], scorer=fuzz.WRatio, limit=limit)
        return tuple(names[at] for _, _, at in near)

    def skill_named(self, words: str) -> str | None:
        """The skill that words name, typing errors forgiven: of the table, else one that something here teaches."""
        if named := self._vocabulary.named(words):
            return named
        wanted = fold(words)
        return next((skill for skill in self._facets.skills.rows if fold(skill) == wanted), None)

    def _visible(self, positions: list[int], asker: Asker) -> list[int]:
        visible = self._facets.visible(asker) if positions else ()
        return [position for position in positions if visible[position]]


def _begins_a_title(words: str) -> bool:
    """Whether words are written as those that a title begins with: with capitals, but for little ones."""
    each = words.split()
    capitals = [word for word in each if word[:1].isupper() or word[:1].isdigit()]
    little = all(len(word) < SMALL for word in each if word not in capitals)
    return words[:1].isupper() and len(capitals) > 1 and little and each[-1] in capitals


def _tag(language: str) -> str:
    tag = language_tag(language)
    if tag is None:
        raise UsageError(
            f"'{language}' is not a language that is known here; give a name such as Spanish or a tag such as es."
        )
    return tag
