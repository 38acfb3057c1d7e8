"""The App Home: what is known of a person, their saved plan and how far they are, and what they could look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.advisor.wording import ENGLISH, speaking
from bot.slack.views import cards
from bot.slack.views.actions import LONGEST_ID, Action, Details, Nudges, carried, marked
from bot.slack.views.kit import Block, Element, actions, button, header, rich, words
from bot.slack.views.text import clean, cut, one_line
from bot.slack.views.words import say
from catalog.credential import Credential
from people.plan import SavedPlan

MOST_LINES, LINE, MOST_STEPS, MOST_SUGGESTIONS = 30, 400, 20, 5


@dataclass(frozen=True, slots=True)
class Resident:
    """Whose home it is: the lines that say what is known, the plan that is followed, the ids of what is done, courses to
    suggest with the titles of what they refer to, whether reminders are wanted, and the language."""

    known: tuple[str, ...] = ()
    plan: SavedPlan | None = None
    done: frozenset[str] = frozenset()
    suggestions: tuple[Credential, ...] = ()
    names: dict[str, str] | None = None
    nudges: bool = False
    tongue: str = ENGLISH


def home(resident: Resident, today: dt.date) -> dict[str, Any]:
    """The view that `views.publish` takes."""
    with speaking(resident.tongue):
        return {"type": "home", "blocks": list(_blocks(resident, today))}


def _blocks(resident: Resident, today: dt.date) -> Iterator[Block]:
    yield header(say("home_title"))
    yield rich(words(say("home_known"), bold=True), *(words(f"\n{line}") for line in _known(resident)))
    yield actions([button(Action.EDIT_PROFILE, say("edit_profile"), Action.EDIT_PROFILE), _privacy()])
    yield {"type": "divider"}
    yield from _plan(resident)
    yield from _suggestions(resident, today)
    yield {"type": "divider"}
    yield rich(words(say("nudges_are_on" if resident.nudges else "nudges_are_off")))
    label = say("nudges_off" if resident.nudges else "nudges_on")
    yield actions([button(Action.NUDGES, label, carried(Nudges(on=not resident.nudges)))])


def _known(resident: Resident) -> list[str]:
    lines = [cut(clean(line).strip(), LINE) for line in resident.known if clean(line).strip()]
    return lines[:MOST_LINES] or [say("home_unknown")]


def _privacy() -> Element:
    return button(Action.PRIVACY, say("privacy"), Action.PRIVACY)


def _plan(resident: Resident) -> Iterator[Block]:
    plan = resident.plan
    yield header(say("home_plan"))
    if plan is None:
        yield rich(words(say("home_no_plan")))
        return
    done = sum(step.id in resident.done for step in plan.steps)
    said: list[Element] = [
        words(cut(one_line(plan.title), LINE) or say("untitled"), bold=True),
        words(f"\n{say('home_progress', done=done, total=len(plan.steps))}"),
    ]
    said += [words(f"\n{line}") for line in _steps(plan, resident.done)]
    yield rich(*said)
    following = next((step for step in plan.steps if step.id not in resident.done), None)
    if following is not None and len(following.id) <= LONGEST_ID:
        yield actions([button(marked(Action.DETAILS, "next"), say("details"), carried(Details(id=following.id)))])


def _steps(plan: SavedPlan, done: frozenset[str]) -> Iterator[str]:
    following = next((step.id for step in plan.steps if step.id not in done), None)
    for step in plan.steps[:MOST_STEPS]:
        state = "done" if step.id in done else "next" if step.id == following else "later"
        yield say(f"home_step_{state}", title=cards.title_of(step.title))
    if len(plan.steps) > MOST_STEPS:
        yield say("home_steps_more", count=len(plan.steps) - MOST_STEPS)


def _suggestions(resident: Resident, today: dt.date) -> Iterator[Block]:
    shown = resident.suggestions[:MOST_SUGGESTIONS]
    if not shown:
        return
    yield header(say("home_suggestions"))
    for number, item in enumerate(shown, 1):
        yield from cards.card(number, item, resident.names or {}, today)
