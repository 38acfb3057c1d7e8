"""Which of the courses that were shown some words mean: "the Harvard one", "that free one", "the poker course"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile

from bot.advisor.understand.draft import words
from bot.advisor.understand.languages import LANGUAGES
from bot.advisor.understand.topic import is_connector
from catalog.content import fold
from catalog.credential import Credential, Delivery

LEAST, ENDING = 5, 2
"""Words of so many letters are alike where only the last few differ: "circuits" and "circuit"."""
_NAMELESS = words(
    "dollar dollars bucks month monthly level s one ones it this that thing course class workshop program certificate "
    "badge training lesson the a an only"
)
_WORD = re.compile(r"[\w+#.]+")
_TAUGHT = {
    Delivery.SELF_PACED: "online self paced",
    Delivery.ONLINE_SCHEDULED: "online live",
    Delivery.IN_PERSON: "in person",
}


def meant(items: Iterable[Credential], described: str) -> Credential | None:
    """The one that bears most of some words, the earliest of several; None where none bears any."""
    return _best(items, _telling(described))[1]


def bearing(items: Iterable[Credential], described: str) -> Credential | None:
    """The earliest one that bears all of some words; None for none."""
    wanted = _telling(described)
    return next((item for item in items if wanted and _borne(item, wanted) == wanted), None)


def titled_by(items: Iterable[Credential], described: str) -> Credential | None:
    """The earliest one whose title alone bears all of some words; None for none."""
    wanted = _telling(described)
    return next((item for item in items if wanted and _held(_words_in(item.title), wanted) == wanted), None)


def named_by(items: Iterable[Credential], described: str) -> Credential | None:
    """The one that bears most of some words, where it bears two of them or half; None for none."""
    wanted = _telling(described)
    borne, found = _best(items, wanted)
    return found if borne > 1 or 2 * borne >= len(wanted) else None


def _best(items: Iterable[Credential], wanted: frozenset[str]) -> tuple[int, Credential | None]:
    """The one that bears most of some words, of several the one that does so in its title, else the earliest, with how
    many it bears; 0 and None where none bears any."""
    scored = ((len(_borne(item, wanted)), len(wanted & _words_in(item.title)), item) for item in items)
    borne, _, best = max((each for each in scored if each[0]), key=lambda each: each[:2], default=(0, 0, None))
    return borne, best


def _telling(described: str) -> frozenset[str]:
    return frozenset(word for word in _words_in(described) if word and word not in _NAMELESS and not is_connector(word))


def _borne(item: Credential, wanted: frozenset[str]) -> frozenset[str]:
    return _held(_words_of(item), wanted)


def _held(there: frozenset[str], wanted: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in wanted if word in there or any(_alike(word, other) for other in there))


def _alike(word: str, other: str) -> bool:
    if word[:LEAST] != other[:LEAST]:
        return False
    shorter = min(len(word), len(other))
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    return shorter >= LEAST and same >= max(LEAST, shorter - ENDING)


def _words_of(item: Credential) -> frozenset[str]:
    """What a course may be called by: its title, skills, provider and place, and what sort of course it is."""
    tags = [name for name, tag in LANGUAGES.items() if any(spoken.startswith(tag) for spoken in item.language)]
    tags += [_TAUGHT.get(item.delivery, "")] if item.delivery else []
    tags += [item.level.value] if item.level else []
    tags += ["free"] if item.cost is not None and (item.cost.is_free or item.cost.audit_free) else []
    tags += [str(item.cost.amount)] if item.cost is not None and item.cost.amount is not None else []
    return _words_in(" ".join((item.title, item.provider or "", item.place or "", *item.skills, *tags)))


@lru_cache(maxsize=4096)
def _words_in(text: str) -> frozenset[str]:
    return frozenset(word.strip(".") for word in _WORD.findall(fold(text)))
