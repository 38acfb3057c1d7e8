"""What a message means while a path is the matter, where its words alone would be taken for a search.

Somebody who speaks of a path rarely says so: "severance is nearly gone, two hundred at most" limits it. Only a message
that asks for courses, or names a skill or a title and nothing else, leaves the path.
"""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.dates import take_date
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.plan_limits import KNOWN, read_limits
from bot.advisor.understand.planning import SEARCHES, objective_in, take_have, take_lack
from bot.advisor.understand.reading import Act, Known, PlanAct, PlanAsk, Understanding

_WONDERS = re.compile(
    r"^\W*(?:(?:and|so|but|ok|well|then)\s+)*(?:which|where|when|who|whose|what (?:bits?|parts?|steps?|courses?))\b"
)
"""A question about the steps: the way of teaching or the time that it names is no limit."""
MOST_WORDS = 4
"""So many words that name a skill are a search."""
_LOOKS = re.compile(
    r"\b(?:show|find|search|list|look(?:ing)? for|recommend|suggest|offer)\b.*\b(?:courses?|class(?:es)?|badges?"
    r"|certificates?|trainings?)\b|\b(?:any|are there|is there|do you have|have you got|got any)\b.*\b(?:on|in"
    r"|about|for|courses?"
    r"|class(?:es)?|badges?|thing)\b|\b(?:learn|study|teach me|a course)\b|\bwhat (?:else )?do you have\b"
)
_LEAVE_OUT = re.compile(
    r"\b(?:lose|drop|remove|skip|take out|leave out|cut|bin|ditch|scrap|without|kick out|throw out|get rid of|forget)"
    r" (?:the |all the |that |this |any )?(?P<what>[a-z+#][^.,;!?\x00]{1,40}?)(?: (?:again|please|then|now"
    r"|after all|bit"
    r"|part|thing|stuff|out))*\W*$"
)
_ADD = re.compile(
    r"\b(?:add|include|throw in|put in|squeeze in|fit in|work in|put|have|want|need)"
    r" (?:(?:me|something|anything|some|a bit of|a little|a course|one|a class|an?)\s)*(?:(?:with|about|on|in"
    r"|for|of)\s)?"
    r"(?P<what>[a-z+#][^.,;!?\x00]{1,40}?)"
    r"(?P<there>(?: (?:in there|in it|to it|to that|on top|in the (?:plan|path|mix)|to the (?:plan|path)))?)"
    r"(?: (?:too|as well|also|please))*\W*$"
)
_ADDS = re.compile(r"\b(?:add|include|throw in|put in|squeeze in|fit in)\b")


_EASY = re.compile(
    r"\b(?:start (?:me )?(?:off )?(?:low|small|easy|gently|slow(?:ly)?|at the bottom|from (?:zero|scratch|nothing))"
    r"|(?:the )?gentl(?:e|er|est)|nothing (?:too )?(?:hard|difficult|advanced|technical)|(?:easy|basic"
    r"|simple) (?:ones?|stuff|things)"
    r"(?: (?:only|first))?)\b"
)
_AT_HOME = re.compile(
    r"\b(?:nothing|not|no|never|can'?t|cannot|don't|won't)\b[^.;!?\x00]{0,40}\b(?:go (?:somewhere|anywhere|out"
    r"|there|places)"
    r"|travel\w*|leave (?:the |my )?(?:house|home|flat|apartment)|attend|commut\w*|be there in person|show up)\b"
    r"|\bwithout (?:leaving (?:the |my )?(?:house|home)|going (?:out|anywhere))\b|\b(?:only|all|everything"
    r"|just)\b[^.;!?\x00]{0,30}"
    r"\b(?:from|at) home\b"
)
"""Words of somebody who cannot go to a place or be there at a set time."""


def on_path(draft: Draft, known: Known, read: Understanding) -> Understanding | None:
    """What a message changes of the path in focus, or that it is not clear what; None where it really is a search."""
    topic = _topic(draft, known) if known.plan_in_focus else None
    if topic is not None:
        return Understanding(Act.PLAN, wanted=topic.wanted, plan=topic)
    if not known.plan_in_focus or SEARCHES.search(draft.open) or draft.sees(_LOOKS) or known.titles_in(draft.text):
        return None
    wonders = _WONDERS.match(draft.open) is not None
    ask = _told(draft.copy()) or (None if wonders else _limited(draft.copy(), known))
    if ask is not None:
        return Understanding(Act.PLAN, wanted=ask.wanted, plan=ask)
    if wonders:
        return Understanding(Act.UNCLEAR)
    names_skill = known.names_skill(read.text) and len(read.text.split()) <= MOST_WORDS
    return None if names_skill else Understanding(Act.UNCLEAR)


def _topic(draft: Draft, known: Known) -> PlanAsk | None:
    """A skill that is left out or added, whatever the course is called."""
    match = draft.sees(_LEAVE_OUT)
    if match and known.names_skill(match["what"]):
        return PlanAsk(PlanAct.CHANGE, without=draft.written(match, "what"))
    match = draft.sees(_ADD)
    if match and (match["there"] or _ADDS.search(match[0])) and known.names_skill(match["what"]):
        return PlanAsk(PlanAct.ADD, title=draft.written(match, "what"))
    return None


def _told(draft: Draft) -> PlanAsk | None:
    """Skills that somebody has or lacks, whatever else they tell."""
    lack, have = take_lack(draft), take_have(draft)
    return PlanAsk(PlanAct.CHANGE, have=have, lack=lack) if lack or have else None


def _limited(draft: Draft, known: Known) -> PlanAsk | None:
    """The limits that a message sets or drops, whatever else it tells."""
    objective, said = objective_in(draft), draft.open
    by = take_date(draft, known.today)
    changes = read_limits(draft, known, bare=True)
    wanted = {name: value for name, value in changes.wanted.items() if name in KNOWN}
    wanted |= {"by": by.isoformat()} if by else {}
    if "level" not in wanted and draft.sees(_EASY):
        wanted["level"] = "beginner"
    if "delivery" not in wanted and _AT_HOME.search(said):
        wanted["online"] = True
    if not (wanted.keys() - {"currency"} or changes.cleared or objective):
        return None
    return PlanAsk(PlanAct.CHANGE, objective=objective, wanted=wanted, cleared=frozenset(changes.cleared))
