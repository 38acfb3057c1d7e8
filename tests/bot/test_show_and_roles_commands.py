"""`advisor show`, `advisor roles` and `advisor ask`, against the files that they stand on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from retrieval.ports import CatalogSearch
from tests.bot import sample_arithmetic as file
from tests.bot.workbench import Outcome, Run, command_line

ROLES = {role["id"]: role for role in json.loads((file.FILE.parent / "roles.json").read_text("utf-8"))}
PUBLIC = file.seen(internal=False)
INTERNAL = [row for row in file.rows() if not file.is_public(row)]


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


def error(outcome: Outcome, status: int) -> dict[str, Any]:
    assert outcome.status == status
    assert outcome.err == ""
    found = json.loads(outcome.out)
    assert set(found) == {"error"}
    assert set(found["error"]) == {"code", "message", "choices"}
    fault: dict[str, Any] = found["error"]
    return fault


def flat(text: str) -> str:
    """What was printed, on one line."""
    return " ".join(text.split())


# ---- show


FIELDS = [
    "id", "title", "provider", "kind", "summary", "description", "level", "language", "delivery", "cost", "hours", "weeks",
    "starts", "enrol_by", "place", "device", "skills", "derived_skills", "prerequisites", "earned_by", "stacks_into",
    "credit", "validity_months", "project", "career_support", "verified_badge", "audience", "url", "as_of", "source",
]  # fmt: skip


def test_the_shown_document_has_every_field(run: Run) -> None:
    assert list(document(run("show", PUBLIC[0]["id"], "--json"))) == FIELDS


def same(shown: Any, stated: Any) -> bool:
    """Whether all that the file states is shown, whatever defaults stand beside it."""
    if isinstance(stated, dict):
        return isinstance(shown, dict) and all(same(shown.get(name), value) for name, value in stated.items())
    if isinstance(stated, list):
        return len(shown) == len(stated) and all(map(same, shown, stated))
    return bool(shown == stated)


@pytest.mark.parametrize("start", range(10))
def test_every_public_one_is_shown_as_the_file_states_it(run: Run, start: int) -> None:
    for row in PUBLIC[start::10]:
        shown = document(run("show", row["id"], "--json"))
        assert same(shown, row), row["id"]
        assert shown["source"]["name"] == "sample"
        stated = {"derived_skills", "source", *row}
        assert not [name for name in FIELDS if name not in stated and shown[name] not in (None, [], {})]


def test_the_source_row_is_the_line_of_the_file(run: Run) -> None:
    for number in (0, 100, 200, 300):
        row = PUBLIC[number]
        shown = document(run("show", row["id"], "--json"))["source"]["row"]
        assert file.rows()[shown - 1]["id"] == row["id"]


def test_internal_ones_are_for_operators(run: Run) -> None:
    for row in INTERNAL:
        hidden = error(run("show", row["id"], "--json"), 2)
        assert not set(hidden["choices"]) & {each["id"] for each in INTERNAL}
        assert row["title"] not in json.dumps(hidden, ensure_ascii=False)
        assert document(run("show", row["id"], "--audience", "internal", "--json"))["title"] == row["title"]


@pytest.mark.parametrize(
    ("id_", "lines"),
    [
        (
            "quillstack/sql-quick-start",
            ["Price free to audit, certificate $25", "Hours 5–6 hours", "Taught online at your"],
        ),
        ("bastionware/attacking-web-applications", ["Price $59 a month", "Hours hours unknown"]),
        ("bastionware/threat-modelling-at-the-whiteboard", ["Price price unknown"]),
        (
            "bastionware/safe-habits-for-every-desk",
            ["Price free", "Hours 3 hours", "Level unknown", "Valid for 12 months"],
        ),
        ("bastionware/alert-triage-in-the-soc", ["Price $120", "Made up of tuition $95, SIEM lab $25", "Project yes"]),
        ("valmont/comptabilite-generale", ["Price €140", "Made up of tuition €120, exam €20", "Language French"]),
        ("nimbora/kubernetes-in-production", ["Price $49 a month (about $98 for 2 months", "Hours 32–40 hours"]),
        ("bastionware/reading-packets-with-wireshark", ["Device a laptop; a phone is not enough", "Hours 8–9 hours"]),
    ],
)
def test_what_people_read_of_one(run: Run, id_: str, lines: list[str]) -> None:
    outcome = run("show", id_)
    assert outcome.status == 0
    assert file.by_id()[id_]["title"] in outcome.out
    for line in lines:
        assert line in flat(outcome.out)


def test_what_is_not_stated_is_called_unknown(run: Run) -> None:
    unpriced = [row for row in PUBLIC if file.amount(row) is None][:10]
    untimed = [row for row in PUBLIC if not row.get("hours")][:10]
    assert all("Price price unknown" in flat(run("show", row["id"]).out) for row in unpriced)
    assert all("Hours hours unknown" in flat(run("show", row["id"]).out) for row in untimed)
    for row in [row for row in PUBLIC if row.get("level") is None][:5]:
        assert "Level unknown" in flat(run("show", row["id"]).out)


def test_prerequisites_are_read_by_title(run: Run) -> None:
    named = [row for row in PUBLIC if "credential" in json.dumps(row.get("prerequisites") or {})][:15]
    assert named
    for row in named:
        out = flat(run("show", row["id"]).out)
        wanted = json.dumps(row["prerequisites"])
        for other in PUBLIC:
            if f'"{other["id"]}"' in wanted:
                assert flat(other["title"]) in out
                assert f" {other['id']}" not in out


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("quillstack/sql-quickstart", "quillstack/sql-quick-start"),
        ("sql-quick-start", "quillstack/sql-quick-start"),
        ("bastionware/cybersecurity-groundwrok", "bastionware/cybersecurity-groundwork"),
        ("nimbora/kubernetes-production", "nimbora/kubernetes-in-production"),
        ("VALMONT/comptabilite-general", "valmont/comptabilite-generale"),
    ],
)
def test_a_wrong_id_names_the_nearest(run: Run, wrong: str, right: str) -> None:
    fault = error(run("show", wrong, "--json"), 2)
    assert fault["code"] == "not_found"
    assert wrong in fault["message"]
    assert right in fault["choices"]
    spoken = run("show", wrong)
    assert spoken.status == 2
    assert spoken.out == ""
    assert right in spoken.err
    assert len(spoken.err.strip().splitlines()) == 1


def test_choices_exist(run: Run) -> None:
    for wrong in ("excel", "x", "", "brightwater/coaching", "quillstack/", "%", "' OR 1=1 --"):
        fault = error(run("show", wrong, "--json"), 2)
        assert {*fault["choices"]} <= {row["id"] for row in PUBLIC}


# ---- roles


def test_every_role_is_found_by_its_title(run: Run) -> None:
    for role in ROLES.values():
        found = document(run("roles", role["title"], "--limit", "1", "--json"))["roles"]
        assert [each["id"] for each in found] == [role["id"]]
        assert set(found[0]) == {"id", "title", "score", "matched", "job_zone", "skills"}
        assert found[0]["score"] == 1
        assert found[0]["title"] == role["title"]
        assert found[0]["job_zone"] == role.get("job_zone")
        stated = {each["skill"]: each["importance"] for each in role["skills"]}
        assert {each["skill"]: each["importance"] for each in found[0]["skills"]} == stated


def test_roles_are_found_by_their_aliases(run: Run) -> None:
    owners: dict[str, set[str]] = {}
    for role in ROLES.values():
        for alias in role["aliases"]:
            owners.setdefault(alias.casefold(), set()).add(role["id"])
    for alias, roles in sorted(owners.items())[::6]:
        found = document(run("roles", alias, "--limit", "5", "--json"))["roles"]
        assert found[0]["id"] in roles, alias


@pytest.mark.parametrize("limit", [1, 2, 3, 10])
def test_no_more_roles_than_asked_and_the_likeliest_first(run: Run, limit: int) -> None:
    found = document(run("roles", "analyst", "--limit", str(limit), "--json"))["roles"]
    assert len(found) <= limit
    scores = [role["score"] for role in found]
    assert scores == sorted(scores, reverse=True)
    assert len({role["id"] for role in found}) == len(found)
    assert all(0 <= score <= 1 for score in scores)


def test_people_read_the_core_skills_of_a_role(run: Run) -> None:
    role = ROLES["data-analyst"]
    out = run("roles", "data analyst", "--limit", "1").out
    assert out.splitlines()[0] == role["title"]
    most = max(each["importance"] for each in role["skills"])
    core = [each["skill"] for each in role["skills"] if each["importance"] == most]
    assert all(skill in out for skill in core[:6])


@pytest.mark.parametrize("limit", ["0", "101", "-1", "many"])
def test_a_wrong_limit_of_roles(run: Run, limit: str) -> None:
    assert "--limit" in error(run("roles", "nurse", "--limit", limit, "--json"), 1)["message"]
    spoken = run("roles", "nurse", "--limit", limit)
    assert spoken.status == 1
    assert len(spoken.err.strip().splitlines()) == 1


# ---- ask


ANSWER = [
    "conversation",
    "text",
    "intent",
    "constraints",
    "engine",
    "blocks",
    "citations",
    "generation",
    "prompt_versions",
]


@pytest.mark.parametrize(
    ("text", "intent", "constraints", "kinds"),
    [
        ("python under $100", "find", {"max_cost": 100, "currency": "USD"}, ["prose", "credentials"]),
        ("tell me about SQL Quick Start", "details", {}, ["prose", "credentials"]),
        ("how much is SQL Quick Start?", "details", {}, ["prose"]),
        ("compare SQL Quick Start and Java Step by Step", "compare", {}, ["prose", "comparison"]),
        ("what's the weather", "out_of_scope", {}, ["notice"]),
        ("hello", "greeting", {}, ["choices"]),
        ("help", "help", {}, ["prose"]),
        ("???", "unclear", {}, ["prose", "choices"]),
        ("welding in French", "find", {"language": "fr"}, ["notice", "choices"]),
        (
            "I want to become a data analyst",
            "path",
            {"to": "data-analyst", "hours_per_week": 5, "objective": "cheapest"},
            ["prose", "path", "prose"],
        ),
    ],
)
def test_the_answer_as_a_document(run: Run, text: str, intent: str, constraints: Any, kinds: list[str]) -> None:
    found = document(run("ask", text, "--json"))
    assert set(ANSWER) <= set(found)
    assert found["intent"] == intent
    assert found["constraints"] == constraints
    assert found["engine"] == "rules"
    there = [block["type"] for block in found["blocks"]]
    assert there[: len(kinds)] == kinds
    assert all(isinstance(version, str) for version in found["prompt_versions"].values())


SHAPES = {
    "prose": {"type", "text"},
    "credentials": {"type", "items"},
    "comparison": {"type", "items", "rows"},
    "choices": {"type", "question", "options"},
    "notice": {"type", "code", "text"},
}


def test_blocks_have_the_promised_fields(run: Run) -> None:
    texts = ("excel", "compare 1 and 2", "figma under $1", "hi", "weather?")
    for text in texts:
        found = document(run("ask", text, "--conversation", "shapes", "--json"))
        for block in found["blocks"]:
            assert SHAPES[block["type"]] <= set(block)
            for item in block.get("items", []):
                assert same(item, file.by_id()[item["id"]])


def test_a_conversation_needs_its_name_to_go_on(run: Run) -> None:
    first = document(run("ask", "excel under $50", "--json"))
    second = document(run("ask", "more", "--json"))
    assert first["conversation"] != second["conversation"]
    assert second["constraints"] == {}
    resumed = document(run("ask", "more", "--conversation", first["conversation"], "--json"))
    assert resumed["constraints"] == {"max_cost": 50, "currency": "USD"}
    assert not {*resumed["citations"]} & {*first["citations"]}


def test_the_audience_of_a_question(run: Run) -> None:
    public = document(run("ask", "Coaching Conversations on Shift", "--json"))
    assert not {*public["citations"]} & {row["id"] for row in INTERNAL}
    internal = document(run("ask", "Coaching Conversations on Shift", "--audience", "internal", "--json"))
    assert internal["citations"] == ["brightwater/coaching-on-shift"]


def test_people_read_cards_with_numbers(run: Run) -> None:
    cited = document(run("ask", "excel", "--json"))["citations"]
    out = run("ask", "excel").out
    for number, id_ in enumerate(cited, 1):
        assert f" {number} {file.by_id()[id_]['title'][:40]}" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "a", "b"],
        ["ask", "a", "--audience", "all"],
        ["ask", "a", "--nobody"],
        ["show"],
        ["roles"],
        ["showw"],
        [],
    ],
    ids=" ".join,
)
def test_usage_errors_of_the_others(run: Run, arguments: list[str]) -> None:
    spoken = run(*arguments)
    if not arguments:
        assert spoken.status in (0, 1)
        return
    assert spoken.status == 1
    assert spoken.out == ""
    assert len(spoken.err.strip().splitlines()) == 1
    assert error(run(*arguments, "--json"), 1)["code"] == "usage"
