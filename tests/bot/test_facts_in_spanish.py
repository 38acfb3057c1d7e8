"""Facts in Spanish: the same figures, in the words and forms of the language; nothing of it stays once it is not spoken."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from threading import Thread

import pytest

from bot.advisor import facts
from bot.advisor.wording import Wording, prompt_of, speaking, spoken
from catalog.credential import Basis, Cost, Delivery, Effort, Kind, Level

TODAY = dt.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _spanish() -> object:
    with speaking("es"):
        yield


def test_figures_and_units() -> None:
    assert facts.money(65, "USD") == "$65"
    assert facts.money(Decimal("1200.5"), "EUR") == "€1,200.50"
    assert [facts.hours_long(value) for value in (0.5, 1, 1.5, 12)] == ["30 minutos", "1 hora", "1.5 horas", "12 horas"]
    assert facts.hours(Effort(min=12, max=16)) == "12–16 horas"
    assert [facts.weeks(1), facts.weeks(3), facts.months(1), facts.months(2), facts.years(2)] == [
        "1 semana", "3 semanas", "1 mes", "2 meses", "2 años",
    ]  # fmt: skip


def test_dates_lists_and_kinds() -> None:
    assert facts.day(dt.date(2026, 11, 3), TODAY) == "3 de noviembre"
    assert facts.day(dt.date(2027, 3, 15), TODAY) == "15 de marzo de 2027"
    assert facts.listed(["a", "b", "c"]) == "a, b y c"
    assert facts.listed(["a", "b"], "or") == "a o b"
    assert facts.languages(["es", "en"]) == "español y inglés"
    assert facts.a_role("Data analyst") == "analista de datos"
    assert facts.price(None) == "precio desconocido"
    assert facts.price(Cost(amount=Decimal(20), currency="USD", basis=Basis.PER_MONTH)) == "$20 al mes"
    for value in (*Kind,):
        assert facts.kind(value)
        assert facts.kinds(value) != facts.kind(value)
    assert {facts.delivery(value) for value in Delivery} >= {"presencial"}
    assert [facts.level(value) for value in Level] == ["principiante", "intermedio", "avanzado"]


def test_a_language_without_words_is_answered_in_english() -> None:
    with speaking("it"):
        assert facts.hours_long(2) == "2 hours"
        assert Wording().say("chat", "thanks") == "You are welcome. Anything else?"
    assert prompt_of("chat", "thanks").language == "es"


def test_a_variant_is_answered_in_its_language_and_the_file_is_remembered() -> None:
    wording = Wording("es-MX")
    assert wording.say("chat", "thanks") == "De nada. ¿Algo más?"
    assert set(wording.used) == {"replies/es/chat"}


def test_another_thread_speaks_its_own_language() -> None:
    heard: list[str] = []
    thread = Thread(target=lambda: heard.append(spoken()))
    thread.start()
    thread.join()
    assert (heard, spoken()) == (["en"], "es")
