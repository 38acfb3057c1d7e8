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
_AROUND = re.compile(
    r"^\W*(?:(?:and|ok|okay|so|just|give me|what about|how about)\s+)*|(?:\s+(?:please|then"
    r"|of (?:it|that)|(?<=when )is (?:it|that|this)|(?<=where )is (?:it|that|this)))*[\s?!.]*$"
)


def asked_in_a_row(draft: Draft) -> tuple[Aspect, ...]:
    """The facts that a message asks for by bare names: "price, hours and prerequisites please"."""
    parts = [part for part in _LISTS.split(_AROUND.sub("", draft.open)) if part]
    found = [next((aspect for aspect, noun in _EACH_NOUN if noun.fullmatch(part)), None) for part in parts]
    single = len(parts) == 1 and re.search(r"\?\W*$|^\W*hours?\W*$|^\W*hrs\W*$", draft.open) is not None
    return tuple(aspect for aspect in found if aspect) if (len(parts) > 1 or single) and None not in found else ()
