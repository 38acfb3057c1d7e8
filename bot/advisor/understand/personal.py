"""What a message says of the person and of what is kept: profile, saved plans, progress, what is not wanted."""

from __future__ import annotations

from dataclasses import replace

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.forgetting import forgotten, taken_back
from bot.advisor.understand.kept_facts import corrected_fact
from bot.advisor.understand.of_pasted import of_pasted
from bot.advisor.understand.of_plans import WHOLE_OF_PLANS, named_plan, numbered_plan, saved_as
from bot.advisor.understand.polite import POLITE
from bot.advisor.understand.providers import read_providers
from bot.advisor.understand.reading import Changes, Known, PersonAct, PersonAsk, Reference
from bot.advisor.understand.references import take_references, takes_that
from bot.advisor.understand.statements import read_statement
from bot.advisor.understand.steps import STEPS, numbers_of
from bot.advisor.understand.topic import topic_of

_ABOUT_ME = (
    r"(?: (?:that |which )?you(?:'ve| have)? (?:know|knew|have|hold|keep|kept|store|stored|saved|remember"
    r"|got))?(?: (?:about|of|on|from) me)?"
)
_ALL_OF_MINE = (
    r"(?:(?:all (?:of )?)?(?:my|the|that|this) (?:(?:personal |own )?(?:data|information|info|details|profile"
    r"|account|history|stuff))"
    rf"|(?:everything|it all|all(?: of (?:it|that|this))?|what(?:ever)?){_ABOUT_ME})"
)
_ALL_OF_ME = rf"(?:me|{_ALL_OF_MINE})"
_WHOLE: tuple[tuple[PersonAct, re.Pattern[str]], ...] = tuple(
    (
        act,
        re.compile(
            POLITE
            + pattern
            + r"(?:[\s,]+(?:please|now|completely|again|then|thanks|thank you(?: very much| so much)?|for good|at once"
            r"|exactly))*\W*$"
        ),
    )
    for act, pattern in (
        (
            PersonAct.SHOW,
            r"(?:what (?:do|did|have|are) you (?:actually |really |already |all )*(?:know|knowing|remember"
            r"|remembered|learned|got|have|hold"
            r"|kept|keep|keeping|stored?|storing|saved|noted)(?: in (?:mind|memory)| stored| saved| down"
            r"| so far| now| by now| already| at present)* (?:about|of|on) me"
            r"(?: so far| now| by now| already| today| at (?:present|the moment))*"
            r"|what do you still (?:know|remember|have|keep)"
            r"|what(?:'s| is) (?:in )?my profile|(?:show|see|list|view)(?: me)? (?:my profile|what you (?:know"
            r"|have|keep)(?: (?:about|on|of) me)?)"
            r"|(?:my )?profile|who am i|(?:what(?:'s| is| was)|do you (?:still )?(?:remember|know)) my (?:goal"
            r"|budget|job|role|skills?|hours|pace|language)s?)",
        ),
        (
            PersonAct.FORGET_ALL,
            rf"(?:(?:forget|delete|erase|remove|wipe|clear|destroy)(?: about)? {_ALL_OF_ME}"
            rf"|(?:forget|delete|erase|wipe) everything about me(?: (?:please|pls|now))?[,;] (?:my|since|because|as|i"
            rf"|we|other|somebody) [^?]*"
            r"|i want (?:to be forgotten|my data (?:deleted|erased|gone|removed)|you to forget (?:me|everything)))",
        ),
        (
            PersonAct.EXPORT,
            rf"(?:(?:export|download|send me|give me|i want|i'd like"
            rf"|get)(?: a copy of)? {_ALL_OF_MINE}(?: as (?:json|a file))?"
            r"|(?:can i (?:get|have|download|export) )(?:a copy of )?my data)",
        ),
        *WHOLE_OF_PLANS,
    )
)
_KEPT = re.compile(
    r"\b(?:(?:will|can|does|do|could|would) (?:my|the|your|any|some|other) ?\w* ?(?:boss|employer|manager|company"
    r"|colleagues?|hr|people|team|body|one|job cent(?:er|re)) (?:see|sees|read|reads|know|knows|find out"
    r"|get to see)\b|(?:do|are|will) you (?:going to )?(?:store|storing|keep|keeping|save|saving|track"
    r"|tracking|record|recording"
    r"|share|sharing|sell|selling)(?: (?:me|my|this|what|any|all)\b.*|$)|who (?:can |else )?(?:sees?|reads?|knows?)"
    r" (?:this|what i|my)\b|how long (?:do|will|would|does) (?:you|they|it) (?:keep|store|save|hold|retain"
    r"|get kept|stay)\b|is (?:this|it|that) (?:private|confidential|anonymous|secret)|(?:what happens"
    r"|what do you do)"
    r" (?:to|with) (?:my|the) (?:data|information|messages?|answers?)"
    r"|\bwhat (?:do|will|would|does) (?:you|it|this(?: bot| thing)?) (?:actually |really )*(?:store|keep|save|record"
    r"|track|hold|collect)"
    r" (?:about|of|on|from) (?!me\b)(?:\w+ )*?(?:people|persons?|users?|everyone|everybody|us|anyone|those|others?"
    r"|somebody|someone)\b"
    r"|^\W*(?:and |so |but )*what do you (?:keep|store|save|record|track)\W*$|^\W*(?:(?:your|the|my) )?(?:privacy"
    r"|data protection|gdpr)(?: (?:policy|notice|rules))?\W*$)"
)
_REMEMBER = re.compile(
    POLITE
    + r"(?:(?:you (?:may|can|could|should) )?(?:kindly )?(?:keep|note|write down|save)(?= (?:this|that|the following)\s*:)"
    r"|(?:kindly )?(?:remember|(?:a )?note(?: (?:for|to) (?:you|self|yourself|later))?|keep in mind|don't forget"
    r"|do not forget|save|for (?:later|next time)))"
    r"(?:,? (?:please|pls|that|this|the following|:))*[\s:,-]+(?P<what>(?:i|my|we|i'm|i've|i'd)\b.{2,200}?)"
    r"(?:[\s,.!]+(?:got it|ok|okay|clear|understood|please))?\W*$"
)
_REMEMBER_THIS = re.compile(
    r"^\W*(?P<what>(?:i|my|we|i'm|i've|i'd)\b.{2,200}?)[\s,.;:!-]+(?:and |so |now )?(?:please |pls |can you "
    r"|could you )*"
    r"(?:remember|note|keep|save|store|write down|memori[sz]e|keep in mind)(?: (?:that|this|it)(?: down)?| in mind)?"
    r"(?:[\s,]+(?:please|pls|for (?:later|next time|me|the future)|ok|okay|thanks?|will you))*\W*$"
)
"""The same, said at the end: "I'm a payroll clerk, remember that please"."""
_CLAUSES = re.compile(r"[,;.:!]\s+(?:and |but )?|\band (?=i\b)", re.IGNORECASE)
_GREETING = re.compile(r"^\W*(?:hello|hi|hey|good (?:morning|evening|afternoon))\b[\w ]{0,12}[,.!]+")
_ERASES = re.compile(
    r"\b(?:erase|delete|wipe|bin|destroy|trash|scrap|dump|nuke|chuck|get rid of) (?:the (?:whole )?lot"
    r"|all of (?:it|that|this)|it all|everything)(?=\W"
    r"|$)"
)
"""Words that may mean all that is kept: unless it was just told, only how that is erased is said."""
_ASKED_TO_KEEP = re.compile(r"\b(?:remember|keep in mind|note|put down|write down|save|don't forget|for the record)\b")
_NOT_FOR_ME = re.compile(
    r"^\W*(?:(?:no|nah|hmm|sorry)[\s,.]+)*" + STEPS + r" (?:is|are)(?: not|n't) (?:for me|my thing)\b"
)
_FINISHED = (
    r"(?:i(?:'ve| have| am|'m)?\s+(?:just\s+|now\s+|finally\s+|already\s+)?(?:finished|completed|passed|done with(?! being)"
    r"|through with(?! being))"
    r"|(?:^|[.,;!]\s*)(?:just\s+|finally\s+)?(?:finished|completed|passed|done with(?! being)"
    r"|done:?(?! (?:by|in|until|till|before|within|on|at|for|this|next|and|when|if|soon|it|that)\b)))\s+(?:with\s+)?"
)
_DONE_STEP = re.compile(_FINISHED + STEPS)
_NOT_DONE = re.compile(
    r"\b(?:i )?(?:have ?n[o']?t|haven'?t|did ?n[o']?t|didn'?t|have not|did not)(?: actually| really)? (?:do|done"
    r"|finish(?:ed)?|complete[d]?|start(?:ed)?)(?: (?:it|that|this|any of (?:it|them)|the (?:\w+ ){0,3}(?:one|course"
    r"|class|step)))?"
    r"(?: yet| at all)*(?=\W*$|\s*[,.;!])"
)
_DID = re.compile(
    r"^\W*(?:just |finally |already )?did\b|\bi(?:'ve| have)? (?:already |just |finally )*(?:did|done|finished"
    r"|completed|passed|aced)\b"
    r"|[.,;!]\s*(?:i )?(?:did|done|took|finished|passed|completed) (?:it|that|this|them|those|both)\b"
    r"|\bi(?:'ve)? (?:already )?(?:have|got|hold|own)\b.*\balready\b|\b(?:tick|cross) (?:it|that|this|one) off\b"
    r"|\ball done with\b"
)
_DONE_BARE = re.compile(r"(?:^|\b(?:mark|tick off)\s+)" + STEPS + r"\s+(?:is |as )?(?:done|finished|complete[d]?)\b")
_CROSSED_OFF = re.compile(r"\b(?:cross|tick|check|strike|scratch|mark) off " + STEPS)
_TIME = (
    r"(?:week(?:end)?|month|year|term|semester|spring|summer|autumn|fall|winter|christmas|easter|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_WHEN = (
    rf"(?:already|before|yesterday|today|recently|earlier|once|ages ago|(?:just )?(?:over|during|in|on|back in|last|this|the"
    rf" other)(?: (?:the|last|this|early|late))* {_TIME}|(?:back )?in (?:19|20)\d\d|(?:an?|one|two|three|four|five|some|a few"
    rf"|a couple of|\d+) {_TIME}s? (?:ago|back)|a while (?:ago|back)|btw|by the way|fyi|though|actually|online|you know)"
)
"""When something was done, and what is said beside it."""
_DONE = re.compile(
    r"(?:"
    + _FINISHED
    + r"|\bi(?:'ve| have)?\s+(?:already\s+)?(?:did|done|took|taken|earned)\s+)(?P<what>[^.;!?\x00]{1,90}?)"
    rf"(?:,?\s+{_WHEN})*\W*$"
)
_HOLDS_AWARD = re.compile(
    r"\bi(?:'ve)? (?:already )?(?:hold|have|got|own|earned) (?:the |a |an |my )?(?P<what>(?!to\b)[^.,;!?\x00]{4,80}?)"
    r" (?:badge|certificate|credential|course|microcredential)\b"
)
_ONCE_DONE = re.compile(
    r"\b(?:must|should|need) i\b|\b(?:once|when|after|if|until|till|before|as soon as) (?:i|i'?ve|i'?m)\b"
)
"""Something to come: "once I have finished it" marks nothing as done."""
_A_STEP = re.compile(STEPS)
_MARK = re.compile(POLITE + r"mark (?P<what>[^.;!?\x00]{1,90}?) as (?:done|finished|completed)\W*$")
_FOR_GOOD = re.compile(
    r"\b(?:never|no more|not ever|don't ever|stop)\b.*\b(?:again|ever|anything|remember|any more|anymore|showing"
    r"|suggesting)\b|\bremember\b.*\b(?:not|no|never|nothing)\b.*\bfrom\b"
)
_DECLINE = re.compile(
    r"^\W*(?:(?:no|nah|hmm|sorry)[\s,.]+)*(?:(?:i'?m |i am )?not interested in|(?:please )?(?:don't|do not"
    r"|never) (?:show|suggest|offer|recommend)(?: me)?"
    r"|(?:i )?(?:don't|do not) (?:want|like|need)|not for me:?|hide|no more of)\s+(?P<what>[^.;!?\x00]{1,90}?)"
    r"(?:\s+(?:again|anymore|any more|ever|please|to me))*\W*$|^\W*(?P<that>(?:that|this|it)(?:'s| is) not for me"
    r"|not for me|(?:i'?m )?not interested)\W*$"
)
_OF_PLANS = (PersonAct.SAVE, PersonAct.PROGRESS)
"""Acts that, said without naming a plan, mean the path that was told."""
_PLAN = re.compile(r"\b(?:plans?|paths?|progress|far|so far|done|finished|completed|how am i doing)\b")


def holds_award(draft: Draft) -> bool:
    """Whether somebody says that they hold a badge, certificate or course."""
    return draft.sees(_HOLDS_AWARD) is not None


def read_personal(draft: Draft, known: Known) -> PersonAsk | None:
    """What a message says of the person alone; None where it is about something else."""
    said = of_pasted(draft, known)
    if said:
        return said
    named = saved_as(draft) if known.planned else None
    if named:
        return named
    for act, pattern in _WHOLE:
        if pattern.match(draft.open):
            if act in _OF_PLANS and not known.planned and not _PLAN.search(draft.open):
                continue
            return PersonAsk(act)
    if draft.sees(_KEPT):
        return PersonAsk(PersonAct.KEPT)
    for read in (corrected_fact, taken_back, numbered_plan, named_plan, _avoided, _worded, _finished, _declined):
        ask = read(draft, known)
        if ask:
            return ask
    return None


def _worded(draft: Draft, known: Known) -> PersonAsk | None:
    draft = draft.copy()
    draft.take(_GREETING)
    match = _REMEMBER.match(draft.open) or _REMEMBER_THIS.match(draft.open)
    if match is None:
        everything = PersonAct.FORGET_ALL if known.told_profile else PersonAct.KEPT
        return forgotten(draft, known) or (PersonAsk(everything) if draft.sees(_ERASES) else None)
    what = draft.written(match, "what")
    said = read_statement(Draft(what), known, firm=True) or _beside(Draft(what), known)
    return replace(said, words=what) if said else PersonAsk(PersonAct.REMEMBER, words=what)


def _finished(draft: Draft, known: Known) -> PersonAsk | None:
    if draft.sees(_NOT_DONE):
        return PersonAsk(PersonAct.NOT_DONE)
    if draft.sees(_ONCE_DONE):
        return None
    title = known.only_title(draft.text) if draft.sees(_DID) and "?" not in draft.open else ""
    if title:
        return PersonAsk(PersonAct.DONE, words=title)
    match = draft.sees(_DONE_STEP) or draft.sees(_DONE_BARE) or draft.sees(_CROSSED_OFF)
    if match and known.planned:
        return PersonAsk(PersonAct.DONE, steps=numbers_of(match))
    held = draft.sees(_HOLDS_AWARD)
    if held and known.titles_in(draft.written(held, "what")):
        return PersonAsk(PersonAct.DONE, words=draft.written(held, "what"))
    match = _MARK.match(draft.open) or draft.sees(_DONE)
    if match is None or (known.planned and _A_STEP.match(match["what"])):
        return None
    pointed = _pointed(draft.written(match, "what"), known)
    if pointed:
        return PersonAsk(PersonAct.DONE, references=pointed)
    titled = re.search(r"\b(?:finished|completed|passed|done with|earned|mark)\b", match[0]) is not None
    words = draft.written(match, "what")
    return PersonAsk(PersonAct.DONE, words=words) if titled or _written_as_title(words) else None


def _written_as_title(words: str) -> bool:
    """Whether words look like the title of a course: most of them begin with a capital letter."""
    parts = [word for word in words.split() if len(word) > 3]
    return len(parts) > 0 and sum(word[:1].isupper() for word in parts) * 2 > len(parts)


def _declined(draft: Draft, known: Known) -> PersonAsk | None:
    step = _NOT_FOR_ME.match(draft.open) if known.plan_in_focus else None
    if step:
        return PersonAsk(PersonAct.DECLINE, steps=numbers_of(step))
    match = _DECLINE.match(draft.open)
    if match is None or known.plan_in_focus:
        return None
    if match["that"]:
        return PersonAsk(PersonAct.DECLINE, references=(Reference(),)) if known.listed or known.focused else None
    pointed = _pointed(draft.written(match, "what"), known)
    if pointed:
        return PersonAsk(PersonAct.DECLINE, references=pointed)
    return None


def _avoided(draft: Draft, known: Known) -> PersonAsk | None:
    """A provider of whom nothing shall be suggested, for good: "never show me anything from X again"."""
    if not _FOR_GOOD.search(draft.open):
        return None
    changes, subject = Changes(), Draft(draft.text)
    read_providers(subject, changes, known.providers, known.names_skill)
    name = changes.wanted.get("not_provider") or changes.wanted.get("provider")
    if not name:
        return None
    said = _beside(subject, known) or PersonAsk(PersonAct.REMEMBER)
    return replace(said, wanted={**said.wanted, "not_provider": name})


def _beside(draft: Draft, known: Known) -> PersonAsk | None:
    """What the other clauses of a message tell of the person."""
    clauses = [clause.strip() for clause in _CLAUSES.split(draft.text) if clause.strip()]
    firm = _ASKED_TO_KEEP.search(draft.open) is not None
    told = [said for clause in clauses if (said := read_statement(Draft(clause), known, firm=firm))]
    said = PersonAsk(PersonAct.REMEMBER)
    for each in told:
        said = replace(said, role=said.role or each.role, have=said.have or each.have, goal=said.goal or each.goal)
        said = replace(said, languages=said.languages or each.languages, wanted={**said.wanted, **each.wanted})
    return said if told else None


def _pointed(words: str, known: Known) -> tuple[Reference, ...]:
    """What words point at among what was shown; empty where they name something else."""
    subject = Draft(words)
    if not (known.listed or known.focused):
        return ()
    references = take_references(subject, known.listed, known.compared)
    if not references and takes_that(subject):
        references = (Reference(),)
    return references if not topic_of(subject.copy()) else ()
