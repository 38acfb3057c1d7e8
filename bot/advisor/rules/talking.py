"""Greeting, help, thanks, and what lies outside the catalog."""

from __future__ import annotations

from bot.advisor.messages import Intent
from bot.advisor.rules.care import hand_over
from bot.advisor.rules.quoting import asked_about, quoted
from bot.advisor.rules.telling import details
from bot.advisor.rules.turn import Turn
from bot.advisor.understand.matters import Matter

_UNSTATED = {Matter.EACH: "each_unknown", Matter.EXAM: "exam_unknown"}
"""Matters of which is said that the catalog does not tell them."""


def hello(turn: Turn) -> None:
    """A greeting, with examples at the beginning."""
    if turn.state.turns:
        turn.say("chat", "again")
        turn.end_paragraph()
        return
    turn.offer(turn.wording.say("chat", "hello"), turn.wording.options("chat", "examples"))


def thanks(turn: Turn) -> None:
    """A friendly word."""
    turn.say("chat", "thanks")


def goodbye(turn: Turn) -> None:
    """A last word."""
    turn.say("chat", "goodbye")


def usage(turn: Turn) -> None:
    """What the advisor can do."""
    turn.say("chat", "help", example=turn.wording.options("chat", "examples")[0])


def terms(turn: Turn) -> None:
    """What the kinds of award are."""
    turn.say("chat", "terms")


def reset(turn: Turn) -> None:
    """The conversation begins anew; what is known of the person stays."""
    turn.begin_anew()
    turn.say("chat", "reset")


def unclear(turn: Turn) -> None:
    """Asks for a topic."""
    if turn.understanding.references and not turn.state.shown:
        turn.say("details", "nothing_listed")
        return
    if turn.state.plan is not None and turn.state.constraints.objective is not None:
        turn.say("path", "unclear")
        turn.offer(turn.wording.say("path", "unclear_question"), turn.wording.options("path", "unclear_options"))
        return
    turn.say("chat", "unclear")
    turn.offer(turn.wording.say("chat", "unclear_question"), turn.wording.options("chat", "examples"))


def outside(turn: Turn) -> None:
    """Refuses by name, and says what the advisor can do; what the text of a record tells of it is quoted instead."""
    understood = turn.understanding
    code = understood.refused
    named = [item for words in understood.titles for item in turn.tools.titled(words)[:1]]
    named += turn.pointed_at(understood.references)
    if len(named) == 1:
        turn.state.focus = named[0].id
    if (understood.text or understood.matters) and quoted(turn, understood.text, understood.matters):
        turn.intent = Intent.DETAILS
        return
    if understood.aspects:
        turn.intent = Intent.DETAILS
        details(turn)
        return
    unstated = next((_UNSTATED[matter] for matter in map(Matter, understood.matters) if matter in _UNSTATED), "")
    if unstated and (items := asked_about(turn)):
        turn.intent = Intent.DETAILS
        turn.cite(items)
        for item in items:
            turn.say("details", unstated, title=item.title)
        return
    if code == "human":
        hand_over(turn)
        return
    values = {"example": "writing for work"} if code == "writing" else {}
    turn.notice(code, turn.wording.say("outside", code, **values))
