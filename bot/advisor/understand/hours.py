"""How long it may take: hours, days, weeks, a weekend, "short"."""

from __future__ import annotations

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft, plain
from bot.advisor.understand.numbers import DENIED_LEAST, NEGATED, NUMBER, amount, value
from bot.advisor.understand.reading import Changes
from retrieval.query import HOURS_A_MONTH, Sort

SHORT = 10
WEEK = 5
"""Hours a week where nobody says how many."""

_HOURS = r"(?:hours?|hrs|(?<=\d)hr?|(?<=\d[\s-])hr?)\b"
_MINUTES = r"(?:minutes?|mins?)\b"
_EACH = r"(?:\s?(?:(?:in|for|on)(?: (?:an?|one|each|every|the))?|a|per|(?:each|every)(?: single)?|/)\s?"
_PACE = re.compile(
    rf"(?:\bi (?:can|could) (?:do|spend|spare|study|give)\s+|\bi have\s+|\bat\s+)?(?:(?:about|around|maybe|at most"
    rf"|up to)\s+)?"
    rf"(?<![$€£.,\d])(?P<number>{NUMBER})\s?(?:(?P<hours>{_HOURS})|(?P<minutes>{_MINUTES})|(?=(?:(?:a|per|each"
    rf"|every) (?:week|wk)|weekly)\b))"
    rf"{_EACH}(?:(?P<workday>week ?day|working day|workday)(?: evening| night| morning)?s?|(?P<week>week|wk)"
    r"|(?P<day>day|evening|night|morning|session|time))\b|\s(?P<weekly>weekly)\b|\s(?P<daily>daily)\b)"
)
WORKDAYS = re.compile(
    r"\b(?:week-?ends? (?:off|free|excluded|excepted)|(?:not|no|never|except)(?: (?:on|at))?(?: the)? week-?ends?"
    r"|(?:on )?(?:week|working ?|work)days(?: only)?|mon(?:day)?s?(?: to | thru | through | ?- ?|-)fri(?:day)?s?)\b"
)
"""What says that there is no study on weekends."""
_AT_WORK = re.compile(
    rf"(?<!can )(?<!could )(?<!to )(?<!would )\bwork(?:s|ing|ed)? (?:about |around |some |over |like |at least )?(?:{NUMBER}"
    rf"(?: ?(?:to|-) ?))?{NUMBER}[ -]?{_HOURS}(?: ?(?:an?|per|each|every|/) ?(?:week|wk|day|shift)| weekly| shifts?| days?)?"
)
_ON_SHIFT = re.compile(
    rf"\b(?:(?:after|before|between|during|from|with|through|of|on|in|off) )?(?:(?:an?|my|our|the|those|these|such|two|"
    rf"three|four|five|both|all|long|full|another|back[- ]to[- ]back) )*{NUMBER}[\s-]?{_HOURS}(?: (?:long|night|day"
    rf"|late|early|double|hospital|factory|warehouse))* ?-?(?:shifts?|duty|duties|workdays?|working days?)\b"
    rf"|\b(?:after|before|between|with|through) (?:(?:an?|my|our|the|those|these|such|long|full) )*{NUMBER}[\s-]?"
    rf"{_HOURS} (?:days?|nights?)\b"
)
"""What a shift or a day of work takes: "after a 12-hour shift"."""
_DAYS_A_WEEK = re.compile(
    rf"\b(?:on )?(?P<days>{NUMBER}) (?:days?|nights?|evenings?|mornings?|times)(?: (?:a|per|each|every|out of the)"
    rf"|/) ?(?:week|wk)\b"
)
"""How many days of a week there is time."""
_EACH_TIME = re.compile(rf"\b(?P<number>{NUMBER})\s?{_HOURS} each(?=\s*(?:$|[,.;!?]))")
"""Hours of one evening of several, where evenings or days of the week are named."""
_TIMES = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:evening|night|morning|afternoon)s\b")
_MEANT = re.compile(r"\b(?:i (?:meant|mean)|not in (?:all|total))\b")
_MOST = (
    rf"(?:in |within )?(?:{NEGATED}|under|below|less than|no more than|not more than|at most|up to|upto"
    rf"|max(?:imum)?(?: of)?"
    r"|within"
    r"|shorter than|not over|fewer than|<=?|in)"
)
_LEAST = rf"(?:{DENIED_LEAST}|over|above|more than|at least|longer than|min(?:imum)?(?: of)?|>=?)"
_RANGE = re.compile(
    rf"(?:\b(?:between|from)\s+)?(?P<low>{NUMBER})\s?(?:{_HOURS})?\s?(?:-|to"
    rf"|and)\s?(?P<high>{NUMBER})[\s-]?{_HOURS}(?:\s+(?:long|total))?"
)
_ONE = re.compile(
    rf"(?:\b(?:(?P<most>{_MOST})(?:\s+(?:about|around|roughly|like|maybe))?|(?P<least>{_LEAST})|(?P<about>around"
    rf"|about|roughly|approximately|~)|i(?:'ve"
    rf"| have)(?: only)?"
    rf"(?: got)?|takes?)\s*)?(?<![\w.$€£])(?P<number>{NUMBER}|\ba few)[\s-]?(?:(?P<hours>{_HOURS})"
    rf"|(?P<minutes>{_MINUTES}))"
    r"(?:\s?(?P<post_most>or less|or under|or shorter|max(?:imum)?\b|tops\b|at (?:the (?:very )?)?most)"
    r"|\s?(?P<post_least>or more|and up|minimum\b|at (?:the (?:very )?)?least))?"
    r"(?:\s+(?:long|total|in all|in total))?"
)
_SPANS = (
    (r"(?:(?:a|one|the|this|single) )?(?:free )?week-?ends?(?:'s worth)?(?: of it)?", 16, "weekend"),
    (r"(?:half a day|half-day)", 4, "half a day"),
    (
        r"(?:an?|one|single) (?:free )?(?:afternoon|morning|evening|night)(?! class| course| school| lesson)",
        4,
        "an evening",
    ),
    (r"(?:a|one|single) (?:free )?day(?! off)", 8, "a day"),
)
_SPAN = [
    (
        re.compile(
            rf"\b(?:(?:with)?in|over|for|during|i(?:'ve| have)(?: only)? got|i(?:'ve| have)(?: only)?)\s+{pattern}\b"
        ),
        hours,
        name,
    )
    for pattern, hours, name in _SPANS
]
_WORTH = re.compile(r"\b(?:a |one )?weekend's worth(?: of (?:it|work|lessons))?\b")
_WEEKS = re.compile(
    rf"(?:\b(?:in|within|under|less than|at most|over|i have|i've got"
    rf"|during)\s+(?:the next\s+)?(?P<number>{NUMBER})\s?(?P<unit>weeks?|months?|days?)"
    rf"|\b(?P<number2>{NUMBER})\s(?P<unit2>weeks?|months?|days?)(?=\s+(?:to (?:learn|study|finish)|max|or less"
    rf"|at most)))\b(?:\s+(?:max|or less|at most))?"
)
_NOUN = (
    r"(?:courses?|class(?:es)?|trainings?|lessons?|ones?|badges?|certificates?|programs?|programmes?"
    r"|microcredentials?|workshops?|intro\w*|tutorials?|stuff)"
)
_SHORT = re.compile(
    r"\b(?:(?:something|smth|anything|pretty|very|really|rather|keep it|sth|only|just)\s+)?(?:cheap(?: and|,| n"
    r"| &)?\s+)?"
    r"(?:(?P<short>short(?!-|\s(?:stor|film|video|report|sell|sale|term|clear|circuit|form|text|hand|movie)))"
    r"|quick|brief)\b"
)
_TOO_SHORT = re.compile(
    r"\b(?:(?:that(?:'s| is)|it(?:'s| is)|they(?:'re| are)|those are) )?(?:much |way |far )?too short\b"
)
_LONGER = re.compile(
    r"\b(?:(?:something|anything|one|ones|a) )?(?:(?:a bit|much|rather|somewhat) )?longer(?: ones?| courses?"
    r"| class(?:es)?)?\b"
    r"(?= *(?:$|[,.;!?\x00]|please|then|instead))(?!\?)"
)
"""A wish for more than what was shown or named."""
_AFTER_SHORT = re.compile(
    rf"[^,.;!?\x00]{{0,40}}?\b{_NOUN}\b|\s*(?:$|[,.;!?\x00]|and\b|but\b|n\b|&|on\b|about\b|for\b|please|in\b)"
)
_SHORTEST = re.compile(
    r"\b(?:the )?(?:shortest|quickest|fastest)(?: (?:first|ones?))?\b|\bsort(?:ed)? by (?:hours|length|duration"
    r"|time)\b"
)


def read_hours(draft: Draft, changes: Changes) -> None:
    """Takes durations and the pace of a week out of a message; those of somebody's work limit nothing."""
    draft.take_all(_AT_WORK)
    draft.take_all(_ON_SHIFT)
    if _TIMES.search(plain(draft.text)):
        draft.take(_EACH_TIME)
    pace = _read_pace(draft, changes)
    if draft.take(_SHORTEST):
        changes.sort = Sort.HOURS
    if not _read_range(draft, changes):
        _read_one(draft, changes)
    _read_spans(draft, changes)
    draft.take(_TOO_SHORT)
    if draft.take(_LONGER):
        changes.wanted.pop("max_hours", None)
        changes.cleared |= {"max_hours", "min_hours"}
    _read_weeks(draft, changes, pace)
    _read_short(draft, changes)


def _read_pace(draft: Draft, changes: Changes) -> float:
    match = draft.take(_PACE)
    if match is None:
        return WEEK
    pace = value(match["number"]) / (60 if match["minutes"] else 1)
    if match["workday"]:
        pace *= 5
    elif match["day"] or match["daily"]:
        days = draft.take(_DAYS_A_WEEK)
        pace *= value(days["days"]) if days else 5 if draft.take(WORKDAYS) else 7
    if draft.sees(_MEANT):
        changes.cleared |= {"max_hours", "min_hours"}
    changes.wanted["hours_per_week"] = amount(round(pace, 2))
    changes.note("pace", hours=f"{pace:g}")
    return pace


def _read_range(draft: Draft, changes: Changes) -> bool:
    match = draft.take(_RANGE)
    if match:
        low, high = sorted((value(match["low"]), value(match["high"])))
        changes.wanted |= {"min_hours": amount(low), "max_hours": amount(high)}
    return match is not None


def _read_one(draft: Draft, changes: Changes) -> None:
    for match in draft.take_all(_ONE):
        few = match["number"] == "a few"
        hours = 5 if few else value(match["number"]) / (60 if match["minutes"] else 1)
        if match["least"] or match["post_least"]:
            changes.wanted["min_hours"] = amount(hours)
            continue
        if match["about"] or few:
            hours = hours if few else hours * 1.2
            changes.note("took_hours", word="a few hours" if few else "around", hours=f"{hours:g}")
        changes.wanted["max_hours"] = amount(round(hours, 2))


def _read_spans(draft: Draft, changes: Changes) -> None:
    for pattern, hours, name in _SPAN:
        if draft.take(pattern) or (name == "weekend" and draft.take(_WORTH)):
            if "max_hours" in changes.wanted:
                continue
            changes.wanted["max_hours"] = hours
            changes.note("took_hours", word=name, hours=str(hours))


def _read_weeks(draft: Draft, changes: Changes, pace: float) -> None:
    match = draft.take(_WEEKS)
    if match is None:
        return
    number, unit = value(match["number"] or match["number2"]), match["unit"] or match["unit2"]
    each = {"w": pace, "m": pace / WEEK * HOURS_A_MONTH, "d": 8.0}[unit[0]]
    hours = int(number * each)
    changes.wanted["max_hours"] = hours
    changes.note("took_hours", word=f"{number:g} {unit}", hours=str(hours))


def _read_short(draft: Draft, changes: Changes) -> None:
    match = draft.sees(_SHORT)
    if match is None or not _AFTER_SHORT.match(draft.open, match.end()):
        return
    draft.blank(*match.span())
    if "max_hours" not in changes.wanted:
        changes.wanted["max_hours"] = SHORT
        changes.note("took_hours", word=match[0].split()[-1], hours=str(SHORT))
