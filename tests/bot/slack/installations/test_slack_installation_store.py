"""The stores in the form that Slack's library defines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cryptography.fernet import Fernet
from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Bot, Installation

from bot.slack.installations import BrowserStates, WorkspaceInstallations
from catalog.errors import NotUsable
from catalog.learner import Learner
from catalog.settings import StoreSettings
from people.sql.installations import SqlInstallations
from people.sql.open import open_installations
from people.sql.store import SqlPeopleStore
from people.store import PersonKey
from tests.bot.slack.installations.conftest import NOW, Time


def an_installation(**more: object) -> Installation:
    told = {"app_id": "A1", "team_id": "T1", "team_name": "Campus", "bot_token": "xoxb-1", "bot_id": "B1"}
    said = {"bot_user_id": "UB", "bot_scopes": "chat:write,commands", "user_id": "U1", "token_type": "bot"}
    return Installation(**(told | said | more))


def test_what_is_saved_is_found_as_it_was(store: WorkspaceInstallations):
    saved = an_installation(bot_refresh_token="xoxe-1", bot_token_expires_in=3600)
    store.save(saved)
    found = store.find_installation(enterprise_id=None, team_id="T1")
    assert found is not None
    assert found.to_dict() == saved.to_dict()
    bot = store.find_bot(enterprise_id=None, team_id="T1")
    assert bot is not None
    assert bot.to_dict() == saved.to_bot().to_dict()


def test_tokens_of_users_and_webhooks_are_not_kept(store: WorkspaceInstallations):
    store.save(an_installation(user_token="xoxp-1", user_refresh_token="xoxe-2", incoming_webhook_url="https://h/1"))
    found = store.find_installation(enterprise_id=None, team_id="T1")
    assert found is not None
    assert (found.user_token, found.user_refresh_token, found.incoming_webhook_url) == (None, None, None)


def test_a_renewed_bot_token_takes_the_place_of_the_old_one(store: WorkspaceInstallations):
    store.save(an_installation(bot_refresh_token="xoxe-1", bot_token_expires_in=60))
    renewed = Bot(
        team_id="T1", bot_token="xoxb-2", bot_id="B1", bot_user_id="UB", bot_refresh_token="xoxe-2", installed_at=9.0
    )
    store.save_bot(renewed)
    found = store.find_installation(enterprise_id=None, team_id="T1")
    assert found is not None
    assert (found.bot_token, found.bot_refresh_token, found.user_id) == ("xoxb-2", "xoxe-2", "U1")


FINDS: dict[str, Callable[[WorkspaceInstallations], object]] = {
    "another workspace": lambda store: store.find_installation(enterprise_id=None, team_id="T2"),
    "no workspace": lambda store: store.find_installation(enterprise_id=None, team_id=None),
    "another user": lambda store: store.find_installation(enterprise_id=None, team_id="T1", user_id="U2"),
    "an organization": lambda store: store.find_bot(enterprise_id="E1", team_id="T1", is_enterprise_install=True),
    "the bot of another workspace": lambda store: store.find_bot(enterprise_id=None, team_id="T2"),
}


@pytest.mark.parametrize("find", FINDS.values(), ids=FINDS)
def test_what_is_not_installed_is_not_found(
    store: WorkspaceInstallations, find: Callable[[WorkspaceInstallations], object]
):
    store.save(an_installation())
    assert find(store) is None
    assert store.find_installation(enterprise_id=None, team_id="T1", user_id="U1") is not None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"enterprise_id": "E1", "is_enterprise_install": True, "team_id": None}, "Enterprise Grid"),
        ({"enterprise_id": "E1"}, "Enterprise Grid"),
        ({"team_id": None}, "Enterprise Grid"),
        ({"bot_token": None}, "no bot token"),
    ],
)
def test_what_cannot_be_served_is_refused_in_one_sentence(
    store: WorkspaceInstallations, kept: SqlInstallations, more: dict[str, object], said: str
):
    with pytest.raises(BoltError, match=said):
        store.save(an_installation(**more))
    assert kept.workspaces() == ()


def test_deleting_what_is_of_no_workspace_deletes_nothing(
    store: WorkspaceInstallations, people: SqlPeopleStore, kept: SqlInstallations
):
    store.save(an_installation())
    people.keep_learner(PersonKey("", "ana"), Learner(goal="of the terminal"), NOW)
    for team in (None, ""):
        store.delete_all(enterprise_id=None, team_id=team)
        store.delete_bot(enterprise_id=None, team_id=team)
    store.delete_installation(enterprise_id=None, team_id="T1", user_id="U1")
    assert people.learner(PersonKey("", "ana")).goal == "of the terminal"
    assert kept.workspaces() == ("T1",)
    store.delete_installation(enterprise_id=None, team_id="T1")
    assert kept.workspaces() == ()


def test_no_key_shows_no_token(store: WorkspaceInstallations, settings: StoreSettings, people: SqlPeopleStore):
    store.save(an_installation())
    lost = open_installations(settings, [Fernet.generate_key().decode()])
    with pytest.raises(NotUsable) as refused:
        WorkspaceInstallations(lost, people).find_bot(enterprise_id=None, team_id="T1")
    assert "xoxb-1" not in f"{refused.value!r} {lost!r} {vars(store)}"
    lost.close()


def test_states_are_long_and_each_is_new(kept: SqlInstallations, time: Time):
    states = BrowserStates(kept, time)
    issued = {states.issue() for _ in range(50)}
    assert len(issued) == 50
    assert min(map(len, issued)) >= 32
    assert [states.consume(state) for state in issued] == [True] * 50
