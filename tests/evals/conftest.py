"""The catalogs of the dialogues, people whom nobody knows yet, and one path to take apart."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.advisor.path_document import PathDocument
from bot.settings import AdvisorSettings
from people.sql.open import open_people
from people.sql.store import SqlPeopleStore
from tests.conftest import ROOT
from tests.evals.catalogs import Catalog, Shelf, opened
from tests.evals.hearing import Heard, speak
from tests.evals.made import Known, World, dialogue


@pytest.fixture(scope="session")
def shelf(indexed_once: Callable[..., Path]) -> Iterator[Shelf]:
    with opened(Path(os.environ.get("ADVISOR_SHARED") or ROOT.parent / "shared"), indexed_once) as found:
        yield found


@pytest.fixture(scope="session")
def catalog(shelf: Shelf) -> Catalog:
    return shelf["sample"]


@contextmanager
def remembering(folder: Path) -> Iterator[SqlPeopleStore]:
    store = open_people(AdvisorSettings(_env_file=None, ADVISOR_DATA_DIR=folder))
    yield store
    store.close()


@pytest.fixture
def people(tmp_path: Path) -> Iterator[SqlPeopleStore]:
    with remembering(tmp_path) as store:
        yield store


@pytest.fixture(scope="session")
def path_heard(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """A turn that really told a path, with the plan behind it."""
    wish = {"say": "I want to become a data analyst, for at most $300", "intent": ["path"], "constraints": "any"}
    with remembering(tmp_path_factory.mktemp("people")) as store:
        return replace(next(speak(dialogue(wish), catalog, store)), people=Known())


@pytest.fixture(scope="session")
def document(path_heard: Heard) -> PathDocument:
    """That path: several steps."""
    assert path_heard.path is not None
    assert len(path_heard.path.path.steps) > 2
    return path_heard.path


@pytest.fixture(scope="session")
def world(catalog: Catalog, document: PathDocument) -> World:
    return World(catalog, document)
