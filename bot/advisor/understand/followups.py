"""Questions about what was just shown, told from a new search by their form: "do they run at night?"."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Act, Aspect, Known, Understanding
from bot.advisor.understand.references import take_references
from bot.advisor.understand.relative import read_relative
from bot.advisor.understand.topic import topic_of

LIKELY = 0.12
"""The score from which the likeness to examples names what is refused."""

_LEAD = (
    r"^[\W\x00]*(?:(?:and|so|but|ok|okay|well|then|also|oh|ah|hm+|now|plus|btw|by the way|sorry|honestly|actually"
    r"|cool|nice"
    r"|great|thanks|right|fine|just wondering|quick question|one more thing|not that it matters)[\s,.:;!-]+)*"
)
_IT = (
    r"(?:it|they|this|that|these|those|them|either|both|all|each|any of (?:them|these|those|em)|one of (?:them|these)"
    r"|the"
    r" (?:first|second|third|last|other|cheaper|course|class|certificate|badge|program|school|provider|paper|teacher"
    r"|two|three)\b)"
)
_AUXILIARY = r"(?:do|does|did|don't|doesn't|can|could|will|would|must|should|may|is|isn't|are|aren't|am|has|have|had)"
_OF_IT = re.compile(
    rf"{_LEAD}(?:(?:what|when|where|who|why|which|how)(?: [a-z']+){{0,4}}? )?{_AUXILIARY} (?:{_IT}|i|we|u|you|he|she"
    rf"|my|her|his)\b"
    rf"|{_LEAD}(?:what|when|where|who|why|which(?: (?:one|of (?:them|these|those|the \w+)))?|how)\b[^.!?]*"
    r"\b(?:it|they|them|these|those|that one|this one)\b"
    rf"|{_LEAD}which(?: (?:one|of (?:them|these|those)))? (?:is|are|has|have|takes?|covers?|needs?)\b"
    rf"|{_LEAD}(?:any|either|one|some|none) of (?:them|these|those|em)\b"
    rf"|{_LEAD}(?:i )?(?:gotta|got to|have to|need to|supposed to|allowed to)\b[^.!]*\?"
    rf"|{_LEAD}they (?:got|have|do|run|offer|give|let|take|provide)\b"
    r"|\b(?:needed|required|included|necessary|allowed|mandatory|compulsory|covered|extra)\W*\?"
    rf"|{_LEAD}is there (?:an? |any )?(?:catch|limit|minimum|maximum|fee|deadline|way|place|room|deposit|contract)\b"
    rf"|{_LEAD}(?:any|is there|are there|do|does|will)\b[^.!?]*\b(?:in|at|with|during) (?:it|there|this|that)\W*$"
)
_SEEKS = re.compile(
    r"\b(?:do (?:you|u|ya) (?:have|offer|know|teach|carry)|do they also (?:have|offer|teach|do|run)|have you got"
    r"|(?:any|some)thing(?! (?:off|extra|back)\b"
    r"| (?:else )?to (?:pay|buy|bring|install|wear)\b)|find|show|recommend|suggest|looking"
    r"|search|learn\w*|become|study|teach me|instead|alternatives?|another|others?|else|i(?:'d| would) like|i want"
    r"|could it also|course on|class on|courses?\s+(?:on|about|for|in)|what about|how about|cheaper|shorter"
    r"|easier|quit(?:ting)?"
    r"|(?:is|are) there (?:an?|any|some) (?:free|cheap|short|quick|small)|free ones|compare|difference|better|best"
    r"|path|plan|steps?|job|career|sort|order|rank|list|filter|narrow)\b"
)
"""Words of a new search, or of what is read elsewhere."""
_SUMS, _TIMES = {"max_cost", "min_cost"}, {"max_hours", "min_hours", "hours_per_week"}
_PUTS_FORWARD = re.compile(
    rf"{_LEAD}(?:(?:hang on|hold on|wait|sorry)[\s,.]+)*(?:so )?(?:is|are|was) (?:it|that|this|they|those"
    rf"|these)\b[^?]*\d[^?]*\?"
)
_TEACHES = re.compile(
    rf"{_LEAD}(?:does|will|would|do|can) (?:it|that|this|they|that one|this one|the (?:course|class)) (?:also |even "
    rf"|really |actually )?"
    r"(?:teach|cover|include|tell|show|touch on|go into|deal with|talk about|mention)(?: (?:me|us|you))?(?: (?:about"
    r"|on|how to|anything about))?"
    r" (?P<what>[^.?!]{2,60})"
)
_PERSONS = re.compile(r"\b(?:they|them|their|em|he|she|his|her|us|let me|gotta)\b")
_PRONOUN = re.compile(r"\b(?:in there|it|its|they|them|their|em|that one|this one|these|those|either|both)\b")


def asks_of_shown(draft: Draft, known: Known, read: Understanding) -> bool:
    """Whether a message that was read as a search asks about what is shown or in focus."""
    if not (known.listed or known.focused) or known.exploring or known.planned or read.wanted or read.relative:
        return False
    if not _OF_IT.search(draft.open) or _SEEKS.search(draft.open):
        return False
    return _PRONOUN.search(draft.open) is not None or not (read.text and known.names_skill(read.text))


def asks_whether_taught(draft: Draft, known: Known) -> Understanding | None:
    """A question whether what is spoken of teaches something: "does that teach me about insulin?"."""
    match = _TEACHES.match(draft.open) if known.focused and not known.plan_in_focus else None
    what = topic_of(Draft(draft.written(match, "what"))) if match else ""
    return Understanding(Act.DETAILS, aspects=(Aspect.SKILLS,), text=what) if what else None


def confirming(draft: Draft, known: Known, read: Understanding) -> Understanding | None:
    """A question that puts a figure forward of what is spoken of: "hang on, is that $18 every month?"."""
    if not known.focused or known.planned or not _PUTS_FORWARD.match(draft.open) or seeks_another(draft):
        return None
    figures = set(read.wanted) - {"currency"}
    alone = figures <= _SUMS or figures <= _TIMES
    aspect = put_forward(read) if alone else None
    return Understanding(Act.DETAILS, aspects=(aspect,)) if aspect else None


def put_forward(read: Understanding) -> Aspect | None:
    """The fact whose figure a message holds: its price, whether it is free, its hours; None for none."""
    if _SUMS & set(read.wanted):
        return Aspect.PRICE
    if "free" in read.wanted:
        return Aspect.FREE
    return Aspect.HOURS if _TIMES & set(read.wanted) else None


def seeks_another(draft: Draft) -> bool:
    """Whether a message has words of a new search."""
    return _SEEKS.search(draft.open) is not None


def likely_aspect(draft: Draft, known: Known) -> Aspect | None:
    """The fact that a question about a course most likely asks for; None where it rather asks for what no record holds."""
    likely = known.like(draft.text)
    kind, _, name = likely.about.partition(".")
    return Aspect(name) if kind == "detail" and likely.about_score >= LIKELY else None


def asking_of_one(draft: Draft, known: Known) -> Understanding | None:
    """A question that points at one that was shown and asks nothing that a pattern knows: what it is like says the fact."""
    if not known.listed or seeks_another(draft) or read_relative(draft.copy()):
        return None
    references = take_references(draft.copy())
    if len(references) != 1 or (references[0].words and not known.describes(references[0].words)):
        return None
    aspect = likely_aspect(draft, known)
    return Understanding(Act.DETAILS, aspects=(aspect,), references=references) if aspect else None


def refused_or_quoted(draft: Draft, known: Known) -> Understanding:
    """What no record states as a fact: its text may tell it, where the same words stand there; else it is refused."""
    likely = known.like(draft.text)
    kind, _, name = likely.about.partition(".")
    refused = name if kind == "refuse" and likely.about_score >= LIKELY else "inside"
    text = "" if refused == "salary" else topic_of(without_persons(draft))
    return Understanding(Act.REFUSED, refused=refused, text=text, asks=True)


def without_persons(draft: Draft) -> Draft:
    """A question without the words for those who give or take the course."""
    asked = draft.copy()
    asked.take_all(_PERSONS)
    return asked
