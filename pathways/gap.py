"""The gap: what a goal takes, less what the learner brings; each held skill says why it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from catalog.credential import SURELY, Credential
from catalog.errors import NotFound
from catalog.shelf import Shelf
from pathways.ground import Ground
from pathways.request import GoalSkill, PathRequest
from pathways.rule import Holdings, Rule, close


class Source(StrEnum):
    """Where a held skill comes from."""

    STATED = "stated"
    DONE = "done"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Held:
    """Why a skill counts as held: `of` is the title of what was done or of the present role."""

    source: Source
    of: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """One skill of the goal: its canonical name `key`, and why it is held where it is."""

    skill: GoalSkill
    key: str
    held: Held | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A goal measured against what the learner brings.

    `held` is everything that the learner has; `stacks` are the rules by which larger credentials are earned, by id.
    """

    wanted: tuple[Wanted, ...]
    credential: Credential | None
    held: Holdings
    stacks: Mapping[str, Rule]

    @property
    def missing(self) -> dict[str, GoalSkill]:
        """The goal's skills that are not held, by their canonical names."""
        return {wanted.key: wanted.skill for wanted in self.wanted if wanted.held is None}

    @property
    def credential_missing(self) -> bool:
        """Whether the goal has a larger credential that is not held."""
        return self.credential is not None and self.credential.id not in self.held.credentials

    @property
    def nothing_missing(self) -> bool:
        """Whether everything is held already."""
        return not self.missing and not self.credential_missing


def gap_of(request: PathRequest, ground: Ground) -> Gap:
    """The gap of a request. Raises NotFound for a goal credential that is not on the shelf."""
    shelf, rules = ground.shelf, ground.rules
    because = _held_skills(request, shelf)
    held = close(Holdings(frozenset(because), frozenset(request.done)), rules.items())
    return Gap(tuple(_wanted(request, because, shelf)), _goal_credential(request, shelf), held, rules)


def _held_skills(request: PathRequest, shelf: Shelf) -> dict[str, Held]:
    """Why each held skill counts, the surest reason where there are several."""
    found: dict[str, Held] = {}
    for item in shelf.credentials(request.done):
        for skill in item.taught:
            found.setdefault(shelf.canonical(skill), Held(Source.DONE, item.title))
    for had in sorted(request.have, key=lambda each: -each.confidence):
        if had.confidence >= SURELY:
            source = Source.STATED if had.role is None else Source.ROLE
            found.setdefault(shelf.canonical(had.skill), Held(source, had.role or "", had.confidence))
    return found


def _wanted(request: PathRequest, because: Mapping[str, Held], shelf: Shelf) -> Iterator[Wanted]:
    seen: set[str] = set()
    for skill in request.skills:
        key = shelf.canonical(skill.skill)
        if key not in seen:
            seen.add(key)
            yield Wanted(skill, key, because.get(key))


def _goal_credential(request: PathRequest, shelf: Shelf) -> Credential | None:
    if request.credential is None:
        return None
    for item in shelf.credentials([request.credential]):
        return item
    raise NotFound(f"No credential here has the id '{request.credential}'; search for it by its title.")
