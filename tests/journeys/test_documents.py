"""What the documents show is what happens: every console block is run, in order, in a fresh folder.

Lines after a command are its output as a terminal shows it; a line `...` stands for any lines, `...` within a line for any
text. Lines that start with `you>` are typed into the command above them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import LEARNT
from tests.journeys.picture import PICTURE, draw

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
DOCUMENTS = ["README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]
PROMPT = "you> "


@dataclass
class Command:
    line: str
    shown: list[str] = field(default_factory=list)

    @property
    def typed(self) -> str:
        return "".join(f"{line.removeprefix(PROMPT)}\n" for line in self.shown if line.startswith(PROMPT))

    @property
    def output(self) -> list[str]:
        return [line for line in self.shown if not line.startswith(PROMPT)]


def commands(document: str) -> list[Command]:
    found: list[Command] = []
    text = (ROOT / document).read_text(encoding="utf-8")
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Command(line.removeprefix("$ ")))
            else:
                found[-1].shown.append(line)
    return found


def matches(expected: list[str], printed: str) -> bool:
    """Whether a text is what is expected, white space apart; each `...` stands for any text."""
    first, *others = [" ".join(part.split()) for part in "\n".join(expected).split("...")]
    text = " ".join(printed.split())
    if not others:
        return text == first
    at, last = len(first), others.pop()
    for part in others:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return text.startswith(first) and text.endswith(last) and len(text) - len(last) >= at


def run(command: Command, folder: Path) -> str:
    if command.line.startswith("cat "):
        (folder / command.line.split()[1]).write_text("\n".join(command.output) + "\n", encoding="utf-8")
        return "\n".join(command.output)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("ADVISOR_", "OPENAI_"))},
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "ADVISOR_DATA_DIR": str(folder / "data"),
        "ADVISOR_NOW": "2026-11-23T12:00:00+00:00",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
    line = "advisor chat" if command.line == "make chat" else command.line.removeprefix(".venv/bin/")
    done = subprocess.run(
        line,
        shell=True,
        cwd=folder,
        env=environment,
        input=command.typed,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{command.line} ended with {done.returncode}:\n{done.stdout}"
    return done.stdout


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_console_block_shows_what_happens(document: str, tmp_path: Path, sample_dir: Path):
    """Who reads on after README.md has a data folder already; files of one's own are tried in an empty one."""
    shown = commands(document)
    if all(command.line.startswith("advisor ") for command in shown):
        shutil.copytree(sample_dir, tmp_path / "data")
    else:
        (tmp_path / "data").mkdir()
        for name in LEARNT:
            shutil.copy(sample_dir / name, tmp_path / "data")
    for command in shown:
        printed = run(command, tmp_path)
        assert matches(command.output, printed), f"{document}: `{command.line}` prints\n{printed}"


def test_the_documents_show_commands_at_all():
    assert sum(len(commands(document)) for document in DOCUMENTS) >= 8


@pytest.mark.parametrize(
    ("expected", "printed", "fits"),
    [
        (["a b"], "a   b\n", True),
        (["a", "...", "d"], "a\nb\nc\nd\n", True),
        (["a ... d"], "a b c d", True),
        (["a"], "b", False),
        (["a", "b"], "a\nc\nb", False),
        (["cost 5."], "cost 5x", False),
    ],
)
def test_the_comparison_itself(expected: list[str], printed: str, fits: bool):
    assert matches(expected, printed) is fits


def test_the_picture_shows_what_the_chat_draws_today(tmp_path: Path):
    assert draw(tmp_path) == PICTURE.read_text(encoding="utf-8"), "renew it: python -m tests.journeys.picture"
