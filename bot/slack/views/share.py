"""An answer that somebody shows to everybody in a channel, and the button that does it."""

from __future__ import annotations

import datetime as dt

from bot.advisor.messages import Answer
from bot.advisor.wording import speaking
from bot.slack.views import answer as answers
from bot.slack.views.actions import Action, Share, carried
from bot.slack.views.desk import shown
from bot.slack.views.kit import MOST_BLOCKS, Element, button, rich, words
from bot.slack.views.message import Message, Surface
from bot.slack.views.text import escaped
from bot.slack.views.words import say


def share_button(value: Share) -> Element:
    """Shows an answer to everybody."""
    return button(Action.SHARE, say("share"), carried(value))


def shared(answer: Answer, name: str, today: dt.date) -> Message:
    """The answer, with the name of whoever shows it."""
    with speaking(answer.language):
        head = say("share_by", name=shown(name))
    made = answers.message(answer, Surface(), today)
    return Message(f"{escaped(head)}\n{made.text}", (rich(words(head, bold=True)), *made.blocks[: MOST_BLOCKS - 1]))
