"""Telling about one credential, the asked fact first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.advisor import facts, measures
from bot.advisor.rules.asked import sentence
from bot.advisor.rules.pointing import named_by
from bot.advisor.rules.quoting import quoted
from bot.advisor.rules.topics import exactly, is_topic_too
from bot.advisor.rules.turn import Turn
from bot.advisor.toolbox import Wish
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Aspect, Reference
from bot.advisor.understand.tongues import part_as_written
from bot.advisor.understand.topic import topic_of
from catalog.credential import Credential

_NAMING = frozenset((Aspect.BEFORE, Aspect.PIECES, Aspect.LEFT, Aspect.TOWARD))
"""Facts that name other credentials."""
LIKELY = 5
"""So many of those that some words find may be what they name."""


def titled(turn: Turn) -> tuple[Credential, ...]:
    """The credentials that the words of the message name as titles, one for each."""
    found = [item for words in turn.understanding.titles for item in named(turn, words)]
    return tuple({item.id: item for item in found}.values())


def named(turn: Turn, words: str) -> tuple[Credential, ...]:
    """What some words name: its title, else one of those shown that bears all of the telling ones, else the likest title."""
    written = part_as_written(turn.text, turn.wording.tongue, words)
    shown = tuple(exactly(turn, words)[:1]) or next(
        filter(None, map(turn.shown_as, (words, topic_of(Draft(words)), written))), ()
    )
    if shown:
        return shown
    likely = named_by((*turn.tools.titled(words), *turn.tools.find(Wish(words, limit=LIKELY)).items), words)
    return (likely,) if likely else ()


def details(turn: Turn) -> bool:
    """Answers a question about what was pointed at; False where no title was meant and it is a search after all."""
    understood = turn.understanding
    if understood.titles:
        items = titled(turn)
        if not items or (not understood.aspects and understood.instead and is_topic_too(turn, understood.titles[0])):
            return False
        tell(turn, items[:1])
        return True
    if understood.aspects == (Aspect.SKILLS,) and understood.text and quoted(turn, understood.text):
        return True
    items = turn.pointed_at(understood.references or (Reference(),))
    if topic := _topic_of_several(turn, items):
        turn.understanding = replace(understood, text=topic, references=())
        return False
    if not items and not understood.references:
        items = turn.listed()
        if len(items) > 1 and not understood.aspects:
            turn.offer(turn.wording.say("details", "which"), [item.title for item in items])
            return True
    if items:
        tell(turn, items)
    else:
        _missing(turn)
    return True


def _topic_of_several(turn: Turn, items: Sequence[Credential]) -> str:
    """The words of "the python course" where it names none that was told of, no fact is asked for and several are about
    it; empty otherwise."""
    references = turn.understanding.references
    words = references[0].words if len(references) == 1 else None
    told = {*turn.state.shown, *turn.state.seen}
    if not words or turn.understanding.aspects or any(item.id in told for item in items):
        return ""
    return words if turn.tools.count(Wish(words)) > 1 else ""


def tell(turn: Turn, items: Sequence[Credential]) -> None:
    """The asked facts of each, or the whole record of one."""
    aspects = turn.understanding.aspects
    turn.cite(items)
    if len(items) == 1:
        turn.state.focus = items[0].id
        turn.state.told = (*(id_ for id_ in turn.state.told if id_ != items[0].id), items[0].id)
    if aspects:
        _facts(turn, items, aspects)
        return
    if len(items) == 1:
        turn.say("details", "whole", title=items[0].title)
    turn.show(items, whole=True)
    if items[0].id not in turn.state.shown:
        turn.state.shown, turn.state.first_shown = tuple(item.id for item in items), 1


def _facts(turn: Turn, items: Sequence[Credential], aspects: Sequence[Aspect]) -> None:
    names = turn.tools.names(items)
    if not _NAMING.isdisjoint(aspects):
        turn.mention(names)
    for item in items:
        for aspect in aspects:
            done = turn.person.learner.done
            turn.sentences.append(sentence(aspect, item, names, turn.today, turn.wording, done))
    turn.end_paragraph("\n" if len(items) > 1 else " ")


def _missing(turn: Turn) -> None:
    listed = turn.listed()
    references = turn.understanding.references
    words = next((reference.words for reference in references if reference.words), None)
    measure = next((reference.measure for reference in references if reference.measure), None)
    if not listed:
        turn.say("details", "nothing_listed")
    elif measure:
        alike = measures.all_alike(measures.MEASURES[measure](listed))
        turn.say("compare", "alike" if alike else "not_told", list=facts.listed([item.title for item in listed]))
        if alike and turn.understanding.aspects:
            turn.cite(listed)
            _facts(turn, listed[:1], turn.understanding.aspects)
    elif words:
        turn.say("details", "no_match", value=words)
    else:
        first = turn.state.first_shown
        turn.say("details", "not_listed", list=", ".join(str(first + at) for at in range(len(listed))))
    turn.end_paragraph()
