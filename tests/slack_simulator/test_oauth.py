"""The app comes to a workspace and leaves it: by hand, and with Bolt's own flow."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from slack_bolt import App as BoltApp
from slack_bolt import BoltRequest
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore

from tests.slack_simulator import Person, SlackSimulator
from tests.slack_simulator.bolt_side import listening
from tests.slack_simulator.test_web_api import refused

REDIRECT = "https://advisor.example/slack/oauth_redirect"


@pytest.fixture
def admin(sim: SlackSimulator) -> Person:
    sim.app.redirect_urls = (REDIRECT,)
    return sim.person(sim.workspace("New Campus", installed=False), "admin", is_admin=True)


def address(sim: SlackSimulator, **more: str) -> str:
    asked = {"client_id": sim.app.client_id, "scope": "chat:write,commands", "state": "s1", "redirect_uri": REDIRECT}
    return f"{sim.site_url}/oauth/v2/authorize?{urlencode(asked | more)}"


def code(sim: SlackSimulator, admin: Person) -> str:
    return parse_qs(urlsplit(sim.agrees(admin, address(sim))).query)["code"][0]


def exchange(sim: SlackSimulator, name: str, **more: str) -> Any:
    secrets = {"client_id": sim.app.client_id, "client_secret": sim.app.client_secret, "redirect_uri": REDIRECT}
    return WebClient(base_url=sim.base_url).oauth_v2_access(code=name, **(secrets | more))


def test_a_code_becomes_a_token(sim: SlackSimulator, admin: Person):
    got = exchange(sim, code(sim, admin))
    assert (got["team"]["id"], got["scope"], got["authed_user"]["id"]) == (
        admin.user.team,
        "chat:write,commands",
        admin.id,
    )
    told = WebClient(got["access_token"], base_url=sim.base_url).auth_test()
    assert told["user_id"] == got["bot_user_id"]
    assert told.headers["x-oauth-scopes"] == "chat:write,commands"


def test_a_code_works_once_for_ten_minutes_and_for_the_right_client(sim: SlackSimulator, admin: Person):
    used, late = code(sim, admin), code(sim, admin)
    assert refused(exchange, sim, used, client_secret="other")["error"] == "bad_client_secret"
    assert refused(exchange, sim, used, client_id="1.1")["error"] == "invalid_client_id"
    assert refused(exchange, sim, used, redirect_uri="https://other.example/")["error"] == "bad_redirect_uri"
    exchange(sim, used)
    assert refused(exchange, sim, used)["error"] == "invalid_code"
    sim.clock.advance(601)
    assert refused(exchange, sim, late)["error"] == "invalid_code"


def test_a_token_that_is_rotated_ends_and_is_exchanged_once(sim: SlackSimulator, admin: Person):
    sim.app.token_seconds = 43_200
    got = exchange(sim, code(sim, admin))
    sim.clock.advance(43_100)
    refresh = {"grant_type": "refresh_token", "refresh_token": got["refresh_token"], "redirect_uri": ""}
    renewed = exchange(sim, "", **refresh)
    assert (renewed["expires_in"], renewed["team"], renewed["scope"]) == (43_200, got["team"], got["scope"])
    assert refused(exchange, sim, "", **refresh)["error"] == "invalid_refresh_token"
    assert WebClient(got["access_token"], base_url=sim.base_url).auth_test()["ok"]
    sim.clock.advance(101)
    assert refused(WebClient(got["access_token"], base_url=sim.base_url).auth_test)["error"] == "token_expired"
    assert WebClient(renewed["access_token"], base_url=sim.base_url).auth_test()["team_id"] == admin.user.team


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        """A redirect is looked at, not followed."""


def test_the_page_sends_the_browser_back(sim: SlackSimulator, admin: Person):
    with pytest.raises(HTTPError) as caught:
        build_opener(Stay).open(f"{address(sim)}&user={admin.id}")
    assert caught.value.code == 302
    back = urlsplit(caught.value.headers["Location"])
    assert (back.path, parse_qs(back.query)["state"]) == ("/slack/oauth_redirect", ["s1"])
    with pytest.raises(HTTPError) as caught:
        build_opener(Stay).open(address(sim, redirect_uri="https://evil.example/") + f"&user={admin.id}")
    assert caught.value.code == 400


def bolt_with_oauth(sim: SlackSimulator, folder: Path) -> BoltApp:
    settings = OAuthSettings(
        client_id=sim.app.client_id,
        client_secret=sim.app.client_secret,
        scopes=["chat:write", "commands", "im:history"],
        redirect_uri=REDIRECT,
        authorization_url=f"{sim.site_url}/oauth/v2/authorize",
        installation_store=FileInstallationStore(base_dir=str(folder / "installations")),
        state_store=FileOAuthStateStore(expiration_seconds=60, base_dir=str(folder / "states")),
    )
    return BoltApp(
        client=WebClient(base_url=sim.base_url), signing_secret=sim.app.signing_secret, oauth_settings=settings
    )


def test_bolts_own_flow_installs_and_then_answers(sim: SlackSimulator, admin: Person, tmp_path: Path):
    app = bolt_with_oauth(sim, tmp_path)
    app.command("/advise")(lambda ack: ack("Here"))
    flow = app.oauth_flow
    assert flow is not None
    begun = flow.handle_installation(BoltRequest(body="", mode="socket_mode"))
    state = begun.headers["set-cookie"][0].partition(";")[0]
    page = flow.build_authorize_url(state.partition("=")[2], BoltRequest(body="", mode="socket_mode"))
    back = urlsplit(sim.agrees(admin, page))
    done = flow.handle_callback(BoltRequest(body="", query=back.query, headers={"cookie": state}, mode="socket_mode"))
    assert done.status == 200
    with listening(sim, app):
        assert sim.done(admin.runs("/advise")).body == "Here"


def test_a_workspace_that_leaves_is_told_of(sim: SlackSimulator):
    team = sim.workspace()
    sim.uninstall(team)
    told = [one.payload["event"] for one in sim.deliveries]
    assert [one["type"] for one in told] == ["tokens_revoked", "app_uninstalled"]
    assert told[0]["tokens"]["bot"] == [sim.installation(team).bot.id]
    assert refused(WebClient(sim.token(team), base_url=sim.base_url).auth_test)["error"] == "token_revoked"
