"""Work that somebody singles out while jobs are the matter: "the one where you lead a shift", "the one who breaks in"."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.described_goals import LIKE, described_goal, likeliest
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Known

_ONE = re.compile(
    r"^\W*(?:(?:ok|okay|lol|haha|hm+|so|well|oh|and|but|no|yes|yeah|maybe|then|rather|actually|what about|how about"
    r"|i (?:like|want|take|meant?)|i'd (?:like|take|love)|i'll take|tell me (?:more )?about|more about|show me)[\s,.!]+)*"
    r"(?:the|that) (?:one|job|work|role|guys?|person|people|man|woman|position|career|kind|sort)(?: of (?:job|work))?"
    r" (?:where|in which|who|that|when)(?: (?:you|they|people|someone|somebody|one))?"
    r"(?: (?:gets?|get to|is|are|being)(?: to)?(?: paid)?(?: (?:to|for))?)?"
    r" (?P<told>(?!i\b|we\b|my\b)[a-z][^.,;!?\x00]{3,80})"
)


_AS_A_JOB = re.compile(r"\b(?:as (?:a|my) (?:new |real )?(?:job|career|profession)|for a living)\b")
_BEFORE = re.compile(r"\b(?:was|were|did|had|worked|used to|been|have|never|not)\b|\?")


def job_pointed_at(draft: Draft, known: Known) -> str:
    """The words that tell what is done in the job which a message singles out; empty where it does not."""
    if not (known.exploring or known.told_roles):
        return ""
    match = _ONE.match(draft.open)
    if match is None:
        return described_goal(draft, known) if draft.sees(_AS_A_JOB) and not draft.sees(_BEFORE) else ""
    told = draft.written(match, "told")
    return likeliest((told,), known, LIKE)
