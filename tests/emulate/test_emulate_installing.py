"""Installing the bot in a workspace of emulate, on the bot's pages and on emulate's."""

from __future__ import annotations

import json

from bot.slack.app import manifest_scopes
from tests.bot.slack.browser import Browser
from tests.emulate.campus import ADMIN, REDIRECT, TEAM, Campus
from tests.emulate.conftest import Opened
from tests.emulate.consent import Consent


def test_a_workspace_installs_and_is_answered_with_its_token(here: Campus) -> None:
    found = here.bot.installations.find_installation(enterprise_id=None, team_id=TEAM)
    assert found is not None
    assert (found.team_id, found.user_id, found.is_enterprise_install) == (TEAM, ADMIN, False)
    assert list(found.bot_scopes or ()) == manifest_scopes()
    (exchange,) = here.line.of("oauth.v2.access")
    assert (found.bot_token, found.bot_user_id) == (exchange.answer["access_token"], exchange.answer["bot_user_id"])
    assert found.bot_id == here.line.of("auth.test")[0].answer["bot_id"]
    desk = here.direct("ann")
    here.says("ann", desk, "excel courses")
    welcome, answer = here.answers("ann", desk, 2)
    assert "forget me" in welcome["text"]
    assert "Excel" in answer["text"]
    assert {call.token for call in here.line.of("chat.postMessage")} == {found.bot_token}
    assert len(here.line.of("auth.test")) == 1, "an event asks nothing about the token"


def test_a_code_that_slack_does_not_know_installs_nothing(opened: Opened) -> None:
    here = opened()
    browser = Browser(here.bot.address, Consent(REDIRECT))
    back = browser.agrees(ADMIN, browser.begins())
    status, page = browser.comes_back(back.replace("code=", "code=0"))
    assert (status, "invalid_code" in page or "failed" in page.casefold()) == (401, True)
    assert here.line.of("oauth.v2.access")[0].answer["error"] == "invalid_code"
    assert here.bot.kept.workspaces() == ()


def test_a_way_back_works_once(opened: Opened) -> None:
    here = opened()
    browser = Browser(here.bot.address, Consent(REDIRECT))
    back = browser.agrees(ADMIN, browser.begins())
    assert browser.comes_back(back)[0] == 200
    assert browser.comes_back(back)[0] == 401
    assert len(here.line.of("oauth.v2.access")) == 1, "a state that was used is not taken to Slack"


def test_a_wrong_client_secret_installs_nothing(opened: Opened) -> None:
    here = opened(SLACK_CLIENT_SECRET="another")
    assert here.installs()[0] == 401
    assert here.line.of("oauth.v2.access")[0].ok is False
    assert here.bot.kept.workspaces() == ()


def test_installing_again_puts_the_new_token_in_place(here: Campus) -> None:
    first = here.token
    assert here.installs(more=("channels:history",))[0] == 200
    assert here.token != first
    desk = here.direct("ann")
    here.says("ann", desk, "excel courses")
    here.answers("ann", desk, 2)
    assert {call.token for call in here.line.of("chat.postMessage")} == {here.token}


def test_no_token_is_kept_in_the_clear(here: Campus) -> None:
    with here.bot.inbox._engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM installation").fetchall()
    assert len(rows) == 1
    assert here.token not in json.dumps([list(map(str, row)) for row in rows])
