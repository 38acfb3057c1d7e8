"""What the commands without a conversation print: search, show, roles, doctor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.terminal.clean import one_line
from bot.terminal.doctor import Check
from bot.terminal.render import card, whole
from catalog.credential import Credential
from retrieval.query import Page, RoleMatch


def page_json(page: Page) -> dict[str, Any]:
    """A page as `search --json` prints it."""
    return {
        "generation": page.generation,
        "query": {
            "text": page.query.text,
            "filters": page.query.filters.model_dump(mode="json", exclude_defaults=True),
        },
        "total": page.total,
        "relevant": page.relevant,
        "unknown": page.unknown,
        "other_currency": page.other_currency,
        "corrections": page.corrections,
        "results": [
            hit.credential.model_dump(mode="json") | {"score": hit.score, "matched": list(hit.matched)}
            for hit in page.hits
        ],
    }


def print_page(page: Page, names: Mapping[str, str], console: Console, today: dt.date) -> None:
    """A page for people: only what answers the text, and what was left out."""
    shown = page.hits[: max(0, page.relevant - page.query.offset)] if page.query.text else page.hits
    for number, hit in enumerate(shown, page.query.offset + 1):
        console.print(card(number, hit.credential, names, today))
        console.print()
    count = page.relevant if page.query.text else page.total
    console.print(Text(_summary(len(shown), count, page)))


def _summary(shown: int, count: int, page: Page) -> str:
    parts = [f"{shown} of {count} shown." if count else "Nothing here answers that."]
    parts += [f"I read “{read}” as “{meant}”." for read, meant in page.corrections.items()]
    parts += [f"{number} left out, {name} unknown." for name, number in page.unknown.items() if number]
    if page.other_currency:
        parts.append(f"{page.other_currency} priced in another currency.")
    return " ".join(parts)


def print_credential(item: Credential, names: Mapping[str, str], console: Console, today: dt.date) -> None:
    """One credential, whole."""
    console.print(whole(item, names, today))


def roles_json(matches: Sequence[RoleMatch]) -> dict[str, Any]:
    """Roles as `roles --json` prints them."""
    return {
        "roles": [
            {
                "id": match.role.id,
                "title": match.role.title,
                "score": round(match.score, 4),
                "matched": match.matched,
                "job_zone": match.role.job_zone,
                "skills": [skill.model_dump() for skill in match.role.skills],
            }
            for match in matches
        ]
    }


def print_roles(matches: Sequence[RoleMatch], console: Console) -> None:
    """Roles for people, each with its core skills."""
    if not matches:
        console.print(Text("No role here has that name."))
    for match in matches:
        console.print(Text(one_line(match.role.title), style="bold"))
        core = [skill.skill for skill in sorted(match.role.skills, key=lambda skill: -skill.importance)][:6]
        console.print(Text(f"  {', '.join(core)}"))


def print_checks(checks: Sequence[Check], console: Console) -> None:
    """What `doctor` found, what is missing marked."""
    for check in checks:
        mark, style = ("ok", "green") if check.fine else ("!!", "red")
        found = Text.assemble((one_line(check.name), "bold"), f"  {one_line(check.value)}")
        follows = Padding(Text(one_line(check.follows), style="dim", overflow="fold"), (0, 0, 0, 2))
        grid = Table.grid(padding=(0, 1))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(Text(mark, style=style), Group(found, follows))
        console.print(grid)
