"""Answers on a terminal."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from rich.console import Console

from bot.advisor.messages import Answer, Choices, Comparison, ComparisonRow, Credentials, Intent, Notice, Prose
from bot.terminal.clean import clean, one_line, safe_link
from bot.terminal.render import render_answer
from catalog.credential import Credential

TODAY = dt.date(2026, 11, 23)
EVIL = "Evil\x1b[2J\x1b]0;owned\x07\x1b[31mTitle\x9b5m\r\u202ebad\x00"


def _item(**values: Any) -> Credential:
    return Credential.model_validate({"id": "a", "title": "First Steps in SQL"} | values)


def _printed(answer: Answer, width: int = 80, **options: Any) -> str:
    console = Console(file=io.StringIO(), width=width, **options)
    render_answer(answer, console, TODAY)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def _answer(*blocks: Any) -> Answer:
    return Answer(conversation="c", text="", intent=Intent.FIND, blocks=blocks, generation="g")


def test_a_card_prints_the_facts_of_the_record() -> None:
    item = _item(
        provider="Quillstack",
        cost={"amount": 25, "currency": "USD"},
        hours={"min": 5, "max": 6},
        level="beginner",
        delivery="self_paced",
        language=["en"],
        summary="Ask a database.",
        as_of="2026-11-03",
        stacks_into=[{"credential": "b"}],
        prerequisites={"credential": "c"},
    )
    text = _printed(_answer(Credentials(items=(item,), first=4, names={"b": "Larger", "c": "Earlier"})))
    for words in (
        "4 First Steps in SQL",
        "$25 (prices of 3 November)",
        "5–6 hours",
        "Quillstack",
        "beginner",
        "English",
    ):
        assert words in text
    assert "First: Earlier" in text
    assert "Counts toward: Larger" in text


def test_what_is_unknown_is_called_unknown() -> None:
    text = _printed(_answer(Credentials(items=(_item(),))))
    for words in ("price unknown", "hours unknown", "provider unknown", "level unknown"):
        assert words in text


def test_a_whole_record() -> None:
    item = _item(
        cost={"amount": 120, "currency": "USD", "parts": {"tuition": 95, "materials": 25}},
        starts=["2027-03-06"],
        place="Larkmoor",
        project=True,
        career_support=False,
        description="Long words.",
        url="https://a.example/x",
    )
    text = _printed(_answer(Credentials(items=(item,), whole=True)))
    for words in ("tuition $95, materials $25", "6 March 2027", "Larkmoor", "Long words.", "https://a.example/x"):
        assert words in text


@pytest.mark.parametrize("width", [20, 40, 71, 80, 200])
def test_every_width(width: int) -> None:
    items = (_item(), _item(id="b", title="A Very Long Title That Goes On and On and On and On"))
    rows = (ComparisonRow(label="Price", values=("$5", "price unknown")),)
    blocks = (Prose(text="Words " * 40), Credentials(items=items), Comparison(items=items, rows=rows))
    text = _printed(
        _answer(*blocks, Choices(question="Which?", options=("a", "b")), Notice(code="x", text="Note")), width
    )
    assert all(len(line) <= width for line in text.splitlines())
    assert "price unknown" in " ".join(text.split()) or width == 20


def test_nothing_in_a_record_reaches_the_terminal_as_a_command() -> None:
    item = _item(title=EVIL, provider=EVIL, summary=EVIL, description=EVIL, place=EVIL, url="javascript:alert(1)")
    blocks = (
        Prose(text=EVIL),
        Notice(code="n", text=EVIL),
        Choices(question=EVIL, options=(EVIL,)),
        Credentials(items=(item,)),
        Credentials(items=(item,), whole=True),
        Comparison(items=(item, item), rows=(ComparisonRow(label="Price", values=(EVIL, EVIL)),)),
    )
    text = _printed(_answer(*blocks))
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e", "\x00", "\r"}
    assert "EvilTitle" in text


def test_markup_in_a_record_stays_text() -> None:
    assert "[bold]x[/bold]" in _printed(_answer(Credentials(items=(_item(title="[bold]x[/bold]"),))))


def test_links_are_clickable_on_a_terminal_only() -> None:
    item = _item(url="https://a.example/x")
    answer = _answer(Credentials(items=(item,)))
    assert "\x1b]8;" in _printed(answer, force_terminal=True)
    assert "\x1b" not in _printed(answer)


def test_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = _printed(_answer(Notice(code="x", text="Note")), force_terminal=True)
    assert "\x1b[33m" not in text


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("https://a.example/\x1b]8;;", False),
        ("https://a.example/a b", False),
        (None, False),
        ("", False),
    ],
)
def test_which_links_may_be_clicked(url: str | None, safe: bool) -> None:
    assert (safe_link(url) is not None) is safe


def test_cleaning_keeps_what_people_write() -> None:
    assert clean("C++, C# & «é» 漢字\nnext") == "C++, C# & «é» 漢字\nnext"
    assert one_line(" a\n  b\t c ") == "a b c"
