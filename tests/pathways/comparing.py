"""One problem solved by the planner and by an oracle, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from catalog.errors import AdvisorError
from pathways.ground import Ground
from pathways.question import Question, question_of
from pathways.schedule import paid_at
from pathways.sequence import end_of
from pathways.solve import Best, solve
from tests.pathways.shelves import Row, RowShelf, request_of

WORK = 60


@dataclass(frozen=True)
class Solved:
    """What the planner found; both empty where it refused the request."""

    question: Question | None
    best: Best | None

    @property
    def ids(self) -> list[str]:
        assert self.best is not None
        return sorted(offer.id for offer, _ in self.best.steps)

    @property
    def cents(self) -> int:
        assert self.best is not None
        assert self.question is not None
        return sum(paid_at([offer for offer, _ in self.best.steps], self.question.problem.pace.week).values())

    @property
    def end(self) -> int:
        assert self.best is not None
        return end_of(self.best.steps)


def solved(catalog: list[Row], request: dict[str, Any]) -> Solved:
    """The planner's answer to a problem in the oracle's form."""
    try:
        question = question_of(request_of(request), Ground(RowShelf(catalog)))
    except AdvisorError:
        return Solved(None, None)
    return Solved(question, solve(question.problem, WORK))


def is_refused(catalog: list[Row], request: dict[str, Any]) -> bool:
    """Whether a request has no sensible answer: no goal, a goal that is not there, a day that is not after the start."""
    by, goal = request.get("by"), request.get("credential")
    return (
        (not request["skills"] and goal is None)
        or (by is not None and by <= request["start"])
        or (goal is not None and goal not in {row["id"] for row in catalog})
    )
