"""Sentences cut out of a stream."""

from __future__ import annotations

import random

import pytest

from bot.advisor.grounding.cut import MOST, Cutter, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("It costs $3.50 a month. Good.", ["It costs $3.50 a month.", "Good."]),
        ("Use it, e.g. for work. Yes.", ["Use it, e.g. for work.", "Yes."]),
        ("See https://a.example/x.html. Then go.", ["See https://a.example/x.html.", "Then go."]),
        ("- One thing\n- Another thing\n\nDone.", ["- One thing", "- Another thing", "Done."]),
        ("1. First\n2. Second", ["1. First", "2. Second"]),
        ("Say “more” to see 2. 3 more fit.", ["Say “more” to see 2.", "3 more fit."]),
        ("“Is this it? Yes.” is a title. End.", ["“Is this it? Yes.” is a title.", "End."]),
        ("He said “no.” Then he left.", ["He said “no.”", "Then he left."]),
        ("Wait… what? Ok.", ["Wait… what?", "Ok."]),
        ("   \n \n", []),
        ("-\n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_no_sentence_ends_within_a_title() -> None:
    title = "Who Owns This Data? Governance for Small Teams"
    text = f"Take {title} today. It is short."
    assert sentences(text, [title]) == [f"Take {title} today.", "It is short."]
    assert sentences(text) != sentences(text, [title])


@pytest.mark.parametrize("seed", range(20))
def test_however_the_stream_is_cut_the_sentences_are_the_same(seed: int) -> None:
    title = "Who Owns This Data? Governance for Small Teams"
    text = f"I found two. {title} costs $3.50, e.g. for you. “Ask. Now.” is one!\n- A list\n- Its end. Bye"
    dice, cutter, found = random.Random(seed), Cutter([title]), list[str]()
    rest = text
    while rest:
        size = dice.randint(1, 9)
        found += cutter.feed(rest[:size])
        rest = rest[size:]
    assert [*found, *cutter.rest()] == sentences(text, [title])


def test_a_sentence_is_handed_on_as_soon_as_it_is_complete() -> None:
    cutter = Cutter()
    assert list(cutter.feed("One sen")) == []
    assert list(cutter.feed("tence.")) == []
    assert list(cutter.feed(" And")) == ["One sentence."]
    assert list(cutter.rest()) == ["And"]
    assert list(cutter.rest()) == []


def test_a_text_without_an_end_is_cut_somewhere() -> None:
    pieces = sentences("word " * 500)
    assert len(pieces) > 1
    assert max(map(len, pieces)) <= MOST
