"""One record to one credential."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.credential import Basis, Cost, Credential, Delivery, Effort, Kind, Level
from catalog_ingest.column_mapping import NATIVE, ColumnMapping
from catalog_ingest.normalise import Normalised, normalise
from catalog_ingest.sources.record import Record

RowOf = Callable[..., Normalised]


def codes(normalised: Normalised) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.field) for problem in normalised.problems]


def credential(normalised: Normalised) -> Credential:
    assert normalised.credential is not None
    return normalised.credential


@pytest.mark.parametrize("title", ["", "  ", "N/A", "\u200b", "<p></p>", "null", None])
def test_a_row_without_a_title_is_rejected(row_of: RowOf, title: object) -> None:
    rejected = row_of({"title": title})
    assert rejected.credential is None
    assert [(problem.code, problem.severity, problem.row, problem.source) for problem in rejected.problems] == [
        ("no_title", "error", 7, "test")
    ]


FIELDS = {
    "title": "title",
    "level": "level",
    "language": "language",
    "delivery": "delivery",
    "kind": "kind",
    "cost": "cost",
    "hours": "hours",
    "weeks": "weeks",
    "starts": "starts",
    "enrol_by": "enrol_by",
    "url": "url",
    "project": "project",
    "validity_months": "validity",
    "credit": {"amount": "credit", "unit": "ECTS"},
}


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("level", "hard", "bad_level"),
        ("language", "Klingonish", "bad_language"),
        ("delivery", "by owl", "bad_delivery"),
        ("kind", "thing", "bad_kind"),
        ("cost", "call us", "bad_price"),
        ("cost", -3, "bad_price"),
        ("cost", float("inf"), "bad_price"),
        ("hours", "some", "bad_hours"),
        ("weeks", "some", "bad_weeks"),
        ("starts", "soon", "bad_date"),
        ("enrol_by", "03/04/2024", "bad_date"),
        ("url", "javascript:alert(1)", "bad_url"),
        ("project", "perhaps", "bad_truth"),
        ("validity", "two years", "bad_number"),
        ("credit", "many", "bad_credit"),
    ],
)
def test_a_bad_value_is_unknown_with_a_warning(row_of: RowOf, column: str, value: object, code: str) -> None:
    normalised = row_of({"title": "T", column: value}, fields=FIELDS)
    plain = row_of({"title": "T"}, fields=FIELDS)
    assert credential(normalised) == credential(plain)
    assert [(problem.code, problem.severity, problem.value) for problem in normalised.problems] == [
        (code, "warning", str(value))
    ]
    assert plain.problems == ()


def test_good_values_all_at_once(row_of: RowOf) -> None:
    cells = {
        "title": " Intro\u00a0to <b>C++</b> ", "level": "Basic", "language": "English, Español", "delivery": "hybrid",
        "kind": "certificate", "cost": "49,50 € per month", "hours": "10-12 hours", "weeks": "5",
        "starts": "2025-01-02; 2025-03-04",
        "enrol_by": "2025-01-01", "url": "x.org/a", "project": "yes", "validity": 24, "credit": "2.5 ECTS",
    }  # fmt: skip
    good = credential(row_of(cells, fields=FIELDS))
    assert good.id == "test:x.org/a"
    assert (good.title, good.level, good.language) == ("Intro to C++", Level.BEGINNER, ("en", "es"))
    assert (good.delivery, good.kind) == (Delivery.HYBRID, Kind.CERTIFICATE)
    assert good.cost == Cost(amount=Decimal("49.50"), currency="EUR", basis=Basis.PER_MONTH)
    assert (good.hours, good.weeks) == (Effort(min=10, max=12), 5)
    assert [date.isoformat() for date in good.starts] == ["2025-01-02", "2025-03-04"]
    assert (good.url, good.project, good.validity_months) == ("http://x.org/a", True, 24)
    assert good.credit[0].amount == Decimal("2.5")
    assert good.source is not None
    assert (good.source.name, good.source.row) == ("test", 7)


def test_doubts_are_kept_with_a_warning(row_of: RowOf) -> None:
    normalised = row_of({"title": "T", "cost": "from $30"}, fields={"title": "title", "cost": "cost"})
    assert credential(normalised).cost == Cost(amount=Decimal(30), currency="USD")
    assert codes(normalised) == [("uncertain_price", "cost")]


PARTS = {"total": "total", "currency": "USD", "parts": {"tuition": "tuition", "books": "books"}}


@pytest.mark.parametrize(
    ("total", "tuition", "books", "amount", "free", "problems"),
    [
        ("100", "60", "40", 100, False, []),
        ("0", "0", "0", 0, True, []),
        ("0", "1000", "0", 0, False, ["cost_contradiction"]),
        ("41984198", "4198", "0", 41984198, False, ["cost_contradiction"]),
        ("100", "", "", 100, False, []),
        ("", "60", "", None, False, []),
        ("100", "x", "100", 100, False, ["bad_price"]),
        (100, 60.5, 39.5, 100, False, []),
    ],
)
def test_totals_and_parts(
    row_of: RowOf, total: object, tuition: object, books: object, amount: int | None, free: bool, problems: list[str]
) -> None:
    normalised = row_of(
        {"title": "T", "total": total, "tuition": tuition, "books": books}, fields={"title": "title", "cost": PARTS}
    )
    cost = credential(normalised).cost
    assert cost is not None
    assert (cost.amount, cost.currency, cost.is_free) == (amount, "USD", free)
    assert [problem.code for problem in normalised.problems] == problems


def test_no_price_at_all_is_unknown(row_of: RowOf) -> None:
    assert credential(row_of({"title": "T"}, fields={"title": "title", "cost": PARTS})).cost is None


def test_currency_from_a_column(row_of: RowOf) -> None:
    fields = {"title": "title", "cost": {"total": "p", "currency_column": "c"}}
    for code, expected, problems in (("eur", "EUR", 0), ("", None, 0), ("shells", None, 1)):
        normalised = row_of({"title": "T", "p": "5", "c": code}, fields=fields)
        cost = credential(normalised).cost
        assert cost is not None
        assert cost.currency == expected
        assert len(normalised.problems) == problems


@pytest.mark.parametrize(
    ("award", "kind"),
    [("AA", Kind.DEGREE), ("aa ", Kind.DEGREE), ("Diploma", Kind.PROGRAM), ("", Kind.COURSE), ("-", Kind.COURSE)],
)
def test_value_tables(row_of: RowOf, award: str, kind: Kind) -> None:
    table = {"column": "award", "values": {"AA": "degree"}, "otherwise": "program", "empty": "course"}
    assert credential(row_of({"title": "T", "award": award}, fields={"title": "title", "kind": table})).kind is kind


def test_items_of_a_list(row_of: RowOf) -> None:
    glance = "['100% online', 'Flexible deadlines', 'Beginner Level', 'Approx. 17 hours to complete', 'English']"
    fields = {
        "title": "title",
        "level": {"column": "g", "values": {"Beginner Level": "beginner"}},
        "delivery": {"column": "g", "values": {"At noon": "in_person"}},
        "hours": {"total": {"column": "g", "item": "to complete"}},
    }
    normalised = row_of({"title": "T", "g": glance}, fields=fields)
    good = credential(normalised)
    assert (good.level, good.delivery, good.hours) == (Level.BEGINNER, None, Effort(min=17, max=17))
    assert normalised.problems == ()


def test_texts_are_joined_with_their_labels(row_of: RowOf) -> None:
    fields = {
        "title": ["a", "b"],
        "description": ["x", {"column": "y", "label": "Leads to"}],
        "place": ["city", "state"],
    }
    good = credential(
        row_of({"a": "", "b": "T", "x": '"One, two."', "y": "LICENCE", "city": "Newark", "state": "NJ"}, fields=fields)
    )
    assert (good.title, good.description, good.place) == ("T", "One, two.\nLeads to: LICENCE", "Newark, NJ")


def test_nested_cells(row_of: RowOf) -> None:
    fields = {"title": "name", "provider": "provider.name", "cost": {"text": "offers.price"}, "skills": "teaches"}
    cells = {
        "name": "T",
        "provider": {"name": "P"},
        "offers": [{"price": 5.0}, {"price": 6}],
        "teaches": ["a", {"name": "b"}],
    }
    good = credential(row_of(cells, fields=fields))
    assert (good.provider, good.skills) == ("P", ("a", "b"))
    assert good.cost is not None
    assert good.cost.amount == 5


@pytest.mark.parametrize(
    ("cells", "mapping", "expected"),
    [
        ({"id": "48277"}, {}, "test:48277"),
        ({"id": 48277.0}, {}, "test:48277"),
        ({"id": " A/b "}, {}, "test:A/b"),
        ({"url": "HTTPS://X.org/Course/?utm_source=a"}, {}, "test:x.org/Course"),
    ],
)
def test_ids(row_of: RowOf, cells: dict[str, object], mapping: dict[str, object], expected: str) -> None:
    fields = {"title": "title", "id": "id", "url": "url"}
    assert credential(row_of({"title": "T", **cells}, fields=fields, **mapping)).id == expected


def test_ids_from_provider_and_title_do_not_depend_on_the_row(row_of: RowOf) -> None:
    fields = {"title": "title", "provider": "p", "url": "url"}
    one = credential(row_of({"title": "T x", "p": "P", "url": "https://x.org"}, fields=fields, identity="title"))
    other = credential(row_of({"title": "t  X", "p": "p", "url": "https://y.org"}, fields=fields, identity="title"))
    assert one.id == other.id
    assert one.id.startswith("test:")


AUDIENCE = {"title": "title", "audience": {"visibility": "v", "owner": "o", "groups": "g"}}


def test_an_internal_row_keeps_its_audience(row_of: RowOf) -> None:
    audience = credential(row_of({"title": "T", "v": "Internal", "o": "HR", "g": "a; b"}, fields=AUDIENCE)).audience
    assert (audience.visibility, audience.owner, audience.groups) == ("internal", "HR", ("a", "b"))


@pytest.mark.parametrize("cells", [{"v": "internal"}, {"v": "secret", "o": "HR"}, {"v": "staff only"}])
def test_an_unreadable_audience_is_never_public(row_of: RowOf, cells: dict[str, object]) -> None:
    rejected = row_of({"title": "T", **cells}, fields=AUDIENCE)
    assert rejected.credential is None
    assert rejected.problems[0].code == "bad_audience"
    assert rejected.problems[0].severity == "error"


def native(cells: dict[str, object]) -> Normalised:
    return normalise(Record(3, cells), NATIVE, "mine")


WHOLE: dict[str, object] = {
    "id": "a:1", "title": "T", "provider": "P", "kind": "certificate", "summary": "s", "description": "one\ntwo",
    "level": "beginner", "language": ["en"], "delivery": "hybrid",
    "cost": {"amount": 49.99, "currency": "USD", "basis": "per_month", "parts": {}, "audit_free": True},
    "hours": {"min": 1.5, "max": 3}, "weeks": 2, "starts": ["2025-01-02"], "enrol_by": "2025-01-01", "skills": ["a"],
    "prerequisites": {"all_of": [{"skill": "x"}, {"at_least": 1, "of": [{"credential": "b"}, {"text": "c"}]}]},
    "stacks_into": [{"credential": "z", "as_of": "2025-01-01"}],
    "audience": {"visibility": "internal", "owner": "HR", "groups": []}, "url": "https://x.org/a",
}  # fmt: skip


def test_the_native_form_is_read_as_it_is() -> None:
    normalised = native(WHOLE)
    assert normalised.problems == ()
    written = json.loads(credential(normalised).model_dump_json())
    assert {key: written[key] for key in WHOLE} == WHOLE
    assert written["source"] == {"name": "mine", "row": 3}


def test_what_is_exported_reads_back_to_the_same() -> None:
    once = credential(native(WHOLE))
    again = native(json.loads(once.model_dump_json()))
    assert credential(again) == once
    assert again.problems == ()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("cost", "49 USD", "bad_price"),
        ("cost", {"amount": -1}, "bad_price"),
        ("hours", {"min": 5, "max": 2}, "bad_hours"),
        ("level", "hard", "bad_level"),
        ("starts", ["soon"], "bad_date"),
        ("url", "javascript:alert(1)", "bad_url"),
        ("prerequisites", {"at_least": 3, "of": [{"skill": "x"}]}, "bad_prerequisites"),
        ("surprise", 1, "unknown_field"),
    ],
)
def test_bad_native_values_are_left_out_with_a_warning(field: str, value: object, code: str) -> None:
    normalised = native({"id": "a", "title": "T", field: value})
    assert credential(normalised) == credential(native({"id": "a", "title": "T"}))
    assert [(problem.code, problem.severity, problem.row) for problem in normalised.problems] == [(code, "warning", 3)]


@pytest.mark.parametrize("cells", [{"id": "a"}, {"id": "a", "title": " "}, {"id": "a", "title": None}])
def test_native_rows_without_a_title_are_rejected(cells: dict[str, object]) -> None:
    assert native(cells).credential is None
    assert codes(native(cells)) == [("no_title", "title")]


@pytest.mark.parametrize(
    "audience", [{"visibility": "internal"}, {"visibility": "staff", "owner": "x"}, "internal", []]
)
def test_a_native_row_with_an_unreadable_audience_is_rejected(audience: object) -> None:
    assert native({"id": "a", "title": "T", "audience": audience}).credential is None


def test_native_corners() -> None:
    assert credential(native({"id": 5, "title": "T"})).id == "5"
    made = native({"title": "T", "url": "https://x.org/a"})
    assert (credential(made).id, codes(made)) == ("mine:x.org/a", [("no_id", "id")])
    assert credential(native({"id": "a", "title": "T", "hours": {"min": 0, "max": 0}})).hours is None
    assert credential(native({"id": "a", "title": "T\u202e\u200b!"})).title == "T!"
    contradicting = native({"id": "a", "title": "T", "cost": {"amount": 0, "parts": {"tuition": 5}}})
    assert codes(contradicting) == [("cost_contradiction", "cost")]


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(sorted(Credential.model_fields)), _ANY, max_size=6))
def test_any_native_record_is_a_credential_or_has_its_reason(cells: dict[str, object]) -> None:
    normalised = native(cells)
    rejected = [problem for problem in normalised.problems if problem.severity == "error"]
    assert (normalised.credential is None) == bool(rejected)


_EVERY = ColumnMapping.model_validate(
    {
        "name": "every field",
        "fields": FIELDS
        | {
            "provider": "provider", "summary": "summary", "description": ["summary", "title"], "skills": "skills",
            "prerequisites": "skills", "stacks_into": "skills", "place": ["provider", "url"], "as_of": "starts",
            "career_support": "project", "id": "id", "device": "kind",
        },
    }
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(_EVERY.columns()), _ANY, max_size=8))
def test_any_row_is_a_credential_or_has_its_reason(cells: dict[str, object]) -> None:
    normalised = normalise(Record(2, cells), _EVERY, "any")
    rejected = [problem for problem in normalised.problems if problem.severity == "error"]
    assert (normalised.credential is None) == bool(rejected)
    if normalised.credential:
        normalised.credential.model_dump_json()


def test_hostile_titles_are_cleaned_or_rejected(shared: Path, row_of: RowOf) -> None:
    for text in json.loads((shared / "hostile" / "naughty_strings.json").read_text(encoding="utf-8")):
        normalised = row_of({"title": text})
        assert (normalised.credential is None) == bool(normalised.problems)
