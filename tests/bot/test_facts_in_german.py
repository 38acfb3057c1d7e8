"""Facts in German: figures, dates and plurals as CLDR has them, nouns with their capitals."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from bot.advisor import facts
from bot.advisor.wording import Wording, speaking
from catalog.credential import Basis, Cost, Delivery, Effort, Kind, Level
from tests.bot.llm.contexts import search

TODAY = dt.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _german() -> object:
    with speaking("de"):
        yield


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (65, "USD", "65\u00a0$"),
        (1200, "EUR", "1.200\u00a0€"),
        (Decimal("1200.5"), "EUR", "1.200,50\u00a0€"),
        (Decimal("49.9"), "CHF", "49,90\u00a0CHF"),
        (Decimal("65.00"), "USD", "65\u00a0$"),
        (500, "JPY", "500\u00a0¥"),
    ],
)
def test_sums(amount: Decimal, currency: str, written: str) -> None:
    assert facts.money(amount, currency) == written


def test_figures_and_units() -> None:
    assert [facts.hours_long(value) for value in (0.5, 1, 1.5, 12)] == [
        "30 Minuten", "1 Stunde", "1,5 Stunden", "12 Stunden",
    ]  # fmt: skip
    assert facts.hours(Effort(min=12, max=16)) == "12–16 Stunden"
    assert [facts.weeks(1), facts.weeks(3), facts.months(1), facts.months(2), facts.years(2)] == [
        "1 Woche", "3 Wochen", "1 Monat", "2 Monate", "2 Jahre",
    ]  # fmt: skip
    assert [facts.steps(1), facts.steps(3), facts.percent(0.721)] == ["1 Schritt", "3 Schritte", "72 %"]


def test_dates_lists_and_prices() -> None:
    assert facts.day(dt.date(2026, 11, 3), TODAY) == "3. November"
    assert facts.day(dt.date(2027, 3, 15), TODAY) == "15. März 2027"
    assert facts.listed(["a", "b", "c"]) == "a, b und c"
    assert facts.listed(["a", "b"], "or") == "a oder b"
    assert facts.languages(["es", "en"]) == "Spanisch und Englisch"
    assert facts.price(None) == "Preis unbekannt"
    assert facts.price(Cost(amount=Decimal(20), currency="USD", basis=Basis.PER_MONTH)) == "20\u00a0$ im Monat"


def test_every_kind_level_and_delivery_has_a_word() -> None:
    for kind in Kind:
        assert facts.kind(kind).startswith(("ein ", "eine "))
        assert facts.kinds(kind)[0].isupper()
    assert [facts.level(value) for value in Level] == ["für Anfänger", "Mittelstufe", "für Fortgeschrittene"]
    assert len({facts.delivery(value) for value in Delivery}) == len(Delivery)


def test_roles_are_written_with_capitals() -> None:
    assert facts.a_role("Data analyst") == "Datenanalyst"
    assert facts.role("Technical writer") == "technischer Redakteur"
    assert facts.titled(facts.role("Technical writer")) == "Technischer Redakteur"
    named = [facts.role(role.title) for role in search().role_table()]
    assert [name for name in named if name == name.lower()] == []


def test_an_austrian_and_a_swiss_are_answered_in_german() -> None:
    for tongue in ("de-AT", "de-CH"):
        wording = Wording(tongue)
        assert wording.say("chat", "thanks") == "Gern geschehen. Noch etwas?"
        assert set(wording.used) == {"replies/de/chat"}
