"""Why a skill of the goal stays uncovered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from catalog.shelf import Shelf
from pathways.gather import Refusal
from pathways.plan import Gone, Uncovered
from pathways.question import Question
from pathways.request import PathRequest
from pathways.sequence import held_after
from pathways.solve import Best

Asked = Callable[[PathRequest], Question]
Solved = Callable[[Question], Best | None]

_REFUSALS = (
    (Refusal.PREREQUISITE, Gone.PREREQUISITE),
    (Refusal.UNKNOWN, Gone.UNKNOWN_VALUE),
    (Refusal.FILTER, Gone.FILTERED_OUT),
    (Refusal.CURRENCY, Gone.FILTERED_OUT),
    (Refusal.DATES, Gone.OVER_TIME),
    (Refusal.PARTS, Gone.UNKNOWN_VALUE),
)
"""What kept a teacher of a skill out, the first that applies, and how that is told."""


def reasons(
    question: Question, open_skills: Collection[str], shelf: Shelf, ask: Asked, best_of: Solved
) -> Iterable[Uncovered]:
    """One reason for each skill that the best path leaves open, given by its canonical name."""
    names = {wanted.key: wanted.skill.skill for wanted in question.gap.wanted}
    taught = {skill for offer in question.pool.offers.values() for skill in offer.teaches}
    limited = [skill for skill in open_skills if skill in taught]
    with_money = _covered_without_budget(question, ask, best_of) if limited else frozenset()
    for skill in open_skills:
        if skill in taught:
            yield Uncovered(names[skill], Gone.OVER_BUDGET if skill in with_money else Gone.OVER_TIME)
        else:
            yield Uncovered(names[skill], _refused(question, skill, shelf))


def _covered_without_budget(question: Question, ask: Asked, best_of: Solved) -> frozenset[str]:
    """What would be covered if money were no limit."""
    if question.request.budget is None:
        return frozenset()
    richer = ask(question.request.changed(budget=None))
    best = best_of(richer)
    return held_after(richer.problem, (offer for offer, _ in best.steps)).skills if best else frozenset()


def _refused(question: Question, skill: str, shelf: Shelf) -> Gone:
    found = {refusal for _, refusal, _ in question.pool.taught_by_refused(skill, shelf)}
    return next((gone for refusal, gone in _REFUSALS if refusal in found), Gone.NOT_TAUGHT)
