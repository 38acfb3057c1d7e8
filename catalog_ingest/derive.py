"""Skills that a text names where its source lists none: each with a confidence and the place that names it."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.content import digest
from catalog.credential import Credential, DerivedSkill
from catalog.skill import Skill
from retrieval.vocabulary import SkillVocabulary

CONFIDENCE = (("title", 0.9), ("summary", 0.6), ("description", 0.4))
"""How much a mention is worth, by the place that mentions the skill: a title is about it, a description may only name it."""


class SkillDeriver:
    """Finds the skills of the generation's table in the words of a credential."""

    def __init__(self, skills: Sequence[Skill]) -> None:
        self._vocabulary = SkillVocabulary(skills)
        self.fingerprint = digest("\n".join(skill.model_dump_json() for skill in skills))

    def derive(self, credential: Credential) -> Credential:
        """The credential with derived skills; unchanged where its source states skills."""
        if credential.skills or credential.derived_skills:
            return credential
        found: dict[str, DerivedSkill] = {}
        for place, confidence in CONFIDENCE:
            for skill in self._vocabulary.named_in(getattr(credential, place) or ""):
                because = f"named in the {place}"
                found.setdefault(skill, DerivedSkill(skill=skill, confidence=confidence, because=because))
        return credential.model_copy(update={"derived_skills": tuple(found.values())}) if found else credential
