"""What the reader needs is made when it is first used, and once."""

from __future__ import annotations

import gc
import pkgutil
import re
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest

from bot.advisor import understand
from bot.advisor.understand import glossary, patterns


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


def test_threads_that_begin_at_once_read_the_glossaries_once() -> None:
    glossary._glossaries.cache_clear()
    with ThreadPoolExecutor(4) as pool:
        found = {id(each.result()) for each in [pool.submit(glossary.glossaries) for _ in range(4)]}
    assert len(found) == glossary._glossaries.cache_info().misses == 1


def test_every_pattern_of_the_reader_can_be_compiled() -> None:
    for module in pkgutil.walk_packages(understand.__path__, f"{understand.__name__}."):
        import_module(module.name)
    found = [each for each in gc.get_objects() if type(each) is type(patterns.compile(""))]
    assert len(found) > 400
    for pattern in found:
        assert pattern.groups >= 0
