"""The checker takes right documents and finds what is wrong in others."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from .oracle import checker, documents
from .oracle.catalogs import ask, cost, day, row, small_problem
from .oracle.rules import Request, Row

Document = dict[str, Any]
SHARED = cost(7, "per_month")

CATALOG: list[Row] = [
    row("basics", "Python"),
    row("numbers", "Statistics", cost=SHARED, prerequisites={"credential": "basics"}),
    row("tables", "SQL", cost=SHARED, hours={"min": 9, "max": 15}, prerequisites={"skill": "statistics"}),
    row(
        "workshop",
        "Writing",
        delivery="in_person",
        weeks=2,
        starts=[day(7), day(70)],
        prerequisites={"credential": "numbers"},
    ),
    row("analyst", earned_by={"all_of": [{"credential": "numbers"}, {"credential": "tables"}]}, cost=None, hours=None),
    row(
        "master",
        earned_by={"at_least": 2, "of": [{"credential": "analyst"}, {"credential": "workshop"}]},
        cost=None,
        hours=None,
    ),
    row("hobby", earned_by={"credential": "basics"}, skills=["Pottery"], cost=None, hours=None),
    row("rival", "Python", provider="Banned School", cost=cost(1)),
    row("abroad", "SQL", cost=cost(1, currency="EUR")),
    row("mystery", "SQL", cost=None),
    row("unmet", "Python", cost=cost(1), prerequisites={"credential": "ghost"}),
    row("pottery", "Pottery", cost=cost(0)),
    row("over", "Painting"),
]
REQUEST: Request = ask(
    *("Python", "SQL", "Statistics", "Writing", "Welding"),
    budget=100,
    hours=45,
    by=day(120),
    without=["Banned School"],
    exclude=["over"],
    pin=["workshop"],
    have=["Knitting"],
)


@pytest.fixture
def right() -> Document:
    """The right document: basics, numbers, tables, and the workshop once it begins again."""
    return documents.document(CATALOG, REQUEST)


def test_the_right_document_is_what_it_is_meant_to_be(right: Document) -> None:
    path = right["path"]
    assert [step["id"] for step in path["steps"]] == ["basics", "numbers", "tables", "workshop"]
    assert path["totals"] == {"cost": {"amount": 34, "currency": "USD", "unknown_items": 0}, "hours": 45, "weeks": 12}
    assert path["earns"] == ["analyst", "hobby", "master"]
    assert path["steps"][3]["start_week"] == 10
    assert right["status"] == "partial"
    assert checker.faults(right, CATALOG, REQUEST) == []
    assert checker.idle_faults(right, CATALOG, REQUEST) == []


def _step(place: int, **fields: Any) -> Callable[[Document], None]:
    return lambda document: document["path"]["steps"][place].update(fields)


def _path(**fields: Any) -> Callable[[Document], None]:
    return lambda document: document["path"].update(fields)


def _totals(**fields: Any) -> Callable[[Document], None]:
    return lambda document: document["path"]["totals"].update(fields)


def _sum(**fields: Any) -> Callable[[Document], None]:
    return lambda document: document["path"]["totals"]["cost"].update(fields)


def _stop(place: int, **fields: Any) -> Callable[[Document], None]:
    return lambda document: document["path"]["if_you_stop"][place].update(fields)


def _top(**fields: Any) -> Callable[[Document], None]:
    return lambda document: document.update(fields)


def _wanted(place: int, **fields: Any) -> Callable[[Document], None]:
    return lambda document: document["goal"]["skills"][place].update(fields)


def _swap(one: int, other: int) -> Callable[[Document], None]:
    """Two steps change places and weeks: the numbers stay in order, the prerequisites do not."""

    def mutate(document: Document) -> None:
        steps = document["path"]["steps"]
        steps[one], steps[other] = steps[other], steps[one]
        for field in ("order", "start_week", "end_week"):
            steps[one][field], steps[other][field] = steps[other][field], steps[one][field]

    return mutate


def _drop(place: int) -> Callable[[Document], None]:
    return lambda document: document["path"]["steps"].pop(place)


def _repeat(place: int) -> Callable[[Document], None]:
    def mutate(document: Document) -> None:
        steps = document["path"]["steps"]
        steps.append({**steps[place], "order": len(steps) + 1})

    return mutate


def _replace(place: int, key: str) -> Callable[[Document], None]:
    """Another credential, truly told, takes a step's place."""
    other = next(each for each in CATALOG if each["id"] == key)
    facts = {field: other[field] for field in ("id", "title", "provider", "url", "cost", "hours")}
    return _step(place, **facts)


def _shift(start: int, weeks: float) -> Callable[[Document], None]:
    """Every step from there on moves in time, the total with it."""

    def mutate(document: Document) -> None:
        for step in document["path"]["steps"][start:]:
            step["start_week"] += weeks
            step["end_week"] += weeks
        document["path"]["totals"]["weeks"] += weeks

    return mutate


def _empty(document: Document) -> None:
    document["path"].update(steps=[], if_you_stop=[], earns=[])


UNCOVERED = {"skill": "Welding", "reason": "not_taught"}
MUTATIONS: dict[str, tuple[Callable[[Document], Any], str]] = {
    "steps swapped across a prerequisite": (_swap(0, 1), "prerequisites"),
    "steps swapped across a skill": (_swap(1, 2), "prerequisites"),
    "a step before its stack of parts": (_swap(1, 3), "prerequisites"),
    "first step dropped": (_drop(0), "order"),
    "pinned step dropped": (_drop(3), "pinned"),
    "a step twice": (_repeat(0), "2 times"),
    "a foreign id": (_step(1, id="nowhere"), "not in the catalog"),
    "wrong order number": (_step(2, order=7), "order"),
    "order from nought": (_step(0, order=0), "order"),
    "wrong title": (_step(0, title="Something else"), "title"),
    "wrong provider": (_step(0, provider="South Academy"), "provider"),
    "provider missing": (_step(0, provider=None), "provider"),
    "wrong link": (_step(0, url="https://elsewhere.example"), "url"),
    "wrong price": (_step(0, cost=cost(9)), "cost"),
    "price unknown": (_step(0, cost=None), "cost"),
    "price in another currency": (_step(0, cost=cost(10, currency="EUR")), "cost"),
    "monthly price as one payment": (_step(1, cost=cost(7)), "cost"),
    "wrong hours": (_step(0, hours={"min": 5, "max": 9}), "hours"),
    "hours unknown": (_step(0, hours=None), "hours"),
    "filter broken": (_replace(0, "rival"), "filtered_out"),
    "excluded step": (_replace(0, "over"), "excluded"),
    "step in another currency": (_replace(2, "abroad"), "other_currency"),
    "step of unknown price": (_replace(2, "mystery"), "unknown_value"),
    "stack as a step": (_replace(2, "analyst"), "unknown_value"),
    "prerequisite that cannot be met": (_replace(0, "unmet"), "prerequisites"),
    "step that teaches nothing wanted": (_replace(2, "pottery"), "serves nothing"),
    "subscription paid for three months": (_sum(amount=41), "in all"),
    "subscription paid for one month": (_sum(amount=27), "in all"),
    "sum a cent off": (_sum(amount=34.01), "in all"),
    "sum missing": (_sum(amount=None), "in all"),
    "sum in another currency": (_sum(currency="EUR"), "sum in EUR"),
    "sum over the budget": (_sum(amount=100.5), "limit of budget"),
    "unknown items made up": (_sum(unknown_items=1), "unknown items"),
    "hours do not add up": (_totals(hours=39), "hours in all"),
    "weeks do not add up": (_totals(weeks=11), "weeks in all"),
    "a step too short": (_step(1, end_week=3.5), "lasts"),
    "a step too long": (_step(3, end_week=12.5), "lasts"),
    "steps at the same time": (_step(1, start_week=1, end_week=3), "before"),
    "a week missing": (_step(1, start_week=None), "week"),
    "a start that is not offered": (_shift(3, 1), "may not begin"),
    "a start before the plan": (_shift(0, -1), "before"),
    "late": (_shift(0, 6), "after"),
    "coverage too high": (_path(coverage=1.0), "coverage"),
    "coverage in per cent": (_path(coverage=80), "coverage"),
    "a covered skill missing": (_path(covered=["Python", "SQL", "Statistics"]), "covered"),
    "a covered skill made up": (_path(covered=["Python", "SQL", "Statistics", "Writing", "Welding"]), "covered"),
    "an uncovered skill missing": (_path(uncovered=[]), "uncovered"),
    "a covered skill uncovered": (_path(uncovered=[UNCOVERED, {"skill": "SQL", "reason": "over_budget"}]), "uncovered"),
    "a reason made up": (_path(uncovered=[{**UNCOVERED, "reason": "bad_luck"}]), "no such reason"),
    "a wrong reason": (_path(uncovered=[{**UNCOVERED, "reason": "over_budget"}]), "nothing teaches it"),
    "a larger credential missing": (_path(earns=["analyst", "hobby"]), "earns"),
    "a larger credential made up": (_path(earns=["analyst", "hobby", "master", "over"]), "earns"),
    "a larger credential twice": (_path(earns=["analyst", "analyst", "hobby", "master"]), "earns"),
    "stops missing": (_path(if_you_stop=[]), "if_you_stop"),
    "a stop after the wrong step": (_stop(0, after_step=2), "if_you_stop"),
    "a stop that holds too much": (_stop(1, holds=["basics", "numbers", "hobby", "analyst"]), "after step 2"),
    "a stop that forgets a step": (_stop(1, holds=["numbers", "hobby"]), "after step 2"),
    "a stop that forgets what is earned": (_stop(2, holds=["basics", "numbers", "tables", "hobby"]), "after step 3"),
    "teaches what it does not": (_step(0, teaches=["Python", "SQL"]), "does not teach"),
    "a step without a reason": (_step(0, teaches=[], because=""), "no reason"),
    "status found": (_top(status="found"), "status"),
    "status nothing missing": (_top(status="nothing_missing"), "status"),
    "status impossible": (_top(status="impossible"), "status"),
    "no path": (_top(path=None), "status"),
    "all steps gone": (_empty, "status"),
    "a goal skill missing": (lambda document: document["goal"]["skills"].pop(), "goal skills"),
    "a goal skill said to be held": (_wanted(0, held=True), "held"),
    "another importance": (_wanted(0, importance=2), "importance"),
    "another objective": (lambda document: document["certificate"].update(objective="fastest"), "optimised"),
    "no such certificate": (lambda document: document["certificate"].update(status="guessed"), "certificate"),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_wrong_document_is_caught(name: str, right: Document) -> None:
    mutate, said = MUTATIONS[name]
    before = deepcopy(right)
    mutate(right)
    assert right != before
    found = checker.faults(right, CATALOG, REQUEST)
    assert any(said in fault for fault in found), found


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"budget": 33}, "over the budget"),
        ({"hours": 44}, "over the budget"),
        ({"by": day(80)}, "after"),
        ({"done": ["basics"], "pin": []}, "done"),
        ({"pin": ["workshop", "pottery"]}, "pinned"),
        ({"language": "es"}, "filtered_out"),
        ({"start": day(1)}, "may not begin"),
        ({"hours_per_week": 4}, "lasts"),
        ({"have": ["Python"]}, "held"),
        ({"credential": "master"}, "coverage"),
        ({"objective": "fewest"}, "optimised"),
    ],
)
def test_a_document_of_another_request_is_caught(changed: Request, said: str, right: Document) -> None:
    found = checker.faults(right, CATALOG, REQUEST | changed)
    assert any(said in fault for fault in found), found


def test_waiting_without_need_is_no_fault_but_is_told(right: Document) -> None:
    _shift(2, 0.5)(right)
    steps = right["path"]["steps"]
    steps[3].update(start_week=10, end_week=12)
    right["path"]["totals"]["weeks"] = 12
    assert checker.faults(right, CATALOG, REQUEST) == []
    assert [fault.split()[0] for fault in checker.idle_faults(right, CATALOG, REQUEST)] == ["tables"]


def test_corequisites_ask_the_whole_plan() -> None:
    catalog = [row("lab", "Python", prerequisites={"credential": "talk", "kind": "corequisite"}), row("talk", "SQL")]
    request = ask("Python", "SQL")
    document = documents.document(catalog, request)
    assert [step["id"] for step in document["path"]["steps"]] == ["lab", "talk"]
    assert checker.faults(document, catalog, request) == []


def test_a_goal_credential_may_stand_among_the_covered() -> None:
    catalog = [row("part", "Python"), row("whole", earned_by={"credential": "part"}, cost=None, hours=None)]
    request = ask("Python", credential="whole")
    document = documents.document(catalog, request)
    assert checker.faults(document, catalog, request) == []
    document["path"]["covered"].append("whole")
    assert checker.faults(document, catalog, request) == []
    document["path"]["covered"].remove("whole")
    document["path"]["uncovered"].append({"skill": "whole", "reason": "prerequisite"})
    assert checker.faults(document, catalog, request) == ["whole is not uncovered"]


def test_an_empty_path_is_right_where_nothing_is_missing() -> None:
    request = ask("Python", have=["python"])
    document = documents.document([row("basics", "Python")], request)
    assert document["status"] == "nothing_missing"
    assert checker.faults(document, [row("basics", "Python")], request) == []
    assert checker.faults({**document, "path": None}, [row("basics", "Python")], request) == []
    assert checker.faults({**document, "status": "found"}, [row("basics", "Python")], request)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_problem())
def test_right_documents_of_all_kinds_are_taken(problem: tuple[list[Row], Request]) -> None:
    document = documents.document(*problem)
    assert checker.faults(document, *problem) == []
    assert checker.idle_faults(document, *problem) == []
