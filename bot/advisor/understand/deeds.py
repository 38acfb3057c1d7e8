"""Roles by what somebody in them does: "fix computers in an office" is IT support, whatever the job is called.

The sentences stand in `deeds/`, a file for each field of work, by the id of a role: what people in it do, as somebody says
it who does not know what the job is called. What somebody describes is likened to them, to the names of the roles and to
their summaries, as messages are to examples.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from bot.advisor.understand.likeness import Embed, Learnt, Likely, learn
from catalog.role import Role

DEEDS = Path(__file__).parent / "deeds"


def told() -> dict[str, list[str]]:
    """What is done in each role, by its id."""
    files = [tomllib.loads(file.read_text("utf-8")) for file in sorted(DEEDS.glob("*.toml"))]
    return {role: sentences for file in files for role, sentences in file["deeds"].items()}


class Deeds:
    """Tells the roles that a description is like. `embed` gives one unit vector a text; learning waits for first use."""

    def __init__(self, embed: Embed, roles: Sequence[Role]) -> None:
        self._embed, self._roles = embed, roles

    @cached_property
    def _learnt(self) -> Learnt:
        deeds = told()
        table = {role.id: [*_names(role), *deeds.get(role.id, ())] for role in self._roles}
        return Learnt(self._embed, learn(self._embed, table))

    def of(self, words: str, most: int = 1) -> tuple[Likely, ...]:
        """The ids of the roles that words describe, the likeliest first, each with its score; empty without roles."""
        return self._learnt.ranking(words, most) if self._roles else ()


def _names(role: Role) -> list[str]:
    return [role.title, *role.aliases, *([role.summary] if role.summary else [])]
