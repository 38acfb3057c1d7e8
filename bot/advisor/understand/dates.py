"""Days by which somebody wants to be done: "by June", "until 15 March", "before the end of May", "in six months"."""

from __future__ import annotations

import calendar
import datetime as dt

from dateutil.easter import easter
from dateutil.parser import ParserError
from dateutil.parser import parse as parse_day
from dateutil.relativedelta import relativedelta

from bot.advisor.understand import patterns as re
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.numbers import NUMBER, value

_MONTHS = {name.lower(): at for at, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): at for at, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_BY = r"\b(?:(?:finish(?:ed)?|done|ready|complete[d]?|be there|through)\s+)?"
_BY += r"(?:by|until|till|til|(?<!begin )(?<!start )(?<!starting )(?<!beginning )before|no later than|up to)\s+"
_DAY = rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH})\b\.?(?:,?\s+\d{{4}})?"
_DAY += rf"|(?:{_MONTH})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?)"
_ON = re.compile(rf"{_BY}(?:the\s+)?(?P<day>{_DAY})")
_IN = re.compile(
    rf"{_BY}(?:the\s+)?(?:(?P<part>end|middle|start|beginning|early|mid|late)(?:\s+of)?[\s-]+)?(?:next\s+)?"
    rf"(?P<month>{_MONTH})\b\.?(?:\s+(?P<year>\d{{4}}))?"
)
_YEAR = re.compile(
    rf"{_BY}(?:the\s+)?(?:end of\s+)?(?:(?P<year>\d{{4}})|(?P<next>next year)|(?P<this>(?:this|the) year))\b"
)
_SEASON = re.compile(
    rf"{_BY}(?:the\s+)?(?:next\s+)?(?P<season>spring|summer|autumn|fall|winter|christmas"
    r"|new year|easter|valentine'?s(?: day)?|halloween|thanksgiving)\b"
)
_WITHIN = re.compile(
    rf"(?<!hour )(?<!hours )(?<!hrs )(?<!\dh )(?<!\d h )\b(?:in|within)\s+(?:the next\s+)?(?P<number>{NUMBER}|an?"
    rf"|half a)\s?(?P<unit>months?|years?|weeks?)"
    r"(?!\s+(?:of|a|per|each))\b"
)
_SEASONS = {"spring": (3, 20), "summer": (6, 21), "autumn": (9, 22), "fall": (9, 22), "winter": (12, 21)}
_SEASONS |= {"christmas": (12, 25), "new year": (1, 1), "halloween": (10, 31), "thanksgiving": (11, 25)}
_SEASONS |= dict.fromkeys(("valentine's day", "valentines day", "valentine's", "valentines"), (2, 14))


_DUE = re.compile(
    rf"\b(?:(?:is|are|'s) (?:up|due|over)|clos(?:es?|ing)|ends?|expires?|runs? out|let'?s? out|deadline(?: is)?"
    rf"|due)(?: on| by| is)? "
    rf"(?:the )?(?P<day>{_DAY})"
)
"""The day on which something ends: "applications close 31 January"."""
_NO_MORE = re.compile(
    rf"\b(?:forget(?: about)?|scrap|never ?mind|not|instead of|rather than) (?:{_DAY}|easter|christmas|(?:{_MONTH})\b)"
)
"""A day that holds no longer: "forget Easter, end of June"."""


_THEN = re.compile(
    rf"(?<![\w-])(?P<day>{_DAY})(?=.*\b(?:by|until|till|before) (?:then|that (?:day|date|time))\b)"
    rf"|\b(?:new|my|the|your) (?:deadline|end date|last day|due date)(?: is|'s|:)?(?: now)? (?:the )?(?P<due>{_DAY})"
)
"""A day that is told, and by which something is to be done: "it starts 1 March, I must be ready by then"."""


_STARTS = re.compile(
    rf"\b(?:begin(?:ning)?|start(?:ing)?|free)(?: only| learning| studying| with (?:it|that|this|the (?:plan|path)))*"
    rf" (?:only )?(?:on |from |in |before |after |until |not before |no earlier than |as of )?(?:the )?"
    rf"(?:(?P<day>{_DAY})|(?P<month>{_MONTH})\b)(?: on(?:wards?)?)?"
)
"""The day before which nobody can begin: "I can only begin on 11 January", "can't start before March"."""
_OF_A_COURSE = re.compile(
    r"\b(?:does|do|is|will|which|what|when|any|courses?|class(?:es)?|ones?|that)\b[^.!?]*\b(?:begin|start)"
)


_ALONE = re.compile(rf"(?<![\w-])(?P<day>{_DAY})")


def take_bare_day(draft: Draft, today: dt.date) -> dt.date | None:
    """Takes a day that stands alone, where a day to be done by is the matter: "15 April now"."""
    match = draft.take(_ALONE)
    return None if match is None else _stated(match["day"], today)


def take_start(draft: Draft, today: dt.date) -> dt.date | None:
    """Takes the day from which on somebody can study; None where a message tells none, or asks when a course begins."""
    match = None if _OF_A_COURSE.search(draft.open) else draft.take(_STARTS)
    if match is None:
        return None
    return _stated(match["day"], today) if match["day"] else _coming(_MONTHS[match["month"]], 1, today)


def take_date(draft: Draft, today: dt.date, *, within: bool = True) -> dt.date | None:
    """Takes the day by which somebody wants to be done; a month without a day means that it has not begun."""
    draft.take(_NO_MORE)
    if match := draft.take(_ON):
        return _stated(match["day"], today)
    if match := draft.take(_DUE):
        return _stated(match["day"], today)
    if match := draft.take(_THEN):
        return _stated(match["day"] or match["due"], today)
    if match := draft.take(_IN):
        return _in_month(match, today)
    if match := draft.take(_SEASON):
        return _easter(today) if match["season"] == "easter" else _coming(*_SEASONS[match["season"]], today)
    if match := draft.take(_YEAR):
        return dt.date(int(match["year"]) if match["year"] else today.year + bool(match["next"]), 12, 31)
    match = draft.take(_WITHIN) if within else None
    return None if match is None else later(match["number"], match["unit"], today)


def _stated(text: str, today: dt.date) -> dt.date | None:
    try:
        day = parse_day(text, default=dt.datetime(today.year, 1, 1, tzinfo=dt.UTC)).date()
    except (ParserError, OverflowError):
        return None
    return day if day > today or re.search(r"\d{4}", text) else day + relativedelta(years=1)


def _in_month(match: re.Match[str], today: dt.date) -> dt.date:
    month, part = _MONTHS[match["month"]], match["part"]
    year = int(match["year"]) if match["year"] else _coming(month, 1, today).year
    if part in ("end", "late"):
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date(year, month, 15 if part in ("middle", "mid") else 1)


def _easter(today: dt.date) -> dt.date:
    this = easter(today.year)
    return this if this > today else easter(today.year + 1)


def _coming(month: int, day: int, today: dt.date) -> dt.date:
    this = dt.date(today.year, month, day)
    return this if this > today else this.replace(year=today.year + 1)


def later(number: str, unit: str, today: dt.date) -> dt.date:
    """The day a number of weeks, months or years from today; the number in digits or as a word."""
    unit = unit.rstrip("s")
    count = 0.5 if number == "half a" else 1.0 if number in ("a", "an") else value(number)
    days = {"week": 7.0, "month": 365.25 / 12, "year": 365.25}[unit]
    if count.is_integer():
        return today + relativedelta(**{f"{unit}s": int(count)})  # type: ignore[arg-type]
    return today + dt.timedelta(days=round(count * days))
