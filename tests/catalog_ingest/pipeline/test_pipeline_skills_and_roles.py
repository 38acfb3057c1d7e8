"""Derived skills and the role table."""

from __future__ import annotations

from pathlib import Path

from catalog_ingest import wiring
from tests.catalog_ingest.pipeline.keeper import Keeper, native, write_csv, write_jsonl

EDX_LIKE = [
    {
        "title": "Python for everybody",
        "institution": "A University",
        "summary": "Write your first programs, then ask a database in SQL.",
        "description": "Bring a laptop. Some statistics helps.",
        "price": "FREE-Add a Verified Certificate for $49 USD",
    },
    {"title": "Poetry", "institution": "A University", "summary": "", "description": "", "price": ""},
]


def test_skills_are_drawn_with_confidence_and_reason(keeper: Keeper, tmp_path: Path):
    keeper.run(write_csv(tmp_path / "edx.csv", EDX_LIKE))
    poetry, python = sorted(keeper.catalog().values(), key=lambda credential: credential.title)
    found = {derived.skill: (derived.confidence, derived.because) for derived in python.derived_skills}
    assert found["Python"] == (0.9, "named in the title")
    assert found["SQL"] == (0.6, "named in the summary")
    assert all(0 < confidence < 1 and because for confidence, because in found.values())
    assert (python.skills, poetry.derived_skills) == ((), ())


def test_skills_are_not_drawn_where_the_source_states_some(keeper: Keeper, tmp_path: Path):
    keeper.run(write_jsonl(tmp_path / "own.jsonl", [native("x", skills=["Welding"]) | {"title": "Python"}]))
    assert keeper.catalog()["x"].derived_skills == ()


def test_skills_are_not_drawn_on_request(keeper: Keeper, tmp_path: Path):
    keeper.run(write_csv(tmp_path / "edx.csv", EDX_LIKE), derive=False)
    assert not any(credential.derived_skills for credential in keeper.catalog().values())


def test_roles_from_onet_stay_until_others_are_named(small: Keeper, small_source: Path, shared: Path):
    assert small.active().roles_from == "bundled"
    small.run(small_source, roles=shared / "onet")
    assert small.active().roles_from == str((shared / "onet").resolve())
    small.run(small_source)
    assert small.active().roles_from == str((shared / "onet").resolve())
    with wiring.opened(small.settings) as store:
        active = store.active()
        roles, skills = store.roles(active), store.skills(active)
    assert len(roles) > 900
    assert any(demand.source and "O*NET" in demand.source for role in roles for demand in role.entry_demands)
    assert {needed.skill for role in roles for needed in role.skills} <= {skill.name for skill in skills}
