"""The chat as a person meets it: a real process behind a pseudo terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import stat
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PATIENCE = 60
PROGRAM = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); from bot.cli import main; main()"
PROMPT = "you> "
ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\].*?(?:\x1b\\|\x07)|[()][A-Z0-9]|[=>])")


class Terminal:
    """One chat at one terminal: what is typed goes in, what appears is kept."""

    def __init__(self, data: Path, *arguments: str, columns: int = 90, **environment: str) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
        settings = {"ADVISOR_DATA_DIR": str(data), "ADVISOR_NOW": "2026-11-23T12:00:00+00:00", "TERM": "xterm"}
        self._child = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "chat", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=kept | settings | environment,
            cwd=data.parent,
            start_new_session=True,
        )
        os.close(slave)
        self.raw = ""
        self._read = 0

    @property
    def seen(self) -> str:
        """Everything that appeared, without escape sequences."""
        return ESCAPE.sub("", self.raw).replace("\r", "")

    @property
    def left_standing(self) -> list[str]:
        """The lines as they stand at the end: what a carriage return went over is gone, as the spinner is."""
        return re.sub(r"[^\n]*\r", "", re.sub(r"\r+\n", "\n", ESCAPE.sub("", self.raw))).splitlines()

    def wait_for(self, words: str) -> str:
        """Waits until some words appear after what was waited for before; what appeared up to them."""
        end = time.monotonic() + PATIENCE
        while (at := self.seen.find(words, self._read)) < 0:
            waiting = time.monotonic() < end and (self._take(1) or self._child.poll() is None)
            assert waiting, f"{words!r} did not appear in {self.seen[self._read :]!r}"
        appeared = self.seen[self._read : at + len(words)]
        self._read = at + len(words)
        return appeared

    def _take(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], seconds)
        try:
            found = os.read(self._master, 65536) if ready else b""
        except OSError:
            return False
        self.raw += found.decode("utf-8", "replace")
        return bool(found)

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def say(self, line: str) -> str:
        """Types a line; what appears until the next prompt."""
        self.type(f"{line}\n")
        return self.wait_for(f"\n{PROMPT}")

    def interrupt(self) -> str:
        """Presses Ctrl-C as people do, again where it was not noticed; what appears until the next prompt."""
        self.type("\x03")
        while "press Ctrl-D" not in self.seen[self._read :]:
            if not self._take(2):
                self.type("\x03")
        return self.wait_for(f"\n{PROMPT}")

    def left(self) -> int:
        """The exit status, once the program has ended."""
        while self._take(0.2) or self._child.poll() is None:
            pass
        return self._child.wait(PATIENCE)

    def hang_up(self) -> None:
        """The window is closed."""
        os.close(self._master)
        self._child.wait(PATIENCE)

    def end(self) -> None:
        """Whatever still runs is ended."""
        if self._child.poll() is None:
            os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait(PATIENCE)


Open = Callable[..., Terminal]


@pytest.fixture
def open_chat(data_dir: Path) -> Iterator[Open]:
    """Opens chats over one data folder, each at its own terminal."""
    opened: list[Terminal] = []

    def start(*arguments: str, columns: int = 90, **environment: str) -> Terminal:
        opened.append(Terminal(data_dir, *arguments, columns=columns, **environment))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.end()


COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7]m")


def test_a_question_ctrl_c_and_ctrl_d(open_chat: Open) -> None:
    chat = open_chat()
    assert "Hello!" in chat.wait_for(PROMPT)
    assert "“excel” (up to $50)" in chat.say("excel under $50")
    assert COLOUR.search(chat.raw)
    chat.type("welding")
    chat.wait_for("welding")
    assert "press Ctrl-D" in chat.interrupt()
    assert "press Ctrl-D" in chat.interrupt()
    answer = chat.say("linux")
    assert "“linux”" in answer
    assert "welding" not in answer
    chat.type("\x04")
    assert chat.left() == 0
    assert chat.seen.rstrip().endswith("Goodbye, and good luck with your next step.")
    assert "Traceback" not in chat.seen


def test_the_arrow_brings_back_what_was_typed_in_an_earlier_session(open_chat: Open, data_dir: Path) -> None:
    first = open_chat()
    first.wait_for(PROMPT)
    first.say("figma under $90")
    first.type("exit\n")
    assert first.left() == 0
    assert stat.S_IMODE((data_dir / "chat_history").stat().st_mode) == 0o600
    second = open_chat()
    second.wait_for(PROMPT)
    second.type("\x1b[A")
    second.wait_for("exit")
    second.type("\x1b[A")
    second.wait_for("figma under $90")
    second.type("\n")
    assert "(up to $90)" in second.wait_for(f"\n{PROMPT}")


@pytest.mark.parametrize("trouble", ["folder", "garbage"])
def test_a_history_that_cannot_be_read_does_not_keep_anybody_out(open_chat: Open, data_dir: Path, trouble: str) -> None:
    file = data_dir / "chat_history"
    if trouble == "folder":
        file.mkdir()
    else:
        file.write_bytes(bytes(range(256)) * 20)
    chat = open_chat()
    chat.wait_for(PROMPT)
    assert "“sql”" in chat.say("sql")
    chat.type("\x04")
    assert chat.left() == 0
    assert "Traceback" not in chat.seen


def test_a_plain_terminal_gets_plain_text(open_chat: Open) -> None:
    chat = open_chat(TERM="dumb")
    chat.wait_for(PROMPT)
    chat.say("excel")
    chat.say("the first one")
    chat.type("\x04")
    chat.left()
    assert "\x1b" not in chat.raw


def test_no_colour_where_none_is_wanted(open_chat: Open) -> None:
    chat = open_chat(NO_COLOR="1")
    chat.wait_for(PROMPT)
    chat.say("excel")
    assert not COLOUR.search(chat.raw)


def test_a_narrow_window_is_kept_to(open_chat: Open) -> None:
    chat = open_chat(columns=44)
    chat.wait_for(PROMPT)
    answers = chat.say("project management") + chat.say("compare the first two") + chat.say("number 1")
    assert "Price" in answers
    assert max(len(line) for line in chat.left_standing) <= 44


def test_a_closed_window_loses_nothing_for_the_same_person(open_chat: Open) -> None:
    mine = ("--conversation", "c1", "--user", "ana")
    first = open_chat(*mine)
    first.wait_for(PROMPT)
    first.say("excel under $50")
    first.hang_up()
    again = open_chat(*mine)
    assert "Hello again" in again.wait_for(PROMPT)
    assert "Here are 4 to" in again.say("more")
    other = open_chat("--conversation", "c1", "--user", "ben")
    assert "Hello!" in other.wait_for(PROMPT)
    assert "Here are 4 to" not in other.say("more")
