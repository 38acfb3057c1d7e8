"""A message cut into the questions that it holds; what only sets the scene stays with what it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.advisor.understand import patterns as re
from bot.advisor.understand.claims import done_that
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.exploring import liking_in, tells_only_loss, wants_exploring
from bot.advisor.understand.money import complains_of_price
from bot.advisor.understand.on_that import asks_on_that
from bot.advisor.understand.reading import Act, Known, PersonAct, PlanAct, Understanding
from bot.advisor.understand.scope import ORDER
from bot.advisor.understand.two_topics import two_topics

MOST_PARTS = 4
"""So many questions of one message are answered one by one."""

_ENDS = re.compile(r"(?<=[?!])\s+|(?<=[a-z0-9)\"”'])\.\s+(?=[A-Za-z¿¡])|\n+")
_JOINS = re.compile(
    r"(?:,|;)?\s+(?:and|n|&|also|plus|and also|oh and|und|y|et)\s+(?=(?:also\s+)?(?:(?:what|how|which|where|when|who"
    r"|why)(?:'?s|'?re|'?ll|'?d)?\b|(?:by|until|till|til|from|for|at|in) (?:when|what|which|how)\b"
    r"|(?:save|compare|show|tell|forget|remember|mark)\b|(?:is|are|does|do|can|could|will|would|must|should)\s+(?:i|you|we|it"
    r"|they|he|she"
    r"|this|that|these|those|the|there|any|anybody|one|my)\b))",
    re.IGNORECASE,
)
_ROW = re.compile(
    r"\s*,\s*(?!what(?:'s|s| is) in (?:it|that)\b)"
    r"(?=(?:what'?s?|how|who|where|when|which|is|are|do|does|can|could|will|must|should)\b)",
    re.IGNORECASE,
)
"""Where the next of several questions begins; what is in a price belongs to it."""
_ALONE = {Act.DETAILS, Act.COMPARE, Act.PLAN, Act.PERSON, Act.REFUSED, Act.TERMS, Act.HELP, Act.EXPLORE, Act.DANGER}
"""Acts that are questions of their own; a search and a goal take the rest of the message with them."""
_WHOLE = {Act.PASTED, Act.DANGER}
"""Acts that take a message as it is."""
_COURTESY = {Act.HELLO, Act.THANKS, Act.GOODBYE, Act.UNCLEAR}
"""Acts of pieces that need no answer of their own beside others."""

_BESIDE = (PlanAct.SHOW, PlanAct.LEAVE)
"""What needs no answer of its own beside a change of the path."""
_ASSENT = re.compile(
    r"\W*(?:ok|okay|alright|all right|right|fine|good|great|(?:and |one |the )?(?:last|more|other|final"
    r"|quick) (?:thing|question"
    r"|one)|separately|by the way|btw)\W*",
    re.IGNORECASE,
)
"""What is no yes to an offer where more is said beside it."""
_ASKS_ADVICE = re.compile(
    r"\W*(?:so |and )?(?:what|which)(?: ones?| courses?)? (?:would|do|can|could) you (?:suggest|recommend|advise"
    r"|propose)(?: to me| me| for me)?\W*"
    r"|\W*(?:so |and |but )?what (?:have you(?: got)?|do you have|do you offer|is there)"
    r"(?: (?:for (?:me|us|that)|here|there))*"
    r"(?: (?:so|so that|that lets|with which|where) (?:i|we|me|us)\b[^?.!]*)?\W*",
    re.IGNORECASE,
)
"""What asks for nothing by itself where something to look for stands beside it."""
_SURPRISE = re.compile(
    r"\W*(?:(?:ugh|oh|ohh*|what|wait|huh|hm+|really|seriously|omg|wow|whoa|damn|only|no way|jeez|and|so|but|it's|its"
    r"|that's|just)"
    r"[\s,.!?]+)+(?:all |only |just )?(?:in[- ]person|online|live|on campus|on site|self[- ]paced|free|weekends?"
    r"|in (?:english"
    r"|spanish|french|german))\W*[?!]+\W*",
    re.IGNORECASE,
)
"""What is said in surprise at a fact that was told, and asks for nothing beside a question."""
_SAME = re.compile(r"\bsame (?:money|price|budget|hours|time|length|limits?|conditions)\b", re.IGNORECASE)
"""What says of a topic beside it which limits stay."""
_AND_THAT = re.compile(
    r"\W*(?=(?:and|also|plus|oh|as well)\b|[^.!?]*\b(?:too|as well|also)\W*$)(?:(?:oh|and|also|plus|as well as|then)\W+)*"
    r"(?P<what>(?!(?:i|we|what|how|can|could|do|is|are|then)\b)[\w+#][^.,;!?]{0,40}?)(?:\W+(?:too|as well|also|really))*\W*",
    re.IGNORECASE,
)
"""What is added to the skills that were told: "and Python", "Excel too"."""
BARE = 2
"""A piece of fewer words beside a question is an example of what it asks: "what do I wear? sneakers?"."""
_ASKED = (Act.DETAILS, Act.COMPARE, Act.REFUSED)
_REMARKS = (Act.FIND, Act.EXPLORE, Act.REFUSED)
"""What a mere remark beside a question may be taken for."""
_ASKS_OR_WANTS = re.compile(
    r"\?|^\W*(?:(?:and|but|so|ok|okay|then|now|also|please|well|oh)[\s,]+)*(?:wh\w+|how|is|are|do|does|did|can|could"
    r"|will"
    r"|would|should|may|has|have|any|show|tell|find|give|compare|save|forget|remember|list|put|make|write|draft|help"
    r"|search"
    r"|recommend|suggest|explain|let)\b|\b(?:want|need|looking|would like|i'd like|interested|learn\w*|stud(?:y|ying)"
    r"|courses?|class(?:es)?|trainings?|also|instead|about|anything|something|please|teach\w*|forget (?:me|my"
    r"|what))\b|\bnext\W*$",
    re.IGNORECASE,
)
_LACKS = re.compile(
    r"^\W*(?:i|we) (?:(?:don'?t|do not|dont) (?:have|own)|have no|only have|(?:have )?got no)\b[^?]*$|^\W*mine (?:has"
    r"|is|only)\b[^?]*$",
    re.IGNORECASE,
)
"""Why somebody asks: "I don't have a computer"."""
_LISTED = re.compile(r"(?:^|(?<=[\s:;,]))\(?(?P<mark>[1-9]|[a-d])[).]\s+(?=\S)")
_ANNOUNCED = re.compile(r"(?:.*\b)?(?:things|questions|points|qs)\W*", re.IGNORECASE)

Reader = Callable[[str, Known], Understanding]
Meant = Callable[[str], Understanding]


def parts_of(message: str, known: Known, read: Reader) -> tuple[str, ...]:
    """The parts of a message, in its order, each to be answered on its own; the message itself where it is one."""
    meant = cache(lambda words: read(words, known))
    listed = _numbered(message.strip()) or two_topics(message.strip(), meant)
    if listed and not known.exploring:
        return listed
    message, pieces = _pieces_of(message, known, read, meant)
    if len(pieces) < 2 or known.exploring:
        return (message,)
    whole = meant(message)
    named = whole.person is not None and whole.person.act is PersonAct.SAVE and whole.person.words
    if whole.act in _WHOLE or whole.described or named:
        return (message,)
    found = [each for each in (_Part(at, piece, meant(piece)) for at, piece in enumerate(pieces)) if each.asks]
    asking = {part.meant.act for part in found if _ASKS_OR_WANTS.search(part.words)}
    beside = _REMARKS if asking & {*_ASKED} else _REMARKS[-1:] if Act.FIND in asking else ()
    lacks = bool(asking & {*_ASKED})
    dear = known.plan_in_focus and Act.FIND in asking
    found = [
        part
        for part in found
        if not ((lacks and _says_lack(part)) or (part.meant.act in beside and _is_remark(part, known)))
        and not (dear and complains_of_price(Draft(part.words)))
    ]
    if any(_changes_plan(part.meant) for part in found):
        found = [part for part in found if part.meant.plan is None or part.meant.plan.act not in _BESIDE]
        found = [part for part in found if part.meant.act is not Act.FIND or not _is_remark(part, known)]
    if _changes_plan(whole) and all(_changes_plan(part.meant) for part in found):
        return (message,)
    alone = [part for part in found if _stands_alone(part.meant) and not _wearies(part)]
    rest = [part for part in found if part not in alone]
    if rest and alone and _explores_with(alone, rest):
        return (message,)
    orders = [part for part in alone if part.meant.refused == ORDER]
    if orders:
        alone, rest = [part for part in alone if part not in orders[:-1]], []
    if len(alone) > MOST_PARTS or (not alone and len(rest) in (0, len(pieces))):
        return (message,)
    cut = [(part.at, part.words) for part in alone]
    cut += [(rest[0].at, " ".join(_ended(part.words) for part in rest))] if rest else []
    return tuple(words for _, words in sorted(cut))


def _pieces_of(message: str, known: Known, read: Reader, meant: Meant) -> tuple[str, list[str]]:
    """The message, and its sentences and questions; what belongs together is one of them, in the message as well."""
    spoken = [piece for part in _ENDS.split(message.strip()) for piece in _JOINS.split(part) if piece.strip()]
    spoken = [question for piece in spoken for question in _in_a_row(piece, known, read)]
    pieces = _continued(_led(spoken, known, meant), known, meant)
    if len(pieces) == len(spoken):
        return message, pieces
    return pieces[0] if len(pieces) == 1 else " ".join(map(_ended, pieces)), pieces


def _continued(pieces: Sequence[str], known: Known, meant: Meant) -> list[str]:
    """The pieces, what goes on with the sentence before with it: "I know Linux. and Python", "... anything on that?"."""
    whole: list[str] = []
    for piece in pieces:
        added = _AND_THAT.fullmatch(piece)
        if added and whole and _tells_skill(meant(whole[-1])) and known.names_skill(added["what"]):
            whole[-1] = f"{whole[-1].rstrip('.!;, ')} and {added['what']}"
        elif whole and known.plan_in_focus and done_that(Draft(f"{whole[-1]} {piece}"), known):
            whole[-1] = f"{whole[-1]} {piece}"
        elif whole and asks_on_that(Draft(piece)) and not _ASKS_OR_WANTS.search(whole[-1]):
            whole[-1] = f"{_ended(whole[-1])} {piece}"
        else:
            whole.append(piece)
    return whole


def _tells_skill(found: Understanding) -> bool:
    return found.plan is not None and bool(found.plan.have)


def _in_a_row(piece: str, known: Known, read: Reader) -> list[str]:
    """The questions that stand one after the other in a piece, behind commas; the piece where not each asks for a fact."""
    questions = _ROW.split(piece)
    if len(questions) == 1:
        return questions
    focused = replace(known, focused=True)
    return questions if all(_asks_of_one(read(question, focused)) for question in questions) else [piece]


def _asks_of_one(found: Understanding) -> bool:
    return (found.act is Act.DETAILS and bool(found.aspects)) or (found.act is Act.REFUSED and bool(found.matters))


def _numbered(message: str) -> tuple[str, ...]:
    """The questions of a message that numbers them: "two things: 1) ... 2) ..."; none where it does not."""
    marks = list(_LISTED.finditer(message))
    names = "".join(mark["mark"] for mark in marks)
    if len(marks) < 2 or len(marks) > MOST_PARTS or not any(order.startswith(names) for order in ("1234", "abcd")):
        return ()
    ends = [*(mark.start() for mark in marks[1:]), len(message)]
    pieces = [message[mark.end() : end].strip(" ,;") for mark, end in zip(marks, ends, strict=True)]
    lead = message[: marks[0].start()].strip()
    if lead and not _ANNOUNCED.fullmatch(lead):
        pieces[0] = f"{_ended(lead)} {pieces[0]}"
    return tuple(pieces)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a message: its place, its words, and what these mean alone."""

    at: int
    words: str
    meant: Understanding

    @property
    def asks(self) -> bool:
        kept = self.meant.act is Act.UNCLEAR and _SAME.search(self.words)
        empty = any(each.fullmatch(self.words) for each in (_ASSENT, _ASKS_ADVICE, _SURPRISE))
        return (self.meant.act not in _COURTESY or bool(kept)) and not (empty or tells_only_loss(Draft(self.words)))


def _led(pieces: Sequence[str], known: Known, meant: Meant) -> list[str]:
    """The pieces, one that only points at a course with the question before or after it: "the first one. how long?"."""
    led: list[str] = []
    for piece in pieces:
        joined = _joined(led[-1], piece, known, meant) if led else ""
        led = [*led[:-1], joined] if joined else [*led, piece]
    return led


def _joined(one: str, other: str, known: Known, meant: Meant) -> str:
    """Two pieces as one question about what the shorter of them names or points at; empty where they are none."""
    for pointing, asking in ((one, other), (other, one)):
        both = f"{pointing.rstrip('.!? ')}: {asking}"
        if known.listed and _points(meant(pointing)) and _asks_fact(meant(asking)) and _asks_fact(meant(both)):
            return both
    both = f"{one.rstrip('.!? ')}: {other}"
    return both if _names(meant(one)) and _asks_fact(meant(other)) and meant(both).aspects else ""


def _points(found: Understanding) -> bool:
    return found.act is Act.DETAILS and bool(found.references) and not found.aspects


def _names(found: Understanding) -> bool:
    return found.act is Act.DETAILS and bool(found.titles) and not found.aspects


def _asks_fact(found: Understanding) -> bool:
    return found.act is Act.DETAILS and bool(found.aspects) and not found.titles


def _is_remark(part: _Part, known: Known) -> bool:
    """Whether a piece beside a question only says why it is asked: "my hip is not what it was"."""
    found = part.meant
    if found.refused in (ORDER, "human") or found.changes_something or found.goal:
        return False
    short = part.at > 0 and len(part.words.split()) < BARE
    if _says_lack(part):
        return True
    return (short or not _ASKS_OR_WANTS.search(part.words)) and not known.names_skill(part.words)


def _says_lack(part: _Part) -> bool:
    """Whether a later piece says what somebody does without: the question before it is why."""
    return part.at > 0 and _LACKS.match(part.words) is not None


def _changes_plan(found: Understanding) -> bool:
    return found.plan is not None and found.plan.act is PlanAct.CHANGE


def _explores_with(alone: Sequence[_Part], rest: Sequence[_Part]) -> bool:
    """Whether all that is asked is what to become, and the rest tells only of the person: one goes with the other."""
    asks = all(part.meant.act is Act.EXPLORE for part in alone)
    return asks and all(liking_in(Draft(part.words)) or _tells_only(part.meant) for part in rest)


def _tells_only(found: Understanding) -> bool:
    return found.act in (Act.FIND, Act.PERSON) and (found.tells or not (found.text or found.sort))


def _wearies(part: _Part) -> bool:
    """Whether a piece only tells of the work that somebody is done with: it sets the scene for what they want instead."""
    tells = part.meant.act is Act.EXPLORE and part.meant.tells and "from" in part.meant.wanted
    return tells and not wants_exploring(Draft(part.words))


def _stands_alone(found: Understanding) -> bool:
    """What somebody tells of themselves sets the scene for what they ask, unless they ask to have it remembered."""
    said = found.person
    tells = said is not None and said.act is PersonAct.REMEMBER and not said.words and "not_provider" not in said.wanted
    return found.act in _ALONE and not tells


def _ended(piece: str) -> str:
    return piece if piece[-1:] in ".?!" else f"{piece}."
