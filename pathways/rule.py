"""Requirement trees as rules: one kind of node, what is satisfied already dropped, the rest counted.

`recommended` nodes and plain texts never block, so they are no part of a rule; what is left is "at least so many of".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from catalog.requirement import (
    AllOf,
    AtLeast,
    CredentialHeld,
    Requirement,
    RequirementKind,
    SkillHeld,
    Stated,
    branches,
)

Canonical = Callable[[str], str]
"""From any name of a skill to the one by which it is compared."""


@dataclass(frozen=True, slots=True)
class Need:
    """One skill or one credential. `together`: it may also come later in the same plan (a corequisite)."""

    name: str
    is_skill: bool
    together: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """At least `least` of these rules."""

    least: int
    of: tuple[Rule, ...]


Rule = Need | Count

ALWAYS = Count(0, ())
NEVER = Count(1, ())


@dataclass(frozen=True, slots=True)
class Holdings:
    """Skills and credentials that somebody has at some moment."""

    skills: frozenset[str] = frozenset()
    credentials: frozenset[str] = frozenset()

    def has(self, need: Need) -> bool:
        """Whether a need is met by these."""
        return need.name in (self.skills if need.is_skill else self.credentials)

    def plus(self, skills: Iterable[str] = (), credentials: Iterable[str] = ()) -> Holdings:
        """These and more."""
        return Holdings(self.skills.union(skills), self.credentials.union(credentials))


def rule_of(tree: Requirement | None, canonical: Canonical, together: bool = False) -> Rule:
    """The rule of a tree; skills by their canonical names."""
    if tree is None or tree.kind is RequirementKind.RECOMMENDED or isinstance(tree, Stated):
        return ALWAYS
    together = together or tree.kind is RequirementKind.COREQUISITE
    match tree:
        case CredentialHeld():
            return Need(tree.credential, is_skill=False, together=together)
        case SkillHeld():
            return Need(canonical(tree.skill), is_skill=True, together=together)
    parts = tuple(rule_of(branch, canonical, together) for branch in branches(tree))
    least = len(parts) if isinstance(tree, AllOf) else tree.at_least if isinstance(tree, AtLeast) else 1
    return _counted(least, parts)


def _counted(least: int, parts: tuple[Rule, ...]) -> Rule:
    open_ = tuple(part for part in parts if part != ALWAYS)
    least -= len(parts) - len(open_)
    possible = tuple(part for part in open_ if part != NEVER)
    if least <= 0:
        return ALWAYS
    if least > len(possible):
        return NEVER
    return possible[0] if len(possible) == 1 else Count(least, possible)


def holds(rule: Rule, now: Holdings, whole: Holdings | None = None) -> bool:
    """Whether a rule holds by what there is `now`, its corequisites by what the `whole` plan brings."""
    if isinstance(rule, Need):
        return (whole if rule.together and whole is not None else now).has(rule)
    spare = len(rule.of) - rule.least
    for part in rule.of:
        if spare < 0:
            return False
        spare -= not holds(part, now, whole)
    return spare >= 0


def without_met(rule: Rule, met: Callable[[Need], bool]) -> Rule:
    """What is left of a rule when everything that is met already is taken out; ALWAYS where nothing is."""
    if isinstance(rule, Need):
        return ALWAYS if met(rule) else rule
    return _counted(rule.least, tuple(without_met(part, met) for part in rule.of)) if rule.of else rule


def without_impossible(rule: Rule, possible: Callable[[Need], bool]) -> Rule:
    """The rule less the needs that nothing can meet; NEVER where it cannot hold."""
    if isinstance(rule, Need):
        return rule if possible(rule) else NEVER
    return _counted(rule.least, tuple(without_impossible(part, possible) for part in rule.of)) if rule.of else rule


def needs_in(rule: Rule) -> Iterator[Need]:
    """All needs of a rule, from left to right."""
    if isinstance(rule, Need):
        yield rule
    else:
        for part in rule.of:
            yield from needs_in(part)


def close(held: Holdings, stacks: Collection[tuple[str, Rule]]) -> Holdings:
    """These holdings and every stack that they earn, again and again until nothing is added."""
    open_ = dict(stacks)
    while earned := [id_ for id_, rule in open_.items() if id_ in held.credentials or holds(rule, held)]:
        held = held.plus(credentials=earned)
        for id_ in earned:
            del open_[id_]
    return held
