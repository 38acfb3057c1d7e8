"""The engine that needs no key: it acts on what was understood, in words from prompts/replies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from bot.advisor.conversation import Conversation
from bot.advisor.messages import Intent
from bot.advisor.rules.comparing import compare
from bot.advisor.rules.finding import find, more
from bot.advisor.rules.goals import goal
from bot.advisor.rules.plan_questions import adjust
from bot.advisor.rules.talking import goodbye, hello, outside, reset, terms, thanks, unclear, usage
from bot.advisor.rules.telling import details
from bot.advisor.rules.turn import Turn
from bot.advisor.toolbox import Toolbox
from bot.advisor.understand import understand
from bot.advisor.understand.reading import Act, Known

_ACTS: dict[Act, Callable[[Turn], None]] = {
    Act.FIND: find,
    Act.MORE: more,
    Act.COMPARE: compare,
    Act.GOAL: goal,
    Act.PLAN: adjust,
    Act.HELP: usage,
    Act.TERMS: terms,
    Act.HELLO: hello,
    Act.THANKS: thanks,
    Act.GOODBYE: goodbye,
    Act.RESET: reset,
    Act.REFUSED: outside,
    Act.UNCLEAR: unclear,
}


def run(turn: Turn) -> None:
    """Answers one turn: blocks, citations and the next state are left in it."""
    if turn.understanding.act is Act.AGREE:
        _take_offer(turn)
    turn.state.offer = None
    act = turn.understanding.act
    if act is Act.DETAILS:
        if not details(turn):
            _search_instead(turn)
    else:
        _ACTS[act](turn)
    turn.end_paragraph()


def _take_offer(turn: Turn) -> None:
    """A plain yes stands for the message that was offered."""
    turn.understanding = understand(turn.state.offer or "", known_of(turn.state, turn.tools, turn.today))
    turn.intent = turn.understanding.intent


def _search_instead(turn: Turn) -> None:
    """The words named no title: they are what to search for."""
    turn.understanding = turn.understanding.instead or turn.understanding
    if not turn.understanding.text:
        unclear(turn)
        return
    turn.intent = Intent.FIND
    find(turn)


def known_of(state: Conversation, tools: Toolbox, today: dt.date) -> Known:
    """What reading a message may rely on at this moment."""
    return Known(
        providers=tools.providers(),
        listed=bool(state.shown),
        compared=len(state.shown) > 1 and state.shown == state.compared,
        focused=state.focus is not None,
        offered=state.offer is not None,
        planned=state.plan is not None,
        plan_in_focus=state.plan is not None and state.constraints.objective is not None,
        today=today,
        language=state.constraints.language,
    )
