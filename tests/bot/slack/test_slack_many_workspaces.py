"""One bot in several workspaces: each installs it by itself, has its own token, and is erased when it goes."""

from __future__ import annotations

import logging
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import Installation

from people.sql.encryption import Encryption
from people.store import PersonKey
from retrieval.ports import CatalogSearch
from tests.bot.slack.browser import Browser
from tests.bot.slack.elsewhere import Elsewhere, elsewhere
from tests.bot.slack.office import MANIFEST, optional_scopes_of
from tests.slack_simulator import Delivery, Message, Person, SlackSimulator, Workspace


@dataclass(frozen=True, slots=True)
class Country:
    """The bot, and a Slack in which any workspace can install it."""

    sim: SlackSimulator
    bot: Elsewhere

    def install(self, name: str, without: tuple[str, ...] = ()) -> Workspace:
        """A workspace installs it as its admin does, but for optional scopes."""
        team = self.sim.workspace(name, installed=False)
        self.install_again(self.sim.person(team, f"admin-{name}", is_admin=True), without)
        return team

    def install_again(self, admin: Person, without: tuple[str, ...] = ()) -> None:
        """An admin installs it, but for optional scopes."""
        status, _ = Browser(self.bot.address, self.sim).installs(admin, without)
        assert status == 200

    def answer(self, team: Workspace, name: str, text: str) -> Message:
        """What somebody in a workspace is answered after the welcome."""
        person = self.sim.person(team, name)
        person.says(person.direct(), text)
        return self.sim.wait_for(lambda: self.sim.bot_messages(person.direct())[1:], timeout=20)[0]

    def kept_now(self, team: Workspace) -> Installation | None:
        """What is kept of an installation, None as long as another token than Slack's newest is."""
        found = self.bot.installations.find_installation(enterprise_id=None, team_id=team.id)
        return found if found and found.bot_token == self.sim.token(team) else None

    def writes(self, team: Workspace, person: str, channel: str) -> Delivery:
        """A message event of a workspace, whether or not the app is in it."""
        message = {"type": "message", "user": person, "text": "excel courses", "channel": channel, "channel_type": "im"}
        told = self.sim.deliver_event(team, {**message, "ts": self.sim.clock.ts(), "team": team.id})
        return self.sim.done(told)


@pytest.fixture
def here(real_search: CatalogSearch, tmp_path: Path) -> Iterator[Country]:
    with SlackSimulator(retry_after=(0.0, 0.05, 0.05)) as sim:
        slack = {
            "SLACK_CLIENT_ID": sim.app.client_id,
            "SLACK_CLIENT_SECRET": sim.app.client_secret,
            "SLACK_SIGNING_SECRET": sim.app.signing_secret,
            "SLACK_API_URL": sim.base_url,
        }
        with elsewhere(real_search, tmp_path, slack) as bot:
            sim.app.request_url = f"{bot.address}/slack/events"
            sim.app.redirect_urls = (f"{bot.address}/slack/oauth_redirect",)
            yield Country(sim, bot)
            sim.app.request_url = None


def test_two_workspaces_are_answered_each_with_its_own_token(here: Country) -> None:
    for name in ("north", "south"):
        assert "Excel" in here.answer(here.install(name), f"ann-{name}", "excel courses").text
    tokens = {call.token for call in here.sim.calls("chat.postMessage")}
    assert len(tokens) == 2


def test_a_workspace_that_refuses_what_is_optional_is_answered(here: Country) -> None:
    here.sim.app.optional_scopes = optional_scopes_of(MANIFEST)
    team = here.install("careful", without=tuple(here.sim.app.optional_scopes))
    assert here.sim.installation(team).token.scopes.isdisjoint(here.sim.app.optional_scopes)
    assert "Excel" in here.answer(team, "ann", "excel courses").text
    assert here.sim.violations == []


def test_a_workspace_that_goes_is_erased(here: Country, tmp_path: Path) -> None:
    team = here.install("leaving")
    ann = here.sim.person(team, "ann")
    ann.says(ann.direct(), "remember that my lucky word is xylophonist")
    here.sim.wait_for(lambda: len(here.sim.bot_messages(ann.direct())) == 2, timeout=20)

    def left() -> list[Path]:
        return [file for file in tmp_path.rglob("*") if file.is_file() and b"xylophonist" in file.read_bytes()]

    assert left()
    here.sim.uninstall(team)
    here.sim.wait_for(lambda: not here.bot.people.knows(PersonKey(team.id, ann.id)), timeout=20)
    here.sim.wait_for(lambda: not left(), timeout=20)


def test_no_other_page_is_there(here: Country) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{here.bot.address}/slack/anything")


# ---- whether a token holds is not asked


def test_no_event_command_or_press_asks_whether_the_token_holds(here: Country) -> None:
    team = here.install("north")
    assert len(here.sim.calls("auth.test")) == 1, "Bolt asks who the bot is when it is installed"
    here.sim.faults.add("server_error", "auth.test", times=1000)
    found = here.answer(team, "ann", "excel courses")
    ann = here.sim.person(team, "ben")
    assert here.sim.done(ann.runs("/advise", "find excel", ann.direct())).status == 200
    assert here.sim.done(ann.opens_home()).status == 200
    here.sim.wait_for(lambda: here.sim.home(ann) and here.sim.ephemerals(ann.direct(), ann), timeout=20)
    assert "Excel" in found.text
    assert len(here.sim.calls("auth.test")) == 1


def test_the_bot_is_known_by_what_was_kept_and_does_not_answer_itself(here: Country) -> None:
    team = here.install("north")
    ann = here.sim.person(team, "ann")
    ann.says(ann.direct(), "excel courses")
    here.sim.wait_for(lambda: len(here.sim.bot_messages(ann.direct())) == 2, timeout=20)
    own = [one for one in here.sim.deliveries if one.payload.get("event", {}).get("bot_id")]
    assert len(own) == 2, "Slack tells the app of its own messages"
    assert all(here.sim.done(one).status == 200 for one in own)
    with here.bot.inbox._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM event").scalar_one() == 1


# ---- tokens that end


def test_a_revoked_token_is_erased_and_what_is_kept_of_people_stays(here: Country) -> None:
    team = here.install("north")
    ann = here.sim.person(team, "ann")
    ann.says(ann.direct(), "remember that I know Excel")
    here.sim.wait_for(lambda: len(here.sim.bot_messages(ann.direct())) == 2, timeout=20)
    WebClient(here.sim.token(team), base_url=here.sim.base_url).api_call("auth.revoke")
    here.sim.wait_for(lambda: here.bot.kept.workspaces() == (), timeout=20)
    assert here.bot.people.knows(PersonKey(team.id, ann.id))
    here.install_again(here.sim.person(team, "admin", is_admin=True))
    ann.says(ann.direct(), "excel courses")
    here.sim.wait_for(lambda: len(here.sim.bot_messages(ann.direct())) == 3, timeout=20)


def test_a_workspace_that_has_not_installed_it_is_told_so_and_nothing_is_kept(here: Country) -> None:
    team = here.sim.workspace("nobody's")
    ann = here.sim.person(team, "ann")
    assert here.writes(team, ann.id, ann.direct().id).status == 200
    told = here.sim.done(ann.runs("/advise", "find excel", ann.direct()))
    assert told.status == 200
    assert [one.text for one in here.sim.ephemerals(ann.direct(), ann) if "reinstall" in one.text]
    with here.bot.inbox._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM event").scalar_one() == 0


def test_an_answer_with_a_token_that_slack_no_longer_takes_is_given_up(
    here: Country, caplog: pytest.LogCaptureFixture
) -> None:
    """Slack sends nothing any more where a token is revoked; this is what is on its way when that happens."""
    team = here.install("north")
    ann = here.sim.person(team, "ann")
    here.sim.installation(team).token.revoked = True
    assert here.writes(team, ann.id, ann.direct().id).status == 200
    here.sim.wait_for(lambda: caplog.text.count("is abandoned: token_revoked") == 2, timeout=20)
    assert here.sim.bot_messages(ann.direct()) == []


def test_an_event_whose_token_no_key_opens_is_not_acknowledged(
    here: Country, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = here.install("north")
    ann = here.sim.person(team, "ann")
    with monkeypatch.context() as lost:
        lost.setattr(here.bot.kept, "_encryption", Encryption([Fernet.generate_key().decode()]))
        assert here.writes(team, ann.id, ann.direct().id).status == 500
        here.sim.wait_for(lambda: all(one.done for one in here.sim.deliveries))
    assert "could not be taken: NotUsable" in caplog.text
    assert here.sim.token(team) not in caplog.text
    assert here.writes(team, ann.id, ann.direct().id).status == 200
    here.sim.wait_for(lambda: here.sim.bot_messages(ann.direct())[1:], timeout=60)


def test_a_token_that_soon_ends_is_exchanged_and_kept(here: Country) -> None:
    here.sim.app.token_seconds = 3600
    team = here.install("north")
    first = here.sim.token(team)
    assert "Excel" in here.answer(team, "ann", "excel courses").text
    # Every event exchanges it here, also those that tell the app of its own messages.
    found = here.sim.wait_for(lambda: here.kept_now(team))
    assert found.team_name == "north"
    assert found.bot_token != first
    assert found.user_id == here.sim.installation(team).by
    assert {call.token for call in here.sim.calls("chat.postMessage")} <= {first, *here.sim.state.world.tokens}
    assert len(here.sim.calls("auth.test")) == 1


def test_events_that_come_at_once_exchange_a_token_once_each_time(
    here: Country, caplog: pytest.LogCaptureFixture
) -> None:
    """A refresh token is good once: had two events spent the same one, Slack would have refused the second."""
    here.sim.app.token_seconds = 3600
    team = here.install("north")
    people = [here.sim.person(team, f"person-{number}") for number in range(12)]
    for person in people:
        person.says(person.direct(), "excel courses")
    here.sim.wait_for(lambda: all(here.sim.bot_messages(one.direct())[1:] for one in people), timeout=60)
    assert "was not renewed" not in caplog.text


@pytest.mark.parametrize("kind", ["server_error", "drop_before", "bad_json"])
def test_a_token_that_cannot_be_exchanged_now_serves_on(
    here: Country, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    here.sim.app.token_seconds = 3600
    team = here.install("north")
    first = here.sim.token(team)
    here.sim.faults.add(kind, "oauth.v2.access", times=1000)
    assert "Excel" in here.answer(team, "ann", "excel courses").text
    assert {call.token for call in here.sim.calls("chat.postMessage")} == {first}
    assert "was not renewed" in caplog.text
    assert first not in caplog.text
