"""What people say in other languages, in the words of the English reader: a folder of TOML files for each language.

`[alone]` holds messages that are nothing else, `[skills]` and `[roles]` names of things to learn and of work, every
other table phrases; those of `[firm]` no longer phrase takes apart. A key is a phrase; `a|b` in it are alternatives, an
empty one leaves the word out, `~` stands for each of the `endings` of the language, `{x}` for some words, `{n}` for a
number, `{d}` for a day and `{w}` for a name as it is written that the English phrase takes over; of two keys that say
the same the first holds. `[same]` puts the usual words of the language in place of others ("solamente" is "solo"), in
keys as in messages, and `[worn]` takes words that no key has to those that one has ("horitas" is "horas"). `words` and
`particles` tell the language beside the phrases, particles only a little, `silent` ones no more than they do in the
files before; `respelled` says how letters are written without their keys, `ordinal` what makes 2 the second, `heads`
which words others are joined to ("Pflegekurs"), `clauses` which words begin a clause that a comma cuts off ("vergiss,
dass"), `asides` what stands between two commas and says nothing ("por favor"), `dropped` words that no other key has and
that name nothing to look for ("quizás").
"""

from __future__ import annotations

import re
import threading
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, reduce
from itertools import chain, product
from math import prod
from pathlib import Path

from bot.advisor.understand.draft import plain

ENGLISH = "en"
FOLDER = Path(__file__).parent
TOPICS = ("skills", "roles")
FIRM = "firm"
SAME = "same"
MANY = 300
"""A key that says more phrases than this is looked for as a pattern; others are written out, which is found faster."""
TOKEN = re.compile(r"[^\W\d_]+'(?=\w|$)|[^\W_]+")
"""A word, or what is elided before one: "l'", "qu'"."""
WORD, TOPIC, PARTICLE = 1.0, 0.4, 0.25
"""How much a word tells of the language: one of a phrase, of a topic's name (which may be a title), a little word."""

_SLOT = re.compile(r"\{[xynwd]\}")
_OPEN_SLOT = re.compile(r"\{[xyw]\}")
_MONTHS = (
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre|janvier|fevrier|mars|avril"
    "|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|januar|janner|jaenner|februar|marz|maerz|april|juni|juli"
    "|august|september|oktober|november|dezember|navidad|noel|weihnachten|semana santa|pascua|paques|ostern"
)
_PART = r"(?:(?:la |zum )?(?:finales|fines|fin|mediados|principios|comienzos|ende|mitte|anfang|debut|mi)\s+(?:de )?)?"
_DAY = rf"{_PART}(?:\d{{1,2}}(?:\.|er)?\s+(?:de\s+)?)?(?:{_MONTHS})\b(?:\s+(?:del?\s+)?\d{{4}})?|\d{{4}}-\d\d-\d\d"
_WORDS = r"[^,.;:!?]{1,80}?"
_CALLED = r"(?!(?:de[mn]? |un |le |el )?(?:namen|nombre|nom)\b)"
"""No name is what only says that one follows."""
_FILLED = {"n": r"\d+(?:[.,]\d+)?", "d": _DAY, "w": _CALLED + _WORDS} | dict.fromkeys("xy", _WORDS)


@dataclass(frozen=True)
class Frame:
    """A sentence with open places: what it looks like, its English with the same places, and `signs`, one of which stands
    in whatever looks like it."""

    form: str
    english: str
    signs: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What it looks like; compiled when a message first has one of the signs, because that takes long."""
        return re.compile(self.form)

    def found_in(self, flat: str) -> re.Match[str] | None:
        """Where a plain text looks like it first."""
        return self.pattern.search(flat) if any(map(flat.__contains__, self.signs)) else None

    def is_all_of(self, flat: str) -> bool:
        """Whether a plain text looks like it and has nothing else."""
        return any(map(flat.__contains__, self.signs)) and self.pattern.fullmatch(flat) is not None


@dataclass(slots=True)
class Glossary:
    """One language: `phrases` and `alone` by their plain words, `wholes` those of `alone` that are patterns, `tells` how
    much a word tells of the language, `names` of skills and roles by their English ones in small letters, `words` all that
    its keys are made of, `spans` how many words a key of `same` has at most by its first one."""

    alone: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)
    frames: list[Frame] = field(default_factory=list)
    wholes: list[Frame] = field(default_factory=list)
    tells: dict[str, float] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    longest: int = 1
    ordinal: str = ""
    heads: list[str] = field(default_factory=list)
    clauses: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    same: dict[str, str] = field(default_factory=dict)
    worn: list[tuple[str, str]] = field(default_factory=list)
    spans: dict[str, int] = field(default_factory=dict)

    def whole(self, message: str) -> str | None:
        """The English of a message that is nothing else; None for another."""
        plainly = folded(message)
        patterns = (frame.english for frame in self.wholes if frame.is_all_of(plainly))
        return self.alone.get(plainly) or next(patterns, None)

    def usual(self, tokens: list[str]) -> list[str]:
        """Plain words with the usual ones in place of others."""
        said: list[str] = []
        at = 0
        while at < len(tokens):
            count, words = self._usual_at(tokens, at) if tokens[at] in self.spans else (1, [tokens[at]])
            said += words
            at += count
        return said

    def _usual_at(self, tokens: list[str], at: int) -> tuple[int, list[str]]:
        """How many of the words from a place stand for others, and for which; the first for itself where none do."""
        for count in range(min(self.spans[tokens[at]], len(tokens) - at), 0, -1):
            usual = self.same.get(" ".join(tokens[at : at + count]))
            if usual is not None:
                return count, usual.split()
        return 1, [tokens[at]]


_READING = threading.Lock()
"""Threads that begin at once wait for the one that reads, instead of reading all of it beside it."""


def glossaries() -> dict[str, Glossary]:
    """All languages by their tags. English is told by its own words and by those that the others are put in."""
    with _READING:
        return _glossaries()


@cache
def _glossaries() -> dict[str, Glossary]:
    found = {folder.name: _read(folder) for folder in sorted(FOLDER.iterdir()) if any(folder.glob("*.toml"))}
    for glossary in found.values():
        for english in {*glossary.alone.values(), *glossary.phrases.values()}:
            _tell(found[ENGLISH], {*TOKEN.findall(plain(english))} - names_in(english), TOPIC)
    return found


def folded(text: str) -> str:
    """A phrase as its plain words, one space between two."""
    return " ".join(TOKEN.findall(plain(text)))


def _read(folder: Path) -> Glossary:
    glossary = Glossary()
    files = [tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))]
    for tables in files:
        glossary.worn += [(worn, usual) for worn, usual in tables.pop("worn", {}).items()]
        for key, usual in tables.get(SAME, {}).items():
            for spelling in _spellings(key, tables.get("respelled", {})):
                words = [_options(word, tables.get("endings", [""])) for word in plain(spelling).split()]
                _add_phrases(glossary, glossary.same, words, plain(usual))
    dropped = " ".join(tables.pop("dropped", "") for tables in files)
    for tables in files:
        endings, respelled = tables.pop("endings", [""]), tables.pop("respelled", {})
        glossary.ordinal = tables.pop("ordinal", glossary.ordinal)
        glossary.heads = tables.pop("heads", glossary.heads)
        glossary.clauses = tables.pop("clauses", glossary.clauses)
        glossary.asides = tables.pop("asides", glossary.asides)
        particles = plain(tables.pop("particles", "")).split()
        silent = {word: glossary.tells.get(word) for word in plain(tables.pop("silent", "")).split()}
        _tell(glossary, TOKEN.findall(plain(tables.pop("words", ""))), WORD)
        for name, table in tables.items():
            for key, english in table.items():
                for spelling in _spellings(key, respelled):
                    _add(glossary, name, spelling, english, endings)
        glossary.tells.update(dict.fromkeys(particles, PARTICLE))
        glossary.tells = {
            word: told for word, weight in glossary.tells.items() if (told := silent.get(word, weight)) is not None
        }
    for word in plain(dropped).split():
        glossary.phrases.setdefault(word, "")
        glossary.words.add(word)
    glossary.frames.sort(key=lambda frame: -len(frame.form))
    return glossary


def names_in(english: str) -> set[str]:
    """The names in an English phrase, such as "Excel" or "SQL": the same in every language."""
    return {plain(token) for token in TOKEN.findall(english) if token != token.lower()}


def _spellings(key: str, letters: dict[str, str]) -> list[str]:
    """A key as it is written, and as people without the keys for its letters write it."""
    return list(dict.fromkeys((key, reduce(lambda text, letter: text.replace(letter, letters[letter]), letters, key))))


def _add(glossary: Glossary, name: str, key: str, english: str, endings: list[str]) -> None:
    weight = TOPIC if name in TOPICS else WORD
    if name in TOPICS:
        glossary.names.setdefault(english.casefold(), _first(key, endings))
    words = [_options(word, endings) for word in plain(key).split()]
    many = prod(map(len, words)) > MANY
    if name == SAME:
        pass  # read before all others
    elif _SLOT.search(key) or name == FIRM or many:
        usual = [_usual_options(glossary, word) for word in words]
        frame = Frame(_frame(usual), english, _signs(usual))
        (glossary.wholes if name == "alone" else glossary.frames).append(frame)
    else:
        _add_phrases(glossary, glossary.alone if name == "alone" else glossary.phrases, words, english)
    told = {token for word in words for option in word for token in TOKEN.findall(_SLOT.sub("", option))}
    _tell(glossary, told - names_in(english), weight)


def _usual_options(glossary: Glossary, options: list[str]) -> list[str]:
    """The options of one word of a frame in usual words; one that is left out there leaves the word out."""
    usual = (
        " ".join(glossary.usual(TOKEN.findall(option))).replace("' ", "'")
        for option in options
        if not _SLOT.fullmatch(option)
    )
    return list(dict.fromkeys([*(option for option in options if _SLOT.fullmatch(option)), *usual]))


def _first(key: str, endings: list[str]) -> str:
    """A key as it is written first."""
    words = (_options(word, endings)[0] for word in key.split())
    return " ".join(word for word in words if word)


def _options(word: str, endings: list[str]) -> list[str]:
    """Every way to write one word of a key."""
    options = word.split("|")
    return [option.replace("~", ending) for option in options for ending in (endings if "~" in option else [""])]


def _add_phrases(glossary: Glossary, into: dict[str, str], words: list[list[str]], english: str) -> None:
    for chosen in product(*([TOKEN.findall(option) for option in options] for options in words)):
        tokens = list(chain.from_iterable(chosen))
        usual = tokens if into is glossary.same else glossary.usual(tokens)
        if usual:
            into.setdefault(" ".join(usual), english)
            if into is glossary.same:
                glossary.spans[tokens[0]] = max(len(tokens), glossary.spans.get(tokens[0], 0))
        glossary.longest = max(glossary.longest, len(tokens))


def _tell(glossary: Glossary, tokens: Iterable[str], weight: float) -> None:
    for token in tokens:
        if len(token) > 1 and token.strip("'").isalpha():
            glossary.tells[token] = max(weight, glossary.tells.get(token, 0))
            glossary.words.add(token)


def _frame(words: list[list[str]]) -> str:
    parts = []
    for options in words:
        written = "|".join(_written(option) for option in options if option)
        parts.append(rf"(?:(?:[\s-]+|(?<!\w))(?:{written})){'?' if '' in options else ''}")
    end = r"(?=\s*(?:[,.;:!?]|$))" if _OPEN_SLOT.fullmatch(words[-1][0]) else r"(?!\w)"
    return r"(?<!\w)(?=\w)" + "".join(parts) + end


def _signs(words: list[list[str]]) -> tuple[str, ...]:
    """The longest words of the options of that word which says most of those that are never left out."""
    sure = (options for options in words if "" not in options and not any(map(_SLOT.fullmatch, options)))
    signs = ([max(TOKEN.findall(option), key=len) for option in options] for options in sure)
    return tuple(max(signs, key=lambda signs: min(map(len, signs)), default=[""]))


def _written(option: str) -> str:
    if _SLOT.fullmatch(option):
        return f"(?P<{option[1]}>{_FILLED[option[1]]})"
    return r"[\s-]*".join(TOKEN.findall(option))
