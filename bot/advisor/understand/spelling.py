"""Typing errors in the words that steer a search; topics are left to the search, which knows the catalog's words."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import plain, words

_WORDS = words(
    """
    beginner beginners intermediate advanced spanish french german english portuguese italian chinese dollars
    dollar euros courses certificate certificates university universities college hours cheaper cheapest shorter
    shortest compare online weekend weekends course microcredential microcredentials classes provider providers expensive
    affordable become budget deadline faster quicker already instead alternatives career without finish finished similar
    """
)
_OTHER = words(
    """
    germany collage coursera advance shorten cheaply italians frenchie houses universal universe compere classic
    classics collages colleges shortened providing provide provided beginning beginnings compared compares
    certified advances inline outline university's germanic francs horses course's clashes glasses compile
    computer compute company collect dealing became becomes budgets budgie deadlines foster fasten fasted fester quicken
    alternative alternately carer careers finnish finishes finisher
    """
)
_SHORTHAND = {
    "lern": "learn",
    "leran": "learn",
    "leanr": "learn",
    "wnat": "want",
    "abot": "about",
    "bout": "about",
    "corse": "course",
    "cource": "course",
    "cousre": "course",
    "serach": "search",
    "fro": "for",
    "smth": "something",
    "sth": "something",
    "pls": "please",
    "plz": "please",
    "w/o": "without",
    "thx": "thanks",
    "u": "you",
    "n": "and",
    "wht": "what",
    "wot": "what",
    "wich": "which",
    "wats": "what's",
    "wen": "when",
    "rly": "really",
    "abt": "about",
    "bc": "because",
    "cuz": "because",
    "gotta": "have to",
    "til": "until",
    "whats": "what's",
    "thats": "that's",
    "hows": "how's",
    "wheres": "where's",
    "whos": "who's",
    "whens": "when's",
    "whys": "why's",
    "theres": "there's",
    "heres": "here's",
    "whatll": "what will",
    "itll": "it will",
    "thatll": "that will",
    "theyll": "they will",
    "whered": "where did",
    "howd": "how did",
    "theyre": "they're",
    "youre": "you're",
    "isnt": "isn't",
    "arent": "aren't",
    "wasnt": "wasn't",
    "didnt": "didn't",
    "wont": "won't",
    "wouldnt": "wouldn't",
    "couldnt": "couldn't",
    "shouldnt": "shouldn't",
    "havent": "haven't",
    "hasnt": "hasn't",
    "tho": "though",
    "thru": "through",
    "hrs": "hours",
    "dont": "don't",
    "doesnt": "doesn't",
    "cant": "can't",
    "lets": "let's",
    "ive": "I've",
    "im": "I'm",
    "ur": "your",
    "nvm": "never mind",
    "rn": "right now",
    "gimme": "give me",
    "teh": "the",
    "ppl": "people",
    "prereqs": "prerequisites",
}
_BEFORE_A_VERB = r"(?= (?:(?:really|also|just|still|quite|much|rather|probably|maybe|so|only) )*"
_CLAUSE = (
    r"(^\W*|[.,;:!?(]\s*|\b(?:and|but|so|or|then|if|when|ok|okay|well|because|cause|that|think|guess|what|which|now) )"
)
_FIGURES = (
    (
        re.compile(
            rf"(?<!my )(?<!an )(?<!the )(?<!user )(?<!your )(?<!photo )\b[Ii]d"
            rf"{_BEFORE_A_VERB}(?:like|love|want|rather|prefer|need|hate|be|appreciate|enjoy|say|go|do|take|try|have)\b)"
        ),
        "I'd",
    ),
    (
        re.compile(
            rf"{_CLAUSE}ill{_BEFORE_A_VERB}(?:be|take|do|try|need|have|get|go|start|pay|finish|learn|spend|skip|pick"
            r"|choose|want|never|see|keep|manage|make|give|stick|study)\b)",
            re.I,
        ),
        r"\1I'll",
    ),
    (re.compile(rf"\bwed{_BEFORE_A_VERB}(?:like|love|rather|prefer)\b)", re.I), "we'd"),
    (re.compile(r"\s+question mark\b", re.I), "?"),
    (re.compile(r"\s+(?:period|full stop)\W*$", re.I), "."),
    (re.compile(r"\bb4\b", re.I), "before"),
    (re.compile(r"^\W*(?:k|kk|kay|okey|okie)(?=[\s.,!])", re.I), "ok"),
    (re.compile(r"\b2 ?b\b", re.I), "to be"),
    (re.compile(r"(?<=[a-z] )r(?= (?:they|these|those|you|u|we|the|there)\b)|(?<=they )r\b|(?<=you )r\b", re.I), "are"),
    (re.compile(r"(?<=[a-z] )w/?(?= [a-z])", re.I), "with"),
    (re.compile(r"\b4 me\b", re.I), "for me"),
    (re.compile(r"^\W*([a-z][\w /&'-]{2,30}?)\s*(?:-+>|=+>|>>|→)\s*(?=[a-z])", re.I), r"switch from \1 to "),
    (re.compile(r"\b(\d+)[ -]?ish(?= ?(?:hours?|hrs?|h|weeks?|wks?|months?)\b)", re.I), r"about \1"),
    (re.compile(r"\b(?:an|one|1) hour or (two|three|2|3)\b", re.I), r"\1 hours"),
)
_TOKEN = re.compile(r"[^\W\d_]+(?:/o\b)?")


def mend(text: str) -> str:
    """The message with the steering words spelt right and shorthand written out."""
    for pattern, written in _FIGURES:
        text = pattern.sub(written, text)
    return _TOKEN.sub(lambda match: _mended(match[0]), text)


def _mended(word: str) -> str:
    folded = plain(word)
    if folded in _SHORTHAND:
        return _SHORTHAND[folded]
    if len(folded) < 5 or folded in _WORDS or folded in _OTHER:
        return word
    near = [known for known in _WORDS if _near(folded, known)]
    return min(near, key=lambda known: (OSA.distance(folded, known), known), default=word)


def _near(word: str, known: str) -> bool:
    allowed = 2 if len(known) >= 8 and len(word) >= 7 else 1
    return word[0] == known[0] and abs(len(word) - len(known)) <= allowed and OSA.distance(word, known) <= allowed
