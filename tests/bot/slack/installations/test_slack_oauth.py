"""The stores of installations under Bolt's own OAuth flow, over HTTP, against the simulated Slack."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from slack_bolt import App as BoltApp
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient

from bot.slack.installations import STATE_LASTS, BrowserStates, WorkspaceInstallations
from catalog.learner import Learner
from catalog.settings import StoreSettings
from people.sql.installations import SqlInstallations
from people.sql.open import open_installations
from people.sql.store import SqlPeopleStore
from people.store import PersonKey
from people.workspaces import WorkspaceSettings
from tests.bot.slack.browser import Browser
from tests.bot.slack.installations.conftest import NOW, REDIRECT, Time
from tests.slack_simulator import Person, SlackSimulator, Workspace
from tests.slack_simulator.bolt_side import listening


@pytest.fixture
def app(sim: SlackSimulator, store: WorkspaceInstallations, kept: SqlInstallations, time: Time) -> BoltApp:
    """An app of many workspaces that says in which one it was spoken to."""
    settings = OAuthSettings(
        client_id=sim.app.client_id,
        client_secret=sim.app.client_secret,
        scopes=["app_mentions:read", "channels:read", "chat:write", "im:history", "im:read", "im:write"],
        redirect_uri=REDIRECT,
        authorization_url=f"{sim.site_url}/oauth/v2/authorize",
        installation_store=store,
        state_store=BrowserStates(kept, time),
    )
    made = BoltApp(
        client=WebClient(base_url=sim.base_url), signing_secret=sim.app.signing_secret, oauth_settings=settings
    )
    made.enable_token_revocation_listeners()
    made.event("message")(
        lambda event, say, context: say(f"Hello {context.team_id}") if "bot_id" not in event else None
    )
    return made


@pytest.fixture
def browser(sim: SlackSimulator, app: BoltApp) -> Iterator[Browser]:
    with listening(sim, app) as address:
        yield Browser(address, sim)


def admin_of(sim: SlackSimulator, name: str) -> tuple[Workspace, Person]:
    team = sim.workspace(name, installed=False)
    return team, sim.person(team, f"admin-{name.casefold()}", is_admin=True)


def answered(sim: SlackSimulator, person: Person) -> str:
    """What the bot answers to a message, and that it did so with the token of the person's workspace."""
    before = len(sim.bot_messages(person.direct()))
    person.says(person.direct(), "hello")
    sim.wait_for(lambda: len(sim.bot_messages(person.direct())) > before)
    return sim.bot_messages(person.direct())[-1].text


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


# ---- installing


def test_a_workspace_installs_and_is_answered(sim: SlackSimulator, browser: Browser, store: WorkspaceInstallations):
    team, admin = admin_of(sim, "Campus")
    assert browser.installs(admin)[0] == 200
    assert answered(sim, admin) == f"Hello {team.id}"
    found = store.find_installation(enterprise_id=None, team_id=team.id)
    assert found is not None
    assert (found.team_name, found.user_id, found.bot_token) == ("Campus", admin.id, sim.token(team))
    assert sim.violations == []


def test_two_workspaces_are_each_answered_with_their_own_token(
    sim: SlackSimulator, browser: Browser, store: WorkspaceInstallations
):
    teams = [admin_of(sim, name) for name in ("Campus", "College")]
    for _, admin in teams:
        assert browser.installs(admin)[0] == 200
    tokens = set()
    for team, admin in (*teams, *reversed(teams)):
        assert answered(sim, admin) == f"Hello {team.id}"
        bot = store.find_bot(enterprise_id=None, team_id=team.id)
        assert bot is not None
        assert bot.bot_token == sim.token(team)
        tokens.add(bot.bot_token)
    assert len(tokens) == 2
    assert sim.violations == [], "a channel of one workspace is not found with the token of another"


def test_no_token_stands_in_a_file_or_in_the_log(
    sim: SlackSimulator, browser: Browser, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    team, admin = admin_of(sim, "Campus")
    browser.installs(admin)
    answered(sim, admin)
    token = sim.token(team)
    kept = everything(tmp_path)
    assert team.id.encode() in kept
    for part in (token, token.rpartition("-")[2], sim.app.client_secret, admin.id):
        assert part.encode() not in kept
    assert token not in caplog.text


def test_a_workspace_without_an_installation_is_not_answered(sim: SlackSimulator, browser: Browser):
    team = sim.workspace("By hand")
    ann = sim.person(team, "ann")
    said = ann.says(ann.direct(), "hello")
    assert said is not None
    sim.wait_for(lambda: all(one.done for one in sim.deliveries))
    assert sim.bot_messages(ann.direct()) == []


def test_installing_again_puts_the_new_token_in_place(
    sim: SlackSimulator, browser: Browser, store: WorkspaceInstallations, kept: SqlInstallations
):
    team, admin = admin_of(sim, "Campus")
    browser.installs(admin)
    first = sim.token(team)
    sim.uninstall(team)
    sim.wait_for(lambda: kept.workspaces() == ())
    browser.installs(admin)
    assert sim.token(team) != first
    assert answered(sim, admin) == f"Hello {team.id}"


# ---- states


def test_a_way_back_works_once(sim: SlackSimulator, browser: Browser):
    _, admin = admin_of(sim, "Campus")
    back = browser.agrees(admin, browser.begins())
    assert browser.comes_back(back)[0] == 200
    status, page = browser.comes_back(back)
    assert (status, "invalid_state" in page) == (401, True)


def test_a_way_back_works_for_ten_minutes(sim: SlackSimulator, browser: Browser, time: Time, kept: SqlInstallations):
    _, admin = admin_of(sim, "Campus")
    back = browser.agrees(admin, browser.begins())
    time.now = NOW + STATE_LASTS
    status, page = browser.comes_back(back)
    assert (status, "invalid_state" in page) == (401, True)
    assert kept.workspaces() == ()


def test_another_browser_cannot_end_what_one_began(sim: SlackSimulator, browser: Browser, kept: SqlInstallations):
    _, admin = admin_of(sim, "Campus")
    back = browser.agrees(admin, browser.begins())
    other = Browser(browser.address, sim)
    status, page = other.comes_back(back)
    assert (status, "invalid_browser" in page) == (400, True)
    other.begins()
    assert other.comes_back(back)[0] == 400
    assert kept.workspaces() == ()
    assert browser.comes_back(back)[0] == 200, "the state is still that of the first browser"


def test_a_state_that_nobody_issued_is_none(browser: Browser):
    browser.cookie = "slack-app-oauth-state=guessed"
    status, page = browser.comes_back(f"{REDIRECT}?code=c&state=guessed")
    assert (status, "invalid_state" in page) == (401, True)


# ---- leaving


def remember(people: SqlPeopleStore, person: PersonKey) -> None:
    people.keep_learner(person, Learner(goal="Zq9~ goal"), NOW)
    people.keep_workspace_settings(person.workspace, WorkspaceSettings(model_allowed=True))


def test_a_workspace_that_uninstalls_is_erased_and_the_other_stays(
    sim: SlackSimulator, browser: Browser, people: SqlPeopleStore, kept: SqlInstallations, tmp_path: Path
):
    (gone, leaver), (stays, stayer) = admin_of(sim, "Gone"), admin_of(sim, "Stays")
    for admin in (leaver, stayer):
        browser.installs(admin)
    remember(people, PersonKey(gone.id, leaver.id))
    people.keep_learner(PersonKey(stays.id, stayer.id), Learner(goal="stays"), NOW)
    sim.uninstall(gone)
    sim.wait_for(lambda: b"Zq9~" not in everything(tmp_path) and kept.workspaces() == (stays.id,))
    assert people.workspace_settings(gone.id) == WorkspaceSettings()
    assert gone.id.encode() not in everything(tmp_path)
    assert answered(sim, stayer) == f"Hello {stays.id}"
    assert people.learner(PersonKey(stays.id, stayer.id)).goal == "stays"


def test_revoked_tokens_are_erased_and_people_keep_what_is_theirs(
    sim: SlackSimulator, browser: Browser, people: SqlPeopleStore, kept: SqlInstallations
):
    team, admin = admin_of(sim, "Campus")
    browser.installs(admin)
    remember(people, PersonKey(team.id, admin.id))
    bot = sim.installation(team).bot.id
    sim.deliver_event(team, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot]}})
    sim.wait_for(lambda: kept.workspaces() == ())
    assert people.learner(PersonKey(team.id, admin.id)).goal == "Zq9~ goal"
    browser.installs(admin)
    assert answered(sim, admin) == f"Hello {team.id}"


def test_the_revoked_token_of_a_single_user_ends_no_installation(
    sim: SlackSimulator, browser: Browser, kept: SqlInstallations
):
    team, admin = admin_of(sim, "Campus")
    browser.installs(admin)
    told = sim.deliver_event(team, {"type": "tokens_revoked", "tokens": {"oauth": [admin.id], "bot": []}})
    sim.done(told)
    assert answered(sim, admin) == f"Hello {team.id}"
    assert kept.workspaces() == (team.id,)


# ---- keys


def test_with_a_lost_key_nobody_is_answered_and_the_log_says_what_to_do(
    sim: SlackSimulator,
    browser: Browser,
    kept: SqlInstallations,
    settings: StoreSettings,
    caplog: pytest.LogCaptureFixture,
):
    team, admin = admin_of(sim, "Campus")
    browser.installs(admin)
    lost = open_installations(settings, [Fernet.generate_key().decode()])
    kept._encryption = lost._encryption
    admin.says(admin.direct(), "hello")
    sim.wait_for(lambda: all(one.done for one in sim.deliveries))
    assert sim.bot_messages(admin.direct()) == []
    assert "add that key again" in caplog.text
    assert sim.token(team) not in caplog.text
    browser.installs(admin)
    assert answered(sim, admin) == f"Hello {team.id}"
    lost.close()
