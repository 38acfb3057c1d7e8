"""Comparing up to four credentials side by side."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence

from bot.advisor import facts, measures
from bot.advisor.messages import Comparison, ComparisonRow
from bot.advisor.rules.finding import take_over
from bot.advisor.rules.telling import named
from bot.advisor.rules.topics import exactly
from bot.advisor.rules.turn import Turn
from bot.advisor.toolbox import Wish
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.topic import topic_of
from bot.advisor.wording import Wording
from catalog.content import fold
from catalog.credential import Credential
from retrieval.query import Sort

MOST = 4
_ASKED = re.compile(r"\s+(?:what'?s?|which|how|who|where|when)\b", re.IGNORECASE)
"""A question that follows what is compared: "poker vs craps, which is quicker"."""


def compare(turn: Turn) -> None:
    """Answers a comparison of what was pointed at, or of titles."""
    if turn.understanding.wanted:
        take_over(turn)
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
    rows = comparison_rows(items, names, turn.today, turn.wording)
    turn.end_paragraph()
    turn.blocks.append(Comparison(items=tuple(items), rows=rows))
    state, ids = turn.state, tuple(item.id for item in items)
    if not set(ids) <= set(state.compared_from) or state.shown != state.compared:
        state.compared_from = state.shown
    state.shown, state.first_shown, state.focus, state.told = ids, 1, None, ()
    state.compared = ids


def _compared(turn: Turn) -> tuple[Credential, ...] | None:
    understood = turn.understanding
    pointed = turn.pointed_at(understood.references)
    if len(pointed) < len(understood.references) and turn.state.shown == turn.state.compared:
        pointed = turn.placed_before(understood.references) or pointed
    if not understood.titles:
        return pointed
    if pointed:
        also = (item for words in understood.titles for item in turn.tools.titled(words)[:1])
        return tuple({item.id: item for item in (*pointed, *also)}.values())
    shown = [turn.shown_as(words) or turn.shown_as(topic_of(Draft(words))) for words in understood.titles]
    if all(shown):
        return tuple({item.id: item for items in shown for item in items}.values())
    cuts = (understood.titles, *understood.pairs)
    resolved = [[named(turn, _ASKED.split(words)[0]) for words in titles] for titles in cuts]
    whole = [found for found in zip(cuts, resolved, strict=True) if all(found[1])]
    topics = _of_topics(turn) if not any(_exactly(*found) == 1 for found in whole) else ()
    if topics:
        return topics
    if whole:
        _, meant = max(whole, key=lambda found: _exactly(*found))
        return tuple({item.id: item for items in meant for item in items}.values())
    unknown = next(words for words, found in zip(understood.titles, resolved[0], strict=True) if not found)
    turn.say("compare", "not_found", words=unknown)
    turn.end_as_notice("not_found")
    return None


def _of_topics(turn: Turn) -> tuple[Credential, ...]:
    """The best find for each of the compared topics: "a python course"; nothing where one finds none."""
    found: dict[str, Credential] = {}
    for words in turn.understanding.titles:
        topic = topic_of(Draft(words))
        wish = Wish(topic, turn.state.constraints, Sort.RELEVANCE, 0, MOST)
        hits = exactly(turn, words) or turn.tools.find(wish).items
        best = next((item for item in hits if item.id not in found), None)
        if not topic or best is None:
            return ()
        found[best.id] = best
    return tuple(found.values())


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


def comparison_rows(
    items: Sequence[Credential], names: Mapping[str, str], today: dt.date, wording: Wording
) -> tuple[ComparisonRow, ...]:
    """The facts side by side; a row in which nothing is known is left out, but price and hours always stand."""
    unknown = wording.say("compare", "not_stated")
    rows = [(name, tuple(value(item) or unknown for item in items)) for name, value in _rows(names, today)]
    return tuple(
        ComparisonRow(label=wording.say("compare", f"label_{name}"), values=values)
        for name, values in rows
        if name in ("price", "hours") or set(values) != {unknown}
    )


def _rows(names: Mapping[str, str], today: dt.date) -> list[tuple[str, Callable[[Credential], str | None]]]:
    """What each row is called and says; empty where nothing is stated."""
    return [
        ("price", lambda item: facts.price(item.cost, item.hours)),
        ("hours", lambda item: facts.hours(item.hours)),
        ("provider", lambda item: item.provider),
        ("ends_in", lambda item: facts.kind(item.kind)),
        ("level", lambda item: facts.level(item.level) if item.level else ""),
        ("taught", lambda item: facts.delivery(item.delivery) if item.delivery else ""),
        ("language", lambda item: facts.languages(item.language)),
        ("needs_first", lambda item: facts.requirement(item.prerequisites, names)),
        ("counts_toward", lambda item: facts.larger(item, names)),
        ("credit", lambda item: facts.credit(item.credit, today)),
        ("skills", lambda item: ", ".join(item.skills)),
        ("prices_of", lambda item: facts.day(item.as_of, today) if item.as_of else ""),
    ]
