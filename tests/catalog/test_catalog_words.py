"""Folding, hashing and languages: how words are compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.content import digest, fold
from catalog.language import language_tag


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Université  Laval", "universite laval"),
        ("  Straße ", "strasse"),
        ("ÑANDÚ\tY\nCIGÜEÑA", "nandu y ciguena"),
        ("Łódź", "łodz"),
        ("ﬁnance", "finance"),
        ("𝓐i", "ai"),
        ("C++", "c++"),
        ("", ""),
    ],
)
def test_case_and_accents_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="áéíóúñçüöàè abcxyz", max_size=40))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(), st.text())
def test_digests_differ_where_texts_differ(first: str, second: str) -> None:
    assert (digest(first) == digest(second)) == (first == second)
    assert len(digest(first)) == 32


def test_a_digest_takes_text_that_is_not_unicode() -> None:
    assert digest("\ud800") != digest("\ud801")


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Spanish", "es"),
        ("español", "es"),
        ("Español", "es"),
        ("espanol", "es"),
        ("ESPAGNOL", "es"),
        ("castellano", "es"),
        ("French", "fr"),
        ("Français", "fr"),
        ("Deutsch", "de"),
        ("alemán", "de"),
        ("中文", "zh"),
        ("日本語", "ja"),
        ("اللغة العربية", "ar"),
        ("Mandarin", "zh"),
        ("Simplified Chinese", "zh-Hans"),
        ("Portuguese (Brazil)", "pt-BR"),
        ("Brazilian Portuguese", "pt-BR"),
        ("es", "es"),
        ("ES", "es"),
        ("es-mx", "es-MX"),
        ("EN_us", "en-US"),
        ("zh-hans", "zh-Hans"),
        ("es-419", "es-419"),
        (" italian ", "it"),
        ("Klingon?", "tlh"),
        ("Elvish", None),
        ("xx", None),
        ("", None),
        ("   ", None),
        ("python", None),
        ("a" * 10_000, None),
    ],
)
def test_language_names_and_tags(name: str, tag: str | None) -> None:
    assert language_tag(name) == tag


@given(st.text())
def test_any_text_is_a_language_or_none(text: str) -> None:
    tag = language_tag(text)
    assert tag is None or language_tag(tag) == tag
