"""A sentence held against the grounds: each claim is true of what the sentence speaks of there, or it fails."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.advisor.grounding.figures import Claim, Kind
from bot.advisor.grounding.grounds import SURELY_SUPPOSING, Grounds
from bot.advisor.grounding.names import Mention
from bot.advisor.grounding.order import wrong_order
from bot.advisor.grounding.ranking import wrong_rank
from bot.advisor.grounding.reading import Read, read
from bot.advisor.grounding.truth import Context, true_alone, true_of, true_of_sum, true_of_two

_TOGETHER = re.compile(
    r"\b(?:together|in all|in total|altogether|total|combined|sum|zusammen|en total|juntos|insgesamt)\b"
)
_DIFFERENCE = re.compile(
    r"\s*(?:\w+ )?(?:cheaper|less|more|longer|shorter|extra|faster|quicker|dearer|apart|saved|difference|on top)\b"
)
_SAVES = re.compile(
    r"\b(?:saves?|saving|adds?|extra|another|(?:cheaper|dearer|longer|shorter|differ) by)(?: you| of| is)*\s*$"
    r"|\bdifference\b[^.;]*$"
)
_BOTH = re.compile(r"\b(?:both|pay|paying)\b")
_COLLECTIVE = re.compile(
    r"\b(?:path|plan|route|steps|in all|in total|altogether|the whole|overall|ruta|plan|chemin|parcours|weg|schritte"
    r"|they|these|those|them|both|prices|courses|options|results|range|cheapest|shortest)\b"
)
"""A sentence with such a word and without a title speaks of all, not of what was last spoken of."""
_BOUND = re.compile(
    r"(?:(?P<most>under|below|up to|at most|less than|no more than|within|max(?:imum)?(?: of)?|as little as|hasta|unter"
    r"|bis zu|moins de)|(?P<least>over|above|more than|at least|from|min(?:imum)?(?: of)?|mindestens|al menos|au moins)"
    r"|(?P<own>(?:your|the|a|my) (?:budget|limit)(?: of| is)?|budget of|limit of)"
    r"|(?P<about>around|about|roughly|approximately|some|~|etwa|ungefähr|unos|unas|environ))\s*(?:the |your |a )?$"
)
RUN = 8
"""So many words in a row of our own instructions are none by chance."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What failed, and what the sentence spoke of: ids, "" for something that has no record."""

    failures: tuple[Claim, ...]
    subjects: frozenset[str] = frozenset()
    claims: tuple[tuple[Claim, frozenset[str]], ...] = field(default=(), repr=False)

    @property
    def holds(self) -> bool:
        """Whether nothing failed."""
        return not self.failures


def check(sentence: str, grounds: Grounds, carried: frozenset[str] = frozenset()) -> Verdict:
    """Which claims of a sentence fail, and what it spoke of. `carried` are the ids of what was spoken of before it."""
    found = read(sentence, grounds, carried)
    failures = [claim for claim in found.claims if not _holds(found, claim)]
    failures += [*wrong_order(found.text, found.bare, found.mentions, grounds), *_leaks(found.text, grounds)]
    failures += wrong_rank(found.text, found.bare, found.mentions, grounds)
    spoken = frozenset(id_ for mention in found.mentions for id_ in (mention.ids or ("",)))
    claims = tuple((claim, found.known(claim)) for claim in (*found.claims, *failures))
    return Verdict(tuple(failures), spoken or carried, claims)


def _holds(found: Read, claim: Claim) -> bool:
    if claim.kind in (Kind.TITLE, Kind.NAME):
        return False
    grounds, ids, named = found.grounds, found.known(claim), found.subjects(claim)
    if _is_stated(found, claim, ids, named=bool(named)):
        return True
    if _between(found, claim):
        return all(mention.ids for mention in named) and true_of_two(claim, _all_ids(found) or ids, grounds)
    context = Context(found.bare, found.text[claim.end :].lower(), _bound(found.text, claim))
    if context.bound and _is_said(claim, grounds):
        return True
    if not ids:
        return true_alone(claim, grounds, context)
    if len(named) > 1:
        return _holds_of_many(found, claim, named, context)
    if not named and _COLLECTIVE.search(found.bare) and true_alone(claim, grounds, context):
        return True
    return any(true_of(claim, id_, grounds, context) for id_ in ids)


def _is_said(claim: Claim, grounds: Grounds) -> bool:
    return any(claim.kind is said.kind and claim.values & said.values for said in grounds.said)


def _is_stated(found: Read, claim: Claim, ids: frozenset[str], *, named: bool) -> bool:
    """Whether a sentence that was built from records says the same of the same, and no more surely."""
    supposes = SURELY_SUPPOSING.search(found.bare) is not None
    return any(
        claim.kind is stated.claim.kind
        and claim.values & stated.claim.values
        and (ids == stated.about or not (stated.about or named))
        and (supposes or not stated.supposing)
        for stated in found.grounds.stated
    )


def _between(found: Read, claim: Claim) -> bool:
    """Whether a figure is a difference: "$20 cheaper"."""
    if claim.kind not in (Kind.MONEY, Kind.TIME):
        return False
    after, before = found.bare[claim.end :], found.bare[: claim.start]
    return _DIFFERENCE.match(after) is not None or _SAVES.search(before) is not None


def _all_ids(found: Read) -> frozenset[str]:
    return frozenset(id_ for mention in found.mentions for id_ in mention.ids) | found.carried


def _holds_of_many(found: Read, claim: Claim, named: Sequence[Mention], context: Context) -> bool:
    """A claim about several: a sum, one after the other in their order, or each of them."""
    grounds = found.grounds
    each = [mention.ids or ("",) for mention in named]
    if claim.kind in (Kind.MONEY, Kind.TIME) and _TOGETHER.search(found.bare):
        return true_of_sum(claim, [ids[0] for ids in each], grounds)
    alike = [other for other in found.claims if other.kind is claim.kind and found.subjects(other) == tuple(named)]
    if len(alike) == len(each) and len(alike) > 1:
        return any(true_of(claim, id_, grounds, context) for id_ in each[alike.index(claim)])
    if all(any(true_of(claim, id_, grounds, context) for id_ in ids) for ids in each):
        return True
    return len(alike) == 1 and bool(_BOTH.search(found.bare)) and true_of_sum(claim, [ids[0] for ids in each], grounds)


def _bound(text: str, claim: Claim) -> str:
    """Whether a figure is a limit and not a value: "most", "least", "own" for one of the asker's, "about", or empty."""
    match = _BOUND.search(text[: claim.start].lower())
    return (match.lastgroup or "") if match else ""


def runs_of(text: str) -> Iterator[str]:
    """Every run of RUN words of a text."""
    words = re.findall(r"\w+", text.lower())
    for at in range(len(words) - RUN + 1):
        yield " ".join(words[at : at + RUN])


def _leaks(text: str, grounds: Grounds) -> list[Claim]:
    """Words of the instructions in an answer."""
    leaked = grounds.secret and any(run in grounds.secret for run in runs_of(text))
    return [Claim(Kind.LEAK, 0, len(text), text, frozenset())] if leaked else []
