"""The path problem as a constraint model for OR-Tools CP-SAT (https://developers.google.com/optimization): its only room.

One Boolean an offer says whether it is taken, one a larger credential whether it is earned. Where prerequisites could lead
in a circle, ranks put what is relied upon first, so that no circle holds itself up; elsewhere an order always exists. Where
steps wait for dates the model is `timed`: steps become intervals that never overlap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from ortools.sat.python import cp_model

from pathways.circles import circles
from pathways.offer import WEEKS_A_YEAR, Offer, Subscription
from pathways.problem import Problem
from pathways.rule import ALWAYS, NEVER, Need, Rule, needs_in

Literal = cp_model.IntVar
Linear = cp_model.LinearExpr | cp_model.IntVar | int
SEED = 7
WORKERS = 1
"""One worker finds the same plan each time, and was the fastest on two cores with these linear relaxations and without
presolving, which takes longer than it saves: 17 s instead of 24 s for 40 problems over 1,500 offers."""
RELAXED, RELAXED_TIMED = 2, 1


class Outcome(Enum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Solution:
    """What a solve found: the offers taken, when each begins in a timed model, the value and what it can be at best, and
    the work `spent` on it in the solver's own units, each about a second of one processor core."""

    outcome: Outcome
    taken: frozenset[str] = frozenset()
    begins: Mapping[str, int] | None = None
    value: int = 0
    bound: int = 0
    spent: float = 0.0

    @property
    def found(self) -> bool:
        """Whether there is a plan at all."""
        return self.outcome in (Outcome.OPTIMAL, Outcome.FEASIBLE)


@dataclass(frozen=True, slots=True)
class _Node:
    """Something that takes its place in the order: from `begin`, others may build on it from `ready`; ranks, then times."""

    begin: tuple[cp_model.IntVar, ...]
    ready: tuple[Linear, ...]


class PathModel:
    """A problem in variables and constraints; quantities are expressions that can be limited or minimised."""

    def __init__(self, problem: Problem, *, timed: bool) -> None:
        self._model = cp_model.CpModel()
        self._problem = problem
        self._timed = timed
        self._offers = {offer.id: offer for offer in problem.in_order()}
        self._horizon = self._longest()
        self.take = {id_: self._model.new_bool_var(f"take {id_}") for id_ in self._offers}
        self.earn = {id_: self._model.new_bool_var(f"earn {id_}") for id_ in problem.stacks}
        self._known: dict[str, Literal] = {}
        self._nodes: dict[tuple[str, str], _Node] = {}
        self._teachers = self._by_skill()
        self._part = circles(self._edges())
        self._add_rules()
        self._add_limits()

    # ---- quantities

    @cached_property
    def coverage(self) -> Linear:
        """The summed weight of what is reached of the goal."""
        parts: list[Linear] = [weight * self._covered(skill) for skill, weight in self._problem.goals.items()]
        goal = self._problem.goal_credential
        if goal is not None:
            reached = self.earn.get(goal) if goal in self._problem.stacks else self.take.get(goal)
            parts += [self._problem.goal_weight * reached] if reached is not None else []
        return _sum(parts)

    @cached_property
    def unknown(self) -> Linear:
        """How many steps have no known price or hours."""
        return _sum(self.take[offer.id] for offer in self._offers.values() if offer.unknown)

    @cached_property
    def cents(self) -> Linear:
        """What is paid in all."""
        once = [offer.cents * self.take[offer.id] for offer in self._offers.values() if offer.cents]
        return _sum([*once, *self._subscribed()])

    @cached_property
    def steps(self) -> Linear:
        """How many steps there are."""
        return _sum(self.take.values())

    @cached_property
    def end(self) -> Linear:
        """The study minute at which the last step ends; of an untimed model, at which it cannot end earlier."""
        end = self._model.new_int_var(0, self._horizon, "end")
        self._model.add(end >= _sum(offer.duration * self.take[id_] for id_, offer in self._offers.items()))
        for id_, offer in self._offers.items():
            if self._timed:
                node = self._node("take", id_)
                self._model.add(end >= node.ready[1]).only_enforce_if(self.take[id_])
            elif offer.window.first:
                self._model.add(end >= offer.window.first + offer.duration).only_enforce_if(self.take[id_])
        return end

    @cached_property
    def earned(self) -> Linear:
        """How many of the larger credentials are earned that win a tie."""
        counting = []
        for id_ in sorted(self._problem.counted):
            counts = self._model.new_bool_var(f"counts {id_}")
            self._model.add_implication(counts, self.earn[id_])
            if id_ in self.take:
                self._model.add_implication(counts, ~self.take[id_])
            counting.append(counts)
        return _sum(counting)

    @cached_property
    def kept(self) -> Linear:
        """How many steps of an earlier plan stay."""
        return _sum(self.take[id_] for id_ in self._offers if id_ in self._problem.keep)

    @cached_property
    def strain(self) -> Linear:
        """What breaks a tie where a fitting plan is asked for."""
        return _sum(self._problem.strain(offer) * self.take[id_] for id_, offer in self._offers.items())

    def places(self, size: int) -> Iterator[Linear]:
        """Weights of the offers taken, so many at a time: the larger, the smaller their ids."""
        ids = list(self._offers)
        for at in range(0, len(ids), size):
            chunk = ids[at : at + size]
            yield _sum((1 << (size - 1 - place)) * self.take[id_] for place, id_ in enumerate(chunk))

    def bounds(self) -> tuple[int, int]:
        """The most cents and the last minute that a plan can take."""
        cents = sum(offer.cents for offer in self._offers.values())
        for subscription, offers in _subscriptions(self._offers.values()).items():
            minutes = sum(offer.duration for offer in offers)
            cents += subscription.cents * subscription.periods(minutes, self._problem.pace.week)
        return cents, self._horizon

    # ---- solving

    def require(self, expression: Linear, low: int | None = None, high: int | None = None) -> None:
        """From now on an expression keeps within bounds."""
        if low is not None:
            self._model.add(expression >= low)
        if high is not None:
            self._model.add(expression <= high)

    def best(
        self, objective: Linear, work: float, seconds: float, *, most: bool = False, hint: Solution | None = None
    ) -> Solution:
        """The plan with least (or most) of an expression, looked for with so much `work`, in so many seconds at most.

        Work is what CP-SAT counts as deterministic time: where it runs out the same plan is found on any machine.
        """
        (self._model.maximize if most else self._model.minimize)(objective)
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        if hint is not None and hint.found:
            for id_, variable in self.take.items():
                self._model.add_hint(variable, id_ in hint.taken)
        solver = cp_model.CpSolver()
        solver.parameters.max_deterministic_time = max(work, 0.01)
        solver.parameters.max_time_in_seconds = max(seconds, 0.01)
        solver.parameters.num_workers = WORKERS
        solver.parameters.linearization_level = RELAXED_TIMED if self._timed else RELAXED
        solver.parameters.random_seed = SEED
        solver.parameters.cp_model_presolve = False
        return self._solution(solver, solver.solve(self._model))

    def _solution(self, solver: cp_model.CpSolver, status: cp_model.CpSolverStatus) -> Solution:
        outcome = {
            cp_model.OPTIMAL: Outcome.OPTIMAL,
            cp_model.FEASIBLE: Outcome.FEASIBLE,
            cp_model.INFEASIBLE: Outcome.IMPOSSIBLE,
        }.get(status, Outcome.UNKNOWN)
        spent = solver.response_proto.deterministic_time
        if outcome not in (Outcome.OPTIMAL, Outcome.FEASIBLE):
            return Solution(outcome, spent=spent)
        taken = frozenset(id_ for id_, variable in self.take.items() if solver.boolean_value(variable))
        begins = {id_: solver.value(self._node("take", id_).begin[1]) for id_ in taken} if self._timed else None
        value, bound = round(solver.objective_value), round(solver.best_objective_bound)
        return Solution(outcome, taken, begins, value, bound, spent)

    # ---- constraints

    def _longest(self) -> int:
        """A study minute by which every sensible plan has ended."""
        if self._problem.limits.end is not None:
            return self._problem.limits.end
        offers = self._offers.values()
        last = max((max(offer.window.moments, default=offer.window.earliest) for offer in offers), default=0)
        return last + sum(offer.duration for offer in offers)

    def _by_skill(self) -> dict[str, list[str]]:
        teachers: dict[str, list[str]] = defaultdict(list)
        for id_, offer in self._offers.items():
            for skill in offer.teaches:
                teachers[skill].append(id_)
        return teachers

    def _add_rules(self) -> None:
        if self._timed:
            self._model.add_no_overlap([self._interval(offer) for offer in self._offers.values()])
        for id_, offer in self._offers.items():
            if offer.rule != ALWAYS:
                self._demand(offer.rule, self.take[id_], ("take", id_))
        for id_, rule in self._problem.stacks.items():
            if rule != ALWAYS:
                self._demand(rule, self.earn[id_], ("earn", id_))
        for pin in self._problem.pins:
            self._model.add_bool_or([self.take[pin]] if pin in self.take else [])

    def _add_limits(self) -> None:
        limits = self._problem.limits
        if limits.cents is not None:
            self.require(self.cents, high=limits.cents)
        if limits.effort is not None:
            self.require(_sum(o.effort * self.take[id_] for id_, o in self._offers.items()), high=limits.effort)
        if limits.end is not None:
            self.require(self.end, high=limits.end)

    def _demand(self, rule: Rule, where: Literal, by: tuple[str, str]) -> None:
        """Where a literal holds, the rule holds for the node `by`."""
        if isinstance(rule, Need):
            self._model.add(_sum(self._suppliers(rule, by)) >= where)
        elif rule == NEVER:
            self._model.add(where == 0)
        elif rule.least == len(rule.of):
            for part in rule.of:
                self._demand(part, where, by)
        else:
            parts = []
            for part in rule.of:
                holds = self._model.new_bool_var("")
                self._demand(part, holds, by)
                parts.append(holds)
            self._model.add(_sum(parts) >= rule.least * where)

    def _suppliers(self, need: Need, by: tuple[str, str]) -> list[Literal]:
        """Literals any of which meets a need, in time for the node `by`."""
        if need.is_skill:
            return [self._before(("know", need.name), self._knowing(need.name), by, need)]
        found = []
        for kind, variables in (("take", self.take), ("earn", self.earn)):
            if need.name in variables and ((kind, need.name) != by or need.together):
                found.append(self._before((kind, need.name), variables[need.name], by, need))
        return found

    def _before(self, node: tuple[str, str], there: Literal, by: tuple[str, str], need: Need) -> Literal:
        """A literal that implies a node, and where it is no corequisite that the node comes before `by`."""
        if (need.together and by[0] == "take") or not (self._timed or self._circular(node, by)):
            return there
        literal = self._model.new_bool_var("")
        self._model.add_implication(literal, there)
        self._order(node, by, literal)
        return literal

    def _order(self, first: tuple[str, str], then: tuple[str, str], where: Literal) -> None:
        """Where a literal holds, one node is ready before another begins: by rank in a circle, and by time."""
        ready, begin = self._node(*first), self._node(*then)
        if self._circular(first, then):
            self._model.add(begin.begin[0] >= ready.ready[0]).only_enforce_if(where)
        if self._timed:
            self._model.add(begin.begin[1] >= ready.ready[1]).only_enforce_if(where)

    def _circular(self, first: tuple[str, str], then: tuple[str, str]) -> bool:
        """Whether two nodes could rely on one another."""
        return self._part.get(first) == self._part.get(then)

    def _edges(self) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
        """From what is relied upon to what relies on it."""
        rules = [(("take", id_), offer.rule) for id_, offer in self._offers.items()]
        rules += [(("earn", id_), rule) for id_, rule in self._problem.stacks.items()]
        skills: set[str] = set()
        for node, rule in rules:
            for need in needs_in(rule) if rule != ALWAYS else ():
                skills.update([need.name] if need.is_skill else [])
                if need.together and node[0] == "take":
                    continue
                kinds = ("know",) if need.is_skill else ("take", "earn")
                yield from (((kind, need.name), node) for kind in kinds)
        yield from (
            (("take", teacher), ("know", skill)) for skill in skills for teacher in self._teachers.get(skill, ())
        )

    def _knowing(self, skill: str) -> Literal:
        """A literal for: somebody who follows the plan learns this skill, from one of its teachers."""
        if skill not in self._known:
            known = self._known[skill] = self._model.new_bool_var(f"know {skill}")
            need = Need(skill, is_skill=True)
            lessons = [
                self._before(("take", teacher), self.take[teacher], ("know", skill), need)
                for teacher in self._teachers.get(skill, ())
            ]
            self._model.add(_sum(lessons) >= known)
        return self._known[skill]

    def _covered(self, skill: str) -> Literal:
        covered = self._model.new_bool_var(f"cover {skill}")
        self._model.add(_sum(self.take[id_] for id_ in self._teachers.get(skill, ())) >= covered)
        return covered

    # ---- order and time

    def _node(self, kind: str, name: str) -> _Node:
        """The place of a step, of an earned credential or of a skill in the order."""
        key = (kind, name)
        if key not in self._nodes:
            rank = self._model.new_int_var(0, self._ranks, "")
            begin, ready = [rank], [rank if kind == "know" else rank + 1]
            if self._timed:
                time = (
                    self._time(self._offers[name]) if kind == "take" else self._model.new_int_var(0, self._horizon, "")
                )
                begin.append(time)
                ready.append(time + self._offers[name].duration if kind == "take" else time)
            self._nodes[key] = _Node(tuple(begin), tuple(ready))
        return self._nodes[key]

    @cached_property
    def _ranks(self) -> int:
        """How many places the order needs at most: one for each step and each credential that a rule touches."""
        rules = [*(offer.rule for offer in self._offers.values()), *self._problem.stacks.values()]
        needs = {need for rule in rules if rule != ALWAYS for need in needs_in(rule)}
        by_name = {need.name for need in needs if not need.is_skill}
        teaching = {id_ for need in needs if need.is_skill for id_ in self._teachers.get(need.name, ())}
        ruled = {id_ for id_, offer in self._offers.items() if offer.rule != ALWAYS}
        return len(by_name | teaching | ruled) + len(self.earn) + 1

    def _time(self, offer: Offer) -> cp_model.IntVar:
        window = offer.window
        if window.moments:
            moments = [moment for moment in window.moments if moment <= self._horizon] or [window.moments[0]]
            return self._model.new_int_var_from_domain(cp_model.Domain.from_values(moments), "")
        latest = self._horizon if window.latest is None else min(window.latest, self._horizon)
        return self._model.new_int_var(min(window.earliest, latest), max(window.earliest, latest), "")

    def _interval(self, offer: Offer) -> cp_model.IntervalVar:
        begin = self._node("take", offer.id).begin[1]
        return self._model.new_optional_fixed_size_interval_var(begin, offer.duration, self.take[offer.id], "")

    # ---- money

    def _subscribed(self) -> list[Linear]:
        """What each subscription costs: its price for every period that its items take."""
        costs: list[Linear] = []
        week = self._problem.pace.week
        for subscription, offers in _subscriptions(self._offers.values()).items():
            most = subscription.periods(sum(offer.duration for offer in offers), week)
            periods = self._model.new_int_var(0, most, "")
            minutes = _sum(offer.duration * self.take[offer.id] for offer in offers)
            self._model.add(WEEKS_A_YEAR * week * periods >= subscription.paid_a_year * minutes)
            for offer in offers:
                self._model.add(periods >= self.take[offer.id])
            costs.append(subscription.cents * periods)
        return costs


def _subscriptions(offers: Iterable[Offer]) -> dict[Subscription, list[Offer]]:
    found: dict[Subscription, list[Offer]] = defaultdict(list)
    for offer in offers:
        if offer.subscription is not None:
            found[offer.subscription].append(offer)
    return found


def _sum(parts: Iterable[Linear] | Sequence[Linear]) -> Linear:
    return cp_model.LinearExpr.sum(list(parts))
