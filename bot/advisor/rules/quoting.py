"""What the text of a record says of something asked: its own sentence, in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.advisor.rules.asked import sentence
from bot.advisor.rules.turn import Turn
from bot.advisor.understand.chatter import is_chatter
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


def quoted(turn: Turn, words: str) -> bool:
    """Quotes of what is in focus, else of each of the few shown, the sentence that tells of some words; False for none."""
    items = (turn.pointed_at((Reference(),)) or turn.listed())[:MOST]
    told = [said for item in items if (said := _said(turn, item, words))]
    if not told:
        return False
    turn.cite(items)
    turn.sentences.extend(told)
    turn.end_paragraph("\n")
    return True


def _said(turn: Turn, item: Credential, words: str) -> str:
    """The sentence of a record about some words, as an answer; empty for none."""
    if item.place and _tells(item.place, words):
        return sentence(Aspect.PLACE, item, {}, turn.today, turn.wording)
    best = max(_sentences(item), key=lambda text: _share(text, words), default="")
    return turn.wording.say("details", "quoted", title=item.title, quote=best) if _tells(best, words) else ""


def _sentences(item: Credential) -> Iterator[str]:
    for text in (item.description, item.summary):
        yield from (each.strip() for each in _SENTENCES.split(text or "") if each.strip() and not _MARKS.search(each))


def _tells(text: str, words: str) -> bool:
    """Whether a sentence holds at least half of the words that say something, or two common ones side by side."""
    return _share(text, words) >= 0.5


def _share(text: str, words: str) -> float:
    """The share of the telling words that a text holds; where it holds none of them, of all words."""
    asked = [word for word in words_of(words) if not (is_connector(word) or word.isdigit())]
    telling = [word for word in asked if not is_chatter(word)]
    there = {_stem(word) for word in words_of(text)}
    held = sum(_stem(word) in there for word in telling) / len(telling) if telling else 0.0
    if held or len(asked) < 3:
        return held
    common = [word for word in asked if _stem(word) in there]
    return len(common) / len(asked) if len(common) > 1 and " ".join(common) in fold(words) else 0.0


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|es|s|ing|ed)$", "", word).rstrip("s") if len(word) > 4 else word
