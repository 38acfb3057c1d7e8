"""Levels, deliveries, kinds, languages, dates, truth."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.credential import Delivery, Kind, Level
from catalog_ingest.values.dates import parse_date
from catalog_ingest.values.delivery import parse_delivery
from catalog_ingest.values.kind import parse_kind
from catalog_ingest.values.language import parse_language
from catalog_ingest.values.level import parse_level
from catalog_ingest.values.truth import parse_truth


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Introductory", Level.BEGINNER),
        ("Beginner Level", Level.BEGINNER),
        ("beginner", Level.BEGINNER),
        ("Básico", Level.BEGINNER),
        ("Einsteiger", Level.BEGINNER),
        ("INTERMEDIATE", Level.INTERMEDIATE),
        ("intermédiaire", Level.INTERMEDIATE),
        ("Advanced", Level.ADVANCED),
        ("avanzado", Level.ADVANCED),
        ("Fortgeschrittene", Level.ADVANCED),
    ],
)
def test_level(text: str, level: Level) -> None:
    assert parse_level(text).value is level


@pytest.mark.parametrize("text", ["Beginner to Advanced", "K-12", "hard"])
def test_no_single_level(text: str) -> None:
    assert parse_level(text).value is None
    assert parse_level(text).trouble


@pytest.mark.parametrize("text", ["", "All levels", "any"])
def test_a_level_for_all_is_unknown_without_trouble(text: str) -> None:
    assert parse_level(text).value is None
    assert parse_level(text).trouble is None


@pytest.mark.parametrize(
    ("text", "delivery"),
    [
        ("Self-paced on your time", Delivery.SELF_PACED),
        ("self_paced", Delivery.SELF_PACED),
        ("Instructor-led on a course schedule", Delivery.ONLINE_SCHEDULED),
        ("Live Online", Delivery.ONLINE_SCHEDULED),
        ("In Person", Delivery.IN_PERSON),
        ("onsite", Delivery.IN_PERSON),
        ("Präsenz", Delivery.IN_PERSON),
        ("presencial", Delivery.IN_PERSON),
        ("blended", Delivery.HYBRID),
        ("hybrid (on campus and online)", Delivery.HYBRID),
    ],
)
def test_delivery(text: str, delivery: Delivery) -> None:
    assert parse_delivery(text).value is delivery


def test_online_alone_leaves_the_timetable_open() -> None:
    assert parse_delivery("Online").value is None
    assert parse_delivery("Online").trouble


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Course", Kind.COURSE),
        ("Professional Certificate", Kind.PROFESSIONAL_CERTIFICATE),
        ("Certificate of Completion", Kind.CERTIFICATE),
        ("Digital Badges", Kind.BADGE),
        ("Micro-credential", Kind.MICROCREDENTIAL),
        ("Certificate program", Kind.PROGRAM),
        ("Bachelor's degree", Kind.DEGREE),
        ("exam", Kind.EXAM),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    assert parse_kind(text).value is kind


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_reads_its_own_name(kind: Kind) -> None:
    assert parse_kind(kind.value).value is kind


@pytest.mark.parametrize("value", [*Level, *Delivery])
def test_every_native_word_is_read(value: Level | Delivery) -> None:
    parsed = parse_level(value) if isinstance(value, Level) else parse_delivery(value)
    assert parsed.value is value


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("English", "en"),
        ("Español", "es"),
        ("Français", "fr"),
        ("Deutsch", "de"),
        ("Italiano", "it"),
        ("Português", "pt"),
        ("中文", "zh"),
        ("日本語", "ja"),
        ("اللغة العربية", "ar"),
        ("Chinese (Simplified)", "zh-Hans"),
        ("Chinese (Traditional)", "zh-Hant"),
        ("Portuguese (Brazilian)", "pt-BR"),
        ("inglés", "en"),
        ("anglais", "en"),
        ("Englisch", "en"),
        ("en_us", "en-US"),
        ("EN", "en"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("Spanish; Castilian", "es"),
        ("Ukrainian", "uk"),
    ],
)
def test_language(text: str, tag: str) -> None:
    assert parse_language(text).value == tag


@pytest.mark.parametrize("text", ["Klingonish", "qq-QQ-nonsense", "12"])
def test_no_language(text: str) -> None:
    assert parse_language(text).value is None
    assert parse_language(text).trouble


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021-03-10", dt.date(2021, 3, 10)),
        ("2021-03-10 10:33:00", dt.date(2021, 3, 10)),
        ("2024-09-04T15:00:00Z", dt.date(2024, 9, 4)),
        ("31.12.2024", dt.date(2024, 12, 31)),
        ("03.04.2024", dt.date(2024, 4, 3)),
        ("12/31/2024", dt.date(2024, 12, 31)),
        ("31/12/2024", dt.date(2024, 12, 31)),
        ("05/05/2024", dt.date(2024, 5, 5)),
        ("March 3, 2024", dt.date(2024, 3, 3)),
        ("3 Sept 2024", dt.date(2024, 9, 3)),
    ],
)
def test_date(text: str, date: dt.date) -> None:
    assert parse_date(text).value == date


@pytest.mark.parametrize(
    "text", ["03/04/2024", "March 2024", "2024", "10:30", "Monday", "2024-13-01", "2024-02-30", "0001-01-01", "soon"]
)
def test_no_sure_date(text: str) -> None:
    assert parse_date(text).value is None
    assert parse_date(text).trouble


@pytest.mark.parametrize("text", ["yes", "Y", "true", "t", "1", "1.0", "Sí", "oui", "ja", "x"])
def test_yes(text: str) -> None:
    assert parse_truth(text).value is True


@pytest.mark.parametrize("text", ["no", "N", "False", "f", "0", "2", "non", "nein"])
def test_no(text: str) -> None:
    assert parse_truth(text).value is False


def test_neither_yes_nor_no() -> None:
    assert parse_truth("maybe").trouble
    assert parse_truth("").trouble is None


@given(st.text(max_size=60))
def test_no_parser_of_words_raises(text: str) -> None:
    for parser in (parse_level, parse_delivery, parse_kind, parse_language, parse_date, parse_truth):
        parsed = parser(text)
        assert parsed.trouble is None or parsed.trouble.endswith(".")


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2199, 12, 31)))
def test_dates_are_read_back(date: dt.date) -> None:
    for text in (date.isoformat(), f"{date.isoformat()} 12:00:00", f"{date:%d.%m.%Y}", f"{date:%B %d, %Y}"):
        assert parse_date(text).value == date
