"""A workspace of emulate for each test; without `make emulate` they are skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from retrieval.ports import CatalogSearch
from tests.bot.conftest import real_search
from tests.emulate.campus import Campus, campus
from tests.emulate.emulator import installed

__all__ = ["real_search"]
Opened = Callable[..., Campus]


@pytest.fixture(scope="session")
def packages() -> Path:
    """Where emulate is installed."""
    folder = installed()
    if folder is None:
        pytest.skip("these tests need the npm package emulate: run `make emulate`")
    return folder


@pytest.fixture
def opened(packages: Path, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """Opens a workspace in which nothing is installed; what is given are settings of the bot."""
    search: CatalogSearch = request.getfixturevalue("real_search")
    with ExitStack() as stack:
        yield lambda **more: stack.enter_context(campus(search, packages, tmp_path, **more))


@pytest.fixture
def here(opened: Opened) -> Campus:
    """A workspace that has installed the bot."""
    made = opened()
    assert made.installs()[0] == 200
    return made
