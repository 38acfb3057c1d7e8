"""Texts made fit to be drawn and written: one line, nothing that turns or hides other text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.legible import MOST_MARKS, legible


@given(st.text())
def test_one_line_without_what_cannot_be_seen(text: str) -> None:
    shown = legible(text)
    assert shown == " ".join(shown.split())
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cs"}
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200b")


@given(st.text())
def test_what_is_legible_stays_as_it_is(text: str) -> None:
    assert legible(legible(text)) == legible(text)


@pytest.mark.parametrize("text", ["Bookkeeping, $5 & more", "Contabilidad básica", "数据分析", "تحليل البيانات"])
def test_ordinary_titles_are_untouched(text: str) -> None:
    assert legible(text) == text


def test_towers_of_accents_are_cut_down() -> None:
    shown = legible("a" + "\u0301" * 50 + "b")
    assert sum(unicodedata.combining(char) > 0 for char in shown) <= MOST_MARKS
    assert shown.endswith("b")
