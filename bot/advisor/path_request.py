"""From names that people use to a request for a path: roles, skills and ids are looked up, and refused where unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from catalog.errors import NotFound, UsageError
from catalog.language import language_tag
from catalog.role import Role
from pathways.request import GoalSkill, HeldSkill, Objective, PathRequest, budget_of
from retrieval.ports import CatalogSearch
from retrieval.query import Asker

SURE = 0.5
"""Below this score words do not name a role."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, in people's words. Dates are days, `language` any name of one, the rest as in PathRequest."""

    to: str | None = None
    credential: str | None = None
    skills: tuple[str, ...] = ()
    from_: str | None = None
    have: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    pin: tuple[str, ...] = ()
    budget: float | str | None = None
    language: str | None = None
    start: dt.date | None = None
    rest: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The request, and the roles that the words meant."""

    request: PathRequest
    role: Role | None
    present: Role | None


class RequestBuilder:
    """Looks names up in one catalog as one asker may see it."""

    def __init__(self, search: CatalogSearch, asker: Asker, today: dt.date) -> None:
        self._search, self._asker, self._today = search, asker, today

    def build(self, asked: Asked) -> Resolved:
        """The request that is meant. Raises NotFound with the nearest names, UsageError for values that cannot be."""
        role = None if asked.to is None else self.role(asked.to)
        present = None if asked.from_ is None else self.role(asked.from_)
        ids = (*asked.done, *asked.pin, *([asked.credential] if asked.credential else []))
        for id_ in ids:
            self._search.show(id_, self._asker)
        request = PathRequest(
            role=None if role is None else role.id,
            credential=asked.credential,
            skills=(*_goal_skills(role), *(GoalSkill(skill=self._search.skill_named(name)) for name in asked.skills)),
            have=tuple(self._held(asked.have, present)),
            done=asked.done,
            pin=asked.pin,
            budget=None if asked.budget is None else budget_of(asked.budget),
            language=() if asked.language is None else (_tag(asked.language),),
            start=asked.start or self._today,
        ).changed(**(asked.rest or {}))
        if request.start < self._today:
            raise UsageError(f"The start, {request.start}, has passed; give today or a later day.")
        return Resolved(request, role, present)

    def role(self, words: str) -> Role:
        """The role that words mean. Raises NotFound with the nearest roles."""
        matches = self._search.roles(words, 5)
        if matches and matches[0].score >= SURE:
            return matches[0].role
        choices = [match.role.title for match in matches]
        raise NotFound(f"No role here is called “{words}”.", choices=choices)

    def _held(self, names: Iterable[str], present: Role | None) -> Iterable[HeldSkill]:
        yield from (HeldSkill(skill=self._search.skill_named(name)) for name in names)
        if present is not None:
            most = max((skill.importance for skill in present.skills), default=1.0)
            for skill in present.skills:
                yield HeldSkill(skill=skill.skill, confidence=round(skill.importance / most, 2), role=present.title)


def _goal_skills(role: Role | None) -> tuple[GoalSkill, ...]:
    skills = () if role is None else role.skills
    return tuple(GoalSkill(skill=skill.skill, importance=skill.importance) for skill in skills)


def _tag(language: str) -> str:
    tag = language_tag(language)
    if tag is None:
        raise UsageError(
            f"“{language}” is not a language that is known here; give a name such as Spanish or a tag such as es."
        )
    return tag


def objective_of(name: str) -> Objective:
    """An objective by its name. Raises UsageError with the names that exist."""
    names = [objective.value for objective in Objective]
    if name not in names:
        raise UsageError(f"“{name}” is not an objective; use one of {', '.join(names)}.", choices=names)
    return Objective(name)
