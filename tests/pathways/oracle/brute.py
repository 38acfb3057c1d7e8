"""The best path by trying everything: every choice of items, each at the earliest finish of all its orders."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from . import rules
from .plans import Problem
from .rules import Item, Request, Row, State

MOST_ITEMS = 12


@dataclass(frozen=True)
class Plan:
    """A choice that can be carried out within the limits, and what it amounts to."""

    ids: tuple[str, ...]
    coverage: int
    unknown: int
    money: int
    end: int
    earned: tuple[str, ...]


class Orders:
    """Earliest finishes. A choice is a bit mask over the items in the order of their ids."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.items: list[Item] = [problem.items[key] for key in sorted(problem.items)]
        self.states = self._states()
        self._beside = [node for item in self.items for node in rules.corequisites(item.prerequisites)]
        self._tables: dict[tuple[bool, ...], list[int | None]] = {}

    def _states(self) -> list[State]:
        """What is held after each choice: that of the choice without its last item, and the item."""
        states = [self.problem.held]
        for item in self.items:
            states += [self.problem.after(state, item) for state in states]
        return states

    def ids(self, mask: int) -> tuple[str, ...]:
        """The ids of a choice, sorted."""
        return tuple(item.id for at, item in enumerate(self.items) if mask >> at & 1)

    def finish(self, mask: int) -> int | None:
        """The earliest end of all orders of a choice; None when there is none.

        The whole plan matters to an order only through its corequisites: choices that agree in them share a table.
        """
        whole = self.states[mask]
        outcome = tuple(rules.holds(node, whole, whole) for node in self._beside)
        if outcome not in self._tables:
            self._tables[outcome] = self._table(whole)
        return self._tables[outcome][mask]

    def _table(self, whole: State) -> list[int | None]:
        """The earliest finish of every choice as the beginning of such a whole plan."""
        finishes: list[int | None] = [0] + [None] * (len(self.states) - 1)
        for mask, free in enumerate(finishes):
            if free is None:
                continue
            for at, item in enumerate(self.items):
                if not mask >> at & 1 and self.problem.permitted(item, self.states[mask], whole):
                    self._reach(finishes, mask | 1 << at, item, free)
        return finishes

    def _reach(self, finishes: list[int | None], mask: int, item: Item, free: int) -> None:
        """Note that a choice can end with this item, begun when free."""
        begin, known = item.window.begin(free), finishes[mask]
        if begin is not None and (known is None or begin + item.minutes < known):
            finishes[mask] = begin + item.minutes


def plans(problem: Problem) -> list[Plan]:
    """Every choice that meets pins, limits, prerequisites and dates, in its fastest order."""
    if len(problem.items) > MOST_ITEMS:
        raise ValueError(f"{len(problem.items)} items are too many to try everything")
    orders, found = Orders(problem), []
    for mask, state in enumerate(orders.states):
        ids = orders.ids(mask)
        if not problem.pins.issubset(ids) or not problem.affordable(ids):
            continue
        end = orders.finish(mask)
        if end is not None and (not ids or problem.in_time(end)):
            earned = tuple(problem.earned(ids, state))
            found.append(Plan(ids, problem.coverage(state), problem.unknown(ids), problem.money(ids), end, earned))
    return found


def select(problem: Problem, found: list[Plan]) -> tuple[Plan, Fraction]:
    """The best of the plans and its objective: coverage, unknown items, objective, then the ties."""
    most = max(plan.coverage for plan in found)
    if not problem.pins and most == problem.coverage(problem.held):
        found = [plan for plan in found if not plan.ids]
    found = [plan for plan in found if plan.coverage == most]
    fewest = min(plan.unknown for plan in found)
    found = [plan for plan in found if plan.unknown == fewest]
    least = min(plan.money for plan in found), min(plan.end for plan in found)

    def rank(plan: Plan) -> tuple[Any, ...]:
        value = problem.objective(plan.money, plan.end, len(plan.ids), least)
        return value, -len(plan.earned), len(plan.ids), plan.ids

    winner = min(found, key=rank)
    return winner, rank(winner)[0]


def best(catalog: list[Row], request: Request) -> dict[str, Any]:
    """The best plan by the whole lexicographic rule, or `{"impossible": True}` where the pins cannot be met.

    The objective is in units of the currency (cheapest), weeks (fastest), steps (fewest), or their sum (balanced).
    """
    problem = Problem(catalog, request)
    found = plans(problem)
    if not found:
        return {"impossible": True}
    plan, objective = select(problem, found)
    return {
        "ids": list(plan.ids),
        "coverage": plan.coverage,
        "unknown": plan.unknown,
        "money_cents": plan.money,
        "end_minutes": plan.end,
        "steps": len(plan.ids),
        "earned": list(plan.earned),
        "objective": objective,
    }
