"""The chat at the terminal: a line in, an answer out."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.advisor.advisor import Advisor
from bot.advisor.messages import FORGOTTEN, Answer, Notice, Prose, Question
from bot.advisor.ports import Clock
from bot.advisor.wording import Wording
from bot.terminal.clean import clean
from bot.terminal.history import forget_lines, line_history
from bot.terminal.render import render_answer
from catalog.errors import AdvisorError
from catalog_ingest.incident import record, sentence
from retrieval.query import Asker

PROMPT = "you> "
HISTORY = "chat_history"
LEAVING = frozenset({"exit", "quit", "bye", "goodbye", ":q"})


@dataclass(frozen=True, slots=True)
class Chat:
    """One session at one terminal. `lines` gives what is typed, one message a line, and ends where the person leaves."""

    advisor: Advisor
    console: Console
    clock: Clock
    asker: Asker
    user: str
    data_dir: Path
    conversation: str

    def run(self, lines: Iterator[str]) -> None:
        """Greets, answers every line, says goodbye."""
        self._answer("hello")
        for line in lines:
            text = line.strip()
            if text.casefold().rstrip("!. ") in LEAVING:
                break
            if text:
                self._answer(text)
        self.console.print(Text(Wording().say("chat", "goodbye")))

    def _answer(self, text: str) -> None:
        question = Question(text=text, conversation=self.conversation, user=self.user, asker=self.asker)
        try:
            told: list[str] = []
            with self._waiting():
                answer = self.advisor.answer(question, lambda sentence: self._tell(sentence, told))
            self.console.print()
            if any(isinstance(block, Notice) and block.code == FORGOTTEN for block in answer.blocks):
                forget_lines(self.data_dir / HISTORY)
            render_answer(without(answer, told), self.console, self.clock().date())
        except KeyboardInterrupt:
            self.console.print(Text(Wording().say("chat", "cancelled")))
        except AdvisorError as error:
            self.console.print(Text(error.message, style="yellow"))
        except Exception as error:  # noqa: BLE001 one broken answer does not end the session
            self.console.print(Text(sentence(record(error, self.data_dir)), style="red"))

    def _tell(self, sentence: str, told: list[str]) -> None:
        """Prints a sentence as soon as it is there."""
        if not told:
            self.console.print()
        told.append(sentence)
        self.console.print(Text(clean(sentence)))

    def _waiting(self) -> AbstractContextManager[object]:
        return self.console.status("looking…", spinner="dots") if self.console.is_terminal else nullcontext()


def without(answer: Answer, told: Sequence[str]) -> Answer:
    """An answer without the sentences that were printed already; whole where they did not become the answer."""
    if answer.spoken is None:
        return answer
    said = "".join("".join(told).split())
    kept = [block for block in answer.blocks if not (isinstance(block, Prose) and "".join(block.text.split()) in said)]
    return answer.model_copy(update={"blocks": tuple(kept)})


def new_conversation() -> str:
    """An id for a conversation that nobody continues by guessing."""
    return uuid.uuid4().hex


def typed_lines(console: Console, data_dir: Path, read: Callable[[str], str] = input) -> Iterator[str]:
    """What a person types, until Ctrl-D; Ctrl-C at the prompt says how to leave."""
    with line_history(data_dir / HISTORY):
        while True:
            try:
                yield read(PROMPT)
            except KeyboardInterrupt:
                console.print()
                console.print(Text(Wording().say("chat", "leave"), style="dim"))
            except EOFError:
                console.print()
                return


def piped_lines() -> Iterator[str]:
    """What standard input holds, line by line."""
    yield from sys.stdin
