"""Goals that a message points at: one sentence tells what somebody does, another one asks for the way to that."""

from __future__ import annotations

from collections.abc import Iterator

from bot.advisor.understand import patterns as re
from bot.advisor.understand.described_goals import SENTENCES, likeliest
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.goals import names_title
from bot.advisor.understand.reading import Known

CLEAR = 0.16
"""The score from which a sentence tells the work that another one plainly asks for."""
LIKELY = 0.3
"""The same, where the asking sentence might mean anything."""
_ONE = r"(?:i|one|we|you|people|she|he|they|somebody|someone|somebody like me|someone like me)"
_THAT_JOB = re.compile(
    rf"\bhow (?:do|can|could|would|does|might) {_ONE} (?:get (?:there|into (?:that|this|it)|in on (?:that|this)|started"
    rf"(?: (?:in|with) (?:that|this|it))?|to (?:do|be) that)|become (?:one(?: of (?:them|those|these))?|that|such a)"
    r"|end up (?:there|doing that)|do (?:that|this) for a living|join (?:them|those))\b"
    r"|\b(?:a|the|my|some|any) (?:route|way|path|plan|road|map|roadmap) (?:to|into|towards?"
    r"|for) (?:get(?:ting)? )?(?:that|this|it"
    r"|there|such)(?: (?:an? )?(?:kind|sort|line) of)?(?: (?:job|work|career|role|post|position))?\b"
    r"|\b(?:that|this|it) (?:can|could|might|should|would|will|must) (?:be|become) (?:my|a|the) (?:\w+ )?(?:job|work|career"
    r"|living)\b"
    r"|\b(?:can|could|might|would|may) (?:that|this|it) (?:be|become) (?:my|a|the) (?:\w+ )?(?:job|work|career|living)\b"
    r"|\b(?:like|love|want|fancy|take|have|wants|prefer) (?:to have |to do |to get )?(?:the|that|his|her"
    r"|their) (?:\w+ )?(?:job|work|role"
    r"|post|position)(?: of)?\b"
    r"|\b(?:that|this) (?:is|'s) what i(?:'d| would)? (?:want|like|love)(?: to (?:do|be))?\b"
    rf"|\bwhat (?:do|does|would|will|should|must) {_ONE} need (?:to (?:learn|know|do|study|take) )?(?:to (?:do|be"
    rf"|become) (?:that|this|one)"
    r"|for (?:that|this)(?: (?:job|work|kind of work))?|to get (?:there|that job))\b"
)
"""A question for the way to what was told beside it."""
_ADVICE = re.compile(
    r"\bwhat (?:would|do|should|can|could) (?:you|i) (?:advise|suggest|recommend|do|need|learn)\W*$"
    r"|\bwhat(?:'s| is| would be| would) the (?:way|path|route)(?: (?:there|in|to it|be|look like))+\b"
    r"|\b(?:how|what) (?:does|would|will) the (?:way|path|route)(?: (?:there|to it))? (?:be|look(?: like)?)\b"
)
_OF_WHOM = re.compile(r"\b(?:job|work|role|post|position) of (?:the|those|that|a)? ?(?P<who>\w.*)$")
"""Where the asking sentence itself tells whose work it is."""
_OWN = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so|well|ok|morning|evening)\W+)*(?:i(?:'m| am|'ve| have| was| work| drive| drove| used)\b"
    r"|[a-z]+(?: [a-z/&-]+){0,3}, (?:for )?\d+ ?(?:years?|yrs?|y)\b|(?:tired|sick|fed up|done|bored) (?:of|with)\b)"
)
"""A sentence that tells of the work somebody has, or is tired of."""
LEAST_WORDS = 4


def pointed_goal(draft: Draft, known: Known) -> str:
    """The words that describe the work to which a message asks the way; empty where it does not."""
    asked = draft.sees(_THAT_JOB)
    least = CLEAR if asked else LIKELY
    if not asked and not draft.sees(_ADVICE):
        return ""
    return likeliest(tuple(_told(draft)), known, least)


def _told(draft: Draft) -> Iterator[str]:
    """The sentences that may tell of the wanted work, as written."""
    for sentence in filter(None, map(str.strip, SENTENCES.split(draft.text))):
        said = Draft(sentence)
        whose = _OF_WHOM.search(said.open) if said.sees(_THAT_JOB) else None
        words = said.written(whose, "who") if whose else sentence
        asks = whose is None and (said.sees(_THAT_JOB) or said.sees(_ADVICE))
        if not asks and not said.sees(_OWN) and not names_title(said) and len(words.split()) >= LEAST_WORDS:
            yield words
