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

from bot.advisor.understand.described_goals import parts_of
from bot.advisor.understand.likeness import Embed, Learnt, Likely, learnt_of, texts_in
from catalog.role import Role

DEEDS = Path(__file__).parent / "deeds"

SMOOTHING = 0.3
"""How little a single sentence counts against all others."""


def told(texts: Sequence[str]) -> dict[str, list[str]]:
    """What is done in each role, by its id."""
    fields = [tomllib.loads(text)["deeds"] for text in texts]
    return {role: sentences for field in fields for role, sentences in field.items()}


def texts() -> list[str]:
    """What stands in the files."""
    return texts_in(DEEDS)


class Deeds:
    """Tells the roles that a description is like. `embed` gives one unit vector a text; learning waits for first use, and
    what was learnt is kept in a file, where one is given."""

    def __init__(self, embed: Embed, roles: Sequence[Role], kept: Path | None = None) -> None:
        self._embed, self._roles, self._kept = embed, roles, kept

    @cached_property
    def _learnt(self) -> Learnt:
        names, found = {role.id: _names(role) for role in self._roles}, texts()

        def table() -> dict[str, list[str]]:
            deeds = told(found)
            return {id_: [*names[id_], *deeds.get(id_, ())] for id_ in names}

        source = "\0".join([*found, *(each for id_ in names for each in (id_, *names[id_]))])
        return learnt_of(self._embed, source, table, SMOOTHING, self._kept)

    def of(self, words: str, most: int = 1) -> tuple[Likely, ...]:
        """The ids of the roles that words describe, the likeliest first, each with its score; empty without roles."""
        return self._learnt.ranking_by_parts(parts_of(words), most) if self._roles else ()


def _names(role: Role) -> list[str]:
    return [role.title, *role.aliases, *([role.summary] if role.summary else [])]
