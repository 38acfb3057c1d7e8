"""Roles by what somebody in them does: "fix computers in an office" is IT support, whatever the job is called.

The sentences stand in `deeds.toml`, by the id of a role. What somebody describes is likened to them, to the names of the
roles and to their summaries, as messages are to examples.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from bot.advisor.understand.likeness import Embed, Learnt, Likely, learn
from catalog.role import Role

DEEDS = Path(__file__).parent / "deeds.toml"


class Deeds:
    """Tells the roles that a description is like. `embed` gives one unit vector a text; learning waits for first use."""

    def __init__(self, embed: Embed, roles: Sequence[Role]) -> None:
        self._embed, self._roles = embed, roles

    @cached_property
    def _learnt(self) -> Learnt:
        told = tomllib.loads(DEEDS.read_text("utf-8"))["deeds"]
        table = {role.id: [*_names(role), *told.get(role.id, ())] for role in self._roles}
        return Learnt(self._embed, learn(self._embed, table))

    def of(self, words: str, most: int = 1) -> tuple[Likely, ...]:
        """The ids of the roles that words describe, the likeliest first, each with its score; empty without roles."""
        return self._learnt.ranking(words, most) if self._roles else ()


def _names(role: Role) -> list[str]:
    return [role.title, *role.aliases, *([role.summary] if role.summary else [])]
