"""What can serve a goal and what cannot, each with its reason; what a problem asks of the solver."""

from __future__ import annotations

from typing import Any

import pytest

from pathways.gather import Refusal
from pathways.problem import Limits
from pathways.rule import ALWAYS, Need
from tests.pathways.oracle.catalogs import cost, day, row
from tests.pathways.planning import hours, questioned, stack
from tests.pathways.shelves import Row

SQL = row("q", "SQL")


def refusals(rows: list[Row], *skills: str, **more: Any) -> dict[str, tuple[Refusal, str]]:
    refused = questioned(rows, *skills, **more).pool.refused
    return {key: (refusal, name) for key, (_, refusal, name) in refused.items()}


def offered(rows: list[Row], *skills: str, **more: Any) -> set[str]:
    return set(questioned(rows, *skills, **more).pool.offers)


# ---- refused, and why


@pytest.mark.parametrize(
    ("there", "asked", "refusal"),
    [
        ({}, {"provider": "South"}, (Refusal.FILTER, "provider")),
        ({"provider": "Northern Lights"}, {"provider": "North"}, (Refusal.FILTER, "provider")),
        ({"provider": None}, {"provider": "North"}, (Refusal.FILTER, "provider")),
        ({}, {"without": ["South", "north academy"]}, (Refusal.FILTER, "without")),
        ({"provider": None}, {"without": ["South"]}, (Refusal.FILTER, "without")),
        ({"language": ["es-MX"]}, {"language": "en"}, (Refusal.FILTER, "language")),
        ({"language": ["es"]}, {"language": "es-MX"}, (Refusal.FILTER, "language")),
        ({"language": []}, {"language": "en"}, (Refusal.FILTER, "language")),
        ({"level": None}, {"level": "beginner"}, (Refusal.FILTER, "level")),
        ({"delivery": None}, {"delivery": "self_paced"}, (Refusal.FILTER, "delivery")),
        ({"delivery": "hybrid"}, {"online": True}, (Refusal.FILTER, "online")),
        ({"delivery": None}, {"online": True}, (Refusal.FILTER, "online")),
        ({}, {"exclude": ["a"]}, (Refusal.FILTER, "exclude")),
        ({"cost": cost(5, currency="EUR")}, {}, (Refusal.CURRENCY, "")),
        ({"enrol_by": day(-1)}, {}, (Refusal.DATES, "")),
        ({"starts": [day(-1)], "delivery": "hybrid"}, {"allow_unknown": True}, (Refusal.DATES, "")),
        ({"cost": None}, {}, (Refusal.UNKNOWN, "")),
        ({"cost": cost(0, exam=5)}, {}, (Refusal.UNKNOWN, "")),
        ({"hours": None}, {}, (Refusal.UNKNOWN, "")),
        ({"earned_by": {"credential": "q"}, "cost": None}, {"allow_unknown": True}, (Refusal.PARTS, "")),
        ({"earned_by": {"credential": "q"}} | hours(9.5), {}, (Refusal.PARTS, "")),
        ({"prerequisites": {"credential": "ghost"}}, {}, (Refusal.PREREQUISITE, "")),
        ({"prerequisites": {"skill": "Welding"}}, {}, (Refusal.PREREQUISITE, "")),
        ({"prerequisites": {"credential": "a"}}, {}, (Refusal.PREREQUISITE, "")),
    ],
)
def test_each_refusal_has_its_reason(there: Row, asked: dict[str, Any], refusal: tuple[Refusal, str]):
    assert refusals([row("a", "Python", **there), SQL], "Python", **asked)["a"] == refusal


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        ({}, {"provider": "ACADEMY"}),
        ({"provider": "Académie du Nord"}, {"provider": "academie"}),
        ({"provider": "Northern Lights"}, {"without": ["North"]}),
        ({"language": ["fr", "ES-mx"]}, {"language": "es"}),
        ({"cost": None, "hours": None}, {"allow_unknown": True}),
        ({"cost": cost(0, currency="EUR")}, {}),
        ({"earned_by": {"credential": "q"}} | hours(10), {}),
        ({"prerequisites": {"skill": "Welding"}}, {"have": ["welding"]}),
        ({"prerequisites": {"credential": "q"}}, {"done": ["q"]}),
        ({"prerequisites": {"credential": "q"}}, {}),
        ({"prerequisites": {"credential": "ghost", "kind": "recommended"}}, {}),
    ],
)
def test_what_meets_everything_is_an_offer(there: Row, asked: dict[str, Any]):
    assert "a" in offered([row("a", "Python", **there), SQL], "Python", **asked)


def test_a_whole_counts_what_its_parts_only_recommend():
    tree = {"all_of": [{"credential": "q"}, {"credential": "p", "kind": "recommended"}]}
    rows = [SQL, row("p", "Design"), row("a", "Python", earned_by=tree, **hours(15))]
    assert refusals(rows, "Python")["a"] == (Refusal.PARTS, "")


def test_a_circle_of_prerequisites_refuses_all_of_it_and_what_needs_it():
    rows = [
        row("a", "Python", prerequisites={"credential": "b"}),
        row("b", "SQL", prerequisites={"skill": "Python"}),
        row("c", "Design", prerequisites={"skill": "SQL"}),
    ]
    assert refusals(rows, "Design") == dict.fromkeys("abc", (Refusal.PREREQUISITE, ""))
    assert offered([*rows, row("d", "Python")], "Design") == set("abcd")
    assert offered(rows, "Design", done=["a"]) == set("bc")
    rows[0]["prerequisites"]["kind"] = "corequisite"
    assert offered(rows, "Design") == set("abc")


def test_what_needs_something_refused_is_refused_too():
    rows = [row("a", "Python", prerequisites={"credential": "b"}), row("b", "SQL", level="advanced")]
    assert refusals(rows, "Python", level="beginner") == {
        "a": (Refusal.PREREQUISITE, ""),
        "b": (Refusal.FILTER, "level"),
    }


# ---- loaded, and not


def test_only_what_serves_is_loaded():
    rows = [
        row("a", "Python", prerequisites={"any_of": [{"skill": "SQL"}, {"credential": "w"}]}),
        SQL,
        row("w", "Writing", prerequisites={"skill": "Design", "kind": "recommended"}),
        row("x", "Design"),
        row("y", "Welding", prerequisites={"skill": "Python"}),
        row("z", "Writing"),
    ]
    question = questioned(rows, "Python")
    assert set(question.pool.offers) == {"a", "q", "w"}
    assert question.pool.refused == {}
    assert offered(rows, "Python", have=["SQL"]) == {"a"}
    assert offered(rows, "Python", pin=["z"]) == {"a", "q", "w", "z"}
    assert offered(rows, "Python", done=["a"]) == set()


def test_a_goal_credential_brings_its_parts_and_theirs():
    rows = [row("a"), row("b"), stack("s", "a", "b"), row("c"), stack("t", "s", "c"), stack("u", "t")]
    question = questioned(rows, credential="t")
    assert set(question.pool.offers) == set("abc")
    assert set(question.problem.stacks) == {"s", "t"}
    assert question.problem.goal_credential == "t"
    assert offered(rows, credential="t", done=["a", "b"]) == {"c"}


def test_a_goal_credential_that_nothing_earns_is_no_goal_of_the_problem():
    question = questioned([row("a", "Python"), stack("s", "a", "ghost")], "Python", credential="s")
    assert question.problem.goal_credential is None
    assert question.gap.credential_missing


def test_larger_credentials_count_where_a_part_serves_the_goal():
    rows = [
        row("a", "Python"),
        row("b", "Design"),
        stack("s", "a", "b", earned_by={"any_of": [{"credential": "a"}, {"credential": "b"}]}),
        stack("t", "s"),
        stack("v", "b"),
        stack("w", "a", "ghost"),
    ]
    assert questioned(rows, "Python").problem.counted == {"s", "t"}
    assert questioned(rows, "Python", done=["b"]).problem.counted == set()
    assert questioned(rows, "Writing", credential="v").problem.counted == {"v"}


# ---- the problem


def test_rules_are_left_with_what_is_open_and_possible():
    tree = {"at_least": 2, "of": [{"skill": "SQL"}, {"skill": "Design"}, {"credential": "ghost"}]}
    rows = [row("a", "Python", prerequisites=tree), SQL]
    assert questioned(rows, "Python", have=["Design"]).pool.offers["a"].rule == Need("sql", is_skill=True)
    assert questioned(rows, "Python", have=["Design", "SQL"]).pool.offers["a"].rule == ALWAYS


def test_limits_and_weights_are_whole_numbers():
    problem = questioned([SQL], skills={"SQL": 2.5}, budget=19.999, hours=4.1, by=day(3)).problem
    assert problem.limits == Limits(cents=1999, effort=246, end=128)
    assert problem.goals == {"sql": 2500}
    assert questioned([SQL], "SQL").problem.limits == Limits()


def test_prerequisites_are_followed_only_from_what_no_other_beats():
    rows = [row("a", "Python", cost=cost(9)), row("b", "Python", prerequisites={"skill": "SQL"}), SQL]
    question = questioned(rows, "Python")
    assert set(question.pool.offers) == {"a", "b"}
    assert set(question.problem.offers) == {"a"}
    assert set(questioned(rows, "Python", pin=["b"]).problem.offers) == {"a", "b", "q"}
