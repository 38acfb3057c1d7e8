"""The words: files that declare what they need, and a lock that holds a text to its version."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from prompts import FOLDER, PromptError, library, locked, parse, read_lock, renew_lock, unlocked_changes

GOOD = """---
name: replies/test
version: "1"
language: en
variables: [who]
---
## hello
Hello {who}!

## bye
Goodbye.
"""


def _file(tmp_path: Path, text: str, name: str = "a.md") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_a_section_is_filled_in() -> None:
    assert parse(GOOD, Path("a.md")).render("hello", who="Ana") == "Hello Ana!"


@pytest.mark.parametrize("values", [{}, {"who": "Ana", "why": "no"}, {"whom": "Ana"}])
def test_a_missing_or_unknown_variable_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(PromptError):
        parse(GOOD, Path("a.md")).render("hello", **values)


def test_a_section_that_is_not_there_is_refused() -> None:
    with pytest.raises(PromptError):
        parse(GOOD, Path("a.md")).render("nothing")


def test_braces_in_a_value_stay_what_they_are() -> None:
    assert parse(GOOD, Path("a.md")).render("hello", who="{who}") == "Hello {who}!"


@pytest.mark.parametrize(
    "text",
    [
        "no front matter",
        GOOD.replace("variables: [who]", "variables: []"),
        GOOD.replace("variables: [who]", "variables: [who, more]"),
        GOOD.replace('version: "1"\n', ""),
        GOOD.replace("language: en\n", ""),
    ],
    ids=["no front matter", "undeclared", "declared without use", "no version", "no language"],
)
def test_a_broken_file_is_refused(text: str) -> None:
    with pytest.raises(PromptError):
        parse(text, Path("a.md"))


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    _file(tmp_path, GOOD)
    _file(tmp_path, GOOD, "b.md")
    with pytest.raises(PromptError):
        library(tmp_path)


def test_every_file_of_the_project_is_sound() -> None:
    assert len(library()) > 8
    for prompt in library().values():
        assert prompt.language == "en" or prompt.name.startswith(f"replies/{prompt.language}/")
        assert prompt.sections


def test_no_text_has_changed_under_an_unchanged_version() -> None:
    assert unlocked_changes(library(), read_lock()) == []
    assert read_lock() == locked(library()), "run `python -m prompts` to renew prompts/lock.json"


def test_the_lock_is_not_renewed_for_a_text_that_changed_in_silence(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    path, lock = _file(folder, GOOD), tmp_path / "lock.json"
    assert renew_lock(folder, lock) == []
    before = lock.read_text()
    library.cache_clear()
    path.write_text(GOOD.replace("Goodbye", "Farewell"), "utf-8")
    assert renew_lock(folder, lock) == ["replies/test"]
    assert lock.read_text() == before
    library.cache_clear()
    path.write_text(GOOD.replace("Goodbye", "Farewell").replace('"1"', '"2"'), "utf-8")
    assert renew_lock(folder, lock) == []
    assert json.loads(lock.read_text())["replies/test"]["version"] == "2"
    library.cache_clear()


def test_the_command_accepts_the_lock_as_it_is() -> None:
    before = (FOLDER / "lock.json").read_bytes()
    done = subprocess.run([sys.executable, "-m", "prompts"], cwd=FOLDER.parent, capture_output=True, check=False)
    assert done.returncode == 0
    assert (FOLDER / "lock.json").read_bytes() == before


def test_no_word_of_the_machinery_stands_in_a_reply() -> None:
    for prompt in library().values():
        for section in prompt.sections.values():
            words = section.lower().split()
            assert not {"generation", "engine", "index", "score", "query", "database"} & set(words), prompt.name
