"""What the sample file says, computed once more in plain Python: no line of it is the project's own arithmetic."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2] / "catalog" / "sample" / "sample.jsonl"
Row = dict[str, Any]
Asks = dict[str, Any]
PACE = 5 * 52 / 12
TAGS = {"spanish": "es", "español": "es", "french": "fr", "german": "de", "english": "en", "deutsch": "de"}


@cache
def rows() -> tuple[Row, ...]:
    """Every line of the file."""
    return tuple(json.loads(line) for line in FILE.read_text("utf-8").splitlines())


@cache
def by_id() -> dict[str, Row]:
    return {row["id"]: row for row in rows()}


def is_public(row: Row) -> bool:
    return row["audience"]["visibility"] == "public"


def plain(text: str) -> str:
    """Lower case without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def amount(row: Row) -> float | None:
    """The stated price."""
    return (row.get("cost") or {}).get("amount")


def currency(row: Row) -> str | None:
    return (row.get("cost") or {}).get("currency")


def is_free(row: Row) -> bool:
    cost = row.get("cost") or {}
    return cost.get("amount") == 0 and not any((cost.get("parts") or {}).values())


def months(row: Row) -> int | None:
    """The months that a subscription runs at five hours a week; None where nobody states the hours."""
    return max(1, math.ceil(row["hours"]["max"] / PACE)) if row.get("hours") else None


def paid(row: Row) -> float | None:
    """What is paid in all; None where it cannot be known."""
    stated, basis = amount(row), (row.get("cost") or {}).get("basis", "one_time")
    if stated is None or stated == 0 or basis == "one_time":
        return stated
    running = months(row)
    if running is None:
        return None
    return round(stated * (running if basis == "per_month" else math.ceil(running / 12)), 6)


def _named(row: Row, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(plain(words))}(?!\w)", plain(row.get("provider") or "")) is not None


def _cost(row: Row, asks: Asks) -> bool | None:
    """Whether the price fits; None where it is unknown."""
    price = paid(row)
    if price is None:
        return None
    if not is_free(row) and currency(row) != asks.get("currency", "USD"):
        return False
    return asks.get("min_cost", 0) <= price <= asks.get("max_cost", math.inf)


def _hours(row: Row, asks: Asks) -> bool | None:
    if not row.get("hours"):
        return None
    return row["hours"]["min"] >= asks.get("min_hours", 0) and row["hours"]["max"] <= asks.get("max_hours", math.inf)


def _equal(name: str) -> Callable[[Row, Asks], bool | None]:
    return lambda row, asks: None if row.get(name) is None else row[name] == asks[name]


def _language(row: Row, asks: Asks) -> bool | None:
    wanted = TAGS.get(asks["language"].casefold(), asks["language"])
    return any(tag == wanted or tag.startswith(f"{wanted}-") for tag in row["language"]) if row["language"] else None


def _free(row: Row, _: Asks) -> bool | None:
    return None if amount(row) is None else is_free(row)


TESTS: dict[str, tuple[tuple[str, ...], Callable[[Row, Asks], bool | None]]] = {
    "cost": (("max_cost", "min_cost", "currency"), _cost),
    "free": (("free",), _free),
    "hours": (("max_hours", "min_hours"), _hours),
    "level": (("level",), _equal("level")),
    "delivery": (("delivery",), _equal("delivery")),
    "kind": (("kind",), _equal("kind")),
    "provider": (("provider",), lambda row, asks: _named(row, asks["provider"])),
    "not_provider": (("not_provider",), lambda row, asks: not _named(row, asks["not_provider"])),
    "language": (("language",), _language),
    "credit": (("credit",), lambda row, _: bool(row.get("credit"))),
    "skill": (("skill",), lambda row, asks: set(asks["skill"]) <= set(row.get("skills", ()))),
}


def verdicts(row: Row, asks: Asks) -> dict[str, bool | None]:
    """For every filter asked: met, broken, or (None) unknown."""
    return {
        name: test(row, asks) for name, (options, test) in TESTS.items() if any(option in asks for option in options)
    }


def seen(*, internal: bool) -> list[Row]:
    return [row for row in rows() if internal or is_public(row)]


def meeting(asks: Asks, *, internal: bool = False) -> list[Row]:
    """Every row that surely meets every filter."""
    return [row for row in seen(internal=internal) if all(verdicts(row, asks).values())]


def unknown(name: str, asks: Asks, *, internal: bool = False) -> int:
    """How many rows meet every other filter and leave this one open."""
    found = (verdicts(row, asks) for row in seen(internal=internal))
    return sum(each[name] is None and all(met for other, met in each.items() if other != name) for each in found)


def elsewhere(asks: Asks, *, internal: bool = False) -> int:
    """How many rows meet every other filter and state their price in another currency."""
    wanted = asks.get("currency", "USD")
    return sum(
        paid(row) is not None
        and not is_free(row)
        and currency(row) not in (None, wanted)
        and all(met for name, met in verdicts(row, asks).items() if name != "cost")
        for row in seen(internal=internal)
    )


def title_order(row: Row) -> str:
    return " ".join(plain(row["title"]).split())
