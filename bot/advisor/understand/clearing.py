"""Constraints taken back: "any provider", "remove the price limit", "start over"."""

from __future__ import annotations

from collections.abc import Collection

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Changes

COST = ("max_cost", "min_cost", "currency", "free")
HOURS = ("max_hours", "min_hours")
EVERYTHING = (
    *COST,
    *HOURS,
    "level",
    "provider",
    "not_provider",
    "language",
    "skill",
    "delivery",
    "online",
    "kind",
    "credit",
)

_NAMES: tuple[tuple[tuple[str, ...], str], ...] = (
    (COST, r"prices?|costs?|budget|money|cost limit|price limit|price tag|\$ ?\d+|\d+ ?(?:dollars|bucks|usd)"),
    (HOURS, r"hours?|time|durations?|lengths?|time limit|hour limit|\d+[ -]?(?:hours?|hrs|h)"),
    (("level",), r"levels?|difficulty"),
    (("provider", "not_provider"), r"providers?|schools?|universit(?:y|ies)|colleges?|institutions?|academy"),
    (("language",), r"languages?|spanish|french|german|english"),
    (
        ("delivery", "online"),
        r"delivery|formats?|(?:at )?(?:my |your )?own pace|online|way of teaching|in[- ]person|self[- ]paced",
    ),
    (("kind",), r"kinds?|types?|badges?|certificates?"),
    (("credit",), r"credits?|college credit"),
)
_LIMIT = r"(?:\s+(?:limit|filter|constraint|restriction|requirement|thing|part|cap)s?)?"
_DROP = (
    r"(?:remove|drop|scrap|ditch|forget(?: about)?|ignore|lift|delete|clear|skip|lose|take away|without|no"
    r"|never ?mind)(?: the| my| any| that)?"
)
_NO_MATTER = (
    r"(?:do(?:es)?(?:n't| not) matter|is(?:n't| not) (?:important|a problem|an issue)|is no (?:object|problem"
    r"|issue)|is(?:n't| not) relevant|(?:is|are) (?:of )?no (?:use|interest|importance|help)(?: to me)?"
    r"|is up to you|can be anything|no matter)(?: any ?more| at all| now)?"
)
_WAYS = r"(?:(?:at )?(?:my |your )?own pace|online|in[- ]person|self[- ]paced)\b"
"""Ways of teaching, of which "all" is a wish: "all online"."""
_FORMS = (
    r"\b(?:{drop}\s+(?:{name})\s+(?:limit|filter|constraint|restriction|requirement|cap)s?|(?:remove|drop|scrap|ditch"
    r"|forget(?: about)?|ignore|lift|clear|delete)(?: the| my)?\s+(?:{name}){limit}"
    r"|(?:remove|drop|scrap|forget(?: about)?|delete|strike|erase) (?:the|that|my) (?:bit|part|thing|note|line|limit"
    r"|entry) (?:about"
    r"|on) (?:the |my )?(?:{name})|(?:leave|keep) (?:the |my )?(?:{name}) open(?: again)?"
    r"|(?:i )?(?:don'?t|do not) (?:care|mind) (?:about|what) (?:the\s+)?(?:{name})"
    r"|any\s+(?!{ways})(?:{name})(?! (?:course|class|lesson|training|stuff))(?:\s+(?:is (?:ok|okay|fine)|will do|works))?"
    r"|all\s+(?!{ways})(?:{name})"
    r"|(?:the |that |my )(?:{name})(?: (?:limit|cap|filter|thing|bit))? (?:can|may|could|should) (?:go|be (?:dropped|lifted))"
    r"|(?:the\s+)?(?:{name})\s+{matter}|no (?:{name}) (?:is |are )?(?:needed|necessary|required)"
    r"|(?:{name}) (?:is|are)(?:n't| not) (?:needed|necessary|required))\b"
)
_PATTERNS = [
    (names, re.compile(_FORMS.format(drop=_DROP, name=pattern, limit=_LIMIT, matter=_NO_MATTER, ways=_WAYS)))
    for names, pattern in _NAMES
]
_ALL = re.compile(
    rf"\b(?:{_DROP}\s+(?:all |every )?(?:filters?|limits?|constraints?|conditions|restrictions)|(?:clear|remove"
    rf"|reset) (?:all|everything)(?: filters| limits)?|without any (?:filters|limits)|reset (?:the )?(?:filters?"
    rf"|limits?))\b"
)
RESET = re.compile(
    r"^\W*(?:(?:ok|okay|please|let's|lets|can we|i want to|no)[\s,]+)*(?:start (?:over|again"
    r"|from (?:the )?(?:beginning|scratch|zero)|fresh|new)|new (?:search|conversation|chat)|reset|restart"
    r"|begin again|forget (?:all|everything)(?: (?:that|of that|i said))?|forget it all)(?:\s+please)?\W*$"
)


_NO_OBJECT = (
    r"(?:(?: is| are|'s))? (?:no|not (?:an?|the|any)) (?:object|issue|problem|concern|matter|obstacle"
    r"|question|point|worry)"
)
_PAYS = (
    r"(?<!does )(?<!do )(?<!will )(?<!would )(?<!can )(?<!if )(?<!whether )(?:the|my|our|his|her|their) (?:company"
    r"|employer"
    r"|boss|firm|work|job|office|union|parents|husband|wife|dad|mum|mom)(?:'s| is|'ll be| will be)? (?:pays?|paying"
    r"|will pay"
    r"|covers?|covering|will cover|foots? the bill|picks? up the (?:bill|tab))(?: for)?(?: it| this| that"
    r"| everything)?"
    r"(?! (?:half|part|some|up|only|until|till|max\w*|not more|no more|at most|\$?\d))"
)
_UNMIND = (
    r"(?:never ?mind|forget(?: about)?|no matter|(?:i )?(?:don'?t|do not) (?:care|mind)"
    r"|it (?:does(?:n't| not)|need not) matter)(?: about)?"
)
_ASKED_NO_MORE = (
    (("provider", "not_provider"), rf"{_UNMIND} (?:who (?:gives|offers|teaches|runs|makes)|where it(?: is|'s) from)"),
    (COST, rf"{_UNMIND} (?:what it costs?|how much(?: it (?:is|costs?))?)"),
    (
        COST,
        rf"(?:money|prices?|costs?|budget){_NO_OBJECT}|(?:whatever|no matter)(?: what)? (?:the|it) (?:price"
        rf"|costs?)(?: is)?"
        rf"(?: then)?|leave (?:the )?(?:money|price|cost|budget)s? out of (?:it|this)|{_PAYS}",
    ),
    (
        HOURS,
        rf"(?:hours|time){_NO_OBJECT}|(?:whatever|no matter)(?: what)? the (?:hours|time)|however long it takes"
        r"|(?:it can )?take as long as it takes|(?:hours|time) neither",
    ),
    (
        HOURS,
        rf"{_UNMIND} how long(?: it (?:is|takes))?|(?:can|may|could) (?:also )?(?:be|take) (?:more|longer) than"
        r" (?:\d+|[a-z-]+) hours|(?:can|may|could) (?:also )?(?:take|be) longer",
    ),
    (
        ("provider", "not_provider"),
        r"(?:all|any|every(?:one|body)?)(?: of (?:them|these|those))?"
        r" (?:are|is) (?:fine|ok|okay|welcome|allowed)(?: again| too)?",
    ),
    (
        ("delivery", "online"),
        r"(?:bring|let|put|have|take) (?:the |in )?(?:in[- ]person|hands[- ]on|classroom|on[- ]?site|online|evening"
        r"|self[- ]paced|live)"
        r" (?:classes|courses|ones|things|stuff|lessons)(?: back| in| again)+",
    ),
    (
        ("delivery", "online"),
        r"(?:does(?:n'?t| not)|need(?:n'?t| not)|do(?:n'?t| not)|must(?:n'?t| not)) (?:have to "
        r"|need to )?be (?:in[- ]person"
        r"|on[- ]?site|online|self[- ]paced|live|face to face|in a classroom)",
    ),
    (
        ("delivery", "online"),
        r"(?:in[- ]person|on[- ]?site|on campus|face to face|a classroom|going (?:there|somewhere)|live|online"
        r"|self[- ]paced) (?:is|are|would be|works?|will do)(?: also| all)?(?: (?:fine|ok(?:ay)?|good|alright|possible))?"
        r" (?:too|as well|also)\b",
    ),
    (
        ("delivery", "online"),
        r"(?:can|could|would|might) (?:even |also |maybe )*(?:show up|come|turn up|go|be there|make it)(?: there)?"
        r" in[- ]person",
    ),
    (("provider", "not_provider"), r"any(?:one|body)(?: else)?(?= (?:for|under|below|cheaper|who|with|at most|less))"),
    (COST, r"(?:can|may|could|might) (?:also )?cost (?:more|anything|something|a (?:bit|little)|money)"),
)
_NO_MORE = [(names, re.compile(rf"\b(?:{pattern})(?: (?:it|them|that))?\b")) for names, pattern in _ASKED_NO_MORE]
_BOUND = re.compile(
    rf"\b{_DROP}\s+(?:(?P<lower>lower|least|minimum)|(?P<upper>upper|higher|most|maximum))"
    r" (?:bound|limit|end|price|one|number|figure|amount|sum)\b"
)


_THEY_MAY = re.compile(
    r"\b(?:they(?:'re| are)|(?:put|let|take|bring) them)(?: all)? (?:back in|back|in again|allowed|welcome|fine|ok(?:ay)?"
    r"|all right|alright)\b(?: again| after all| too)*"
    r"|\b(?:(?:allow|permit|accept|re-?admit|unblock|un-?ban|re-?instate)"
    r" (?:them|these|those|it|him|her)(?: all| both)?(?: back)?(?: in)?(?: again| after all| too| then)*"
    r"|(?:let|put|take|bring|have|use|include|add|count|consider) (?:them|these|those|it)(?: all| both)?"
    r"(?: (?:back(?: in)?|in)(?: again| after all)?| again| after all)"
    r"|(?:they|those|these|it) (?:may|can|could|should|might)(?: all| both| also| as well)?"
    r" (?:stay|remain|return|(?:come|be|go) (?:back(?: in)?|in|allowed|used|included|part of it))"
    r"(?: again| after all| too| then)*)(?=\W*$|\s*[.,;!?\x00]|\s+(?:and|but|please|pls|if|so|because|since)\b)"
)
"""Who was left out may give courses again: "they're back in", "allow them again"."""


def dismisses(draft: Draft) -> bool:
    """Whether a message says that something does not matter: no question, though it may look like one."""
    return any(draft.sees(pattern) for _, pattern in _NO_MORE)


def read_clearing(draft: Draft, changes: Changes, held: Collection[str] = ()) -> None:
    """Takes what is no longer asked out of a message; `held` are the limits in force."""
    if draft.take(_ALL):
        changes.cleared.update(EVERYTHING)
    bound = draft.take(_BOUND)
    if bound:
        start = "min" if bound["lower"] else "max"
        changes.cleared.update(name for name in held if name.startswith(start))
    if "not_provider" in held and draft.take(_THEY_MAY):
        changes.cleared.add("not_provider")
    for names, pattern in (*_NO_MORE, *_PATTERNS):
        if draft.take(pattern):
            changes.cleared.update(names)
