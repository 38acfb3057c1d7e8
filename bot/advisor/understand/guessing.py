"""From what a message is most like to what it means, where no pattern read more than a search."""

from __future__ import annotations

from dataclasses import replace

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import BLANK, Draft
from bot.advisor.understand.exploring import tells_only_loss
from bot.advisor.understand.feelings import idiomatic, take_loss
from bot.advisor.understand.followups import asks_of_shown, refused_or_quoted, seeks_another, without_persons
from bot.advisor.understand.likeness import Likely, name_in
from bot.advisor.understand.reading import (
    Act,
    Aspect,
    Known,
    PersonAct,
    PersonAsk,
    PlanAct,
    PlanAsk,
    Reference,
    Understanding,
)
from bot.advisor.understand.references import points_at_all, take_references, the_first
from bot.advisor.understand.topic import topic_of

SURE = 0.2
"""The score from which the likeness to examples says what a message is."""
SURER = 0.34
"""The same, where the message speaks of courses or sets limits, as a search does."""
OUT_OF_DOUBT = 0.6
"""The score from which nothing else in a message can speak against it."""
OUTRIGHT = ("find", "")

LEAST_WORDS = 4
"""A message of fewer words that asks nothing is what it says: a topic, a limit."""
_ASKS = re.compile(
    r"\?|^\W*(?:and |so |but |ok |okay |then |well |also )*(?:what|which|who|whom|whose|when|where|why"
    r"|how(?! to\b)|is|are"
    r"|was|were|do|does|did"
    r"|can|could|will|would|should|may|must|has|have i|am i)\b"
)
_WONDERS = re.compile(r"^\W*(?:and |so |but )*(?:does|did) (?:it|that|this)\b")
"""A question for what follows; nothing is taken back by it."""
_LEARNING = re.compile(
    r"\b(?:courses?|class(?:es)?|lessons?|trainings?|learn(?:ing)?|study|certificates?|badges?|workshops?"
    r"|(?:something|anything) (?:about|on|for))\b"
)
_CANNOT_TALK = re.compile(r"\b(?:can(?:'t|not| not)|couldn't|unable to|hard to) (?:talk|speak|communicate)\b")
_WISHES_TALK = re.compile(
    r"\b(?:speak|talk|chat|call|phone|ring|contact|reach|connect|put me|hand me|pass me|get me|give me|bring me"
    r"|i (?:want|need|demand)"
    r"|real one|counsell?or|advis[eo]r|coach|operator|representative|agent|supervisor)\b|\b(?:is|are) (?:there|you)\b"
)
_WISHES = re.compile(
    r"^[\W\x00]*(?:(?:ok|okay|then|and|so|fine|well|please|but|now|show me|find me|give me|i want|i need"
    r"|i'd like|do you have"
    r"|is there|are there|any|some)[\s,.]+)*(?:an? )?(?:something|anything|courses?|class(?:es)?|trainings?|lessons?"
    r"|workshops?)"
    r" (?:about|on|in|for|where|that teach(?:es)?)\b"
)
"""A plain wish to learn about something, whatever it is about."""
_OFFERED = re.compile(r"\bwhat(?:'s|s| is) (?:there|here|available|on offer) (?:on|about|in|for|from|by|at)\b")
"""A question for what the catalog holds."""
_OF_A_KIND = re.compile(
    r"\b(?:which|what|any) (?:[\w+#.-]+ ){0,3}(?:ones|courses|class(?:es)?|badges|certificates|programs"
    r"|trainings)\b(?! of)"
)
"""Words that ask for those of a kind, as a search does."""
_POINTS = re.compile(r"\b(?:it|its|they|them|their|that|this|those|these|i|we|you|one|both|either)\b")
_ERASES = re.compile(
    r"\b(?:erase|delete|wipe|remove|destroy|clear|get rid of) (?:\w+ ){0,2}(?:you|my|all|everything)\b"
)
_ACTS = {
    "handover": Understanding(Act.REFUSED, refused="human"),
    "danger": Understanding(Act.DANGER),
    "explore": Understanding(Act.EXPLORE),
    "goal": Understanding(Act.GOAL),
    "help": Understanding(Act.HELP),
    "terms": Understanding(Act.TERMS),
    "hello": Understanding(Act.HELLO),
    "thanks": Understanding(Act.THANKS),
    "goodbye": Understanding(Act.GOODBYE),
}
_ALONE = ("help", "terms", "hello", "thanks", "goodbye")
"""Labels of messages that name no topic beside."""
_SHORT = (*_ALONE, "danger", "handover", "refuse.insult")
"""Labels of what is said in a few words without asking."""
SHORTLY = 0.4
"""The score from which it is."""
_TOO_FEW = re.compile(r"\b(?:too (?:few|little)|not enough|(?:hardly|barely) any(?:thing)?)\b")
"""A complaint of what a wish for fewer courses would only make worse."""
_OBJECTIVES = ("cheapest", "fastest", "fewest")


def guessed(draft: Draft, known: Known, read: Understanding) -> Understanding | None:
    """What the message is by its likeness to examples; None where it is a search, or like nothing enough."""
    likely, of_shown = _likely(draft, known), asks_of_shown(draft, known, read)
    if of_shown:
        if likely.about_score >= SURE:
            likely = Likely(likely.about, likely.about_score)
        elif likely.label in OUTRIGHT or likely.score < SURER:
            return refused_or_quoted(draft, known)
    elif likely.label in OUTRIGHT or not _sure(draft, known, likely, read):
        return None
    kind, _, name = likely.label.partition(".")
    if kind == "refuse":
        asked = topic_of(without_persons(draft)) if of_shown else ""
        return Understanding(Act.REFUSED, refused=name, text=asked, asks=bool(asked))
    if kind == "detail":
        return (
            None
            if seeks_another(draft) or _names_another(draft, known, read)
            else _detail(draft, known, Aspect(name), read)
        )
    if kind == "plan":
        return _plan(draft, known, name)
    if kind == "person":
        return _person(draft, known, PersonAct(name))
    return _ACTS.get(kind)


def _likely(draft: Draft, known: Known) -> Likely:
    """What the message is like; only who wishes to talk to somebody asks for a person."""
    likely = known.like(_without_loss(draft))
    wishes = _WISHES_TALK.search(draft.open) and not _CANNOT_TALK.search(draft.open)
    if likely.label == "handover" and not wishes and likely.score < OUT_OF_DOUBT:
        return replace(likely, label=OUTRIGHT[0])
    return likely


def _without_loss(draft: Draft) -> str:
    """The message without what it tells of work that was lost, unless that is all of it."""
    rest = draft.copy()
    if not take_loss(rest) or tells_only_loss(draft):
        return draft.text
    return rest.left.replace(BLANK, " ")


def _sure(draft: Draft, known: Known, likely: Likely, read: Understanding) -> bool:
    if likely.label == "danger" and idiomatic(draft):
        return False
    if likely.label.startswith("refuse.") and _WISHES.match(draft.open):
        return False
    if likely.label.startswith(("refuse.", "detail.")) and (
        _OFFERED.search(draft.open) or known.means_skill(draft.text)
    ):
        return False
    asks = _ASKS.search(draft.open) is not None
    if not asks and (read.changes_something or likely.label.startswith("detail.")):
        return False
    if not asks and len(draft.open.split()) < LEAST_WORDS:
        return likely.label in _SHORT and likely.score >= SHORTLY and not _names_topic(draft, known, read)
    if likely.label.startswith("plan.") and known.plan_in_focus:
        return likely.score >= SURE
    searching = (
        (_names_topic(draft, known, read) and not known.describes(read.text))
        or read.changes_something
        or _LEARNING.search(draft.open) is not None
    )
    if searching and likely.label in _ALONE:
        return False
    return likely.score >= (SURER if searching else SURE)


def _names_another(draft: Draft, known: Known, read: Understanding) -> bool:
    """Whether a message names a skill that nothing shown is about, and points at nothing: "and sign language?"."""
    topical = bool(read.text) and known.names_skill(read.text) and not known.describes(read.text)
    return topical and _POINTS.search(draft.open) is None


def _names_topic(draft: Draft, known: Known, read: Understanding) -> bool:
    """Whether a skill is named, or something is written in capitals, as "SQL" is."""
    if not draft.text.isupper() and any(word.strip("?!.,").isupper() and len(word) > 1 for word in draft.text.split()):
        return True
    return bool(read.text) and known.names_skill(read.text)


def _detail(draft: Draft, known: Known, aspect: Aspect, read: Understanding) -> Understanding | None:
    """A question about one fact: of what is named, pointed at, or spoken of."""
    subject = draft.copy()
    references = take_references(subject, known.listed, known.compared)
    if not references and known.listed and points_at_all(subject):
        references = (Reference(place=0),)
    if references:
        return Understanding(Act.DETAILS, aspects=(aspect,), references=references)
    if _OF_A_KIND.search(draft.open):
        return None
    if read.text and known.describes(read.text):
        return Understanding(Act.DETAILS, aspects=(aspect,), references=(Reference(words=read.text),))
    name = name_in(draft.text)
    if name:
        return Understanding(Act.DETAILS, aspects=(aspect,), titles=(name,))
    about = topic_of(without_persons(draft)) if aspect is Aspect.SKILLS else ""
    if not (known.listed or known.focused):
        return None
    return Understanding(Act.DETAILS, aspects=(aspect,), text=about, references=the_first(draft, known))


def _plan(draft: Draft, known: Known, name: str) -> Understanding | None:
    if (
        not known.planned
        or (not known.plan_in_focus and name != "show")
        or (name == "undo" and _WONDERS.match(draft.open))
        or (name == "fewest" and _TOO_FEW.search(draft.open))
    ):
        return None
    ask = PlanAsk(PlanAct.CHANGE, objective=name) if name in _OBJECTIVES else PlanAsk(PlanAct(name))
    return Understanding(Act.PLAN, wanted=ask.wanted, plan=ask)


def _person(draft: Draft, known: Known, act: PersonAct) -> Understanding | None:
    """Erasing is never guessed: it needs plain words, which are told to whoever speaks of it."""
    if act is PersonAct.SAVE and not known.planned:
        return None
    if act is PersonAct.FORGET_ALL:
        return Understanding(Act.PERSON, person=PersonAsk(PersonAct.KEPT)) if _ERASES.search(draft.open) else None
    return Understanding(Act.PERSON, person=PersonAsk(act))
