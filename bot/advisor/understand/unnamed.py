"""Work of which somebody does not know the name: "the heating guy, whatever that's called"."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft

_CALLED = re.compile(
    r",? (?:or )?(?:what(?:ever|s|'s| is)? (?:(?:that|it|they|those|this|the job|the role)(?:'s|'re| is| are)? )?called"
    r"|whatever you call (?:it|that|them|those)|whatever the (?:name|word|title|job title)(?: is)?"
    r"|(?:i )?(?:don'?t|do not) know (?:what (?:it|that|they|the job)(?:'s| is|'re| are)?|how (?:it|that|they)(?:'s| is|'re"
    r"| are)) called|what do you call (?:it|that|them|those))\b"
)
"""Said of a job of which somebody does not know the name."""
_CALLED_WHAT = re.compile(
    r"\bwhat(?:'s|s| is| do (?:you|they) call)(?: (?:the|that|this))? (?:job|role|work|profession|trade|career|title)"
    r"(?: title)?(?: called| named)?,? (?:again )?(?:where|when|who|that|for|in which|of|if) "
)
"""The same, before the work is told."""
LONG = 5
"""So many words before it tell of work, whoever does it."""
_WHO = re.compile(
    r"\b(?:guys?|persons?|people|lady|ladies|wom[ae]n|m[ae]n|folks?|ones?|lot|dudes?|jobs?|work|roles?)\b"
)


def work_without_name(draft: Draft) -> str:
    """The words that tell of work whose name is not known or asked for; empty where a message says no such thing."""
    asked = draft.sees(_CALLED_WHAT)
    if asked:
        return re.split(r"[.!?\n]", draft.text[asked.end() :])[0].strip()
    match = draft.sees(_CALLED)
    told = draft.text[: match.start()].strip() if match else ""
    return told if _WHO.search(draft.open) or len(told.split()) > LONG else ""
