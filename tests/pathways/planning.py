"""Whole plans over the oracle's rows, in few words."""

from __future__ import annotations

from typing import Any

from pathways.ground import Ground
from pathways.plan import Plan
from pathways.planner import Planner
from pathways.question import Question, question_of
from pathways.request import PathRequest
from tests.pathways.oracle.catalogs import ask, row
from tests.pathways.shelves import Row, RowShelf, request_of


def asked(*skills: str, **more: Any) -> PathRequest:
    """A request in the planner's form, from what the oracle's takes."""
    return request_of(ask(*skills, **more))


def planned(rows: list[Row], *skills: str, **more: Any) -> Plan:
    """The whole plan, alternatives and relaxations included."""
    return Planner(RowShelf(rows)).plan(asked(*skills, **more))


def plainly(rows: list[Row], request: PathRequest) -> Plan:
    """The plan without what is told beside it."""
    return Planner(RowShelf(rows)).plan(request, alternatives=0, relax=False)


def questioned(rows: list[Row], *skills: str, **more: Any) -> Question:
    """A request with everything that was found for it."""
    return question_of(asked(*skills, **more), Ground(RowShelf(rows)))


def stack(key: str, *parts: str, **more: Any) -> Row:
    """A larger credential of these parts, not sold as a whole unless told otherwise."""
    plain = {"cost": None, "hours": None, "earned_by": {"all_of": [{"credential": part} for part in parts]}}
    return row(key, **plain | more)


def hours(most: float) -> dict[str, Any]:
    """What makes a row take so many hours."""
    return {"hours": {"min": most / 2, "max": most}}
