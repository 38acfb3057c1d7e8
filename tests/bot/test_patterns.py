"""The reader's patterns: compiled when they are first used, and all of them can be."""

from __future__ import annotations

import gc
import pkgutil
import re
from importlib import import_module

import pytest

from bot.advisor import understand
from bot.advisor.understand import patterns


def test_a_pattern_is_compiled_once_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compiler = re.compile
    monkeypatch.setattr(re, "compile", lambda text, flags: compiled.append(text) or compiler(text, flags))
    pattern = patterns.compile(r"(?P<number>\d+) euros?", patterns.IGNORECASE)
    assert pattern.pattern.startswith("(?P<number>")
    assert compiled == []
    assert [pattern.search("for 20 EUROS")["number"], pattern.sub("money", "1 euro"), pattern.groups] == [
        "20",
        "money",
        1,
    ]
    assert pattern.match("no") is None
    assert compiled == [pattern.pattern]


def test_what_is_no_pattern_says_so_when_it_is_used() -> None:
    with pytest.raises(re.error):
        patterns.compile("(").search("")


def test_every_pattern_of_the_reader_can_be_compiled() -> None:
    for module in pkgutil.walk_packages(understand.__path__, f"{understand.__name__}."):
        import_module(module.name)
    found = [each for each in gc.get_objects() if type(each) is type(patterns.compile(""))]
    assert len(found) > 400
    for pattern in found:
        assert pattern.groups >= 0
