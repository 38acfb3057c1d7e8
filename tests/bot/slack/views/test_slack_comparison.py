"""Courses side by side, as a table and as text."""

from __future__ import annotations

import pytest

from bot.advisor.messages import Answer, Comparison, ComparisonRow, Intent
from bot.slack.views import comparison
from bot.slack.views.answer import message
from bot.slack.views.message import PLAIN, Surface
from tests.bot.slack.views.block_kit import findings, texts, urls
from tests.bot.slack.views.test_slack_cards import TODAY, item_of

ITEMS = (item_of(url="https://a.example/a"), item_of(id="b", title="Larger Steps"))
ROWS = (
    ComparisonRow(label="Price", values=("$25", "price unknown")),
    ComparisonRow(label="Skills", values=("SQL", "")),
)
BLOCK = Comparison(items=ITEMS, rows=ROWS)


def _answer(*blocks: Comparison) -> Answer:
    return Answer(conversation="c", text="", intent=Intent.COMPARE, blocks=blocks, generation="g")


def _grid(table: dict[str, list[list[dict[str, str]]]]) -> list[list[str]]:
    return [["".join(texts(cell)).strip() for cell in row] for row in table["rows"]]


def test_a_table_has_a_column_for_each_course() -> None:
    table = comparison.table(BLOCK, 10_000)
    assert table is not None
    assert _grid(table) == [
        ["", "First Steps in SQL", "Larger Steps"],
        ["Price", "$25", "price unknown"],
        ["Skills", "SQL", ""],
    ]
    assert urls(table) == ["https://a.example/a"]
    assert findings([table]) == []


@pytest.mark.parametrize(
    ("items", "rows", "room", "fits"),
    [(19, 99, 10**6, True), (20, 1, 10**6, False), (2, 100, 10**6, False), (2, 2, 300, False), (2, 0, 10**6, True)],
)
def test_where_a_table_does_not_fit(items: int, rows: int, room: int, fits: bool) -> None:
    block = Comparison(
        items=tuple(item_of(id=str(n)) for n in range(items)),
        rows=tuple(ComparisonRow(label=f"Fact {n}", values=("x",) * items) for n in range(rows)),
    )
    assert (comparison.table(block, room) is not None) is fits


def test_the_same_as_text() -> None:
    pieces = list(comparison.sections(BLOCK))
    said = ["".join(texts(piece)) for piece in pieces]
    assert said == [
        "1. First Steps in SQL\n2. Larger Steps",
        "Price\n1. $25\n2. price unknown",
        "Skills\n1. SQL\n2. ",
    ]
    assert findings([block for piece in pieces for block in piece]) == []


def test_a_message_has_one_table_and_the_rest_as_text() -> None:
    kinds = [block["type"] for block in message(_answer(BLOCK, BLOCK), Surface(), TODAY).blocks]
    assert kinds == ["table", "rich_text", "rich_text", "rich_text", "context_actions"]
    kinds = [block["type"] for block in message(_answer(BLOCK), PLAIN, TODAY).blocks]
    assert kinds == ["rich_text", "rich_text", "rich_text", "actions"]


def test_long_facts_are_cut_in_a_cell() -> None:
    block = Comparison(items=ITEMS, rows=(ComparisonRow(label="Skills", values=("word " * 300, "x")),))
    table = comparison.table(block, 10_000)
    assert table is not None
    assert len(_grid(table)[1][1]) <= 300
    assert _grid(table)[1][1].endswith("word…")


def test_the_same_in_words() -> None:
    assert list(comparison.spoken_comparison(BLOCK)) == [
        "1. First Steps in SQL: Price $25; Skills SQL.",
        "2. Larger Steps: Price price unknown; Skills ….",
    ]
