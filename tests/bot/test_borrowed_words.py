"""Words of other languages in English messages, and English words that only look like them."""

from __future__ import annotations

import pytest

from bot.advisor.understand.tongues import beside_english


@pytest.mark.parametrize(
    ("message", "tongue"),
    [
        ("excel please, pero barato", "es"),
        ("I need a course, aber nicht teuer", "de"),
        ("photoshop please, mais gratuit", "fr"),
    ],
)
def test_borrowed_words_tell_their_language(message: str, tongue: str) -> None:
    assert beside_english(message) == tongue


@pytest.mark.parametrize(
    "message",
    [
        "an absolute beginner, at the maximum 50 dollars",
        "how many participants, and who is the instructor?",
        "i dont know what falls out",
        "was it kind of hard?",
        "python, sql and excel",
    ],
)
def test_english_words_borrow_nothing(message: str) -> None:
    assert beside_english(message) is None
