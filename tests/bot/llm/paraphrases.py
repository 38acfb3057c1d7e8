"""Facts to fill templates with, and the same templates filled so that one fact is wrong.

A template is filled from `facts_of` one record, a pair of records or a path. A mutant is the same template filled from
facts of which one is wrong, so that it differs from a true sentence in nothing else.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from bot.advisor import facts
from bot.advisor.path_document import PathDocument
from catalog.credential import Basis, Credential

Facts = dict[str, str]


class Mutant(NamedTuple):
    """A sentence with one wrong fact, and what is wrong in it."""

    kind: str
    sentence: str


def price_of(item: Credential) -> str | None:
    """A price as a model would write it."""
    cost = item.cost
    if cost is None or cost.amount is None or cost.currency is None or not cost.parts_agree:
        return None
    if cost.amount == 0:
        return "$0"
    each = {Basis.PER_MONTH: " a month", Basis.PER_YEAR: " per year"}.get(cost.basis, "")
    return facts.money(cost.amount, cost.currency) + each


def facts_of(item: Credential, mark: str = "") -> Facts | None:
    """Everything that templates say of one record; None where it does not state it all."""
    price = price_of(item)
    if None in (price, item.hours, item.provider, item.url):
        return None
    assert price is not None
    assert item.hours is not None
    low, high = f"{item.hours.min:g}", f"{item.hours.max:g}"
    span = low if low == high else f"{low}–{high}"
    found = {
        "title": item.title,
        "price": price,
        "price_words": _in_words(item.cost.amount if item.cost else None, price),
        "hours": f"{span} hours",
        "hours_words": f"{_word(item.hours.max)} hours" if low == high else f"{low} to {high} hours",
        "hours_de": f"{span} Stunden",
        "hours_es": f"{span} horas",
        "hours_fr": f"{span} heures",
        "provider": item.provider or "",
        "url": item.url or "",
    }
    return {name + mark: value for name, value in found.items()}


_TEENS = ["thir", "four", "fif", "six", "seven", "eigh", "nine"]
_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_WORDS += [f"{begin}teen" for begin in _TEENS]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _word(value: float) -> str:
    whole = int(value)
    if whole != value or whole > 99:
        return f"{value:g}"
    if whole < 20:
        return _WORDS[whole]
    return _TENS[whole // 10 - 2] + (f"-{_WORDS[whole % 10]}" if whole % 10 else "")


def _in_words(amount: Decimal | None, price: str) -> str:
    plain = amount is not None and price.startswith("$") and " " not in price and amount == int(amount) and amount < 100
    return f"{_word(float(amount))} dollars" if plain and amount is not None else price


def pair_of(one: Credential, other: Credential) -> Facts | None:
    """What templates say of two records."""
    first, second = facts_of(one), facts_of(other, "2")
    sums = [facts.whole_price(item) for item in (one, other)]
    currencies = {item.cost.currency for item in (one, other) if item.cost}
    if first is None or second is None or None in sums or len(currencies) > 1 or sums[0] == sums[1]:
        return None
    currency = currencies.pop()
    total, apart = (sums[0] or 0) + (sums[1] or 0), abs((sums[0] or 0) - (sums[1] or 0))
    return first | second | {"total": facts.money(total, currency), "apart": facts.money(apart, currency)}


def path_facts(document: PathDocument, pace: float, today: dt.date) -> Facts:
    """What templates say of a path of at least three steps."""
    path, steps = document.path, document.path.steps
    return {
        "money": facts.money(path.totals.cost.amount, path.totals.cost.currency),
        "weeks": str(max(1, round(path.totals.weeks))),
        "steps": str(len(steps)),
        "done": facts.day(steps[-1].ends_on, today),
        "pace": f"{pace:g}",
        "covered": str(len(path.covered)),
        "skills": str(len(document.goal.skills)),
        **{f"s{number}": step.title for number, step in enumerate(steps[:3], 1)},
        **{f"p{number}": facts.money(step.charged.amount, "USD") for number, step in enumerate(steps[:2], 1)},
    }


# ---- mutants


def mutants(template: str, true: Facts, others: Sequence[Credential], dice: random.Random) -> list[Mutant]:
    """The template with one fact wrong, for every fact in it."""
    made: list[Mutant] = []
    for slot in sorted(name for name in true if "{" + name + "}" in template):
        kind, change = _CHANGES[slot.rstrip("2")] if slot.rstrip("2") in _CHANGES else _CHANGES[slot]
        wrong = change(true[slot], others, dice)
        if wrong is not None and wrong != true[slot]:
            made.append(Mutant(kind, template.format(**(true | {slot: wrong}))))
    if "{s1}" in template and "{s2}" in template and "{p1}" not in template:
        swapped = true | {"s1": true["s2"], "s2": true["s1"]}
        made.append(Mutant("order", template.format(**swapped)))
    return made


Change = Callable[[str, Sequence[Credential], random.Random], str | None]


def _other_number(text: str, _: Sequence[Credential], dice: random.Random) -> str:
    number = next(part for part in _numbers(text))
    value = float(number.replace(",", ""))
    new = dice.choice((value + dice.randint(1, 9), value * 2 + 1, value + 0.5, value + 100))
    return text.replace(number, f"{new:,g}", 1)


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d[\d,]*(?:\.\d+)?", text)


def _price(text: str, others: Sequence[Credential], dice: random.Random) -> str | None:
    if not _numbers(text):
        return dice.choice(("seventy-seven dollars", "a hundred dollars", "ninety-one dollars"))
    way = dice.randrange(4)
    if way == 0 and text.startswith("$"):
        return dice.choice(("€", "£", "CA$")) + text[1:]
    if way == 1:
        prices = [price for item in others if (price := price_of(item)) and price != text]
        return dice.choice(prices) if prices else None
    return _other_number(text, others, dice)


def _hours(text: str, others: Sequence[Credential], dice: random.Random) -> str | None:
    if not _numbers(text):
        return dice.choice(("seventy-seven hours", "ninety-one hours"))
    if dice.random() < 0.3:
        spans = {f"{item.hours.max:g}" for item in others if item.hours}
        return f"{dice.choice(sorted(spans))} {text.rsplit(maxsplit=1)[-1]}" if spans else None
    return _other_number(text, others, dice)


INVENTED_PROVIDERS = ("Harvard University", "Coursera", "Northgate College", "Google", "Institute of Applied Things")
INVENTED_TITLES = (
    "Google Data Analytics Certificate",
    "Mastering Everything in Ten Days",
    "Advanced Wizardry",
    "The Complete Bootcamp",
)


def _provider(text: str, others: Sequence[Credential], dice: random.Random) -> str:
    known = sorted({item.provider for item in others if item.provider and item.provider != text})
    return dice.choice([*known, *INVENTED_PROVIDERS])


def _title(text: str, others: Sequence[Credential], dice: random.Random) -> str:
    way = dice.randrange(3)
    if way == 0:
        return dice.choice(INVENTED_TITLES)
    if way == 1:
        return dice.choice([item.title for item in others[-5:] if item.title != text])
    words = text.split()
    at = dice.randrange(len(words))
    words[at] = dice.choice(("Zeppelins", "Marmalade", "Lanterns"))
    return " ".join(words)


def _link(text: str, others: Sequence[Credential], dice: random.Random) -> str:
    way = dice.randrange(4)
    if way == 0:
        return dice.choice([item.url for item in others if item.url and item.url != text])
    if way == 1:
        return text.replace(".example", ".example.evil.com")
    return text + "-2" if way == 2 else "https://bit.ly/3xYz"


def _sum(text: str, others: Sequence[Credential], dice: random.Random) -> str:
    if text.startswith("$") and dice.random() < 0.3:
        return "€" + text[1:]
    return _other_number(text, others, dice)


def _day(text: str, _: Sequence[Credential], dice: random.Random) -> str:
    day, rest = text.split(" ", 1)
    return f"{(int(day) + dice.randint(1, 20)) % 28 + 1} {rest}" if int(day) < 20 else f"{int(day) - 11} {rest}"


_CHANGES: dict[str, tuple[str, Change]] = {
    "title": ("title", _title),
    "price": ("price", _price),
    "price_words": ("price", _price),
    "hours": ("hours", _hours),
    "hours_words": ("hours", _hours),
    "hours_de": ("hours", _hours),
    "hours_es": ("hours", _hours),
    "hours_fr": ("hours", _hours),
    "provider": ("provider", _provider),
    "url": ("link", _link),
    "total": ("sum", _sum),
    "apart": ("sum", _sum),
    "money": ("sum", _sum),
    "weeks": ("sum", _other_number),
    "steps": ("sum", _other_number),
    "covered": ("sum", _other_number),
    "skills": ("sum", _other_number),
    "pace": ("sum", _other_number),
    "done": ("date", _day),
    "s1": ("title", _title),
    "s2": ("title", _title),
    "s3": ("title", _title),
    "p1": ("price", _price),
    "p2": ("price", _price),
}
