"""Names of roles in a message: exact titles and aliases, one or many, the longest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import plain
from catalog.role import Role
from retrieval.dictionary import is_word

LONG, NEAR = 12, 90
"""Names of so many letters may be misspelt, and how alike (of 100) they must still be."""
LONGEST = 6
"""Names of more words are not looked for."""

_WORD = re.compile(r"[^\W_][\w+#.&/'-]*")


_SHORTENED = {
    "administrator": "admin", "developer": "dev", "technician": "tech", "representative": "rep", "manager": "mgr",
    "operator": "op",
}  # fmt: skip
_SHORT = re.compile(rf"\b(?:{'|'.join(_SHORTENED)})$")


_JOB = re.compile(r"^(?:an? |the )|(?: (?:role|job|position|post|work|career))+$")


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a role between two character offsets of a message, and the id of that role."""

    start: int
    end: int
    role: str = ""


def _forms(name: str) -> set[str]:
    """A name in the singular and the plural, whole and as it is cut short."""
    names = {name} | {name.replace("'s", end) for end in ("s", "")}
    names |= {each.replace("-", " ") for each in names}
    names |= {_SHORT.sub(lambda match: _SHORTENED[match[0]], each) for each in names}
    return names | {f"{each}s" for each in names}


def _cut_short(title: str) -> set[str]:
    """The initials of a title and its last word; none of a title that is a single word."""
    words = plain(title).split()
    return {"".join(word[0] for word in words), words[-1]} if len(words) > 1 else set()


class RoleNames:
    """The titles and aliases of all roles, in the singular and the plural."""

    def __init__(self, roles: Iterable[Role] = ()) -> None:
        roles = tuple(roles)
        self._names: dict[str, str] = {}
        titles = [(role.title, role.id) for role in roles]
        for name, id_ in titles + [(alias, role.id) for role in roles for alias in role.aliases]:
            for form in _forms(plain(name)):
                self._names.setdefault(form, id_)

        self._all = tuple(self._names)
        self._cut_short: dict[str, list[str]] = {}
        for title, id_ in titles:
            for form in _cut_short(title):
                self._cut_short.setdefault(form, []).append(id_)

    def __bool__(self) -> bool:
        return bool(self._names)

    def find(self, text: str) -> list[Named]:
        """The names in a plain text from left to right; none overlaps another."""
        words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        found, at = list[Named](), 0
        while at < len(words):
            length = next((n for n in range(LONGEST, 0, -1) if self._is_name(text, words[at : at + n], n)), 0)
            if length:
                start, end = words[at][0], words[at + length - 1][1]
                found.append(Named(start, end, self._names[text[start:end].rstrip(".")]))
            at += length or 1
        return found

    def cut_short(self, words: str) -> tuple[str, ...]:
        """The ids of the roles whose title some words cut short to its initials or its last word: "PM", "designer"."""
        bare = _JOB.sub("", plain(words).strip(" .")).removesuffix("s")
        return tuple(self._cut_short.get(bare, ()))

    def misspelt(self, text: str) -> Named | None:
        """The one longer name that a plain text most likely means, where its words are spelt nearly so; None for none."""
        words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        spans = [(words[at][0], words[at + n - 1][1]) for n in (2, 3, 4) for at in range(len(words) - n + 1)]
        for start, end in spans:
            if end - start < LONG or all(is_word(word) for word in text[start:end].split()):
                continue
            if near := process.extractOne(text[start:end], self._all, scorer=fuzz.ratio, score_cutoff=NEAR):
                return Named(start, end, self._names[near[0]])
        return None

    def _is_name(self, text: str, words: list[tuple[int, int]], length: int) -> bool:
        return len(words) == length and text[words[0][0] : words[-1][1]].rstrip(".") in self._names
