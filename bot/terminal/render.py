"""Answers on a terminal: every fact is printed from its record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.advisor import facts
from bot.advisor.messages import Answer, Block, Choices, Comparison, Credentials, Notice, PathBlock, Prose
from bot.advisor.wording import prompt_of, speaking
from bot.terminal.clean import clean, one_line, safe_link
from bot.terminal.render_path import path_steps
from catalog.credential import Credential, Visibility

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


def label(name: str, value: str | None = None) -> str:
    """What a fact is called, in the language that is spoken."""
    return prompt_of("labels", name).render(name, **({} if value is None else {"value": value}))


def title_of(item: Credential) -> Text:
    """The title, clickable where the terminal can."""
    link = safe_link(item.url)
    return Text(one_line(item.title), style=f"bold link {link}" if link else "bold")


def card(number: int, item: Credential, names: Mapping[str, str], today: dt.date) -> RenderableType:
    """A credential in a few lines, with its number."""
    lines = [title_of(item), *(Text(line) for line in _card_lines(item, names, today))]
    if item.summary:
        lines.append(Text(_shortened(one_line(item.summary)), style="dim"))
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="cyan", no_wrap=True, min_width=2)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(str(number), Group(*lines))
    return grid


def _card_lines(item: Credential, names: Mapping[str, str], today: dt.date) -> Iterator[str]:
    dated = facts.prices_of(item.as_of, today) if item.price_known else ""
    price = facts.price(item.cost, item.hours)
    yield " · ".join([f"{price} ({dated})" if dated else price, facts.hours(item.hours)])
    about = [
        one_line(item.provider) if item.provider else label("provider_unknown"),
        facts.kind(item.kind),
        facts.level(item.level) if item.level else label("level_unknown"),
        facts.delivery(item.delivery) if item.delivery else "",
        facts.languages(item.language) if item.language else "",
    ]
    yield " · ".join(part for part in about if part)
    if item.prerequisites is not None:
        yield label("first", one_line(facts.requirement(item.prerequisites, names)))
    if item.stacks_into:
        yield label("toward", one_line(facts.larger(item, names)))
    if item.audience.visibility is Visibility.INTERNAL:
        yield label("internal", one_line(item.audience.owner or ""))


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


def whole_facts(item: Credential, names: Mapping[str, str], today: dt.date) -> list[tuple[str, str]]:
    """Label and words of every fact; price, hours and level are named also where they are unknown."""
    unknown = label("unknown")
    always = [
        ("price", facts.price(item.cost, item.hours)),
        ("hours", facts.hours(item.hours)),
        ("provider", item.provider or unknown),
        ("ends_in", facts.kind(item.kind)),
        ("level", facts.level(item.level) if item.level else unknown),
        ("taught", facts.delivery(item.delivery) if item.delivery else unknown),
        ("language", facts.languages(item.language) or unknown),
    ]
    stated = ((name, value) for name, value in _stated(item, names, today) if value)
    return [(label(name), value) for name, value in (*always, *stated)]


def _stated(item: Credential, names: Mapping[str, str], today: dt.date) -> Iterator[tuple[str, str]]:
    cost = item.cost
    if cost and cost.parts:
        yield "made_up_of", ", ".join(f"{name} {facts.money(part, cost.currency)}" for name, part in cost.parts.items())
    yield "weeks", facts.weeks(item.weeks) if item.weeks else ""
    yield "starts", facts.listed([facts.day(date, today) for date in item.starts], "or")
    yield "sign_up_by", facts.day(item.enrol_by, today) if item.enrol_by else ""
    yield "place", item.place or ""
    yield "device", item.device or ""
    yield "skills", ", ".join(item.skills)
    yield "needs_first", facts.requirement(item.prerequisites, names) if item.prerequisites else ""
    yield "earned_by", facts.requirement(item.earned_by, names) if item.earned_by else ""
    yield "counts_toward", facts.larger(item, names)
    yield "credit", facts.credit(item.credit, today)
    yield "valid_for", facts.months(item.validity_months) if item.validity_months else ""
    for name, answer in (
        ("project", item.project),
        ("career_help", item.career_support),
        ("badge", item.verified_badge),
    ):
        yield name, {True: label("yes"), False: label("no"), None: ""}[answer]
    yield "internal_to", item.audience.owner or ""
    yield "as_of", facts.day(item.as_of, today) if item.as_of else ""
    yield "address", item.url or ""


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
