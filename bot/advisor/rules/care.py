"""Feelings get one human sentence before the facts, danger gets a human contact, and a wish for a person a summary."""

from __future__ import annotations

from bot.advisor import facts
from bot.advisor.rules.profile import known_lines
from bot.advisor.rules.turn import Turn
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.feelings import feeling_in

FILE = "care"


def hear(turn: Turn, message: str) -> None:
    """Begins the answer with one sentence where the message speaks of loss, shame or fear; once a conversation each."""
    feeling = feeling_in(Draft(message))
    if feeling and feeling not in turn.state.heard:
        turn.state.heard = (*turn.state.heard, feeling)
        turn.say(FILE, feeling)
        turn.end_paragraph()


def danger(turn: Turn) -> None:
    """Who can help now; never a refusal."""
    turn.say(FILE, "danger", contact=turn.contact or turn.wording.say(FILE, "danger_contact"))
    turn.end_as_notice("danger")


def hand_over(turn: Turn) -> None:
    """Who can be asked, and a summary that the learner may give them."""
    if turn.contact:
        turn.say(FILE, "person", contact=turn.contact)
    else:
        turn.say(FILE, "no_person")
    turn.end_as_notice("human")
    lines = known_lines(turn)
    if turn.state.plan_steps:
        items = turn.tools.details(turn.state.plan_steps)
        turn.cite(items)
        lines.append(turn.wording.say(FILE, "path", titles=facts.listed([f"“{item.title}”" for item in items])))
    if lines:
        turn.say(FILE, "summary")
        turn.sentences += lines
        turn.end_paragraph("\n")
