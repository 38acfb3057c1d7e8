"""The picture of README.md: a chat as the terminal door draws it. `python -m tests.journeys.picture` writes it."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.settings import AdvisorSettings
from bot.terminal.door import PROMPT, Chat
from bot.wiring import opened
from retrieval.query import PUBLIC

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "chat.svg"
SAID = ("excel courses under $60, at most 12 hours", "compare the first two")


def draw(data_dir: Path) -> str:
    """The picture as SVG, from the sample in a data folder."""
    settings = AdvisorSettings(_env_file=None, ADVISOR_DATA_DIR=data_dir, ADVISOR_NOW="2026-11-23T12:00:00+00:00")
    console = Console(file=io.StringIO(), record=True, width=100, color_system="truecolor")
    with opened(settings, Console(file=io.StringIO())) as application:
        chat = Chat(application.advisor, console, settings.clock, PUBLIC, "reader", data_dir, "picture")
        chat.run(_typed(console))
    svg = console.export_svg(title="advisor chat", unique_id="chat")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # fonts from elsewhere would be fetched


def _typed(console: Console) -> Iterator[str]:
    for line in SAID:
        console.print(Text.assemble((PROMPT, "bold"), line))
        yield line


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_text(draw(Path(folder)), encoding="utf-8")
