"""One request over one catalog, and what a choice or an order of steps amounts to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from math import floor

from . import rules
from .rules import Item, Request, Row, State

GOAL_CREDENTIAL = 3  # its importance


class Problem:
    """A request read against a catalog: who may be chosen, what is held, what is wanted."""

    def __init__(self, catalog: list[Row], request: Request) -> None:
        self.catalog = catalog
        self.request = request
        self.rows = {row["id"]: row for row in catalog}
        self.items, self.reasons = rules.choosable(catalog, request)
        self.week = rules.week_minutes(request)
        self.stacks = rules.stacks_of(catalog)
        self.goal = {rules.fold(skill): weight for skill, weight in request["skills"].items()}
        self.done = set(request.get("done") or ())
        self.pins = set(request.get("pin") or ())
        serving = self._serving()
        self.reasons |= {key: "serves nothing" for key in self.items if key not in serving}
        self.items = {key: item for key, item in self.items.items() if key in serving}

    # What is held

    @cached_property
    def held(self) -> State:
        """What is held before any step, the done closure included."""
        learnt = (rules.taught(self.rows[key]) for key in self.done if key in self.rows)
        skills = frozenset(map(rules.fold, self.request.get("have") or ())).union(*learnt)
        return rules.closure(self.stacks, skills, self.done)

    def after(self, state: State, step: Item) -> State:
        """What is held after one more step."""
        return rules.closure(self.stacks, state.skills | step.skills, state.credentials | {step.id})

    def state(self, ids: Iterable[str]) -> State:
        """What is held after these steps."""
        steps = [self.items[key] for key in ids]
        skills = self.held.skills.union(*(step.skills for step in steps))
        return rules.closure(self.stacks, skills, self.held.credentials.union(step.id for step in steps))

    def _serving(self) -> set[str]:
        """The items that a plan may need: for the goal, or before something else that serves it."""
        wanted = self.request.get("credential")
        missing = self.goal.keys() - self.held.skills
        skills, ids = set(missing), {*self.pins, *([wanted] if wanted else [])}
        serving: set[str] = set()
        while True:
            more = {key for key, item in self.items.items() if key in ids or item.skills & skills} - serving
            trees = [self.rows[key].get("prerequisites") for key in more]
            trees += [self.stacks[key] for key in ids if key in self.stacks and key not in self.held.credentials]
            leaves = [leaf for tree in trees for leaf in rules.open_leaves(tree, self.held)]
            before = len(serving) + len(skills) + len(ids)
            serving |= more
            skills |= {rules.fold(leaf["skill"]) for leaf in leaves if "skill" in leaf}
            ids |= {leaf["credential"] for leaf in leaves if "credential" in leaf}
            if len(serving) + len(skills) + len(ids) == before:
                return serving

    # What it is worth

    @cached_property
    def total(self) -> int:
        """The importance of everything wanted."""
        return sum(self.goal.values()) + (GOAL_CREDENTIAL if self.request.get("credential") else 0)

    def reached(self, state: State) -> bool:
        """Whether the goal credential is reached: its `earned_by` holds, or, without one, it is done or a step."""
        wanted = self.request.get("credential")
        if wanted in self.stacks and wanted not in self.done:
            return rules.holds(self.stacks[wanted], state)
        return wanted in state.credentials

    def coverage(self, state: State) -> int:
        """The importance of what is held or reached of the goal."""
        skills = sum(weight for skill, weight in self.goal.items() if skill in state.skills)
        return skills + (GOAL_CREDENTIAL if self.reached(state) else 0)

    @cached_property
    def related(self) -> frozenset[str]:
        """The stacks that count as larger credentials when they are earned."""
        wanted = self.request.get("credential")
        missing = self.goal.keys() - self.held.skills
        useful = {key for key, item in self.items.items() if item.skills & missing}
        near = {wanted} | rules.leaves_below(self.stacks.get(wanted or ""), self.stacks)
        return frozenset(
            stack
            for stack, tree in self.stacks.items()
            if stack in near or rules.leaves_below(tree, self.stacks) & useful
        )

    def earned(self, ids: Collection[str], state: State) -> list[str]:
        """The larger credentials that these steps earn."""
        return sorted((state.credentials & self.related) - self.held.credentials - set(ids))

    # What it takes

    def money(self, ids: Iterable[str]) -> int:
        """Cents for all steps, a subscription once for the periods that its items take together."""
        total, shared = 0, defaultdict(int)
        for item in (self.items[key] for key in ids):
            if item.subscription is None:
                total += item.cents
            else:
                shared[item.subscription, item.cents] += item.minutes
        return total + sum(
            cents * rules.periods(whose, minutes, self.week) for (whose, cents), minutes in shared.items()
        )

    def hours(self, ids: Iterable[str]) -> Fraction:
        """The upper hours of all steps together; unknown hours add nothing."""
        return sum((self.items[key].hours for key in ids), Fraction(0))

    def unknown(self, ids: Iterable[str]) -> int:
        """How many steps have an unknown price or unknown hours."""
        return sum(self.items[key].unknown for key in ids)

    @cached_property
    def deadline(self) -> int | None:
        """The last minute at which the last step may end."""
        by = self.request.get("by")
        return None if by is None else floor(rules.minute_of(by, self.request["start"], self.week))

    def affordable(self, ids: Collection[str]) -> bool:
        """Whether money and hours keep within the limits."""
        budget, hours = self.request.get("budget"), self.request.get("hours")
        return (budget is None or self.money(ids) <= rules.exact(budget) * 100) and (
            hours is None or self.hours(ids) <= rules.exact(hours)
        )

    def in_time(self, end: int | None) -> bool:
        """Whether a plan that ends then exists and keeps the date; None is a plan that cannot be carried out."""
        return end is not None and (self.deadline is None or end <= self.deadline)

    # Order

    def permitted(self, item: Item, now: State, whole: State) -> bool:
        """Whether its prerequisites hold now, within this whole plan."""
        return rules.holds(item.prerequisites, now, whole)

    def timetable(self, order: Sequence[str]) -> list[tuple[int, int]] | None:
        """When each step begins and ends at the earliest; None when the order cannot be carried out."""
        now, whole, free, times = self.held, self.state(order), 0, []
        for item in (self.items[key] for key in order):
            begin = item.window.begin(free)
            if begin is None or not self.permitted(item, now, whole):
                return None
            free = begin + item.minutes
            times.append((begin, free))
            now = self.after(now, item)
        return times

    def objective(self, money: int, end: int, steps: int, least: tuple[int, int]) -> Fraction:
        """The value to minimise; `least` is the cheapest money and the fastest end, which `balanced` weighs by."""
        spent, weeks = Fraction(money, 100), Fraction(end, self.week)
        cheapest, fastest = max(Fraction(1), Fraction(least[0], 100)), max(Fraction(1), Fraction(least[1], self.week))
        return {
            "cheapest": spent,
            "fastest": weeks,
            "fewest": Fraction(steps),
            "balanced": spent / cheapest + weeks / fastest,
        }[self.request["objective"]]
