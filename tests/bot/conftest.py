"""The advisor over a fake catalog and over the real one, with a clock that stands still."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.advisor.advisor import Advisor
from bot.advisor.messages import Answer, Intent, Question
from bot.advisor.toolbox import Toolbox
from bot.advisor.understand import Known
from bot.settings import AdvisorSettings
from bot.wiring import opened_search
from people.sql.open import open_people
from people.sql.store import SqlPeopleStore
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC, Asker
from tests.bot.fake_search import FakeSearch, sample
from tests.bot.people_talk import Voices
from tests.bot.workbench import reading_of
from tests.conftest import taught

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def settings_of(folder: Path) -> AdvisorSettings:
    """The settings of a data folder, whatever stands in a .env file."""
    return AdvisorSettings(_env_file=None, ADVISOR_DATA_DIR=folder)


Say = Callable[..., Answer]


@pytest.fixture(scope="session")
def real_search(sample_dir: Path) -> Iterator[CatalogSearch]:
    with opened_search(settings_of(sample_dir)) as search:
        taught(search, sample_dir)
        yield search


@pytest.fixture(scope="session")
def sample_known(real_search: CatalogSearch) -> Known:
    """What reading may rely on at the beginning of a conversation over the real catalog."""
    tools = Toolbox(real_search, PUBLIC)
    return Known(
        providers=tools.providers(),
        roles=tools.role_names(),
        like=tools.like,
        doing=tools.doing,
        names_skill=lambda words: bool(tools.skills_in(words)),
        titles_in=tools.titles_in,
        today=NOW.date(),
    )


@pytest.fixture
def data_dir(sample_dir: Path, tmp_path: Path) -> Path:
    """A data folder of one's own in which the sample is indexed."""
    folder = tmp_path / "data"
    shutil.copytree(sample_dir, folder)
    return folder


@pytest.fixture(scope="session")
def fake_search() -> CatalogSearch:
    return FakeSearch(sample())


@pytest.fixture(params=["fake", "real"])
def search(request: pytest.FixtureRequest) -> CatalogSearch:
    found: CatalogSearch = request.getfixturevalue(f"{request.param}_search")
    return found


@pytest.fixture
def conversations(tmp_path: Path) -> Iterator[SqlPeopleStore]:
    store = open_people(settings_of(tmp_path))
    yield store
    store.close()


@pytest.fixture
def voices(real_search: CatalogSearch, conversations: SqlPeopleStore) -> Voices:
    """People who talk over the real catalog."""
    return Voices(real_search, conversations)


@pytest.fixture
def planner(voices: Voices) -> Voices:
    """Somebody who has just been told a path."""
    assert voices.say("I want to become a tax preparer").intent is Intent.PATH
    return voices


@pytest.fixture
def advisor(search: CatalogSearch, conversations: SqlPeopleStore) -> Advisor:
    return Advisor(search, conversations, lambda: NOW, reading=reading_of(search))


@pytest.fixture
def say(advisor: Advisor) -> Say:
    """Says one thing in one conversation."""

    def speak(text: str, conversation: str = "c", user: str = "ana", asker: Asker = PUBLIC) -> Answer:
        return advisor.answer(Question(text=text, conversation=conversation, user=user, asker=asker))

    return speak
