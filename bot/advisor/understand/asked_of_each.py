"""Facts that are asked for of each of those shown: "which of them is online?"."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.aspects import asked
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.fact_words import facts_in_words
from bot.advisor.understand.languages import LANGUAGES
from bot.advisor.understand.reading import Aspect, Known

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


_NAME = "|".join(LANGUAGES)
_IN_LANGUAGE = re.compile(
    rf"^\W*(?:(?:and|but|so|ok|okay|cool|nice|great|now|then|hm+)[\s,]+)*(?:(?:which|any|anything|some|something|one|ones)"
    rf"(?: ones?)?(?: of (?:them|em|these|those|that|the (?:list|lot)))?(?: there)?(?: (?:is|are|exist|comes?|would be))?"
    rf"|(?:is|are) (?:there )?(?:any|one|some) of (?:them|em|these|those|that)"
    rf"|(?:(?:do you have|have you got|got|is there|are there|can i (?:get|have)|show me|what about|how about) )?(?:the )?"
    rf"(?:(?:all )?(?:that|those|these|them|it)|same)(?: (?:thing|one|ones|course|courses|list|but|just|only|also|too))*)"
    rf"(?: (?:taught|given|held|available))?(?:,? (?:but|only|just))? in (?P<name>{_NAME})(?: (?:too|as well|also|please|pls"
    rf"|instead|then|though|tho|maybe|at all|version))*\W*$"
)


def language_of_those(draft: Draft, known: Known) -> str:
    """The language in which somebody wants what is listed: "which of them is in Spanish?"; empty for none, and where two
    stand side by side."""
    match = draft.sees(_IN_LANGUAGE) if known.listed and not (known.compared or known.plan_in_focus) else None
    return LANGUAGES[match["name"]] if match else ""


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
