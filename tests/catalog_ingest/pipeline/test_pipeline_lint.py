"""Each finding of the linter, on the smallest catalog that has it."""

from __future__ import annotations

import pytest

from catalog.credential import Credential
from catalog.role import Role
from catalog.skill import Skill
from catalog_ingest.bundled import SAMPLE, bundled_roles, bundled_skills
from catalog_ingest.lint import lint
from tests.catalog_ingest.pipeline.keeper import native

LONG = "This sentence is surely long enough to be found in two descriptions."
LINK = {"as_of": "2026-01-01"}


def _needs(*ids: str, kind: str = "required") -> dict[str, object]:
    return {"all_of": [{"credential": id_} for id_ in ids], "kind": kind}


def _stack(part: str, whole: str) -> list[dict[str, object]]:
    return [
        native(part, stacks_into=[{"credential": whole, **LINK}]),
        native(whole, earned_by={"all_of": [{"credential": part}]}),
    ]


FINDINGS = [
    ("nothing", [native("a"), native("b")], []),
    ("a dangling prerequisite", [native("a", prerequisites=_needs("ghost"))], [("unknown_credential", "ghost")]),
    ("a dangling part", [native("a", earned_by=_needs("ghost"))], [("unknown_credential", "ghost")]),
    (
        "a dangling stack",
        [native("a", stacks_into=[{"credential": "ghost", **LINK}])],
        [("unknown_credential", "ghost")],
    ),
    ("a whole stack", _stack("part", "whole"), []),
    (
        "a stack that the larger one does not name",
        [*_stack("part", "whole"), native("stray", stacks_into=[{"credential": "whole", **LINK}])],
        [("stack_not_mirrored", "whole")],
    ),
    (
        "a stack that the part does not name",
        [native("part"), native("whole", earned_by={"credential": "part"})],
        [("stack_not_mirrored", "part")],
    ),
    (
        "a stack without a date",
        [native("part", stacks_into=[{"credential": "whole"}]), native("whole", earned_by={"credential": "part"})],
        [("stack_without_date", "")],
    ),
    (
        "a circle of required prerequisites",
        [
            native("a", prerequisites=_needs("b")),
            native("b", prerequisites=_needs("c")),
            native("c", prerequisites=_needs("a")),
            native("outside", prerequisites=_needs("a")),
        ],
        [("circle", "a"), ("circle", "b"), ("circle", "c")],
    ),
    ("a circle of one", [native("a", prerequisites=_needs("a"))], [("circle", "a")]),
    (
        "a circle of recommended ones",
        [native("a", prerequisites=_needs("b")), native("b", prerequisites=_needs("a", kind="recommended"))],
        [],
    ),
    ("an unknown skill", [native("a", skills=["Juggling", "SQL"])], [("unknown_skill", "Juggling")]),
    ("a skill by its alias", [native("a", skills=["structured query language"])], []),
    (
        "an unknown skill as a prerequisite",
        [native("a", prerequisites={"skill": "Juggling"})],
        [("unknown_skill", "Juggling")],
    ),
    (
        "parts that do not add up",
        [native("a", cost={"amount": 100, "currency": "USD", "parts": {"tuition": 60, "books": 30}})],
        [("cost_contradiction", "100")],
    ),
    ("a price without a currency", [native("a", cost={"amount": 100})], [("no_currency", "100")]),
    (
        "a shared sentence",
        [native("a", description=f"One. {LONG}"), native("b", summary=LONG)],
        [("shared_sentence", LONG)],
    ),
    ("a short shared sentence", [native("a", summary="Enrol now."), native("b", summary="Enrol now.")], []),
]
SKILLS = (Skill(name="SQL", aliases=("structured query language",)),)


@pytest.mark.parametrize(("credentials", "expected"), [row[1:] for row in FINDINGS], ids=[row[0] for row in FINDINGS])
def test_findings(credentials, expected):
    found = lint([Credential.model_validate(credential) for credential in credentials], SKILLS, ())
    assert [(problem.code, problem.value) for problem in found] == expected
    assert all(problem.message.endswith(".") for problem in found)


def test_a_role_that_needs_an_unknown_skill():
    role = Role.model_validate(
        {"id": "juggler", "title": "Juggler", "skills": [{"skill": "Juggling", "importance": 1}]}
    )
    assert [(problem.code, problem.value) for problem in lint([], SKILLS, [role])] == [("unknown_skill", "Juggling")]


def test_a_long_chain_is_no_circle():
    chain = [native(str(n), prerequisites=_needs(str(n + 1))) for n in range(3000)] + [native("3000")]
    assert lint([Credential.model_validate(credential) for credential in chain], (), ()) == []


def test_the_bundled_sample_has_no_finding():
    credentials = [Credential.model_validate_json(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    assert lint(credentials, bundled_skills(), bundled_roles()) == []
