"""Words: how text is cut, which words count, what BM25 finds; on disk and in memory."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import IndexUnusable
from retrieval.lexical import HEADLINE, LexicalIndex, LexicalWriter, key_of
from retrieval.words import words_of

TEXTS = {
    "c": "Embedded systems in C",
    "cpp": "Modern C++ in practice",
    "csharp": "Services with C#, step by step",
    "net": "Web services in .NET",
    "aspnet": "Web pages with ASP.NET Core",
    "r": "Statistics in R",
    "es": "Programación y análisis de datos",
    "fr": "Modélisation financière",
    "ux": "Designing interfaces that people understand",
}
KEYS = {key_of(name): name for name in TEXTS}


def filled(folder: Path | None, texts: Mapping[str, str]) -> LexicalIndex:
    writer = LexicalWriter(folder)
    for name, text in texts.items():
        writer.add(key_of(name), text.split(" ")[0], text)
    return writer.commit()


@pytest.fixture(params=["disk", "memory"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> LexicalIndex:
    made = filled(tmp_path / "lexical" if request.param == "disk" else None, TEXTS)
    return LexicalIndex.open(tmp_path / "lexical") if request.param == "disk" else made


def found(index: LexicalIndex, text: str, names: Mapping[int, str] = KEYS) -> list[str]:
    keys, scores = index.bm25(index.terms(text), 100)
    assert list(scores) == sorted(scores, reverse=True)
    return [names[key] for key in keys.tolist()]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("C", {"c"}),
        ("c++", {"cpp"}),
        ("C#", {"csharp"}),
        (".NET", {"net", "aspnet"}),
        ("R", {"r"}),
        ("asp.net", {"aspnet", "net"}),
        ("programacion", {"es"}),
        ("PROGRAMACIÓN", {"es"}),
        (unicodedata.normalize("NFD", "Programación"), {"es"}),
        ("financiere", {"fr"}),
        ("interface design", {"ux"}),
        ("understanding", {"ux"}),
        ("the of and in with", set()),
        ("C++ OR -R +C# ~x^2 (title:", {"cpp", "r", "csharp"}),
        ("python", set()),
        ("", set()),
        ("🙂 ¿?", set()),
    ],
)
def test_words_find_what_holds_them(index: LexicalIndex, text: str, names: set[str]) -> None:
    assert set(found(index, text)) == names


def test_more_of_the_words_and_rarer_ones_come_first(index: LexicalIndex) -> None:
    assert found(index, "web services .NET")[0] == "net"
    assert set(found(index, "web services .NET")) == {"net", "aspnet", "csharp"}


def test_a_document_that_is_cut_into_accents_is_found_by_whole_letters(tmp_path: Path) -> None:
    decomposed = {name: unicodedata.normalize("NFD", text) for name, text in TEXTS.items()}
    assert found(filled(None, decomposed), "análisis") == ["es"]


def test_updates_and_deletions_are_seen_after_the_next_commit(tmp_path: Path) -> None:
    filled(tmp_path, TEXTS)
    writer = LexicalWriter(tmp_path)
    writer.drop([key_of("c"), key_of("r"), key_of("never there")])
    writer.add(key_of("c"), "Welding", "Welding for beginners")
    assert found(LexicalIndex.open(tmp_path), "welding") == []
    writer.commit()
    changed = LexicalIndex.open(tmp_path)
    assert len(changed) == len(TEXTS) - 1
    assert found(changed, "welding") == ["c"]
    assert found(changed, "R") == found(changed, "C") == []


def test_an_open_index_does_not_change_under_its_reader(tmp_path: Path) -> None:
    before = filled(tmp_path, TEXTS)
    writer = LexicalWriter(tmp_path)
    writer.drop([key_of("r")])
    writer.commit()
    assert found(before, "R") == ["r"]


def test_results_are_the_same_every_time(index: LexicalIndex) -> None:
    assert len({tuple(found(index, "web services in practice with C# and data")) for _ in range(5)}) == 1


def test_coverage_is_the_share_of_the_weight_of_the_words(index: LexicalIndex) -> None:
    terms = index.terms("web services")
    keys, shares = index.coverage(terms, 100)
    covered = {KEYS[key]: share for key, share in zip(keys.tolist(), shares.tolist(), strict=True)}
    rarity = dict(zip(terms, index.weights(terms), strict=True))
    assert covered["net"] == pytest.approx(1)
    assert covered["aspnet"] == pytest.approx(rarity["web"] / sum(rarity.values()), rel=1e-5)


def test_coverage_of_the_headline_alone(index: LexicalIndex) -> None:
    keys, shares = index.coverage(index.terms("statistics"), 10, HEADLINE)
    assert [KEYS[key] for key in keys.tolist()] == ["r"]
    assert shares.tolist() == [1.0]
    assert len(index.coverage(index.terms("interfaces"), 10, HEADLINE)[0]) == 0


def test_a_word_that_no_text_holds_keeps_coverage_below_one(index: LexicalIndex) -> None:
    _, shares = index.coverage(index.terms("modern zymurgy"), 10)
    assert 0 < shares[0] < 0.6


def test_weights_are_those_of_bm25(index: LexicalIndex) -> None:
    size = len(TEXTS)
    wanted = [math.log(1 + (size - held + 0.5) / (held + 0.5)) for held in (2, 1, 0)]
    assert index.weights(["web", "modern", "zymurgi"]) == pytest.approx(wanted)


def test_limits_and_nothing_to_look_for(index: LexicalIndex) -> None:
    assert [len(values) for values in index.bm25([], 10)] == [0, 0]
    assert [len(values) for values in index.coverage([], 10)] == [0, 0]
    assert len(index.bm25(index.terms("web services"), 1)[0]) == 1
    assert len(index.bm25(index.terms("web"), 0)[0]) == 0
    assert index.holds("web")
    assert not index.holds("welding")


def test_terms_are_distinct_and_without_stop_words(index: LexicalIndex) -> None:
    assert index.terms("The course of courses: C++ and C# and c++") == ["cours", "c++", "c#"]


@pytest.mark.parametrize("spoil", ["missing", "empty", "garbage"])
def test_what_is_no_index_is_said_to_be_unusable(tmp_path: Path, spoil: str) -> None:
    folder = tmp_path / "lexical"
    if spoil != "missing":
        folder.mkdir()
    if spoil == "garbage":
        (folder / "meta.json").write_text("{")
    with pytest.raises(IndexUnusable):
        LexicalIndex.open(folder)


@given(st.text(), st.text())
def test_keys_are_sixty_three_bits_and_apart(first: str, second: str) -> None:
    assert 0 <= key_of(first) < 2**63
    assert (key_of(first) == key_of(second)) == (first == second)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C, C++ & C#", ("c", "c++", "c#")),
        ("F# on .NET Core", ("f#", "on", ".net", "core")),
        ("network.nets", ("network", "nets")),
        ("Über-Straße 2.0", ("uber", "strasse", "2", "0")),
        ("snake_case", ("snake", "case")),
        ("日本語", ("日本語",)),
        ("…", ()),
    ],
)
def test_words_of_a_text(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words
