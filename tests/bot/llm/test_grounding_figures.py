"""Figures in sentences: each with the values that it may mean, in four languages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from bot.advisor.grounding.figures import Kind, figures, readings, same_date
from bot.advisor.understand.draft import Draft
from tests.bot.workbench import TODAY


def read(sentence: str) -> list[tuple[Kind, set[Any]]]:
    return [(claim.kind, set(claim.values)) for claim in figures(Draft(sentence))]


def money(low: str, currency: str = "USD", high: str | None = None, each: str = "") -> set[Any]:
    return {(Decimal(low), Decimal(high or low), currency, each)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It costs $49.", money("49")),
        ("It costs US$ 1,200.50 in all.", money("1200.50")),
        ("It costs 49 dollars.", money("49")),
        ("It costs fifty-five dollars.", money("55")),
        ("It costs a hundred bucks.", money("100")),
        ("It costs 120 EUR.", money("120", "EUR")),
        ("Es kostet 49,50 €.", money("49.50", "EUR")),
        ("Cuesta 30 euros.", money("30", "EUR")),
        ("It costs £20.", money("20", "GBP")),
        ("It costs CA$20.", money("20", "CAD")),
        ("It costs 15 CHF.", money("15", "CHF")),
        ("It costs $20-$30.", money("20", high="30")),
        ("It costs between $20 and $30.", money("20", high="30")),
        ("It costs $20 to 30.", money("20", high="30")),
        ("It costs $15 a month.", money("15", each="month")),
        ("It costs $15/month.", money("15", each="month")),
        ("It costs $15 monthly.", money("15", each="month")),
        ("It costs 90 dollars per year.", money("90", each="year")),
        ("It costs $1.2k.", money("1200")),
    ],
)
def test_money(sentence: str, expected: set[Any]) -> None:
    assert (Kind.MONEY, expected) in read(sentence)


def test_sums_side_by_side_are_two() -> None:
    assert read("They cost $20 and $30.") == [(Kind.MONEY, money("20")), (Kind.MONEY, money("30"))]


def time(low: str, unit: str = "hours", high: str | None = None) -> set[Any]:
    return {(Decimal(low), Decimal(high or low), unit)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It takes 10 hours.", time("10")),
        ("It takes 10–12 hours.", time("10", high="12")),
        ("It takes ten to twelve hours.", time("10", high="12")),
        ("It takes between 10 and 12 hours.", time("10", high="12")),
        ("It is a 10-hour course.", time("10")),
        ("It takes 90 minutes.", time("1.5")),
        ("It takes half an hour.", time("0.5")),
        ("It takes 1 hour 30 minutes.", time("1.5")),
        ("It takes an hour.", time("1")),
        ("It takes a week.", time("1", "weeks")),
        ("It takes three weeks.", time("3", "weeks")),
        ("It is valid for 2 years.", time("24", "months")),
        ("Es dauert zwölf Stunden.", time("12")),
        ("Dura 8 horas.", time("8")),
        ("Cela prend 6 semaines.", time("6", "weeks")),
    ],
)
def test_time(sentence: str, expected: set[Any]) -> None:
    assert (Kind.TIME, expected) in read(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "5 hours a week is enough.", "You need 5 hours per week.", "With 5 hours/week you get there.",
        "Mit 5 Stunden pro Woche.", "Con 5 horas por semana.",
    ],
)  # fmt: skip
def test_a_pace_is_no_length(sentence: str) -> None:
    assert read(sentence) == [(Kind.PACE, {(Decimal(5), Decimal(5))})]


@pytest.mark.parametrize(
    "sentence", ["How many hours a week do you have?", "Once a year it runs.", "An hour here, an hour there."]
)
def test_an_article_is_no_number(sentence: str) -> None:
    assert read(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("from 3 November", (None, 11, 3)),
        ("on November 3rd, 2026", (2026, 11, 3)),
        ("on 2026-11-03", (2026, 11, 3)),
        ("am 3. November 2026", (2026, 11, 3)),
        ("el 3 de noviembre de 2026", (2026, 11, 3)),
        ("le 3 novembre 2026", (2026, 11, 3)),
        ("in November 2026", (2026, 11, None)),
        ("by 6 May", (None, 5, 6)),
    ],
)
def test_dates(sentence: str, date: tuple[int | None, ...]) -> None:
    assert read(sentence) == [(Kind.DATE, {date})]


def test_a_date_in_digits_may_be_read_both_ways() -> None:
    assert read("on 3/11/2026") == [(Kind.DATE, {(2026, 3, 11), (2026, 11, 3)})]


@pytest.mark.parametrize(
    ("said", "date", "same"),
    [
        ((None, 11, 3), dt.date(2026, 11, 3), True),
        ((None, 11, 3), dt.date(2027, 11, 3), True),
        ((None, 11, 3), dt.date(2024, 11, 3), False),
        ((2026, 11, None), dt.date(2026, 11, 30), True),
        ((2026, 11, 4), dt.date(2026, 11, 3), False),
    ],
)
def test_a_date_without_a_year_is_near(said: tuple[int | None, ...], date: dt.date, same: bool) -> None:
    assert same_date(said, date, TODAY) is same


@pytest.mark.parametrize(
    ("words", "values"),
    [("1,200", {"1200", "1.200"}), ("1.5", {"1.5"}), ("1.200,50", {"1200.50"}), ("12", {"12"}), ("zwei", {"2"})],
)
def test_every_number_that_digits_may_mean(words: str, values: set[str]) -> None:
    assert readings(words) == {Decimal(value) for value in values}


@pytest.mark.parametrize(
    ("sentence", "kind", "values"),
    [
        ("85 % of it", Kind.SHARE, {(Decimal(85), Decimal(85))}),
        ("85 percent", Kind.SHARE, {(Decimal(85), Decimal(85))}),
        ("weeks 3–5", Kind.WEEK, {(Decimal(3), Decimal(5))}),
        ("in week 2", Kind.WEEK, {(Decimal(2), Decimal(2))}),
        ("10 of 12 skills", Kind.NUMBER, {(Decimal(10), "of", Decimal(12))}),
        ("four steps", Kind.NUMBER, {(Decimal(4), "step", Decimal(4))}),
        ("It is free.", Kind.FREE, {("free",)}),
        ("It is free to audit.", Kind.FREE, {("audit",)}),
        ("It is not free.", Kind.FREE, {("not",)}),
        ("Es ist kostenlos.", Kind.FREE, {("free",)}),
    ],
)
def test_other_figures(sentence: str, kind: Kind, values: set[Any]) -> None:
    assert read(sentence) == [(kind, values)]


@pytest.mark.parametrize(
    "sentence",
    ["Feel free to ask.", "This one fits.", "C++20 and Web3 are names.", "All of them fit.", "They may march on."],
)
def test_no_figures(sentence: str) -> None:
    assert read(sentence) == []
