"""The one door to paths: a request in, a plan out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from catalog.credential import Credential
from catalog.errors import UsageError
from catalog.shelf import Shelf
from pathways.assemble import Assembler, coverage_of, status_of
from pathways.gather import Pool, Refusal
from pathways.ground import Ground
from pathways.offer import PriceOf, list_price
from pathways.plan import Alternative, Left, Path, Plan, Status
from pathways.question import Question, question_of
from pathways.relax import MOST_POINTS, Enough, Point, Relaxer
from pathways.request import Objective, PathRequest
from pathways.sequence import held_after
from pathways.solve import WORK, Best, furthest, solve
from pathways.uncovered import reasons

WORTH_KNOWING = 2
WORTH = {Objective.CHEAPEST: 100, Objective.FASTEST: 1.0, Objective.FEWEST: 1}
"""By how many cents, weeks or steps an alternative has to be better to be worth telling."""
ASIDE = 1.0
"""The work of each solve that is not the answer itself."""


class Planner:
    """Plans paths over what one asker may see; `price_of` is what a credential costs this learner."""

    def __init__(self, shelf: Shelf, price_of: PriceOf = list_price, work: float = WORK) -> None:
        self._ground = Ground(shelf, price_of)
        self._work = work
        self._aside = min(work, ASIDE)
        self._questions: dict[PathRequest, Question] = {}
        self._bests: dict[PathRequest, Best | None] = {}
        self._relaxer = Relaxer(self.question, self._aside_path, self._reach)

    def plan(self, request: PathRequest, *, alternatives: int = WORTH_KNOWING, relax: bool = True) -> Plan:
        """The best path, alternatives worth knowing, and where it falls short, what would lead further.

        Raises UsageError for a request that contradicts itself, NotFound for a goal or a pinned step that is not there.
        """
        question = self.question(request)
        path = self._assembled(question, solve(question.problem, self._work), why=True)
        status = status_of(question, path.coverage, len(path.steps))
        plan = Plan(request, question.gap, status, path, _left_out(question.pool), whole=self._whole(question))
        if relax and status in (Status.PARTIAL, Status.IMPOSSIBLE):
            plan = replace(plan, relaxations=tuple(self._relaxer.relaxations(question, path.coverage)))
        if alternatives and path.steps:
            others = [other for _, other in zip(range(alternatives), self.alternatives(question, path), strict=False)]
            plan = replace(plan, alternatives=tuple(others))
        return plan

    def question(self, request: PathRequest) -> Question:
        """Everything that can serve a request."""
        if request not in self._questions:
            self._questions[request] = question_of(request, self._ground)
        return self._questions[request]

    def alternatives(self, question: Question, path: Path) -> Iterator[Alternative]:
        """Paths that reach as much and are better in something else: cheaper, faster, fewer steps, another provider."""
        seen = {path.ids}
        for objective in (Objective.CHEAPEST, Objective.FASTEST, Objective.FEWEST):
            if objective is not question.request.objective:
                other = self._aside_path(self.question(question.request.changed(objective=objective)))
                if other.ids not in seen and _better(objective, other, path):
                    seen.add(other.ids)
                    yield Alternative(objective.value, other)
        provider = _main_provider(path)
        if provider is not None:
            elsewhere = self._elsewhere(question.request, provider, path.coverage)
            if elsewhere is not None and elsewhere.ids not in seen:
                yield Alternative("another_provider", elsewhere)

    def frontier(self, request: PathRequest, most: int = MOST_POINTS) -> tuple[Point, ...]:
        """What each sum of money reaches of the goal, in so many points at most, the best first to be found."""
        return self._relaxer.frontier(self.question(request), most)

    def _elsewhere(self, request: PathRequest, provider: str, coverage: float) -> Path | None:
        """The best path without a provider, where it covers so much."""
        try:
            question = self.question(request.changed(without=(*request.without, provider)))
            enough = self._reach(question, lambda reached: reached >= coverage)
            return None if enough is None else self._aside_path(question)
        except UsageError:  # a pinned step is this provider's
            return None

    def _aside_path(self, question: Question) -> Path:
        return self._assembled(question, self._aside_best(question), why=False)

    def _aside_best(self, question: Question) -> Best | None:
        if question.request not in self._bests:
            self._bests[question.request] = solve(question.problem, self._aside)
        return self._bests[question.request]

    def _reach(self, question: Question, enough: Enough) -> float | None:
        """The coverage of the best path of a question, where that is enough; the path is looked for where it can be."""
        problem = question.problem
        taken = furthest(problem, self._aside)
        if taken is not None:
            most = coverage_of(question, held_after(problem, [problem.offers[id_] for id_ in taken]))
            if not enough(most) or not problem.timed:
                return most if enough(most) else None
        coverage = self._aside_path(question).coverage
        return coverage if enough(coverage) else None

    def _assembled(self, question: Question, best: Best | None, *, why: bool) -> Path:
        if best is None:
            if question.request.pin:
                raise UsageError("The steps that you want to keep do not fit the limits; drop one or allow more.")
            best = Best((), proven=False, value=None, bound=None)
        shelf = self._ground.shelf
        assembler = Assembler(question, best, self._ground.larger, shelf.generation)
        open_skills = assembler.open_skills() if why else []
        return assembler.path(tuple(reasons(question, open_skills, shelf, self.question, self._aside_best)))

    def _whole(self, question: Question) -> Credential | None:
        """The goal credential where it is also sold as a whole, at a stated price."""
        goal = question.gap.credential
        if goal is None or goal.earned_by is None or not goal.price_known:
            return None
        return goal


def _better(objective: Objective, path: Path, than: Path) -> bool:
    """Whether a path has less of what the objective counts."""

    def amount(each: Path) -> float:
        totals = each.totals
        if objective is Objective.CHEAPEST:
            return totals.cents
        return totals.weeks if objective is Objective.FASTEST else len(each.steps)

    least = WORTH[objective]
    return bool(path.steps) and path.coverage >= than.coverage and amount(path) + least <= amount(than)


def _main_provider(path: Path) -> str | None:
    """The provider of most steps."""
    providers = Counter(step.credential.provider for step in path.steps if step.credential.provider)
    return max(sorted(providers), key=lambda name: providers[name], default=None)


def _left_out(pool: Pool) -> Left:
    refusals = Counter(refusal for _, refusal, _ in pool.refused.values())
    return Left(other_currency=refusals[Refusal.CURRENCY], unknown=refusals[Refusal.UNKNOWN])
