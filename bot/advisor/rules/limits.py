"""Constraints in the words of people: "up to $100, in Spanish, for beginners"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.advisor import facts
from bot.advisor.conversation import Constraints
from bot.advisor.understand.providers import PROVIDER_KINDS
from bot.advisor.wording import Wording

COST = frozenset({"max_cost", "min_cost", "currency"})
HOURS = frozenset({"max_hours", "min_hours"})
DEFAULT_CURRENCY = "USD"


def limit_groups(constraints: Constraints) -> list[frozenset[str]]:
    """The constraints in force that are taken back together, a group each."""
    in_force = set(constraints.filters().model_dump(exclude_defaults=True))
    groups = [COST & in_force, HOURS & in_force]
    groups += [frozenset({name}) for name in sorted(in_force - COST - HOURS)]
    return [frozenset(group) for group in groups if group]


def limits_in_words(constraints: Constraints, relative: frozenset[str], wording: Wording) -> list[str]:
    """Each constraint that decides a search, in words; one that came from "cheaper" is said as "under"."""
    return list(_phrases(constraints, relative, wording))


def _phrases(held: Constraints, relative: frozenset[str], wording: Wording) -> Iterator[str]:
    yield from _money(held, relative, wording)
    yield from _hours(held, relative, wording)
    if held.level:
        yield wording.say("limits", f"level_{held.level.value}")
    if held.provider:
        yield _provider(held.provider, wording)
    if held.not_provider:
        yield wording.say("limits", "not_provider", name=held.not_provider)
    if held.language:
        yield wording.say("limits", "language", name=facts.language(held.language))
    if held.delivery:
        yield wording.say("limits", f"delivery_{held.delivery.value}")
    if held.online:
        yield wording.say("limits", "online")
    if held.kind:
        yield wording.say("limits", "kind", name=facts.kinds(held.kind))
    if held.skill:
        yield wording.say("limits", "skill", words=facts.listed(held.skill))
    if held.credit:
        yield wording.say("limits", "credit")


def _provider(name: str, wording: Wording) -> str:
    """A provider by its name, or "a university" where a kind of provider is asked for."""
    if name not in PROVIDER_KINDS:
        return wording.say("limits", "provider", name=name)
    return wording.say("limits", f"provider_{name.replace(' ', '_')}")


def _money(held: Constraints, relative: frozenset[str], wording: Wording) -> Iterator[str]:
    if held.free:
        yield wording.say("limits", "free")
    currency = held.currency or DEFAULT_CURRENCY
    low = facts.money(held.min_cost, currency) if held.min_cost is not None else None
    high = facts.money(held.max_cost, currency) if held.max_cost is not None else None
    if low and high:
        yield wording.say("limits", "between_cost", low=low, high=high)
    elif high and "max_cost" in relative and held.max_cost is not None:
        yield wording.say("limits", "below_cost", amount=facts.money(round(held.max_cost), currency))
    elif high:
        yield wording.say("limits", "max_cost", amount=high)
    elif low:
        yield wording.say("limits", "min_cost", amount=low)
    elif held.currency:
        yield wording.say("limits", "currency", name=held.currency)


def _hours(held: Constraints, relative: frozenset[str], wording: Wording) -> Iterator[str]:
    if held.min_hours is not None and held.max_hours is not None:
        yield wording.say(
            "limits", "between_hours", low=facts.number(held.min_hours), high=facts.hours_long(held.max_hours)
        )
    elif held.max_hours is not None and "max_hours" in relative:
        yield wording.say("limits", "below_hours", hours=facts.hours_long(round(held.max_hours, 1)))
    elif held.max_hours is not None:
        yield wording.say("limits", "max_hours", hours=facts.hours_long(held.max_hours))
    elif held.min_hours is not None:
        yield wording.say("limits", "min_hours", hours=facts.hours_long(held.min_hours))
