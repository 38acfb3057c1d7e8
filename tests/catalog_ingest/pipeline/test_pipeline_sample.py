"""What the bundled sample promises."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from catalog.content import fold
from catalog.credential import Basis, Credential, Visibility
from catalog_ingest.bundled import SAMPLE, bundled_roles, bundled_skills

OTHER_FIELDS = {
    "design": {
        *("Graphic design", "Visual design", "Video editing", "Photography", "Animation", "3D modelling"),
        *("User experience design", "Figma"),
    },
    "health": {
        *("Medical terminology", "Anatomy and physiology", "Patient care", "First aid", "Medical coding", "Nutrition"),
        *("Medical billing", "Electronic health records", "Phlebotomy", "Pharmacy practice", "Mental health first aid"),
        *("Public health", "Caregiving", "Health privacy"),
    },
    "trades": {
        *("Workplace safety", "Blueprint reading", "Electrical wiring", "Plumbing", "HVAC", "Welding", "Carpentry"),
        *("Solar installation", "Building maintenance", "Preventive maintenance", "Automotive repair", "CNC machining"),
        *("Programmable logic controllers", "Industrial robotics", "Forklift operation", "Energy auditing"),
        *("Computer-aided design", "Electrical safety"),
    },
    "education": {
        *("Instructional design", "Lesson planning", "Classroom management", "Learning technology", "Adult learning"),
        *("Early childhood education", "Special education", "Tutoring", "Facilitation", "Assessment design"),
    },
    "languages": {"English", "Spanish", "French", "German", "Translation", "Interpreting", "Sign language"},
}
"""The skills, each with those that name it as broader, of every field but business and technology."""


@pytest.fixture(scope="module")
def credentials() -> list[Credential]:
    return [Credential.model_validate_json(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def by_id(credentials) -> dict[str, Credential]:
    return {credential.id: credential for credential in credentials}


def test_size(credentials):
    assert len(credentials) >= 300
    assert len({credential.provider for credential in credentials}) >= 15
    assert sum(credential.audience.visibility is Visibility.INTERNAL for credential in credentials) >= 40
    assert len({credential.id for credential in credentials}) == len(credentials)


def test_stacks_stand_over_two_or_three_levels(credentials, by_id):
    stacks = [credential for credential in credentials if credential.parts]
    assert len(stacks) >= 25
    assert sum('"at_least"' in (stack.earned_by.model_dump_json()) for stack in stacks) >= 3
    assert {2, 3} <= {_levels(stack, by_id) for stack in stacks}
    assert any(credential.credit for credential in stacks)


def _levels(credential: Credential, by_id: dict[str, Credential]) -> int:
    return 1 + max((_levels(by_id[part], by_id) for part in credential.parts), default=0)


def test_about_three_quarters_are_business_and_technology(credentials):
    other = _with_narrower({skill for field in OTHER_FIELDS.values() for skill in field})
    taught = [credential for credential in credentials if credential.skills]
    elsewhere = [c for c in taught if 2 * len(other.intersection(c.skills)) >= len(c.skills)]
    assert len(taught) >= 0.95 * len(credentials)
    assert 0.70 <= 1 - len(elsewhere) / len(taught) <= 0.82


def _with_narrower(names: set[str]) -> set[str]:
    while more := {skill.name for skill in bundled_skills() if names.intersection(skill.broader)} - names:
        names = names | more
    return names


def test_prices_and_hours(credentials):
    amounts = [credential.cost.amount for credential in credentials if credential.price_known]
    paid = [amount for amount in amounts if amount]
    hours = [credential.hours for credential in credentials if credential.hours]
    assert sum(25 <= amount <= 150 for amount in paid) > len(paid) / 2
    assert sum(span.min >= 3 and span.max <= 30 for span in hours) > len(hours) / 2
    assert len(amounts) > len(paid)
    assert any(credential.cost.basis is Basis.PER_MONTH for credential in credentials if credential.cost)
    assert len(amounts) < len(credentials)
    assert len(hours) < len(credentials)


def test_languages_and_prerequisites(credentials):
    languages = Counter(language for credential in credentials for language in credential.language)
    kinds = {credential.prerequisites.kind.value for credential in credentials if credential.prerequisites}
    assert len(languages) >= 3
    assert {"required", "recommended"} <= kinds


def test_no_two_descriptions_share_a_sentence(credentials):
    seen: Counter[str] = Counter()
    for credential in credentials:
        assert credential.description, credential.id
        seen.update({fold(sentence) for sentence in re.split(r"(?<=[.!?])\s+", credential.description) if sentence})
    assert [sentence for sentence, count in seen.items() if count > 1] == []


def test_skills():
    skills = bundled_skills()
    names = {skill.name for skill in skills}
    assert len(names) == len(skills) >= 220
    assert {broader for skill in skills for broader in skill.broader} <= names
    assert any(skill.aliases for skill in skills)
    assert any(skill.broader for skill in skills)
    assert _shared((skill.name, *skill.aliases) for skill in skills) == []


def test_roles():
    roles = bundled_roles()
    names = {skill.name for skill in bundled_skills()}
    assert len({role.id for role in roles}) == len(roles) >= 70
    assert _shared((role.title, *role.aliases) for role in roles) == []
    for role in roles:
        zones = [demand for demand in role.entry_demands if demand.kind == "job_zone"]
        assert role.aliases, role.id
        assert role.skills, role.id
        assert {needed.skill for needed in role.skills} <= names
        assert all(needed.importance > 0 for needed in role.skills)
        assert zones, role.id
        assert all("O*NET" in demand.source for demand in zones)


def _shared(entries) -> list[str]:
    counted = Counter(name for entry in entries for name in {fold(name) for name in entry})
    return [name for name, count in counted.items() if count > 1]
