"""Wishes measured against what was shown, "more", and short replies."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Act, Changes, Relative
from retrieval.query import Sort

_LEAD = (
    r"(?:(?:any(?:thing)?|something|some|a|an|is there|are there|do you have|show me|give me|find me|what about"
    r"|how about|the|even|much|one|ones|but|and|please|i need|i want|make it|got)\s+)*"
)
_TAIL = r"(?:\s+(?:ones?|courses?|options?|class(?:es)?|please|versions?|alternatives?|then|still))*"
_RELATIVES = (
    (
        Relative.CHEAPER,
        r"(?:cheaper|less expensive|for less(?! than|[ -]?\d| money)|(?<!the )lower price[ds]?|lower cost"
        r"|(?:that(?:'s| is)|it(?:'s| is)|those are"
        r"|they(?:'re| are))? ?(?:a bit |way |still )?too (?:expensive|pricey|dear|much(?: money)?)"
        r"|(?:i )?can(?:'t|not) afford (?:that|it|them|this)|out of my budget|over my budget)",
    ),
    (
        Relative.SHORTER,
        r"(?:shorter|smaller|quicker|faster|less time|fewer hours|(?:that(?:'s| is)|it(?:'s| is)|those are|they(?:'re"
        r"| are))? ?(?:a bit |way |still )?(?:too long|takes? too long|too many hours|too much time))",
    ),
    (
        Relative.EASIER,
        r"(?:easier|simpler|more basic|less advanced|(?:that(?:'s| is)|it(?:'s| is))? ?(?:a bit "
        r"|way )?too (?:hard|difficult|advanced|complicated))",
    ),
    (
        Relative.HARDER,
        r"(?:harder|more (?:advanced|challenging|difficult)|less basic|(?:that(?:'s| is)|it(?:'s"
        r"| is))? ?(?:a bit |way )?too (?:easy|basic|simple))",
    ),
)
_PATTERNS = [
    (
        relative,
        re.compile(
            rf"\b{_LEAD}{pattern}\b(?! than (?:[$€£] ?)?\d){_TAIL}(?:\s+than(?: (?:that|this|these|those|it|them))?\b)?"
        ),
    )
    for relative, pattern in _RELATIVES
]
_ASIDE = re.compile(
    r"\b(?:or )?is (?:that|it|this|the \w+) (?:a bit |way )?too (?:much|long|hard"
    r"|expensive)(?: to ask)?\b"
)
_LIMITS = {
    Relative.CHEAPER: {"max_cost", "free"},
    Relative.SHORTER: {"max_hours"},
    Relative.EASIER: {"level"},
    Relative.HARDER: {"level"},
}
_MILDLY = r"\b(?:nothing|not|isn't|is not|aren't|never|anything not)(?: (?:that is|that's|way|all that))? too"
_NOT_TOO = (
    (
        Sort.COST,
        re.compile(
            rf"{_MILDLY} (?:expensive|pricey|dear|costly)\b|\b(?:it |that |this )?(?:ought|should|must|can|need|does"
            rf"|do|would)"
            r"(?:n't|'t| not|nt) (?:to |have to )?(?:cost|set me back) (?:me )?(?:the earth|a fortune|a bomb|an arm and a leg"
            r"|too much|much|a lot|the world)\b"
        ),
    ),
    (Sort.HOURS, re.compile(rf"{_MILDLY} (?:long|time[- ]consuming)\b")),
    (None, re.compile(rf"{_MILDLY} (?:hard|difficult|advanced|complicated)\b")),
)
_POLITE = (
    r"(?:(?:hm+|oh|ah|well|fine|please|ok|okay|yes|and|thanks|thank you|can you|could you|sure|great|good"
    r"|nice|cool)[\s,!.]+)*"
)
_MORE = re.compile(
    rf"^\W*{_POLITE}(?:(?:may|can|could) (?:i|we|you) (?:please )?)?(?:(?:show|give|see|list|get|have)(?: me)?\s+)?"
    r"(?:(?:some|any|the|a few)\s+)?(?:more"
    rf"|next(?: (?:page|ones?|three|few|results?))?|others?|the (?:rest|others)|anything else|what else"
    r"|else|keep going|go on|continue|other (?:ones|options?|courses?)|another (?:one|three)?|more (?:results?"
    r"|options?|courses?|ones|please|of (?:them|these|those)|like (?:this|these|that))|what else (?:do you have"
    r"|is there)|(?:is|are) there (?:any )?more|(?:do you )?(?:have|got) (?:any )?(?:more|others))(?:[\s,]+(?:please|then"
    r"|of (?:them|these|those)|for me|do you have))*\W*$"
)
_AGREE = re.compile(
    r"^\W*(?:(?:yes|yeah|yep|yup|sure|please|please do|yes please|do it|do that|go ahead|sounds good|of course"
    r"|why not)(?:[\s,]+(?:please|do|do it|do that|thanks|thank you|sure))*"
    r"|(?:ok|okay|alright|fine)(?:[\s,]+(?:please|do|do it|do that|sure|yes|go ahead))*)\W*$"
)
_HELLO = (
    r"(?:hi+|hello+|he+y+|hiya|howdy|good (?:morning|afternoon|evening|day)|greetings|yo|hola|hallo|bonjour"
    r"|salut)(?: (?:there|all|everyone|advisor|again))?"
)
_THANKS = (
    r"(?:(?:(?:ok|okay|great|perfect|cool|nice|awesome|super)[\s,!.]+)*(?:many |a lot of )?(?:thanks|thank you"
    r"|thankyou|thx|cheers|ty|gracias|merci|danke)(?: (?:a lot|so much|very much|a million|again|you|for (?:your"
    r"|the) (?:help|answer|info\w*)|for (?:that|this|everything)|bye|mate|man|guys|buddy|pal|dear|my friend))*)"
)
_BYE = (
    r"(?:(?:good ?)?bye(?: bye)?|see (?:you|ya)(?: (?:later|soon|tomorrow))?|ciao|farewell|good night|that(?:'s"
    r"| is| was) all|i'm done|exit|quit|later)"
)
_ACKNOWLEDGED = (
    r"(?:ok(?:ay)?|great|perfect|cool|nice|awesome|super|good|not bad|that(?:'s| is) a relief"
    r"|what a relief|got it|i see|understood|wow|lovely)"
)
_SMALL_TALK = (
    (Act.GOODBYE, re.compile(rf"^\W*(?:(?:{_THANKS}|{_ACKNOWLEDGED}|no)[\s,!.]+)*{_BYE}(?:[\s,!.]+{_THANKS})?\W*$")),
    (
        Act.THANKS,
        re.compile(
            rf"^\W*(?:{_ACKNOWLEDGED}[\s,!.]+)*(?:{_THANKS})(?:[\s,!.]+(?:{_ACKNOWLEDGED}|that(?:'s| is| was) (?:great"
            rf"|helpful|very helpful|good|perfect)))*\W*$"
        ),
    ),
    (Act.THANKS, re.compile(rf"^\W*(?:{_ACKNOWLEDGED}[\s,!.]*)+$")),
    (
        Act.HELLO,
        re.compile(r"^\W*(?:i'?m |i am )?(?:so |really |very )?sorry (?:for|about) (?:before|earlier|that|this)\W*$"),
    ),
    (
        Act.HELLO,
        re.compile(
            rf"^\W*{_HELLO}(?:[\s,!.]+(?:how are you(?: doing)?(?: today)?|how's it going|what's up|nice to meet you"
            rf"|{_HELLO}))?\W*$"
        ),
    ),
    (Act.HELLO, re.compile(r"^\W*(?:how are you(?: doing)?(?: today)?|how's it going|what's up|sup)\W*$")),
)
_KIND = r"(?:an? |the )?(?:micro-?credentials?|(?:digital )?badges?|(?:professional )?certificates?|degrees?|courses?)"
_TERMS = re.compile(
    rf"^\W*(?:(?:so|and|but|ok|hi|hello),? )*(?:(?:what(?:'s| is| are)|whats|what does|explain"
    rf"|define) {_KIND}(?: mean)?"
    rf"|(?:what(?:'s| is) )?(?:the )?diff(?:erences?)? between {_KIND}(?: (?:and|or|vs\.?|,) {_KIND})+"
    rf"|how (?:is|are|does|do) {_KIND} (?:differ(?:ent)? from|compare (?:to|with)) {_KIND}"
    rf"|(?:is|are) {_KIND} the same (?:thing )?as {_KIND}|what do you (?:mean by|call) {_KIND})"
    r"(?: (?:here|for you|exactly|in (?:this|your) catalog|on (?:this|your) (?:site|list)|anyway|then|please))*\W*$"
)
_HOW_MANY = re.compile(
    r"^\W*(?:(?:ok|and|now|please|go|let's go|take me)\s+)*(?:back to (?:the|my|that) (?:list|results|first list)"
    r"|(?:show (?:me )?)?(?:the list|them|the results) again)\W*$|^\W*(?:and |so |ok )*how many(?: (?:courses"
    r"|results|of (?:them|these|those)|ones))?(?: (?:are there|did you find"
    r"|do you have|is that|in all|in total))*\W*$"
)
_HELP = re.compile(
    r"^\W*(?:(?:hi|hello|hey|please|ok|so|i need)[\s,!]+)*(?:help(?: me)?(?: please)?|what can (?:you|i"
    r"|this)(?: thing)? (?:do|ask(?: you)?|say|help(?: me)?(?: with)?)(?: here| for me)?|how (?:does|do|can) (?:this|it"
    r"|you|i)(?: thing| bot)? (?:work|use (?:this|you|it)|help(?: me)?)"
    r"|what (?:is this|are you|do you do|should i (?:ask|type|say))|what are my options|what (?:do|have) you (?:have"
    r"|got|offer|teach)(?: here| then| at all| anyway)?(?=\W*$)|commands|usage"
    r"|instructions|how to use (?:this|it|you)|who are you|\?|i(?:'m| am) lost|i don'?t know what to (?:ask|type"
    r"|say))\W*$"
)
_OPENING = re.compile(
    rf"^\W*(?:(?:{_HELLO} from \w+(?=\s*[!.,])|{_HELLO}|{_THANKS}|{_ACKNOWLEDGED}|yes|yeah|nah|nope|whats up"
    rf"|what's up|no(?=[,.!;])|sorry|please|ugh|figures(?=[,.!;])|ouch|damn|dang|man(?=[,.!;])|lol|haha|fair enough"
    rf"|sold(?=[,.!;])|(?:and )?(?:one |the )?(?:last|more|other|final|quick) (?:thing|question)(?=[,.!;:])"
    rf"|and|but|so|then|well|also"
    rf"|hmm+|uh+|actually|wait)\b[\s,!.;:]*)+"
)


def small_talk(draft: Draft) -> Act | None:
    """Greeting, thanks, goodbye, help or "more" where the message is nothing else."""
    if _HELP.match(draft.open):
        return Act.HELP
    if _TERMS.match(draft.open):
        return Act.TERMS
    for act, pattern in _SMALL_TALK:
        if pattern.match(draft.open):
            return act
    return None


def agrees(draft: Draft) -> bool:
    """A plain yes."""
    return _AGREE.match(draft.open) is not None


def wants_more(draft: Draft) -> bool:
    """Whether the message only asks for the next results."""
    return _MORE.match(draft.open) is not None


def asks_how_many(draft: Draft) -> bool:
    """Whether the message only asks how many were found, or for the list again."""
    return _HOW_MANY.match(draft.open) is not None


def skip_opening(draft: Draft) -> None:
    """Takes a greeting or a word of agreement before the matter itself."""
    match = _OPENING.match(draft.open)
    if match and re.search(r"[^\W_]", draft.open[match.end() :]):
        draft.blank(match.start(), match.end())


def read_moderation(draft: Draft, changes: Changes) -> None:
    """Takes "nothing too expensive", "not too long": an order of the list, no limit; "not too hard" is for beginners."""
    for measure, pattern in _NOT_TOO:
        if draft.take(pattern):
            changes.sort = measure or changes.sort
            if measure is None:
                changes.wanted["level"] = "beginner"


def measured_anew(relative: Relative | None, changes: Changes) -> Relative | None:
    """The wish, unless the message itself names the limit: "too expensive, under $60"."""
    return None if relative and _LIMITS[relative] & set(changes.wanted) else relative


def read_relative(draft: Draft) -> Relative | None:
    """Takes "cheaper", "too long" and the like."""
    draft.take(_ASIDE)
    for relative, pattern in _PATTERNS:
        if draft.take(pattern):
            return relative
    return None
