"""Every record of the sample in windows of every width: nothing is cut off, nothing runs over."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from bot.advisor.fact_lines import whole_facts
from bot.advisor.messages import Comparison, Credentials
from bot.advisor.rules.comparing import comparison_rows
from bot.advisor.wording import Wording
from bot.terminal.render import NARROW, card, render_block, whole
from catalog.credential import Credential
from tests.bot.fake_search import sample
from tests.bot.workbench import TODAY

ITEMS = sample()
NAMES = {item.id: item.title for item in ITEMS}
WIDTHS = [24, 40, NARROW - 1, NARROW, 100, 160]


def drawn(block: RenderableType, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width)
    console.print(block)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def letters(text: str) -> str:
    """What was written, without the spaces and the lines that a table puts between."""
    return re.sub(r"[\s│┃]", "", text)


def holds(lines: Sequence[str], words: str) -> bool:
    return letters(words) in letters("".join(lines))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_card_keeps_to_the_width_and_names_the_title(width: int) -> None:
    for number, item in enumerate(ITEMS, 98):
        lines = drawn(card(number, item, NAMES, TODAY), width)
        assert max(map(cell_len, lines)) <= width, item.id
        assert holds(lines, item.title.strip()), item.id
        assert str(number) in lines[0]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_whole_record_loses_no_letter(width: int) -> None:
    for item in ITEMS[::3]:
        lines = drawn(whole(item, NAMES, TODAY), width)
        assert max(map(cell_len, lines)) <= width, item.id
        assert letters(item.description or item.summary or "") in letters("".join(lines))
        text = letters("".join(lines)).removeprefix(letters(item.title))
        for label, value in whole_facts(item, NAMES, TODAY):
            fact = letters(label + value)
            assert text.startswith(fact), (item.id, label, width)
            text = text.removeprefix(fact)


def comparison(items: Sequence[Credential]) -> Comparison:
    return Comparison(items=tuple(items), rows=comparison_rows(items, NAMES, TODAY, Wording()))


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_comparison_keeps_to_the_width(width: int, count: int) -> None:
    for start in range(0, len(ITEMS) - count, 37):
        lines = drawn(render_block(comparison(ITEMS[start : start + count]), width, TODAY), width)
        assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("width", [24, NARROW - 1])
def test_a_narrow_comparison_has_every_fact_of_each(width: int) -> None:
    for start in range(0, len(ITEMS) - 3, 29):
        block = comparison(ITEMS[start : start + 3])
        lines = drawn(render_block(block, width, TODAY), width)
        for number, item in enumerate(block.items, 1):
            assert holds(lines, f"{number} {item.title}")
        for row in block.rows:
            assert row.label in [line.strip() for line in lines]
            facts = "".join(f"{number}{value}" for number, value in enumerate(row.values, 1))
            assert holds(lines, row.label + facts), row.label


def test_a_wide_comparison_puts_the_facts_in_columns() -> None:
    block = comparison(ITEMS[:2])
    lines = drawn(render_block(block, 200, TODAY), 200)
    for row in block.rows:
        line = next(line for line in lines if line.startswith(f"│{row.label}"))
        for value in row.values:
            assert value.split()[0] in line


def test_numbers_go_on_where_a_list_goes_on() -> None:
    block = Credentials(items=tuple(ITEMS[:3]), first=10, names=NAMES)
    lines = drawn(render_block(block, 80, TODAY), 80)
    assert [line.split()[0] for line in lines if re.match(r"^1\d ", line)] == ["10", "11", "12"]
