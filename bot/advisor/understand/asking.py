"""Which sentence of a longer message asks for something: the others tell why, and their words are no topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft, plain
from bot.advisor.understand.reading import Known
from bot.advisor.understand.topic import topic_of
from retrieval.dictionary import times_heard

OFTEN = 50_000
"""A word that English text holds more often (see `retrieval.dictionary`) is talk by itself."""
LONG = 12
"""A message of fewer words is its topic."""
_SENTENCE = re.compile(r"(?:[^.!?;\n…\U0001f300-\U0001faff☹☺]|(?<=\w)\.(?=\w))+[.!?;\n…\U0001f300-\U0001faff☹☺]*")
_ASKS = re.compile(
    r"\?\W*$|\b(?:any(?:thing)?|something|(?:want|wanna|need)(?! (?:out|it|that|this|you|me|him|her|them)\b)(?= \w)"
    r"|looking|show|find|teach|learn|recommend|suggest|got any"
    r"|instead|interested|curious|(?:how|where) (?:do|can|could|would|should) (?:i|we)|what about|how about"
    r"|what(?:'s|s| is| have you got| do you have)(?: (?:there|here|available|on offer))?"
    r"(?= (?:for (?:us|me|him|her|them) )?(?:on|about|for)\b)|is there"
    r"|are there|do you|have you|help me|same (?:money"
    r"|budget|limit))\b"
)
_POINTS = re.compile(r"\b(?:that|it|this|those|them|these|him|her)\b")
"""Words for what was said before: "anything that helps with that?"."""
_TELLS = re.compile(r"\b(?:i|i'm|im|i've|i'd|my|me|we|our|us|he|she|they|his|her|their|who|yrs|years)\b")
"""Words of a story."""
_RELATIVE = re.compile(r"\b(?:\w*thing|one|course|class|courses|classes|ones) that\b")


@dataclass(frozen=True, slots=True)
class _Part:
    topic: str
    asks: bool
    points: bool
    named: bool
    tells: bool

    @property
    def tells_much(self) -> bool:
        """Whether a word of the topic is more than talk."""
        return any(times_heard(plain(word)) < OFTEN for word in self.topic.split())


def asked_topic(draft: Draft, known: Known) -> str:
    """The words to search for: of a longer message those of the sentences that ask, of what they point at, or that name a
    skill."""
    spans = [match.span() for match in _SENTENCE.finditer(draft.text)]
    if len(spans) < 2 or len(draft.text.split()) < LONG:
        return topic_of(draft)
    parts = [part for start, end in spans if (part := _part(draft, start, end, known)).topic]
    if len(parts) < 2:
        return topic_of(draft)
    return " ".join(part.topic for part in _chosen(parts))


def _part(draft: Draft, start: int, end: int, known: Known) -> _Part:
    alone = draft.copy()
    alone.blank(0, start)
    alone.blank(end, len(draft.open))
    topic = topic_of(alone)
    said = Draft(draft.text[start:end]).open
    points = _POINTS.search(_RELATIVE.sub(" ", said.split(",")[0])) is not None
    tells = _TELLS.search(draft.open[start:end]) is not None
    return _Part(topic, _ASKS.search(said) is not None, points, known.names_skill(topic), tells)


def _chosen(parts: Sequence[_Part]) -> Sequence[_Part]:
    asking = [part for part in parts if part.asks]
    firmly = [part for part in asking if part.named] or [part for part in asking if not part.points and part.tells_much]
    if firmly:
        return firmly
    if not asking:
        return [part for part in parts if part.named] or [part for part in parts if not part.tells] or parts
    before = parts[: parts.index(asking[-1])]
    before = [part for part in before if part.named] or before
    return before[-2:] if asking[-1].points and before else parts
