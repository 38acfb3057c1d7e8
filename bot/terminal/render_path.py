"""A path on a terminal: numbered steps with price, hours and weeks, and why each is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.advisor.fact_lines import earned_line, step_line
from bot.advisor.messages import PathBlock
from bot.advisor.path_document import PathDocument, StepDocument
from bot.terminal.clean import clean, one_line, safe_link


def print_path(paragraphs: Sequence[str], block: PathBlock, console: Console, today: dt.date) -> None:
    """What is said first, the steps, then the rest of what is said."""
    first, rest = list(paragraphs[:1]), paragraphs[1:]
    parts: list[RenderableType] = [Text(clean(text)) for text in first]
    if block.path.path.steps:
        parts.append(path_steps(block.path, today))
    for part in (*parts, *(Text(clean(text)) for text in rest)):
        console.print(part)
        console.print()


def path_steps(document: PathDocument, today: dt.date) -> RenderableType:
    """The steps one under the other, each with what is earned after it."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="cyan", no_wrap=True, min_width=2)
    grid.add_column(ratio=1, overflow="fold")
    for step in document.path.steps:
        grid.add_row(str(step.order), Group(*_lines(step, today)))
        for earned in document.path.earned:
            if earned.after_step == step.order:
                grid.add_row("*", Text(one_line(earned_line(earned, today)), style="green"))
    return grid


def _lines(step: StepDocument, today: dt.date) -> Iterator[RenderableType]:
    link = safe_link(step.url)
    yield Text(one_line(step.title), style=f"bold link {link}" if link else "bold")
    yield Text(one_line(step_line(step, today)))
    yield Text(clean(step.because), style="dim")
    if step.note:
        yield Text(clean(step.note), style="yellow")
