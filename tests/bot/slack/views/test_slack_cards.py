"""A course as a card, in one line and whole."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.advisor.wording import speaking
from bot.slack.views import cards
from bot.slack.views.actions import Compare, Details, Menu, MenuAct, ids_in, key_of, pressed
from catalog.credential import Credential
from tests.bot.slack.views.block_kit import elements, findings, reading, texts, urls

TODAY = dt.date(2026, 11, 23)


def item_of(**values: Any) -> Credential:
    return Credential.model_validate({"id": "a", "title": "First Steps in SQL"} | values)


FULL = item_of(
    provider="Quillstack",
    cost={"amount": 25, "currency": "USD", "audit_free": True},
    hours={"min": 5, "max": 6},
    level="beginner",
    delivery="self_paced",
    language=["en"],
    skills=["SQL", "Joins", "Tables", "Indexes", "Views", "Triggers", "Plans"],
    summary="Ask a database.",
    as_of="2026-11-03",
    stacks_into=[{"credential": "b"}],
    prerequisites={"credential": "c"},
    audience={"visibility": "internal", "owner": "Acme"},
    url="https://a.example/sql",
)
NAMES = {"b": "Larger", "c": "Earlier"}


def test_a_card_says_what_the_record_says() -> None:
    made = cards.card(4, FULL, NAMES, TODAY)
    text = "".join(texts(made))
    for words in (
        "4. First Steps in SQL",
        "free to audit, certificate $25 (prices of 3 November) · 5–6 hours",
        "Quillstack · a course · beginner · online at your own pace · English",
        "First: Earlier",
        "Counts toward: Larger",
        "Internal: Acme",
        "Skills: SQL, Joins, Tables, Indexes, Views, +2",
        "Ask a database.",
    ):
        assert words in text
    assert urls(made) == ["https://a.example/sql"]
    assert findings(made) == []


def test_the_same_in_the_language_of_the_answer() -> None:
    with speaking("es"):
        text = "".join(texts(cards.card(1, FULL, NAMES, TODAY)))
    for words in ("precios del 3 de noviembre", "5–6 horas", "Habilidades: SQL", "Añadir a mi plan"):
        assert words in text


def test_what_is_unknown_is_called_unknown() -> None:
    text = reading(cards.card(1, item_of(), {}, TODAY))
    for words in ("price unknown", "hours unknown", "provider unknown", "level unknown"):
        assert words in text


@pytest.mark.parametrize("url", [None, "http://a.example", "javascript:alert(1)"])
def test_a_title_without_a_safe_address_is_no_link(url: str | None) -> None:
    made = cards.card(1, item_of(url=url), {}, TODAY)
    assert urls(made) == []
    assert "First Steps in SQL" in texts(made)


def test_at_most_three_controls_and_what_they_do() -> None:
    made = cards.card(1, FULL, NAMES, TODAY, beside=("a", "x", "y"))
    (row,) = [block for block in made if block["type"] == "actions"]
    assert [element["type"] for element in row["elements"]] == ["button", "button", "overflow"]
    assert [pressed(element) for element in elements(made)] == [
        Details(id="a"),
        Compare(ids=("a", "x", "y")),
        *(Menu(act=act, key=key_of("a")) for act in MenuAct),
    ]


def test_screen_readers_hear_which_course_a_button_is_about() -> None:
    row = cards.card(1, FULL, NAMES, TODAY, beside=("x",))[-1]
    assert [element.get("accessibility_label") for element in row["elements"]] == [
        "Details: First Steps in SQL",
        "Compare: First Steps in SQL",
        None,
    ]


def test_one_course_alone_is_not_compared() -> None:
    made = cards.card(1, FULL, NAMES, TODAY, beside=("a",))
    assert not any(isinstance(pressed(element), Compare) for element in elements(made))


def test_a_comparison_takes_four_at_most_and_this_one_first() -> None:
    made = cards.card(1, FULL, NAMES, TODAY, beside=("p", "q", "r", "a", "s"))
    assert Compare(ids=("a", "p", "q", "r")) in [pressed(element) for element in elements(made)]


@pytest.mark.parametrize("length", [254, 255, 256, 5000])
def test_long_ids(length: int) -> None:
    item = item_of(id="\x1b" * length)
    made = cards.card(1, item, {}, TODAY, beside=("\x1b" * 255, "b"))
    assert findings(made) == []
    assert ids_in(made) == ((item.id,) if length <= 255 else ())


def test_a_title_of_nothing_visible_has_a_word_instead() -> None:
    assert cards.title_of("\u200b\u202e ") == "no title"
    assert findings(cards.card(1, item_of(title="\u200b"), {}, TODAY)) == []


def test_long_words_are_cut() -> None:
    long = item_of(title="Endless " * 100, provider="P" * 900, summary="word " * 300, skills=["s" * 300] * 9)
    made = cards.card(1, long, {}, TODAY)
    assert findings(made) == []
    assert max(map(len, texts(made))) < 1500
    assert "…" in reading(made)


def test_one_line() -> None:
    text = "".join(texts([cards.short(7, FULL)]))
    assert text == "7. First Steps in SQL · free to audit, certificate $25 · 5–6 hours"


def test_a_whole_record_says_all_of_it() -> None:
    item = FULL.model_copy(update={"description": "Long\nwords.", "place": "Larkmoor", "project": True})
    made = cards.whole(item, NAMES, TODAY)
    text = "".join(texts(made))
    for words in (
        "Price: free to audit, certificate $25",
        "Place: Larkmoor",
        "Project: yes",
        "Skills: SQL, Joins, Tables, Indexes, Views, Triggers, Plans",
        "As of: 3 November",
        "Open the course page",
        "Long\nwords.",
    ):
        assert words in text
    assert "https" not in text
    assert set(urls(made)) == {"https://a.example/sql"}
    assert not any(isinstance(pressed(element), Details) for element in elements(made))
    assert findings(made) == []


def test_an_address_that_is_no_link_is_told_but_cannot_be_followed() -> None:
    made = cards.whole(item_of(url="http://a.example/x"), {}, TODAY)
    assert urls(made) == []
    assert "http[:]//a[.]example/x" in reading(made)


def test_a_card_in_words() -> None:
    text = cards.spoken_card(2, FULL, NAMES, TODAY)
    assert text.startswith("2. First Steps in SQL: free to audit, certificate $25 (prices of 3 November) · 5–6 hours;")
    assert text.endswith("Skills: SQL, Joins, Tables, Indexes, Views, +2.")
    assert "Hours: 5–6 hours" in cards.spoken_whole(FULL, NAMES, TODAY)
