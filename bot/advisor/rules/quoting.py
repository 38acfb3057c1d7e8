"""What the text of a record says of something asked: its own sentence, in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.advisor import facts
from bot.advisor.rules.asked import sentence
from bot.advisor.rules.turn import Turn
from bot.advisor.understand.chatter import is_chatter
from bot.advisor.understand.matters import Matter, names_itself, names_things, tells_of
from bot.advisor.understand.reading import Aspect, Reference
from bot.advisor.understand.topic import is_connector
from catalog.content import fold
from catalog.credential import Credential
from retrieval.words import words_of

MOST = 3
"""So many records are looked through at once."""
_MARKS = re.compile(r"[“”„«»\"]")
"""Quotation marks: no sentence that holds some is quoted."""
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_ALIKE = (
    "boot shoe footwear",
    "computer laptop pc machine",
    "kid child pupil children",
    "kit tool pouch equipment gear",
    "teacher instructor tutor trainer specialist",
    "practise practice rehearse",
    "homework assignment task",
    "borrow lend loan rent hire",
)
"""Words for the same thing in a question and in a text."""
_SAME = {word: group.split()[0] for group in _ALIKE for word in group.split()}


def quoted(turn: Turn, words: str, matters: Sequence[str] = ()) -> bool:
    """Quotes of what is pointed at or in focus, else of each of the few shown, the sentence that tells of a matter, or of
    some words where there is none; False where no text does."""
    items = asked_about(turn)
    told = [said for item in items if (said := _said(turn, item, words, matters))]
    if not told:
        return False
    turn.cite(items)
    turn.sentences.extend(told)
    turn.end_paragraph("\n")
    return True


def asked_about(turn: Turn) -> tuple[Credential, ...]:
    """What a question is about: what it points at or what is in focus, else each of the few shown."""
    return (turn.pointed_at(turn.understanding.references or (Reference(),)) or turn.listed())[:MOST]


def _said(turn: Turn, item: Credential, words: str, matters: Sequence[str]) -> str:
    """The sentence of a record about some matters or words, as an answer; empty for none."""
    for matter in map(Matter, matters):
        if answer := _of_matter(turn, item, matter, words):
            return answer
    if Matter.WAGE in matters or (Matter.TEACHER in matters and tells_of(Matter.TEACHER, turn.text)):
        return ""
    if item.device and _share(item.device, words) == 1:
        return sentence(Aspect.DEVICE, item, {}, turn.today, turn.wording)
    if item.place and _tells(item.place, words):
        return sentence(Aspect.PLACE, item, {}, turn.today, turn.wording)
    best = max(_sentences(item), key=lambda text: _share(text, words), default="")
    return _quote(turn, item, best) if _tells(best, words) else ""


def _of_matter(turn: Turn, item: Credential, matter: Matter, words: str) -> str:
    """What is needed before, where that tells of a matter, else the sentence that does and holds most of the words."""
    names = turn.tools.names((item,))
    if item.prerequisites is not None and tells_of(matter, facts.requirement(item.prerequisites, names)):
        return sentence(Aspect.BEFORE, item, names, turn.today, turn.wording)
    telling = [text for text in _sentences(item) if tells_of(matter, text)]
    best = max(telling, key=lambda text: _share(text, words), default="")
    things = " ".join(word for word in _telling(words) if not names_itself(matter, word))
    fits = _share(best, things) > 0 if things else matter is not Matter.TEACHER
    return _quote(turn, item, best) if best and (fits or not names_things(matter)) else ""


def _quote(turn: Turn, item: Credential, text: str) -> str:
    return turn.wording.say("details", "quoted", title=item.title, quote=text)


def _sentences(item: Credential) -> Iterator[str]:
    for text in (item.description, item.summary):
        yield from (each.strip() for each in _SENTENCES.split(text or "") if each.strip() and not _MARKS.search(each))


def _tells(text: str, words: str) -> bool:
    """Whether a sentence holds at least half of the words that say something, or two common ones side by side."""
    return _share(text, words) >= 0.5


def _share(text: str, words: str) -> float:
    """The share of the telling words that a text holds; where it holds none of them, of all words."""
    asked, telling = _asked(words), _telling(words)
    there = {_stem(word) for word in words_of(text)}
    held = sum(_stem(word) in there for word in telling) / len(telling) if telling else 0.0
    if held or len(asked) < 3:
        return held
    common = [word for word in asked if _stem(word) in there]
    return len(common) / len(asked) if len(common) > 1 and " ".join(common) in fold(words) else 0.0


def _asked(words: str) -> list[str]:
    return [word for word in words_of(words) if not (is_connector(word) or word.isdigit())]


def _telling(words: str) -> list[str]:
    return [word for word in _asked(words) if not is_chatter(word)]


def _stem(word: str) -> str:
    stem = re.sub(r"(?:ies|es|s|ing|ed)$", "", word).rstrip("s") if len(word) > 4 else word
    return next((_SAME[form] for form in (word, word.removesuffix("s"), stem) if form in _SAME), stem)
