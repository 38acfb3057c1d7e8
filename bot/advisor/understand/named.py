"""Questions about what is named by its title: the title stands in the message as the catalog writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.advisor.understand import aspects as facts
from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.followups import likely_aspect, put_forward, seeks_another
from bot.advisor.understand.named_goals import names_outright
from bot.advisor.understand.personal import holds_award
from bot.advisor.understand.planning import read_plan
from bot.advisor.understand.reading import (
    Act,
    Aspect,
    Known,
    PlanAct,
    PlanAsk,
    Reference,
    Understanding,
    like_nothing,
    no_titles,
)
from bot.advisor.understand.references import take_references
from bot.advisor.understand.spelling import mend
from bot.advisor.understand.topic import topic_of
from bot.advisor.understand.wishes import asks_to_earn, read_wish

Reader = Callable[[str, Known], Understanding]
_NOTHING_SURE = (Act.FIND, Act.EXPLORE, Act.UNCLEAR)
"""What a question is read as that no pattern knows."""
MOST = 4
"""So many titles at most are compared."""
_COMPARES = re.compile(
    r"\b(?:compare|comparison|versus|vs\.?|differences? between|side by side|next to each other|line (?:them )?up"
    r"|stack up|which|better"
    r"|or)\b",
    re.IGNORECASE,
)
_COMPARES_ONE = re.compile(
    r"\b(?:compare|stack(?:s)? up|measure(?:s)? up|vs\.?|versus|against|next to)\b", re.IGNORECASE
)
_COMPARES_WITH = re.compile(r"\bcompare (?:it|this|that)(?: one)? (?:with|to|and)\s+it\b", re.IGNORECASE)
_JOINED = re.compile(r"(?:\W|\b(?:and|with|or|to|please|the|course|courses|both)\b)*", re.IGNORECASE)
_LEAD = re.compile(
    r"^\W*(?:(?:and|ok|okay|alright|hi|hello|so|what about|how about|about|for|the|(?:one|course|class)"
    r" (?:called|named))[\s,.!]+)*it"
    r"(?:\s+(?:(?:course|certificate|class|badge)\s+)?(?:from|by|at|of|with)\s+[^:;,?!]{2,40}?)?\s*(?:[:,;]"
    r"|\s-)\s*(?=\w)",
    re.IGNORECASE,
)
_ASKS_MORE = re.compile(
    r"(?:,?\s+(?:and|n|plus)\s+|,\s*|\s*&\s*)(?=(?:whats?|what's|how|who|where|when|which|is|are|do|does|can|could"
    r"|will|would"
    r"|must|should)\b)",
    re.IGNORECASE,
)
_KIND = re.compile(r"^(?:cert(?:ificate)?|course|class|badge|program(?:me)?|one|thing|workshop)\b\s*", re.IGNORECASE)
"""What a title is followed by, and what says no more than that it is one."""
_QUESTION = re.compile(
    r"\?\s*$|^\W*(?:and |so |but )*(?:is|are|was|do|does|did|can|could|will|would|how|what|when"
    r"|where)\b",
    re.IGNORECASE,
)
_FACETS = frozenset(("delivery", "level", "language", "kind"))
"""What a question whether a course is so and so may be taken to limit."""
_SEARCHES = re.compile(r"\b(?:ones|courses|classes|certificates|badges|programs|trainings)\b", re.IGNORECASE)
_ASIDE = " it "
_LED = re.compile(
    r"^(?P<lead>(?!.*\b(?:where|when|what|how|who|which)'?s?\b.*[:;,.])[^:;,.?!]{3,60}?)\s*(?:[:;,.]"
    r"|\s-)\s*(?P<question>(?:details|more|info(?:rmation)?|tell me more)\W*$"
    r"|(?:(?:next|first|start) dates?|price|cost|how much|hours)\b.*"
    r"|(?:and |so )?(?:whats?|hows?|who|where|when|which|is|are|does"
    r"|do|did|can|could|will|would|should|must|has|have|am)\b.+)$",
    re.IGNORECASE,
)


_PRAISED = re.compile(
    r"\W*(?:(?:oh|ah|ok|okay|well|so|hm+|yes|and|but|now)\W+)*it\s+(?:(?:really|actually|also|already|just)\s+)*"
    r"(?:sounds?|looks?|seems?|is|'s|would be|could be|might be|must be|feels?)"
    r"\s+(?:(?:just|exactly|really|about|very|quite|pretty|so|too|like|to me|a|an|the)\s+)*"
    r"(?:right|good|great|perfect|fine|nice|ideal|lovely|interesting|promising|fun|useful|brilliant|doable|one|thing|fit"
    r"|it|(?:what|the one) (?:i|we)(?:'m| am| are| was| were)? (?:want|need|after|look(?:ing)? for|meant?|had in mind))"
    r"(?:\s+(?:(?:for|to) (?:me|us)|one|thing|then|actually|indeed|i think|fit|enough))*\W*",
    re.IGNORECASE,
)
"""What only says that somebody likes what they name: "X sounds just right"."""
_NEEDED_FOR = re.compile(
    r"\b(?:need|have to (?:do|take|have|finish)|must i (?:do|take|have)|should i (?:do|take)|do i do)(?: that| the"
    r"| this)? it (?:first )?"
    r"(?:for|before|to (?:do|take|start|get into))(?: the| that| your)? (?P<what>[\w+#.& -]{2,40}?)(?: (?:one|course"
    r"|class))?\W*$",
    re.IGNORECASE,
)
"""A question whether what is named is needed before another one."""
_POINTS_BACK = re.compile(r"\b(?:it|that|this|they|those|these)\b", re.IGNORECASE)
_ALL_FACTS = re.compile(r"(?:details|more|info(?:rmation)?|tell me more)\W*", re.IGNORECASE)


def read_named(message: str, known: Known, read: Reader) -> Understanding | None:
    """What is asked about the titles in a message; None where nothing more is said of them than a search says."""
    spans = known.titles_in(message)
    if not spans:
        return None
    said = Draft(mend(message))
    outright = (known.planned or known.told_roles) and names_outright(said, known)
    if outright or holds_award(said) or asks_to_earn(said):
        return None
    titles = tuple(dict.fromkeys(message[start:end] for start, end in spans))
    rest = message
    for start, end in reversed(spans):
        rest = rest[:start].rstrip('"“”« ') + _ASIDE + _KIND.sub("", rest[end:].lstrip('"“”» '))
    if len(titles) > 1:
        compares = _COMPARES.search(rest) or _JOINED.fullmatch(rest.replace(_ASIDE, " "))
        return Understanding(Act.COMPARE, titles=titles[:MOST]) if compares else None
    left = facts.asked(Draft(mend(rest)))
    if _SEARCHES.search(rest) and not (left and left[0] is Aspect.LEFT):
        return None
    if _COMPARES_WITH.search(rest):
        return Understanding(Act.COMPARE, references=(Reference(),), titles=titles)
    if _COMPARES_ONE.search(rest) and (other := take_references(Draft(mend(rest.replace(_ASIDE, " "))), True)):
        return Understanding(Act.COMPARE, references=other, titles=titles)
    if known.plan_in_focus and _may_be_of_one(read_plan(said, known), message):
        read = _apart(read)
    return _about(_LEAD.sub("", rest), titles, replace(known, focused=True, titles_in=no_titles), read)


def read_led(message: str, known: Known, read: Reader) -> Understanding | None:
    """A question after what it is about: "third one: what machine do I need?"."""
    match = _LED.match(message) if known.listed else None
    if match is None:
        return None
    elsewhere = _of_another(match["lead"], match["question"], known, read)
    if elsewhere:
        return elsewhere
    lead = Draft(match["lead"])
    references = take_references(lead, True, compared=True)
    if topic_of(lead) and not references and known.describes(match["lead"]):
        references = (Reference(words=match["lead"]),)
    elif not references or topic_of(lead):
        return None
    if _ALL_FACTS.fullmatch(match["question"]):
        return Understanding(Act.DETAILS, references=references)
    each = [_facts_asked(question, known, read) for question in _ASKS_MORE.split(match["question"])]
    aspects = tuple(dict.fromkeys(aspect for found in each for aspect in found))
    return Understanding(Act.DETAILS, aspects=aspects, references=references) if all(each) else None


def _of_another(lead: str, question: str, known: Known, read: Reader) -> Understanding | None:
    """A question about "it" after the name of a skill that nothing told of is about: "and Photoshop, what does it cost?"."""
    topic = topic_of(Draft(lead))
    told = take_references(Draft(lead), True, compared=True) or known.describes(topic)
    if told or len(topic.split()) > MOST or not known.names_skill(topic) or not _POINTS_BACK.search(question):
        return None
    aspects = _facts_asked(question, known, read)
    instead = read_wish(Draft(topic), known)
    return Understanding(Act.DETAILS, titles=(topic,), aspects=aspects, instead=instead) if aspects else None


def _facts_asked(question: str, known: Known, read: Reader) -> tuple[Aspect, ...]:
    """The facts that a question asks for of what was named before it."""
    asked = facts.asked(Draft(mend(question)))
    if asked and (not asked[1] or facts.IT.fullmatch(asked[1])):
        return (asked[0],)
    found = read(question, replace(known, focused=True))
    return found.aspects if found.act is Act.DETAILS and not found.titles else ()


def _about(question: str, titles: tuple[str, ...], known: Known, read: Reader) -> Understanding | None:
    """The question, read as if its title were "it"."""
    if _PRAISED.fullmatch(question) or not re.search(r"[^\W_]", question.replace(_ASIDE, " ")):
        return Understanding(Act.DETAILS, titles=titles, instead=Understanding(Act.FIND, text=titles[0]))
    needed = _NEEDED_FOR.search(question)
    if needed and known.describes(needed["what"]):
        return Understanding(Act.DETAILS, aspects=(Aspect.BEFORE,), references=(Reference(words=needed["what"]),))
    each = [_facts_asked(part.strip(), known, read) for part in _ASKS_MORE.split(question)]
    if len(each) > 1 and any(each) and not seeks_another(Draft(question)):
        return Understanding(
            Act.DETAILS, titles=titles, aspects=tuple(dict.fromkeys(fact for some in each for fact in some))
        )
    found = read(re.sub(r"\s+", " ", question).strip(), known)
    if found.act is Act.DETAILS and not found.titles and all(each.place is None for each in found.references):
        return replace(found, titles=titles, references=())
    if found.act is Act.REFUSED:
        return replace(found, titles=titles)
    if found.act in _NOTHING_SURE and (confirmed := _confirming(question, found)):
        return Understanding(Act.DETAILS, titles=titles, aspects=(confirmed,))
    if found.act not in _NOTHING_SURE or found.changes_something or seeks_another(Draft(question)):
        return None
    aspect = likely_aspect(Draft(question), known)
    return Understanding(Act.DETAILS, titles=titles, aspects=(aspect,)) if aspect else None


def _apart(read: Reader) -> Reader:
    """Reads what may be asked of a course as that, although a path is the matter."""

    def read_apart(question: str, known: Known) -> Understanding:
        found = read(question, known)
        alone = read(question, replace(known, planned=False, plan_in_focus=False, like=like_nothing))
        return alone if _may_be_of_one(found.plan, question) and alone.act in (Act.DETAILS, Act.REFUSED) else found

    return read_apart


def _may_be_of_one(plan: PlanAsk | None, question: str) -> bool:
    """Whether what seems to be said of a path may be asked of a course: "do they want a diploma for it?"."""
    if plan is None or plan.act is PlanAct.DEMANDS:
        return True
    facets = plan == PlanAsk(PlanAct.CHANGE, wanted=plan.wanted) and set(plan.wanted) <= _FACETS
    return facets and _QUESTION.search(question) is not None


def _confirming(question: str, found: Understanding) -> Aspect | None:
    """The fact that a question puts forward for confirmation: "it is 45 dollars, yes?"."""
    asks = _QUESTION.search(question) and not seeks_another(Draft(question))
    return put_forward(found) if asks else None
