"""What a message points at: "the second one", "number 3", "the SQL one", "it"."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Known, Measure, Reference

_PLACES = {
    "first": 1, "1st": 1, "top": 1, "second": 2, "middle": 2, "2nd": 2,
    "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "last": -1, "final": -1, "bottom": -1,
}  # fmt: skip
_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_PLACE = "|".join(_PLACES)
_NOUN = (
    r"(?:ones?|courses?|options?|results?|items?|badges?|certificates?|class(?:es)?|programs?|microcredentials?"
    r"|suggestions?|entry|hits?|choice|steps?|parts?)"
)
_FIRST_OF = re.compile(rf"\b(?:the )?(?P<end>first|top|last)\s+(?P<count>two|three|four|2|3|4)(?:\s+{_NOUN})?\b")
_BOTH_FIRST = re.compile(rf"\bboth (?:of )?(?:the )?(?P<end>first|last)(?: {_NOUN})?\b")
_ALL = re.compile(
    r"\b(?:(?:all )?(?:of )?(?:them|these|those)(?: all)?(?: (?:two|three|2|3|courses|ones))?|both(?: of them)?"
    r"|all (?:three|of them|3)|the (?:two|three|results|options))\b"
)
_EVERY = re.compile(r"\b(?:all|three|four|3|4|every(?:thing| one)?|list|results|options)\b")
_TWO_JOINED = re.compile(
    rf"\b(?:{_PLACE}|\d)\b[\w ]{{0,12}} (?:with|against|versus|vs|and|to) (?:the )?(?:{_PLACE}|\d)\b"
)
_EACH = re.compile(
    r"^\W*(?:any|all|each|both|either|every one|some|one) of (?:them|em|these|those|the (?:two"
    r"|three))\W*$"
)
_PLACED = re.compile(rf"\b(?:the\s+)?(?P<place>{_PLACE})\s+{_NOUN}\b")
_BARE_PLACED = re.compile(
    rf"\b(?:the\s+)?(?P<place>{_PLACE})\b(?! (?:dates?|days?|time|session|intake|start|round|lesson|week|month|payment"
    rf"|go|try"
    rf"|chance|shot|attempt|class|evening|for|before|until|till|longer|me)\b)"
)
_SPELLED = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_NUMBERED = re.compile(
    r"(?:\b(?:step|number|no\.?|nr\.?|option|result|item|course)\s?|#\s?)(?P<number>\d{1,3})\b"
    rf"|\b(?:step|number|option|result|item) (?P<spelled>{'|'.join(_SPELLED)})\b"
)
_SAYS_WHERE = (
    r"(?= of (?:them|these|those)| (?:what|how|when|where|who|does|do|is|can|will|would|has|have)\b|\s*(?:$"
    r"|[,.;:!?\x00])| (?:cost|take|start|need|teach|give|end|count)s?\b)"
)
_ENDS_PLACED = re.compile(rf"\bthe (?P<place>{_PLACE})(?: of (?:them|these|those))?{_SAYS_WHERE}")
_VERY_FIRST = re.compile(
    rf"\b(?:the )?(?:very first|first)(?: {_NOUN})? (?:that )?(?:you|i) (?:ever )?(?:showed|listed|named|saw"
    rf"|suggested)(?: me)?\b"
)
_AT_END = re.compile(
    rf"\bthe (?:{_NOUN}|thing) (?:at|on) (?:the )?(?P<place>top|bottom)\b(?: of (?:the|your|that) (?:list|page))?"
    rf"|\bthe (?P<place2>top|bottom) of (?:the|your|that) list\b"
)
_OTHER = re.compile(rf"\bthe other(?: {_NOUN})?\b(?! (?:ones|courses|two|three))")
_BARE_NUMBER = re.compile(
    r"(?<!level )(?<!part )(?<!grade )(?<!phase )(?<!volume )(?<!module )(?<!under )(?<!below )(?<!over )"
    r"(?<!above )(?<!than )(?<!most )(?<!least )(?<!max )(?<![\w.$€£-])(?P<number>\d{1,2})\b(?![\w%$€£]|\.\d)"
    r"(?! ?(?:gb|gigs?|gigabytes?|dollars?|bucks|quid|euros?|(?:a|per|each|every) (?:month|week)|monthly|hours?|weeks?"
    r"|months?"
    r"|days?|evenings?|afternoons?|years?|times)\b)"
)
_DESCRIBED = re.compile(
    r"\b(?:the|that)\s+(?P<words>(?!other\b|same\b|right\b|best\b|cheap|short|next\b|only\b|free\b(?! one (?:there"
    r"|here|of|you))"
    r"|whole\b)[\w+#.&' -]{1,40}?)\s+(?:one|workshops?)\b"
    r"|\bthat (?P<words3>free) one\b"
    r"|\b(?:the|that) (?P<words4>(?!(?:first|second|third|fourth|fifth|last|next|other|same|whole|entire|full|right"
    r"|best|only|main|free"
    r"|cheap\w*|short\w*|long\w*|easi\w*|hard\w*|quick\w*|fast\w*|two|three|shown|new|old|very|online"
    r"|level)\b)"
    r"[\w+#.&'-]{2,}(?: [\w+#.&'-]{2,}){0,2}) (?:course|class)\b(?!\s+(?:on|about|that|for|in|from)\b)"
    r"|\b(?:the|that) (?P<words5>(?:level|part|grade|volume|module) \d+)(?: (?:one|course|class))?\b"
    r"|\b(?:the|that) (?:one|course|badge|certificate) (?:about|on|from|by|in|with|for|called"
    r"|that teaches)\s+(?P<words2>[\w+#.&' -]{1,50})"
)
_OF_THEM = r"(?: of (?:them|em|(?:these|those)(?: two| three| ones| courses)?|the (?:two|three|four)|both))?"
_LESS = (
    (
        Measure.COST,
        r"cheaper|cheapest|(?:less|least) (?:expensive|money|cash)|lower[- ]priced"
        r"|(?:costs?|sets?|runs?) (?:me |us |you )?(?:back )?(?:less|(?:the )?least)(?: money)?|easier on (?:my"
        r"|the) wallet"
        r"|(?:kindest|easiest|lightest) (?:on|to) (?:my|the) (?:purse|wallet|pocket|budget)",
    ),
    (
        Measure.HOURS,
        r"(?:the )?(?:least|less|fewer|fewest|shortest) (?:work|time|hours|weeks|effort|homework)"
        r"|(?:over(?: and done with)?|done|finished|through) (?:the )?(?:sooner|quicker|faster|soonest"
        r"|quickest|fastest|first)|shorter|shortest|quicker|quickest|faster|fastest|takes? (?:less"
        r"|(?:the )?least) time",
    ),
    (Measure.LEVEL, r"easier|easiest|simpler|simplest|(?:less|least) (?:advanced|difficult)"),
)
_MORE = (
    (
        Measure.COST,
        r"(?:more|most) expensive|more (?:money|cash)|dearer|dearest|pricier|priciest|costlier|costliest"
        r"|(?:costs?|sets?|runs?) (?:me |us |you )?(?:back )?(?:more|(?:the )?most)(?: money)?",
    ),
    (
        Measure.HOURS,
        r"longer|longest|slower|more (?:work|time|hours|weeks|effort)|(?:eats?(?: up)?|needs?"
        r"|wants?) (?:the )?most (?:of )?(?:my |your )?(?:time|hours)"
        r"|takes? (?:longer|(?:the )?longest|(?:more|(?:the )?most) time)",
    ),
    (Measure.LEVEL, r"harder|hardest|(?:more|most) (?:advanced|difficult|challenging)"),
)


def _measured(words: str) -> re.Pattern[str]:
    superlatives = "|".join(re.findall(r"\w+est\b", words))
    return re.compile(
        rf"(?:\b(?:the|that) (?:{words})|^\W*(?:{superlatives}|most (?:expensive|advanced)))(?: {_NOUN})?\b{_OF_THEM}"
    )


def _which(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"^\W*(?:(?:and|so|but|ok|okay|then|well|hm+)[ ,]+)*(?:(?:out )?of (?:them|these"
        rf"|those),? )?(?:which(?: {_NOUN})?{_OF_THEM}(?:'s| is| are| would be| has| have| needs?| wants?)?(?: the)?"
        rf"|what(?:'s| is| would be) the|what) (?:{words})(?: {_NOUN})?{_OF_THEM}"
        rf"(?:,? (?:in one go|to (?:finish|do|complete|take|get)|overall|in all|in total|then|now|here|in there|in it"
        rf"|in the end|at the end of the day|altogether|all in|by the end|tho|though|for me"
        rf"|of all))*[\s?!.]*$"
    )


_MEASURED = [
    (measure, most, _measured(words), _which(words))
    for most, table in ((False, _LESS), (True, _MORE))
    for measure, words in table
]
_THAT = re.compile(
    rf"\b(?:it|this|that)(?:\s+{_NOUN})?\b(?!'s|\s+(?:is|was))|\b(?:the|this|that)\s+(?:course|certificate|badge"
    rf"|one|class|program|microcredential|exam)\b(?!\s+(?:in|on|about|for|from|with)\b)"
)


_TWO = re.compile(r"\b(?:(?:these|those|the|them) (?:two|2)|both)\b")
_ONE = re.compile(r"\b(?:that|this)\b(?! (?:i|we|you|they)\b)")
_MANY = re.compile(r"\b(?:they|them|these|those|each|all|both|either|any|every\w*)\b")


def asks_which(draft: Draft) -> Reference | None:
    """The one that "which is cheaper?" asks for, among what stood side by side."""
    for measure, most, _, which in _MEASURED:
        if draft.sees(which):
            return Reference(measure=measure, most=most, told=_TWO.search(draft.open) is not None)
    return None


def take_references(draft: Draft, bare: bool = False, compared: bool = False) -> tuple[Reference, ...]:
    """Takes everything that points at something shown; `bare` lets "second" and "2" stand alone. After a comparison
    (`compared`) "the cheaper one" is one of those; after any list (`bare`) "the longest one" is."""
    patterns = [_VERY_FIRST, _AT_END, _NUMBERED, _PLACED, _ENDS_PLACED, _OTHER] + (
        [_BARE_PLACED, _BARE_NUMBER] if bare else []
    )
    group = take_groups(draft)
    if group:
        return group
    found = _take_measured(draft, compared) if bare else []
    for pattern in patterns:
        found.extend((match.start(), _pointer(match)) for match in draft.take_all(pattern))
    for match in draft.take_all(_DESCRIBED):
        name = next(name for name, words in match.groupdict().items() if words)
        found.append((match.start(), Reference(words=draft.written(match, name))))
    return tuple(reference for _, reference in sorted(found, key=lambda pair: pair[0]))


def the_first(draft: Draft, known: Known) -> tuple[Reference, ...]:
    """The first of a list, where a question says "that" and none is in focus; "it" may be any."""
    one = _ONE.search(draft.open) and not _MANY.search(draft.open)
    return (Reference(place=1),) if one and known.listed and not (known.focused or known.compared) else ()


def described(draft: Draft, known: Known) -> tuple[Reference, ...]:
    """The references of a message by words that describe something that was told of."""
    return tuple(each for each in take_references(draft.copy()) if each.words and known.describes(each.words))


def _take_measured(draft: Draft, compared: bool) -> list[tuple[int, Reference]]:
    return [
        (match.start(), Reference(measure=measure, most=most))
        for measure, most, pattern, _ in _MEASURED
        for match in draft.take_all(pattern if most or compared else _among(pattern))
    ]


def _among(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The same, where it says of which ones: alone "the cheaper one" is a wish."""
    return re.compile(pattern.pattern.removesuffix("?") if pattern.pattern.endswith(_OF_THEM) else pattern.pattern)


def _pointer(match: re.Match[str]) -> Reference:
    groups = match.groupdict()
    if groups.get("number"):
        return Reference(number=int(groups["number"]))
    if groups.get("spelled"):
        return Reference(number=_SPELLED[groups["spelled"]])
    place = groups.get("place") or groups.get("place2")
    if place:
        return Reference(place=_PLACES[place])
    return Reference(other=True) if match.re.pattern == _OTHER.pattern else Reference(number=1)


def take_groups(draft: Draft) -> tuple[Reference, ...]:
    """Takes "the first two", "both last ones"."""
    match = draft.take(_FIRST_OF) or draft.take(_BOTH_FIRST)
    if match:
        count = _COUNTS[match.groupdict().get("count") or "2"]
        if match["end"] == "last":
            return tuple(Reference(place=place) for place in range(-count, 0))
        return tuple(Reference(place=place) for place in range(1, count + 1))
    return ()


def points_at_all(draft: Draft) -> bool:
    """Takes "them", "these", "both"."""
    return draft.take(_ALL) is not None


def all_or_told(draft: Draft) -> Reference:
    """All on the page where a message says so; "them", "both" may as well be those told one by one."""
    return Reference(place=0, told=draft.sees(_EVERY) is None)


def joins_two(draft: Draft) -> bool:
    """Whether two places stand beside each other: "the second with the third"."""
    return draft.sees(_TWO_JOINED) is not None


def points_at_each(draft: Draft) -> bool:
    """Whether the words are only "any of these", "each of them"."""
    return _EACH.match(draft.open) is not None


def takes_that(draft: Draft) -> bool:
    """Takes "it", "this one", "the course"."""
    return bool(draft.take_all(_THAT))
