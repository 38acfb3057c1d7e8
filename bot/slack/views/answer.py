"""A whole answer as one message: what is said, then what is shown, within everything that Slack allows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.advisor.messages import Answer, Choices, Comparison, Credentials, Intent, Notice, PathBlock, Prose
from bot.advisor.messages import Block as Said
from bot.advisor.wording import speaking
from bot.slack.views import cards, comparison, path
from bot.slack.views.actions import Action, Feedback, Say, carried, marked
from bot.slack.views.kit import (
    BUTTON_VALUE,
    MOST_BLOCKS,
    MOST_BUTTONS,
    MOST_CHARACTERS,
    Block,
    Element,
    actions,
    button,
    plain,
    rich,
    size,
    words,
)
from bot.slack.views.message import CONTACTS, Message, Surface
from bot.slack.views.said import spoken
from bot.slack.views.text import clean, cut, cut_to_sentences
from bot.slack.views.words import say, say_from

BRIEF, LONG = 600, 4000
"""So many characters of prose an answer has at first, and where all of it is asked for."""
MOST_CARDS = 3
NOTICE, QUESTION, OPTIONS = 1500, 800, 3000
CLOSING = 1300
"""The characters that are kept free for what stands at the end."""
RATED = (Intent.FIND, Intent.DETAILS, Intent.COMPARE, Intent.PATH, Intent.ADJUST_PATH, Intent.EXPLAIN)
"""What people are asked about whether it helped, beside whatever shows courses."""


@dataclass(slots=True)
class _Room:
    """What is still free in a message, and whether anything was left out of it."""

    characters: int = MOST_CHARACTERS - CLOSING
    blocks: int = MOST_BLOCKS - 4
    prose: int = BRIEF
    told: str = ""
    prose_left: bool = False
    left: bool = False
    table: bool = True
    cards: int = MOST_CARDS

    def take(self, piece: Sequence[Block]) -> list[Block]:
        """The blocks of a piece where they fit; else none, and it is known that something is missing."""
        needed = sum(size([block]) for block in piece)
        if needed > self.characters or len(piece) > self.blocks:
            self.left = True
            return []
        self.characters -= needed
        self.blocks -= len(piece)
        return list(piece)


@dataclass(frozen=True, slots=True)
class _View:
    answer: Answer
    surface: Surface
    today: dt.date
    brief: bool
    room: _Room
    further: Sequence[Element] = ()


def message(
    answer: Answer, surface: Surface, today: dt.date, *, brief: bool = True, further: Sequence[Element] = ()
) -> Message:
    """An answer for a place, in its own language; not `brief` where somebody asked to read all of it, with `further`
    buttons at its end.

    At most 50 blocks and 10,000 characters; what does not fit is left out, and a sentence says so.
    """
    view = _View(answer, surface, today, brief, _Room(prose=BRIEF if brief else LONG), further)
    view.room.characters -= size(further)
    with speaking(answer.language):
        blocks = [*_laid_out(view), *_closing(view)]
        return Message(spoken(answer, today), tuple(blocks or [rich(words(say_from("chat", "unclear")))]))


def _laid_out(view: _View) -> Iterator[Block]:
    """The blocks of an answer in its order; what is said finds room before what is shown."""
    said = {at: made for at, block in enumerate(view.answer.blocks) if (made := _said(view, block)) is not None}
    for at, block in enumerate(view.answer.blocks):
        yield from said[at] if at in said else _shown(view, block)


def _said(view: _View, block: Said) -> list[Block] | None:
    match block:
        case Prose():
            return _prose(view, block.text)
        case Notice():
            text = cut(clean(block.text, addresses=block.code in CONTACTS).strip(), NOTICE)
            return view.room.take([rich(words(text, italic=block.code == "illustrative"))])
        case Choices():
            return view.room.take(_choices(block))
        case _:
            return None


def _prose(view: _View, text: str) -> list[Block]:
    room, text = view.room, clean(text).strip()
    if not text or room.prose_left:
        return []
    said = cut_to_sentences(text, room.prose) or ("" if room.told else cut(text, room.prose))
    room.prose_left = said != text
    room.prose -= len(said)
    room.told += said
    return room.take([rich(words(said))]) if said else []


def _choices(block: Choices) -> list[Block]:
    question = rich(words(cut(clean(block.question).strip(), QUESTION)))
    options = [text for text in block.options if clean(text).strip() and len(text) <= BUTTON_VALUE][:MOST_BUTTONS]
    elements = [
        button(marked(Action.SAY, at), option, carried(Say(text=option))) for at, option in enumerate(options, 1)
    ]
    while size(elements) > OPTIONS:
        elements.pop()
    return [question, *([actions(elements)] if elements else [])]


def _shown(view: _View, block: Said) -> Iterator[Block]:
    match block:
        case Credentials():
            yield from _whole(view, block) if block.whole else _cards(view, block)
        case Comparison():
            yield from _comparison(view, block)
        case PathBlock():
            yield from _path(view, block)


def _cards(view: _View, block: Credentials) -> Iterator[Block]:
    room, ids = view.room, [item.id for item in block.items]
    for at, item in enumerate(block.items):
        number = block.first + at
        if room.cards > 0 or not view.brief:
            shown = room.take(cards.card(number, item, block.names, view.today, ids))
            room.cards -= 1
            yield from shown or room.take([cards.short(number, item)])
        else:
            head = [rich(words(say("also")))] if room.cards == 0 else []
            room.cards -= 1
            yield from room.take([*head, cards.short(number, item)])


def _whole(view: _View, block: Credentials) -> Iterator[Block]:
    for item in block.items:
        forms = (cards.whole(item, block.names, view.today), cards.card(block.first, item, block.names, view.today))
        yield from view.room.take(forms[0]) or view.room.take(forms[1])


def _comparison(view: _View, block: Comparison) -> Iterator[Block]:
    room = view.room
    made = comparison.table(block, room.characters) if view.surface.tables and room.table else None
    if made is not None:
        room.table = False
        yield from room.take([made])
        return
    for piece in comparison.sections(block):
        yield from room.take(piece)


def _path(view: _View, block: PathBlock) -> Iterator[Block]:
    room, document = view.room, block.path
    buttons = room.take(path.controls(document, view.answer.constraints))
    said = room.take(path.sentences(document, view.today, room.told))
    if document.path.steps:
        steps = path.steps(document, view.today, room.characters, plans=view.surface.plans)
        yield from room.take(steps)
        room.left = room.left or not steps
    yield from said
    yield from buttons


def _closing(view: _View) -> Iterator[Block]:
    room, answer = view.room, view.answer
    if room.prose_left and view.brief:
        yield rich(words(say("prose_left", label=say("read_all"))))
    if room.left or (room.prose_left and not view.brief):
        yield rich(words(say("left_out")))
    buttons = list(_further(view))
    if buttons:
        yield actions(buttons)
    shown = any(isinstance(block, Credentials | Comparison | PathBlock) for block in answer.blocks)
    if answer.intent in RATED or shown:
        yield thumbs() if view.surface.thumbs else actions(_rating_buttons())


def _further(view: _View) -> Iterator[Element]:
    if any(isinstance(block, Credentials) and block.more for block in view.answer.blocks):
        yield button(marked(Action.SAY, "more"), say("more"), carried(Say(text=say("more_message"))))
    if view.room.prose_left and view.brief:
        yield button(Action.READ_ALL, say("read_all"), Action.READ_ALL)
    yield from view.further


def thumbs() -> Block:
    """Whether the answer helped, as the two thumbs that Slack has for it."""
    sides = {
        f"{side}_button": {
            "text": plain(say(name)),
            "value": carried(Feedback(good=good)),
            "accessibility_label": say(f"{name}_spoken"),
        }
        for side, name, good in (("positive", "good", True), ("negative", "bad", False))
    }
    return {
        "type": "context_actions",
        "elements": [{"type": "feedback_buttons", "action_id": Action.FEEDBACK.value, **sides}],
    }


def _rating_buttons() -> Iterable[Element]:
    for name, good in (("good", True), ("bad", False)):
        yield button(
            marked(Action.FEEDBACK, name), say(name), carried(Feedback(good=good)), spoken=say(f"{name}_spoken")
        )
