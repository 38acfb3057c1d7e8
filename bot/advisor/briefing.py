"""What a language model is told before it answers: its instructions, and what holds in the conversation, as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.advisor.grounding.check import runs_of
from bot.advisor.rules.profile import known_lines
from bot.advisor.rules.turn import Turn
from bot.advisor.tools.registry import BY_NAME
from prompts import library

SYSTEM, SUMMARY = "advisor/system", "advisor/summary"


def instructions(turn: Turn) -> str:
    """The system prompt."""
    return library()[SYSTEM].render("system", today=turn.today.isoformat(), tongue=turn.wording.tongue)


def question_of(turn: Turn, message: str) -> str:
    """The learner's message behind the data of the conversation."""
    data = json.dumps(_context(turn), ensure_ascii=False, default=str).replace("<|", "< |").replace("|>", "| >")
    return f"{library()[SYSTEM].render('context')}\n{data}\n\n{library()[SYSTEM].render('message')}\n{message}"


def summary_instructions() -> str:
    """How an older part of the conversation is summed up."""
    return library()[SUMMARY].render("summary")


def _context(turn: Turn) -> dict[str, Any]:
    state = turn.state
    values: dict[str, Any] = {
        "searched_for": state.text,
        "limits_in_force": state.constraints.in_force(),
        "shown_by_number": _titled(turn, state.shown),
        "in_focus": state.focus,
        "path_steps_by_number": _titled(turn, state.plan_steps),
        "saved_plans": [{"number": plan.number, "title": plan.title} for plan in turn.person.plans if turn.private],
        "learner": known_of_learner(turn) if turn.private else (),
        "earlier": state.summary,
        "offered": state.offer,
    }
    return {name: value for name, value in values.items() if value}


def _titled(turn: Turn, ids: tuple[str, ...]) -> dict[str, dict[str, str]]:
    titles = {item.id: item.title for item in turn.tools.details(ids)}
    return {str(at): {"id": id_, "title": titles[id_]} for at, id_ in enumerate(ids, 1) if id_ in titles}


def known_of_learner(turn: Turn) -> tuple[str, ...]:
    """What is known of the learner, in words; nothing is cited for it."""
    cited = dict(turn.cited)
    lines = tuple(known_lines(turn))
    turn.cited = cited
    return lines


@cache
def secrets() -> frozenset[str]:
    """Runs of words that stand in our instructions and in no answer."""
    return frozenset(run for text in _texts() for run in runs_of(text))


def _texts() -> Iterator[str]:
    names = [SYSTEM, SUMMARY, *(tool.prompt.name for tool in BY_NAME.values())]
    for name in names:
        yield from library()[name].sections.values()
