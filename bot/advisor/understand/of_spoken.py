"""Questions about what is spoken of that were read as something else: the figure of its price put forward, its facts in
whatever words, and what only its text may tell."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.asked_of_each import language_of_those
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.fact_words import fact_framed, facts_in_words, price_named
from bot.advisor.understand.followups import seeks_another, without_persons
from bot.advisor.understand.matters import Matter, fact_beside, matters_of
from bot.advisor.understand.of_shown import OF_SUCH, ONLY_IF
from bot.advisor.understand.reading import Act, Aspect, Known, Reference, Understanding
from bot.advisor.understand.references import described, points_at_all, take_references, the_first
from bot.advisor.understand.topic import topic_of

_READ_ANEW = (Act.FIND, Act.UNCLEAR, Act.REFUSED, Act.EXPLORE)
_REFUSED_OF_COURSES = frozenset(
    ("reviews", "instructor", "pass_rate", "job_outcome", "salary", "payment", "ranking", "inside", "human", "general")
)
_LEAD = (
    r"^[\W\x00]*(?:(?:and|so|but|ok|okay|k|well|then|also|oh|ah|hm+|now|plus|btw|by the way|sorry|honestly|actually"
    r"|cool|nice|great|thanks|right|fine|hang on|wait|ugh|jeez|alright)[\s,.:;!-]+)*"
)
_ASKS = re.compile(
    rf"\?|{_LEAD}(?:what|which|who|whom|whose|when|where|why|how(?! to\b)|is|are|was|were|do|does|did|can|could|will"
    r"|would|should|may|must|has|have|am|need|any(?:one|body)?|till when|until when|by when)\b"
)
_SENTENCES = re.compile(r"(?<=[.?!])\s+")
_FEW = 7
"""A message of more words that asks nothing tells of something else."""
_OUTRIGHT = re.compile(
    rf"{_LEAD}(?:what|which|who|when|where|how(?! to\b)|is|are|do|does|can|could|will|would|should|must|may|am)\b"
)
_STRONG = frozenset((Aspect.PRICE, Aspect.START, Aspect.PLACE, Aspect.BEFORE, Aspect.HOURS, Aspect.VALIDITY))
"""Facts whose names are no topics by themselves."""
_SAID_ANYWAY = frozenset(("payment", "salary", "job_outcome", "instructor", "human"))
"""What is answered in its own words where no text tells of it."""
_BESIDE_REFUSED = (Matter.WAGE, Matter.REPEAT, Matter.EACH)
"""Matters that are asked about in words that speak of money or work as well."""
_MAY_BE_SET = frozenset(("kind", "delivery", "level", "language"))
"""What a question about a course may seem to wish for: "do I have to come in person?"."""
_IN_COURSE = re.compile(
    r"\b(?:practi[cs]e|train|rehearse|listen|look|watch|check|read|correct|mark|comment|only videos?|just (?:videos?"
    r"|an app)|app\b|get to|teach|patients?|kids)"
)
"""Words of what is done in a course, where somebody seems to ask for a person to talk to."""
_ANYTHING_NEEDED = re.compile(
    r"\b(?:needs?|knows?|brings?|pays?|done|do|did|take|taken|hold|costs?|required?|expect\w*|say\w*|have to \w+"
    r"|must \w+)\b(?: (?:i|me|you|to|already|even|know|have|bring)){0,3} (?:any|some)thing\b|\bis (?:any"
    r"|some)thing (?:needed|required)\b|\b(?:any|some)thing (?:needed|required|i (?:need|must|should|have to))\b"
    r"|\bdo (?:you|they|we|i) have to\b|\b(?:i|we|you) (?:can|could) show\b|\b(?:what|which) (?:sort|kind|type)s? of\b"
    r"|^\W*(?:and |so |ok )*(?:what|how) about (?:the|its|their) "
)
_HOW_TO = re.compile(r"\bhow (?:to|do i|can i|would i|could i|do you) (?!(?:practi[cs]e|know if|get (?:feedback|it)))")
_OF_PRICE = re.compile(r"\b(?:prices?|fees?|costs?|pay|extra|on top|separate(?:ly)?)\b")
_MONTHS_PAID = re.compile(r"\bfor how (?:long|many months)\b")
_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|that|this|these|those|(?:in|at) there|both|either|i|me|my|you|we|he|she)\b"
)


def of_spoken(draft: Draft, known: Known, read: Understanding) -> Understanding | None:
    """The question about what is spoken of that a message holds; None where it is what it was read as."""
    if not (known.listed or known.focused) or known.exploring or known.plan_in_focus:
        return None
    if ONLY_IF.search(draft.open) or language_of_those(draft, known):
        return None
    if read.aspects == (Aspect.HOURS,) and _MONTHS_PAID.search(draft.open):
        return _of_price(draft, known)
    if read.act not in _READ_ANEW:
        return None
    if (
        read.goal
        or read.sort
        or read.relative
        or _seeks(draft)
        or OF_SUCH.search(draft.open)
        or _HOW_TO.search(draft.open)
    ):
        return None
    if read.act is Act.FIND and read.text and known.names_skill(read.text) and not _PRONOUN.search(draft.open):
        return None
    if read.act is Act.REFUSED:
        return _of_text(draft, known, read) if read.refused in _REFUSED_OF_COURSES else None
    return _of_price(draft, known) or _of_text(draft, known, read) or _of_facts(draft, known, read)


def _seeks(draft: Draft) -> bool:
    """Whether a message has words of a new search; "do I need anything first?" has none."""
    asked = draft.copy()
    asked.take_all(_ANYTHING_NEEDED)
    return seeks_another(asked)


def _of_price(draft: Draft, known: Known) -> Understanding | None:
    """The price that a message repeats of one that was told of, to hear more of it."""
    figure = price_named(draft)
    if not figure or not known.describes(figure):
        return None
    return Understanding(Act.DETAILS, aspects=(Aspect.PRICE,), references=(Reference(words=figure),))


def _of_text(draft: Draft, known: Known, read: Understanding) -> Understanding | None:
    """What no field of a record states."""
    matters = _matters_asked(draft) if set(read.wanted) <= _MAY_BE_SET else ()
    if not matters or (read.refused == "human" and not _IN_COURSE.search(draft.open)):
        return None
    if read.refused in ("payment", "salary", "job_outcome") and matters[0] not in _BESIDE_REFUSED:
        return None
    beside = _facts_beside(draft, matters[0])
    return Understanding(
        Act.REFUSED,
        refused=read.refused if read.refused in _SAID_ANYWAY else "inside",
        matters=matters,
        text=topic_of(without_persons(draft)),
        aspects=() if read.refused else beside,
        references=_pointed(draft.copy(), known),
        asks=True,
    )


def _facts_beside(draft: Draft, matter: Matter) -> tuple[Aspect, ...]:
    """The facts that answer where no text tells of a matter."""
    fact = None if matter is Matter.INCLUDED and not _OF_PRICE.search(draft.open) else fact_beside(matter)
    return (fact,) if fact else facts_in_words(draft) if matter is Matter.EXAM else ()


def _matters_asked(draft: Draft) -> tuple[Matter, ...]:
    """The matters of the first sentence that asks about some."""
    sentences = [Draft(sentence) for sentence in _SENTENCES.split(draft.text)]
    each = (matters_of(sentence) for sentence in sentences if _ASKS.search(sentence.open))
    return next(filter(None, each), ())


def _of_facts(draft: Draft, known: Known, read: Understanding) -> Understanding | None:
    """The facts that are asked for by their form, or named where nothing else is."""
    framed = (
        fact_framed(draft) if _ASKS.search(draft.open) and not (read.text and known.names_skill(read.text)) else None
    )
    if framed:
        references = _pointed(draft.copy(), known)
        return Understanding(Act.DETAILS, aspects=(framed,), references=references or the_first(draft, known))
    if read.cleared or not set(read.wanted) <= _MAY_BE_SET or (read.wanted and not _OUTRIGHT.search(draft.open)):
        return None
    subject = draft.copy()
    references = _pointed(subject, known)
    found = facts_in_words(subject)
    asks, length = _ASKS.search(draft.open) is not None, len(draft.text.split())
    if not found or not (length > 1 if asks else set(found) & _STRONG and length <= _FEW):
        return None
    return Understanding(Act.DETAILS, aspects=found, references=references or the_first(draft, known))


def _pointed(subject: Draft, known: Known) -> tuple[Reference, ...]:
    """What a question points at; it is taken out of it."""
    named = described(subject, known)
    found = take_references(subject, known.listed, known.compared)
    if named or found:
        return named or found
    return (Reference(place=0, told=True),) if known.listed and points_at_all(subject) else ()
