"""What a message tells of the person: work, goal, skills, money, time, languages, a device."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.dates import take_date
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.goals import take_present
from bot.advisor.understand.plan_limits import read_limits
from bot.advisor.understand.planning import take_have, take_lack
from bot.advisor.understand.present_work import take_present_deed
from bot.advisor.understand.reading import Known, PersonAct, PersonAsk
from bot.advisor.understand.topic import topic_of
from catalog.language import language_tag

_INTRODUCED = re.compile(
    r"\b(?:i'?m|i am|my name is|my name's|this is|call me) (?P<name>[a-z]{2,20})(?=\s*[,.!;]|\s+and\b)"
)
_TOLD = ("max_cost", "currency", "free", "hours_per_week", "not_provider")
"""The limits that are facts of a person."""
_GOAL = re.compile(
    r"\b(?:my goal(?: is|:)(?: to (?:be|become))?|i (?:want|would like|hope|plan|wish) to (?:be"
    r"|become))\s+(?:an?\s+)?(?P<role>[a-z][a-z' /-]{2,40}?)"
    r"(?: (?:some ?day|one day|eventually|later|in the end))?(?=\s*(?:$|[,.;!?\x00]))"
)
_SPEAKS = re.compile(
    r"\b(?:i |we )?(?:also |only |can |do )*(?:speak|read|understand|learn in|study in)(?: only"
    r"| both)?\s+(?P<languages>[a-z]+(?:\s*(?:,|and|&|\+|/|or)\s*[a-z]+){0,4})\b"
)
ASKS = re.compile(r"\?|\b(?:what|which|how|do i need|can i|must i|is there)\b")
"""What asks and does not tell."""
_NEGATED = re.compile(r"\b(?:don'?t|do not|can'?t|cannot|can not|never|not)\b")
_DEVICE = re.compile(
    r"\b(?:i )?(?:only |just )?(?:have|own|use|got|on)(?: only| just)? (?:a |an |my |the )?(?P<device>(?:smart"
    r"|cell|mobile )?phone"
    r"|mobile|tablet|ipad|chromebook|laptop|pc|computer)\b(?P<only> only)?"
)
_FOR_COURSES = re.compile(
    r"(?<=\x00) (?:to spend )?(?:for|on) (?:my )?(?:courses|classes|training|learning|school|studying|it all)"
    r"(?: (?:at (?:the )?most|max(?:imum)?|tops|in all|altogether))?"
)
"""What a sum is for: it is no topic."""
_NO_SKILL = re.compile(r"\b(?:degrees?|diplomas?|money|time|idea|clue|cars?|job|kids?|children)\b")


def read_statement(draft: Draft, known: Known, *, firm: bool = False) -> PersonAsk | None:
    """A message that only tells something of the person: work, goal, skills, money, time; None where it says more, and
    where it sets limits alone, unless it is `firm` that they are of the person."""
    trial = draft.copy()
    _skip_name(trial)
    languages = _languages(trial)
    changes = read_limits(trial, known)
    by = take_date(trial, known.today)
    take_present(trial, changes)
    take_present_deed(trial, changes, known)
    goal = _GOAL.search(trial.open)
    if goal:
        trial.blank(*goal.span())
    trial.take(_FOR_COURSES)
    have, lack = take_have(trial), take_lack(trial)
    if ASKS.search(draft.open) and not known.names_skill(have):
        have = ""
    device = None if ASKS.search(draft.open) else trial.take(_DEVICE)
    role = str(changes.wanted.pop("from", ""))
    wanted = {name: changes.wanted[name] for name in _TOLD if name in changes.wanted}
    wanted |= {"by": by.isoformat()} if by else {}
    told = bool(role or have or lack or device or languages or goal) or (firm and bool(wanted))
    if not told or _rest(trial) or _NO_SKILL.search(f"{have} {lack}".casefold()):
        return None
    return PersonAsk(
        PersonAct.REMEMBER,
        role=role,
        goal=draft.text[goal.start("role") : goal.end("role")] if goal else "",
        have=have,
        lack=lack,
        device=device["device"] if device else "",
        languages=languages,
        wanted=wanted,
    )


def _skip_name(draft: Draft) -> None:
    """Takes "I'm Dana," out: a name, written as one."""
    match = _INTRODUCED.search(draft.open)
    if match and draft.text[match.start("name")].isupper():
        draft.blank(*match.span())


_NATIVE = r"(?:native(?:ly)?|fluent(?:ly)?|mother tongue|first language)"
_NATIVELY = re.compile(rf"\b[a-z]+(?: is)?(?: my)?,? {_NATIVE}\b")
_HOW_WELL = re.compile(
    rf"(?:^|[,.;\x00]|\band\b)\s*(?P<language>[a-z]+)(?: is)?(?: my)?,? (?:(?P<well>{_NATIVE}|good|ok(?:ay)?|so[- ]so)"
    r"|a little|a bit|basic|bad)(?=\W*$|\s*[,.;])"
)
"""A language and how well it is spoken: "Polish native, English so-so"; no statement where none is spoken natively."""


def _languages(draft: Draft) -> tuple[str, ...]:
    """Takes the languages that somebody says they speak, as BCP 47 tags."""
    if draft.sees(_NATIVELY):
        rated = draft.take_all(_HOW_WELL)
        return tuple(tag for match in rated if match["well"] and (tag := language_tag(match["language"])))
    match = draft.sees(_SPEAKS)
    if match is None or _NEGATED.search(draft.open[: match.end()]):
        return ()
    tags = tuple(tag for word in re.findall(r"[a-z]+", match["languages"]) if (tag := language_tag(word)))
    if tags:
        draft.blank(*match.span())
    return tags


_FILLER = re.compile(
    r"\b(?:it's|and|but|so|also|well|hi|hello|hey|i(?:'ve|'d|'m)?|a|an|the|bit|little|some|of|very|quite|already|for|in"
    r"|with|years?"
    r"|months?"
    r"|\d+|too|only|from|list|these|those|on|at|just|then|now|have|no|job|work|working|that|is|it|all|much|really"
    r"|got|max|stud(?:y|ying)|learning|spend|can|please|my|as|at|moment|sorry|true|changed?|switch(?:ed)?|jobs?|not|it's|oops|btw"
    r"|by the way|make(?: it)?|say|sundays?|saturdays?|weekends?|evenings?|longer|any more|anymore)\b"
)


def _rest(draft: Draft) -> str:
    draft.open = _FILLER.sub(lambda match: "\x00" * len(match[0]), draft.open)
    return topic_of(draft)
