"""Whether a document of `advisor path --json` is true: every fact, order, sum and claim in it, against the rules.

It says nothing about being the best; that is for the brute force and the linear model. An empty list is a clean bill.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain
from typing import Any

from . import rules
from .plans import Problem
from .rules import Request, Row

Document = dict[str, Any]
Path = dict[str, Any]

CENT, WEEK, SHARE = 0.005, 0.02, 1e-6  # tolerances: money and hours, weeks, coverage
REASONS = {"not_taught", "over_budget", "over_time", "filtered_out", "unknown_value", "prerequisite"}
EMPTY: Path = {
    "steps": [],
    "totals": {"cost": {"amount": 0, "currency": None, "unknown_items": 0}, "hours": 0, "weeks": 0},
    "earns": [],
    "if_you_stop": [],
}


def faults(document: Document, catalog: list[Row], request: Request) -> list[str]:
    """Everything that is wrong with a document, in sentences; nothing where it is right."""
    return document_faults(document, Problem(catalog, request))


def document_faults(document: Document, problem: Problem) -> list[str]:
    """The same, of a problem that is read once for several documents or paths."""
    path = document.get("path")
    if path is None:
        found = list(_status(document, None, problem)) + list(_goal(document, problem))
        return [*found, *_certificate(document, problem.request)]
    found = path_faults(path, problem)
    if not _usable(path, problem):
        return found
    more = _status(document, path, problem), _goal(document, problem), _certificate(document, problem.request)
    return [*found, *chain.from_iterable(more)]


def path_faults(path: Path, problem: Problem) -> list[str]:
    """What is wrong with a path by itself, an alternative for instance."""
    found = [*_facts(path, problem), *_choice(path, problem)]
    if not _usable(path, problem):
        return found  # figures of steps that may not be there would say nothing
    checks = (_order, _weeks, _sums, _limits, _coverage, _earns, _stops, _teaching)
    return found + [fault for check in checks for fault in check(path, problem)]


def idle_faults(document: Document, catalog: list[Row], request: Request) -> list[str]:
    """Steps that begin later than their order needs. The rules allow it; a reader would wonder."""
    problem, steps = Problem(catalog, request), (document.get("path") or EMPTY)["steps"]
    times = problem.timetable(_ids(steps)) or []
    return [
        f"{step['id']} begins in week {step['start_week']}, could in {float(Fraction(begin, problem.week)):.2f}"
        for step, (begin, _) in zip(steps, times, strict=False)
        if step["start_week"] > begin / problem.week + WEEK
    ]


def _ids(steps: Iterable[dict[str, Any]]) -> list[str]:
    return [step["id"] for step in steps]


def _usable(path: Path, problem: Problem) -> bool:
    ids = _ids(path["steps"])
    return len(set(ids)) == len(ids) and problem.items.keys() >= set(ids)


def _differs(said: Any, true: float | Fraction, tolerance: float) -> bool:
    """Whether a figure is missing or off."""
    return isinstance(said, bool) or not isinstance(said, int | float) or abs(said - float(true)) > tolerance


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")


# The steps


def _facts(path: Path, problem: Problem) -> Iterator[str]:
    """Every step is a row of the catalog, told as it stands there."""
    for place, step in enumerate(path["steps"], 1):
        row = problem.rows.get(step["id"])
        if step.get("order") != place:
            yield f"{step['id']}: order {step.get('order')} in place {place}"
        if row is None:
            yield f"{step['id']}: not in the catalog"
            continue
        for field in ("title", "provider", "url"):
            if step.get(field) != row.get(field):
                yield f"{step['id']}: {field} {step.get(field)!r}, in the catalog {row.get(field)!r}"
        if not _same_cost(step.get("cost"), row.get("cost")):
            yield f"{step['id']}: cost {step.get('cost')}, in the catalog {row.get('cost')}"
        if not _same_hours(step.get("hours"), row.get("hours")):
            yield f"{step['id']}: hours {step.get('hours')}, in the catalog {row.get('hours')}"


def _same_cost(said: Any, true: dict[str, Any] | None) -> bool:
    """Amount, currency and basis are the row's; a cost without an amount is like none."""
    facts = [
        (cost["amount"], cost.get("currency"), cost.get("basis") or "one_time")
        if cost and cost.get("amount") is not None
        else None
        for cost in (said, true)
    ]
    return facts[0] == facts[1]


def _same_hours(said: Any, true: dict[str, Any] | None) -> bool:
    """The row's bounds, or its upper bound as a plain number."""
    if isinstance(said, int | float) and true:
        return said == true["max"]
    return (said or None) == (true or None)


def _choice(path: Path, problem: Problem) -> Iterator[str]:
    """Steps may be chosen, none twice, and every pin is among them."""
    ids = _ids(path["steps"])
    for key in sorted(set(ids)):
        if ids.count(key) > 1:
            yield f"{key}: a step {ids.count(key)} times"
        if key in problem.reasons:
            yield f"{key}: may not be chosen: {problem.reasons[key]}"
    if ids:
        yield from (f"{pin}: pinned, not a step" for pin in sorted(problem.pins.difference(ids)))


def _order(path: Path, problem: Problem) -> Iterator[str]:
    """Prerequisites hold at each step, and the order can be carried out in time."""
    ids = _ids(path["steps"])
    whole = problem.state(ids)
    for at, key in enumerate(ids):
        if not problem.permitted(problem.items[key], problem.state(ids[:at]), whole):
            yield f"{key}: its prerequisites do not hold before it"
    times = problem.timetable(ids)
    if times is None:
        yield "the steps cannot be taken in this order"
    elif times and not problem.in_time(times[-1][1]):
        yield f"even without waiting the last step ends after {problem.request['by']}"


def _weeks(path: Path, problem: Problem) -> Iterator[str]:
    """Steps follow one another at allowed moments, and last as long as they last."""
    free = 0.0
    for step in path["steps"]:
        item, begin, end = problem.items[step["id"]], _number(step.get("start_week")), _number(step.get("end_week"))
        if not begin >= free - WEEK:
            yield f"{item.id}: begins in week {begin}, before {free}"
        if not _allowed(item.window, begin, problem.week):
            yield f"{item.id}: may not begin in week {begin}"
        if _differs(end - begin, Fraction(item.minutes, problem.week), WEEK):
            yield f"{item.id}: from week {begin} to {end}, lasts {item.minutes / problem.week:.3f} weeks"
        free = end
    if path["steps"] and problem.deadline is not None and not free <= problem.deadline / problem.week + WEEK:
        yield f"the last step ends in week {free}, after {problem.request['by']}"
    if _differs(path["totals"].get("weeks"), free, WEEK / 2):
        yield f"{path['totals'].get('weeks')} weeks in all, the last step ends in {free}"


def _allowed(window: rules.Window, begin: float, week: int) -> bool:
    """Whether a step may begin about then."""
    if window.fixed is not None:
        return any(abs(begin - moment / week) <= WEEK for moment in window.fixed)
    last = float("inf") if window.last is None else window.last / week
    return window.first / week - WEEK <= begin <= last + WEEK


# The sums


def _sums(path: Path, problem: Problem) -> Iterator[str]:
    """Money, hours and unknown items add up."""
    ids, totals = _ids(path["steps"]), path["totals"]
    cost = totals["cost"]
    if _differs(cost.get("amount"), Fraction(problem.money(ids), 100), CENT):
        yield f"{cost.get('amount')} in all, the steps cost {problem.money(ids) / 100:.2f}"
    if ids and cost.get("currency") != problem.request["currency"]:
        yield f"a sum in {cost.get('currency')}, asked in {problem.request['currency']}"
    unpriced = sum(not problem.items[key].priced for key in ids)
    if cost.get("unknown_items") != unpriced:
        yield f"{cost.get('unknown_items')} unknown items, there are {unpriced}"
    if _differs(totals.get("hours"), problem.hours(ids), CENT):
        yield f"{totals.get('hours')} hours in all, the steps take {float(problem.hours(ids))}"


def _limits(path: Path, problem: Problem) -> Iterator[str]:
    """Budget and hours are kept by what is true, and by what is said."""
    ids, request = _ids(path["steps"]), problem.request
    if ids and not problem.affordable(ids):
        yield f"over the budget {request['budget']} or the hours {request['hours']}"
    said = {"budget": path["totals"]["cost"].get("amount"), "hours": path["totals"].get("hours")}
    for limit, value in said.items():
        if ids and request.get(limit) is not None and not _number(value) <= request[limit] + CENT:
            yield f"it says {value}, the limit of {limit} is {request[limit]}"


# The claims


def _coverage(path: Path, problem: Problem) -> Iterator[str]:
    """The share of the goal, and which skills are covered; the goal credential may stand among them by its id."""
    state = problem.state(_ids(path["steps"]))
    true = Fraction(problem.coverage(state), problem.total) if problem.total else Fraction(1)
    if _differs(path.get("coverage"), true, SHARE):
        yield f"coverage {path.get('coverage')}, truly {float(true):.6f}"
    wanted = problem.request.get("credential")
    covered = {skill for skill in problem.goal if skill in state.skills}
    right = {"covered": covered, "uncovered": problem.goal.keys() - covered}
    open_list = path.get("uncovered") or []
    said = {"covered": path.get("covered") or [], "uncovered": [entry["skill"] for entry in open_list]}
    for side, listed in said.items():
        skills = [rules.fold(name) for name in listed if name != wanted]
        if sorted(skills) != sorted(right[side]):
            yield f"{side}: {sorted(skills)}, truly {sorted(right[side])}"
        if wanted in listed and problem.reached(state) != (side == "covered"):
            yield f"{wanted} is not {side}"
    for entry in open_list:
        yield from _reason(entry, problem)


def _reason(entry: dict[str, Any], problem: Problem) -> Iterator[str]:
    """`not_taught` is said where no credential teaches the skill, and never where one could be chosen that does."""
    skill, reason = rules.fold(entry["skill"]), entry.get("reason")
    if reason not in REASONS:
        yield f"{entry['skill']}: no such reason: {reason}"
    if entry["skill"] == problem.request.get("credential"):
        return
    if reason != "not_taught" and not any(skill in rules.taught(row) for row in problem.catalog):
        yield f"{entry['skill']}: {reason}, yet nothing teaches it"
    if reason == "not_taught" and (teachers := sorted(key for key, i in problem.items.items() if skill in i.skills)):
        yield f"{entry['skill']}: said not to be taught, yet {teachers} may be chosen"


def _earns(path: Path, problem: Problem) -> Iterator[str]:
    """Exactly the larger credentials that the steps earn."""
    ids = _ids(path["steps"])
    true = problem.earned(ids, problem.state(ids))
    if sorted(path.get("earns") or []) != true:
        yield f"earns {path.get('earns')}, truly {true}"


def _stops(path: Path, problem: Problem) -> Iterator[str]:
    """After each step: the steps so far and what they earn by then (a stack that is a later step may stand or not)."""
    ids, stops = _ids(path["steps"]), path.get("if_you_stop") or []
    if [stop.get("after_step") for stop in stops] != list(range(1, len(ids) + 1)):
        yield f"if_you_stop after {[stop.get('after_step') for stop in stops]} of {len(ids)} steps"
        return
    for stop in stops:
        taken, later = ids[: stop["after_step"]], set(ids[stop["after_step"] :])
        true = {*taken, *problem.earned(taken, problem.state(taken))}
        if len(set(stop["holds"])) != len(stop["holds"]) or true.symmetric_difference(stop["holds"]) - (true & later):
            yield f"after step {stop['after_step']} holds {stop['holds']}, truly {sorted(true)}"


def _teaching(path: Path, problem: Problem) -> Iterator[str]:
    """Each step says what of the goal it teaches, or why it is there."""
    for step in path["steps"]:
        told = {rules.fold(skill) for skill in step.get("teaches") or []}
        if more := told - (problem.items[step["id"]].skills & problem.goal.keys()):
            yield f"{step['id']}: does not teach {sorted(more)} of the goal"
        if not told and not step.get("because"):
            yield f"{step['id']}: teaches nothing of the goal, and no reason is given"


# The document around the path


def _status(document: Document, path: Path | None, problem: Problem) -> Iterator[str]:
    """The status follows from the steps and the coverage; with pins a met goal may be called either way."""
    ids = _ids((path or EMPTY)["steps"])
    before, after = problem.coverage(problem.held), problem.coverage(problem.state(ids))
    if ids:
        right = {"found"} if after == problem.total else {"partial"}
        right |= {"nothing_missing"} if before == problem.total else set()
    else:
        met = before == problem.total
        right = {"nothing_missing"} if met and problem.pins <= problem.done else set()
        right |= {"impossible"} if problem.pins or not met else set()
    if document.get("status") not in right:
        yield f"status {document.get('status')}, not {' or '.join(sorted(right))}"


def _goal(document: Document, problem: Problem) -> Iterator[str]:
    """The goal is the request's: its skills, how much they matter, whether they are held."""
    goal = document.get("goal") or {}
    skills = {rules.fold(each["skill"]): each for each in goal.get("skills") or []}
    if skills.keys() != problem.goal.keys():
        yield f"goal skills {sorted(skills)}, asked {sorted(problem.goal)}"
        return
    for skill, said in skills.items():
        if said.get("importance") != problem.goal[skill]:
            yield f"{skill}: importance {said.get('importance')}, asked {problem.goal[skill]}"
        if said.get("held") is not (skill in problem.held.skills):
            yield f"{skill}: held {said.get('held')}, truly {skill in problem.held.skills}"


def _certificate(document: Document, request: Request) -> Iterator[str]:
    """What was optimised is what was asked."""
    certificate = document.get("certificate") or {}
    if certificate and certificate.get("objective") != request["objective"]:
        yield f"optimised {certificate.get('objective')}, asked {request['objective']}"
    if certificate and certificate.get("status") not in ("optimal", "feasible"):
        yield f"certificate status {certificate.get('status')}"
