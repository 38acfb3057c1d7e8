"""Foreign text made safe, and cut."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.views.text import clean, cut, cut_to_sentences, escaped, one_line, safe_link


@pytest.mark.parametrize(
    ("given_", "shown"),
    [
        ("C++, C# & «é» 漢字 <3", "C++, C# & «é» 漢字 <3"),
        ("*bold* _it_ ~no~ `code` :smile:", "*bold* _it_ ~no~ `code` :smile:"),
        ("a\u202egnp.exe\u200b\ufeff\u2066b", "agnp.exeb"),
        ("\x1b[31mred\x07", "[31mred"),
        ("one\r\ntwo\u2028three\tfour", "one\ntwo\nthree four"),
        ("\u3164\u115f\u2800", ""),
        ("\ud800lone", "lone"),
        ("<!channel> <@U123> <#C123>", "< !channel> < @U123> < #C123>"),
        ("<\u200b!here>", "< !here>"),
        ("@channel and @HERE, @everyone", "@ channel and @ HERE, @ everyone"),
        ("@\u2060here", "@ here"),
        ("ana@hereford.example", "ana@hereford[.]example"),
        ("@hereford", "@ hereford"),
        ("https://evil.example/a.b?c", "https[:]//evil[.]example/a[.]b?c"),
        ("see www.evil.example.", "see www[.]evil[.]example."),
        ("<https://evil.example|click>", "<https[:]//evil[.]example|click>"),
        ("mailto:ana@evil.example", "mailto[:]ana@evil[.]example"),
        ("MAILTO:ana", "MAILTO[:]ana"),
        ("bit.ly/abc", "bit[.]ly/abc"),
        ("ASP.NET, Node.js, 3.5/5 and CI/CD", "ASP.NET, Node.js, 3.5/5 and CI/CD"),
    ],
)
def test_what_becomes_of_a_text(given_: str, shown: str) -> None:
    assert clean(given_) == shown


def test_an_address_that_is_ours_stays() -> None:
    assert clean("Write to help@uni.example or https://uni.example", addresses=True) == (
        "Write to help@uni.example or https://uni.example"
    )


@given(st.text())
def test_nothing_hidden_and_nothing_live_is_left(text: str) -> None:
    made = clean(text)
    assert not {unicodedata.category(sign) for sign in made if sign != "\n"} & {"Cc", "Cf", "Cs", "Co"}
    assert "://" not in made
    assert clean(made) == made
    made.encode("utf-8")


@given(
    st.lists(st.sampled_from(["<", "!", "@", "here", "channel", "\u200b", "://", "www.", "https", ".", "a", "/", " "]))
)
def test_pieces_do_not_become_live_when_they_meet(pieces: list[str]) -> None:
    made = clean("".join(pieces))
    assert not re.search(r"<[!@#]|(?<!\w)@(?:here|channel)|://|www\.a", made)


@given(st.text(), st.integers(2, 80))
def test_cutting_keeps_the_limit_and_the_beginning(text: str, most: int) -> None:
    made = cut(text, most)
    assert len(made) <= most
    assert made == text or (made.endswith("…") and text.startswith(made[:-1]))


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("three little words", 18, "three little words"),
        ("three little words", 17, "three little…"),
        ("three little words", 13, "three little…"),
        ("unbreakablelongword", 10, "unbreakab…"),
        ("a unbreakablelongword", 10, "a unbreak…"),
    ],
)
def test_cutting_breaks_behind_words(text: str, most: int, shown: str) -> None:
    assert cut(text, most) == shown


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("One. Two. Three.", 100, "One. Two. Three."),
        ("One. Two. Three.", 10, "One. Two."),
        ("It costs $1.50 now. More follows here.", 22, "It costs $1.50 now."),
        ("• one\n• two\n• three", 12, "• one\n• two"),
        ("No end within the limit.", 10, ""),
    ],
)
def test_sentences_are_kept_whole(text: str, most: int, shown: str) -> None:
    assert cut_to_sentences(text, most) == shown


@given(st.text())
def test_escaping_leaves_no_control_sign(text: str) -> None:
    made = escaped(text)
    assert not set(made) & {"<", ">"}
    assert made.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    made = one_line(text)
    assert "\n" not in made
    assert made == made.strip()


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1&z=2#s", True),
        ("https://a.example:8443/ü", True),
        ("http://a.example", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https:///path", False),
        ("https://good.example@evil.example/", False),
        ("https://a.example/a b", False),
        ("https://a.example/|<!channel>", False),
        ("https://a.example/\u202eexe", False),
        ("https://[broken", False),
        ("https://a.example/" + "x" * 3000, False),
        ("", False),
        (None, False),
    ],
)
def test_which_addresses_are_links(url: str | None, safe: bool) -> None:
    assert (safe_link(url) is not None) is safe


@pytest.mark.parametrize("piece", ["z", "a@", "a.", "www.", "@", "<", ". ", "a@a.", "\n", "://", "-"])
def test_a_long_text_that_means_harm_takes_no_long_time(piece: str) -> None:
    begun = time.perf_counter()
    text = clean(piece * 40_000)
    cut_to_sentences(text, 600)
    cut(text, 600)
    assert time.perf_counter() - begun < 5
