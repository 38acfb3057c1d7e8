"""Requirement trees: what must be held before a credential is taken, or to earn it.

The forms of the native JSON: `{"all_of": [..]}`, `{"any_of": [..]}`, `{"at_least": n, "of": [..]}`, `{"credential": id}`,
`{"skill": name}` and `{"text": "..."}`; each node may carry a `kind`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator


class RequirementKind(StrEnum):
    """How binding a requirement is."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    COREQUISITE = "corequisite"


class _Node(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Annotated[RequirementKind, Field(exclude_if=lambda kind: kind is RequirementKind.REQUIRED)] = (
        RequirementKind.REQUIRED
    )


class AllOf(_Node):
    """Every branch must hold."""

    all_of: Annotated[tuple[Requirement, ...], Field(min_length=1)]


class AnyOf(_Node):
    """One branch must hold."""

    any_of: Annotated[tuple[Requirement, ...], Field(min_length=1)]


class AtLeast(_Node):
    """At least so many of the branches must hold."""

    at_least: Annotated[int, Field(ge=1)]
    of: Annotated[tuple[Requirement, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _enough_branches(self) -> AtLeast:
        if self.at_least > len(self.of):
            raise ValueError(f"{self.at_least} of only {len(self.of)} branches can never hold")
        return self


class CredentialHeld(_Node):
    """The credential with this id must be held."""

    credential: Annotated[str, Field(min_length=1)]


class SkillHeld(_Node):
    """The skill must be held."""

    skill: Annotated[str, Field(min_length=1)]


class Stated(_Node):
    """Something only words say ("a valid driving licence"): it does not block, it is shown."""

    text: Annotated[str, Field(min_length=1)]


Requirement = AllOf | AnyOf | AtLeast | CredentialHeld | SkillHeld | Stated

AllOf.model_rebuild()
AnyOf.model_rebuild()
AtLeast.model_rebuild()


def branches(node: Requirement) -> tuple[Requirement, ...]:
    """The direct children of a node; none for a leaf."""
    match node:
        case AllOf():
            return node.all_of
        case AnyOf():
            return node.any_of
        case AtLeast():
            return node.of
        case _:
            return ()


def still_open(node: Requirement, held: Collection[str]) -> Requirement | None:
    """What of a tree has still to be met by somebody who holds these credentials; None for nothing."""
    if isinstance(node, CredentialHeld):
        return None if node.credential in held else node
    rest = tuple(left for branch in branches(node) if (left := still_open(branch, held)) is not None)
    met = len(branches(node)) - len(rest)
    match node:
        case AllOf():
            return node.model_copy(update={"all_of": rest}) if rest else None
        case AnyOf():
            return None if met else node.model_copy(update={"any_of": rest})
        case AtLeast():
            missing = node.at_least - met
            return node.model_copy(update={"at_least": missing, "of": rest}) if missing > 0 else None
        case _:
            return node


def leaves(node: Requirement) -> Iterator[CredentialHeld | SkillHeld | Stated]:
    """All leaves of a tree, from left to right."""
    if isinstance(node, CredentialHeld | SkillHeld | Stated):
        yield node
        return
    for branch in branches(node):
        yield from leaves(branch)


def credentials_in(node: Requirement) -> Iterator[str]:
    """The credential ids that a tree names, from left to right."""
    return (leaf.credential for leaf in leaves(node) if isinstance(leaf, CredentialHeld))
