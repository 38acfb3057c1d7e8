"""Words of a search that are talk and no topic: the commonest words of English and adverbs, unless they name something."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import plain, words
from bot.advisor.understand.topic import is_connector
from retrieval.dictionary import is_common, is_word

_TOPICAL = words(
    """
    american art army baby blood body brain british building business car care child children coffee computer contact
    crime dance doctor dog driving drug energy english family film fire fish food french german gold government hair
    hands heart history hospital hotel house kids land law marriage machine medical military money movie music
    nature office parents phone planning police power program radio reading relationship religion road
    rock school security service sex ship sing singing social song space speaking sport street sun teaching
    team travel video war water weather wedding women write writing written
    """
)
"""Words as common as can be that people do want to learn about."""
_TOKEN = re.compile(r"\S+")


def telling(text: str, named: Iterable[tuple[int, int]]) -> str:
    """The words of a text that may be a topic; those within `named` spans (names of skills) always are."""
    spans = list(named)
    return sifted(text, lambda start, end, word: any(a < end and start < b for a, b in spans) or not is_chatter(word))


def sifted(text: str, keep: Callable[[int, int, str], bool]) -> str:
    """The words of a text that are kept, with the little words that stand between two of them."""
    found: list[str] = []
    between: list[str] | None = None
    for match in _TOKEN.finditer(text):
        word = match[0]
        if is_connector(word):
            between = None if between is None else [*between, word]
        elif keep(*match.span(), word):
            found += [*(between or []), word]
            between = []
        else:
            between = None
    return " ".join(found)


def is_chatter(word: str) -> bool:
    """Whether a word is talk by itself."""
    folded = plain(word).strip(".'\"")
    if word.isupper() and len(word) > 1:
        return False
    return (is_common(folded) and folded not in _TOPICAL and not is_connector(folded)) or _is_adverb(folded)


def _is_adverb(word: str) -> bool:
    stem = word.removesuffix("ly")
    return stem != word and len(stem) > 3 and any(is_word(stem + end) for end in ("", "e", "le")) and is_word(word)
