"""What a person would be told of a learner who asks for one: where they want to go, within which limits, by which plan.

Courses that an employer has for groups are left out of the plan: whoever reads it may be in none of them, and the learner,
who sees and changes all of it before it is sent, can name them.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.advisor import facts
from bot.advisor.rules.limits import DEFAULT_CURRENCY, limits_in_words
from bot.advisor.rules.turn import Turn


@dataclass(frozen=True, slots=True)
class Summary:
    """Each in the learner's words or language, empty where nothing is known; `tongue` is that language."""

    goal: str
    limits: str
    plan: str
    tongue: str


def summary(turn: Turn) -> Summary:
    """What is known by now, of the conversation first, else of the person."""
    return Summary(_goal(turn), "; ".join(_limits(turn)), ", ".join(_plan(turn)), turn.wording.tongue)


def _goal(turn: Turn) -> str:
    id_ = turn.state.plan_roles[0] or turn.person.learner.goal
    role = turn.tools.role(id_) if id_ else None
    return facts.role(role.title) if role else turn.state.said or turn.state.text


def _limits(turn: Turn) -> list[str]:
    held, learner = turn.state.constraints, turn.person.learner
    said = limits_in_words(held, turn.state.relative, turn.wording)
    budget = learner.budget if held.budget is None else held.budget
    if budget is not None and held.max_cost is None:
        currency = held.currency or learner.currency or DEFAULT_CURRENCY
        said.append(turn.wording.say("limits", "max_cost", amount=facts.money(budget, currency)))
    pace = held.hours_per_week or learner.hours_per_week
    if pace is not None:
        said.append(turn.wording.say("profile", "line_pace", value=facts.hours_long(pace)).lstrip("• "))
    return said


def _plan(turn: Turn) -> list[str]:
    if turn.state.plan_steps:
        return [item.title for item in turn.tools.details(turn.state.plan_steps) if not item.audience.groups]
    steps = turn.person.plans[-1].steps if turn.person.plans else ()
    found = turn.tools.details([step.id for step in steps])
    for_groups = {item.id for item in found if item.audience.groups}
    return [step.title for step in steps if step.id not in for_groups]
