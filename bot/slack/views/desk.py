"""What coaches see of a hand-over, and what the learner is told of it. Coaches read English, learners their own language."""

from __future__ import annotations

from collections.abc import Iterator

from bot.advisor.wording import ENGLISH, speaking
from bot.slack.views.actions import Action, Desk, DeskAct, Talk, carried, marked
from bot.slack.views.forms import HandoverForm
from bot.slack.views.kit import BUTTON_VALUE, Block, Element, actions, button, rich, words
from bot.slack.views.message import Message, beside
from bot.slack.views.text import clean, cut, one_line
from bot.slack.views.words import say
from people.desk import Handover

NAME, PIECE = 80, 3000
"""So many characters of a name are shown, and of what people write in one message."""


def talk_button(asked: str) -> Element:
    """Opens the form that goes to a person, with the message that asked for one."""
    return button(Action.TALK, say("handover_title"), carried(Talk(text=asked.strip()[:BUTTON_VALUE] or "…")))


def told(name: str, form: HandoverForm) -> str:
    """What a learner approved, as the coaches read it."""
    with speaking(ENGLISH):
        parts = (("goal", form.goal), ("limits", form.limits), ("plan", form.plan))
        lines = [say(f"handover_{part}", value=one_line(value)) for part, value in parts if value]
        return "\n".join([say("handover_asked", name=shown(name)), *lines, say("handover_said", said=form.question)])


def shown(name: str) -> str:
    """A name as it stands in a sentence."""
    return cut(one_line(name), NAME) or say("somebody")


def asks(handover: Handover, *, deputy: bool = False) -> Message:
    """A hand-over that waits for a coach, or for their deputy."""
    with speaking(ENGLISH):
        before = say("desk_deputy") if deputy else ""
        return _card(handover, before, [_button(handover, DeskAct.TAKE, "desk_take", primary=True)])


def taken(handover: Handover) -> Message:
    """One that a coach has."""
    with speaking(ENGLISH):
        reply = _button(handover, DeskAct.REPLY, "desk_reply", primary=True)
        return _card(
            handover,
            say("desk_taken", name=_coach(handover)),
            [reply, _button(handover, DeskAct.RESOLVE, "desk_resolve")],
        )


def closed(handover: Handover) -> Message:
    """One that is done."""
    with speaking(ENGLISH):
        return _card(handover, say("desk_closed"), [])


def to_learner(handover: Handover, section: str, name: str = "") -> Message:
    """A sentence to the learner; `name` is the coach's unless another is given."""
    with speaking(handover.wish.tongue):
        values = {"name": shown(name) if name else _coach(handover)} if section in _NAMED else {}
        end = [_button(handover, DeskAct.END, "handover_back")] if section == "handover_taken" else []
        return _message(say(section, **values), end)


_NAMED = ("handover_taken", "handover_resolved", "handover_late")


def coach_writes(handover: Handover, said: str) -> Message:
    """What a coach writes, marked as a person's; addresses in it stay as they are."""
    with speaking(handover.wish.tongue):
        return _message(say("handover_writes", name=_coach(handover), said=clean(said, addresses=True)), [])


def noted(section: str, name: str, said: str) -> Iterator[Message]:
    """What somebody wrote, for the coaches, in as many messages as it takes."""
    with speaking(ENGLISH):
        text = clean(said).strip() or "…"
        for at in range(0, len(text), PIECE):
            values = {"said": text[at : at + PIECE]} if section == "desk_wrote" else {}
            yield _message(say(section, name=shown(name), **values), [])


def to_coach(section: str, handover: Handover | None = None, **values: str) -> Message:
    """A sentence to a coach."""
    with speaking(ENGLISH):
        named = {"name": _coach(handover)} if section == "desk_has_it" and handover else {}
        labelled = {"label": say("desk_take")} if section == "desk_nobody" else {}
        return _message(say(section, **named, **labelled, **values), [])


def _coach(handover: Handover) -> str:
    return shown(handover.coach.name if handover.coach else "")


def _button(handover: Handover, act: DeskAct, label: str, *, primary: bool = False) -> Element:
    value = carried(Desk(act=act, number=handover.number))
    return button(marked(Action.DESK, act), say(label), value, primary=primary)


def _card(handover: Handover, state: str, buttons: list[Element]) -> Message:
    summary = clean(handover.wish.told)
    made = _message(f"{state}\n{summary}".strip(), buttons)
    return made if len(summary) <= PIECE else Message(made.text, (*_pieces(f"{state}\n{summary}"), *made.blocks[1:]))


def _pieces(text: str) -> Iterator[Block]:
    for at in range(0, len(text), PIECE):
        yield rich(words(text[at : at + PIECE]))


def _message(text: str, buttons: list[Element]) -> Message:
    return Message(beside(text), (rich(words(text)), *([actions(buttons)] if buttons else [])))
