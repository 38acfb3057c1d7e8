"""Large catalogs for measuring paths: the synthetic ones, with prerequisites, larger credentials and goals of 12 skills."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from catalog_ingest.bundled import bundled_skills
from tests.benchmarks.synthetic import credential

Row = dict[str, Any]
GOAL_SKILLS = 12
NEEDS, STACKS, FREE = 0.08, 0.02, 0.05
"""Shares of the rows that need something first, and that are earned by others; and of the free ones that stay free."""


def rows(size: int) -> Iterator[Row]:
    """So many credentials; each is always the same."""
    return (path_row(index, size) for index in range(size))


def path_row(index: int, size: int) -> Row:
    """The credential with this number: some need another one or a skill first, some are earned by three others."""
    row, rng = credential(index), Random(f"path {index}")
    if row["cost"] and not row["cost"]["amount"] and rng.random() > FREE:
        row["cost"] |= {"amount": rng.randint(5, 60)}
    kind = rng.random()
    if kind < STACKS:
        parts = [{"credential": _near(rng, index, size)} for _ in range(3)]
        tree = {"all_of": parts} if rng.random() < 0.6 else {"at_least": 2, "of": parts}
        return row | {"kind": "certificate", "earned_by": tree, "cost": None, "hours": None}
    if kind < STACKS + NEEDS:
        return row | {"prerequisites": _needs(rng, index, size)}
    return row


def _needs(rng: Random, index: int, size: int) -> dict[str, Any]:
    skill = {"skill": rng.choice(_skills())}
    other = {"credential": _near(rng, index, size)}
    return rng.choice(({"all_of": [skill]}, other, {"any_of": [skill, other]}, other | {"kind": "recommended"}))


def _near(rng: Random, index: int, size: int) -> str:
    return f"synthetic/{(index + rng.randint(1, 40)) % size}"


@cache
def _skills() -> tuple[str, ...]:
    return tuple(skill.name for skill in bundled_skills())


def goals(count: int) -> list[dict[str, int]]:
    """Goals: twelve skills with their importance, seeded."""
    rng = Random("goals")
    return [{skill: rng.randint(1, 3) for skill in rng.sample(_skills(), GOAL_SKILLS)} for _ in range(count)]


def write_path_catalog(path: Path, size: int) -> Path:
    """The catalog as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(size))
    return path
