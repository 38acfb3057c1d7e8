"""Trying everything, against examples computed by hand and against the linear model."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from .oracle import brute, documents, milp, rules
from .oracle.catalogs import ask, cost, day, random_problem, row
from .oracle.plans import Problem
from .oracle.rules import Request, Row

HOUR = 60
WEEK = 5 * HOUR


def chosen(catalog: list[Row], *skills: str, **request: Any) -> list[str]:
    """The ids of the best plan."""
    return brute.best(catalog, ask(*skills, **request))["ids"]


def stack(key: str, *parts: str, **more: Any) -> Row:
    """A larger credential of these parts, not to be taken as a whole."""
    plain = {"cost": None, "hours": None, "earned_by": {"all_of": [{"credential": part} for part in parts]}}
    return row(key, **plain | more)


def hours(most: float) -> dict[str, Any]:
    return {"hours": {"min": 1, "max": most}}


def test_the_whole_answer() -> None:
    catalog = [row("a", "Python"), row("b", "SQL", cost=cost(12.5), **hours(5)), stack("c", "a", "b")]
    assert brute.best(catalog, ask("Python", "SQL", skills={"Python": 2, "SQL": 3})) == {
        "ids": ["a", "b"],
        "coverage": 5,
        "unknown": 0,
        "money_cents": 2250,
        "end_minutes": 15 * HOUR,
        "steps": 2,
        "earned": ["c"],
        "objective": Fraction(45, 2),
    }


# Coverage and limits


def test_coverage_comes_before_money() -> None:
    catalog = [row("a", "Python", cost=cost(0)), row("b", "Python", "SQL", cost=cost(900))]
    assert chosen(catalog, "Python", "SQL") == ["b"]


def test_importance_decides_where_not_all_is_affordable() -> None:
    catalog = [row("a", "Python"), row("b", "SQL"), row("c", "Design")]
    wanted = {"Python": 2, "SQL": 2, "Design": 5}
    assert chosen(catalog, skills=wanted, budget=10) == ["c"]
    assert chosen(catalog, skills=wanted, hours=20) == ["a", "c"]


def test_limits_are_inclusive() -> None:
    request: Request = {"budget": 10, "hours": 10, "by": day(14)}
    assert chosen([row("a", "Python")], "Python", **request) == ["a"]
    for tighter in ({"budget": 9.99}, {"hours": 9.5}, {"by": day(13)}):
        assert chosen([row("a", "Python")], "Python", **request | tighter) == []


def test_nothing_that_can_be_covered_is_an_empty_plan() -> None:
    catalog = [row("a", "Python", cost=cost(0)), stack("b", "a")]
    answer = brute.best(catalog, ask("Welding", credential="b", have=["Python"], hours=5))
    assert (answer["ids"], answer["coverage"], answer["end_minutes"]) == ([], 0, 0)


def test_held_skills_and_done_items_count_without_a_step() -> None:
    catalog = [row("a", "Python"), row("b", "SQL"), row("c", "Design")]
    answer = brute.best(catalog, ask("Python", "SQL", "Design", have=["PYTHON"], done=["b"]))
    assert (answer["ids"], answer["coverage"]) == (["c"], 3)


def test_a_derived_skill_counts_when_it_is_likely() -> None:
    likely = row("b", derived_skills=[{"skill": "Python", "confidence": 0.5, "because": "title"}], cost=cost(9))
    unlikely = row("a", derived_skills=[{"skill": "Python", "confidence": 0.49, "because": "title"}], cost=cost(1))
    assert chosen([unlikely, likely], "Python") == ["b"]


# Choice


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        ({"provider": "Northern Academy"}, {"provider": "north"}),
        ({"provider": "Academy North"}, {"provider": "north academy"}),
        ({"provider": None}, {"provider": "north"}),
        ({"provider": None}, {"without": ["South"]}),
        ({"provider": "South Academy"}, {"without": ["south"]}),
        ({"language": ["en"]}, {"language": "en-GB"}),
        ({"language": []}, {"language": "en"}),
        ({"level": None}, {"level": "beginner"}),
        ({"delivery": "hybrid"}, {"delivery": "in_person"}),
        ({}, {"exclude": ["a"]}),
        ({"cost": cost(1, currency="EUR")}, {}),
        ({"cost": None}, {}),
        ({"cost": cost(0, exam=5)}, {}),
        ({"cost": cost(5, currency=None)}, {}),
        ({"hours": None}, {}),
        ({"enrol_by": day(-1)}, {}),
        ({"starts": [day(-1)], "delivery": None}, {}),
        ({"starts": [day(9)], "delivery": "hybrid", "enrol_by": day(-1)}, {}),
    ],
)
def test_who_is_left_out(there: Row, asked: Request) -> None:
    assert chosen([row("a", "Python", **there)], "Python", **asked) == []


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        ({"provider": "The North Academy"}, {"provider": "NORTH academy"}),
        ({"provider": "Northern Academy"}, {"without": ["north"]}),
        ({"language": ["es-MX"]}, {"language": "es"}),
        ({"cost": cost(0, currency=None, exam=0)}, {"budget": 0}),
        ({"hours": None}, {"allow_unknown": True, "hours": 0}),
        ({"starts": [day(-1)]}, {}),
        ({"enrol_by": day(0)}, {}),
        ({"starts": [day(9)], "delivery": "hybrid", "enrol_by": day(0)}, {}),
    ],
)
def test_who_may_be_chosen(there: Row, asked: Request) -> None:
    assert chosen([row("a", "Python", **there)], "Python", **asked) == ["a"]


def test_unknown_items_are_few_before_they_are_cheap() -> None:
    catalog = [row("a", "Python", cost=None), row("b", "Python", cost=cost(500)), row("c", "SQL", hours=None)]
    answer = brute.best(catalog, ask("Python", "SQL", allow_unknown=True))
    assert (answer["ids"], answer["unknown"], answer["money_cents"]) == (["b", "c"], 1, 51000)


def test_unknown_hours_take_the_weeks_of_a_schedule() -> None:
    catalog = [row("a", "Python", hours=None, weeks=3, delivery="in_person", cost=cost(7, "per_month"))]
    answer = brute.best(catalog, ask("Python", allow_unknown=True))
    assert (answer["end_minutes"], answer["money_cents"]) == (3 * WEEK, 700)


def test_pins_are_in_the_plan_or_there_is_none() -> None:
    catalog = [row("a", "Python"), row("b", "Design"), row("c", "SQL", cost=None)]
    assert chosen(catalog, "Python", pin=["b"]) == ["a", "b"]
    assert chosen(catalog, "Writing", pin=["b"]) == ["b"]
    for impossible in ({"pin": ["c"]}, {"pin": ["b"], "budget": 9}, {"pin": ["b"], "done": ["b"]}):
        assert brute.best(catalog, ask("Python", **impossible)) == {"impossible": True}


# Money


def test_a_subscription_is_shared_for_the_months_together() -> None:
    monthly = cost(10, "per_month")
    catalog = [row("a", "Python", cost=monthly, **hours(20)), row("b", "SQL", cost=monthly, **hours(1))]
    assert brute.best(catalog, ask("Python"))["money_cents"] == 1000
    assert brute.best(catalog, ask("Python", "SQL"))["money_cents"] == 1000
    catalog[1] |= hours(2)  # 22 hours are 4.4 weeks, a month has 4.33
    assert brute.best(catalog, ask("Python", "SQL"))["money_cents"] == 2000


def test_a_subscription_belongs_to_one_provider_and_one_price() -> None:
    monthly = cost(10, "per_month")
    a, b = row("a", "Python", cost=monthly, **hours(1)), row("b", "SQL", cost=monthly, **hours(1))
    others = (
        {"provider": "South"},
        {"provider": None},
        {"cost": cost(11, "per_month")},
        {"cost": cost(10, "per_year")},
    )
    money = [brute.best([a, b | other], ask("Python", "SQL"))["money_cents"] for other in others]
    assert money == [2000, 2000, 2100, 2000]
    alone = {"provider": None}
    assert brute.best([a | alone, b | alone], ask("Python", "SQL"))["money_cents"] == 2000


def test_years_and_parts_of_cents() -> None:
    yearly = [row("a", "Python", cost=cost(100, "per_year"), **hours(52 * 5))]
    assert brute.best(yearly, ask("Python"))["money_cents"] == 10000
    yearly[0] |= hours(52 * 5 + 1)
    assert brute.best(yearly, ask("Python"))["money_cents"] == 20000
    assert brute.best([row("a", "Python", cost=cost(1.001))], ask("Python"))["money_cents"] == 101


# Objectives and ties


def test_objectives_choose_differently() -> None:
    catalog = [
        row("a", "Python", cost=cost(1), **hours(30)),
        row("b", "SQL", cost=cost(1), **hours(30)),
        row("c", "Python", cost=cost(40), **hours(5)),
        row("d", "SQL", cost=cost(40), **hours(5)),
        row("e", "Python", "SQL", cost=cost(90), **hours(15)),
    ]
    plans = {aim: chosen(catalog, "Python", "SQL", objective=aim) for aim in ("cheapest", "fastest", "fewest")}
    assert plans == {"cheapest": ["a", "b"], "fastest": ["c", "d"], "fewest": ["e"]}


def test_balanced_weighs_both_by_their_best() -> None:
    catalog = [
        row(key, "Python", cost=cost(m), **hours(h)) for key, m, h in (("a", 10, 40), ("b", 40, 10), ("c", 20, 20))
    ]
    answer = brute.best(catalog, ask("Python", objective="balanced"))
    assert (answer["ids"], answer["objective"]) == (["c"], 2 + 2)
    free = [row("a", "Python", cost=cost(0), **hours(1)), row("b", "Python", cost=cost(2), **hours(1))]
    assert brute.best(free, ask("Python", objective="balanced"))["objective"] == Fraction(1, 5)


def test_ties_go_to_more_larger_credentials_then_fewer_steps_then_small_ids() -> None:
    catalog = [row("a", "Python"), row("b", "Python"), row("c", "Python", "Art", cost=cost(10))]
    idle = row("d", "Art", cost=cost(0))
    assert chosen(catalog, "Python") == ["a"]
    assert chosen([*catalog, stack("s", "b")], "Python") == ["b"]
    assert chosen([*catalog, idle, stack("s", "b", "d")], "Python") == ["a"], "nothing is taken only to earn more"
    assert chosen([*catalog, stack("s", "b")], "Python", objective="fewest") == ["b"]


def test_only_related_stacks_count_as_larger() -> None:
    catalog = [row("a", "Python"), row("b", "Pottery", cost=cost(0)), stack("s", "b"), stack("t", "a"), stack("u", "t")]
    answer = brute.best(catalog, ask("Python"))
    assert (answer["ids"], answer["earned"]) == (["a"], ["t", "u"])
    wanted = brute.best(catalog, ask("Python", credential="s"))
    assert (wanted["ids"], wanted["earned"], wanted["coverage"]) == (["a", "b"], ["s", "t", "u"], 4)


def test_what_is_held_before_is_not_earned() -> None:
    catalog = [row("a", "Python"), row("b", "SQL"), stack("s", "a")]
    answer = brute.best(catalog, ask("Python", "SQL", done=["a"], credential="s"))
    assert (answer["ids"], answer["earned"], answer["coverage"]) == (["b"], [], 5)


# Goal credentials and stacks as a whole


def test_a_goal_credential_with_parts_is_reached_by_them() -> None:
    catalog = [row("a", "Python"), row("b", "SQL"), stack("s", "a", "b")]
    assert chosen(catalog, "Python", credential="s") == ["a", "b"]
    assert chosen(catalog, "Python", credential="s", budget=10) == ["a"]


def test_a_goal_credential_without_parts_is_a_step() -> None:
    assert chosen([row("a", "Python"), row("b")], skills={}, credential="b") == ["b"]


@pytest.mark.parametrize(
    ("tree", "least"),
    [
        ({"all_of": [{"credential": "a"}, {"credential": "b"}]}, 15),
        ({"any_of": [{"credential": "a"}, {"credential": "b"}]}, 5),
        ({"at_least": 2, "of": [{"credential": key} for key in "abc"]}, 12),
        ({"all_of": [{"credential": "a"}, {"credential": "ghost"}, {"skill": "SQL"}, {"text": "essay"}]}, 5),
        ({"all_of": [{"credential": "a"}, {"credential": "b", "kind": "recommended"}]}, 15),
    ],
)
def test_a_stack_is_taken_as_a_whole_where_its_hours_are_for_all(tree: dict[str, Any], least: int) -> None:
    parts = [row("a", **hours(5)), row("b", **hours(10)), row("c", **hours(7))]
    whole = row("s", "Python", earned_by=tree, **hours(least))
    assert chosen([*parts, whole], "Python") == ["s"]
    assert chosen([*parts, whole | hours(least - 0.5)], "Python") == []
    assert chosen([*parts, whole | {"hours": None}], "Python", allow_unknown=True) == []


def test_an_earned_stack_teaches_nothing() -> None:
    catalog = [row("a", "Python"), stack("s", "a", skills=["SQL"])]
    answer = brute.best(catalog, ask("Python", "SQL"))
    assert (answer["coverage"], answer["earned"]) == (1, ["s"])


# Prerequisites


def test_prerequisites_pull_in_steps() -> None:
    catalog = [row("a", "Design"), row("b", "Python", prerequisites={"credential": "a"}), row("c", "SQL")]
    assert chosen(catalog, "Python") == ["a", "b"]
    assert chosen(catalog, "Python", done=["a"]) == ["b"]
    assert chosen(catalog, "Python", budget=10) == []


@pytest.mark.parametrize(
    ("tree", "plan"),
    [
        ({"any_of": [{"credential": "a"}, {"skill": "sql"}]}, ["a", "z"]),
        ({"at_least": 2, "of": [{"credential": "a"}, {"skill": "SQL"}, {"credential": "ghost"}]}, ["a", "b", "z"]),
        ({"all_of": [{"text": "courage"}, {"credential": "ghost", "kind": "recommended"}]}, ["z"]),
        ({"all_of": [{"credential": "ghost"}], "kind": "recommended"}, ["z"]),
        ({"credential": "ghost"}, []),
        ({"skill": "Python"}, []),
        ({"skill": "Python", "kind": "corequisite"}, ["z"]),
        ({"credential": "z", "kind": "corequisite"}, ["z"]),
        ({"credential": "a", "kind": "corequisite"}, ["a", "z"]),
        ({"credential": "s"}, ["a", "b", "z"]),
    ],
)
def test_trees_of_all_kinds(tree: dict[str, Any], plan: list[str]) -> None:
    catalog = [row("a"), row("b", "SQL"), row("z", "Python", prerequisites=tree), stack("s", "a", "b")]
    assert chosen(catalog, "Python") == plan


def test_circles_are_broken_by_what_is_done_or_a_corequisite_only() -> None:
    a, b = row("a", "Python", prerequisites={"credential": "b"}), row("b", "SQL", prerequisites={"credential": "a"})
    assert chosen([a, b], "Python", "SQL") == []
    assert chosen([a, b], "Python", "SQL", done=["a"]) == ["b"]
    beside = {"prerequisites": {"credential": "a", "kind": "corequisite"}}
    assert chosen([a, b | beside], "Python", "SQL") == ["a", "b"]
    both = {"prerequisites": {"credential": "b", "kind": "corequisite"}}
    assert chosen([a | both, b | beside], "Python") == ["a", "b"]


def test_a_circle_of_stacks_earns_nothing() -> None:
    catalog = [row("a", "Python", prerequisites={"credential": "s"}), stack("s", "t"), stack("t", "s")]
    assert chosen(catalog, "Python") == []
    assert chosen(catalog, "Python", done=["t"]) == ["a"]


# Dates


def test_a_scheduled_step_waits_for_its_start() -> None:
    catalog = [row("a", "Python", delivery="in_person", weeks=1, starts=[day(-7), day(10), day(3)], **hours(1))]
    answer = brute.best(catalog, ask("Python"))
    assert answer["end_minutes"] == -(-3 * WEEK // 7) + WEEK
    assert rules.window_of(catalog[0], day(0), WEEK).fixed == (129, 429)


def test_the_order_makes_use_of_waiting() -> None:
    course = row("a", "Python", delivery="online_scheduled", weeks=2, starts=[day(7), day(21)])
    answer = brute.best([course, row("b", "SQL", **hours(5))], ask("Python", "SQL"))
    assert answer["end_minutes"] == 3 * WEEK
    later = brute.best([course, row("b", "SQL", **hours(6))], ask("Python", "SQL"))
    assert later["end_minutes"] == 3 * WEEK + 6 * HOUR
    needed = row("b", "SQL", **hours(6))
    first = brute.best([course | {"prerequisites": {"credential": "b"}}, needed], ask("Python", "SQL"))
    assert first["end_minutes"] == 5 * WEEK


def test_self_paced_steps_open_once_and_enrolment_closes() -> None:
    opens = [row("a", "Python", starts=[day(14), day(21)])]
    assert brute.best(opens, ask("Python"))["end_minutes"] == 4 * WEEK
    closes = [row("a", "Python", enrol_by=day(7)), row("b", "SQL", prerequisites={"skill": "Python"})]
    assert chosen(closes, "Python", "SQL") == ["a", "b"]
    needs = closes[0] | {"prerequisites": {"credential": "b"}}
    assert chosen([needs, row("b", "SQL")], "Python", "SQL") == ["b"]
    assert chosen([needs, row("b", "SQL", **hours(5))], "Python", "SQL") == ["a", "b"]


def test_the_date_is_kept_with_waiting() -> None:
    catalog = [row("a", "Python", delivery="hybrid", weeks=2, starts=[day(7)], **hours(1))]
    assert chosen(catalog, "Python", by=day(21)) == ["a"]
    assert chosen(catalog, "Python", by=day(20)) == []


# Against other ways to the same


@pytest.mark.parametrize("seed", range(30))
def test_earliest_finishes_are_those_of_all_orders(seed: int) -> None:
    problem = Problem(*random_problem(seed, 5, with_dates=True))
    orders = brute.Orders(problem)
    for mask in range(1 << len(orders.items)):
        try:
            order = documents.fastest_order(problem, orders.ids(mask))
        except ValueError:  # no order at all
            assert orders.finish(mask) is None
        else:
            assert orders.finish(mask) == max((end for _, end in problem.timetable(order)), default=0)


@pytest.mark.parametrize("seed", range(40))
def test_the_linear_model_agrees(seed: int) -> None:
    catalog, request = random_problem(seed, 4 + seed % 5)
    tried, solved = brute.best(catalog, request), milp.best_value(catalog, request, ties=True)
    figures = ("impossible", "coverage", "unknown", "objective")
    assert [tried.get(each) for each in figures] == [solved.get(each) for each in figures]
    assert len(tried.get("earned", ())) == solved.get("earned", 0)


def test_the_linear_model_solves_a_large_catalog() -> None:
    catalog, request = random_problem(3, 300)
    solved = milp.best_value(catalog, request)
    assert solved["coverage"] > 0
    assert solved["objective"] > 0


def test_the_linear_model_knows_no_dates() -> None:
    with pytest.raises(ValueError, match="no dates"):
        milp.best_value([row("a", "Python", enrol_by=day(3))], ask("Python"))


def test_too_many_items_are_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        brute.best([row(f"a{number}", "Python") for number in range(20)], ask("Python"))
