"""Faults in a catalog as a whole: what single rows cannot show. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from catalog.content import fold
from catalog.credential import Credential
from catalog.requirement import CredentialHeld, Requirement, RequirementKind, SkillHeld, branches, leaves
from catalog.role import Role
from catalog.skill import Skill
from catalog_ingest.problem import Problem, Severity

SENTENCE = re.compile(r"(?<=[.!?])\s+")
SHORTEST_SENTENCE = 40
"""Characters from which a sentence that stands in two descriptions is a finding."""


def lint(credentials: Sequence[Credential], skills: Sequence[Skill], roles: Sequence[Role]) -> list[Problem]:
    """All findings: an `error` makes a path or a stack impossible, a `warning` is doubtful."""
    by_id = {credential.id: credential for credential in credentials}
    findings: list[Problem] = []
    for credential in credentials:
        findings += _references(credential, by_id)
        findings += _stacking(credential, by_id)
        findings += _figures(credential)
    findings += _circles(by_id)
    findings += _unknown_skills(credentials, skills)
    findings += _roles(roles, skills)
    findings += _shared_sentences(credentials)
    return findings


def _finding(
    credential: Credential | None, code: str, field: str, value: str, message: str, severity: Severity = "warning"
) -> Problem:
    source = credential.source if credential else None
    return Problem(
        code=code,
        severity=severity,
        source=source.name if source else "",
        row=source.row if source else None,
        field=field,
        value=value,
        message=f"{credential.id}: {message}" if credential else message,
    )


def _references(credential: Credential, by_id: dict[str, Credential]) -> Iterator[Problem]:
    for field, tree in (("prerequisites", credential.prerequisites), ("earned_by", credential.earned_by)):
        for leaf in leaves(tree) if tree else ():
            if isinstance(leaf, CredentialHeld) and leaf.credential not in by_id:
                yield _finding(
                    credential,
                    "unknown_credential",
                    field,
                    leaf.credential,
                    "it names an id that is not here.",
                    "error",
                )
    for link in credential.stacks_into:
        if link.credential not in by_id:
            yield _finding(
                credential,
                "unknown_credential",
                "stacks_into",
                link.credential,
                "it stacks into an id that is not here.",
                "error",
            )


def _stacking(credential: Credential, by_id: dict[str, Credential]) -> Iterator[Problem]:
    for link in credential.stacks_into:
        larger = by_id.get(link.credential)
        if larger is not None and larger.earned_by is not None and credential.id not in larger.parts:
            yield _finding(
                credential, "stack_not_mirrored", "stacks_into", larger.id, "the larger one does not name it as a part."
            )
    if credential.stacks_into and not any(link.as_of for link in credential.stacks_into):
        yield _finding(credential, "stack_without_date", "stacks_into", "", "no date says when it was known to stack.")
    for part in credential.parts:
        if part in by_id and credential.id not in {link.credential for link in by_id[part].stacks_into}:
            yield _finding(credential, "stack_not_mirrored", "earned_by", part, "the part does not say that it stacks.")


def _figures(credential: Credential) -> Iterator[Problem]:
    cost = credential.cost
    if cost is not None and not cost.parts_agree:
        yield _finding(
            credential, "cost_contradiction", "cost", str(cost.amount), "the parts do not add up to the total."
        )
    if cost is not None and cost.amount and cost.currency is None:
        yield _finding(credential, "no_currency", "cost", str(cost.amount), "the price has no currency.")


def _circles(by_id: dict[str, Credential]) -> Iterator[Problem]:
    """Each credential whose required prerequisites, in any branch, lead back to itself."""
    needs = {id_: set(_required(credential)) & by_id.keys() for id_, credential in by_id.items()}
    free = _peeled(needs)
    for id_ in needs:
        if id_ not in free and id_ in _reachable(id_, needs):
            yield _finding(
                by_id[id_], "circle", "prerequisites", id_, "its prerequisites lead back to itself.", "error"
            )


def _required(credential: Credential) -> Iterator[str]:
    return _required_in(credential.prerequisites) if credential.prerequisites else iter(())


def _required_in(node: Requirement) -> Iterator[str]:
    if node.kind is not RequirementKind.REQUIRED:
        return
    if isinstance(node, CredentialHeld):
        yield node.credential
    for branch in branches(node):
        yield from _required_in(branch)


def _peeled(needs: dict[str, set[str]]) -> set[str]:
    """What remains free of circles: everything whose needs are free, again and again."""
    users = defaultdict(list)
    for id_, needed in needs.items():
        for other in needed:
            users[other].append(id_)
    left = {id_: len(needed) for id_, needed in needs.items()}
    free = [id_ for id_, count in left.items() if count == 0]
    for id_ in free:
        for user in users[id_]:
            left[user] -= 1
            if left[user] == 0:
                free.append(user)
    return set(free)


def _reachable(start: str, needs: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    open_ = list(needs[start])
    while open_:
        id_ = open_.pop()
        if id_ not in found:
            found.add(id_)
            open_.extend(needs[id_])
    return found


def _unknown_skills(credentials: Iterable[Credential], skills: Sequence[Skill]) -> Iterator[Problem]:
    known = {fold(name) for skill in skills for name in (skill.name, *skill.aliases)}
    for credential in credentials:
        wanted = [leaf.skill for leaf in _skill_leaves(credential)]
        for skill in dict.fromkeys((*credential.skills, *wanted)):
            if fold(skill) not in known:
                yield _finding(credential, "unknown_skill", "skills", skill, "the skill is not in the skill table.")


def _skill_leaves(credential: Credential) -> Iterator[SkillHeld]:
    for leaf in leaves(credential.prerequisites) if credential.prerequisites else ():
        if isinstance(leaf, SkillHeld):
            yield leaf


def _roles(roles: Iterable[Role], skills: Sequence[Skill]) -> Iterator[Problem]:
    known = {skill.name for skill in skills}
    for role in roles:
        for needed in role.skills:
            if needed.skill not in known:
                message = f"The role {role.id} needs a skill that is not in the skill table."
                yield _finding(None, "unknown_skill", "roles", needed.skill, message)


def _shared_sentences(credentials: Iterable[Credential]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for credential in credentials:
        for sentence in SENTENCE.split(f"{credential.summary or ''} {credential.description or ''}"):
            key = fold(sentence)
            if len(key) >= SHORTEST_SENTENCE and seen.setdefault(key, credential.id) != credential.id:
                yield _finding(
                    credential, "shared_sentence", "description", sentence, f"the sentence also stands in {seen[key]}."
                )
