"""Right documents, built from a choice: what `advisor path --json` says of it, in its fastest order."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import permutations
from typing import Any

from . import brute, rules
from .plans import Problem
from .rules import Request, Row


def fastest_order(problem: Problem, ids: Iterable[str]) -> tuple[str, ...]:
    """Of all orders that can be carried out, the one that ends first."""
    timed = ((problem.timetable(order), order) for order in permutations(sorted(ids)))
    ends = [((times[-1][1] if times else 0), order) for times, order in timed if times is not None]
    return min(ends)[1]


def document(catalog: list[Row], request: Request) -> dict[str, Any]:
    """The document of the best plan that trying everything finds."""
    chosen = brute.best(catalog, request)
    problem = Problem(catalog, request)
    order = fastest_order(problem, chosen.get("ids", ()))
    return {
        "goal": _goal(problem),
        "status": _status(problem, order, "impossible" in chosen),
        "path": _path(problem, order),
        "certificate": {"objective": request["objective"], "status": "optimal", "bound": None, "generation": "test"},
        "alternatives": [],
        "relaxations": [],
    }


def _goal(problem: Problem) -> dict[str, Any]:
    skills = [
        {"skill": skill, "importance": weight, "held": rules.fold(skill) in problem.held.skills, "because": "asked"}
        for skill, weight in problem.request["skills"].items()
    ]
    return {"role": None, "credential": problem.request["credential"], "skills": skills, "entry_demands": []}


def _status(problem: Problem, order: tuple[str, ...], impossible: bool) -> str:
    full = problem.coverage(problem.state(order)) == problem.total
    if order:
        return "found" if full else "partial"
    return "nothing_missing" if full and not impossible else "impossible"


def _path(problem: Problem, order: tuple[str, ...]) -> dict[str, Any]:
    times = problem.timetable(order) or []
    weeks = [(_weeks(problem, begin), _weeks(problem, end)) for begin, end in times]
    state = problem.state(order)
    cost = {
        "amount": problem.money(order) / 100,
        "currency": problem.request["currency"],
        "unknown_items": sum(not problem.items[key].priced for key in order),
    }
    return {
        "steps": [_step(problem, key, place, *weeks[place - 1]) for place, key in enumerate(order, 1)],
        "totals": {"cost": cost, "hours": float(problem.hours(order)), "weeks": weeks[-1][1] if weeks else 0},
        "coverage": float(Fraction(problem.coverage(state), problem.total)),
        "covered": [skill for skill in problem.request["skills"] if rules.fold(skill) in state.skills],
        "uncovered": [
            {"skill": skill, "reason": _reason(problem, rules.fold(skill))}
            for skill in problem.request["skills"]
            if rules.fold(skill) not in state.skills
        ],
        "earns": problem.earned(order, state),
        "if_you_stop": [_stop(problem, order[:place]) for place in range(1, len(order) + 1)],
    }


def _weeks(problem: Problem, minutes: int) -> float:
    return round(minutes / problem.week, 2)


def _step(problem: Problem, key: str, place: int, begin: float, end: float) -> dict[str, Any]:
    row, wanted = problem.rows[key], {rules.fold(skill): skill for skill in problem.request["skills"]}
    told = {field: row[field] for field in ("id", "title", "provider", "url", "cost", "hours")}
    teaches = [skill for fold, skill in wanted.items() if fold in problem.items[key].skills]
    when = {"order": place, "start_week": begin, "end_week": end}
    return told | when | {"teaches": teaches, "because": "another step needs it", "note": None}


def _stop(problem: Problem, taken: tuple[str, ...]) -> dict[str, Any]:
    return {"after_step": len(taken), "holds": [*taken, *problem.earned(taken, problem.state(taken))]}


def _reason(problem: Problem, skill: str) -> str:
    """A reason that the rules allow; which one is best is not for this builder to say."""
    return "prerequisite" if any(skill in rules.taught(row) for row in problem.catalog) else "not_taught"
