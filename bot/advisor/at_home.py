"""What is known of a person, what they plan and what they could look at: for a door that shows it without being asked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.advisor.conversation import Constraints
from bot.advisor.rules.profile import known_lines
from bot.advisor.rules.turn import Turn
from bot.advisor.toolbox import Wish
from catalog.credential import Credential, Visibility
from catalog.learner import Learner
from people.plan import SavedPlan
from retrieval.query import Sort

LOOKED_AT, SUGGESTED = 12, 3


@dataclass(frozen=True, slots=True)
class AtHome:
    """What is known in words, a line each, and as it is kept; the titles of the present work and of the goal; the plan
    that was saved last, courses to suggest with the titles of what they refer to, and the language of the words."""

    known: tuple[str, ...]
    learner: Learner
    role: str | None
    goal: str | None
    plan: SavedPlan | None
    suggestions: tuple[Credential, ...]
    names: dict[str, str]
    tongue: str


def at_home(turn: Turn) -> AtHome:
    """All of it, for the person of a turn."""
    learner, plans = turn.person.learner, turn.person.plans
    role, goal = (turn.tools.role(id_) if id_ else None for id_ in (learner.role, learner.goal))
    suggestions = _suggested(turn, goal.title if goal else "")
    return AtHome(
        known=tuple(known_lines(turn)),
        learner=learner,
        role=role.title if role else None,
        goal=goal.title if goal else None,
        plan=plans[-1] if plans else None,
        suggestions=suggestions,
        names=turn.tools.names(suggestions),
        tongue=turn.wording.tongue,
    )


def _suggested(turn: Turn, goal: str) -> tuple[Credential, ...]:
    """What leads toward a goal within the budget, the employer's own courses first; nothing while no goal is known."""
    if not goal:
        return ()
    learner = turn.person.learner
    limits = {} if learner.budget is None else {"max_cost": learner.budget, "currency": learner.currency or "USD"}
    found = turn.tools.find(Wish(goal, Constraints().changed(limits), Sort.RELEVANCE, 0, LOOKED_AT)).items
    return tuple(sorted(found, key=lambda item: item.audience.visibility is Visibility.PUBLIC)[:SUGGESTED])
