"""Courses side by side: a table where Slack takes it, else one fact after the other."""

from __future__ import annotations

from collections.abc import Iterator

from bot.advisor.messages import Comparison
from bot.slack.views.cards import linked_title, title_of
from bot.slack.views.kit import Block, Element, rich, size, words
from bot.slack.views.text import ELLIPSIS, cut, one_line

MOST_ROWS, MOST_COLUMNS = 100, 20
CELL = 300


def table(block: Comparison, room: int) -> Block | None:
    """The comparison as a table; None where it has more rows, columns or characters than fit."""
    if len(block.rows) + 1 > MOST_ROWS or len(block.items) + 1 > MOST_COLUMNS:
        return None
    head = [_raw(""), *(rich(linked_title(item.title, item.url)) for item in block.items)]
    rows = [[_raw(row.label), *(_raw(value) for value in row.values)] for row in block.rows]
    columns = [{"is_wrapped": True} for _ in head]
    made: Block = {"type": "table", "rows": [head, *rows], "column_settings": columns}
    return made if size([made]) <= room else None


def _raw(value: str) -> Element:
    return {"type": "raw_text", "text": cut(one_line(value), CELL) or " "}


def sections(block: Comparison) -> Iterator[list[Block]]:
    """The comparison as text: the courses by number, then each fact of all of them."""
    titles: list[Element] = []
    for number, item in enumerate(block.items, 1):
        titles += [words(f"{number}. " if number == 1 else f"\n{number}. "), linked_title(item.title, item.url)]
    yield [rich(*titles)]
    for row in block.rows:
        said = [words(f"\n{number}. {cut(one_line(value), CELL)}") for number, value in enumerate(row.values, 1)]
        yield [rich(words(cut(one_line(row.label), CELL), bold=True), *said)]


def spoken_comparison(block: Comparison) -> Iterator[str]:
    """The comparison as sentences: one course after the other."""
    for at, item in enumerate(block.items):
        said = [f"{one_line(row.label)} {one_line(row.values[at]) or ELLIPSIS}" for row in block.rows]
        yield f"{at + 1}. {title_of(item.title)}: {'; '.join(said)}."
