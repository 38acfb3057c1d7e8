"""The oracle's plain data as the planner takes it: a shelf of native JSON rows, and requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from catalog.content import fold
from catalog.credential import Credential
from pathways.request import GoalSkill, HeldSkill, PathRequest

Row = dict[str, Any]


class RowShelf:
    """Credentials given as native JSON; skills are compared folded."""

    generation = "test"

    def __init__(self, rows: Iterable[Row]) -> None:
        self.items = {row["id"]: Credential.model_validate(row) for row in rows}

    def canonical(self, skill: str) -> str:
        return fold(skill)

    def teaching(self, skills: Collection[str]) -> list[Credential]:
        return [item for item in self.items.values() if not set(skills).isdisjoint(map(fold, item.taught))]

    def credentials(self, ids: Collection[str]) -> list[Credential]:
        return [self.items[id_] for id_ in ids if id_ in self.items]

    def stacks(self) -> tuple[Credential, ...]:
        return tuple(item for item in self.items.values() if item.earned_by is not None)


def request_of(request: dict[str, Any]) -> PathRequest:
    """The oracle's request in the planner's form."""
    plain = {
        name: request.get(name) for name in ("credential", "budget", "hours", "by", "provider", "level", "delivery")
    }
    language = request.get("language")
    return PathRequest(
        skills=tuple(GoalSkill(skill=name, importance=weight) for name, weight in request["skills"].items()),
        have=tuple(HeldSkill(skill=name) for name in request.get("have") or ()),
        language=(language,) if language else (),
        start=dt.date.fromisoformat(request["start"]),
        hours_per_week=request.get("hours_per_week") or 5,
        objective=request["objective"],
        currency=request.get("currency") or "USD",
        allow_unknown=bool(request.get("allow_unknown")),
        online=bool(request.get("online")),
        **{name: tuple(request.get(name) or ()) for name in ("done", "without", "pin", "exclude")},
        **plain,
    )
