"""Questions about one of the courses that were shown or are named, and what only points at one."""

from __future__ import annotations

from bot.advisor.understand import aspects as facts
from bot.advisor.understand import patterns as re
from bot.advisor.understand.aspect_names import asked_in_a_row
from bot.advisor.understand.bare import means_a_limit
from bot.advisor.understand.clearing import dismisses
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.fact_words import facts_in_words, names_nothing
from bot.advisor.understand.further_aspects import NEXT_PART
from bot.advisor.understand.matters import Matter, matters_of
from bot.advisor.understand.reading import Act, Aspect, Known, Reference, Understanding
from bot.advisor.understand.references import (
    described,
    joins_two,
    points_at_each,
    take_references,
    takes_that,
    the_first,
)
from bot.advisor.understand.topic import topic_of
from bot.advisor.understand.wishes import read_wish

EVERYTHING = (Reference(place=0),)
ONLY_IF = re.compile(r"\bonly (?:if|when|as long as)\b")
"""A condition that is set, whatever it begins with."""
OF_SUCH = re.compile(
    r"\b(?:does (?:one|any|something)|who(?:'s| has| have)(?: got)? (?:one|any|some)|is there (?:one|any)"
    r"|are there (?:any|ones)|do you have (?:one|any))\b[^?]*"
    r"\b(?:in|on|for|from|under|without|that)\b"
)
"""A question whether there is another one of a kind: a search."""
_MANY = re.compile(
    r"\b(?:courses|classes|options|badges|certificates|trainings|programs|exams|microcredentials|ones)\b"
)
_THESE = re.compile(
    r"(?:all )?(?:of )?(?:these|those) (?:\w+ )?(?:courses|classes|badges|certificates|trainings|ones)(?: in)?"
)
"""Those that were told of, even where none were."""
_FALLS_SHORT = re.compile(
    r"\bwhere (?:would|do|will|am|might|could) i (?:still )?(?:fall short|lack|be lacking|lacking|have gaps|be weak"
    r"|struggle)\b"
)
"""A question for gaps, and not for a place."""
_SOMEBODY = re.compile(
    r"(?:(?:i|we|you|he|she|one|people|someone|somebody|my \w+)"
    r"(?: (?:have to|need to|has to|needs to|can|could|may|am able to))?(?: (?:start|begin|enrol|enroll|join|apply"
    r"|sign up|take))?"
    r"(?: (?:it|this|that))?(?:,? (?:like|so|meaning|i mean) .*)?|start|begin|enrol|enroll|join)"
)
"""Who would do it, and not what."""
_MORE_OF_IT = re.compile(
    r"\b(?:tell me more|tell me (?:all )?about it|say more|more (?:info|details)|explain (?:it|that))\b"
)
_EARNS = re.compile(
    r"\b(?:(?:what|which(?: \w+)?) (?:do i have to|must i|do i need(?: to)?|should i)"
    r"(?: (?:finish|complete|do|pass|take|have|collect))? (?:to|in order to)"
    r"|how (?:do|can|could|would) i) (?:earn|get|receive|obtain) (?:it|(?:this|that|the) (?:certificate|badge|degree"
    r"|one|award))\b"
)
_LARGER = re.compile(
    r"(?:that|the (?:larger|bigger|whole|full|big)) (?:certificate|program(?:me)?|degree|diploma|professional certificate"
    r"|award)|the (?:larger|bigger|big) one"
)
"""What a smaller one counts toward, once that was told."""
_NO_TITLE = re.compile(
    r"^(?:the )?(?:every|all|each|weather|free|cheap|short|courses?|what|how|beginners?|advanced)\b|^(?:in|from|for"
    r"|under|only"
    r"|by|with|at)\b"
)


_SITE = re.compile(
    r"(?:the|that|this|your|their|its) (?:\w+ )?(?:shop|workshop|school|campus|class ?room|building|venue|college|academy"
    r"|lab|laborator(?:y|ies)|kitchen|hall|studio|garage|yard|site|place|office|cent(?:er|re)|library|clinic|lessons?"
    r"|sessions?|meetings?|training)"
)
"""Where a course takes place, and no title."""


def read_fact(draft: Draft, known: Known) -> Understanding | None:
    """A question about one fact of what is shown, pointed at or named."""
    several = asked_in_a_row(draft) if known.listed or known.focused else ()
    earns = _EARNS.search(draft.open) if known.focused else None
    if several or earns:
        larger = (Reference(larger=True),) if earns and not several and "certificate" in earns[0] else ()
        return Understanding(Act.DETAILS, aspects=several, references=larger)
    asked = None if _asks_otherwise(draft) else facts.asked(draft)
    if asked is None or (asked[0] is Aspect.LEFT and known.plan_in_focus and not known.focused):
        return None
    aspect, about = asked
    subject = Draft(about)
    larger_one = known.focused and _LARGER.fullmatch(subject.open)
    references = (Reference(larger=True),) if larger_one else take_references(subject, known.listed, known.compared)
    if known.listed and (points_at_each(subject) or (not about and re.search(r"\beach\b", draft.open))):
        references = EVERYTHING
    if references:
        return Understanding(Act.DETAILS, aspects=(aspect,), references=references)
    on_site = aspect is Aspect.PLACE and known.focused and _SITE.fullmatch(subject.open) is not None
    if on_site or _names_none(about, subject):
        named = described(draft, known) or _placed(draft, known)
        if not (known.listed or known.focused or named) and aspect in (Aspect.CERTIFICATE, Aspect.PROVIDER):
            return None
        return Understanding(Act.DETAILS, aspects=(aspect,), references=named or the_first(draft, known))
    if (known.listed or known.focused) and names_nothing(about):
        return Understanding(
            Act.DETAILS, aspects=facts_in_words(draft) or (aspect,), references=the_first(draft, known)
        )
    if _MANY.search(subject.open) or _NO_TITLE.match(subject.open):
        return None
    return Understanding(Act.DETAILS, aspects=(aspect,), titles=(about,), instead=read_wish(draft, known))


def _asks_otherwise(draft: Draft) -> bool:
    """Whether a message takes something back, sets a condition, or asks for another one or for gaps."""
    return dismisses(draft) or any(draft.sees(pattern) for pattern in (OF_SUCH, ONLY_IF, _FALLS_SHORT))


def _names_none(about: str, subject: Draft) -> bool:
    """Whether what a fact is asked of is not named: nothing, "it", or whoever asks."""
    pronoun = next(filter(None, (form.fullmatch(subject.open) for form in (facts.IT, _SOMEBODY, _THESE))), None)
    return not about or pronoun is not None or (takes_that(subject) and not _rest(subject))


def _placed(draft: Draft, known: Known) -> tuple[Reference, ...]:
    """What a question about "it" named by its place before: "the first one, how long does it take?"."""
    said = draft.copy()
    said.take_all(NEXT_PART)
    found = take_references(said) if known.listed else ()
    return tuple(each for each in found if not each.words)


def read_telling(draft: Draft, known: Known) -> Understanding | None:
    """A wish to be told all about something."""
    match = facts.TELL.match(draft.open)
    if match is None:
        pointed = take_references(draft.copy()) if known.listed and draft.sees(_MORE_OF_IT) else ()
        return Understanding(Act.DETAILS, references=pointed) if pointed else None
    about = draft.text[match.end() :].strip(" ?!.\"'")
    subject = Draft(about)
    if known.listed or known.focused:
        references = take_references(subject, known.listed, known.compared)
        if references:
            return Understanding(Act.DETAILS, references=references)
        if takes_that(subject) and not _rest(subject):
            return Understanding(Act.DETAILS)
    firmly = re.search(r"\b(?:tell|details|more|describe|explain|open|info\w*|know about)\b", match[0]) is not None
    if not firmly or not about or _MANY.search(subject.open) or _NO_TITLE.match(subject.open):
        return None
    return Understanding(Act.DETAILS, titles=(about,), instead=read_wish(draft, known))


def read_pointing(draft: Draft, known: Known) -> Understanding | None:
    """A message that only points at something: "the second one", "3", "that one please"."""
    if means_a_limit(draft, known.held):
        return None
    trial = draft.copy()
    references = take_references(trial, True, known.compared)
    that = takes_that(trial) if not references else False
    if _rest(trial) or facts_in_words(trial) or Matter.EXAM in matters_of(draft) or not (references or that):
        return None
    if not references and not known.focused:
        return None
    if not known.listed and not known.focused:
        return Understanding(Act.UNCLEAR, references=references)
    compares = known.compared and len(references) == 2 and joins_two(draft)
    return Understanding(Act.COMPARE if compares else Act.DETAILS, references=references)


def _rest(draft: Draft) -> str:
    return topic_of(draft.copy())
