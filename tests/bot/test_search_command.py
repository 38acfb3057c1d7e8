"""`advisor search` against the sample file, option by option."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from retrieval.ports import CatalogSearch
from tests.bot import sample_arithmetic as file
from tests.bot.workbench import Outcome, Run, command_line

EVERYTHING = "1000"
Asks = dict[str, Any]


@pytest.fixture
def run(
    real_search: CatalogSearch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    return command_line(real_search, tmp_path, monkeypatch, capsys)


def document(outcome: Outcome) -> dict[str, Any]:
    assert outcome.status == 0, outcome
    assert outcome.err == ""
    assert outcome.out.count("\n") == 1
    found: dict[str, Any] = json.loads(outcome.out)
    return found


def options(asks: Asks) -> list[str]:
    """Filters as a command line spells them."""
    words: list[str] = []
    for name, value in asks.items():
        option = f"--{name.replace('_', '-')}"
        for each in value if isinstance(value, list) else [value]:
            words += [option] if each is True else [option, str(each)]
    return words


SINGLE: list[Asks] = [
    {},
    {"max_cost": 0},
    {"max_cost": 25},
    {"max_cost": 49.5},
    {"max_cost": 100},
    {"max_cost": 100000},
    {"min_cost": 1},
    {"min_cost": 100},
    {"min_cost": 40, "max_cost": 60},
    {"min_cost": 90, "max_cost": 30},
    {"currency": "EUR"},
    {"currency": "EUR", "max_cost": 50},
    {"currency": "GBP", "max_cost": 50},
    {"currency": "USD"},
    {"max_hours": 3},
    {"max_hours": 10},
    {"max_hours": 12.5},
    {"min_hours": 20},
    {"min_hours": 5, "max_hours": 9},
    {"level": "beginner"},
    {"level": "intermediate"},
    {"level": "advanced"},
    {"provider": "Quillstack Academy"},
    {"provider": "quillstack"},
    {"provider": "UNIVERSITY"},
    {"provider": "universite"},
    {"provider": "academy"},
    {"provider": "quill"},
    {"not_provider": "Academy"},
    {"not_provider": "Université de Valmont-le-Haut"},
    {"provider": "university", "not_provider": "Larkmoor"},
    {"language": "es"},
    {"language": "Spanish"},
    {"language": "español"},
    {"language": "French"},
    {"language": "Deutsch"},
    {"delivery": "self_paced"},
    {"delivery": "online_scheduled"},
    {"delivery": "in_person"},
    {"delivery": "hybrid"},
    {"kind": "badge"},
    {"kind": "microcredential"},
    {"kind": "course"},
    {"kind": "certificate"},
    {"kind": "professional_certificate"},
    {"kind": "program"},
    {"kind": "exam"},
    {"kind": "degree"},
    {"free": True},
    {"credit": True},
    {"free": True, "credit": True},
    {"free": True, "max_cost": 50},
    {"free": True, "currency": "EUR"},
]
VALUES: dict[str, tuple[Any, ...]] = {
    "max_cost": (0, 20, 45, 80, 120),
    "min_cost": (10, 50, 110),
    "currency": ("USD", "EUR"),
    "max_hours": (4, 9, 16, 40),
    "min_hours": (2, 10, 30),
    "level": ("beginner", "intermediate", "advanced"),
    "provider": ("university", "academy", "institute", "Ledgerly", "Hearthside Health"),
    "not_provider": ("university", "Quillstack", "Institute"),
    "language": ("en", "Spanish", "fr"),
    "delivery": ("self_paced", "hybrid", "online_scheduled"),
    "kind": ("badge", "course", "microcredential"),
    "free": (True,),
    "credit": (True,),
}


def combined(count: int, seed: int) -> list[Asks]:
    """Random filters, two to four at a time; the same in every run."""
    dice = random.Random(seed)
    found: list[Asks] = []
    while len(found) < count:
        names = dice.sample(sorted(VALUES), dice.choice((2, 2, 3, 4)))
        found.append({name: dice.choice(VALUES[name]) for name in names})
    return found


def spelled(asks: Asks) -> str:
    return " ".join(options(asks)) or "nothing"


def ids(found: dict[str, Any]) -> list[str]:
    return [result["id"] for result in found["results"]]


SELECTED = [(False, asks) for asks in SINGLE] + [(number % 2 == 0, asks) for number, asks in enumerate(combined(40, 7))]


@pytest.mark.parametrize(
    ("internal", "asks"), SELECTED, ids=lambda value: spelled(value) if isinstance(value, dict) else ""
)
def test_filters_select_what_the_file_says(run: Run, internal: bool, asks: Asks) -> None:
    audience = ["--audience", "internal"] if internal else []
    found = document(run("search", "", *options(asks), *audience, "--limit", EVERYTHING, "--json"))
    expected = file.meeting(asks, internal=internal)
    assert sorted(ids(found)) == sorted(row["id"] for row in expected)
    assert found["total"] == len(expected)


@pytest.mark.parametrize(
    ("name", "asks"),
    [
        ("cost", {"max_cost": 100}),
        ("cost", {"max_cost": 100, "level": "beginner"}),
        ("cost", {"min_cost": 30, "provider": "Bastionware"}),
        ("hours", {"max_hours": 10}),
        ("hours", {"min_hours": 10, "language": "es"}),
        ("hours", {"max_hours": 20, "max_cost": 60}),
        ("cost", {"max_hours": 20, "max_cost": 60}),
        ("level", {"level": "beginner"}),
        ("level", {"level": "advanced", "free": True}),
        ("delivery", {"delivery": "self_paced"}),
        ("delivery", {"delivery": "hybrid", "kind": "certificate"}),
    ],
)
def test_unknown_values_are_counted_apart(run: Run, name: str, asks: Asks) -> None:
    found = document(run("search", "", *options(asks), "--limit", "0", "--json"))
    assert found["unknown"][name] == file.unknown(name, asks)
    assert found["results"] == []


def test_free_leaves_only_unstated_amounts_open(run: Run) -> None:
    found = document(run("search", "", "--free", "--limit", "0", "--json"))
    assert found["unknown"] == {"cost": sum(file.amount(row) is None for row in file.seen(internal=False))}


@pytest.mark.parametrize(
    "asks",
    [{"max_cost": 1000}, {"currency": "EUR"}, {"max_cost": 60, "language": "fr"}, {"min_cost": 5, "max_hours": 12}],
    ids=spelled,
)
def test_other_currencies_are_counted_apart(run: Run, asks: Asks) -> None:
    found = document(run("search", "", *options(asks), "--limit", "0", "--json"))
    assert found["other_currency"] == file.elsewhere(asks)


@pytest.mark.parametrize(
    "skills", [["SQL"], ["SQL", "Data analysis"], ["Bookkeeping"], ["Python"], ["Microsoft Excel"], ["SQL", "Welding"]]
)
def test_every_asked_skill_is_taught(run: Run, skills: list[str]) -> None:
    found = document(run("search", "", *options({"skill": skills}), "--limit", EVERYTHING, "--json"))
    assert {row["id"] for row in file.meeting({"skill": skills})} <= set(ids(found))
    for result in found["results"]:
        derived = {each["skill"] for each in result["derived_skills"]}
        assert set(skills) <= {*result["skills"], *derived}


TEXTS = ("", "excel", "python for beginners", "zzz qqq", "gestión de proyectos", "a", "the", "C++", "sql; drop table")


@pytest.mark.parametrize("text", TEXTS)
def test_the_text_orders_and_never_decides(run: Run, text: str) -> None:
    asks = {"max_cost": 90, "level": "beginner"}
    found = document(run("search", text, *options(asks), "--limit", EVERYTHING, "--json"))
    assert sorted(ids(found)) == sorted(row["id"] for row in file.meeting(asks))
    assert 0 <= found["relevant"] <= found["total"]
    assert found["unknown"]["cost"] == file.unknown("cost", asks)


@pytest.mark.parametrize(("text", "sort"), [("excel", "relevance"), ("", "title"), ("sql", "cost"), ("linux", "hours")])
@pytest.mark.parametrize("size", [1, 7, 50])
def test_pages_add_up_to_the_whole(run: Run, text: str, sort: str, size: int) -> None:
    asked = ("search", text, "--sort", sort, "--language", "en", "--json")
    whole = ids(document(run(*asked, "--limit", "60")))
    read: list[str] = []
    for offset in range(0, min(60, size * 6), size):
        read += ids(document(run(*asked, "--limit", str(size), "--offset", str(offset))))
    assert len(read) >= 6
    assert read[:60] == whole[: len(read)]


def test_the_last_page_is_short_and_the_one_after_it_empty(run: Run) -> None:
    total = len(file.meeting({"kind": "exam"}))
    asked = ("search", "", "--kind", "exam", "--json", "--offset")
    assert len(document(run(*asked, str(total - 1)))["results"]) == 1
    beyond = document(run(*asked, str(total)))
    assert beyond["results"] == []
    assert beyond["total"] == total
    assert document(run(*asked, "999999"))["results"] == []


def test_an_empty_text_comes_by_title(run: Run) -> None:
    found = ids(document(run("search", "", "--limit", EVERYTHING, "--json")))
    assert found == sorted(found, key=lambda id_: file.title_order(file.by_id()[id_]))
    assert ids(document(run("search", "", "--limit", EVERYTHING, "--sort", "title", "--json"))) == found


@pytest.mark.parametrize(
    ("sort", "value"), [("cost", file.paid), ("hours", lambda row: (row.get("hours") or {}).get("max"))]
)
def test_sorted_with_unknown_last(run: Run, sort: str, value: Any) -> None:
    found = [
        value(file.by_id()[id_])
        for id_ in ids(document(run("search", "", "--limit", EVERYTHING, "--sort", sort, "--json")))
    ]
    known = [each for each in found if each is not None]
    assert known == sorted(known)
    assert found[len(known) :] == [None] * (len(found) - len(known))
    assert len(known) < len(found)


@pytest.mark.parametrize("text", ["excel", "sql", "first aid", "bookkeeping"])
def test_sorted_by_cost_the_answers_come_first(run: Run, text: str) -> None:
    found = document(run("search", text, "--limit", EVERYTHING, "--sort", "cost", "--json"))
    answers = ids(document(run("search", text, "--limit", str(found["relevant"]), "--json")))
    assert sorted(ids(found)[: found["relevant"]]) == sorted(answers)
    prices = [file.paid(file.by_id()[id_]) for id_ in ids(found)[: found["relevant"]]]
    known = [price for price in prices if price is not None]
    assert known == sorted(known)


def test_every_result_is_the_row_of_the_file(run: Run) -> None:
    found = document(run("search", "", "--limit", EVERYTHING, "--audience", "internal", "--json"))
    assert len(found["results"]) == len(file.rows())
    for result in found["results"]:
        row = file.by_id()[result["id"]]
        for name in (
            "title",
            "provider",
            "kind",
            "summary",
            "description",
            "level",
            "language",
            "delivery",
            "url",
            "as_of",
        ):
            assert result[name] == row.get(name), (row["id"], name)
        for name in ("cost", "hours"):
            assert (result[name] is None) == (row.get(name) is None), (row["id"], name)
            assert {**(result[name] or {}), **(row.get(name) or {})} == (result[name] or {}), (row["id"], name)
        assert result["skills"] == row.get("skills", [])


def test_the_json_document(run: Run) -> None:
    asks = {"max_cost": 50, "level": "beginner", "language": "Spanish"}
    found = document(run("search", "excel", *options(asks), "--json"))
    assert {"generation", "query", "total", "relevant", "unknown", "other_currency", "results"} <= set(found)
    assert found["query"] == {"text": "excel", "filters": asks}
    assert isinstance(found["generation"], str)
    assert all(
        isinstance(result["score"], float) and isinstance(result["matched"], list) for result in found["results"]
    )


def test_ten_are_shown_unless_said_otherwise(run: Run) -> None:
    assert len(document(run("search", "", "--json"))["results"]) == 10


def test_people_see_only_what_answers(run: Run) -> None:
    relevant = document(run("search", "figma", "--limit", "0", "--json"))["relevant"]
    outcome = run("search", "figma", "--limit", EVERYTHING)
    assert f"{relevant} of {relevant} shown." in outcome.out
    assert f"\n{relevant + 1} " not in outcome.out
    assert "Nothing here answers that." in run("search", "zzzz qqqq xxxx").out


def test_people_read_numbers_that_continue(run: Run) -> None:
    out = run("search", "", "--limit", "2", "--offset", "4").out
    numbers = [line.split()[0] for line in out.splitlines() if line.strip() and line.lstrip()[0].isdigit()]
    assert numbers[:2] == ["5", "6"]
    assert f"2 of {len(file.seen(internal=False))} shown." in out


def test_people_read_what_was_left_out(run: Run) -> None:
    asks = {"max_cost": 60, "max_hours": 20}
    out = " ".join(run("search", "", *options(asks), "--limit", "1").out.split())
    for name in ("cost", "hours"):
        assert f"{file.unknown(name, asks)} left out, {name} unknown." in out
    assert f"{file.elsewhere(asks)} priced in another currency." in out


def test_a_typing_error_is_said(run: Run) -> None:
    assert "I read “pyhton” as “python”." in run("search", "pyhton").out
    assert document(run("search", "pyhton", "--limit", "1", "--json"))["corrections"] == {"pyhton": "python"}


WRONG: list[tuple[list[str], str, tuple[str, ...]]] = [
    (["--level", "expert"], "--level", ("beginner", "intermediate", "advanced")),
    (["--delivery", "carrier pigeon"], "--delivery", ("self_paced", "online_scheduled", "in_person", "hybrid")),
    (["--kind", "diploma"], "--kind", ("badge", "course", "exam")),
    (["--sort", "luck"], "--sort", ("relevance", "cost", "hours", "title")),
    (["--audience", "everyone"], "everyone", ("public", "internal")),
    (["--currency", "euros"], "--currency", ()),
    (["--currency", "usd"], "--currency", ()),
    (["--language", "klingonish"], "klingonish", ()),
    (["--max-cost", "cheap"], "--max-cost", ()),
    (["--max-cost", "-0.01"], "--max-cost", ()),
    (["--max-cost", "nan"], "--max-cost", ()),
    (["--max-cost", "inf"], "--max-cost", ()),
    (["--min-cost", "-5"], "--min-cost", ()),
    (["--max-hours", "soon"], "--max-hours", ()),
    (["--max-hours", "nan"], "--max-hours", ()),
    (["--min-hours", "-1"], "--min-hours", ()),
    (["--limit", "1001"], "--limit", ()),
    (["--limit", "-1"], "--limit", ()),
    (["--offset", "-1"], "--offset", ()),
    (["--offset", "1.5"], "--offset", ()),
    (["--limit"], "--limit", ()),
    (["--colour", "red"], "--colour", ()),
    (["excel", "word"], "word", ()),
]


@pytest.mark.parametrize(("arguments", "words", "choices"), WRONG, ids=" ".join)
def test_usage_errors_are_one_sentence(run: Run, arguments: list[str], words: str, choices: tuple[str, ...]) -> None:
    spoken = run("search", "x", *arguments)
    assert spoken.status == 1
    assert spoken.out == ""
    assert len(spoken.err.strip().splitlines()) == 1
    assert words in spoken.err
    assert "Traceback" not in spoken.err
    machine = run("search", "x", *arguments, "--json")
    assert machine.status == 1
    assert machine.err == ""
    error = json.loads(machine.out)["error"]
    assert set(error) == {"code", "message", "choices"}
    assert words in error["message"]
    assert set(choices) <= set(error["choices"])
