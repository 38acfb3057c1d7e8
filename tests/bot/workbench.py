"""An advisor that remembers in memory, and the command line over a search that is open already."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer
from rich.console import Console

from bot import cli
from bot.advisor.advisor import Advisor
from bot.advisor.conversation import Conversation
from bot.advisor.messages import Answer, Question
from bot.settings import AdvisorSettings
from bot.terminal.commands import Application
from bot.terminal.render import render_answer
from people.store import ConversationKey
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC, Asker

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
TODAY = NOW.date()


class Memory:
    """The port of the people store, in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[ConversationKey, str] = {}

    def load(self, key: ConversationKey) -> str | None:
        return self.kept.get(key)

    def save(self, key: ConversationKey, state: str, now: dt.datetime) -> None:
        self.kept[key] = state

    def forget(self, key: ConversationKey) -> None:
        self.kept.pop(key, None)


class Talk:
    """One person in one conversation."""

    def __init__(self, search: CatalogSearch, asker: Asker = PUBLIC) -> None:
        self._memory = Memory()
        self._advisor = Advisor(search, self._memory, lambda: NOW)
        self._asker = asker

    def say(self, text: str) -> Answer:
        return self._advisor.answer(Question(text=text, conversation="c", user="ana", asker=self._asker))

    @property
    def state(self) -> Conversation:
        """What is remembered after the last turn."""
        (kept,) = self._memory.kept.values()
        return Conversation.model_validate_json(kept)


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
        Advisor(search, Memory(), lambda: NOW),
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
