"""What a goal takes, less what the learner brings, and why each held skill counts."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.errors import NotFound
from pathways.gap import Gap, Held, Source, gap_of
from pathways.ground import Ground
from pathways.request import HeldSkill
from tests.pathways.oracle.catalogs import row
from tests.pathways.planning import asked, stack
from tests.pathways.shelves import Row, RowShelf

DERIVED = [
    {"skill": name, "confidence": sure, "because": "its text"} for name, sure in (("SQL", 0.5), ("Design", 0.49))
]
CATALOG = [row("a", "Python", derived_skills=DERIVED), row("b", "Writing"), stack("s", "a", "b"), stack("t", "s")]


def gap(*skills: str, have: tuple[HeldSkill, ...] = (), catalog: list[Row] = CATALOG, **more: Any) -> Gap:
    return gap_of(asked(*skills, **more).changed(have=have), Ground(RowShelf(catalog)))


def because(found: Gap) -> dict[str, Held | None]:
    return {wanted.key: wanted.held for wanted in found.wanted}


def test_nothing_is_held_without_a_reason():
    found = gap("Python", "SQL")
    assert because(found) == {"python": None, "sql": None}
    assert list(found.missing) == ["python", "sql"]
    assert not found.nothing_missing


def test_what_was_stated_is_held_whatever_its_case():
    assert because(gap("Python", have=(HeldSkill(skill="PYTHON"),))) == {"python": Held(Source.STATED)}


def test_what_was_done_teaches_and_says_by_its_title():
    found = gap("Python", "SQL", "Design", done=["a", "gone"])
    assert because(found) == {
        "python": Held(Source.DONE, "Title of a"),
        "sql": Held(Source.DONE, "Title of a"),
        "design": None,
    }
    assert found.held.credentials == {"a", "gone"}


@pytest.mark.parametrize(("sure", "counts"), [(0.49, False), (0.5, True), (1, True)])
def test_a_skill_of_the_present_role_counts_when_it_is_likely(sure: float, counts: bool):
    found = gap("Python", have=(HeldSkill(skill="Python", confidence=sure, role="Analyst"),))
    assert because(found)["python"] == (Held(Source.ROLE, "Analyst", sure) if counts else None)
    assert ("python" in found.held.skills) is counts


def test_the_surest_reason_is_the_one_that_is_told():
    likely = HeldSkill(skill="Python", confidence=0.6, role="Analyst")
    assert because(gap("Python", have=(likely, HeldSkill(skill="python"))))["python"] == Held(Source.STATED)
    told = because(gap("Python", have=(likely,), done=["a"]))["python"]
    assert told == Held(Source.DONE, "Title of a")


def test_stacks_follow_from_what_is_done_but_teach_nothing():
    found = gap("Python", done=["a", "b"], catalog=[*CATALOG, stack("u", "a", skills=["Welding"])])
    assert found.held.credentials == {"a", "b", "s", "t", "u"}
    assert "welding" not in found.held.skills
    assert gap("Python", done=["a"]).held.credentials == {"a"}


def test_a_skill_named_twice_is_wanted_once():
    assert [wanted.skill.skill for wanted in gap("Python", "PYTHON").wanted] == ["Python"]


def test_a_goal_credential_is_missing_until_it_is_held():
    missing = gap(credential="t", done=["a"])
    assert missing.credential is not None
    assert missing.credential_missing
    assert not missing.nothing_missing
    assert gap(credential="t", done=["a", "b"]).nothing_missing
    assert gap(credential="a", done=["a"]).nothing_missing
    assert not gap("Python").credential_missing


def test_a_goal_credential_that_is_not_there_is_told():
    with pytest.raises(NotFound, match="No credential here has the id 'ghost'"):
        gap(credential="ghost")
