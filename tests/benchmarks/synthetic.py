"""Large catalogs for measuring: seeded, varied credentials in the bundled sample's words, and questions about them.

A description mixes a topic's own words with common ones, both drawn like words of a language: the r-th most frequent
with a probability near 1/r (Zipf). No two texts are the same; every tenth value or so is unknown.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from catalog.credential import Delivery, Kind, Level
from catalog_ingest.bundled import SAMPLE, bundled_skills
from retrieval.query import Filters

TOPIC_WORDS = 80
PROVIDERS = 400
_TITLES = (
    "{skill} for {word} {other}",
    "Introduction to {skill}: {word} and {other}",
    "{skill} {number}: {word} {other}",
    "Applied {skill} with {second}",
    "{word} {other}: {skill} in practice",
    "{second} and {skill} for {other}",
    "Certificate in {skill}, {word} {other}",
    "{skill} with {second}: from {word} to {other}",
)
_PLACES = [
    "Harbour",
    "Ridge",
    "North",
    "Willow",
    "Stone",
    "Cedar",
    "Lakeside",
    "Summit",
    "Orchard",
    "Granite",
    "Meadow",
    "Foundry",
    "Juniper",
    "Maple",
]
_ENDINGS = ("University", "College", "Academy", "Institute", "Learning", "School of Technology", "Training")
_ELSEWHERE = [
    "quantum",
    "knitting",
    "falconry",
    "sailing",
    "yoga",
    "bonsai",
    "astrology",
    "origami",
    "sourdough",
    "beekeeping",
    "zzyzx",
    "qwertz",
]


class _Weighted:
    """Items drawn with a probability that falls as 1/rank."""

    def __init__(self, items: Sequence[str]) -> None:
        self._items = list(items)
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self._items))))

    def draw(self, rng: Random, count: int) -> list[str]:
        return rng.choices(self._items, cum_weights=self._weights, k=count)


class _Words:
    """The words of the bundled sample and of its table of skills."""

    @cached_property
    def common(self) -> _Weighted:
        return _Weighted(self.ranked)

    @cached_property
    def ranked(self) -> list[str]:
        rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
        texts = " ".join(f"{row['title']} {row.get('description') or ''}" for row in rows)
        return [word for word, _ in Counter(re.findall(r"[^\W\d_]{2,}", texts)).most_common()]

    @cached_property
    def skills(self) -> list[tuple[str, ...]]:
        return [(skill.name, *skill.aliases) for skill in bundled_skills()]

    @cached_property
    def providers(self) -> list[str]:
        middles = [word.title() for word in self.ranked[200:] if word.isalpha() and len(word) > 4]
        names = [f"{place} {middle} {ending}" for middle in middles for place in _PLACES for ending in _ENDINGS]
        return Random("providers").sample(names, PROVIDERS)


_WORDS = _Words()


@cache
def _topic(skill: int) -> _Weighted:
    return _Weighted(Random(f"topic {skill}").sample(_WORDS.ranked[100:], TOPIC_WORDS))


def credential(index: int, edition: int = 0) -> dict[str, Any]:
    """The credential with this number; a later edition has another description and price, sometimes another title."""
    rng = Random(f"credential {index}")
    skills = [rng.randrange(len(_WORDS.skills)) for _ in range(rng.randint(1, 4))]
    facts = _facts(rng, index, skills)
    if not edition:
        return facts | _texts(rng, skills)
    again = Random(f"credential {index} {edition}")
    texts = _texts(again, skills)
    kept = {} if index % 3 == 0 else {"title": _texts(rng, skills)["title"]}
    return facts | texts | kept | {"cost": _cost(again)}


def _facts(rng: Random, index: int, skills: list[int]) -> dict[str, Any]:
    hours = rng.choice((2, 3, 5, 8, 10, 12, 15, 20, 30, 40, 60, 120))
    internal = rng.random() < 0.05
    return {
        "id": f"synthetic/{index}",
        "provider": _maybe(rng, 0.95, rng.choice(_WORDS.providers[: 40 if rng.random() < 0.5 else PROVIDERS])),
        "kind": rng.choice(list(Kind)).value,
        "level": _maybe(rng, 0.9, rng.choice(list(Level)).value),
        "language": rng.choices((["en"], ["es"], ["fr"], ["de"], ["en", "es"], []), (75, 8, 5, 4, 5, 3))[0],
        "delivery": _maybe(rng, 0.9, rng.choice(list(Delivery)).value),
        "cost": _cost(rng),
        "hours": _maybe(rng, 0.92, {"min": hours, "max": hours + rng.choice((0, 0, 1, 4))}),
        "skills": list(dict.fromkeys(_WORDS.skills[skill][0] for skill in skills)) if rng.random() < 0.8 else [],
        "audience": {"visibility": "internal", "owner": "Acme"} if internal else {"visibility": "public"},
        "url": f"https://catalog.example/{index}",
        "as_of": f"2026-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
    }


def _cost(rng: Random) -> dict[str, Any] | None:
    if rng.random() < 0.08:
        return None
    amount = 0 if rng.random() < 0.1 else round(5 + rng.paretovariate(1.3) * 20)
    basis = rng.choices(("one_time", "per_month", "per_year"), (85, 12, 3))[0]
    return {"amount": amount, "currency": rng.choices(("USD", "EUR", "GBP"), (85, 10, 5))[0], "basis": basis}


def _maybe(rng: Random, share: float, value: Any) -> Any:
    return value if rng.random() < share else None


def _texts(rng: Random, skills: list[int]) -> dict[str, str]:
    topic = _topic(skills[0])
    word, other = topic.draw(rng, 2)
    names = [rng.choice(_WORDS.skills[skill]) for skill in (skills[0], skills[-1])]
    title = rng.choice(_TITLES).format(
        skill=names[0], second=names[1], word=word.title(), other=other.title(), number=rng.randint(100, 499)
    )
    return {
        "title": title[:1].upper() + title[1:],
        "summary": _sentence(rng, topic, 9),
        "description": _description(rng, topic, names),
    }


def _description(rng: Random, topic: _Weighted, names: list[str]) -> str:
    sentences, left = [], rng.randint(40, 120)
    while left > 0:
        length = min(left, rng.randint(8, 20))
        sentences.append(_sentence(rng, topic, length))
        left -= length
    sentences[0] += f" {rng.choice(names)}"
    return ". ".join(sentences) + "."


def _sentence(rng: Random, topic: _Weighted, length: int) -> str:
    own = max(1, length * 2 // 5)
    words = topic.draw(rng, own) + _WORDS.common.draw(rng, length - own)
    rng.shuffle(words)
    return " ".join(words).capitalize()


def write_catalog(path: Path, count: int) -> Path:
    """A catalog of `count` credentials as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(map(_line, range(count)))
    return path


def change_rows(path: Path, share: float, edition: int) -> int:
    """Puts a share of a catalog's rows into another edition, the others stay; how many that were."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    touched = Random(f"edition {edition}").sample(range(len(lines)), round(len(lines) * share))
    for index in touched:
        lines[index] = _line(index, edition)
    path.write_text("".join(lines), encoding="utf-8")
    return len(touched)


def _line(index: int, edition: int = 0) -> str:
    return json.dumps(credential(index, edition), ensure_ascii=False) + "\n"


# ---- questions


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: some words and what the answers must meet."""

    text: str
    filters: Filters


def questions(count: int, size: int) -> list[Question]:
    """Varied questions of 1 to 5 words about a catalog of `size` credentials, each with its filters."""
    rng = Random("questions")
    return [Question(_asked(rng, size), _filters(rng, at)) for at in range(count)]


def _asked(rng: Random, size: int) -> str:
    row = credential(rng.randrange(size))
    kind = rng.random()
    if kind < 0.35:
        return rng.choice(_WORDS.skills[rng.randrange(len(_WORDS.skills))])
    if kind < 0.6:
        return _cut(rng, row["title"].split())
    if kind < 0.8:
        return _cut(rng, rng.sample(row["description"].split(), 5))
    if kind < 0.9:
        return _misspelt(rng, _cut(rng, row["title"].split()))
    return _cut(rng, rng.sample(_ELSEWHERE, 3) + _WORDS.common.draw(rng, 2))


def _cut(rng: Random, words: list[str]) -> str:
    return " ".join(words[: rng.randint(1, 5)])


def _misspelt(rng: Random, text: str) -> str:
    at = rng.randrange(1, max(2, len(text) - 1))
    return text[:at] + text[at + 1 :]


def _filters(rng: Random, at: int) -> Filters:
    """In turn: one broad filter, one narrow one, two and three together."""
    provider = rng.choice(_WORDS.providers)
    level = rng.choice(list(Level))
    turns: tuple[dict[str, Any], ...] = (
        {"max_cost": Decimal(rng.choice((50, 100, 200)))},
        {"max_hours": float(rng.choice((5, 10, 20)))},
        {"level": level},
        {"language": rng.choice(("en", "es", "fr", "German"))},
        {"provider": provider},
        {"free": True, "language": "fr"},
        {"max_cost": Decimal(60), "max_hours": 10.0},
        {"level": level, "language": "en", "max_cost": Decimal(100)},
        {"min_hours": 20.0, "delivery": rng.choice(list(Delivery))},
        {"provider": provider.split()[0], "max_hours": 12.0},
    )
    return Filters(**turns[at % len(turns)])
