"""A sentence read: what it names, what it claims, and which of the named each claim is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.advisor.grounding import names
from bot.advisor.grounding.facets import facets
from bot.advisor.grounding.figures import Claim, figures
from bot.advisor.grounding.grounds import Grounds
from bot.advisor.grounding.names import Mention
from bot.advisor.understand.draft import Draft

_CLAUSE = re.compile(
    r"[;:]|,?\s(?:but|while|whereas|aber|pero|mais|although|though)\b|\s[–—-]\s|(?<=\w), (?:and )?(?=for |at |with )"
)
_LEADS = re.compile(
    r"\s*(?:for|buys(?: you)?|gets you|fur|por|pour|also )?\s*(?:gives|offers|teaches|provides|runs|awards)?"
    r"\s*(?:the )?[“\"*\[]*"
)
"""Between a figure or a provider and the title that it belongs to: "$40 for “A”", "Brightwater gives “A”"."""
_LIST = re.compile(r"[\s,“”\"*]*(?:and|or|&|y|et|und|as well as|plus)?[\s,“”\"*]*")


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence read. `bare` is its text in lower case with what it names and claims left out, `carried` what it speaks
    of where it names nothing."""

    text: str
    bare: str
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    carried: frozenset[str]
    grounds: Grounds

    def subjects(self, claim: Claim) -> tuple[Mention, ...]:
        """The mentions that a claim is about: those before it in its clause, else those after, else the last before."""
        start, end = self._clause(claim)
        inside = [mention for mention in self.mentions if start <= mention.start < end]
        before = [mention for mention in inside if mention.end <= claim.start]
        after = [mention for mention in inside if mention.start >= claim.end]
        earlier = [mention for mention in self.mentions if mention.end <= claim.start]
        if after and _LEADS.fullmatch(self.bare[claim.end : after[0].start]):
            return self._group(after[::-1])[::-1]
        if before:
            return self._group(before)
        if after:
            return self._group(after[::-1])[::-1]
        return self._group(earlier) if earlier else ()

    def _clause(self, claim: Claim) -> tuple[int, int]:
        """The span of the clause in which a claim stands; a boundary within a name is none."""
        cuts = [match.start() for match in _CLAUSE.finditer(self.bare)]
        start = max((cut for cut in cuts if cut < claim.start), default=0)
        return start, min((cut for cut in cuts if cut >= claim.end), default=len(self.text))

    def _group(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """The last mention with those that stand beside it in one list."""
        group = [mentions[-1]]
        for mention in reversed(mentions[:-1]):
            first, second = sorted((mention, group[0]), key=lambda each: each.start)
            if not _LIST.fullmatch(self.text[first.end : second.start].lower()):
                break
            group.insert(0, mention)
        return tuple(group)

    def known(self, claim: Claim) -> frozenset[str]:
        """The ids that a claim is about: those named, else those carried over, else the only one there is."""
        named = self.subjects(claim)
        if named:
            return frozenset(id_ for mention in named for id_ in (mention.ids or ("",)))
        if self.carried:
            return self.carried
        return frozenset(self.grounds.records) if len(self.grounds.records) == 1 else frozenset()


def read(sentence: str, grounds: Grounds, carried: frozenset[str] = frozenset()) -> Read:
    """What a sentence names and claims. `carried` are the ids of what was spoken of before it."""
    draft = Draft(re.sub(r"[\u00a0\u202f\u2009]", " ", sentence))
    linked = names.links(draft)
    quoted, unknown = names.quotations(draft, grounds)
    mentions = [*quoted, *names.titles(draft, grounds)]
    given = names.providers(draft, grounds)
    given += names.givers(draft, grounds)
    unknown += names.altered(draft, grounds)
    names.protect(draft, grounds)
    mentions += names.steps(draft, grounds)
    read_figures = figures(draft)
    read_facets = facets(draft, grounds.skills)
    unknown += names.capitals(draft, grounds)
    claims = [*linked, *unknown, *given, *read_figures, *read_facets]
    return Read(
        text=draft.text,
        bare=_bare(draft.text.lower(), [*mentions, *claims]),
        mentions=tuple(sorted(mentions, key=lambda mention: mention.start)),
        claims=tuple(sorted(claims, key=lambda claim: claim.start)),
        carried=carried,
        grounds=grounds,
    )


def _bare(text: str, spans: Sequence[Mention | Claim]) -> str:
    for span in spans:
        text = text[: span.start] + "\x00" * (span.end - span.start) + text[span.end :]
    return text
