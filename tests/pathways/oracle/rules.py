"""How credentials are read: what they teach, cost and take, when they begin, who may choose them, what trees say.

Amounts are exact: money in whole cents, time in whole study minutes (a week has `week_minutes` of them).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from math import ceil, floor
from typing import Any

Row = dict[str, Any]
Tree = dict[str, Any]
Request = dict[str, Any]

WEEKS_OF = {"per_month": Fraction(52, 12), "per_year": Fraction(52)}
SCHEDULED = ("online_scheduled", "in_person", "hybrid")


@dataclass(frozen=True)
class State:
    """What is held at one moment: skills (casefolded) and credential ids."""

    skills: frozenset[str]
    credentials: frozenset[str]


@dataclass(frozen=True)
class Window:
    """When a step may begin, in minutes from the plan's start: at one of `fixed`, or from `first` to `last`."""

    fixed: tuple[int, ...] | None = None
    first: int = 0
    last: int | None = None

    def begin(self, free: int) -> int | None:
        """The earliest allowed moment at or after `free`."""
        if self.fixed is not None:
            return next((moment for moment in self.fixed if moment >= free), None)
        moment = max(free, self.first)
        return moment if self.last is None or moment <= self.last else None

    def empty(self) -> bool:
        """Whether nothing can ever begin."""
        return self.begin(0) is None


@dataclass(frozen=True)
class Item:
    """A credential that may be chosen, its figures resolved; an unknown price makes `cents`, unknown hours make `hours` 0."""

    id: str
    row: Row
    skills: frozenset[str]
    unknown: bool
    priced: bool
    cents: int
    subscription: tuple[Any, ...] | None
    hours: Fraction
    minutes: int
    window: Window

    @property
    def prerequisites(self) -> Tree | None:
        """What must hold before it is taken."""
        return self.row.get("prerequisites")


@cache
def exact(number: float | str) -> Fraction:
    """The decimal that a person would read, without a float's tail."""
    return Fraction(str(number))


def fold(skill: str) -> str:
    """Skills are equal when their folds are."""
    return skill.casefold()


def taught(row: Row) -> frozenset[str]:
    """The skills it teaches: stated ones, and derived ones at a confidence of at least one half."""
    derived = (each["skill"] for each in row.get("derived_skills") or () if each["confidence"] >= 0.5)
    return frozenset(map(fold, (*(row.get("skills") or ()), *derived)))


# Money


def price_kind(row: Row, currency: str) -> str:
    """How its price reads: `free`, `known`, `unknown` or `other_currency`; the cases in the order of the rule."""
    cost = row.get("cost")
    if cost is None or cost.get("amount") is None:
        return "unknown"
    if cost["amount"] == 0:
        return "free" if all(part == 0 for part in (cost.get("parts") or {}).values()) else "unknown"
    if cost.get("currency") is None:
        return "unknown"
    return "known" if cost["currency"] == currency else "other_currency"


def cents_of(row: Row) -> int:
    """Its stated amount in whole cents, rounded up."""
    return ceil(exact(row["cost"]["amount"]) * 100)


def subscription_of(row: Row) -> tuple[Any, ...] | None:
    """The subscription it shares: whose, how much, how often; None when it is paid once."""
    basis = row["cost"].get("basis") or "one_time"
    if basis == "one_time":
        return None
    whose = ("provider", row["provider"]) if row.get("provider") is not None else ("id", row["id"])
    return (*whose, exact(row["cost"]["amount"]), basis)


def periods(subscription: tuple[Any, ...], minutes: int, week_minutes: int) -> int:
    """How many months or years a subscription runs for so many study minutes."""
    return max(1, ceil(Fraction(minutes, week_minutes) / WEEKS_OF[subscription[-1]]))


# Time


def week_minutes(request: Request) -> int:
    """Study minutes in a week."""
    return round(60 * exact(request.get("hours_per_week") or 5))


def hours_of(row: Row) -> Fraction | None:
    """Its upper hours; None is unknown, and so is 0."""
    most = (row.get("hours") or {}).get("max")
    return exact(most) if most else None


def study_minutes(row: Row) -> int | None:
    """Its upper hours in whole minutes; None is unknown."""
    hours = hours_of(row)
    return None if hours is None else ceil(60 * hours)


def duration(row: Row, week: int) -> int:
    """How long its step takes, in minutes."""
    scheduled = row.get("delivery") in SCHEDULED and row.get("weeks") is not None
    return max(study_minutes(row) or 0, ceil(exact(row["weeks"]) * week) if scheduled else 0)


def minute_of(day: str, start: str, week: int) -> Fraction:
    """The exact plan time of a date."""
    return Fraction((date.fromisoformat(day) - date.fromisoformat(start)).days * week, 7)


def window_of(row: Row, start: str, week: int) -> Window:
    """When its step may begin; an empty window when never."""
    starts, enrol_by = sorted(row.get("starts") or ()), row.get("enrol_by")
    late = enrol_by is not None and enrol_by < start
    if late:
        return Window(fixed=())
    if starts and row.get("delivery") != "self_paced":
        return Window(fixed=tuple(ceil(minute_of(day, start, week)) for day in starts if day >= start))
    first = max(0, ceil(minute_of(starts[0], start, week))) if starts else 0
    return Window(first=first, last=None if enrol_by is None else floor(minute_of(enrol_by, start, week)))


# Filters


def names(wanted: str, provider: str | None) -> bool:
    """Whether the words of `wanted` stand side by side, whole and in order, in the provider's name."""
    spoken, there = (re.findall(r"\w+", text.casefold()) for text in (wanted, provider or ""))
    return bool(spoken) and any(there[at : at + len(spoken)] == spoken for at in range(len(there)))


def speaks(row: Row, wanted: str) -> bool:
    """Whether one of its languages is the wanted one or narrower."""
    wanted = wanted.casefold()
    tags = [tag.casefold() for tag in row.get("language") or ()]
    return any(tag == wanted or tag.startswith(f"{wanted}-") for tag in tags)


def meets_filters(row: Row, request: Request) -> bool:
    """Whether every filter of the request keeps it; what it does not say, a filter does not keep."""
    provider, without = request.get("provider"), request.get("without") or []
    if (provider or without) and row.get("provider") is None:
        return False
    return (
        (not provider or names(provider, row["provider"]))
        and not any(names(each, row["provider"]) for each in without)
        and (not request.get("language") or speaks(row, request["language"]))
        and all(not request.get(key) or row.get(key) == request[key] for key in ("level", "delivery"))
    )


# Requirement trees


def holds(node: Tree | None, now: State, whole: State | None = None) -> bool:
    """Whether a tree holds `now`; what stands under a corequisite is asked of the `whole` plan, where one is given."""
    if node is None or node.get("kind") == "recommended":
        return True
    if node.get("kind") == "corequisite" and whole is not None:
        now = whole
    if "credential" in node:
        return node["credential"] in now.credentials
    if "skill" in node:
        return fold(node["skill"]) in now.skills
    if "text" in node:
        return True
    met = sum(holds(child, now, whole) for child in children(node))
    return met >= needed(node)


def children(node: Tree) -> list[Tree]:
    """The branches of a node; a leaf has none."""
    return next((node[key] for key in ("all_of", "any_of", "of") if key in node), [])


def needed(node: Tree) -> int:
    """How many branches of an inner node must hold."""
    if "all_of" in node:
        return len(node["all_of"])
    return 1 if "any_of" in node else node["at_least"]


def corequisites(node: Tree | None) -> Iterator[Tree]:
    """The topmost nodes of a tree that are asked of the whole plan."""
    if node is None or node.get("kind") == "recommended":
        return
    if node.get("kind") == "corequisite":
        yield node
        return
    for child in children(node):
        yield from corequisites(child)


def credential_leaves(node: Tree | None) -> set[str]:
    """Every credential id in a tree, what is only recommended left out."""
    if node is None or node.get("kind") == "recommended":
        return set()
    if "credential" in node:
        return {node["credential"]}
    return set().union(*(credential_leaves(child) for child in children(node)))


def open_leaves(node: Tree | None, held: State) -> Iterator[Tree]:
    """The leaves of a tree that may still have to be met: whatever part holds already asks for nothing."""
    if node is None or holds(node, held):
        return
    if not children(node):
        yield node
    for child in children(node):
        yield from open_leaves(child, held)


def leaves_below(tree: Tree | None, stacks: Mapping[str, Tree]) -> set[str]:
    """The credential leaves of a tree and, where a leaf is itself a stack, its leaves too, and so on."""
    found: set[str] = set()
    waiting = credential_leaves(tree)
    while waiting:
        leaf = waiting.pop()
        if leaf not in found:
            found.add(leaf)
            waiting |= credential_leaves(stacks.get(leaf))
    return found


def stacks_of(catalog: Iterable[Row]) -> dict[str, Tree]:
    """The credentials that others add up to, with what earns them."""
    return {row["id"]: row["earned_by"] for row in catalog if row.get("earned_by") is not None}


def closure(stacks: Mapping[str, Tree], skills: frozenset[str], credentials: Iterable[str]) -> State:
    """What is held, with every stack that it earns, and those that these earn."""
    state = State(skills, frozenset(credentials))
    while True:
        more = {stack for stack, tree in stacks.items() if stack not in state.credentials and holds(tree, state)}
        if not more:
            return state
        state = State(skills, state.credentials | more)


def least_minutes(node: Tree, rows: Mapping[str, Row]) -> int:
    """The least study that earns a tree, every node counted whatever its kind."""
    if "credential" in node:
        return study_minutes(rows.get(node["credential"], {})) or 0
    if not children(node):
        return 0
    return sum(sorted(least_minutes(child, rows) for child in children(node))[: needed(node)])


# Choice


def why_not(row: Row, request: Request, rows: Mapping[str, Row]) -> str | None:
    """Why a credential may not be chosen as a step; None when it may."""
    price, minutes = price_kind(row, request.get("currency") or "USD"), study_minutes(row)
    unknown, stack = price == "unknown" or minutes is None, row.get("earned_by")
    reasons = {
        "done": row["id"] in (request.get("done") or ()),
        "excluded": row["id"] in (request.get("exclude") or ()),
        "other_currency": price == "other_currency",
        "filtered_out": not meets_filters(row, request),
        "unknown_value": unknown and not request.get("allow_unknown"),
        "stack": stack is not None and (unknown or (minutes or 0) < least_minutes(stack, rows)),
        "dates": window_of(row, request["start"], week_minutes(request)).empty(),
    }
    return next((reason for reason, applies in reasons.items() if applies), None)


def item_of(row: Row, request: Request) -> Item:
    """A choosable credential with its figures."""
    week, hours, price = week_minutes(request), hours_of(row), price_kind(row, request.get("currency") or "USD")
    unknown = hours is None or price == "unknown"
    paid = price == "known"
    return Item(
        id=row["id"],
        row=row,
        skills=taught(row),
        unknown=unknown,
        priced=price != "unknown",
        cents=cents_of(row) if paid else 0,
        subscription=subscription_of(row) if paid else None,
        hours=hours or Fraction(0),
        minutes=duration(row, week),
        window=window_of(row, request["start"], week),
    )


def choosable(catalog: list[Row], request: Request) -> tuple[dict[str, Item], dict[str, str]]:
    """The items that may be chosen, and why the others may not."""
    rows = {row["id"]: row for row in catalog}
    reasons = {row["id"]: reason for row in catalog if (reason := why_not(row, request, rows))}
    return {key: item_of(row, request) for key, row in rows.items() if key not in reasons}, reasons
