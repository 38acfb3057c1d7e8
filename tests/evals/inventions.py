"""No invented fact: what an answer's prose and items say, held against what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from bot.advisor.messages import Comparison, Credentials
from prompts import library
from retrieval.query import PUBLIC
from tests.bot.claims import prose_of
from tests.bot.plan_truth import skill_names
from tests.bot.sample_arithmetic import is_public, plain
from tests.conftest import ROOT
from tests.evals import figures
from tests.evals.grounds import Grounds, grounds_of, number
from tests.evals.hearing import Heard
from tests.evals.planned import Planned

QUOTED = re.compile(r"“([^”]*)”|«\s?([^»]*?)\s?»|„([^“”]*)[“”]")
LONG_ENOUGH = 12
"""So many letters tell a title from words that anybody may use."""
ALIKE = 0.75
"""How like a word is to the one that it was mistyped for, as difflib measures it."""


class Invention(NamedTuple):
    """Words that nothing stands behind, and what they are."""

    kind: str
    words: str

    def __str__(self) -> str:
        return f"{self.kind} {self.words}"


def inventions(heard: Heard) -> Iterator[Invention]:
    """What nothing stands behind."""
    yield from _records(heard)
    if unknown := [id_ for id_ in heard.answer.citations if id_ not in heard.catalog.rows]:
        yield Invention("record", f"{unknown} does not exist")
        return
    planned = Planned(heard)
    yield from (Invention("path", fault) for fault in planned.faults())
    grounds = grounds_of(heard, planned)
    text = _without_passages(_text(heard), known_texts(heard))
    yield from _figures(text, heard, grounds)
    yield from _names(text, heard, grounds)


def known_texts(heard: Heard) -> str:
    """What the cited records say of themselves."""
    rows = [heard.catalog.rows[id_] for id_ in heard.answer.citations]
    return "\n".join(row.get(name) or "" for row in rows for name in ("summary", "description"))


def _without_passages(text: str, records: str) -> str:
    """A text without what it quotes word for word from its records."""
    return QUOTED.sub(lambda match: " " if _inner(match) in records else match[0], text)


def _text(heard: Heard) -> str:
    """Sentences, and the cells of comparisons."""
    tables = (block for block in heard.answer.blocks if isinstance(block, Comparison))
    cells = (value for table in tables for row in table.rows for value in row.values)
    return " · ".join([prose_of(heard.answer), *cells])


# ---- records


def _records(heard: Heard) -> Iterator[Invention]:
    """Items are cited, stand in the catalog as they are shown, and may be seen by who asks."""
    items = heard.catalog.items
    for block in heard.answer.blocks:
        for item in block.items if isinstance(block, Credentials | Comparison) else ():
            if items.get(item.id) != item:
                yield Invention("record", f"{item.id} is not shown as it is recorded")
            if item.id not in heard.answer.citations:
                yield Invention("record", f"{item.id} is shown but not cited")
    known = [heard.catalog.rows[id_] for id_ in heard.answer.citations if id_ in heard.catalog.rows]
    if heard.asker is PUBLIC:
        yield from (Invention("record", f"{row['id']} is internal") for row in known if not is_public(row))


# ---- figures


def _figures(text: str, heard: Heard, grounds: Grounds) -> Iterator[Invention]:
    text = QUOTED.sub(lambda match: " " if _ours(_inner(match)) else match[0], text)
    text = _without(text, {*grounds.titles, *_titles_in(text, heard)})
    for kind in ("money", "hours", "weeks", "months", "paces"):
        read, known = getattr(figures, f"{kind}_in"), getattr(grounds, kind)
        yield from (Invention(kind, words) for words, meant in read(text) if not {*map(number, meant)} & known)
    yield from (Invention("day", words) for words, day in figures.dates_in(text) if day not in grounds.days)
    yield from (Invention("link", link) for link in figures.links_in(text) if link not in grounds.links)


def _without(text: str, names: Iterable[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return text


# ---- names

_READ_AS = re.compile(r"“([^”]+)” \w+ “([^”]+)”")
"""A typing error and how it was read, as the answer says: I read “pyton” as “python”."""
_WITH = re.compile(r"\bw/?(?= )")
_AND = re.compile(r"(?<=\w )(?:n|&|\+)(?= \w)")
"""Words that are written out when they are told again."""
LONGEST_LITTLE = 5
"""From this length on a word may be the first part of a compound."""


def _names(text: str, heard: Heard, grounds: Grounds) -> Iterator[Invention]:
    said = plain(" ".join(heard.said))
    known = _words(
        " ".join((said, _WITH.sub("with", said), _AND.sub("and", said), re.sub("['’]", " ", said), *grounds.skills))
    ) | {str(each) for each in figures.numbers_in(said)}
    known |= {word for read, as_ in _READ_AS.findall(text) if plain(read) in said for word in _words(as_)}
    for quoted in filter(None, map(_inner, QUOTED.finditer(text))):
        heard_so = _ours(quoted) or _is_made_of(quoted, known) or _begins_a_word(quoted, said)
        if quoted not in grounds.titles | heard.catalog.called | {*skill_names().values()} and not heard_so:
            yield Invention("quotation", f"“{quoted}”")
    text = _without(QUOTED.sub(" ", text), grounds.titles)
    for title in _titles_in(text, heard):
        if plain(title) not in said and title not in heard.catalog.called:
            yield Invention("title", title)
            text = text.replace(title, " ")
    yield from _providers(text, said, heard, grounds)


def _providers(text: str, said: str, heard: Heard, grounds: Grounds) -> Iterator[Invention]:
    text = re.sub(r"Some that are: [^.]*\.", " ", text)
    held = " ".join(grounds.providers)
    named = (provider for provider in heard.catalog.providers if provider in text)
    for provider in (each for each in named if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text)):
        if provider not in held and plain(provider) not in said:
            yield Invention("provider", provider)


def _titles_in(text: str, heard: Heard) -> list[str]:
    """The titles of the catalog that stand in a text, the longest first."""
    found = [title for title in heard.catalog.titles if len(title) >= LONG_ENOUGH and title in text]
    return sorted(found, key=len, reverse=True)


def _is_made_of(quoted: str, known: set[str]) -> bool:
    """Whether all words were said, typing errors mended, or are skills of what was looked at."""
    return all(word in known or get_close_matches(word, known, 1, ALIKE) for word in _words(quoted))


def _begins_a_word(quoted: str, said: str) -> bool:
    """Whether it stands in what was said as the first part of a compound: "Deutsch" in "Deutschkurse"."""
    return len(quoted) >= LONGEST_LITTLE and re.search(rf"\b{re.escape(plain(quoted))}", said) is not None


def _words(text: str) -> set[str]:
    """The words of a text, an apostrophe being no end of one."""
    return set(re.findall(r"[^\W_]+", re.sub(r"['’]", "", plain(text))))


def _inner(match: re.Match[str]) -> str:
    """What stands between quotation marks."""
    return next((part for part in match.groups() if part), "")


@cache
def _ours(quoted: str) -> bool:
    """Whether something quoted is what we ourselves say: an example of what to type, or a limit in words."""
    return quoted in _examples() or f'"{quoted}"' in _sources() or any(form.fullmatch(quoted) for form in _limits())


@cache
def _examples() -> frozenset[str]:
    """What replies quote as it stands, and what they offer between bars."""
    quoted = (_inner(match) for text in _replies("") for match in QUOTED.finditer(text))
    offered = (part.strip() for text in _replies("") if " | " in text for part in text.split(" | "))
    return frozenset(part for part in (*quoted, *offered) if part and "{" not in part)


@cache
def _sources() -> str:
    """The advisor's own text, in which some examples stand as they are."""
    return "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "bot" / "advisor").rglob("*.py")))


@cache
def _limits() -> tuple[re.Pattern[str], ...]:
    """How limits are worded, whatever their values."""
    return tuple(re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(form))) for form in _replies("limits"))


def _replies(kind: str) -> list[str]:
    """What the files of replies say whose names end so."""
    named = (prompt for name, prompt in library().items() if name.startswith("replies/") and name.endswith(kind))
    return [text for prompt in named for text in prompt.sections.values()]
