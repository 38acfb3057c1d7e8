"""What a message says of the person and of what is kept: profile, saved plans, progress, what is not wanted."""

from __future__ import annotations

import re

from bot.advisor.understand.draft import Draft
from bot.advisor.understand.goals import take_present
from bot.advisor.understand.planning import take_have, take_lack
from bot.advisor.understand.reading import Changes, Known, PersonAct, PersonAsk, Reference
from bot.advisor.understand.references import take_references, takes_that
from bot.advisor.understand.steps import NUMBER, STEPS, number_of, numbers_of
from bot.advisor.understand.topic import topic_of

_POLITE = (
    r"^\W*(?:(?:please|ok|okay|and|so|also|now|then|can you|could you|hey|hi|yes|thanks|great|well"
    r"|i want you to|i'd like you to)[\s,!.]+)*"
)
_ALL_OF_ME = (
    r"(?:me|(?:all (?:of )?)?(?:my|the) (?:(?:personal )?(?:data|information|info|details|profile|account|history))"
    r"|(?:everything|all|what(?:ever)? you (?:know|have|kept|saved|remember))(?: that)?(?: you (?:know|have|kept"
    r"|saved))?"
    r"(?: (?:about|of|on|from) me)?)"
)
_WHOLE: tuple[tuple[PersonAct, re.Pattern[str]], ...] = tuple(
    (act, re.compile(_POLITE + pattern + r"(?:[\s,]+(?:please|now|completely|again|then|thanks|for good))*\W*$"))
    for act, pattern in (
        (
            PersonAct.SHOW,
            r"(?:what (?:do|did|have) you (?:actually |really |already )?(?:know|remember|remembered|learned|got|have"
            r"|kept|saved|noted)(?: so far)? (?:about|of|on) me(?: so far)?|what(?:'s| is) (?:in )?my profile"
            r"|(?:show|see|list|view)(?: me)? (?:my profile|what you know(?: about me)?)|(?:my )?profile|who am i)",
        ),
        (
            PersonAct.FORGET_ALL,
            rf"(?:(?:forget|delete|erase|remove|wipe|clear)(?: about)? {_ALL_OF_ME}"
            r"|i want (?:to be forgotten|my data (?:deleted|erased|gone)))",
        ),
        (
            PersonAct.EXPORT,
            rf"(?:(?:export|download|send me|give me|i want)(?: a copy of)? {_ALL_OF_ME}(?: as json)?"
            r"|(?:can i (?:get|have|download) )(?:a copy of )?my data)",
        ),
        (
            PersonAct.SAVE,
            r"(?:(?:save|keep|store|remember|bookmark) (?:(?:this|that|the|my)(?: new| whole)? )?(?:plan|path|one)"
            r"|save (?:it|this|that)|(?:that|this)(?:'s| is) (?:good|great|fine|perfect|the one),? save it)"
            r"(?: (?:for (?:me|later)|as it is))*",
        ),
        (
            PersonAct.PLANS,
            r"(?:(?:what are |show(?: me)? |list |see |open )?(?:all )?(?:of )?my (?:saved )?(?:plans|paths)"
            r"|(?:which|what) (?:plans|paths) (?:do i have|have i saved|are saved|did i save)|saved (?:plans|paths))",
        ),
        (
            PersonAct.PROGRESS,
            r"(?:how far (?:am i|have i (?:come|got(?:ten)?))(?: (?:with|in|on) .*)?|(?:what(?:'s| is)"
            r"|show(?: me)?) my progress"
            r"|my progress|how am i doing|what(?:'s| is) (?:my )?next(?: step)?(?: for me)?(?: (?:in|on|of) (?:my"
            r"|the) plan)?"
            r"|what (?:have i|did i) (?:done|finish(?:ed)?|complete[d]?)(?: so far)?|where (?:was|am) i)",
        ),
    )
)
_KEPT = re.compile(
    r"\b(?:(?:do|are|will) you (?:going to )?(?:store|storing|keep|keeping|save|saving|track|tracking|record|recording"
    r"|share|sharing|sell|selling)(?: (?:me|my|this|what|any|all)\b.*|$)|who (?:can |else )?(?:sees?|reads?|knows?)"
    r" (?:this|what i|my)\b|is (?:this|it|that) (?:private|confidential|anonymous|secret)|(?:what happens"
    r"|what do you do)"
    r" (?:to|with) (?:my|the) (?:data|information|messages?|answers?)|^\W*(?:(?:your|the|my) )?(?:privacy"
    r"|data protection|gdpr)(?: (?:policy|notice|rules))?\W*$)"
)
_OPEN = re.compile(
    _POLITE
    + rf"(?:open|show|load|go (?:back )?to|continue with|resume|see)(?: me)? (?:(?:my|the) )?(?:saved )?(?:plan|path)"
    rf" (?:number |nr\.? |#)?(?P<number>{NUMBER})\W*$"
)
_DROP = re.compile(
    _POLITE + rf"(?:delete|remove|drop|forget|throw away|erase)(?: (?:my|the|that|this))?(?: saved)? (?:plan|path)"
    rf"(?: (?:number |nr\.? |#)?(?P<number>{NUMBER}))?\W*$"
)
_FORGET = re.compile(
    _POLITE + r"(?:forget|delete|remove|erase|don't remember|do not remember)(?: about)? (?:that |the fact that )?"
    r"(?P<what>(?:i|my|me)\b[^.;!?\x00]{2,80})\W*$"
)
_REMEMBER = re.compile(
    _POLITE + r"(?:remember|note|keep in mind|don't forget|do not forget|save|for (?:later|next time))"
    r"(?:,? (?:that|this|:))?[\s:]+(?P<what>(?:i|my|we|i'm|i've|i'd)\b.{2,200}?)\W*$"
)
_FINISHED = (
    r"(?:i(?:'ve| have| am|'m)?\s+(?:just\s+|now\s+|finally\s+|already\s+)?(?:finished|completed|passed|done with"
    r"|through with)"
    r"|(?:^|[.,;!]\s*)(?:just\s+|finally\s+)?(?:finished|completed|passed|done with|done:?))\s+(?:with\s+)?"
)
_DONE_STEP = re.compile(_FINISHED + STEPS)
_DONE_BARE = re.compile(r"(?:^|\b(?:mark|tick off)\s+)" + STEPS + r"\s+(?:is |as )?(?:done|finished|complete[d]?)\b")
_DONE = re.compile(
    r"(?:"
    + _FINISHED
    + r"|\bi(?:'ve| have)?\s+(?:already\s+)?(?:did|done|took|taken|have|earned|got)\s+)(?P<what>[^.;!?\x00]{1,90}?)"
    r"(?:\s+(?:already|last (?:week|month|year)|before|yesterday|today))*\W*$"
)
_A_STEP = re.compile(STEPS)
_MARK = re.compile(_POLITE + r"mark (?P<what>[^.;!?\x00]{1,90}?) as (?:done|finished|completed)\W*$")
_DECLINE = re.compile(
    r"^\W*(?:(?:no|nah|hmm|sorry)[\s,.]+)*(?:(?:i'?m |i am )?not interested in|(?:please )?(?:don't|do not"
    r"|never) (?:show|suggest|offer|recommend)(?: me)?"
    r"|(?:i )?(?:don't|do not) (?:want|like|need)|not for me:?|hide|no more of)\s+(?P<what>[^.;!?\x00]{1,90}?)"
    r"(?:\s+(?:again|anymore|any more|ever|please|to me))*\W*$|^\W*(?P<that>(?:that|this|it)(?:'s| is) not for me"
    r"|not for me|(?:i'?m )?not interested)\W*$"
)
_DEVICE = re.compile(
    r"\b(?:i )?(?:only |just )?(?:have|own|use|got|on)(?: only| just)? (?:a |an |my |the )?(?P<device>(?:smart"
    r"|cell|mobile )?phone"
    r"|mobile|tablet|ipad|chromebook|laptop|pc|computer)\b(?P<only> only)?"
)


_KEEP_READ = re.compile(
    _POLITE + r"(?:keep|save|remember|store) (?:it|them|that|this|these|those|(?:these|the|those|my"
    r"|all) skills)(?: in (?:mind|my profile))?\W*$"
)
_PLAN_READ = re.compile(
    _POLITE
    + r"(?:plan|make|show|find|give)(?: me)? (?:a |the )?(?:path|plan|way)(?: (?:to|for|toward|towards) (?:it|that"
    r"|this|(?:these|those|the) skills|(?:this|that|the) (?:job|role|one)))?\W*$"
)
_ALSO = re.compile(
    r"^\W*(?:(?:and |but )?(?:also|add|plus|you (?:missed|forgot)|i also (?:know|have|did))"
    r"|\+)[\s:]+(?P<what>.{1,80}?)(?: (?:too|as well))?\W*$"
)
_NOT = re.compile(
    r"^\W*(?:(?:no|but)[\s,]+)?(?:not|without|remove|leave out|drop|except|minus|take out|i (?:don't"
    r"|do not) (?:know|have))[\s:]+(?P<what>.{1,80}?)\W*$"
)


_PLAN = re.compile(r"\b(?:plans?|paths?|progress|far|so far|done|finished|completed|how am i doing)\b")
_NO_SKILL = re.compile(r"\b(?:degrees?|diplomas?|money|time|idea|clue|cars?|job|kids?|children)\b")


def _of_pasted(draft: Draft) -> PersonAsk | None:
    """What is said of a pasted text that is being looked over."""
    for act, pattern in ((PersonAct.KEEP_READ, _KEEP_READ), (PersonAct.PLAN_READ, _PLAN_READ)):
        if pattern.match(draft.open):
            return PersonAsk(act)
    more, less = _ALSO.match(draft.open), _NOT.match(draft.open)
    if more:
        return PersonAsk(PersonAct.CORRECT_READ, have=draft.written(more, "what"))
    if less:
        return PersonAsk(PersonAct.CORRECT_READ, lack=draft.written(less, "what"))
    return None


def read_personal(draft: Draft, known: Known) -> PersonAsk | None:
    """What a message says of the person alone; None where it is about something else."""
    said = _of_pasted(draft) if known.pasted else None
    if said:
        return said
    for act, pattern in _WHOLE:
        if pattern.match(draft.open):
            if act in (PersonAct.SAVE, PersonAct.PROGRESS) and not known.planned and not _PLAN.search(draft.open):
                continue
            return PersonAsk(act)
    if draft.sees(_KEPT):
        return PersonAsk(PersonAct.KEPT)
    return _numbered(draft) or _worded(draft, known) or _finished(draft, known) or _declined(draft, known)


def read_statement(draft: Draft, known: Known) -> PersonAsk | None:
    """A message that only tells something of the person: work, skills, a device; None where it says more."""
    trial = draft.copy()
    changes = Changes()
    take_present(trial, changes)
    have, lack = take_have(trial), take_lack(trial)
    device = trial.take(_DEVICE)
    role = str(changes.wanted.get("from", ""))
    if not (role or have or lack or device) or _rest(trial) or _NO_SKILL.search(f"{have} {lack}".casefold()):
        return None
    kept = device["device"] if device else ""
    return PersonAsk(PersonAct.REMEMBER, role=role, have=have, lack=lack, device=kept)


def _numbered(draft: Draft) -> PersonAsk | None:
    for act, pattern in ((PersonAct.OPEN, _OPEN), (PersonAct.DROP, _DROP)):
        match = pattern.match(draft.open)
        if match:
            return PersonAsk(act, number=number_of(match["number"]) if match["number"] else None)
    return None


def _worded(draft: Draft, known: Known) -> PersonAsk | None:
    match = _FORGET.match(draft.open)
    if match:
        what = draft.written(match, "what")
        said = read_statement(Draft(what), known)
        lost = PersonAsk(PersonAct.FORGET, words=what)
        return (
            lost
            if said is None
            else PersonAsk(PersonAct.FORGET, what, role=said.role, have=said.have, device=said.device)
        )
    match = _REMEMBER.match(draft.open)
    if match:
        what = draft.written(match, "what")
        said = read_statement(Draft(what), known)
        return said or PersonAsk(PersonAct.REMEMBER, words=what)
    return None


def _finished(draft: Draft, known: Known) -> PersonAsk | None:
    match = draft.sees(_DONE_STEP) or draft.sees(_DONE_BARE)
    if match and known.planned:
        return PersonAsk(PersonAct.DONE, steps=numbers_of(match))
    match = _MARK.match(draft.open) or draft.sees(_DONE)
    if match is None or (known.planned and _A_STEP.match(match["what"])):
        return None
    pointed = _pointed(draft.written(match, "what"), known)
    if pointed:
        return PersonAsk(PersonAct.DONE, references=pointed)
    titled = re.search(r"\b(?:finished|completed|passed|done with|earned|mark)\b", match[0]) is not None
    return PersonAsk(PersonAct.DONE, words=draft.written(match, "what")) if titled else None


def _declined(draft: Draft, known: Known) -> PersonAsk | None:
    match = _DECLINE.match(draft.open)
    if match is None or known.plan_in_focus:
        return None
    if match["that"]:
        return PersonAsk(PersonAct.DECLINE, references=(Reference(),)) if known.listed or known.focused else None
    pointed = _pointed(draft.written(match, "what"), known)
    return PersonAsk(PersonAct.DECLINE, references=pointed) if pointed else None


def _pointed(words: str, known: Known) -> tuple[Reference, ...]:
    """What words point at among what was shown; empty where they name something else."""
    subject = Draft(words)
    if not (known.listed or known.focused):
        return ()
    references = take_references(subject, known.listed, known.compared)
    if not references and takes_that(subject):
        references = (Reference(),)
    return references if not topic_of(subject.copy()) else ()


_FILLER = re.compile(
    r"\b(?:and|but|so|also|well|hi|hello|hey|i|a|an|the|bit|little|some|of|very|quite|already|for|in|with|years?"
    r"|months?"
    r"|\d+|too|only|just|then|now|have|no|job|work|working|that|is|it|all|much|really|please|my|as|at|moment)\b"
)


def _rest(draft: Draft) -> str:
    draft.open = _FILLER.sub(lambda match: "\x00" * len(match[0]), draft.open)
    return topic_of(draft)
