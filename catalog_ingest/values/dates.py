"""Dates."""

from __future__ import annotations

import datetime as dt
import re

from dateutil import parser

from catalog_ingest.values.parsed import Parsed

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\S.*)?")
_NUMERIC = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})(?: .*)?")
_YEARS = range(1990, 2200)
_DEFAULTS = (dt.datetime(1992, 1, 1, tzinfo=dt.UTC), dt.datetime(1996, 2, 2, tzinfo=dt.UTC))
_TROUBLE = "This is not a full date; write it as 2025-03-31."
_AMBIGUOUS = "Day and month cannot be told apart here; write the date as 2025-03-31."


def parse_date(text: str) -> Parsed[dt.date]:
    """A calendar date; numbers whose day and month could be swapped are unknown, years before 1990 are placeholders."""
    text = text.strip()[:60]
    if not text:
        return Parsed()
    if found := _ISO.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMERIC.fullmatch(text):
        return _numeric(int(found[1]), int(found[3]), int(found[4]), found[2])
    return _worded(text)


def _numeric(first: int, second: int, year: int, separator: str) -> Parsed[dt.date]:
    if separator == "." or first > 12 or first == second:
        return _date(year, second, first)
    if second > 12:
        return _date(year, first, second)
    return Parsed(trouble=_AMBIGUOUS)


def _worded(text: str) -> Parsed[dt.date]:
    """With a month in words: parsed against two defaults, so that a missing day or year shows."""
    if not re.search(r"[^\W\d_]{3}", text) or len(re.findall(r"\d+", text)) < 2:
        return Parsed(trouble=_TROUBLE)
    try:
        one, other = (parser.parse(text, default=default) for default in _DEFAULTS)
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError):
        return Parsed(trouble=_TROUBLE)
    return _date(one.year, one.month, one.day) if one.date() == other.date() else Parsed(trouble=_TROUBLE)


def _date(year: int, month: int, day: int) -> Parsed[dt.date]:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return Parsed(trouble=_TROUBLE)
    return Parsed(date) if year in _YEARS else Parsed(trouble=_TROUBLE)
