"""Nothing fits: which constraint shut most out, and the nearest real alternative, found by searching again."""

from __future__ import annotations

from dataclasses import replace

from bot.advisor import facts
from bot.advisor.conversation import Constraints
from bot.advisor.messages import Intent
from bot.advisor.rules.limits import COST, HOURS, limit_groups, limits_in_words
from bot.advisor.rules.scope import named, say_count, scope_in_words, topic_in_words
from bot.advisor.rules.turn import Turn
from bot.advisor.toolbox import Wish
from catalog.credential import Credential
from retrieval.query import Sort


def explain_nothing(turn: Turn, wish: Wish) -> None:
    """Says why nothing was found and what comes nearest."""
    groups = limit_groups(wish.constraints)
    everything = frozenset(name for group in groups for name in group)
    unlimited = turn.tools.count(wish.without(everything)) if groups else 0
    if not unlimited and not _unknown_provider(turn, wish):
        _not_here(turn, wish)
        return
    turn.say("nothing", "nothing_within", **scope_in_words(turn, wish))
    options = _no_such_provider(turn, wish)
    if not options:
        options = _nearest(turn, wish, groups, unlimited)
        _unknowns(turn, wish)
    turn.end_as_notice("nothing_fits")
    turn.state.offer = options[0]
    turn.offer(turn.wording.say("nothing", "offer" if len(options) > 1 else "offer_one"), options)


def _not_here(turn: Turn, wish: Wish) -> None:
    if turn.understanding.asks:
        turn.intent = Intent.OUT_OF_SCOPE
        turn.notice("not_in_catalog", turn.wording.say("outside", "not_here", words=named(turn, wish.text)))
        return
    turn.notice("nothing_found", turn.wording.say("nothing", "no_topic", topic=topic_in_words(turn, wish)))


def _unknown_provider(turn: Turn, wish: Wish) -> bool:
    """Whether the wanted provider gives nothing at all here."""
    provider = wish.constraints.provider
    return bool(provider) and not turn.tools.count(Wish(constraints=Constraints(provider=provider)))


def _no_such_provider(turn: Turn, wish: Wish) -> list[str]:
    if not _unknown_provider(turn, wish):
        return []
    some = facts.listed(turn.tools.providers()[:3])
    turn.say("nothing", "provider", provider=wish.constraints.provider, providers=some)
    turn.state.relative |= {"provider"}
    return [_option(turn, "provider")]


def _nearest(turn: Turn, wish: Wish, groups: list[frozenset[str]], unlimited: int) -> list[str]:
    """What the limit that shuts out most would let in, and what the nearest price or time would be."""
    counts = {group: turn.tools.count(wish.without(group)) for group in groups}
    best = max(groups, key=lambda group: counts[group])
    if not counts[best]:
        turn.say("nothing", "several", count=unlimited)
        return [_option(turn, "all")]
    measured = [group for group in groups if counts[group] and group & (COST | HOURS) and group != best]
    return [_alternative(turn, wish, group, counts[group]) for group in [best, *measured[:1]]]


def _alternative(turn: Turn, wish: Wish, group: frozenset[str], count: int) -> str:
    order = Sort.COST if group & COST or "free" in group else Sort.HOURS if group & HOURS else Sort.RELEVANCE
    nearest = turn.tools.find(replace(wish.without(group), sort=order, limit=1)).items[0]
    turn.cite([nearest])
    turn.state.focus = turn.state.focus or nearest.id
    if "free" in group and nearest.cost and nearest.cost.audit_free:
        turn.say("nothing", "audit", price=facts.full_price(nearest), title=nearest.title)
        return _option(turn, "free")
    if order is Sort.COST and nearest.price_known and "min_cost" not in group:
        turn.say("nothing", "cost", price=facts.full_price(nearest), title=nearest.title)
        return _option(turn, "at_most_cost", amount=_whole(nearest))
    if order is Sort.HOURS and nearest.hours and "min_hours" not in group:
        turn.say("nothing", "hours", hours=facts.hours(nearest.hours), title=nearest.title)
        return _option(turn, "at_most_hours", hours=facts.hours_long(nearest.hours.max))
    _freed(turn, wish, group, count, nearest)
    if group & COST:
        return _option(turn, "any_price")
    return _option(turn, "any_time" if group & HOURS else next(iter(group)))


def _option(turn: Turn, name: str, **values: object) -> str:
    """A message that takes a limit back or moves it."""
    return turn.wording.say("nothing", f"option_{name}", **values)


def _whole(item: Credential) -> str:
    return facts.money(facts.whole_price(item) or 0, item.cost.currency if item.cost else None)


def _freed(turn: Turn, wish: Wish, group: frozenset[str], count: int, nearest: Credential) -> None:
    in_force = wish.constraints.in_force()
    only = Constraints().changed({name: in_force[name] for name in group})
    limit = ", ".join(limits_in_words(only, turn.state.relative, turn.wording))
    if count == 1:
        turn.say("nothing", "other_one", limit=limit, title=nearest.title)
    else:
        turn.say("nothing", "other", limit=limit, count=count, title=nearest.title)


def _unknowns(turn: Turn, wish: Wish) -> None:
    held = wish.constraints
    if held.max_cost is not None or held.free:
        say_count(turn, "nothing", "unknown_cost", turn.tools.unknown_price(wish))
    if held.max_hours is not None:
        say_count(turn, "nothing", "unknown_hours", turn.tools.unknown_hours(wish))
