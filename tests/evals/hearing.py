"""A dialogue spoken through a real advisor: what was said, what was answered, and what stands behind the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from bot.advisor.advisor import Advisor
from bot.advisor.messages import Answer, Choices, Intent, PathBlock, Prose, Question
from bot.advisor.path_document import PathDocument
from catalog.learner import Learner
from people.store import ConversationKey
from retrieval.query import OPERATOR, PUBLIC, Asker
from tests.bot import sample_arithmetic as file
from tests.bot.claims import ids_in_blocks, prose_of
from tests.bot.workbench import printed
from tests.evals.catalogs import Catalog
from tests.evals.dialogues import Dialogue, Turn
from tests.evals.overheard import Overheard, overheard

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
TODAY = NOW.date()
WIDE = 1000


@dataclass(frozen=True)
class Heard:
    """One turn: `said` is all that the person has said so far, `before` the earlier answers, `overheard` what was
    planned for it."""

    turn: Turn
    said: tuple[str, ...]
    answer: Answer
    before: tuple[Answer, ...]
    overheard: Overheard
    catalog: Catalog
    asker: Asker
    people: Any
    key: ConversationKey
    crashed: str = ""

    @cached_property
    def shown(self) -> list[str]:
        """The ids of the items shown or compared."""
        return shown_in(self.answer)

    @cached_property
    def rows(self) -> list[file.Row]:
        """The records of what is shown."""
        return [self.catalog.rows[id_] for id_ in self.shown]

    @cached_property
    def path(self) -> PathDocument | None:
        """The path that is told."""
        return path_in(self.answer)

    @cached_property
    def words(self) -> str:
        """All that people read of the answer."""
        return f"{self.answer.text} {printed(self.answer, WIDE)}"

    @cached_property
    def spoken(self) -> str:
        """The sentences of the answer alone, with the questions it asks."""
        asked = (block.question for block in self.answer.blocks if isinstance(block, Choices))
        return " ".join([prose_of(self.answer), *asked])

    @property
    def learner(self) -> Learner:
        """What is known of the person now."""
        return self.people.learner(self.key.person)

    @property
    def saved(self) -> tuple[Any, ...]:
        """The saved plans of the person now."""
        return self.people.plans(self.key.person)


def shown_in(answer: Answer) -> list[str]:
    """The ids of the items shown or compared, each once."""
    return list(dict.fromkeys(ids_in_blocks(answer)))


def path_in(answer: Answer) -> PathDocument | None:
    """The path that an answer tells, the last where there are several."""
    return next((block.path for block in reversed(answer.blocks) if isinstance(block, PathBlock)), None)


def steps_in(answer: Answer) -> list[str]:
    """The ids of the steps of the path that an answer tells."""
    path = path_in(answer)
    return [step.id for step in path.path.steps] if path else []


def speak(dialogue: Dialogue, catalog: Catalog, people: Any) -> Iterator[Heard]:
    """Says one turn after the other, as somebody whom nobody knows yet."""
    advisor = _advisor(catalog, people)
    asker = OPERATOR if dialogue.audience == "internal" else PUBLIC
    key = ConversationKey("", dialogue.name, "talk")
    before: list[Answer] = []
    for number, turn in enumerate(dialogue.turns, 1):
        question = Question(text=turn.say, conversation=key.conversation, user=key.user, asker=asker)
        with overheard() as planned:
            answer, crashed = _answered(advisor, question)
        said = tuple(each.say for each in dialogue.turns[:number])
        yield Heard(turn, said, answer, tuple(before), planned, catalog, asker, people, key, crashed)
        before.append(answer)


@lru_cache(maxsize=4)
def _advisor(catalog: Catalog, people: Any) -> Advisor:
    """One advisor for all who ask of a catalog, as one serves many people."""
    return Advisor(catalog.search, people, lambda: NOW)


def _answered(advisor: Advisor, question: Question) -> tuple[Answer, str]:
    """An answer; where there is none, an empty one and why."""
    try:
        return advisor.answer(question), ""
    except Exception as error:  # noqa: BLE001 the other turns are scored all the same
        why = f"{type(error).__name__}: {error}"
        blocks = (Prose(text=why),)
        empty = Answer(
            conversation=question.conversation, text=why, intent=Intent.UNCLEAR, blocks=blocks, generation=""
        )
        return empty, why
