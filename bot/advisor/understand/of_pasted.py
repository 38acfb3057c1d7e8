"""What is said of a pasted CV or advert that is being looked over: keep it, plan it, correct it, drop it."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.plan_limits import read_limits
from bot.advisor.understand.polite import POLITE
from bot.advisor.understand.reading import Known, PersonAct, PersonAsk

_KEEP_READ = re.compile(
    POLITE + r"(?:keep|save|remember|store) (?:it|them|that|this|these|those|(?:these|the|those|my"
    r"|all) skills)(?: in (?:mind|my profile))?\W*$"
)
_PLAN_READ = re.compile(
    POLITE + r"(?:plan|make|show|find|give)(?: me)? (?:(?:a |the )?(?:path|plan|way)|it|that|this|the rest"
    r"|what(?:'s| is) missing|what i (?:lack|need|don't have))"
    r"(?: (?:to|for|toward|towards) (?:it|that|this|(?:these|those|the) skills|(?:this|that|the) (?:job|role|one)))?\b"
)
_DROP_READ = re.compile(
    r"\b(?:do ?n[o']?t|don'?t|never|not) (?:keep|save|store|remember|note)(?: (?:it|that|this|them|any|anything"
    r"|all|the (?:advert|cv|text|ad)|any of (?:it|that|this)))?\b"
)
_ALSO = re.compile(
    r"^\W*(?:(?:and |but )?(?:also|add|plus|you (?:missed|forgot)|i also (?:know|have|did))"
    r"|\+)[\s:]+(?P<what>.{1,80}?)(?: (?:too|as well))?\W*$"
)
_NOT = re.compile(
    r"^\W*(?:(?:no|but)[\s,]+)?(?:not|without|remove|leave out|drop|except|minus|take out|i (?:don't"
    r"|do not) (?:know|have))[\s:]+(?P<what>.{1,80}?)\W*$"
)
_STORE_NOTHING = re.compile(
    r"^\W*(?:no[\s,]+|please[\s,]+)*(?:do ?n[o']?t|don'?t|never) (?:keep|save|store"
    r"|remember)\b"
)


def of_pasted(draft: Draft, known: Known) -> PersonAsk | None:
    """What is said of a pasted text: of the one that is being looked over, or that nothing shall be kept."""
    said = _of_the_text(draft, known) if known.pasted else None
    return PersonAsk(PersonAct.DROP_READ) if said is None and _STORE_NOTHING.match(draft.open) else said


def _of_the_text(draft: Draft, known: Known) -> PersonAsk | None:
    if draft.sees(_DROP_READ):
        return PersonAsk(PersonAct.DROP_READ)
    if _KEEP_READ.match(draft.open):
        return PersonAsk(PersonAct.KEEP_READ)
    if _PLAN_READ.match(draft.open):
        return PersonAsk(PersonAct.PLAN_READ, wanted=read_limits(draft.copy(), known, bare=True).wanted)
    more, less = _ALSO.match(draft.open), _NOT.match(draft.open)
    if more:
        return PersonAsk(PersonAct.CORRECT_READ, have=draft.written(more, "what"))
    if less:
        return PersonAsk(PersonAct.CORRECT_READ, lack=draft.written(less, "what"))
    return None
