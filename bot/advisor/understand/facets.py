"""Level, delivery, kind of award and academic credit."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft, plain, words
from bot.advisor.understand.reading import Changes

_NOT_LEVEL = re.compile(
    r"\b(?:not (?:for |too )?|(?:no|nothing)(?: more)? (?=[a-z0-9]+ (?:stuff|things?|level|ones|material)\b))"
    r"(?P<level>beginners?|basics?|advanced|intermediate|baby|kiddie|kindergarten|newbie|starter|101|intro)"
    r"(?:[- ]level)?(?: (?:stuff|things?|ones|material))?\b"
)
_AS_BEGINNER = ("basic", "basics", "baby", "kiddie", "kindergarten", "newbie", "starter", "101", "intro")
_BASICS = re.compile(r"\b(?:i |we )?(?:already |do )?(?:know|got|have|learned|learnt) the basics(?: already| down)?\b")
_BEGINNER = re.compile(
    r"\b(?:(?:i'?m|i am|we are|we're)\s+(?:an?\s+)?)?(?:(?:complete|absolute|total|real|just"
    r"|only)\s+)*(?:for\s+)?(?:(?:complete|absolute|total)\s+)?"
    r"(?:beginners?(?:[- ](?:friendly|level))?|newbies?|novices?|noobs?|starters?|entry[- ]level|dummies"
    r"|(?:start(?:ing|s)? )?from scratch|from zero"
    r"|(?:with )?(?:no|without|zero|little|without any)(?: prior| previous)? (?:experience|knowledge)(?: needed"
    r"| required)?|introductory|level one)(?:\s+in\b)?\b"
    r"|\b(?:i'?m|i am|we are)?\s*(?:totally |completely |pretty |really |quite |very )?new (?:to|at|in)\b"
    r"|\b(?:(?:i|some(?:one|body)|a person|people)(?: who| that)? )?knows? (?:nothing|zero|very little)(?: (?:about"
    r"|of))?\b|\b(?:have |has |'ve )?never (?:(?:really |even |ever )?(?:done|used|tried|opened|touched|coded"
    r"|programmed|learned"
    r"|learnt|had|made|written)|in my life) (?:any |an? |with )?"
    r"|\b(?:don't|do not|doesn't|does not|can't|cannot) (?:speak|know|understand) (?:a|one|a single) (?:word"
    r"|thing)(?: of| about)?"
    r"|\b(?:nothing|not (?:one|anything)) (?:that|which) (?:assumes?|expects?|presupposes?) (?:that )?(?:i (?:can|know|could"
    r"|have|do|am|already)|me to|prior|previous|any|experience|knowledge)\b[^.,;!?\x00]*"
    r"|\b(?:gentle|soft|easy)(?= (?:introduction|start|intro|beginning|first steps?)\b)"
    r"|\bintro(?:duction)? (?:to|into|course)\b"
)
_INTERMEDIATE = re.compile(r"\b(?:for\s+)?(?:intermediate(?:[- ]level)?|mid[- ]level|(?:with )?some experience)\b")
_PAST_BASICS = re.compile(
    r"\b(?:(?:i'?m|i am|we are|is|are|he'?s|she'?s) )?(?:well |way )?(?:past|beyond|through with) (?:the "
    r"|being an? )?"
    r"(?:basics|beginners?(?: stage| level)?)\b"
)
_ADVANCED = re.compile(
    r"\b(?:for\s+)?(?:advanced(?:[- ]level)?|adv(?=\.? (?:only|level|ones|stuff)|\W*$)|expert[- ]level|experts"
    r"|experienced(?: people| users)?)\b"
)

_DELIVERY = (
    (
        "self_paced",
        r"(?:online )?(?:(?:and |,\s?)?(?:at )?(?:(?:my|your|their|one's|our|his|her) )?own (?:pace|speed)|on (?:my"
        r"|your) own (?:time|schedule)|self[- ]?paced"
        r"|self[- ]?study(?:ing)?(?! (?:room|group|plan))|asynchronous(?:ly)?|on[- ]demand|whenever i (?:want|can"
        r"|like"
        r"|have time|please|feel like(?: it)?)|(?:no|without|nothing with|don't want|can't do) (?:any )?(?:set|fixed"
        r"|scheduled|regular|strict)"
        r" (?:class |course |lesson |start )?(?:times?|schedules?|hours|dates?|days)|own (?:pace|time"
        r"|speed) (?:or nothing|only|please))"
        r"(?: online)?",
    ),
    (
        "in_person",
        r"(?:in[- ]person|face[- ]to[- ]face|f2f|on[- ]?site|on campus|in an? (?:(?:real|actual"
        r"|proper) )?(?:classroom|workshop|lab|studio)|in class"
        r"|classroom(?:-based)?(?! (?:manag|teach|assist|aid|disciplin))|in real life|irl|in a (?:real |proper )?room"
        r"|(?:not|no|never|nothing|won't|don't want)\b[^.,;!?\x00]{0,25}\bon (?:a |the |my )?(?:screen|zoom"
        r"|video call)|offline|(?:not|nothing|no) online)",
    ),
    ("hybrid", r"(?:hybrid|blended)(?!\s+(?:cloud|work|car|vehicle|app))"),
    (
        "online_scheduled",
        r"(?:live,? online|online,? live|online (?:with a )?(?:schedule[d]?|teacher|instructor)|scheduled online"
        r"|virtual classroom|(?:scheduled live|live scheduled|live(?= (?:instead of|rather than"
        r"|not) (?:the )?(?:videos?|record)))"
        r"(?: (?:instead of|rather than|not) (?:the )?(?:videos?|recordings?))?|live (?:class(?:es)?|sessions?"
        r"|lessons?|courses?)"
        r"|instructor[- ]led)",
    ),
)
_DELIVERIES = [(value, re.compile(rf"\b{pattern}\b")) for value, pattern in _DELIVERY]
_ONLINE = re.compile(
    r"\b(?:only )?online(?=\s*(?:$|[,;.!?\x00]|(?:courses?|class(?:es)?|trainings?|lessons?|only|please|on|about"
    r"|for|in|from|and|or|if|instead|learning|ones?|programs?|badges?|certificates?|under)\b))(?:\s+(?:only"
    r"|please|instead))?"
)
_HOME = re.compile(
    r"\b(?:from (?:(?:my|the) )?(?:own )?(?:home|house|place|couch|sofa|bed|desk|kitchen(?: table)?|living room)"
    r"|(?:on|from) (?:my|the) (?:sofa|couch|laptop|computer)"
    r"|remote(?:ly)?(?= (?:course|class|learning)"
    r"|\W*$)|(?:over|by|on|through|via|using) (?:the )?(?:internet"
    r"|web))\b"
)
_AT_HOME = re.compile(r"(?:\b(?P<who>[a-z']+) )?\bat home\b")
_SOMEBODY = words(
    "bored stuck week weeks month months year years stay stayed staying live lives living sit sitting been was am i'm alone"
    " kids children people person patients parents mum mom mother dad father someone somebody care adults seniors relatives"
)
"""Before "at home" these tell of somebody's days, and not of how a course is taught."""
_DATES = re.compile(
    r"\b(?:(?:that )?start(?:s|ing)? )?(?:(?:in|from|on|after|before) (?:early |late |mid-?)?(?:january|february"
    r"|march|april|may"
    r"|june|july|august|september|october|november|december)|(?:this|next) (?:week-?end|week|month|year)|today"
    r"|tomorrow"
    r"|tonight)\b"
)
_NEAR = re.compile(r"\b(?:near (?:me|here|by)|nearby|in my (?:area|town|city)|close to (?:me|here)|around here)\b")
_CLOCK = re.compile(
    r"\b(?:(?:on |every )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?:,| and| &| or)? )*(?:on |every )?(?:mon|tues"
    r"|wednes"
    r"|thurs|fri|satur|sun)day (?:evening|night|morning|afternoon)s?"
    r"|\b(?:(?:in the |on )?(?:evening|night|morning|weekend|saturday|sunday)s?\s+(?=class|course|school|lesson"
    r"|training)|in the (?:evenings?|mornings?|afternoons?)|after work"
    r"|(?:i )?(?:only )?have (?:only )?(?:time )?(?:on |at )?(?:weekends|evenings|nights)|(?:on"
    r"|at) (?:the )?week-?ends?"
    r"|on (?:saturdays?|sundays?|evenings?))\b"
)
_KINDS = (
    ("professional_certificate", r"professional certificat(?:es?|ions?)"),
    (
        "certificate",
        r"(?<!gift )(?<!birth )(?<!ssl )(?<!tls )(?:certificat(?:es?|ions?)(?: courses?)?)(?! (?:authorit|manage"
        r"|pinning))",
    ),
    ("badge", r"(?:digital )?badges?"),
    ("microcredential", r"micro-?\s?credentials?"),
    (
        "degree",
        r"(?:(?:bachelor'?s?|master'?s?|associate'?s?|college|university|full)\s+)?degrees?(?! of)(?: programs?)?",
    ),
    ("exam", r"(?:certification )?exams?(?! (?:prep|skills|nerves|anxiety|stress|techni|question))"),
)
_KIND = [
    (
        value,
        re.compile(
            rf"\b(?:(?:ending|ends?|end|finish|comes?|finishes) (?:in"
            rf"|with) )?(?:with (?:an? )?"
            rf"|an? )?{pattern}\b(?: only)?"
        ),
    )
    for value, pattern in _KINDS
]
_ONE_BEFORE = re.compile(r"\b(?:the|that|this|its|final) $")
_CREDIT = re.compile(
    r"\b(?:(?:that |which )?(?:can |will )?(?:earns?|gives?|count(?:s|ing)? (?:for|toward|towards)|carry|carries"
    r"|carrying|award(?:s|ing)?|worth|with|for|and) )?(?:some |an? )?"
    r"(?:(?:college|academic|university|transfer(?:able)?|semester|ects|course)[- ]credits?(?: hours)?"
    r"|ects(?: credits?| points?)?|credit[- ]bearing|for credit)\b"
)


def read_facets(draft: Draft, changes: Changes, level: str | None) -> None:
    """Takes credit, delivery, level and kind out of a message; `level` is the one in force."""
    if draft.take(_CREDIT):
        changes.wanted["credit"] = True
    _read_delivery(draft, changes)
    _read_level(draft, changes, level)
    for value, pattern in _KIND:
        match = next((found for found in pattern.finditer(draft.open) if not _known_one(draft.open, found)), None)
        if match and "kind" not in changes.wanted:
            draft.blank(*match.span())
            changes.wanted["kind"] = value


def _known_one(text: str, match: re.Match[str]) -> bool:
    """Whether one award is meant that was spoken of: "the certificate", "that badge"."""
    return _ONE_BEFORE.search(text, 0, match.start()) is not None and not match[0].split()[-1].endswith("s")


def _read_level(draft: Draft, changes: Changes, level: str | None) -> None:
    draft.take(_BASICS)
    refused = draft.take(_NOT_LEVEL)
    if draft.take(_PAST_BASICS):
        changes.wanted["level"] = "intermediate"
    levels = (("beginner", _BEGINNER), ("intermediate", _INTERMEDIATE), ("advanced", _ADVANCED))
    found = [(match.start(), value) for value, pattern in levels for match in draft.take_all(pattern)]
    if found:
        changes.wanted["level"] = max(found)[1]
    elif refused and level and refused["level"].startswith(level):
        changes.cleared.add("level")
    elif refused:
        said = refused["level"]
        changes.note("cannot_exclude", what=said if said in _AS_BEGINNER else f"{said.removesuffix('s')} level")


def _read_delivery(draft: Draft, changes: Changes) -> None:
    for value, pattern in _DELIVERIES:
        if draft.take_all(pattern):
            changes.wanted.setdefault("delivery", value)
    if draft.take(_DATES):
        changes.note("dates")
    if draft.take(_NEAR):
        changes.note("near")
    if draft.take(_CLOCK):
        changes.note("time_of_day")
    if (draft.take(_ONLINE) or draft.take(_HOME) or _at_home(draft)) and "delivery" not in changes.wanted:
        changes.wanted["online"] = True


def _at_home(draft: Draft) -> bool:
    """Takes "at home" where it says how somebody wants to learn."""
    match = _AT_HOME.search(plain(draft.text))
    if match is None or match["who"] in _SOMEBODY:
        return False
    draft.blank(match.end() - len("at home"), match.end())
    return True
