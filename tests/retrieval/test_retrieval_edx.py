"""A real catalog: 60 combinations of filters, counted once more straight from the file."""

from __future__ import annotations

import csv
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from catalog.credential import Credential
from retrieval.open import LiveSearch, open_search
from retrieval.query import Page
from tests.conftest import settings_in
from tests.retrieval.small import asked, ids

LEVELS = {"Introductory": "beginner", "Intermediate": "intermediate", "Advanced": "advanced"}
MANY = 150
TAGS = {"English": "en", "Español": "es", "Français": "fr", "Italiano": "it", "中文": "zh", "Deutsch": "de"}


@dataclass(frozen=True)
class Row:
    """What the file says of one course."""

    title: str
    provider: str
    level: str
    language: str
    delivery: str
    price: float | None
    low: float | None
    high: float | None


def read(line: dict[str, str]) -> Row:
    price = re.search(r"\$\s*([\d,]+(?:\.\d+)?)", line["price"])
    effort = re.findall(r"\d+", line["course_effort"])
    weeks = re.match(r"(\d+) Weeks?", line["course_length"])
    known = bool(effort and weeks)
    return Row(
        " ".join(line["title"].split()),
        " ".join(line["institution"].split()),
        LEVELS[line["Level"]],
        line["language"],
        "self_paced" if line["course_type"].startswith("Self-paced") else "online_scheduled",
        float(price[1].replace(",", "")) if price else None,
        int(effort[0]) * int(weeks[1]) if known else None,
        int(effort[-1]) * int(weeks[1]) if known else None,
    )


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[Row]:
    with (shared / "catalogs" / "edx_2020.csv").open(encoding="utf-8", newline="") as file:
        return [read(line) for line in csv.DictReader(file)]


@pytest.fixture(scope="module")
def edx(shared: Path, indexed_once: Callable[..., Path]) -> Iterator[LiveSearch]:
    live = open_search(settings_in(indexed_once("edx", shared / "catalogs" / "edx_2020.csv")))
    yield live
    live.close()


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def named(provider: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(plain(words))}(?!\w)", plain(provider)) is not None


KEEPS: dict[str, Callable[[Row, object], bool]] = {
    "max_cost": lambda row, value: row.price is not None and row.price <= value,
    "min_cost": lambda row, value: row.price is not None and row.price >= value,
    "max_hours": lambda row, value: row.high is not None and row.high <= value,
    "min_hours": lambda row, value: row.low is not None and row.low >= value,
    "level": lambda row, value: row.level == value,
    "delivery": lambda row, value: row.delivery == value,
    "provider": lambda row, value: named(row.provider, value),
    "not_provider": lambda row, value: not named(row.provider, value),
    "language": lambda row, value: row.language == value,
    "free": lambda row, _: row.price == 0,
    "kind": lambda _, value: value == "course",
}
VALUES: dict[str, tuple] = {
    "max_cost": (0, 25, 49, 49.99, 99, 150, 199),
    "min_cost": (25, 49.99, 100, 199),
    "max_hours": (5, 12, 20, 40, 80),
    "min_hours": (10, 20, 40, 100),
    "level": tuple(LEVELS.values()),
    "delivery": ("self_paced", "online_scheduled"),
    "provider": ("university", "harvard", "Universitat Politecnica", "IBM", "universidad", "california", "SDG academy"),
    "not_provider": ("university", "Harvard University", "ibm", "Universidad Autonoma de Madrid"),
    "language": tuple(TAGS),
}


def combinations() -> list[dict[str, object]]:
    """Each filter alone, then random ones of two to four; the same in every run."""
    dice = random.Random(2020)
    found: list[dict[str, object]] = [{name: values[0]} for name, values in VALUES.items()]
    found += [{}, {"free": True}, {"kind": "course"}, {"kind": "badge"}, {"max_cost": 99, "min_cost": 49}]
    while len(found) < 60:
        names = dice.sample(sorted(VALUES), dice.choice((2, 2, 3, 4)))
        found.append({name: dice.choice(VALUES[name]) for name in names})
    return found


def expected(rows: list[Row], asks: dict[str, object]) -> list[Row]:
    return [row for row in rows if all(KEEPS[name](row, value) for name, value in asks.items())]


def pages(edx: LiveSearch, text: str, asks: dict[str, object]) -> list[Page]:
    first = asked(edx, text, limit=200, **asks)
    rest = [asked(edx, text, limit=200, offset=offset, **asks) for offset in range(200, first.total, 200)]
    return [first, *rest]


def as_row(credential: Credential) -> Row:
    cost, hours = credential.cost, credential.hours
    return Row(
        credential.title,
        credential.provider,
        credential.level,
        next((name for name, tag in TAGS.items() if (tag,) == credential.language), "other"),
        credential.delivery,
        None if cost is None or cost.amount is None else float(cost.amount),
        hours and hours.min,
        hours and hours.max,
    )


@pytest.mark.parametrize("asks", combinations(), ids=str)
def test_totals_and_rows_are_those_of_the_file(edx: LiveSearch, rows: list[Row], asks: dict[str, object]) -> None:
    wanted = expected(rows, asks)
    for text in ("", "introduction to data") if len(wanted) <= MANY else ("",):
        answered = pages(edx, text, asks)
        assert {page.total for page in answered} == {len(wanted)}
        hits = [hit.credential for page in answered for hit in page.hits]
        assert len({hit.id for hit in hits}) == len(hits) == len(wanted)
        assert all(KEEPS[name](as_row(hit), value) for hit in hits for name, value in asks.items())
        assert sorted(hit.title for hit in hits) == sorted(row.title for row in wanted)


@pytest.mark.parametrize("asks", [{}, {"language": "English", "delivery": "self_paced"}], ids=str)
def test_many_pages_of_a_text_give_every_row_once(edx: LiveSearch, rows: list[Row], asks: dict[str, object]) -> None:
    found = [id_ for page in pages(edx, "introduction to data", asks) for id_ in ids(page)]
    assert len(set(found)) == len(found) == len(expected(rows, asks)) > MANY


@pytest.mark.parametrize("asks", combinations(), ids=str)
def test_totals_are_the_same_with_a_text(edx: LiveSearch, rows: list[Row], asks: dict[str, object]) -> None:
    assert asked(edx, "introduction to data", limit=1, **asks).total == len(expected(rows, asks))


def test_there_is_something_to_find(rows: list[Row]) -> None:
    counts = [len(expected(rows, asks)) for asks in combinations()]
    assert len(rows) == 974
    assert sum(count > 0 for count in counts) >= 40


def test_rows_without_a_price_or_hours_are_counted_apart(edx: LiveSearch, rows: list[Row]) -> None:
    page = asked(edx, "", max_cost=50, max_hours=20)
    fits = [row for row in rows if row.high is not None and row.high <= 20]
    cheap = [row for row in rows if row.price is not None and row.price <= 50]
    assert page.unknown["cost"] == sum(row.price is None for row in fits)
    assert page.unknown["hours"] == sum(row.high is None for row in cheap)
    assert page.other_currency == 0


def test_free_to_audit_is_not_free(edx: LiveSearch, rows: list[Row]) -> None:
    assert asked(edx, "", free=True).total == 0
    audited = asked(edx, "how to learn online", limit=1).hits[0].credential
    assert (audited.cost.audit_free, float(audited.cost.amount)) == (True, 49.0)


@pytest.mark.parametrize(("name", "tag"), [("Spanish", "es"), ("español", "es"), ("chinese", "zh"), ("FR", "fr")])
def test_a_language_by_any_of_its_names(edx: LiveSearch, name: str, tag: str) -> None:
    assert ids(asked(edx, "history", language=name)) == ids(asked(edx, "history", language=tag))
