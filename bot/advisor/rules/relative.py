"""Cheaper, shorter, easier, harder: measured against what was shown."""

from __future__ import annotations

from decimal import Decimal

from bot.advisor import facts
from bot.advisor.conversation import Constraints
from bot.advisor.rules.scope import topic_in_words
from bot.advisor.rules.turn import Turn
from bot.advisor.toolbox import Wish
from bot.advisor.understand.reading import Relative
from catalog.credential import Credential, Level
from retrieval.query import Sort

CENT = Decimal("0.01")
LEAST_HOURS = 0.01
SKILLS = 2
_LEVELS = [Level.BEGINNER, Level.INTERMEDIATE, Level.ADVANCED]


def apply_relative(turn: Turn, *, anew: bool = False) -> bool:
    """Turns the wish into a constraint; False where the answer is complete already.

    Against the one in focus where there is one, else against the least of what the last page showed; against nothing
    where something else is searched for (`anew`).
    """
    relative = turn.understanding.relative
    against = () if anew else _against(turn)
    if relative in (Relative.EASIER, Relative.HARDER):
        return _level(turn, against, 1 if relative is Relative.HARDER else -1)
    order = Sort.COST if relative is Relative.CHEAPER else Sort.HOURS
    if not against:
        if not turn.state.text and not turn.understanding.wanted:
            named = turn.wording.say("nothing", f"relative_{relative.value}") if relative else ""
            turn.say("nothing", "nothing_to_compare", relative=named)
            return False
        turn.state.sort = order
        return True
    _borrow_topic(turn, against)
    return _cheaper(turn, against) if order is Sort.COST else _shorter(turn, against)


def _borrow_topic(turn: Turn, against: tuple[Credential, ...]) -> None:
    """Where nothing was searched for, it is what the one that was looked at teaches: not just anything cheaper."""
    state = turn.state
    if not state.text and state.constraints.filters() == Constraints().filters():
        state.text = " ".join(against[0].skills[:SKILLS]) or against[0].title


def _against(turn: Turn) -> tuple[Credential, ...]:
    pointed = turn.pointed_at(turn.understanding.references)
    if pointed:
        return pointed
    return turn.tools.details((turn.state.focus,)) if turn.state.focus else turn.listed()


def _cheaper(turn: Turn, against: tuple[Credential, ...]) -> bool:
    priced = [(price, item) for item in against if (price := facts.whole_price(item)) is not None]
    if not priced:
        turn.say("nothing", "no_price")
        return False
    least, item = min(priced, key=lambda pair: pair[0])
    turn.cite([item])
    if least == 0:
        turn.say("nothing", "already_free", title=item.title)
        return False
    currency = item.cost.currency if item.cost else None
    return _lower(
        turn, {"max_cost": str(least - CENT), "currency": currency or "USD"}, Sort.COST, facts.money(least, currency)
    )


def _shorter(turn: Turn, against: tuple[Credential, ...]) -> bool:
    timed = [(item.hours.max, item) for item in against if item.hours is not None]
    if not timed:
        turn.say("nothing", "no_hours")
        return False
    least, item = min(timed, key=lambda pair: pair[0])
    turn.cite([item])
    return _lower(turn, {"max_hours": least - LEAST_HOURS}, Sort.HOURS, facts.hours_long(least))


def _lower(turn: Turn, limit: dict[str, object], order: Sort, best: str) -> bool:
    """Puts a lower limit in force, unless nothing meets it: then what was in force stays."""
    state = turn.state
    constraints = state.constraints.changed(limit, frozenset({"min_cost"} if order is Sort.COST else {"min_hours"}))
    if not turn.tools.count(Wish(state.text, constraints)):
        section = "nothing_cheaper" if order is Sort.COST else "nothing_shorter"
        turn.say("nothing", section, best=best, topic=topic_in_words(turn, Wish(state.text)))
        return False
    new = set(constraints.in_force()) - set(state.constraints.in_force())
    state.constraints, state.sort = constraints, order
    state.relative |= new | {"max_cost" if order is Sort.COST else "max_hours"}
    return True


def _level(turn: Turn, against: tuple[Credential, ...], step: int) -> bool:
    known = [item.level for item in against if item.level]
    held = turn.state.constraints.level
    current = held or (max(known, key=known.count) if known else Level.INTERMEDIATE)
    at = _LEVELS.index(current) + step
    if not 0 <= at < len(_LEVELS):
        turn.say("nothing", "already_easiest" if step < 0 else "already_hardest")
        return False
    turn.state.constraints = turn.state.constraints.changed({"level": _LEVELS[at].value})
    return True
