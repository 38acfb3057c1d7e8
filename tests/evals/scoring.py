"""What a set of dialogues comes to: how much was understood, shown and refused as it should be, and what was invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.evals.catalogs import Missing, Shelf
from tests.evals.checks import fault
from tests.evals.dialogues import Dialogue
from tests.evals.hearing import Heard, speak
from tests.evals.inventions import Invention, inventions
from tests.evals.matching import wrong_constraints
from tests.evals.refusing import refuses


class Share(NamedTuple):
    """So many of so many; nothing of nothing is all of it."""

    right: int = 0
    total: int = 0

    @property
    def part(self) -> float:
        """From 0 to 1."""
        return self.right / self.total if self.total else 1.0

    def __add__(self, other: object) -> Share:
        """Two shares of one whole."""
        assert isinstance(other, tuple)
        return Share(self.right + other[0], self.total + other[1])

    def __str__(self) -> str:
        return f"{self.part:7.1%} {self.right:5} of {self.total}"


NONE = Share()


def _one(right: bool, counts: bool = True) -> Share:
    return Share(int(right), 1) if counts else NONE


@dataclass
class Score:
    """`refusals` are those of the turns that have to be refused, `false_refusals` those of the turns that must not be."""

    turns: int = 0
    intents: Share = NONE
    constraints: Share = NONE
    properties: Share = NONE
    properties_by_turn: Share = NONE
    refusals: Share = NONE
    false_refusals: Share = NONE
    invented: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    broken: Counter[str] = field(default_factory=Counter)
    skipped: list[str] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        """Both together."""
        return Score(**{name: value + getattr(other, name) for name, value in vars(self).items()})

    def parts(self) -> dict[str, float]:
        """Every share, from 0 to 1."""
        return {name: value.part for name, value in vars(self).items() if isinstance(value, Share)}

    def counts(self) -> dict[str, int]:
        """How many turns there are, how much was invented, and how many answers failed."""
        return {"turns": self.turns, "invented": len(self.invented), "crashed": len(self.crashed)}

    def as_json(self) -> dict[str, Any]:
        """The figures alone: nothing of what was said or answered."""
        shares = {name: list(value) for name, value in vars(self).items() if isinstance(value, Share)}
        return self.counts() | shares | {"broken": dict(self.broken.most_common()), "skipped": self.skipped}


@dataclass(frozen=True)
class Verdict:
    """What is wrong with one turn of a dialogue."""

    dialogue: str
    number: int
    heard: Heard
    intent: str
    constraints: tuple[str, ...]
    properties: dict[str, str]
    invented: tuple[Invention, ...]

    @property
    def faults(self) -> Iterator[str]:
        """Everything that is wrong, a line each."""
        yield from filter(None, (self.heard.crashed and f"crashed: {self.heard.crashed}", self.intent))
        yield from self.constraints
        yield from (f"{name} {value}: {self.properties[name]}" for name, value in self._broken())
        yield from (f"invented: {each}" for each in self.invented)

    def _broken(self) -> Iterator[tuple[str, Any]]:
        yield from ((name, value) for name, value in self.heard.turn.expect.named() if self.properties[name])

    def score(self) -> Score:
        """The figures of this one turn."""
        expect, where = self.heard.turn.expect, f"{self.dialogue}, turn {self.number}"
        broken = [name for name, why in self.properties.items() if why]
        refused, unwanted = refuses(self.heard.answer), expect.refuses is False or expect.wants_items
        return Score(
            turns=1,
            intents=_one(not self.intent),
            constraints=_one(not self.constraints, self.heard.turn.constraints != "any"),
            properties=Share(len(self.properties) - len(broken), len(self.properties)),
            properties_by_turn=_one(not broken, bool(self.properties)),
            refusals=_one(refused, expect.refuses is True),
            false_refusals=_one(refused, expect.refuses is not True and unwanted),
            invented=[f"{where}: {each}" for each in self.invented],
            crashed=[f"{where}: {self.heard.crashed}"] if self.heard.crashed else [],
            broken=Counter([*broken, *(f"invented {each.kind}" for each in self.invented)]),
        )


def judge(dialogue: str, number: int, heard: Heard) -> Verdict:
    """Holds one turn against what was expected of it."""
    turn, answer = heard.turn, heard.answer
    intent = "" if answer.intent in turn.intent else f"intent: expected {[*map(str, turn.intent)]}, got {answer.intent}"
    wrong = () if turn.constraints == "any" else tuple(wrong_constraints(turn.constraints, answer.constraints))
    properties = {name: fault(name, value, heard) for name, value in turn.expect.named()}
    return Verdict(dialogue, number, heard, intent, wrong, properties, tuple(inventions(heard)))


def judged(dialogue: Dialogue, shelf: Shelf, people: Any) -> Iterator[Verdict]:
    """One verdict after the other. Raises Missing where the catalog is not here."""
    for number, heard in enumerate(speak(dialogue, shelf[dialogue.catalog], people), 1):
        yield judge(dialogue.name, number, heard)


def score(dialogues: Iterable[Dialogue], shelf: Shelf, people: Any) -> tuple[Score, list[Verdict]]:
    """What dialogues come to, and the turns in which something is wrong."""
    total, wrong = Score(), []
    for dialogue in dialogues:
        try:
            for verdict in judged(dialogue, shelf, people):
                total += verdict.score()
                wrong += [verdict] if any(verdict.faults) else []
        except Missing as missing:
            total += Score(skipped=[str(missing)])
    return total, wrong
