"""One bot in several workspaces: each installs it by itself, has its own token, and is erased when it goes."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.advisor.advisor import Advisor
from bot.settings import AdvisorSettings, SlackMode
from bot.slack.installations import BrowserStates, WorkspaceInstallations
from bot.slack.service import Kept, Service
from bot.wiring import catalog_keeper
from people.sql.open import open_inbox, open_installations, open_outreach, open_people
from people.sql.store import SqlPeopleStore
from people.store import PersonKey
from retrieval.ports import CatalogSearch
from tests.bot.slack.browser import Browser
from tests.bot.slack.office import MANIFEST, NOW, QUICK, optional_scopes_of
from tests.slack_simulator import Message, SlackSimulator, Workspace


class Elsewhere:
    """The bot at an address where any workspace can install it."""

    def __init__(self, sim: SlackSimulator, address: str, people: SqlPeopleStore) -> None:
        self.sim, self.address, self.people = sim, address, people

    def install(self, name: str, without: tuple[str, ...] = ()) -> Workspace:
        """A workspace installs it as its admin does, but for optional scopes."""
        team = self.sim.workspace(name, installed=False)
        admin = self.sim.person(team, f"admin-{name}", is_admin=True)
        status, _ = Browser(self.address, self.sim).installs(admin, without)
        assert status == 200
        return team

    def answer(self, team: Workspace, name: str, text: str) -> Message:
        """What somebody in a workspace is answered after the welcome."""
        person = self.sim.person(team, name)
        person.says(person.direct(), text)
        return self.sim.wait_for(lambda: self.sim.bot_messages(person.direct())[1:], timeout=20)[0]


@pytest.fixture
def here(real_search: CatalogSearch, tmp_path: Path) -> Iterator[Elsewhere]:
    with SlackSimulator(retry_after=(0.0, 0.05, 0.05)) as sim:
        settings = AdvisorSettings(
            _env_file=None,
            ADVISOR_DATA_DIR=tmp_path,
            ADVISOR_NOW=NOW,
            ADVISOR_SAMPLE_IN_SLACK=True,
            SLACK_CLIENT_ID=sim.app.client_id,
            SLACK_CLIENT_SECRET=sim.app.client_secret,
            SLACK_SIGNING_SECRET=sim.app.signing_secret,
            SLACK_API_URL=sim.base_url,
            ADVISOR_TOKEN_KEYS=Fernet.generate_key().decode(),
        )
        assert settings.slack_mode is SlackMode.WORKSPACES
        people, inbox, outreach = open_people(settings), open_inbox(settings), open_outreach(settings)
        kept = open_installations(settings, settings.encryption_keys)
        installed = WorkspaceInstallations(kept, people), BrowserStates(kept, settings.clock)
        advisor = Advisor(real_search, people, settings.clock)
        service = Service(
            settings,
            advisor,
            real_search,
            Kept(people, inbox, outreach),
            catalog_keeper(settings),
            QUICK,
            installed=installed,
        )
        service.start()
        server = service.server("127.0.0.1", 0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        sim.app.request_url = f"{address}/slack/events"
        sim.app.redirect_urls = (f"{address}/slack/oauth_redirect",)
        yield Elsewhere(sim, address, people)
        sim.app.request_url = None
        server.shutdown()
        server.server_close()
        service.close()
        for each in (kept, outreach, inbox, people):
            each.close()


def test_two_workspaces_are_answered_each_with_its_own_token(here: Elsewhere) -> None:
    for name in ("north", "south"):
        assert "Excel" in here.answer(here.install(name), f"ann-{name}", "excel courses").text
    tokens = {call.token for call in here.sim.calls("chat.postMessage")}
    assert len(tokens) == 2


def test_a_workspace_that_refuses_what_is_optional_is_answered(here: Elsewhere) -> None:
    here.sim.app.optional_scopes = optional_scopes_of(MANIFEST)
    team = here.install("careful", without=tuple(here.sim.app.optional_scopes))
    assert here.sim.installation(team).token.scopes.isdisjoint(here.sim.app.optional_scopes)
    assert "Excel" in here.answer(team, "ann", "excel courses").text
    assert here.sim.violations == []


def test_a_workspace_that_goes_is_erased(here: Elsewhere, tmp_path: Path) -> None:
    team = here.install("leaving")
    ann = here.sim.person(team, "ann")
    ann.says(ann.direct(), "remember that my lucky word is xylophonist")
    here.sim.wait_for(lambda: len(here.sim.bot_messages(ann.direct())) == 2, timeout=20)

    def left() -> list[Path]:
        return [file for file in tmp_path.rglob("*") if file.is_file() and b"xylophonist" in file.read_bytes()]

    assert left()
    here.sim.uninstall(team)
    here.sim.wait_for(lambda: not here.people.knows(PersonKey(team.id, ann.id)), timeout=20)
    here.sim.wait_for(lambda: not left(), timeout=20)


def test_no_other_page_is_there(here: Elsewhere) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{here.address}/slack/anything")
