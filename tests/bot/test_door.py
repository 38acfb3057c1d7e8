"""The chat at a terminal: leaving, cancelling, history."""

from __future__ import annotations

import datetime as dt
import io
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from bot.advisor.advisor import Advisor
from bot.advisor.engine import Asked, EngineFailed, Tell, tell_nobody
from bot.advisor.messages import Answer, Notice, Prose, Question, Spoken
from bot.advisor.rules.turn import Turn
from bot.terminal.door import Chat, typed_lines
from bot.terminal.history import LINES, line_history
from catalog.errors import NotUsable
from people.sql.store import SqlPeopleStore
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


class Troubled(Advisor):
    """An advisor whose answers to some messages are trouble."""

    def answer(self, question: Question, tell: Tell = tell_nobody) -> Answer:
        if question.text == "wait":
            raise KeyboardInterrupt
        if question.text == "break":
            raise RuntimeError("words that somebody typed")
        if question.text == "closed":
            raise NotUsable("The catalog cannot be read.")
        return super().answer(question, tell)


@pytest.fixture
def console() -> Console:
    return Console(file=io.StringIO(), width=80)


@pytest.fixture
def chat(fake_search: CatalogSearch, conversations: SqlPeopleStore, console: Console, tmp_path: Path) -> Chat:
    advisor = Troubled(fake_search, conversations, lambda: NOW)
    return Chat(advisor, console, lambda: NOW, PUBLIC, "ana", tmp_path, "c")


def _printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_it_greets_with_examples_and_says_goodbye(chat: Chat, console: Console) -> None:
    chat.run(iter([]))
    assert "Hello!" in _printed(console)
    assert "• short Python courses" in _printed(console)
    assert _printed(console).rstrip().endswith("Goodbye, and good luck with your next step.")


@pytest.mark.parametrize("word", ["exit", "quit", "Bye!", " EXIT "])
def test_words_that_leave(chat: Chat, console: Console, word: str) -> None:
    chat.run(iter([word, "excel"]))
    assert "excel" not in _printed(console)


def test_an_answer_may_be_cancelled(chat: Chat, console: Console) -> None:
    chat.run(iter(["wait", "excel"]))
    assert "Stopped." in _printed(console)
    assert "“excel”" in _printed(console)


def test_a_broken_answer_does_not_end_the_session(chat: Chat, console: Console, tmp_path: Path) -> None:
    chat.run(iter(["break", "closed", "excel"]))
    text = _printed(console)
    assert "please report it with the number" in text
    assert "The catalog cannot be read." in text
    assert "“excel”" in text
    assert "somebody typed" not in (tmp_path / "advisor.log").read_text()
    assert stat.S_IMODE((tmp_path / "advisor.log").stat().st_mode) == 0o600


def test_ctrl_c_at_the_prompt_says_how_to_leave_and_ctrl_d_leaves(console: Console, tmp_path: Path) -> None:
    typed: Iterator[object] = iter(["excel", KeyboardInterrupt(), "sql", EOFError()])

    def read(_: str) -> str:
        value = next(typed)
        if isinstance(value, BaseException):
            raise value
        return str(value)

    assert [*typed_lines(console, tmp_path, read)] == ["excel", "sql"]
    assert "press Ctrl-D" in _printed(console)


def test_the_history_is_the_owners_alone_and_has_an_end(tmp_path: Path) -> None:
    readline = pytest.importorskip("readline")
    file = tmp_path / "data" / "chat_history"
    with line_history(file):
        readline.clear_history()
        for number in range(LINES + 50):
            readline.add_history(f"line {number}")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len([line for line in file.read_text().splitlines() if line.startswith("line")]) == LINES
    with line_history(file):
        assert readline.get_current_history_length() >= LINES
    readline.clear_history()


class Speaking:
    """An engine that says two sentences and answers with them, or gives up after the first."""

    def __init__(self, *, fails: bool) -> None:
        self._fails = fails

    def answer(self, turn: Turn, asked: Asked, tell: Tell) -> Spoken:
        tell("One thing.")
        if self._fails:
            raise EngineFailed("timeout")
        tell("Another thing.")
        turn.say("chat", "thanks")
        turn.blocks += [Prose(text="One thing.\nAnother thing."), Notice(code="note", text="Mind this.")]
        return Spoken(sentences=2, replaced=0, dropped=0, calls=1, tokens=1, seconds=1)


def _spoken(search: CatalogSearch, people: SqlPeopleStore, console: Console, folder: Path, *, fails: bool) -> str:
    advisor = Advisor(search, people, lambda: NOW, engine=Speaking(fails=fails))
    Chat(advisor, console, lambda: NOW, PUBLIC, "ana", folder, "c").run(iter(["bookkeeping"]))
    return _printed(console).split("none can be booked.")[1]


def test_sentences_are_printed_as_they_come_and_once(
    fake_search: CatalogSearch, conversations: SqlPeopleStore, console: Console, tmp_path: Path
) -> None:
    printed = _spoken(fake_search, conversations, console, tmp_path, fails=False)
    assert "One thing.\nAnother thing.\n" in printed
    assert printed.count("One thing.") == printed.count("Another thing.") == 1
    assert printed.index("Another thing.") < printed.index("Mind this.")


def test_where_the_rules_answer_after_all_their_answer_is_whole(
    fake_search: CatalogSearch, conversations: SqlPeopleStore, console: Console, tmp_path: Path
) -> None:
    printed = _spoken(fake_search, conversations, console, tmp_path, fails=True)
    assert "One thing.\n" in printed
    assert "that fit “bookkeeping”" in printed
    assert "Another thing." not in printed
