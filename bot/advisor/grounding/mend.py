"""A sentence built from the record in place of one that failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.advisor.grounding.check import Verdict
from bot.advisor.grounding.figures import Kind
from bot.advisor.grounding.grounds import Grounds
from bot.advisor.rules.asked import sentence
from bot.advisor.understand.reading import Aspect
from bot.advisor.wording import Wording

ASPECTS = {
    Kind.MONEY: Aspect.PRICE,
    Kind.FREE: Aspect.PRICE,
    Kind.TIME: Aspect.HOURS,
    Kind.PROVIDER: Aspect.PROVIDER,
    Kind.LINK: Aspect.LINK,
    Kind.DATE: Aspect.START,
    Kind.LEVEL: Aspect.LEVEL,
    Kind.LANGUAGE: Aspect.LANGUAGE,
    Kind.SKILL: Aspect.SKILLS,
}
"""The question that a claim of each kind would answer."""
UNSAYABLE = {Kind.LEAK, Kind.NAME}
"""What makes a sentence as a whole not worth mending."""


def mended(verdict: Verdict, grounds: Grounds, names: Mapping[str, str], wording: Wording) -> str | None:
    """What the records say in place of a sentence that failed; None where they say nothing of the kind.

    `names` are the titles of what records refer to, by id.
    """
    kinds = {claim.kind for claim in verdict.failures}
    if kinds & UNSAYABLE:
        return None
    if Kind.ORDER in kinds:
        return _order(grounds, wording)
    built = list(dict.fromkeys([*_stated(verdict, grounds), *_asked(verdict, grounds, names, wording)]))
    return " ".join(built) or None


def _stated(verdict: Verdict, grounds: Grounds) -> Iterator[str]:
    """Sentences about the path, or about what was found, that say the same kind of thing."""
    failed = {claim.kind for claim in verdict.failures}
    if any(about - {""} for claim, about in verdict.claims if claim.kind in failed):
        return
    for stated in grounds.stated:
        if stated.claim.kind in failed and not stated.about and not stated.supposing:
            yield stated.sentence
            return


def _asked(verdict: Verdict, grounds: Grounds, names: Mapping[str, str], wording: Wording) -> Iterator[str]:
    """For each record that the sentence spoke of, the facts that it claimed."""
    wanted: dict[str, dict[Aspect, None]] = {}
    for claim, about in verdict.claims:
        for id_ in sorted(about):
            if id_ in grounds.records and claim.kind in ASPECTS:
                wanted.setdefault(id_, {})[ASPECTS[claim.kind]] = None
    for id_, aspects in wanted.items():
        for aspect in aspects:
            yield sentence(aspect, grounds.records[id_].item, names, grounds.today, wording)


def _order(grounds: Grounds, wording: Wording) -> str:
    """The steps of the path in their order."""
    steps = [grounds.records[id_].item.title for id_ in grounds.paths[0].steps if id_ in grounds.records]
    listed = ", ".join(f"{number} “{title}”" for number, title in enumerate(steps, 1))
    return wording.say("mended", "order", list=listed)
