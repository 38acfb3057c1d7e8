"""Facts that are asked for by their bare names: "price, hours and prerequisites please"."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Aspect

_NOUNS = {
    Aspect.PRICE: r"prices?|costs?|billing|fees?|tuition|how much",
    Aspect.HOURS: r"hours|hrs|duration|length|time",
    Aspect.BEFORE: r"pre-?req(?:uisite)?s?|requirements?",
    Aspect.LEVEL: r"level|difficulty",
    Aspect.LANGUAGE: r"languages?",
    Aspect.LINK: r"link|url|website|address",
    Aspect.PROVIDER: r"provider|school",
    Aspect.START: r"(?:(?:next|first) )?(?:start(?: dates?)?|dates?)|deadlines?|when",
    Aspect.VALIDITY: r"validity|expiry",
    Aspect.DEVICE: r"device|equipment",
    Aspect.CREDIT: r"credits?",
    Aspect.SKILLS: r"skills|topics|contents?",
    Aspect.PLACE: r"place|location|where(?: at)?|town|city",
    Aspect.CERTIFICATE: r"certificates?|badge",
}
_EACH_NOUN = [(aspect, re.compile(rf"(?:the |its )?(?:{nouns})")) for aspect, nouns in _NOUNS.items()]
_LISTS = re.compile(r"\s*(?:,|\+|&|/|\band\b)\s*")
_IT = r"(?:it|that|this)(?: (?:one|course|class|thing))?"
_AROUND = re.compile(
    r"^\W*(?:(?:and|ok|okay|so|also|now|just|only|quick(?:ly)?|pls|please|(?:can|could) (?:i|you) (?:get|have|give me"
    r"|tell me)|(?:give|tell|remind) me(?: of)?|what about|how about|what(?:'s|s| is| are))[\s,:]+)*"
    rf"|(?:,?\s+(?:please|pls|plz|then|thanks|thx|again|only|(?:of|for|on) {_IT}|in (?:one|a|two|1|2) (?:short )?(?:lines?"
    r"|sentences?|words?|go)|in (?:short|brief)|(?:real |super )?(?:quick(?:ly)?|briefly|short)"
    r"|(?<=when )is (?:it|that|this)|(?<=where )is (?:it|that|this)))*[\s?!.]*$"
)


def asked_in_a_row(draft: Draft) -> tuple[Aspect, ...]:
    """The facts that a message asks for by bare names: "price, hours and prerequisites please"."""
    parts = [part for part in _LISTS.split(_AROUND.sub("", draft.open)) if part]
    found = [aspect for part in parts for aspect in ([_named(part)] if _named(part) else map(_named, part.split()))]
    single = len(found) == 1 and re.search(r"\?\W*$|^\W*hours?\W*$|^\W*hrs\W*$", draft.open) is not None
    named = tuple(aspect for aspect in found if aspect)
    return named if (len(found) > 1 or single) and len(named) == len(found) else ()


def _named(words: str) -> Aspect | None:
    return next((aspect for aspect, noun in _EACH_NOUN if noun.fullmatch(words)), None)
