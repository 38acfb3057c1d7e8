"""Bytes to text, and what stands in the way of a file as a whole."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import SourceUnreadable
from catalog_ingest.sources import Reading, Record, files_in, mojibake, read_source
from catalog_ingest.sources.mojibake import mend

Read = Callable[[str, str | bytes], Reading]
TEXT = "title,price\nIntroducción a la programación – “básica”,50 €\nCafé für Anfänger,60 €\n"


def cells(reading: Reading) -> list[list[object]]:
    return [list(item.cells.values()) for item in reading.records if isinstance(item, Record)]


EXPECTED = [["Introducción a la programación – “básica”", "50 €"], ["Café für Anfänger", "60 €"]]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
)
def test_unicode_encodings_without_a_word(read: Read, data: bytes) -> None:
    reading = read("a.csv", data)
    assert cells(reading) == EXPECTED
    assert reading.headers == ("title", "price")
    assert reading.problems == []


def test_windows_text_with_one_warning(read: Read) -> None:
    reading = read("a.csv", TEXT.encode("cp1252"))
    assert cells(reading) == EXPECTED
    assert [(problem.code, problem.severity) for problem in reading.problems] == [("encoding", "warning")]
    assert "cp1252" in reading.problems[0].message


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1251",
            "title,provider\nПрограммирование для начинающих на языке,Университет\nВведение в анализ данных,Институт\n",
        ),
        ("shift_jis", "title,provider\n日本語の入門コースについて,東京大学\nデータ分析の基礎,京都大学\n"),
    ],
)
def test_other_encodings_are_detected(read: Read, encoding: str, text: str) -> None:
    reading = read("a.csv", text.encode(encoding))
    assert cells(reading) == [line.split(",") for line in text.splitlines()[1:]]
    assert reading.problems[0].code == "encoding"


def test_files_pasted_together_from_two_encodings(read: Read) -> None:
    data = "title,x\nCafé UTF-8,1\n".encode() + "Café Windows,2\n".encode("cp1252")
    reading = read("a.csv", data)
    assert cells(reading) == [["Café UTF-8", "1"], ["Café Windows", "2"]]
    assert reading.problems[0].code == "encoding"


def test_wrongly_decoded_text_is_mended_with_a_warning(read: Read) -> None:
    reading = read("a.csv", "title,x\nplain,1\nItâ€™s a cafÃ©,2\n")
    assert cells(reading) == [["plain", "1"], ["It’s a café", "2"]]
    assert [(problem.code, problem.row) for problem in reading.problems] == [("mojibake", 3)]


def test_nul_characters_are_removed_with_a_warning(read: Read) -> None:
    reading = read("a.csv", "title,x\nA\x00B,1\n")
    assert cells(reading) == [["AB", "1"]]
    assert [(problem.code, problem.row) for problem in reading.problems] == [("nul_removed", 2)]


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, b"%PDF" + b"\x00\x01\x02" * 500, b"\x00" * 10 + b"x"]
)
def test_what_is_no_text_is_refused(read: Read, data: bytes) -> None:
    with pytest.raises(SourceUnreadable, match="does not look like text"):
        read("a.csv", data)


@pytest.mark.parametrize(
    "text", ["São Tomé", "Ação", "«DÉJÀ»", "naïve – ‘x’", "ESPAÑA", "MENÜ“", "Ärger", "日本語", "Zażółć", "”É”"]
)
def test_right_text_stays(text: str) -> None:
    assert mend(text) == text


_WORDS = st.text(alphabet="abc éàüñçß’“”–…€ ŁőšžĀ日本", min_size=1, max_size=20)


@given(_WORDS)
def test_what_was_decoded_wrongly_once_is_mended(text: str) -> None:
    try:
        wrong = text.encode("utf-8").decode("cp1252")
    except UnicodeDecodeError:
        return
    assert mend(wrong) in (text, wrong)
    if all(char.isascii() or char in "éàüñç’" for char in text):
        assert mend(wrong) == text


@given(st.text(alphabet=st.sampled_from("abÂÃâÄÅðñôõ©€™“”\x81\x9d\x80¿ \n日\ud800"), max_size=12))
def test_no_line_that_could_be_mended_is_passed_over(text: str) -> None:
    assert mend(text) == mojibake._RUN.sub(mojibake._mended_run, text)


@given(st.text(alphabet=st.characters(max_codepoint=0x7F), max_size=40))
def test_ascii_is_never_touched(text: str) -> None:
    assert mend(text) == text


def test_missing_file_folder_and_rights(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="There is no file"):
        read_source(tmp_path / "none.csv", "x")
    with pytest.raises(SourceUnreadable, match="holds no file"):
        read_source(tmp_path, "x")
    (tmp_path / "a.csv").write_text("title\nA\n")
    with pytest.raises(SourceUnreadable, match="is a folder"):
        read_source(tmp_path, "x")


def test_a_file_without_read_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title\nA\n")

    def refuse(_self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(SourceUnreadable, match="grant read access"):
        read_source(path, "x")


def test_files_of_a_folder(tmp_path: Path) -> None:
    for name in ("b.csv", "a.jsonl", ".hidden.csv", "~$open.xlsx", "notes.md", "c.XLSX"):
        (tmp_path / name).write_text("x")
    (tmp_path / "sub.csv").mkdir()
    assert [path.name for path in files_in(tmp_path)] == ["a.jsonl", "b.csv", "c.XLSX"]
    with pytest.raises(SourceUnreadable):
        files_in(tmp_path / "absent")


def test_the_sample_does_not_use_up_the_records(read: Read) -> None:
    reading = read("a.csv", "title,x\nA,1\nB\nC,3\n")
    assert [record.row for record in reading.sample(10)] == [2, 4]
    assert [item.row for item in reading.records] == [2, 3, 4]
