"""Facts that are asked for of each of those shown: "which of them is online?"."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.aspects import asked
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.fact_words import facts_in_words
from bot.advisor.understand.reading import Aspect

_WHICH = re.compile(
    r"^\W*(?:and |but |so |ok |okay )*which(?: ones?)?(?: of (?:them|these|those|the (?:two|three)))? "
    r"(?P<verb>is|are|has|have|does|do|can|will|\w+)\b"
)
_ONES_OF_A_KIND = re.compile(
    r"(?!(?:is|are|has|have|does|do|can|will)\b)[\w+#. -]{1,30} (?:ones?|courses?|classes"
    r"|badges?)\b"
)
_WANTS = re.compile(r"needs?|wants?|requires?|asks?|runs?|starts?|lets?|takes?")
_AS_ASKED = {
    "is": "is it",
    "are": "is it",
    "has": "does it have",
    "have": "does it have",
    "can": "can it",
    "will": "will it",
}


def asked_of_each(draft: Draft) -> Aspect | None:
    """The fact that "which of them ..." asks for, of each of them."""
    match = draft.sees(_WHICH)
    if match is None or _ONES_OF_A_KIND.match(draft.open[match.start("verb") :]):
        return None
    verb = _AS_ASKED.get(match["verb"], f"does it {match['verb'].removesuffix('s')}")
    rest = re.sub(r"^ i (do|take|start)\b", r" i \1 it", draft.text[match.end() :], flags=re.IGNORECASE)
    found = asked(Draft((match["verb"] if rest != draft.text[match.end() :] else verb) + rest))
    if found:
        return found[0]
    return next(iter(facts_in_words(draft)), None) if _WANTS.fullmatch(match["verb"]) else None
