"""A whole bot in this process that any workspace can install, in front of whatever answers as Slack."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from bot.advisor.advisor import Advisor
from bot.settings import AdvisorSettings, SlackMode
from bot.slack.installations import BrowserStates, WorkspaceInstallations
from bot.slack.service import Kept, Service
from bot.wiring import catalog_keeper
from people.sql.inbox import SqlInbox
from people.sql.installations import SqlInstallations
from people.sql.open import open_inbox, open_installations, open_outreach, open_people
from people.sql.store import SqlPeopleStore
from retrieval.ports import CatalogSearch
from tests.bot.slack.office import NOW, QUICK
from tests.loopback import serving

KEY = Fernet.generate_key().decode()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The bot at its address, and what it keeps."""

    address: str
    service: Service
    people: SqlPeopleStore
    inbox: SqlInbox
    kept: SqlInstallations
    installations: WorkspaceInstallations


@contextmanager
def elsewhere(search: CatalogSearch, folder: Path, slack: dict[str, Any]) -> Iterator[Elsewhere]:
    """A bot without a token of its own; `slack` are the settings that say which Slack it belongs to."""
    named = {"ADVISOR_DATA_DIR": folder, "ADVISOR_NOW": NOW, "ADVISOR_SAMPLE_IN_SLACK": True, "ADVISOR_TOKEN_KEYS": KEY}
    settings = AdvisorSettings(_env_file=None, **{**named, **slack})
    assert settings.slack_mode is SlackMode.WORKSPACES
    people, inbox, outreach = open_people(settings), open_inbox(settings), open_outreach(settings)
    kept = open_installations(settings, settings.encryption_keys)
    installations = WorkspaceInstallations(kept, people)
    service = Service(
        settings,
        Advisor(search, people, settings.clock),
        search,
        Kept(people, inbox, outreach),
        catalog_keeper(settings),
        QUICK,
        installed=(installations, BrowserStates(kept, settings.clock)),
    )
    service.start()
    try:
        with serving(service.server("127.0.0.1", 0)) as server:
            address = f"http://127.0.0.1:{server.server_port}"
            yield Elsewhere(address, service, people, inbox, kept, installations)
    finally:
        service.close()
        for each in (kept, outreach, inbox, people):
            each.close()
