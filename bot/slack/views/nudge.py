"""The weekly reminder: the next step of a plan, and what can be answered to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.advisor import facts
from bot.advisor.wording import speaking
from bot.slack.views import cards
from bot.slack.views.actions import LONGEST_ID, Action, Nudge, NudgeAct, carried, marked
from bot.slack.views.kit import Element, actions, button, rich, words
from bot.slack.views.message import Message, beside
from bot.slack.views.text import cut, one_line
from bot.slack.views.words import say
from catalog.credential import Credential
from people.plan import SavedStep

TITLE = 200


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step of the plan of this title that comes next, by its number in it, and its record where there still is one."""

    plan: str
    number: int
    step: SavedStep
    currency: str
    item: Credential | None = None


def reminder(following: NextStep, tongue: str, *, last: bool) -> Message:
    """Title, price and hours of the step; `last` says that no further one comes without an answer."""
    with speaking(tongue):
        head = say("nudge", title=cut(one_line(following.plan), TITLE) or say("untitled"))
        figures = cut(one_line(" · ".join(_figures(following))), cards.LINE)
        item, step = following.item, following.step
        title = cards.linked_title(item.title if item else step.title, item.url if item else None)
        end = [say("nudge_last")] if last else []
        text = rich(words(f"{head}\n{following.number}. "), title, words("\n".join([f" · {figures}", *end])))
        spoken = "\n".join([head, f"{following.number}. {title['text']} · {figures}", *end])
        return Message(beside(spoken), (text, actions(_buttons(step.id))))


def _figures(following: NextStep) -> tuple[str, str]:
    item, step = following.item, following.step
    if item is not None:
        return facts.price(item.cost, item.hours), facts.hours(item.hours)
    price = (
        facts.price(None, None) if step.cents is None else facts.money(Decimal(step.cents) / 100, following.currency)
    )
    return price, facts.hours(None) if step.hours is None else facts.hours_long(step.hours)


def _buttons(id_: str) -> list[Element]:
    known = len(id_) <= LONGEST_ID
    acts = [act for act in NudgeAct if act is not NudgeAct.DONE or known]
    return [
        button(
            marked(Action.NUDGE, act),
            say(f"nudge_{act}"),
            carried(Nudge(act=act, id=id_ if act is NudgeAct.DONE else None)),
            primary=act is NudgeAct.DONE,
        )
        for act in acts
    ]
