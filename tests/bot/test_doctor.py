"""`advisor doctor`: every setting with its source, the state of the data folder, and what is missing."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.settings import DEFAULT_MODEL, AdvisorSettings
from bot.terminal.doctor import missing, setting_checks

KEY = "sk-plainly-secret-0123456789"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Any:
    """Runs `advisor doctor` over a data folder; status, standard output and standard error come back."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def doctor(data: Path, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("ADVISOR_DATA_DIR", str(data))
        capfd.readouterr()
        status = cli.run_command(["doctor", *arguments])
        printed = capfd.readouterr()
        return status, printed.out, printed.err

    return doctor


def checks(out: str) -> dict[str, dict[str, Any]]:
    return {check["name"]: check for check in json.loads(out)["checks"]}


def test_a_sound_folder(run: Any, data_dir: Path) -> None:
    status, out, err = run(data_dir, "--json")
    assert (status, err) == (0, "")
    found = checks(out)
    assert found["Catalog"]["value"] == "424 credentials"
    assert "sample" in found["Catalog"]["follows"]
    assert found["Index"]["value"] == "whole"
    assert all(check["fine"] for check in found.values())


def test_an_empty_folder_is_fine_and_says_what_will_happen(run: Any, tmp_path: Path) -> None:
    status, out, _ = run(tmp_path / "new", "--json")
    assert status == 0
    assert checks(out)["Catalog"]["value"] == "empty"
    assert "first use" in checks(out)["Catalog"]["follows"]


def test_a_file_that_is_no_database(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "catalog.db").write_text("only words, " * 400)
    status, out, _ = run(folder, "--json")
    assert status == 3
    assert json.loads(out)["usable"] is False
    assert checks(out)["Catalog"]["fine"] is False
    assert "cannot be opened" in checks(out)["Catalog"]["follows"]
    status, out, err = run(folder)
    assert status == 3
    assert "!! Catalog" in out
    assert "Traceback" not in out + err


def test_a_lost_index_is_said_and_answers_still_come(run: Any, data_dir: Path) -> None:
    shutil.rmtree(data_dir / "generations")
    status, out, _ = run(data_dir, "--json")
    assert status == 0
    assert checks(out)["Index"]["value"] in ("being made again", "whole")
    assert cli.run_command(["ask", "excel"]) == 0


def test_every_line_keeps_to_the_window_and_to_its_indent(
    run: Any, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns in ("40", "80"):
        monkeypatch.setenv("COLUMNS", columns)
        status, out, _ = run(data_dir)
        assert status == 0
        lines = out.splitlines()
        assert max(map(len, lines)) <= int(columns)
        assert {line[:3] for line in lines} == {"ok ", "   "}
        assert "".join(str(data_dir).split()) in "".join(out.split())


@pytest.mark.parametrize(
    ("value", "shown"), [(KEY, "****6789"), ("short", "****"), ("exactly12chr", "****"), ("", "not set")]
)
def test_a_secret_is_masked(monkeypatch: pytest.MonkeyPatch, value: str, shown: str) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", value)
    found = {check.name: check.value for check in setting_checks(AdvisorSettings(_env_file=None), Path("none"))}
    assert found["OPENAI_API_KEY"].startswith(shown)
    assert not value or value not in found["OPENAI_API_KEY"]


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("ADVISOR_MODEL=none\nADVISOR_EMBEDDER=openai\nADVISOR_DATA_DIR=\n")
    monkeypatch.setenv("ADVISOR_EMBEDDER", "builtin")
    found = {check.name: check for check in setting_checks(AdvisorSettings(_env_file=file), file)}
    assert {name: check.source for name, check in found.items()} == {
        name: {"ADVISOR_MODEL": ".env", "ADVISOR_EMBEDDER": "environment"}.get(name, "default") for name in found
    }
    assert found["ADVISOR_EMBEDDER"].value == "builtin (environment)"


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({}, []),
        ({"ADVISOR_EMBEDDER": "openai"}, ["OPENAI_API_KEY"]),
        ({"ADVISOR_EMBEDDER": "openai", "OPENAI_API_KEY": KEY}, []),
        ({"OPENAI_API_KEY": KEY}, []),
        ({"OPENAI_API_KEY": KEY, "ADVISOR_MODEL": "some-model"}, []),
        ({"OPENAI_BASE_URL": "http://localhost:11434/v1", "ADVISOR_MODEL": "some-model"}, []),
        ({"ADVISOR_MODEL": "some-model"}, ["OPENAI_API_KEY"]),
        ({"ADVISOR_MODEL": "None"}, []),
    ],
)
def test_what_is_missing(settings: dict[str, str], names: list[str]) -> None:
    assert [check.name for check in missing(AdvisorSettings(_env_file=None, **settings))] == names


@pytest.mark.parametrize(
    ("settings", "model"),
    [
        ({}, None),
        ({"OPENAI_API_KEY": KEY}, DEFAULT_MODEL),
        ({"OPENAI_API_KEY": KEY, "ADVISOR_MODEL": "some-model"}, "some-model"),
        ({"OPENAI_API_KEY": KEY, "ADVISOR_MODEL": " NONE "}, None),
        ({"OPENAI_BASE_URL": "http://localhost:11434/v1"}, None),
        ({"OPENAI_BASE_URL": "http://localhost:11434/v1", "ADVISOR_MODEL": "some-model"}, "some-model"),
        ({"ADVISOR_MODEL": "some-model"}, None),
    ],
)
def test_who_words_the_answers_is_told(settings: dict[str, str], model: str | None) -> None:
    found = AdvisorSettings(_env_file=None, **settings)
    assert found.chosen_model == model
    follows = {check.name: check.follows for check in setting_checks(found, Path("none"))}["ADVISOR_MODEL"]
    assert follows.startswith(model or "answers come from the built-in rules")


def test_it_changes_nothing(run: Any, data_dir: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (data_dir / "generations").rglob("*") if path.is_file()}
    run(data_dir)
    after = {path: path.stat().st_mtime_ns for path in (data_dir / "generations").rglob("*") if path.is_file()}
    assert after == before
    assert not (data_dir / "people.db").exists() or os.path.getsize(data_dir / "people.db") > 0


@pytest.mark.parametrize(
    ("name", "value"), [("ADVISOR_NOW", "yesterday"), ("ADVISOR_EMBEDDER", "magic"), ("ADVISOR_NOW", "2026-13-45")]
)
def test_a_value_that_means_nothing_names_its_setting(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    status, out, err = run(tmp_path)
    assert status == 3
    assert out == ""
    assert name in err
    assert "Traceback" not in err
    status, out, _ = run(tmp_path, "--json")
    assert name in json.loads(out)["error"]["message"]
