"""Whole plans: how far they lead, what they come to, why each step is there, what is told of the rest."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from catalog.credential import Credential
from catalog.errors import NotFound, UsageError
from pathways.offer import Price
from pathways.plan import Gone, Left, Plan, Status
from pathways.planner import Planner
from pathways.request import GoalSkill, Objective, budget_of
from tests.pathways.oracle.catalogs import START, cost, day, row
from tests.pathways.planning import asked, hours, plainly, planned, stack
from tests.pathways.shelves import Row, RowShelf

MONTHLY = {"cost": cost(39, "per_month")}
CREDIT = {"credit": [{"amount": 3, "unit": "ECTS", "awarded_by": "North University", "as_of": day(-9)}]}


def uncovered(plan: Plan) -> dict[str, Gone]:
    return {each.skill: each.reason for each in plan.path.uncovered}


# ---- how far


def test_a_path_that_reaches_all_is_found():
    plan = planned([row("a", "Python"), row("b", "SQL")], "Python", "SQL")
    assert (plan.status, plan.path.ids, plan.path.coverage) == (Status.FOUND, ("a", "b"), 1)
    assert plan.path.covered == ("Python", "SQL")
    assert (plan.path.uncovered, plan.relaxations) == ((), ())


def test_a_path_that_reaches_some_is_partial_and_weighs_by_importance():
    plan = planned([row("a", "Python")], skills={"Python": 3, "SQL": 1})
    assert (plan.status, plan.path.coverage, plan.path.covered) == (Status.PARTIAL, 0.75, ("Python",))


def test_what_is_held_counts_as_covered():
    plan = planned([row("a", "Python")], "Python", "SQL", have=["sql"])
    assert (plan.status, plan.path.covered, plan.path.ids) == (Status.FOUND, ("Python", "SQL"), ("a",))


@pytest.mark.parametrize("asked_for", [{"have": ["Python"]}, {"done": ["a"]}])
def test_nothing_missing_is_a_path_without_steps(asked_for: dict[str, Any]):
    plan = planned([row("a", "Python")], "Python", **asked_for)
    assert (plan.status, plan.path.steps, plan.path.coverage) == (Status.NOTHING_MISSING, (), 1)


def test_nothing_that_leads_there_is_impossible():
    plan = planned([row("a", "Python")], "SQL")
    assert (plan.status, plan.path.steps, plan.path.coverage) == (Status.IMPOSSIBLE, (), 0)
    assert planned([row("a", "Python"), stack("s", "a", "ghost")], credential="s").status is Status.IMPOSSIBLE


def test_a_goal_credential_weighs_as_much_as_a_core_skill():
    rows = [row("a", "Python"), row("b", "SQL"), stack("s", "a", "b")]
    plan = planned(rows, "Python", credential="s", budget=10)
    assert (plan.status, plan.path.ids, plan.path.coverage) == (Status.PARTIAL, ("a",), 0.25)
    assert planned(rows, "Python", credential="s").path.ids == ("a", "b")


# ---- what it comes to


def test_steps_follow_one_another_and_sums_are_theirs():
    rows = [
        row("a", "Python", cost=cost(12.5), **hours(7.5)),
        row("b", "SQL", delivery="hybrid", weeks=2, starts=[day(16)]),
        row("c", "Design", cost=None, hours=None),
    ]
    path = planned(rows, "Python", "SQL", "Design", allow_unknown=True).path
    told = [(step.credential.id, step.start_week, step.end_week, step.cents, step.priced) for step in path.steps]
    assert told == [("a", 0, 1.5, 1250, True), ("b", 2.29, 4.29, 1000, True), ("c", 4.29, 4.29, 0, False)]
    assert [step.starts_on for step in path.steps] == [START + dt.timedelta(days=days) for days in (0, 16, 30)]
    assert [step.order for step in path.steps] == [1, 2, 3]
    totals = path.totals
    assert (totals.cents, totals.hours, totals.weeks) == (2250, 17.5, 4.29)
    assert (totals.unknown_costs, totals.unknown_hours) == (1, 1)


def test_a_subscription_is_charged_once_for_the_months_together():
    rows = [row("a", "Python", **MONTHLY), row("b", "SQL", **MONTHLY, **hours(20))]
    steps = planned(rows, "Python", "SQL").path.steps
    assert [(step.cents, step.months) for step in steps] == [(7800, 2), (0, 2)]


def test_a_learners_own_price_is_what_counts():
    def member(credential: Credential) -> Price | None:
        return Price() if credential.provider == "North Academy" else Price(500)

    rows = [row("a", "Python", cost=cost(99)), row("b", "Python", provider="South", cost=cost(1))]
    path = Planner(RowShelf(rows), member).plan(asked("Python")).path
    assert (path.ids, path.totals.cents) == (("a",), 0)


def test_who_stops_holds_what_the_steps_so_far_give():
    rows = [row("a", "Python"), row("b", "SQL"), stack("s", "a"), row("c", "Design"), stack("t", "s", "b", **CREDIT)]
    path = planned(rows, skills={"Python": 3, "SQL": 2, "Design": 1}).path
    assert [(ramp.after_step, ramp.holds, ramp.skills) for ramp in path.if_you_stop] == [
        (1, ("a", "s"), ("Python",)),
        (2, ("a", "b", "s", "t"), ("Python", "SQL")),
        (3, ("a", "b", "c", "s", "t"), ("Python", "SQL", "Design")),
    ]
    assert [(each.credential.id, each.after_step) for each in path.earns] == [("s", 1), ("t", 2)]
    assert [(claim.unit, claim.awarded_by) for claim in path.earns[1].credit] == [("ECTS", "North University")]


def test_what_is_held_before_or_taken_as_a_step_is_not_earned():
    rows = [row("a", "Python"), stack("s", "a"), row("b", "SQL"), stack("t", "b", skills=["Design"], cost=cost(5))]
    rows[3] |= hours(50)
    path = planned(rows, "SQL", "Design", done=["a"]).path
    assert (path.ids, path.earns) == (("b", "t"), ())


@pytest.mark.parametrize(
    ("objective", "value"), [("cheapest", 20), ("fastest", 4), ("fewest", 2), ("balanced", 20 / 15 + 4 / 3)]
)
def test_the_certificate_tells_the_value_and_that_nothing_is_below_it(objective: str, value: float):
    rows = [row("a", "Python"), row("b", "SQL")]
    rows += [row("c", "Python", cost=cost(5), **hours(40)), row("d", "Python", cost=cost(50), **hours(5))]
    certificate = planned(rows, "Python", "SQL", objective=objective).path.certificate
    assert certificate is not None
    expected = {"cheapest": 15, "fastest": 3}.get(objective, value)
    assert certificate.value == certificate.bound == pytest.approx(expected)
    assert (certificate.proven, certificate.objective, certificate.generation) == (True, objective, "test")


def test_fitting_prefers_less_study_then_less_beside_the_goal():
    rows = [row("a", "SQL", "Design"), row("b", "SQL"), row("c", "SQL", **hours(11))]
    assert plainly(rows, asked("SQL")).path.ids == ("a",)
    assert plainly(rows, asked("SQL").changed(fitting=True)).path.ids == ("b",)
    rows[2] |= hours(9)
    assert plainly(rows, asked("SQL").changed(fitting=True)).path.ids == ("c",)


# ---- why, and what else


def test_why_a_step_is_there():
    rows = [
        row("a", "Python"),
        row("b", "SQL", "Welding", prerequisites={"credential": "a"}),
        row("c", "SQL", cost=cost(15), prerequisites={"all_of": [{"skill": "Python"}, {"credential": "d"}]}),
        row("d", "Writing", cost=cost(1)),
        row("e", "Python", cost=cost(14), **hours(12)),
        stack("s", "a", "b"),
    ]
    first, second = planned(rows, "Python", "SQL", pin=["b"]).path.steps
    why = first.why
    assert (why.teaches, why.opens, why.counts, why.only, why.pinned) == (("Python",), ("b",), ("s",), (), False)
    assert why.instead is not None
    assert (why.instead.credential.id, why.instead.cents, why.instead.minutes) == ("e", 400, 120)
    why = second.why
    assert (why.teaches, why.opens, why.counts, why.only, why.pinned) == (("SQL",), (), ("s",), (), True)
    assert why.instead is not None
    assert (why.instead.credential.id, why.instead.cents, why.instead.needs) == ("c", 500, ("d",))


def test_only_is_what_nothing_else_teaches_not_even_another_step():
    rows = [row("a", "Python"), row("b", "Python", "SQL", prerequisites={"credential": "a"})]
    first, second = planned(rows, "Python", "SQL").path.steps
    assert (first.why.teaches, first.why.only, first.why.instead) == (("Python",), (), None)
    assert (second.why.teaches, second.why.only) == (("SQL",), ("SQL",))


def test_alternatives_reach_as_much_and_are_better_in_what_they_are_called_by():
    rows = [
        row("a", "Python", cost=cost(1), **hours(20)),
        row("b", "SQL", cost=cost(1), **hours(20)),
        row("c", "Python", "SQL", cost=cost(40), **hours(30)),
        row("d", "Python", cost=cost(60), **hours(4)),
        row("e", "SQL", cost=cost(60), provider="South", **hours(4)),
    ]
    plan = planned(rows, "Python", "SQL")
    assert plan.path.ids == ("a", "b")
    assert [(other.label, other.path.ids) for other in plan.alternatives] == [
        ("fastest", ("d", "e")),
        ("fewest", ("c",)),
    ]
    assert all(other.path.coverage == 1 for other in plan.alternatives)
    assert [other.label for other in planned(rows, "Python", "SQL", objective="fewest").alternatives] == [
        "cheapest",
        "fastest",
    ]


def test_a_little_better_is_not_worth_telling():
    rows = [row("a", "Python", cost=cost(1), **hours(20)), row("b", "Python", cost=cost(9), **hours(16))]
    assert planned(rows, "Python").alternatives == ()
    rows[1] |= hours(15)
    assert [other.label for other in planned(rows, "Python").alternatives] == ["fastest"]


def test_another_provider_is_told_where_it_reaches_as_much():
    rows = [row("a", "Python"), row("b", "Python", cost=cost(30), provider="South"), row("c", "SQL")]
    plan = planned(rows, "Python")
    assert [(other.label, other.path.ids) for other in plan.alternatives] == [("another_provider", ("b",))]
    assert planned(rows, "Python", "SQL").alternatives == ()
    assert planned(rows, "Python", pin=["a"]).alternatives == ()


def test_a_goal_credential_sold_as_a_whole_is_told():
    parts = [row("a", "Python"), row("b", "SQL")]
    plan = planned([*parts, stack("s", "a", "b", cost=cost(90))], credential="s")
    assert (plan.path.ids, plan.whole and plan.whole.id) == (("a", "b"), "s")
    assert planned([*parts, stack("s", "a", "b")], credential="s").whole is None
    assert planned(parts, credential="a").whole is None


def test_what_is_left_out_is_counted():
    rows = [row("a", "Python"), row("b", "Python", cost=cost(5, currency="EUR")), row("c", "Python", hours=None)]
    assert planned(rows, "Python").left_out == Left(other_currency=1, unknown=1)
    assert planned(rows, "Python", allow_unknown=True).left_out == Left(other_currency=1)


# ---- what stays uncovered


@pytest.mark.parametrize(
    ("there", "limits", "reason"),
    [
        ({"skills": ["Design"]}, {}, Gone.NOT_TAUGHT),
        ({}, {"budget": 9.99}, Gone.OVER_BUDGET),
        ({}, {"by": day(13)}, Gone.OVER_TIME),
        ({}, {"hours": 9}, Gone.OVER_TIME),
        ({}, {"budget": 9, "hours": 9}, Gone.OVER_TIME),
        ({"enrol_by": day(-1)}, {}, Gone.OVER_TIME),
        ({}, {"level": "advanced"}, Gone.FILTERED_OUT),
        ({"cost": cost(5, currency="EUR")}, {}, Gone.FILTERED_OUT),
        ({"cost": None}, {}, Gone.UNKNOWN_VALUE),
        ({"earned_by": {"credential": "a"}, "cost": None}, {}, Gone.UNKNOWN_VALUE),
        ({"prerequisites": {"skill": "Welding"}}, {}, Gone.PREREQUISITE),
    ],
)
def test_each_skill_that_stays_uncovered_has_its_reason(there: Row, limits: dict[str, Any], reason: Gone):
    plan = planned(
        [row("a", "Python", cost=cost(0), **hours(1)), row("b", **{"skills": ["SQL"]} | there)], "SQL", **limits
    )
    assert uncovered(plan) == {"SQL": reason}


def test_a_circle_of_prerequisites_leads_nowhere_and_says_so():
    rows = [
        row("a", "Python", prerequisites={"credential": "b"}),
        row("b", "SQL", prerequisites={"credential": "a"}),
        row("c", "Design"),
    ]
    plan = planned(rows, "Python", "SQL", "Design")
    assert (plan.status, plan.path.ids) == (Status.PARTIAL, ("c",))
    assert uncovered(plan) == {"Python": Gone.PREREQUISITE, "SQL": Gone.PREREQUISITE}


# ---- what has no sensible answer


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({}, "A path needs a goal: name a role, a larger credential or at least one skill."),
        ({"skills": {f"Skill {at}": 1 for at in range(500)}}, "500 skills at once are too many for one path"),
        ({"by": day(-1)}, f"{day(-1)} is not after the start, {day(0)}; give a later date"),
        ({"by": day(366 * 21)}, "is more than 20 years away"),
        ({"pin": ["a"], "exclude": ["a"]}, "'a' is asked for and left out at once"),
        ({"pin": ["a"], "done": ["a"]}, "'a' is done already, so it cannot be a step"),
        ({"pin": ["a"], "budget": 9}, "The steps that you want to keep do not fit the limits"),
        ({"pin": ["a"], "by": day(13)}, "The steps that you want to keep do not fit the limits"),
        ({"pin": ["a"], "level": "advanced"}, "“Title of a” cannot be a step of this path: it does not meet what you"),
    ],
)
def test_what_has_no_answer_is_said_in_one_sentence(request_: dict[str, Any], said: str):
    goal = {"skills": {"Python": 1}} if request_ else {}
    with pytest.raises(UsageError) as caught:
        planned([row("a", "Python")], **goal | request_)
    assert str(caught.value).startswith(said) or said in str(caught.value)


@pytest.mark.parametrize("pace", [0, -1, 0.001, 101, float("nan"), float("inf")])
def test_a_pace_that_leads_nowhere_is_refused(pace: float):
    with pytest.raises(UsageError, match="hours a week lead nowhere"):
        plainly([row("a", "Python")], asked("Python").changed(hours_per_week=pace))


@pytest.mark.parametrize("most", [0, -1, float("nan"), float("inf")])
def test_hours_in_all_are_a_number_above_nothing(most: float):
    with pytest.raises(UsageError, match="must be more than 0"):
        plainly([row("a", "Python")], asked("Python").changed(hours=most))


@pytest.mark.parametrize("amount", [-1, "-0.01", float("nan"), "inf", "a lot"])
def test_a_budget_is_a_sum_that_can_be_spent(amount: float | str):
    with pytest.raises(UsageError, match="cannot be spent; give 0 or more"):
        budget_of(amount)
    assert str(budget_of("99.90")) == "99.90"


def test_ids_that_are_not_there_are_named():
    with pytest.raises(NotFound, match="No credential here has the id 'ghost', so it cannot be a step"):
        planned([row("a", "Python")], "Python", pin=["ghost"])
    with pytest.raises(NotFound, match="No credential here has the id 'ghost'; search"):
        planned([row("a", "Python")], credential="ghost")


def test_a_plan_keeps_what_was_asked():
    request = asked("Python", objective="fewest")
    plan = Planner(RowShelf([row("a", "Python")])).plan(request)
    assert plan.request == request
    assert plan.goal_skills == (GoalSkill(skill="Python"),)
    assert plan.path.certificate is not None
    assert plan.path.certificate.objective is Objective.FEWEST
