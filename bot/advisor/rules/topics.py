"""What of a message is its topic: the words that find something, where not all of them together do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.advisor.conversation import Constraints
from bot.advisor.rules.turn import Turn
from bot.advisor.toolbox import MANY, NO_CONSTRAINTS, Wish
from bot.advisor.understand.chatter import sifted, telling
from bot.advisor.understand.tongues import name_in
from bot.advisor.wording import ENGLISH
from catalog.content import fold
from catalog.credential import Credential
from retrieval.dictionary import times_heard
from retrieval.query import Filters

_REASON = re.compile(
    r"[,.;-]\s+(?:because |since |as |cause |that's (?:what|all) )?(?:i|i'm|we|she|he|they|my|our|the|her|his|it)\b[^?]*$"
    r"|\b(?:because|since|cause|so that|otherwise)\b",
    re.IGNORECASE,
)
"""What introduces a reason after a limit."""
_FIGURES = re.compile(r"[\d.,\s]+")
"""What is no topic by itself."""
FEW = 8
SENTENCE = 5
"""Of so many words, some may be beside the point."""
FEW_OF = 3
"""One word in so many is few."""
_WISHES = re.compile(
    r"\b(?:(?:something|anything|more|stuff|things?) (?:about|on)|courses?|class(?:es)?|lessons?|trainings?"
    r"|learn(?:ing)?|study(?:ing)?|teach(?:es)?|instead|how to"
    r"|looking for|else (?:is there |do you have |have you got )?(?:on|about|for)|\w+ then(?=[\s,.?!]|$)"
    r"|something (?:for|with|in)"
    r"|what(?:'s|s| is| have you(?: got)?| do you have)(?: (?:there|here))?(?: for (?:me|us))? (?:on|about))\b",
    re.IGNORECASE,
)
"""What a topic follows or precedes, whatever else is said."""
_OUTRIGHT = re.compile(
    r"\b(?:courses?|class(?:es)?|lessons?|trainings?|workshops?) (?:on|about)\b|\b(?:in particular|especially|particularly"
    r"|specifically|above all)\b",
    re.IGNORECASE,
)
"""What a topic stands beside, whatever other skills are told of."""
_BESIDE = re.compile(
    r"\s+(?:without|because|so that|when|whenever|while|if|since|as long as|even though|although|unless|before|after"
    r"|until)\s+",
    re.IGNORECASE,
)
"""What begins a clause beside the topic: "speak before a crowd without dying"."""
LONG = 9
"""So many words of a message tell more than a topic."""


def settle_topic(turn: Turn) -> bool:
    """Leaves in the turn what is to be searched for; False where a message holds nothing that could be a topic.

    Words that are mere talk are no new topic where something else is asked for in the same message.
    """
    text = turn.understanding.text
    if not text or exactly(turn, text):
        return True
    if _aims(turn):
        text = turn.understanding.aim
        _search_for(turn, text)
    text = _without_providers(turn, text)
    skill = _in_plain_words(turn, text)
    if skill:
        turn.say("find", "meant", read=name_in(turn.wording.tongue, skill))
        return _search_for(turn, skill)
    told = telling(text, turn.tools.skill_places(text))
    told = "" if _FIGURES.fullmatch(told) else told
    if not told and _asks_more(turn) and turn.state.text:
        return _search_for(turn, "")
    if _is_aside(turn, told):
        return _search_for(turn, "")
    story = turn.understanding.tells and len(text.split()) >= SENTENCE
    limits = _in_force(turn) if story else NO_CONSTRAINTS
    if told == text and len(text.split()) < LONG and turn.tools.count(Wish(text, limits)):
        return True
    found = _topic_in(turn, told, limits) or _topic_in(turn, told, NO_CONSTRAINTS)
    if not found and _asks_more(turn) and (not told or (turn.state.text and turn.understanding.trails)):
        _keep_topic(turn, told)
        return _search_for(turn, "")
    return _search_for(turn, found or told or text) and bool(found or told or turn.understanding.asks)


def _in_plain_words(turn: Turn, text: str) -> str:
    """The skill that some words mean which name none; empty where none stands out, and where the best that they find teach
    it, or one whose title bears the rarest of them."""
    told = turn.understanding.tells and not _WISHES.search(turn.text)
    if told or len(text.split()) < 2 or turn.tools.skills_in(text):
        return ""
    whole = turn.text if turn.wording.tongue == ENGLISH and len(turn.text.split()) < LONG else ""
    skill = next(filter(None, map(turn.tools.skill_meant, filter(None, (text, whole)))), "")
    if not skill:
        return ""
    taught = {item.id for item in turn.tools.find(Wish(skill, limit=MANY)).items}
    best = {item.id for item in (*turn.tools.find(Wish(text, limit=FEW)).items, *_titled(turn, _rarest_of(turn, text)))}
    return skill if taught and not best & taught else ""


def _rarest_of(turn: Turn, text: str) -> str:
    """The rarest of some words in English: of what somebody describes the nearest to a topic."""
    told = telling(text, turn.tools.skill_places(text)).split()
    return min(told, key=lambda word: times_heard(fold(word)), default="")


def _aims(turn: Turn) -> bool:
    """Whether what follows "I want to learn" finds something, and names a skill where one is named beside it."""
    aim = turn.understanding.aim
    if not aim or not telling(aim, turn.tools.skill_places(aim)):
        return False
    named = (
        turn.tools.skills_in(aim) or not turn.tools.skills_in(turn.understanding.text) or _OUTRIGHT.search(turn.text)
    )
    return bool(named) and turn.tools.count(Wish(aim)) > 0


def _without_providers(turn: Turn, text: str) -> str:
    """The words of a message without those that only name a provider who is wanted or unwanted already."""
    held = turn.state.constraints
    names = {*fold(f"{held.provider or ''} {held.not_provider or ''}").split()}
    return sifted(text, lambda _start, _end, word: fold(word) not in names)


def _is_aside(turn: Turn, told: str) -> bool:
    """Whether words beside a new limit are no topic: they only give a reason for it ("at least 500 hours, the state wants
    that"), or are a few of many that no title holds ("under 60 and no Nimbora, we had a falling out")."""
    understood, state = turn.understanding, turn.state
    if not (told and _asks_more(turn) and state.text and turn.tools.count(Wish(state.text))):
        return False
    if turn.tools.skill_places(told):
        return False
    words = len(told.split())
    if understood.trails and words > 1 and _REASON.search(turn.text):
        return True
    return words * FEW_OF <= len(turn.text.split()) and not _WISHES.search(turn.text) and not _is_named(turn, told)


def _is_named(turn: Turn, words: str) -> bool:
    """Whether one of the best finds bears all of some words in its title."""
    return bool(_titled(turn, words))


def _titled(turn: Turn, words: str) -> list[Credential]:
    """Those of the best finds whose titles bear all of some words."""
    found = turn.tools.find(Wish(words, limit=FEW)).items if words else ()
    return [item for item in found if set(fold(words).split()) <= set(fold(item.title).split())]


def _keep_topic(turn: Turn, told: str) -> None:
    """Says that the words are no topic here; one that found nothing either is not kept."""
    if not turn.tools.count(Wish(turn.state.text)):
        turn.state.text = ""
    elif told:
        turn.say("nothing", "kept_topic", words=told, topic=turn.state.text)


def exactly(turn: Turn, words: str) -> list[Credential]:
    """What bears these words as its title or its id."""
    named = (*(turn.tools.details((words,)) if "/" in words else ()), *turn.tools.titled(words))
    return [item for item in named if _squeezed(words) in (_squeezed(item.title), _squeezed(item.id))]


def is_topic_too(turn: Turn, words: str) -> bool:
    """Whether words that are a title name what others teach as well: several bear it, or, as it is written small, another
    title holds it."""
    if len(exactly(turn, words)) > 1:
        return True
    if words != words.lower():
        return False
    others = turn.tools.find(Wish(words, limit=FEW)).items
    return any(fold(words) in fold(item.title) and fold(words) != fold(item.title) for item in others)


def _squeezed(words: str) -> str:
    """Words that are told apart by more than their spaces: "quickstart" is "Quick Start"."""
    return fold(words).replace(" ", "")


def _asks_more(turn: Turn) -> bool:
    """Whether a message says more than the words to search for."""
    return turn.understanding.changes_something or bool(turn.understanding.notes)


def _topic_in(turn: Turn, told: str, limits: Constraints) -> str:
    """The most of the words that finds something within some limits; empty for none."""
    narrowed = (words for words in _narrowed(turn, told, limits) if words and not _FIGURES.fullmatch(words))
    return next((words for words in narrowed if turn.tools.count(Wish(words, limits))), "")


def _in_force(turn: Turn) -> Constraints:
    """The limits that will be in force after the message, without what is no limit of a search."""
    said = {name: value for name, value in turn.understanding.wanted.items() if name in Filters.model_fields}
    return turn.state.constraints.changed(said, turn.understanding.cleared)


def _narrowed(turn: Turn, told: str, limits: Constraints) -> Iterator[str]:
    """Fewer and fewer of the words: those before a clause beside the topic; without talk; all of them; of a sentence those
    that the catalog knows; skills, which come first where a whole story is told."""
    places = turn.tools.skill_places(told)
    skills = sifted(told, lambda start, end, _: any(a < end and start < b for a, b in places))
    words = len(turn.understanding.text.split())
    topic, *beside = _BESIDE.split(turn.understanding.text)
    if beside:
        yield telling(topic, turn.tools.skill_places(topic))
        yield topic
    if words >= LONG:
        yield skills
        yield _found(turn, told)
    yield told
    yield turn.understanding.text
    if words >= SENTENCE:
        yield _found(turn, told)
    yield skills
    if len(turn.text.split()) >= LONG:
        yield _rarest(turn, told, limits)


def _found(turn: Turn, told: str) -> str:
    """The words of which each finds something."""
    return sifted(told, lambda _start, _end, word: turn.tools.count(Wish(word)) > 0)


def _rarest(turn: Turn, told: str, limits: Constraints) -> str:
    """As many of the words as something is found for, the rarest in English first: of "dementia deeply worried mum" the
    first. Nothing where none of them finds anything."""
    kept = ""
    words = {word for word in told.split() if not _FIGURES.fullmatch(word)}
    for word in sorted(words, key=lambda word: times_heard(fold(word))):
        more = _among(told, {*kept.split(), word})
        if more and turn.tools.count(Wish(more, limits)):
            kept = more
    return kept


def _among(told: str, words: set[str]) -> str:
    return sifted(told, lambda _start, _end, word: word in words)


def _search_for(turn: Turn, words: str) -> bool:
    turn.understanding = replace(turn.understanding, text=words)
    return True
