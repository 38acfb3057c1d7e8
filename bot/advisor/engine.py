"""What an engine is to the advisor: it answers a turn, or says why it does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.advisor.messages import Spoken
from bot.advisor.rules.turn import Turn
from bot.advisor.understand.reading import Act, PersonAct, Understanding

Tell = Callable[[str], None]
"""Hears each sentence of an answer as soon as it is verified."""


_LINE = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s")


def joined(sentences: Sequence[str]) -> str:
    """Sentences as one text; items of a list stand on lines of their own."""
    text = ""
    for sentence in sentences:
        text += ("\n" if _LINE.match(sentence) else " ") + sentence if text else sentence
    return text


def tell_nobody(_: str) -> None:
    """Nobody listens: the answer is read when it is whole."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A message: as it was written, in the words of the English reader, and what each of its parts was read to mean."""

    text: str
    english: str
    readings: tuple[Understanding, ...]


class EngineFailed(Exception):
    """The engine gives no answer to this turn; `reason` is for machines."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


SETTLED = frozenset(
    {
        Act.HELLO,
        Act.THANKS,
        Act.GOODBYE,
        Act.RESET,
        Act.AGREE,
        Act.HELP,
        Act.TERMS,
        Act.EXPLORE,
        Act.PASTED,
        Act.DANGER,
        Act.REFUSED,
    }
)
"""What the rules engine answers best: courtesies, refusals, danger, and conversations whose questions it asks itself."""
PRIVATE = frozenset({PersonAct.SHOW, PersonAct.KEPT, PersonAct.FORGET_ALL, PersonAct.EXPORT})
"""What concerns the asker's data as a whole never reaches a model."""


def settled(turn: Turn, readings: Sequence[Understanding]) -> bool:
    """Whether a message, read part by part, needs no language model."""
    if turn.state.exploring is not None or turn.state.pasted is not None:
        return True
    return any(each.act in SETTLED or (each.person is not None and each.person.act in PRIVATE) for each in readings)


class Engine(Protocol):
    """Answers turns."""

    def answer(self, turn: Turn, asked: Asked, tell: Tell) -> Spoken:
        """Leaves blocks, citations and the next state in the turn. Raises EngineFailed; the turn is worth nothing then."""
