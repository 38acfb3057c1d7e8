"""A people database with its installations, a clock that tests move, and a Slack to install from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.slack.installations import WorkspaceInstallations
from catalog.settings import StoreSettings
from people.sql.installations import SqlInstallations
from people.sql.open import open_installations, open_people
from people.sql.store import SqlPeopleStore
from tests.slack_simulator import SlackSimulator

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
REDIRECT = "https://advisor.example/slack/oauth_redirect"
KEY = Fernet.generate_key().decode()


@pytest.fixture
def sim() -> Iterator[SlackSimulator]:
    with SlackSimulator(ack_within=5.0, retry_after=(0.0, 0.05, 0.05)) as running:
        running.app.redirect_urls = (REDIRECT,)
        yield running


@pytest.fixture
def settings(tmp_path: Path) -> StoreSettings:
    return StoreSettings(_env_file=None, ADVISOR_DATA_DIR=tmp_path)


@pytest.fixture
def kept(settings: StoreSettings) -> Iterator[SqlInstallations]:
    opened = open_installations(settings, [KEY])
    yield opened
    opened.close()


@pytest.fixture
def people(settings: StoreSettings) -> Iterator[SqlPeopleStore]:
    opened = open_people(settings)
    yield opened
    opened.close()


@pytest.fixture
def store(kept: SqlInstallations, people: SqlPeopleStore) -> WorkspaceInstallations:
    return WorkspaceInstallations(kept, people)


class Time:
    """A clock that tests move."""

    now = NOW

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()
