"""Who is in a user group: what the app is told, and what it is refused."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack_simulator import CannotDo, Person, SlackSimulator, UserGroup, Workspace
from tests.slack_simulator.test_web_api import refused

SCOPE = "usergroups:read"
REDIRECT = "https://advisor.example/slack/oauth_redirect"


@pytest.fixture
def finance(sim: SlackSimulator, team: Workspace, ann: Person) -> UserGroup:
    return sim.user_group(team, "finance", ann)


def test_who_is_in_it_comes_as_ids(sim: SlackSimulator, team: Workspace, client: WebClient, finance: UserGroup):
    bob = sim.person(team, "bob", is_restricted=True)
    assert finance.id.startswith("S")
    before = client.usergroups_users_list(usergroup=finance.id)["users"]
    finance.users.add(bob.id)
    after = client.usergroups_users_list(usergroup=finance.id)["users"]
    assert [one for one in after if one not in before] == [bob.id]
    finance.users.clear()
    assert client.usergroups_users_list(usergroup=finance.id)["users"] == []


def test_one_that_is_not_the_workspaces_own_is_not_there(sim: SlackSimulator, client: WebClient, finance: UserGroup):
    other = sim.user_group(sim.workspace("Other"), "finance")
    for name in ("S0", "finance", other.id):
        assert refused(client.usergroups_users_list, usergroup=name)["error"] == "no_such_subteam"
    assert sim.violations == []


def test_a_disabled_one_is_shown_to_who_asks_for_such(client: WebClient, ann: Person, finance: UserGroup):
    finance.disabled = True
    assert refused(client.usergroups_users_list, usergroup=finance.id)["error"] == "no_such_subteam"
    assert client.usergroups_users_list(usergroup=finance.id, include_disabled=True)["users"] == [ann.id]


def test_a_free_workspace_has_none(sim: SlackSimulator):
    team = sim.workspace("Small", free=True)
    client = WebClient(sim.token(team), base_url=sim.base_url)
    assert refused(client.usergroups_users_list, usergroup="S1")["error"] == "plan_upgrade_required"


def test_arguments_and_the_scope_are_looked_at(sim: SlackSimulator, client: WebClient, finance: UserGroup):
    for given in ({}, {"usergroup": finance.id, "limit": 5}):
        assert refused(client.api_call, "usergroups.users.list", params=given)["error"] == "invalid_arguments"
    few = sim.workspace("Few", scopes=("chat:write",))
    client = WebClient(sim.token(few), base_url=sim.base_url)
    assert refused(client.usergroups_users_list, usergroup=finance.id)["needed"] == SCOPE
    assert [violation.error for violation in sim.violations] == [
        "invalid_arguments",
        "invalid_arguments",
        "missing_scope",
    ]


def test_twenty_a_minute_where_rates_are_real():
    with SlackSimulator(rate_limits=True) as sim:
        team = sim.workspace()
        client = WebClient(sim.token(team), base_url=sim.base_url)
        group = sim.user_group(team, "finance")
        for _ in range(20):
            client.usergroups_users_list(usergroup=group.id)
        with pytest.raises(SlackApiError, match="ratelimited"):
            client.usergroups_users_list(usergroup=group.id)


@pytest.mark.parametrize(("kind", "fails"), [("rate_limited", True), ("server_error", True), ("slow", False)])
def test_faults_strike_it(sim: SlackSimulator, team: Workspace, finance: UserGroup, kind: str, fails: bool):
    client = WebClient(sim.token(team), base_url=sim.base_url, retry_handlers=[])
    sim.faults.add(kind, "usergroups.users.list", seconds=0.1)
    if fails:
        assert refused(client.usergroups_users_list, usergroup=finance.id)["ok"] is False
    assert client.usergroups_users_list(usergroup=finance.id)["ok"]


def test_whoever_installs_the_app_may_leave_out_what_is_optional(sim: SlackSimulator):
    sim.app.redirect_urls = (REDIRECT,)
    admin = sim.person(sim.workspace("New Campus", installed=False), "admin", is_admin=True)
    asked = {"client_id": sim.app.client_id, "scope": f"chat:write,{SCOPE}", "redirect_uri": REDIRECT}
    page = f"{sim.site_url}/oauth/v2/authorize?{urlencode(asked)}"
    with pytest.raises(CannotDo, match="optional"):
        sim.agrees(admin, page, without=(SCOPE,))
    sim.app.optional_scopes = frozenset({SCOPE})
    code = parse_qs(urlsplit(sim.agrees(admin, page, without=(SCOPE,))).query)["code"][0]
    secrets = {"client_id": sim.app.client_id, "client_secret": sim.app.client_secret, "redirect_uri": REDIRECT}
    got = WebClient(base_url=sim.base_url).oauth_v2_access(code=code, **secrets)
    assert got["scope"] == "chat:write"
    client = WebClient(got["access_token"], base_url=sim.base_url)
    assert refused(client.usergroups_users_list, usergroup="S1")["error"] == "missing_scope"
    assert sim.violations == []
