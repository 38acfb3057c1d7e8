"""Answers on a terminal: every fact is printed from its record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.advisor.fact_lines import card_lines, whole_facts
from bot.advisor.messages import Answer, Block, Choices, Comparison, Credentials, Notice, PathBlock, Prose
from bot.advisor.wording import speaking
from bot.terminal.clean import clean, one_line, safe_link
from bot.terminal.render_path import path_steps
from catalog.credential import Credential

NARROW = 72
"""Below so many columns a comparison is printed one fact under the other."""
SUMMARY = 160


def render_answer(answer: Answer, console: Console, today: dt.date) -> None:
    """Prints an answer, block by block."""
    with speaking(answer.language):
        for block in answer.blocks:
            console.print(render_block(block, console.width, today))
            console.print()


def render_block(block: Block, width: int, today: dt.date) -> RenderableType:
    """One block as rich prints it."""
    match block:
        case Prose():
            return Text(clean(block.text))
        case Notice():
            return Text(clean(block.text), style="yellow" if block.code != "illustrative" else "dim italic")
        case Choices():
            options = [Text.assemble("  • ", (clean(option), "cyan")) for option in block.options]
            return Group(Text(clean(block.question)), *options)
        case Credentials():
            return _credentials(block, today)
        case PathBlock():
            return path_steps(block.path, today)
        case Comparison():
            return _stacked(block) if width < NARROW else _table(block)


def _credentials(block: Credentials, today: dt.date) -> RenderableType:
    if block.whole:
        return Group(*(whole(item, block.names, today) for item in block.items))
    cards = [card(number, item, block.names, today) for number, item in enumerate(block.items, block.first)]
    return Group(*[part for each in cards for part in (each, Text())][:-1])


def title_of(item: Credential) -> Text:
    """The title, clickable where the terminal can."""
    link = safe_link(item.url)
    return Text(one_line(item.title), style=f"bold link {link}" if link else "bold")


def card(number: int, item: Credential, names: Mapping[str, str], today: dt.date) -> RenderableType:
    """A credential in a few lines, with its number."""
    lines = [title_of(item), *(Text(one_line(line)) for line in card_lines(item, names, today))]
    if item.summary:
        lines.append(Text(_shortened(one_line(item.summary)), style="dim"))
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="cyan", no_wrap=True, min_width=2)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(str(number), Group(*lines))
    return grid


def _shortened(text: str) -> str:
    return text if len(text) <= SUMMARY else text[: SUMMARY - 1].rsplit(" ", 1)[0] + "…"


def whole(item: Credential, names: Mapping[str, str], today: dt.date) -> RenderableType:
    """Everything that the record states, one fact a line."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    for named, value in whole_facts(item, names, today):
        grid.add_row(named, Text(one_line(value)))
    parts: list[RenderableType] = [title_of(item), Padding(grid, (0, 0, 0, 2))]
    text = item.description or item.summary
    if text:
        parts.append(Padding(Text(clean(text)), (1, 0, 0, 2)))
    return Group(*parts)


def _table(block: Comparison) -> RenderableType:
    table = Table(show_lines=False, header_style="bold", pad_edge=False)
    table.add_column("", style="cyan", no_wrap=True)
    for item in block.items:
        table.add_column(title_of(item), overflow="fold", ratio=1)
    for row in block.rows:
        table.add_row(row.label, *(Text(one_line(value)) for value in row.values))
    return table


def _stacked(block: Comparison) -> RenderableType:
    lines: list[RenderableType] = []
    for number, item in enumerate(block.items, 1):
        lines.append(Text.assemble((f"{number} ", "cyan"), title_of(item)))
    for row in block.rows:
        lines.append(Text(row.label, style="cyan"))
        lines.extend(Text(f"  {number} {one_line(value)}") for number, value in enumerate(row.values, 1))
    return Group(*lines)
