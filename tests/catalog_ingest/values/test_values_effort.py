"""Hours and weeks in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.credential import Effort
from catalog_ingest.values.effort import hours_from, hours_in_all, weeks_in


def effort(low: float, high: float | None = None) -> Effort:
    return Effort(min=low, max=low if high is None else high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Approx. 21 hours to complete", effort(21)),
        ("Approx. 1 hour to complete", effort(1)),
        ("240", effort(240)),
        ("3-4", effort(3, 4)),
        ("1,200 hours", effort(1200)),
        ("2.5 hours", effort(2.5)),
        ("90 minutes", effort(1.5)),
        ("1 hour 30 minutes", effort(1.5)),
        ("1h 30min", effort(1.5)),
        ("8:30", effort(8.5)),
        ("PT60H", effort(60)),
        ("PT1H30M", effort(1.5)),
        ("10 – 12 hrs", effort(10, 12)),
        ("20 Stunden", effort(20)),
        ("20 horas", effort(20)),
        ("20 heures", effort(20)),
        ("3-4 hours per week for 5 weeks", effort(15, 20)),
        ("4-week course, 5 hours weekly", effort(20)),
        ("8 hours/day for 2 days", effort(16)),
    ],
)
def test_hours_in_all(text: str, expected: Effort) -> None:
    parsed = hours_in_all(text)
    assert parsed.value == expected
    assert parsed.trouble is None


@pytest.mark.parametrize("text", ["", "0", "0 hours", "1 - 3 Months", "P4W", "2 days", "5 weeks", "3 hours per week"])
def test_calendar_time_and_zero_are_unknown_without_trouble(text: str) -> None:
    parsed = hours_in_all(text)
    assert parsed.value is None
    assert parsed.trouble is None


@pytest.mark.parametrize(
    "text", ["2.6 CEUs", "self-paced", "varies", "10-5 hours", "10+ hours", "at least 10 hours", "over 40 hours"]
)
def test_what_gives_no_sure_hours_is_unknown_with_trouble(text: str) -> None:
    parsed = hours_in_all(text)
    assert parsed.value is None
    assert parsed.trouble


def test_the_unit_of_bare_numbers() -> None:
    assert hours_in_all("90", "minutes").value == effort(1.5)
    assert hours_in_all("5", "weeks").value is None
    assert hours_in_all("90 hours", "minutes").value == effort(90)


@pytest.mark.parametrize(
    ("per", "length", "expected"),
    [
        ("3–4 hours per week", "5 Weeks", effort(15, 20)),
        ("8 hours/day", "2 days", effort(16)),
        ("7 hrs/wk", "14 weeks", effort(98)),
        ("5-8 hrs/wk", "9 weeks", effort(45, 72)),
        ("3", "5", effort(15)),
        ("10-12", "P4W", effort(40, 48)),
        ("3-5 hours per week", "4 weeks per course", effort(12, 20)),
        ("30 minutes per day", "2 weeks", None),
        ("", "40 hours", effort(40)),
        ("2 hours per week", "", None),
        ("10 hours", "2 weeks", None),
        ("", "", None),
        ("2.6 CEUs", "5 weeks", None),
        ("0", "5 weeks", None),
    ],
)
def test_effort_times_length(per: str, length: str, expected: Effort | None) -> None:
    assert hours_from(per, length).value == expected


def test_hours_that_may_be_weekly_or_in_all_are_doubted() -> None:
    assert hours_from("10 hours", "2 weeks").trouble
    assert hours_from("8 hours/day", "3 weeks").trouble


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("5 Weeks", 5),
        ("P4W", 4),
        ("P14D", 2),
        ("4-6 weeks", 6),
        ("3 months", 13),
        ("5", 5),
        ("40 hours", None),
        ("", None),
        ("0", None),
    ],
)
def test_weeks(text: str, weeks: float | None) -> None:
    parsed = weeks_in(text)
    assert parsed.value == weeks
    assert parsed.trouble is None


def test_weeks_that_cannot_be_read() -> None:
    assert weeks_in("soon").trouble
    assert weeks_in("2", "months").value == pytest.approx(8.67)


@given(st.text(max_size=60), st.text(max_size=60))
def test_never_raises(one: str, other: str) -> None:
    for parsed in (hours_in_all(one), hours_from(one, other)):
        assert parsed.value is None or 0 < parsed.value.min <= parsed.value.max
    assert (weeks_in(one).value or 1) > 0


@given(st.text(alphabet="0123456789.,-–+PTHMWD: hourswekdaymint/", max_size=40))
def test_never_raises_on_what_looks_like_time(text: str) -> None:
    hours_in_all(text)
    hours_from(text, text)
    weeks_in(text)


@given(st.integers(1, 60), st.integers(0, 20), st.integers(1, 52))
def test_product_of_rate_and_length(low: int, more: int, weeks: int) -> None:
    parsed = hours_from(f"{low}–{low + more} hours per week", f"{weeks} Weeks")
    assert parsed.value == effort(low * weeks, (low + more) * weeks)
