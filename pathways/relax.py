"""The smallest changes that lead further, each proven by a solve of its own; and coverage against money."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

from catalog.errors import UsageError
from pathways.filters import filters_of
from pathways.gather import Refusal
from pathways.plan import Path, Relaxation
from pathways.question import Question
from pathways.request import MOST_HOURS_A_WEEK, Objective, PathRequest

Solved = Callable[[Question], Path]
Asked = Callable[[PathRequest], Question]
Enough = Callable[[float], bool]
Reach = Callable[[Question, Enough], float | None]

MORE_HOURS = 10
"""Up to so many more hours a week are tried."""
MOST_POINTS = 12
"""So many points of coverage against money are looked for."""
_FILTERS: dict[str, object] = {"provider": None, "without": (), "level": None, "delivery": None, "online": False}
"""What may be lifted of what somebody would take at all, and what it is then."""


@dataclass(frozen=True, slots=True)
class Point:
    """What so much money reaches at most."""

    cents: int
    coverage: float
    steps: int


@dataclass(frozen=True, slots=True)
class Relaxer:
    """Tries changes of one question: `ask` prepares a changed request, `solve` finds its best path, `reach` only tells what
    this covers, where that is enough, which is quicker."""

    ask: Asked
    solve: Solved
    reach: Reach

    def relaxations(self, question: Question, reached: float) -> Iterator[Relaxation]:
        """Every single change that reaches more than `reached`, in the order money, time, filters, unknown values."""
        request = question.request
        if request.budget is not None:
            yield from self._more_money(question, reached)
        if request.by is not None:
            yield from self._later(question, reached)
            yield from self._more_hours_a_week(request, reached)
        if request.budget is not None and request.by is not None:
            yield from self._more_money_and_time(question, reached)
        if request.hours is not None:
            yield from self._more_hours(request, reached)
        yield from self._fewer_filters(question, reached)
        if any(refusal is Refusal.UNKNOWN for _, refusal, _ in question.pool.refused.values()):
            coverage = self._beyond(request.changed(allow_unknown=True), reached)
            if coverage is not None:
                yield Relaxation("allow_unknown", False, True, coverage)

    def frontier(self, question: Question, most: int = MOST_POINTS) -> tuple[Point, ...]:
        """What each sum reaches, from the least that reaches all that can be down to nothing; so many points at most."""
        request = question.request.changed(objective=Objective.CHEAPEST, budget=None)
        points: list[Point] = []
        while len(points) < most:
            try:
                path = self._solved(request)
            except UsageError:  # pinned steps cost more
                break
            points.append(Point(path.totals.cents, path.coverage, len(path.steps)))
            if not path.totals.cents:
                break
            request = request.changed(budget=Decimal(path.totals.cents - 1) / 100)
        return tuple(reversed(points))

    def _solved(self, request: PathRequest) -> Path:
        return self.solve(self.ask(request))

    def _beyond(self, request: PathRequest, reached: float) -> float | None:
        """What the best path of a changed request covers, where that is more than so much."""
        return self.reach(self.ask(request), lambda coverage: coverage > reached)

    def _suffices(self, request: PathRequest, least: float) -> bool:
        """Whether the best path of a changed request covers so much."""
        return self.reach(self.ask(request), lambda coverage: coverage >= least) is not None

    def _further(self, request: PathRequest, reached: float) -> Path | None:
        """The best path of a changed request, where it covers more than so much."""
        return None if self._beyond(request, reached) is None else self._solved(request)

    def _more_money(self, question: Question, reached: float) -> Iterator[Relaxation]:
        request = question.request.changed(budget=None, objective=Objective.CHEAPEST)
        path = self._further(request, reached)
        if path is not None:
            yield Relaxation("budget", question.request.budget, Decimal(path.totals.cents) / 100, path.coverage)

    def _later(self, question: Question, reached: float) -> Iterator[Relaxation]:
        path = self._further(question.request.changed(by=None, objective=Objective.FASTEST), reached)
        if path is not None and path.steps:
            yield Relaxation("by", question.request.by, path.steps[-1].ends_on, path.coverage)

    def _more_money_and_time(self, question: Question, reached: float) -> Iterator[Relaxation]:
        """The cheapest path without either limit, where it reaches more than lifting one of them does."""
        request = question.request
        alone = [self._beyond(request.changed(**{name: None}), reached) for name in ("budget", "by")]
        changed = request.changed(budget=None, by=None, objective=Objective.CHEAPEST)
        path = self._further(changed, max(reached, *(coverage or 0 for coverage in alone)))
        if path is not None and path.steps:
            before = {"budget": request.budget, "by": request.by}
            after = {"budget": Decimal(path.totals.cents) / 100, "by": path.steps[-1].ends_on}
            yield Relaxation("budget_and_by", before, after, path.coverage)

    def _more_hours_a_week(self, request: PathRequest, reached: float) -> Iterator[Relaxation]:
        have = request.hours_per_week
        longest = min(MORE_HOURS, floor(MOST_HOURS_A_WEEK - have))
        if longest < 1:
            return
        most = self._beyond(request.changed(hours_per_week=_plus(have, longest)), reached)
        if most is not None:
            more = self._least(
                longest,
                lambda more: self._suffices(request.changed(hours_per_week=_plus(have, more)), most),
            )
            yield Relaxation("hours_per_week", have, _plus(have, more), most)

    def _more_hours(self, request: PathRequest, reached: float) -> Iterator[Relaxation]:
        path = self._further(request.changed(hours=None), reached)
        if path is None or request.hours is None:
            return
        have = request.hours
        more = self._least(
            ceil(path.totals.hours - have) + 1,
            lambda extra: self._suffices(request.changed(hours=_plus(have, extra)), path.coverage),
        )
        yield Relaxation("hours", have, _plus(have, more), path.coverage)

    @staticmethod
    def _least(most: int, suffices: Callable[[int], bool]) -> int:
        """The least whole number from 1 that suffices, where `most` does (bisection)."""
        low, high = 1, max(most, 1)
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if suffices(middle) else (middle + 1, high)
        return high

    def _fewer_filters(self, question: Question, reached: float) -> Iterator[Relaxation]:
        request = question.request
        for name, lifted in _FILTERS.items():
            if name in filters_of(request):
                coverage = self._beyond(request.changed(**{name: lifted}), reached)
                if coverage is not None:
                    yield Relaxation(name, getattr(request, name), None, coverage)
        for language in self._other_languages(question) if request.language else ():
            coverage = self._beyond(request.changed(language=(*request.language, language)), reached)
            if coverage is not None:
                yield Relaxation("language", request.language, language, coverage)

    @staticmethod
    def _other_languages(question: Question) -> list[str]:
        """The languages of what was refused for its language and teaches something that is missing."""
        refused = (item for item, refusal, name in question.pool.refused.values() if name == "language")
        return sorted({tag for item in refused for tag in item.language})


def _plus(hours: float, more: int) -> float:
    """Hours and more, as they would be written."""
    return float(Decimal(str(hours)) + more)
