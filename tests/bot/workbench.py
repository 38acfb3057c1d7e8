"""An advisor that remembers in memory, and the command line over a search that is open already."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import deepcopy
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer
from rich.console import Console

from bot import cli
from bot.advisor.advisor import Advisor
from bot.advisor.conversation import Conversation
from bot.advisor.messages import Answer, Question
from bot.advisor.toolbox import Reading
from bot.settings import AdvisorSettings
from bot.terminal.commands import Application
from bot.terminal.render import render_answer
from catalog.learner import Learner
from people.plan import SavedPlan
from people.store import Answered, ConversationKey, PersonKey
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC, Asker

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
TODAY = NOW.date()


class Memory:
    """The port of the people store, in dictionaries."""

    def __init__(self) -> None:
        self.kept: dict[ConversationKey, str] = {}
        self.last: dict[ConversationKey, Answered] = {}
        self.learners: dict[PersonKey, Learner] = {}
        self.saved: dict[PersonKey, dict[int, SavedPlan]] = {}
        self._numbers: dict[PersonKey, int] = {}

    def load(self, key: ConversationKey) -> str | None:
        return self.kept.get(key)

    def transaction(self) -> AbstractContextManager[None]:
        return nullcontext()

    def save(self, key: ConversationKey, state: str, now: dt.datetime, answered: Answered | None = None) -> None:
        self.kept[key] = state
        if answered is not None:
            self.last[key] = answered

    def answered(self, key: ConversationKey, question: str | None = None) -> str | None:
        last = self.last.get(key)
        return last.answer if last is not None and question in (None, last.question) else None

    def forget(self, key: ConversationKey) -> None:
        self.kept.pop(key, None)
        self.last.pop(key, None)

    def knows(self, person: PersonKey) -> bool:
        return person in self.learners or person in self._numbers or any(key.person == person for key in self.kept)

    def learner(self, person: PersonKey) -> Learner:
        return self.learners.get(person, Learner())

    def keep_learner(self, person: PersonKey, learner: Learner, now: dt.datetime) -> None:
        self.learners[person] = learner

    def plans(self, person: PersonKey) -> tuple[SavedPlan, ...]:
        return tuple(self.saved.get(person, {}).values())

    def last_plan_number(self, person: PersonKey) -> int:
        return self._numbers.get(person, 0)

    def save_plan(self, person: PersonKey, plan: SavedPlan) -> SavedPlan:
        number = self._numbers[person] = self._numbers.get(person, 0) + 1
        kept = plan.model_copy(update={"number": number})
        self.saved.setdefault(person, {})[number] = kept
        return kept

    def replace_plan(self, person: PersonKey, plan: SavedPlan) -> None:
        self.saved[person][plan.number] = plan

    def drop_plan(self, person: PersonKey, number: int) -> None:
        del self.saved[person][number]

    def forget_person(self, person: PersonKey) -> None:
        self.kept = {key: state for key, state in self.kept.items() if key.person != person}
        self.last = {key: last for key, last in self.last.items() if key.person != person}
        for kept in (self.learners, self.saved, self._numbers):
            kept.pop(person, None)

    def export(self, person: PersonKey) -> dict[str, Any]:
        plans = [plan.model_dump(mode="json") for plan in self.plans(person)]
        return {"learner": self.learner(person).model_dump(mode="json"), "plans": plans}


ANA = PersonKey("", "ana")


@lru_cache(maxsize=8)
def reading_of(search: CatalogSearch) -> Reading:
    """What all advisors over a catalog need to read messages: it knows nothing of people."""
    return Reading(search)


class Talk:
    """One person in one conversation."""

    def __init__(self, search: CatalogSearch, asker: Asker = PUBLIC, memory: Memory | None = None) -> None:
        self._search, self._asker, self._memory = search, asker, memory or Memory()
        self._advisor = Advisor(search, self._memory, lambda: NOW, reading=reading_of(search))

    def again(self) -> Talk:
        """Another conversation, which went the same so far."""
        return Talk(self._search, self._asker, self.memory)

    @property
    def memory(self) -> Memory:
        """A copy of what is kept of the person and of the conversation."""
        return deepcopy(self._memory)

    def say(self, text: str) -> Answer:
        return self._advisor.answer(Question(text=text, conversation="c", user="ana", asker=self._asker))

    @property
    def learner(self) -> Learner:
        """What is known of the person after the last turn."""
        return self._memory.learner(ANA)

    @property
    def plans(self) -> tuple[SavedPlan, ...]:
        """The saved plans after the last turn."""
        return self._memory.plans(ANA)

    @property
    def state(self) -> Conversation:
        """What is remembered after the last turn."""
        for kept in self._memory.kept.values():
            return Conversation.model_validate_json(kept)
        return Conversation()


class Outcome(NamedTuple):
    """What a command line left behind."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@cache
def _built() -> Any:
    """The commands as typer builds them for every call, built once."""
    return typer.main.get_command(cli.app)


def command_line(
    search: CatalogSearch, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs `advisor ...` in this process over an open search; conversations live as long as the returned function."""
    application = Application(
        Advisor(search, Memory(), lambda: NOW, reading=reading_of(search)),
        search,
        AdvisorSettings(_env_file=None, ADVISOR_DATA_DIR=folder, ADVISOR_NOW=NOW),
    )

    @contextmanager
    def opened(*_: Any, **__: Any) -> Iterator[Application]:
        yield application

    monkeypatch.setattr("bot.wiring.opened", opened)
    monkeypatch.setattr(cli, "app", _built())
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(folder))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(folder)

    def run(*arguments: str) -> Outcome:
        capsys.readouterr()
        status = cli.run_command([*arguments])
        return Outcome(status, *capsys.readouterr())

    return run


def printed(answer: Answer, width: int = 100) -> str:
    """An answer as a pipe gets it."""
    console = Console(file=io.StringIO(), width=width)
    render_answer(answer, console, TODAY)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()
