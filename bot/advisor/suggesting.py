"""Which roles may suit somebody: by what they like, in the courses about it, and by what they bring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog.role import Role

NAMED = 3.0
"""The weight of a skill that the words name; one taught by the best answer to them weighs 1."""
FULL = 2.0
"""From this weight on a skill is liked as much as can be."""
TITLE = 0.3
"""What a title that the words mean adds."""


@dataclass(frozen=True, slots=True)
class Suited:
    """A role, how much of it is liked and how much of it is held, both from 0 to 1, and the skills that are held."""

    role: Role
    liked: float
    brought: float
    holds: tuple[str, ...]

    @property
    def score(self) -> float:
        """Liking counts double: what is brought only makes the way shorter."""
        return 2 * self.liked + self.brought


def liked_skills(taught: Iterable[tuple[tuple[str, ...], float]], named: Iterable[str]) -> dict[str, float]:
    """Weights of skills: of what the courses about a liking teach (skills and score of each), and of what it names."""
    weights: dict[str, float] = defaultdict(float)
    for skills, score in taught:
        for skill in skills:
            weights[skill] += score
    for skill in named:
        weights[skill] += NAMED
    return weights


def suited(
    roles: Iterable[Role], likes: Mapping[str, float], titles: Mapping[str, float], held: frozenset[str]
) -> list[Suited]:
    """The roles, the most suitable first; `titles` are the roles whose titles the words mean, with their scores."""
    found = [suited_to(role, held, likes, titles.get(role.id, 0.0)) for role in roles if role.skills]
    return sorted(found, key=lambda each: (-each.score, each.role.id))


NO_LIKING: Mapping[str, float] = {}


def suited_to(role: Role, held: frozenset[str], likes: Mapping[str, float] = NO_LIKING, title: float = 0.0) -> Suited:
    """How a role suits somebody who holds these skills; `title` says how surely words meant its title, from 0 to 1."""
    whole = sum(skill.importance for skill in role.skills)
    liked = sum(skill.importance * min(1.0, likes.get(skill.skill, 0.0) / FULL) for skill in role.skills) / whole
    holds = tuple(skill.skill for skill in role.skills if skill.skill in held)
    brought = sum(skill.importance for skill in role.skills if skill.skill in held) / whole
    return Suited(role, min(1.0, liked + TITLE * title), brought, holds)
