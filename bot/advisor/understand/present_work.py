"""Present work that is told by what somebody does, and weariness of it: "drive a forklift at the moment", "12 years as a
CNA, my back is done"."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.goals import take_present
from bot.advisor.understand.named_goals import take_held_role
from bot.advisor.understand.reading import Changes, Known

SURELY = 0.55
"""The score from which what somebody does is surely done in a role."""
_NOW = r"(?:at the moment|atm|right now|currently|these days|nowadays|at present|for \w+ (?:years?|yrs))"
_NO_DEED = (
    r"(?!(?:want|look|learn|need|study|studi|search|think|hop|try|tri|am|i'm|like|lov|do|have|know|take|tak)\w*\b"
    r"|(?:i|we|you|my)\b)"
)
_DEED = rf"(?P<what>{_NO_DEED}[a-z]+(?: [a-z'-]+){{1,4}}?)"
_DOES = (
    re.compile(rf"(?:^\W*|[,.;:!\x00]\s*|\b(?:i|i'm|im|and|who|just|only)\s+){_DEED},? {_NOW}\b"),
    re.compile(rf"\b{_NOW}\W+(?:(?:i|i'm|i am|im|just|only|still)\s+)*{_DEED}(?=\s*(?:$|[.,;!]|\band\b|\bbut\b))"),
)
_WEARY = re.compile(
    r"\bmy (?:(?:poor|bad|old|whole) )?(?:back|knees?|hands?|wrists?|head|feet|legs?|body|shoulders?|nerves|heart|soul)"
    r"(?: \w+){0,2} (?:is|are|isn't|aren't|hurts?|aches?|can'?t|won'?t|gave|had|has|have|gone|shot|done|broken)\b"
    r"|\b(?:i'?m|i am|just|so|really|am|feel(?:ing)?|and|completely|totally) (?:tired|sick of|fed up"
    r"|done(?! (?:by|with (?:the|step)))|burn(?:ed|t) out|exhausted|worn out|over it|bored)\b|\bhad enough\b"
    r"|\b(?:can'?t|cannot|don't want to) (?:do|take|stand|bear|face) (?:it|this|that)"
    r"(?: any ?more| much longer| another \w+)\b"
    r"|\b(?:just )?(?:not|without|no more|done with|sick of) (?:the )?(?:lifting|standing|nights?|shifts|night shifts"
    r"|customers|shouting|heat|driving|travelling)\b"
)
"""Words of one who can or will not go on with their work."""
_SEEKS = re.compile(
    r"\b(?:courses?|class(?:es)?|lessons?|trainings?|certificates?|badges?|learn(?:ing)?|study|search|find|teach"
    r"|refresher)\b"
)


def take_present_deed(draft: Draft, changes: Changes, known: Known) -> None:
    """Takes the work of which somebody tells what they do in it, as their present work."""
    if "from" in changes.wanted or "?" in draft.open:
        return
    for pattern in _DOES:
        match = draft.sees(pattern)
        likely = known.doing(draft.written(match, "what")) if match else None
        if match and likely and likely.score >= SURELY:
            changes.wanted["from"] = likely.label.replace("-", " ")
            draft.blank(*match.span())
            return


def weary_of_work(draft: Draft, known: Known) -> bool:
    """Whether somebody tells their work, that they cannot go on with it, and asks for no course."""
    if draft.sees(_SEEKS) or not draft.sees(_WEARY):
        return False
    trial, changes = draft.copy(), Changes()
    take_held_role(trial, changes, known)
    take_present(trial, changes)
    take_present_deed(trial, changes, known)
    return "from" in changes.wanted
