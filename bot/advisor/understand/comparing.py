"""Comparisons: of what was shown, or of titles."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import BLANK, Draft

_FRAME = re.compile(
    r"\b(?:(?:please |can you |could you )?(?:compare|comparison (?:of|between)|contrast)\b|what(?:'s| is"
    r"| are)(?: the)? diff(?:erences?|erent)? between|diff(?:erences?)? between|how (?:do|does|would) (?=.+ (?:compare"
    r"|stack up|measure up|differ|hold up)))\s*"
    r"|\b(?:set|put|hold|stack|weigh) (?=.+ (?:against|beside|next to|alongside|up against)\b)"
)
_VERSUS = re.compile(
    r"\s+(?:vs\.?|versus|(?:compare[ds]?|(?:stacks?|measures?|holds?"
    r"|size) up|differs?) (?:to|with|against|from))\s+"
)
_SET_BESIDE = re.compile(r"\s+(?:(?:up )?against|beside|next to|alongside)\s+")
_WHICH = re.compile(
    r"\bwhich (?:one )?(?:of (?:them|these|those|the (?:two|three|first two)) )?(?:is|are) (?:the )?(?:cheaper"
    r"|cheapest|shorter|shortest|better|longer|easier|best)\b[^?]*?(?:\bor\b|of (?:them|these|those|the (?:two"
    r"|three)))"
)
_WHICH_OF_TWO = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|then|i see|well|hm+)\W+)*(?:which|what)(?: one| of the two)?"
    r"(?:'s| is| are| would be| costs?| takes?)?"
    r" (?:the )?(?:cheaper|cheapest|shorter|shortest|better|longer|easier|easiest|harder|quicker|faster|less"
    r"|more|dearer|best)"
    r"(?: one| time| money)?(?:,|:| -)\s*(?=[^?]+\bor\b)"
)
"""A question between two that are named after it: "which is cheaper, that or ...?"."""
_BETTER = re.compile(
    r"^\W*(?:and |so |but |ok |okay )?(?:which|what)(?: one)?(?: of (?:them|these|those|the (?:two|three|four)))?"
    r"(?:'s| is| are| would be| do you (?:recommend|suggest)| would you (?:recommend|suggest|take|choose|pick))"
    r"(?: the)?(?: better| best| right)?(?: one| choice| option)?(?: for me)?[\s?!.]*$"
)
_OF_THEM = re.compile(
    r"\bhow (?:do|does|are) (?:these|those|they|the (?:two|three)|both) (?:differ|compare|different)\b"
    r"|\bwhich (?:one )?of (?:them|these|those|the (?:two|three)) (?:is|are|would be|costs?|takes?)\b"
)
_BESIDE = re.compile(
    r"\b(?:side by side|head to head|(?:next to|beside|against|alongside)"
    r" (?:each other|one another))(?: for me)?\b"
)
LONGEST = 14
"""A side of a comparison has so many words at most: more are a story in which something stands against something."""
_TAIL = re.compile(r"\s*(?:\bcompare\b|please|for me|side by side)?[\s?!.]*$")


def takes_comparison(draft: Draft) -> bool:
    """Takes the frame of a comparison; what is compared stays in the draft."""
    if draft.take(_FRAME) or draft.take(_WHICH_OF_TWO):
        return True
    if any(draft.sees(pattern) for pattern in (_WHICH, _OF_THEM)):
        return True
    sides = _VERSUS.split(draft.open)
    if len(sides) > 1 and all(len(side.split()) <= LONGEST for side in sides):
        return True
    return draft.take(_BESIDE) is not None


def asks_which_is_better(draft: Draft) -> bool:
    """Whether the message only asks which one is better, or to be preferred."""
    return draft.sees(_BETTER) is not None


def compared_titles(draft: Draft) -> tuple[str, ...]:
    """The words on both sides of "and", as written. A title may itself hold "and": the engine tries what names one."""
    words = _open_words(draft)
    versus = _VERSUS.split(words) if _VERSUS.search(words) else _SET_BESIDE.split(words)
    parts = versus if len(versus) > 1 else re.split(r"\s+(?:and|with|or)\s+", words, flags=re.IGNORECASE)
    cleaned = (_TAIL.sub("", part).strip(" ,\"'“”") for part in parts)
    return tuple(part for part in cleaned if part)


def _open_words(draft: Draft) -> str:
    """What is not understood yet, as written."""
    return re.sub(rf"(?:\s*,?\s*\b(?:both|each|all))?\s*{BLANK}+", " ", draft.left).strip()


def possible_pairs(draft: Draft) -> tuple[tuple[str, str], ...]:
    """Every way to cut what is compared in two: one of them is right where a title itself holds "and"."""
    words = _open_words(draft)
    cuts = re.finditer(r"\s+(?:and|with|or|to)\s+", words, flags=re.IGNORECASE)
    return tuple((words[: cut.start()].strip(), _TAIL.sub("", words[cut.end() :]).strip()) for cut in cuts)
