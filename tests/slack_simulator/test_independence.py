"""The simulator is a peer: it knows nothing of the project, and no library of Slack's."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
OTHER_SIDE = {"conftest.py", "bolt_side.py", "block_cases.py"}
FILES = [
    path for path in sorted(FOLDER.rglob("*.py")) if path.name not in OTHER_SIDE and not path.name.startswith("test_")
]


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_it_imports_the_standard_library_websockets_and_itself(path: Path):
    foreign = {
        name
        for name in imported(path)
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "websockets"}
        and not name.startswith("tests.slack_simulator")
    }
    assert foreign == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_its_functions_are_short_and_annotated(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name
            assert node.returns is not None, node.name
