"""The best value of large catalogs without dates, as a mixed-integer model.

Without dates nobody waits: a plan ends after the sum of its durations, and an order exists where every step, skill,
credential and stack that is relied upon can be given a rank above what it relies upon. Ranks are needed only where
things rely upon each other in a circle. Every answer is replayed by the rules before it is returned.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import ceil, floor
from typing import Any

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from . import rules
from .linear import Infeasible, Model
from .plans import GOAL_CREDENTIAL, Problem
from .rules import Request, Row, Tree

Node = tuple[str, str]  # ("item" | "skill" | "credential" | "stack", its name)


class Reliance:
    """The logic of trees: facts (a skill or a credential is held), what supports them, and the ranks between them."""

    def __init__(self, problem: Problem, model: Model) -> None:
        self.problem = problem
        self.model = model
        self.chosen = {key: model.variable() for key in sorted(problem.items)}
        self._facts: dict[Node, int] = {}
        self._stacks: dict[str, int] = {}
        self._edges: list[tuple[Node, Node, int]] = []
        self._teachers: dict[str, list[str]] = defaultdict(list)
        for key, item in problem.items.items():
            for skill in item.skills:
                self._teachers[skill].append(key)

    def require_prerequisites(self) -> None:
        """A chosen item's prerequisites hold, and everything relied upon has a rank."""
        for key, item in self.problem.items.items():
            if item.prerequisites is not None:
                self.model.implies(self.chosen[key], [self.tree(item.prerequisites, ("item", key))])

    def fact(self, kind: str, name: str) -> int:
        """Whether a skill (casefolded) or a credential is held at some time of the plan."""
        held = self.problem.held
        if name in (held.skills if kind == "skill" else held.credentials):
            return self.model.one
        node = (kind, name)
        if node not in self._facts:
            self._facts[node] = self.model.variable()
            self._support(node)
        return self._facts[node]

    def _support(self, node: Node) -> None:
        """A fact holds through a chosen item or an earned stack, ranked before it."""
        kind, name = node
        sources = [("item", key) for key in (self._teachers[name] if kind == "skill" else [name]) if key in self.chosen]
        selectors = [self._edge(source, node, self.chosen[source[1]]) for source in sources]
        if kind == "credential" and name in self.problem.stacks:
            selectors.append(self._edge(("stack", name), node, self.stack(name)))
        self.model.implies(self._facts[node], selectors)

    def _edge(self, source: Node, target: Node, cause: int) -> int:
        """A variable that says: target relies upon source, whose variable is the cause."""
        selector = self.model.variable()
        self.model.implies(selector, [cause])
        self._edges.append((source, target, selector))
        return selector

    def stack(self, name: str) -> int:
        """Whether a stack's `earned_by` holds."""
        if name not in self._stacks:
            self._stacks[name] = self.model.variable()
            root = self.tree(self.problem.stacks[name], ("stack", name))
            self.model.implies(self._stacks[name], [root])
        return self._stacks[name]

    def tree(self, node: Tree, owner: Node, whole: bool = False) -> int:
        """Whether a tree holds for its owner; under a corequisite (of an item) the whole plan is asked, without rank."""
        if node.get("kind") == "recommended" or "text" in node:
            return self.model.one
        whole = whole or (owner[0] == "item" and node.get("kind") == "corequisite")
        for kind in ("credential", "skill"):
            if kind in node:
                name = rules.fold(node[kind]) if kind == "skill" else node[kind]
                held = self.fact(kind, name)
                return held if whole or held == self.model.one else self._edge((kind, name), owner, held)
        root = self.model.variable()
        branches = [self.tree(child, owner, whole) for child in rules.children(node)]
        self.model.implies(root, self._distinct(branches), rules.needed(node))
        return root

    def _distinct(self, branches: list[int]) -> list[int]:
        """One variable for each branch, so that equal branches count as often as they stand."""
        copies = []
        for branch in branches:
            copies.append(self.model.variable())
            self.model.implies(copies[-1], [branch])
        return copies

    def rank(self) -> None:
        """Within each circle of reliance, what relies upon something comes after it."""
        nodes = sorted({node for source, target, _ in self._edges for node in (source, target)})
        if not nodes:
            return
        at = {node: index for index, node in enumerate(nodes)}
        ends = [(at[source], at[target]) for source, target, _ in self._edges]
        graph = coo_array((np.ones(len(ends)), np.array(ends).T), shape=(len(nodes), len(nodes)))
        _, circle = connected_components(graph, directed=True, connection="strong")
        sizes = np.bincount(circle)
        ranks = [self.model.variable(upper=float(sizes[each] - 1), whole=False) for each in circle]
        for (source, target), (_, _, selector) in zip(ends, self._edges, strict=True):
            if circle[source] == circle[target]:
                size = float(sizes[circle[source]])
                self.model.at_most(_sum((ranks[source], 1.0), (ranks[target], -1.0), (selector, size)), size - 1)


def _sum(*terms: tuple[int, float]) -> dict[int, float]:
    """A weighted sum in which a variable may stand more than once."""
    weights: dict[int, float] = defaultdict(float)
    for at, weight in terms:
        weights[at] += weight
    return dict(weights)


class Best:
    """The whole model of one problem, solved one aim after another."""

    def __init__(self, problem: Problem) -> None:
        if any(row.get("starts") or row.get("enrol_by") for row in problem.catalog):
            raise ValueError("this model knows no dates")
        self.problem, self.model = problem, Model()
        self.logic = Reliance(problem, self.model)
        self.chosen = self.logic.chosen
        for pin in problem.pins:
            self.model.fix(self.chosen[pin], 1)
        self.coverage = self._coverage()
        self.money = self._money()
        self.time = {at: float(problem.items[key].minutes) for key, at in self.chosen.items()}
        self.logic.require_prerequisites()
        self.larger = self._larger()
        self.logic.rank()
        self._limits()

    def _coverage(self) -> dict[int, float]:
        """The importance of what is covered, as a sum of variables."""
        weights = {self.logic.fact("skill", skill): 0.0 for skill in self.problem.goal}
        for skill, weight in self.problem.goal.items():
            weights[self.logic.fact("skill", skill)] += weight
        reached = self._reached()
        return {**weights, reached: weights.get(reached, 0) + GOAL_CREDENTIAL}

    def _reached(self) -> int:
        """Whether the goal credential is reached."""
        wanted, problem = self.problem.request.get("credential"), self.problem
        if wanted is None:
            return self.model.zero
        if wanted in problem.done:
            return self.model.one
        if wanted in problem.stacks:
            return self.logic.tree(problem.stacks[wanted], ("goal", wanted))
        return self.chosen.get(wanted, self.model.zero)

    def _money(self) -> dict[int, float]:
        """The cents of all steps, as a sum of variables."""
        weights, shared = {}, defaultdict(list)
        for key, item in self.problem.items.items():
            if item.subscription is None:
                weights[self.chosen[key]] = float(item.cents)
            else:
                shared[item.subscription].append(item)
        for whose, items in shared.items():
            weights[self._periods(whose, items)] = float(items[0].cents)
        return weights

    def _periods(self, whose: tuple[Any, ...], items: list[rules.Item]) -> int:
        """How long a subscription runs: at least once where any item is chosen, and as long as they take together."""
        minutes = {self.chosen[item.id]: float(item.minutes) for item in items}
        length = self.problem.week * rules.WEEKS_OF[whose[-1]]
        runs = self.model.variable(upper=max(1, ceil(int(sum(minutes.values())) / length)))
        for item in items:
            self.model.implies(self.chosen[item.id], [runs])
        self.model.at_most({**minutes, runs: -float(length)}, 0)
        return runs

    def _larger(self) -> list[int]:
        """Whether each larger credential that counts is earned, and not itself a step."""
        earned = []
        for name in sorted(self.problem.related - self.problem.held.credentials):
            earned.append(self.model.variable())
            self.model.implies(earned[-1], [self.logic.stack(name)])
            if name in self.chosen:
                self.model.at_most({earned[-1]: 1.0, self.chosen[name]: 1.0}, 1)
        return earned

    def _limits(self) -> None:
        """Money, hours and the date."""
        problem = self.problem
        if (budget := problem.request.get("budget")) is not None:
            self.model.at_most(self.money, floor(rules.exact(budget) * 100))
        if (hours := problem.request.get("hours")) is not None:
            self.model.at_most({at: float(problem.items[key].hours) for key, at in self.chosen.items()}, float(hours))
        if problem.deadline is not None:
            self.model.at_most(self.time, max(0, problem.deadline))

    def solve(self, ties: bool) -> tuple[list[str], Fraction]:
        """The ids of a best plan and its objective: coverage first, then unknown items, then the objective."""
        self._keep({at: -weight for at, weight in self.coverage.items()})
        self._keep({at: float(self.problem.items[key].unknown) for key, at in self.chosen.items()})
        aims = {"cheapest": self.money, "fastest": self.time, "fewest": dict.fromkeys(self.chosen.values(), 1.0)}
        objective, least = self.problem.request["objective"], (0, 0)
        if objective == "balanced":
            least = self._value(self.money), self._value(self.time)
            cheapest, fastest = max(100, least[0]), max(self.problem.week, least[1])
            aims["balanced"] = _sum(
                *((at, weight * fastest) for at, weight in self.money.items()),
                *((at, weight * cheapest) for at, weight in self.time.items()),
            )
        values = self._keep(aims[objective])
        if ties:
            values = self._keep(dict.fromkeys(self.larger, -1.0))
        ids = [key for key, at in self.chosen.items() if values[at]]
        return ids, self.problem.objective(self.problem.money(ids), self._end(ids), len(ids), least)

    def _end(self, ids: list[str]) -> int:
        return sum(self.problem.items[key].minutes for key in ids)

    def _value(self, weights: dict[int, float]) -> int:
        values = self.model.minimise(weights)
        return round(sum(weight * values[at] for at, weight in weights.items()))

    def _keep(self, weights: dict[int, float]) -> np.ndarray:
        """The values at the least weighted sum, which from now on is kept."""
        values = self.model.minimise(weights)
        self.model.at_most(weights, sum(weight * values[at] for at, weight in weights.items()))
        return values


def _replay(problem: Problem, ids: list[str]) -> None:
    """Take whatever may be taken until all is taken: the rules agree that this is a plan."""
    whole, now, waiting = problem.state(ids), problem.held, set(ids)
    while waiting:
        ready = {key for key in waiting if problem.permitted(problem.items[key], now, whole)}
        assert ready, f"no order for {sorted(waiting)}"
        waiting -= ready
        for key in ready:
            now = problem.after(now, problem.items[key])
    assert problem.affordable(ids)
    assert not ids or problem.in_time(sum(problem.items[key].minutes for key in ids))
    assert problem.pins.issubset(ids)


def best_value(catalog: list[Row], request: Request, ties: bool = False) -> dict[str, Any]:
    """Coverage, unknown items and objective of a best plan, with one such plan; `{"impossible": True}` as in brute.

    With `ties` the plan also earns the most larger credentials, counted as `earned`.
    """
    problem = Problem(catalog, request)
    if not problem.pins <= problem.items.keys():
        return {"impossible": True}
    try:
        ids, objective = Best(problem).solve(ties)
    except Infeasible:
        return {"impossible": True}
    if not problem.pins and problem.coverage(problem.state(ids)) == problem.coverage(problem.held):
        ids = []
    _replay(problem, ids)
    state = problem.state(ids)
    found = {
        "ids": ids,
        "coverage": problem.coverage(state),
        "unknown": problem.unknown(ids),
        "objective": objective,
    }
    return {**found, "earned": len(problem.earned(ids, state))} if ties else found
