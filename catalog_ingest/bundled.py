"""The sample that comes with the project: an invented catalog, with its tables of skills and roles."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

import catalog
from catalog.role import Role
from catalog.skill import Skill

FOLDER = Path(catalog.__file__).parent / "sample"
SAMPLE = FOLDER / "sample.jsonl"
SAMPLE_NAME = "sample"
BUNDLED = "bundled"


def bundled_skills() -> tuple[Skill, ...]:
    """The skill table of the project."""
    return TypeAdapter(tuple[Skill, ...]).validate_json((FOLDER / "skills.json").read_bytes())


def bundled_roles() -> tuple[Role, ...]:
    """The role table of the project; its facts follow O*NET 29.2 (CC BY 4.0, US Department of Labor)."""
    return TypeAdapter(tuple[Role, ...]).validate_json((FOLDER / "roles.json").read_bytes())
