"""The command line: one JSON document, exit statuses, plain sentences."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from tests.bot.child import NOW, run_child
from tests.conftest import LEARNT

HEAVY = (
    "chromadb",
    "langchain.agents",
    "openai",
    "slack_bolt",
    "alembic",
    "ortools",
    "pandas",
    "matplotlib",
    "icalendar",
)


@pytest.fixture
def run(data_dir: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Any:
    """Runs a command line in this process; status, standard output and standard error come back."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))
    monkeypatch.setenv("ADVISOR_NOW", NOW)

    def command(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        status = cli.run_command([*arguments])
        printed = capfd.readouterr()
        return status, printed.out, printed.err

    return command


def _child(
    *arguments: str, data: Path, typed: str | None = None, loaded: bool = False
) -> subprocess.CompletedProcess[str]:
    afterwards = "sys.stderr.write(' '.join(sys.modules))" if loaded else "pass"
    return run_child(*arguments, data=data, afterwards=afterwards, typed=typed, COLUMNS="80")


def test_ask_prints_one_json_document(run: Any) -> None:
    status, out, err = run("ask", "python under $100", "--json")
    assert status == 0
    assert err == ""
    document = json.loads(out)
    assert set(document) == {
        "conversation",
        "text",
        "intent",
        "constraints",
        "language",
        "engine",
        "spoken",
        "fallback",
        "blocks",
        "citations",
        "generation",
        "prompt_versions",
    }
    assert document["intent"] == "find"
    assert document["engine"] == "rules"
    assert document["constraints"] == {"max_cost": 100, "currency": "USD"}
    items = [item for block in document["blocks"] if block["type"] == "credentials" for item in block["items"]]
    assert document["citations"] == [item["id"] for item in items]
    assert all(item["cost"]["amount"] <= 100 for item in items)


def test_ask_continues_a_conversation_of_the_same_user(run: Any) -> None:
    run("ask", "python under $100", "--conversation", "x", "--user", "ana")
    _, out, _ = run("ask", "in Spanish", "--conversation", "x", "--user", "ana", "--json")
    assert json.loads(out)["constraints"] == {"max_cost": 100, "currency": "USD", "language": "es"}
    _, out, _ = run("ask", "in Spanish", "--conversation", "x", "--user", "ben", "--json")
    assert json.loads(out)["constraints"] == {"language": "es"}


def test_ask_for_people(run: Any) -> None:
    status, out, _ = run("ask", "tell me about SQL Quick Start")
    assert status == 0
    assert "free to audit, certificate $25" in out
    assert "Here is what the catalog says about SQL Quick Start" in out


def test_the_audience_decides(run: Any) -> None:
    _, out, _ = run("search", "", "--limit", "0", "--json")
    public = json.loads(out)["total"]
    _, out, _ = run("search", "", "--limit", "0", "--audience", "internal", "--json")
    assert json.loads(out)["total"] == public + 46
    assert run("show", "brightwater/coaching-on-shift")[0] == 2
    assert run("show", "brightwater/coaching-on-shift", "--audience", "internal")[0] == 0


def test_search_json(run: Any) -> None:
    _, out, _ = run(
        "search", "excel", "--max-cost", "50", "--level", "beginner", "--sort", "cost", "--limit", "4", "--json"
    )
    document = json.loads(out)
    assert document["query"] == {"text": "excel", "filters": {"max_cost": 50, "level": "beginner"}}
    assert {"generation", "total", "relevant", "unknown", "other_currency"} <= set(document)
    assert len(document["results"]) == 4
    assert all({"id", "title", "score", "matched"} <= set(result) for result in document["results"])


@pytest.mark.parametrize(
    "options",
    [
        ["--min-cost", "20"],
        ["--currency", "EUR"],
        ["--max-hours", "8"],
        ["--min-hours", "40"],
        ["--level", "advanced"],
        ["--provider", "university"],
        ["--not-provider", "Quillstack"],
        ["--language", "Spanish"],
        ["--skill", "SQL", "--skill", "Python"],
        ["--delivery", "in_person"],
        ["--online"],
        ["--kind", "badge"],
        ["--free"],
        ["--credit"],
        ["--sort", "title", "--offset", "3"],
    ],
    ids=" ".join,
)
def test_every_option_of_search(run: Any, options: list[str]) -> None:
    status, out, _ = run("search", "", *options, "--json")
    assert status == 0
    assert json.loads(out)["total"] > 0


def test_search_for_people(run: Any) -> None:
    status, out, _ = run("search", "excel", "--max-cost", "50", "--limit", "2")
    assert status == 0
    assert "2 of" in out
    assert "cost unknown" in out


def test_nothing_found_is_no_error(run: Any) -> None:
    status, out, _ = run("search", "xylophone zeppelin")
    assert status == 0
    assert "Nothing here answers that" in out


def test_show_and_roles(run: Any) -> None:
    status, out, _ = run("show", "quillstack/sql-quick-start", "--json")
    assert status == 0
    assert json.loads(out)["title"] == "SQL Quick Start"
    status, out, _ = run("roles", "data analyst", "--limit", "2", "--json")
    roles = json.loads(out)["roles"]
    assert roles[0]["id"] == "data-analyst"
    assert set(roles[0]) == {"id", "title", "score", "matched", "job_zone", "skills"}
    assert "Data analyst" in run("roles", "data analyst")[1]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["search", "--max-cost", "-1"], 1, "--max-cost"),
        (["search", "--level", "expert"], 1, "beginner, intermediate, advanced"),
        (["search", "--sort", "luck"], 1, "relevance"),
        (["search", "--currency", "dollars"], 1, "--currency"),
        (["search", "--limit", "x"], 1, "--limit"),
        (["search", "--language", "klingonish"], 1, "language"),
        (["ask"], 1, "text"),
        (["ask", "x", "--audience", "friends"], 1, "public"),
        (["dance"], 1, "dance"),
        (["show", "nothing/like-this"], 2, "nothing/like-this"),
    ],
)
def test_errors_are_one_plain_sentence(run: Any, arguments: list[str], status: int, words: str) -> None:
    found, out, err = run(*arguments)
    assert found == status
    assert out == ""
    assert words in err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1
    found, out, err = run(*arguments, "--json")
    assert found == status
    document = json.loads(out)["error"]
    assert set(document) == {"code", "message", "choices"}
    assert words in document["message"] + " ".join(document["choices"])
    assert err == ""


def test_an_unforeseen_error_is_a_sentence_with_a_number(
    run: Any, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.advisor.advisor import Advisor

    def broken(*_: object) -> None:
        raise RuntimeError("the secret words that somebody typed")

    monkeypatch.setattr(Advisor, "answer", broken)
    status, out, err = run("ask", "the secret words that somebody typed")
    assert status == 3
    assert out == ""
    assert "Traceback" not in err
    reference = err.strip().rstrip(".").rsplit(" ", 1)[-1]
    log = (data_dir / "advisor.log").read_text()
    assert reference in log
    assert "RuntimeError" in log
    assert "secret words" not in log


def test_doctor_names_every_setting_and_hides_secrets(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-not-to-be-seen-anywhere-1234")
    status, out, _ = run("doctor", "--json")
    assert status == 0
    document = json.loads(out)
    assert document["usable"] is True
    sources = {setting["name"]: setting["source"] for setting in document["settings"]}
    assert sources["ADVISOR_DATA_DIR"] == "environment"
    assert sources["ADVISOR_EMBEDDER"] == "default"
    assert "not-to-be-seen" not in out
    assert {"Catalog", "Index", "Versions"} <= {check["name"] for check in document["checks"]}
    assert "not-to-be-seen" not in run("doctor")[1]


def test_doctor_reads_the_env_file(run: Any, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ADVISOR_MODEL=none\n")
    _, out, _ = run("doctor", "--json")
    sources = {setting["name"]: setting["source"] for setting in json.loads(out)["settings"]}
    assert sources["ADVISOR_MODEL"] == ".env"


def test_doctor_says_what_is_missing(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_EMBEDDER", "openai")
    status, out, _ = run("doctor", "--json")
    assert status == 3
    assert json.loads(out)["usable"] is False


def test_settings_that_mean_nothing(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_NOW", "yesterday evening")
    status, _, err = run("ask", "excel")
    assert status == 3
    assert "ADVISOR_NOW" in err


def test_a_data_folder_that_cannot_be_used(run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path / "file" / "below"))
    status, _, err = run("ask", "excel")
    assert status == 3
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("command", ["chat", "ask", "search", "show", "roles", "doctor"])
def test_every_command_has_help_with_an_example(run: Any, command: str) -> None:
    status, out, _ = run(command, "--help")
    assert status == 0
    assert f"Example: advisor {command}" in " ".join(out.split())


def test_help_is_quick_and_imports_nothing_heavy(data_dir: Path) -> None:
    seconds = []
    for _ in range(3):
        before = os.times()
        done = _child("--help", data=data_dir, loaded=True)
        after = os.times()
        seconds.append(after.children_user + after.children_system - before.children_user - before.children_system)
        assert done.returncode == 0
        assert not set(done.stderr.split()) & {*HEAVY, "pydantic", "sqlmodel", "sqlalchemy", "wordllama", "retrieval"}
    assert min(seconds) < 0.5


def test_ask_does_not_import_what_it_does_not_need(data_dir: Path) -> None:
    _child("ask", "hello", data=data_dir)
    done = _child("ask", "excel", "--json", data=data_dir, loaded=True)
    json.loads(done.stdout)
    assert not set(done.stderr.split()) & set(HEAVY)


def test_the_first_use_indexes_the_sample(sample_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    for name in LEARNT:
        shutil.copy(sample_dir / name, tmp_path / "new")
    done = _child("ask", "excel", "--json", data=tmp_path / "new")
    assert done.returncode == 0
    assert json.loads(done.stdout)["citations"]
    assert "First use" in done.stderr


def test_a_chat_through_a_pipe(data_dir: Path) -> None:
    typed = "excel under $50\nthe second one\nhow much is it?\n\nexit\nnever read\n"
    done = _child("chat", data=data_dir, typed=typed)
    assert done.returncode == 0
    assert "Hello!" in done.stdout
    assert "up to $50" in done.stdout
    assert done.stdout.rstrip().endswith("Goodbye, and good luck with your next step.")
    assert "never" not in done.stdout
    assert "\x1b" not in done.stdout
