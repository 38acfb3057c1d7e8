"""The order of chosen steps: prerequisites, advice, dates, subscriptions, levels, importance."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from catalog.errors import AdvisorError
from pathways.offer import Offer, Window
from pathways.problem import Problem
from pathways.rule import holds
from pathways.schedule import schedule
from pathways.sequence import Timed, begin, by_sense, earliest, end_of, held_after, sequenced, timed
from tests.pathways.oracle.catalogs import cost, day, row, small_problem
from tests.pathways.oracle.plans import Problem as Rules
from tests.pathways.planning import hours, questioned
from tests.pathways.shelves import Row

MONTHLY = {"cost": cost(39, "per_month")}


def sensible(rows: list[Row], **more: Any) -> str:
    """The ids of all rows in the order of good sense, as one word."""
    problem = questioned(rows, *{skill for each in rows for skill in each["skills"]}, **more).problem
    return "".join(offer.id for offer in by_sense(problem, problem.offers.values()))


def dated(key: str, *skills: str, at: list[int], **more: Any) -> Row:
    return row(key, *skills, delivery="online_scheduled", starts=[day(each) for each in at], **more)


# ---- good sense


def test_prerequisites_come_first():
    rows = [
        row("a", "Python", prerequisites={"credential": "c"}),
        row("b", "SQL", prerequisites={"skill": "Python"}),
        row("c", "Design"),
    ]
    assert sensible(rows) == "cab"


def test_what_is_recommended_comes_first_at_any_depth():
    advice = {"all_of": [{"text": "patience"}, {"any_of": [{"credential": "b"}, {"skill": "Design"}]}]}
    rows = [row("a", "Python", prerequisites=advice | {"kind": "recommended"}), row("b", "SQL"), row("c", "Design")]
    assert sensible(rows) == "bca"
    assert sensible([rows[0], rows[1]], skills={"Python": 9, "SQL": 1}) == "ba"


def test_a_corequisite_may_come_later():
    rows = [row("a", "Python", prerequisites={"credential": "b", "kind": "corequisite"}), row("b", "SQL")]
    assert sensible(rows) == "ab"


def test_what_shares_a_subscription_stays_together():
    rows = [row("a", "Python", **MONTHLY), row("b", "SQL"), row("c", "Design", **MONTHLY), row("d", "Writing")]
    assert sensible(rows) == "acbd"
    assert sensible([rows[0], rows[1], rows[2] | {"provider": "South"}]) == "abc"


def test_advanced_courses_come_last_and_more_important_ones_first():
    rows = [row("a", "Python", "SQL", level="advanced"), row("b", "Writing"), row("c", "Design", level="intermediate")]
    assert sensible(rows) == "bca"
    assert sensible(rows, skills={"Design": 2, "Writing": 1, "Python": 5, "SQL": 5}) == "cba"
    assert (
        sensible([row("a", "Python", level="intermediate"), row("b", "SQL", level=None), row("c", "Design")]) == "cab"
    )


def test_what_need_not_wait_comes_before_what_has_to():
    assert sensible([dated("a", "Python", at=[15]), row("b", "SQL"), row("c", "Design")]) == "bca"
    assert sensible([dated("a", "Python", at=[0, 14]), row("b", "SQL")]) == "ab"


# ---- dates


@pytest.mark.parametrize(
    ("window", "at", "moment"),
    [
        (Window(), 7, 7),
        (Window(earliest=9), 7, 9),
        (Window(earliest=9, latest=12), 12, 12),
        (Window(latest=12), 13, None),
        (Window(moments=(3, 8)), 4, 8),
        (Window(moments=(3, 8)), 8, 8),
        (Window(moments=(3, 8)), 9, None),
    ],
)
def test_a_step_begins_at_the_first_moment_that_is_left(window: Window, at: int, moment: int | None):
    problem = questioned([row("a", "Python")], "Python").problem
    plain = problem.offers["a"]
    offer = Offer(plain.credential, 0, None, 1, 1, True, False, window, plain.teaches)
    assert begin(offer, at) == moment


def _chosen(catalog: list[Row], request: dict[str, Any], wanted: frozenset[str]) -> tuple[Problem, list[Offer]]:
    try:
        problem = questioned(catalog, **request | {"by": None}).problem
    except AdvisorError:
        assume(False)
    return problem, [offer for id_, offer in sorted(problem.offers.items()) if id_ in wanted][:5]


def _ends(catalog: list[Row], request: dict[str, Any], chosen: list[Offer]) -> list[int]:
    rules = Rules(catalog, request)
    tables = map(rules.timetable, permutations([offer.id for offer in chosen]))
    return [table[-1][1] if table else 0 for table in tables if table is not None]


def _carries(problem: Problem, steps: Timed) -> bool:
    """Whether each step may be taken when it comes, and begins when the one before has ended."""
    order = [offer for offer, _ in steps]
    whole = held_after(problem, order)
    allowed = all(holds(offer.rule, held_after(problem, order[:at]), whole) for at, offer in enumerate(order))
    return allowed and timed(order) == steps


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(small_problem(), st.frozensets(st.sampled_from("abcdefg"), min_size=2))
def test_the_exact_order_ends_as_early_as_any(problem: tuple[list[Row], dict[str, Any]], wanted: frozenset[str]):
    model, chosen = _chosen(*problem, wanted)
    ends, steps = _ends(*problem, chosen), earliest(model, chosen)
    settled = sequenced(model, chosen, 0)
    if not ends:
        assert steps is None
        return
    assert steps is not None
    assert settled is not None
    assert end_of(steps) == end_of(settled) == min(ends)
    for each in (steps, settled):
        assert sorted(offer.id for offer, _ in each) == [offer.id for offer in chosen]
        assert _carries(model, each)


@pytest.mark.parametrize(("starts", "order", "begins"), [([7], "ab", [300, 900]), ([7, 14], "ba", [0, 600])])
def test_good_sense_gives_way_where_it_would_miss_a_date(starts: list[int], order: str, begins: list[int]):
    problem = questioned([dated("a", "Python", at=starts), row("b", "SQL")], "Python", "SQL").problem
    steps = sequenced(problem, list(problem.offers.values()), 10_000)
    assert steps is not None
    assert "".join(offer.id for offer, _ in steps) == order
    assert [moment for _, moment in steps] == begins


def test_more_than_the_exact_search_takes_are_put_in_a_sensible_order():
    rows = [dated(f"i{at:02}", f"Skill {at}", at=[3 * at], **hours(1)) for at in range(20)]
    problem = questioned(rows, *(f"Skill {at}" for at in range(20))).problem
    steps = sequenced(problem, list(problem.offers.values()), 0)
    assert steps is not None
    assert [offer.id for offer, _ in steps] == [each["id"] for each in rows]


def test_dates_that_exclude_each_other_leave_no_order():
    problem = questioned([dated("a", "Python", at=[7]), dated("b", "SQL", at=[7])], "Python", "SQL").problem
    assert sequenced(problem, list(problem.offers.values()), 0) is None


def test_neighbours_change_places_where_dates_leave_room():
    rows = [
        dated("d", "Python", at=[28], **hours(10)),
        row("x", "SQL", level="advanced"),
        row("y", "Design", **hours(5)),
    ]
    problem = questioned(rows, "Python", "SQL", "Design").problem
    steps = sequenced(problem, list(problem.offers.values()), 0)
    assert steps is not None
    assert "".join(offer.id for offer, _ in steps) == "yxd"
    assert [moment for _, moment in steps] == [0, 300, 1200]


@pytest.mark.parametrize(
    "advice", [{"skill": "Design"}, {"credential": "z"}, {"any_of": [{"skill": "SQL"}, {"credential": "z"}]}]
)
def test_what_is_recommended_comes_first_where_dates_leave_room(advice: dict[str, Any]):
    """The exact search, which only dates and what is required guide, would have put the weightiest step first."""
    rows = [
        dated("d", "Python", at=[90], **hours(10)),
        row("w", "Data", "Excel", prerequisites=advice | {"kind": "recommended"}),
        row("x", "SQL"),
        row("z", "Design"),
    ]
    problem = questioned(rows, "Python", "SQL", "Design", "Data", "Excel").problem
    steps = sequenced(problem, list(problem.offers.values()), 0)
    assert steps is not None
    found = "".join(offer.id for offer, _ in steps)
    assert found.index("w") > min(found.index(each) for each in ("z", *("x" * ("any_of" in advice))))
    assert found[-1] == "d"
    assert end_of(steps) == end_of(earliest(problem, list(problem.offers.values())) or ())


def test_what_is_recommended_comes_later_where_it_would_cost_time():
    rows = [
        dated("d", "Python", at=[20], **hours(10)),
        row("w", "Data", **hours(10), prerequisites={"skill": "Python", "kind": "recommended"}),
    ]
    problem = questioned(rows, "Python", "Data").problem
    steps = sequenced(problem, list(problem.offers.values()), 0)
    assert steps is not None
    assert "".join(offer.id for offer, _ in steps) == "wd"


# ---- payments


def test_a_subscription_is_paid_whole_at_the_first_step_that_it_covers():
    rows = [row("a", "Python", **MONTHLY), row("b", "SQL"), row("c", "Design", **MONTHLY, **hours(20))]
    problem = questioned(rows, "Python", "SQL", "Design").problem
    steps = timed(problem.offers[key] for key in "bac")
    assert steps is not None
    slots = schedule(steps, problem.pace.week)
    assert [(slot.offer.id, slot.begin, slot.end, slot.cents) for slot in slots] == [
        ("b", 0, 600, 1000),
        ("a", 600, 1200, 7800),
        ("c", 1200, 2400, 0),
    ]
