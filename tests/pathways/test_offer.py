"""A credential in whole cents and minutes: prices, durations, the moments at which it may begin."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.content import fold
from catalog.credential import Credential
from pathways.offer import (
    Pace,
    Price,
    Subscription,
    Window,
    duration_of,
    effort_of,
    in_currency,
    least_effort,
    list_price,
    offer_of,
    window_of,
)
from pathways.sequence import begin
from tests.pathways.oracle import rules
from tests.pathways.oracle.catalogs import CREDENTIALS, IDS, START, TREES, ask, cost, day, row
from tests.pathways.planning import hours

PACE = Pace.of(START, 5)
ROWS = st.one_of(CREDENTIALS)
DATED = {"delivery": "in_person", "starts": [day(-3), day(14), day(2)]}


def item(**more: Any) -> Credential:
    return Credential.model_validate(row("a", "Python", **more))


# ---- prices


@pytest.mark.parametrize(
    ("stated", "price"),
    [
        (None, None),
        (cost(None), None),
        (cost(0), Price()),
        (cost(0, currency=None), Price()),
        (cost(0, exam=0), Price()),
        (cost(0, exam=40), None),
        (cost(40, currency=None), None),
        (cost(40, exam=12), Price(4000)),
        (cost(1.251), Price(126)),
        (cost(39, "per_month"), Price(subscription=Subscription("North Academy\n39\nper_month", 3900, 1))),
        (cost(200, "per_year"), Price(subscription=Subscription("North Academy\n2E+2\nper_year", 20000, 12))),
    ],
)
def test_the_price_is_what_is_stated(stated: dict[str, Any] | None, price: Price | None):
    assert list_price(item(cost=stated)) == price


def test_a_subscription_is_shared_by_provider_price_and_basis():
    def key(**more: Any) -> Subscription | None:
        price = list_price(item(**more))
        return price.subscription if price else None

    monthly = key(cost=cost(39, "per_month"))
    assert key(cost=cost(39.0, "per_month")) == monthly
    for other in ({"provider": "South"}, {"provider": None}, {"cost": cost(38, "per_month")}):
        assert key(**{"cost": cost(39, "per_month")} | other) != monthly
    assert key(cost=cost(39, "per_year")) != monthly


@pytest.mark.parametrize(("weeks", "months", "years"), [(0, 1, 1), (4, 1, 1), (5, 2, 1), (52, 12, 1), (53, 13, 2)])
def test_periods_begin_anew(weeks: int, months: int, years: int):
    assert Subscription("", 1, 1).periods(weeks * 300, 300) == months
    assert Subscription("", 1, 12).periods(weeks * 300, 300) == years


def test_only_another_stated_currency_is_another_currency():
    assert not in_currency(item(cost=cost(5, currency="EUR")), "USD")
    for same in (None, cost(None), cost(0, currency="EUR"), cost(5, currency=None), cost(5)):
        assert in_currency(item(cost=same), "USD")


# ---- time


def test_a_week_is_what_the_learner_studies_in_one():
    pace = Pace.of(START, 3.5)
    assert pace.week == 210
    assert pace.moment(START + dt.timedelta(days=10)) == 300
    assert pace.moment(START + dt.timedelta(days=1)) * 7 == 210
    assert pace.weeks(300) == Fraction(10, 7)


@pytest.mark.parametrize(
    ("minutes", "ends", "starts"), [(0, 0, 0), (300, 7, 7), (310, 8, 8), (43, 2, 1), (686, 17, 16)]
)
def test_minutes_fall_on_days(minutes: int, ends: int, starts: int):
    assert (PACE.day(minutes) - START).days == ends
    assert (PACE.first_day(minutes) - START).days == starts


@settings(deadline=None)
@given(st.integers(0, 2000), st.floats(0.2, 100))
def test_a_step_that_begins_on_a_date_starts_on_that_date(days: int, pace: float):
    date, learner = START + dt.timedelta(days=days), Pace.of(START, pace)
    window = window_of(item(delivery="hybrid", starts=[date]), learner)
    assert window is not None
    assert learner.first_day(window.first) == date


@pytest.mark.parametrize(
    ("more", "minutes"),
    [
        (hours(10), 600),
        (hours(1.01), 61),
        ({"hours": None}, 0),
        (hours(10) | {"weeks": 4, "delivery": "hybrid"}, 1200),
        (hours(30) | {"weeks": 4, "delivery": "in_person"}, 1800),
        ({"hours": None, "weeks": 0.5, "delivery": "online_scheduled"}, 150),
        (hours(10) | {"weeks": 4}, 600),
        (hours(10) | {"weeks": 4, "delivery": None}, 600),
    ],
)
def test_a_step_lasts_as_long_as_its_study_or_its_schedule(more: dict[str, Any], minutes: int):
    assert duration_of(item(**more), PACE) == minutes


@pytest.mark.parametrize(
    ("more", "window"),
    [
        ({}, Window()),
        (DATED, Window(moments=(86, 600))),
        (DATED | {"starts": [day(-3)]}, None),
        (DATED | {"starts": [day(0)]}, Window(moments=(0,))),
        (DATED | {"delivery": None, "enrol_by": day(1)}, Window(moments=(86, 600))),
        (DATED | {"enrol_by": day(-1)}, None),
        (DATED | {"delivery": "self_paced"}, Window()),
        ({"starts": [day(9), day(2)]}, Window(earliest=86)),
        ({"enrol_by": day(2)}, Window(latest=85)),
        ({"enrol_by": day(0), "delivery": "hybrid"}, Window(latest=0)),
        ({"enrol_by": day(-1)}, None),
        ({"starts": [day(9)], "enrol_by": day(8)}, None),
    ],
)
def test_when_a_step_may_begin(more: dict[str, Any], window: Window | None):
    assert window_of(item(**more), PACE) == window


# ---- whole offers


@settings(deadline=None)
@given(ROWS, st.sampled_from((1, 2.5, 5, 40)), st.integers(0, 2000))
def test_an_offer_has_the_figures_of_the_rules(there: dict[str, Any], pace: float, free: int):
    request = ask(hours_per_week=pace)
    credential = Credential.model_validate(there)
    offer = offer_of(credential, list_price(credential), Pace.of(START, pace), fold)
    expected = rules.item_of(there | {"cost": there["cost"]}, request)
    assert (offer is None) == expected.window.empty()
    if offer is not None and rules.price_kind(there, "USD") != "other_currency":
        assert (offer.duration, offer.teaches) == (expected.minutes, expected.skills)
        assert (offer.unknown, offer.priced) == (expected.unknown, expected.priced)
        assert (offer.subscription.cents if offer.subscription else offer.cents) == expected.cents
        assert (offer.subscription is None) == (expected.subscription is None)
        assert begin(offer, free) == expected.window.begin(free)


@settings(deadline=None)
@given(TREES, st.tuples(*[st.one_of(st.none(), st.integers(1, 9))] * len(IDS)))
def test_the_least_effort_of_a_tree_counts_every_node(tree: dict[str, Any], efforts: tuple[int | None, ...]):
    rows = {key: row(key, hours=most and {"min": 1, "max": most}) for key, most in zip(IDS, efforts, strict=True)}
    whole = Credential.model_validate(row("whole", earned_by=tree))
    assert whole.earned_by is not None
    known = {key: effort_of(Credential.model_validate(each)) or 0 for key, each in rows.items()}
    assert least_effort(whole.earned_by, lambda key: known.get(key, 0)) == rules.least_minutes(tree, rows)
