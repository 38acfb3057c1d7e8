"""Text, lists, addresses, identity."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_ingest.values.identity import identity
from catalog_ingest.values.lists import parse_list
from catalog_ingest.values.text import clean, clean_paragraphs, scrubbed
from catalog_ingest.values.url import address_key, parse_url


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  two   words ", "two words"),
        ("a\u00a0b", "a b"),
        ("<p>Hi &amp; <b>you</b></p>", "Hi & you"),
        ("a<br>b", "a b"),
        ("&lt;b&gt;bold&lt;/b&gt;", "bold"),
        ("x<script>alert(1)</script>y", "x y"),
        ("<!-- hidden -->shown", "shown"),
        ("a < b and c > d", "a < b and c > d"),
        ("List<String> in C++", "List<String> in C++"),
        ("a\u200bb\u202ec\ufeff", "abc"),
        ("bell\x07", "bell"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ('"Triple, twice"', "Triple, twice"),
        ('"Prepares the Operator"s exam."', 'Prepares the Operator"s exam.'),
        ('"A" and "B"', '"A" and "B"'),
        ('or "In the end"', 'or "In the end"'),
        ('stray"', "stray"),
        ('"stray', "stray"),
        ('12" screens', '12" screens'),
        ("", ""),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_paragraphs_keep_their_lines() -> None:
    assert clean_paragraphs("one  two\r\n\r\n three<p>four</p>") == "one two\nthree\nfour"


@given(st.text(max_size=200))
def test_clean_text_is_clean(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == " ".join(cleaned.split())
    assert scrubbed(cleaned) == cleaned
    cleaned.encode("utf-8")


@given(st.text(alphabet="abc <>&;\"'/pbr\n\u200b", max_size=80))
def test_paragraphs_say_the_same_words(text: str) -> None:
    if '"' not in text:
        assert clean_paragraphs(text).split() == clean(text).split()


@pytest.mark.parametrize(
    "text", [" " * 400_000, "<" * 200_000, "<p " * 60_000, "<script>" * 30_000, "&" * 200_000, "<!--" * 50_000]
)
def test_long_hostile_text_is_quick(text: str) -> None:
    started = time.perf_counter()
    clean_paragraphs(text)
    assert time.perf_counter() - started < 3


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ("['a', \"b's\"]", ("a", "b's")),
        ('["a", "b, c"]', ("a", "b, c")),
        ("['C++', 'C Sharp (C#) (Programming Language)']", ("C++", "C Sharp (C#) (Programming Language)")),
        ('{a,"b c",NULL}', ("a", "b c")),
        ('{"say \\"hi\\"",x}', ('say "hi"', "x")),
        ("Python (a, b), SQL", ("Python (a, b)", "SQL")),
        ("a; b, c", ("a", "b, c")),
        ("a|b|a", ("a", "b")),
        ("one\ntwo", ("one", "two")),
        ("open (bracket, next", ("open (bracket", "next")),
        (["x", {"name": "y"}, None, 3], ("x", "y", "3")),
        ({"name": "only"}, ("only",)),
        ("[]", ()),
        ("{}", ()),
        ("", ()),
        (None, ()),
        ("[broken, list", ("[broken", "list")),
        (7, ("7",)),
    ],
)
def test_list(value: object, items: tuple[str, ...]) -> None:
    assert parse_list(value) == items


def test_a_named_separator_is_the_only_one() -> None:
    assert parse_list("a, b/c; d", "/") == ("a, b", "c; d")


_ITEM = st.text(alphabet="abcdef (),;|'\"é", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(_ITEM, max_size=6, unique=True))
def test_lists_of_programs_are_read_back(items: list[str]) -> None:
    assert parse_list(json.dumps(items)) == tuple(items)
    assert parse_list(repr(items)) == tuple(items)
    assert parse_list(items) == tuple(items)


@given(st.one_of(st.text(max_size=80), st.text(alphabet="[]{}()',\"\\ a", max_size=60)))
def test_lists_never_raise(text: str) -> None:
    assert all(item == item.strip() and item for item in parse_list(text))


def test_deeply_nested_lists_do_not_crash() -> None:
    assert isinstance(parse_list("[" * 50_000 + "]" * 50_000), tuple)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://x.org/a", "https://x.org/a"),
        ("www.LIIT.com", "http://www.LIIT.com"),
        ("bergen.edu/continuinged", "http://bergen.edu/continuinged"),
        ("HTTP://X.org", "HTTP://X.org"),
        ("https://münchen.de/kurs", "https://münchen.de/kurs"),
    ],
)
def test_web_addresses(text: str, url: str) -> None:
    assert parse_url(text).value == url


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "mailto:a@b.org",
        "bti_web@verizon.net",
        "591 Summit Ave",
        "//x.org/a",
        "http://u:p@x.com",
        "http://[::1",
        "https://x.org:abc/",
        "http://x.org/a b",
        "http://",
        "https://x.org/\x00",
    ],
)
def test_other_addresses_are_dropped(text: str) -> None:
    assert parse_url(text).value is None
    assert parse_url(text).trouble


@given(st.text(max_size=80))
def test_addresses_never_raise(text: str) -> None:
    url = parse_url(text).value
    assert url is None or url.lower().startswith(("http://", "https://"))
    address_key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://X.org/Course/", "http://x.org/Course"),
        ("https://x.org/c?utm_source=mail&id=3", "https://x.org/c?id=3"),
        ("https://x.org/c?b=2&a=1", "https://x.org/c?a=1&b=2"),
        ("https://x.org/c#top", "https://x.org/c"),
    ],
)
def test_spellings_of_one_address(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


def test_different_pages_stay_different() -> None:
    assert address_key("https://x.org/c?id=3") != address_key("https://x.org/c?id=4")
    assert address_key("https://x.org/a") != address_key("https://x.org/A")


def test_identity_prefers_the_own_id_then_the_address_then_the_title() -> None:
    assert identity("nj", "48277", "https://x.org/a", "P", "T") == "nj:48277"
    assert identity("edx", "", "https://www.edx.org/course/a/", "P", "T") == "edx:www.edx.org/course/a"
    hashed = identity("s", "", None, "Universität", "Kürs  Eins")
    assert hashed == identity("s", "", None, "UNIVERSITAT", "kurs eins")
    assert hashed != identity("s", "", None, "Universität", "Kurs Zwei")
    assert len(hashed) == len("s:") + 16
