"""A plan that was made is told again only to those for whom it would be made again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from bot.advisor import planned as module
from bot.advisor.planned import Planned
from pathways.plan import Plan
from pathways.planner import Planner
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC, Asker
from tests.pathways.oracle.catalogs import cost, row
from tests.pathways.planning import asked
from tests.pathways.shelves import Row, RowShelf

EMPLOYEE = Asker(owners=frozenset({"north"}))
PYTHON = asked("Python")


class Serving:
    """A catalog that changes; each asker sees rows of their own."""

    def __init__(self, **rows: list[Row]) -> None:
        self.rows, self.generation = rows, "1"

    def shelf(self, asker: Asker) -> RowShelf:
        shelf = RowShelf(self.rows["inside" if asker == EMPLOYEE else "outside"])
        shelf.generation = self.generation
        return shelf


@pytest.fixture
def serving() -> Serving:
    return Serving(outside=[row("a", "Python", cost=cost(30))], inside=[row("b", "Python", cost=cost(5))])


def planned(serving: Serving) -> Planned:
    return Planned(cast(CatalogSearch, serving))


def cents(plans: Planned, asker: Asker = PUBLIC, **more: Any) -> int:
    request = PYTHON.changed(**more)
    return plans.plan(request, asker, alternatives=2, relax=True).path.totals.cents


def test_what_was_planned_is_not_planned_again(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    plans, made = planned(serving), []
    plan = Planner.plan
    monkeypatch.setattr(Planner, "plan", lambda *args, **more: made.append(args[1]) or plan(*args, **more))
    assert [cents(plans), cents(plans), cents(plans, budget=40)] == [3000, 3000, 3000]
    assert len(made) == 2


def test_nobody_is_told_the_plan_of_who_sees_more(serving: Serving) -> None:
    plans = planned(serving)
    assert [cents(plans, EMPLOYEE), cents(plans), cents(plans, EMPLOYEE)] == [500, 3000, 500]


def test_a_new_catalog_is_planned_over_and_the_one_before_comes_back(serving: Serving) -> None:
    plans, before = planned(serving), serving.rows["outside"]
    assert cents(plans) == 3000
    serving.rows["outside"], serving.generation = [row("a", "Python", cost=cost(35))], "2"
    assert cents(plans) == 3500
    serving.rows["outside"], serving.generation = before, "1"
    assert cents(plans) == 3000


def test_what_is_not_proven_is_looked_for_again(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    plans, plan = planned(serving), Planner.plan

    def broken_off(*args: Any, **more: Any) -> Plan:
        found = plan(*args, **more)
        certificate = found.path.certificate
        assert certificate is not None
        return replace(found, path=replace(found.path, certificate=replace(certificate, proven=False)))

    with monkeypatch.context() as patched:
        patched.setattr(Planner, "plan", broken_off)
        cents(plans)
    again = plans.plan(PYTHON, PUBLIC, alternatives=2, relax=True).path.certificate
    assert again is not None
    assert again.proven


def test_no_more_than_so_many_are_kept(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    plans = planned(serving)
    for budget in (40, 50, 60):
        cents(plans, budget=budget)
    assert len(plans._plans) == 2
