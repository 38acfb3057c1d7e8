"""A wish in a message: something to learn within limits, or a role, skills or a larger credential to plan toward."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.advisor.understand import patterns as re
from bot.advisor.understand.asking import asked_topic
from bot.advisor.understand.bare import read_bare_number
from bot.advisor.understand.clearing import COST, HOURS, read_clearing
from bot.advisor.understand.dates import take_date, take_start
from bot.advisor.understand.draft import BLANK, Draft, plain
from bot.advisor.understand.exploring import tells_of_self
from bot.advisor.understand.facets import read_facets
from bot.advisor.understand.feelings import take_loss
from bot.advisor.understand.goals import take_goal, take_present
from bot.advisor.understand.hours import read_hours
from bot.advisor.understand.languages import read_language
from bot.advisor.understand.money import AROUND_ALLOWS, complains_of_price, read_money
from bot.advisor.understand.named_goals import take_held_role, take_named_goal
from bot.advisor.understand.negations import read_negated_facets, read_negated_topics
from bot.advisor.understand.plan_limits import read_sum
from bot.advisor.understand.planning import objective_in, take_have
from bot.advisor.understand.present_work import take_present_deed
from bot.advisor.understand.providers import ONE_PROVIDER, read_barred, read_whose
from bot.advisor.understand.reading import Act, Changes, Known, Relative, Understanding
from bot.advisor.understand.references import take_references
from bot.advisor.understand.relative import measured_anew, read_moderation, read_relative
from bot.advisor.understand.scope import asks_generally
from bot.advisor.understand.topic import topic_of

_NARROWS = re.compile(r"\b(?:only|just)\b.*\bones?\b")
_PLANS = re.compile(
    r"\b(?<!this )(?<!the )(?<!that )(?<!my )plan (?:me|a|an|the|for|out)\b|\b(?:path|set of courses"
    r"|combination of courses|sequence of courses"
    r"|learning plan"
    r"|study plan)\b(?= (?:to|for|that|which|of|in))"
)
_SAME = (
    (COST, re.compile(r"\bsame (?:money|price|budget|costs?)\b")),
    (HOURS, re.compile(r"\bsame (?:hours|time|length|duration)\b")),
)
_TO_EARN = re.compile(
    r"\b(?:what (?:do|must|should|would) i (?:have to |need to |must )?(?:do |take |learn )?(?:to|for)|how (?:do"
    r"|can|could|would) i|path to|way to|plan (?:me )?(?:a (?:path|way) )?to)"
    r"(?: (?:get|earn|reach|obtain|complete))? (?:to )?(?:the |an? )(?P<title>(?:certificate|badge|degree"
    r"|diploma) (?:in|of|for) [^?!.,;\x00]{3,60}"
    r"|[^?!.,;\x00]{4,80}?(?:certificate|badge|degree|diploma|credential|program)\b)"
)

_EARNED = re.compile(
    r"\b(?:earn|get|receive)(?:s|ed|ing)? (?:me |us )?(?:(?:that|this|the|a|an|my|both|these|those|its)(?: [\w-]+){0,4}?"
    r" (?:certificates?|certs?|badges?|diplomas?|degrees?|awards?|credentials?|credits?|microcredentials?)\b|it\W*$)"
)
"""What is earned by learning."""


_REALISTIC = re.compile(
    r"\bis (?:that|this|it) (?:even |at all |really |still )*(?:realistic|doable|feasible|an option|possible|too late)\b"
    r"|\b(?:could|can) (?:i|someone like me|somebody like me) (?:really |even |still )*(?:do that|get there|make it)\b"
)
"""Somebody who tells their work and asks this means other work, not a course."""
LONG = 12
"""So many words of a message tell more than a topic."""
_AIM = re.compile(
    r"\b(?:what(?:'s|s| is| have you got| do you have)(?: (?:there|out there|here|available|on offer))?(?: for (?:us|me|him"
    r"|her|them|people like me))? (?:on|about)|(?:something|anything|courses?|class(?:es)?|lessons?|training|tutorials?)"
    r" (?:in|on|about|for(?! (?:my|me|our|us|him|her|them|his|their|people|some(?:one|body))\b)|that (?:teaches|covers))"
    r"|(?:want|wanna|like|love|need|hope|hoping|trying|going|decided)(?:ed)? to (?:learn|get better at|study"
    r"|understand|improve"
    r"|brush up on|pick up|take up)(?: about| how to)?|teach me(?: about| how to)?|should (?:learn|study)|(?:boss"
    r"|manager|company"
    r"|team) (?:wants|needs))\b"
)
_SENTENCE_END = re.compile(
    r"[.!?;](?=\s|$)|,? (?:otherwise|because|since|so that|but)\b"
    r"|,? (?:and|while|as) (?:i|we|they|he|she|it|all|my|our|the)\b"
)
_PROMISED = re.compile(
    r"^\W*(?:and |so |but |ok )*(?:will|would|does|do|can|could|is|are)\b.*\b(?:get|gets|find|finds|land|lands"
    r"|guarantees?)"
    r" (?:me|us|you|him|her|them|one|somebody|someone) (?:an? |the )?(?:job|work|position)\b"
)
"""A question whether a course brings a job: it wants none."""


_SPECIAL = re.compile(
    r"(?:^|[,.;:-] ?)(?P<before>[^,.;:\x00]{3,60}?),? in particular\b|\b(?:especially|particularly|in particular|above all"
    r"|specifically|namely)[,:]? (?:about |on |in |with |for |at )?(?P<after>[^,.;:!?\x00]{3,60})"
)
"""What a wish is about first of all: "..., pressure sores in particular", "... especially pressure sores"."""


def asks_to_earn(draft: Draft) -> bool:
    """Whether a message asks how an award is earned: no question about pay."""
    return draft.sees(_TO_EARN) is not None or draft.sees(_EARNED) is not None


def names_goal(draft: Draft, known: Known) -> bool:
    """Whether a message names a role that the person wants: that of their present work is none."""
    if draft.sees(_PROMISED):
        return False
    trial, changes = draft.copy(), Changes()
    take_present(trial, changes)
    return bool(take_goal(trial, changes) or take_named_goal(trial, changes, known))


def names_role(draft: Draft, known: Known) -> bool:
    """Whether a message names a role of the catalog that the person wants."""
    trial, changes = draft.copy(), Changes()
    take_present(trial, changes)
    worded = take_goal(trial.copy(), changes)
    return bool(worded and known.roles.find(plain(worded))) or bool(take_named_goal(trial, changes, known))


@dataclass(frozen=True, slots=True)
class _Goal:
    """The words of a goal; `open` where they may name skills or a larger credential as well as a role."""

    words: str = ""
    open: bool = False


def read_wish(draft: Draft, known: Known, aim: str = "") -> Understanding:
    """A message read as a search, or as a goal where it names one; `aim` are words for a goal that were read before."""
    changes = Changes()
    opening = len(draft.open) - len(draft.open.lstrip(f"{BLANK} "))
    wants = not draft.sees(_PROMISED)
    worded = wants and bool(take_goal(draft.copy(), Changes()))
    read_barred(draft, changes, known.providers)
    _blank_aim(draft, aim)
    named = aim or (take_named_goal(draft, changes, known) if wants and not worded else "")
    take_held_role(draft, changes, known)
    take_present_deed(draft, changes, known)
    have = _read_brought(draft, known, changes) if named or worded else ""
    asks, narrows = asks_generally(draft), _NARROWS.search(draft.open) is not None
    read_moderation(draft, changes)
    dear = complains_of_price(draft)
    relative = read_relative(draft) or (Relative.CHEAPER if dear else None)
    references = take_references(draft) if relative and known.listed else ()
    _read_limits(draft, known, changes, 1 if named or worded else AROUND_ALLOWS)
    if (named or worded) and not {"max_cost", "free"} & changes.wanted.keys():
        read_sum(draft, changes)
    relative = measured_anew(relative, changes)
    goal = _Goal(named or (take_goal(draft, changes) if wants else ""))
    read_negated_topics(draft, changes)
    realistic = draft.take(_REALISTIC) if "from" in changes.wanted else None
    limited = draft.open.find(BLANK, opening)
    take_loss(draft)
    first, aim = ("", "") if goal.words else (_first_of_all(draft), _aim(draft))
    text = goal.words or (aim if first else "") or asked_topic(draft, known)
    goal = goal if goal.words else _Goal(text) if realistic else _planned(draft, text)
    _settle(draft, goal, changes)
    if text and not goal.words:
        changes.cleared |= _fallen(Draft(draft.text), known.held) - set(changes.wanted)
    understanding = Understanding(
        Act.GOAL if goal.words else Act.FIND,
        wanted=changes.wanted,
        cleared=frozenset(changes.cleared),
        unwanted=() if goal.words else changes.unwanted,
        sort=changes.sort,
        text=text,
        aim=first or aim,
        narrows=narrows,
        trails=bool(text) and 0 <= limited < draft.text.find(text.split()[0]),
        references=references,
        relative=relative,
        goal=goal.words,
        skills_wanted=goal.open,
        have=have,
        asks=asks,
        notes=tuple(note for note in changes.notes if goal.words or note.code != ONE_PROVIDER),
        tells=tells_of_self(Draft(draft.text)),
    )
    if text or understanding.changes_something or understanding.notes:
        return understanding
    return Understanding(Act.UNCLEAR)


def _blank_aim(draft: Draft, aim: str) -> None:
    """Takes the words that describe work: "be in a classroom" is no way of teaching; sums in them are limits all the same."""
    at = draft.text.find(aim) if aim and not re.search(r"\d", aim) else -1
    if at >= 0:
        draft.blank(at, at + len(aim))


def _aim(draft: Draft) -> str:
    """What a longer message says that somebody wants to learn, to the end of the sentence; empty where it says no such
    thing once."""
    said = list(_AIM.finditer(draft.open)) if len(draft.text.split()) >= LONG else []
    if len(said) != 1:
        return ""
    end = _SENTENCE_END.search(draft.open, said[0].end())
    aimed = draft.copy()
    aimed.blank(0, said[0].end())
    aimed.blank(end.start() if end else len(draft.open), len(draft.open))
    return topic_of(aimed)


def _first_of_all(draft: Draft) -> str:
    """What a longer message is about first of all; empty where it says no such thing."""
    match = draft.sees(_SPECIAL) if len(draft.text.split()) >= LONG else None
    return topic_of(Draft(draft.written(match, "before") or draft.written(match, "after"))) if match else ""


def _fallen(draft: Draft, held: Collection[str]) -> set[str]:
    """The limits in force that do not hold for another topic of which only "the same money" or "the same hours" is said."""
    same = {names for names, pattern in _SAME if draft.sees(pattern)}
    kept = {name for names in same for name in names}
    return set(held) & {*COST, *HOURS, "level", "kind", "provider"} - kept if same else set()


def _read_brought(draft: Draft, known: Known, changes: Changes) -> str:
    """The skills that somebody has, as said beside a career goal; the days to begin and to be done by are kept as changes."""
    have, start, by = take_have(draft), take_start(draft, known.today), take_date(draft, known.today)
    if start:
        changes.wanted["start"] = start.isoformat()
    if by:
        changes.wanted["by"] = by.isoformat()
    return have


def _read_limits(draft: Draft, known: Known, changes: Changes, around: float) -> None:
    read_clearing(draft, changes, known.held)
    take_present(draft, changes)
    read_language(draft, changes, known.language)
    read_negated_facets(draft, changes)
    read_facets(draft, changes, None)
    read_whose(draft, changes, known.providers, known.names_skill)
    read_bare_number(draft, changes, known.held)
    read_sums(draft, changes, around)
    _correct_pace(draft, known, changes)


_CORRECTS = re.compile(
    r"\b(?:actually|wait|no|nope|sorry|oops|correction|rather|i (?:meant|mean|lied)|make (?:it|that)|it(?:'s| is) now"
    r"|now)\b"
)


def _correct_pace(draft: Draft, known: Known, changes: Changes) -> None:
    """Hours that correct the hours a week that somebody told, and limit no course: "oh wait, it's 8 hours actually"."""
    free = "hours_per_week" in known.held and not {"max_hours", "min_hours"} & known.held.keys()
    if (
        free
        and "hours_per_week" not in changes.wanted
        and "max_hours" in changes.wanted
        and Draft(draft.text).sees(_CORRECTS)
    ):
        changes.wanted["hours_per_week"] = changes.wanted.pop("max_hours")


def read_sums(draft: Draft, changes: Changes, around: float = AROUND_ALLOWS) -> None:
    """Takes money and hours out of a message; a path may cost no more than the sum that is said "around" (`around` 1)."""
    read_hours(draft, changes)
    read_money(draft, changes, around)


def _planned(draft: Draft, text: str) -> _Goal:
    """What is planned toward where a plan is asked for and no role is named."""
    whole = Draft(draft.text)
    earned = _TO_EARN.search(whole.open)
    if earned:
        return _Goal(whole.written(earned, "title"), True)
    return _Goal(text, True) if text and _PLANS.search(whole.open) else _Goal()


_BEGINNERS = re.compile(
    r"\b(?:beginners?'?|basic|intro\w*|entry)(?:[- ]level)? (?:courses?|class(?:es)?|stuff|ones?|things?|only)"
    r"|for beginners\b|beginner level\b"
)
"""Beginners' courses are asked for; who only says that they begin wants a path that begins there."""


def _settle(draft: Draft, goal: _Goal, changes: Changes) -> None:
    """What belongs to a goal alone: its day and what its path has least of; a kind belongs to a search."""
    if not goal.words:
        for name in ("by", "start"):
            changes.wanted.pop(name, None)
        return
    objective = objective_in(Draft(draft.text))
    if objective:
        changes.wanted["objective"] = objective
    if changes.wanted.get("level") == "beginner" and not _BEGINNERS.search(draft.text.casefold()):
        changes.wanted.pop("level")
    if goal.open:
        changes.wanted.pop("kind", None)
