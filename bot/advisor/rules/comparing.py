"""Comparing up to four credentials side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from bot.advisor import facts, measures
from bot.advisor.messages import Comparison, ComparisonRow
from bot.advisor.rules.turn import Turn
from catalog.content import fold
from catalog.credential import Credential

MOST = 4
UNKNOWN = "unknown"


def compare(turn: Turn) -> None:
    """Answers a comparison of what was pointed at, or of titles."""
    items = _compared(turn)
    if items is None:
        return
    if len(items) < 2:
        turn.say("compare", "need_two" if turn.state.shown else "nothing_listed")
        return
    if len(items) > MOST:
        turn.say("compare", "most")
        items = items[:MOST]
    turn.cite(items)
    for note in turn.understanding.notes:
        turn.say("compare", note.code)
    turn.say("compare", "side_by_side", titles=facts.listed([item.title for item in items]))
    _say_best(turn, items)
    names = turn.tools.names(items)
    rows = comparison_rows(items, names, turn.today)
    turn.end_paragraph()
    turn.blocks.append(Comparison(items=tuple(items), rows=rows))
    turn.state.shown, turn.state.first_shown, turn.state.focus = tuple(item.id for item in items), 1, None
    turn.state.compared = turn.state.shown


def _compared(turn: Turn) -> tuple[Credential, ...] | None:
    understood = turn.understanding
    if not understood.titles:
        return turn.pointed_at(understood.references)
    cuts = (understood.titles, *understood.pairs)
    resolved = [[turn.tools.titled(words)[:1] for words in titles] for titles in cuts]
    whole = [found for found in zip(cuts, resolved, strict=True) if all(found[1])]
    if whole:
        _, named = max(whole, key=lambda found: _exactly(*found))
        return tuple({item.id: item for items in named for item in items}.values())
    unknown = next(words for words in understood.titles if not turn.tools.titled(words))
    turn.say("compare", "not_found", words=unknown)
    turn.end_as_notice("not_found")
    return None


def _exactly(titles: Sequence[str], named: Sequence[tuple[Credential, ...]]) -> float:
    """The share of words that are the title of what they named."""
    same = [fold(words) == fold(items[0].title) for words, items in zip(titles, named, strict=True)]
    return sum(same) / len(same)


def _say_best(turn: Turn, items: Sequence[Credential]) -> None:
    """Which costs least and which takes least time, where every value is known."""
    prices, hours = measures.prices(items), measures.hours(items)
    cheapest, shortest = measures.least(prices), measures.least(hours)
    if cheapest is not None and cheapest == shortest:
        best = items[cheapest]
        turn.say("compare", "best", title=best.title, price=_price(best), hours=facts.hours(best.hours))
        return
    if cheapest is not None:
        turn.say("compare", "cheapest", title=items[cheapest].title, value=_price(items[cheapest]))
    elif measures.all_alike(prices):
        turn.say("compare", "same_price", value=_price(items[0]))
    if shortest is not None:
        turn.say("compare", "shortest", title=items[shortest].title, value=facts.hours(items[shortest].hours))
    elif measures.all_alike(hours):
        turn.say("compare", "same_hours", value=facts.hours(items[0].hours))
    if None in prices or None in hours:
        turn.say("compare", "unknown")


def _price(item: Credential) -> str:
    return facts.price(item.cost, item.hours)


def comparison_rows(items: Sequence[Credential], names: Mapping[str, str], today: dt.date) -> tuple[ComparisonRow, ...]:
    """The facts side by side; a row in which nothing is known is left out, but price and hours always stand."""
    rows = [
        ComparisonRow(label=label, values=tuple(value(item) for item in items)) for label, value in _rows(names, today)
    ]
    return tuple(row for row in rows if row.label in ("Price", "Hours") or set(row.values) != {UNKNOWN})


def _rows(names: Mapping[str, str], today: dt.date) -> list[tuple[str, Callable[[Credential], str]]]:
    return [
        ("Price", lambda item: facts.price(item.cost, item.hours)),
        ("Hours", lambda item: facts.hours(item.hours)),
        ("Provider", lambda item: item.provider or UNKNOWN),
        ("Ends in", lambda item: facts.kind(item.kind)),
        ("Level", lambda item: item.level.value if item.level else UNKNOWN),
        ("Taught", lambda item: facts.delivery(item.delivery) if item.delivery else UNKNOWN),
        ("Language", lambda item: facts.languages(item.language) or UNKNOWN),
        ("Needs first", lambda item: facts.requirement(item.prerequisites, names)),
        ("Counts toward", lambda item: facts.larger(item, names) or UNKNOWN),
        ("Credit", lambda item: facts.credit(item.credit, today) or UNKNOWN),
        ("Skills", lambda item: ", ".join(item.skills) or UNKNOWN),
        ("Prices of", lambda item: facts.day(item.as_of, today) if item.as_of else UNKNOWN),
    ]
