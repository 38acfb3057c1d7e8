"""How Slack would be reached, who may administer the bot, and what `advisor doctor` says of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from bot import cli
from bot.settings import AdvisorSettings, SlackMode
from bot.terminal.doctor import missing, setting_checks, slack_check
from catalog.settings import StoreSettings
from people.installations import MAKE_KEY
from people.sql.open import open_installations
from people.store import PersonKey
from tests.slack_simulator import SlackSimulator, Workspace

KEY, OTHER = (Fernet.generate_key().decode() for _ in range(2))
SECRET = "plainly-secret-0123456789"
BOT, APP = {"SLACK_BOT_TOKEN": f"xoxb-{SECRET}"}, {"SLACK_APP_TOKEN": f"xapp-{SECRET}"}
SIGNING, CLIENT = {"SLACK_SIGNING_SECRET": SECRET}, {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": SECRET}
KEYS = {"ADVISOR_TOKEN_KEYS": KEY}
Doctor = Callable[..., tuple[int, dict[str, Any], str]]


def settings_of(*given: dict[str, str]) -> AdvisorSettings:
    return AdvisorSettings(_env_file=None, **{name: value for one in given for name, value in one.items()})


@pytest.mark.parametrize(
    ("given", "mode", "lacking"),
    [
        ([], SlackMode.NONE, []),
        ([KEYS], SlackMode.NONE, []),
        ([BOT, APP], SlackMode.SOCKET, []),
        ([BOT], SlackMode.SOCKET, ["SLACK_APP_TOKEN"]),
        ([APP], SlackMode.SOCKET, ["SLACK_BOT_TOKEN"]),
        ([APP, SIGNING], SlackMode.SOCKET, ["SLACK_BOT_TOKEN"]),
        ([BOT, APP, SIGNING], SlackMode.SOCKET, []),
        ([BOT, SIGNING], SlackMode.HTTP, []),
        ([SIGNING], SlackMode.HTTP, ["SLACK_BOT_TOKEN"]),
        ([CLIENT, SIGNING, KEYS], SlackMode.WORKSPACES, []),
        ([CLIENT, SIGNING, KEYS, BOT, APP], SlackMode.WORKSPACES, []),
        ([CLIENT, KEYS], SlackMode.WORKSPACES, ["SLACK_SIGNING_SECRET"]),
        ([CLIENT, SIGNING], SlackMode.WORKSPACES, ["ADVISOR_TOKEN_KEYS"]),
        ([{"SLACK_CLIENT_ID": "1.2"}, SIGNING, KEYS], SlackMode.WORKSPACES, ["SLACK_CLIENT_SECRET"]),
        (
            [{"SLACK_CLIENT_SECRET": SECRET}],
            SlackMode.WORKSPACES,
            ["SLACK_CLIENT_ID", "SLACK_SIGNING_SECRET", "ADVISOR_TOKEN_KEYS"],
        ),
    ],
)
def test_the_mode_follows_from_what_is_set_and_what_lacks_is_named(
    given: list[dict[str, str]], mode: SlackMode, lacking: list[str]
) -> None:
    settings = settings_of(*given)
    assert settings.slack_mode is mode
    assert [*settings.slack_missing] == lacking
    assert [check.name for check in missing(settings)] == lacking
    assert slack_check(settings).value == mode.value


def test_a_missing_key_is_told_with_the_command_that_makes_one() -> None:
    (check,) = missing(settings_of(CLIENT, SIGNING))
    assert MAKE_KEY in check.follows


@pytest.mark.parametrize(
    ("value", "keys"),
    [("", ()), (KEY, (KEY,)), (f" {KEY} , {OTHER},, ", (KEY, OTHER)), (" , ", ())],
    ids=["none", "one", "two", "commas"],
)
def test_keys_are_separated_by_commas(value: str, keys: tuple[str, ...]) -> None:
    assert settings_of({"ADVISOR_TOKEN_KEYS": value}).encryption_keys == keys


@pytest.mark.parametrize(
    ("value", "admins"),
    [
        ("", set()),
        ("T1:U1", {PersonKey("T1", "U1")}),
        ("T1:U1, T2:U1 ,T1:U1,", {PersonKey("T1", "U1"), PersonKey("T2", "U1")}),
    ],
)
def test_admins_are_pairs(value: str, admins: set[PersonKey]) -> None:
    assert settings_of({"ADVISOR_ADMINS": value}).admin_keys == admins


@pytest.mark.parametrize("value", ["U1", "T1:", ":U1", "T1:U1:U2", "T1:U1 T2:U2", "T1:U1;T2:U2"])
def test_what_is_no_pair_is_refused(value: str) -> None:
    with pytest.raises(ValidationError, match="TEAM:USER"):
        settings_of({"ADVISOR_ADMINS": value})


@pytest.mark.parametrize(
    ("value", "standing"),
    [
        ("", {}),
        ("T1:S1=finance", {"T1": (("S1", "finance"),)}),
        (
            " T1:S1=finance, T1:S2 = depot managers ,T2:S1=finance,T1:S1=it,",
            {"T1": (("S1", "finance"), ("S2", "depot managers"), ("S1", "it")), "T2": (("S1", "finance"),)},
        ),
    ],
)
def test_user_groups_stand_for_groups_by_workspace(
    value: str, standing: dict[str, tuple[tuple[str, str], ...]]
) -> None:
    assert settings_of({"ADVISOR_GROUPS": value}).user_groups == standing


@pytest.mark.parametrize(
    "value",
    ["T1:S1", "T1:S1=", "T1=finance", "S1=finance", ":S1=finance", "T1:@finance=finance", "T1:U1=finance", "T1:S1=a=b"],
)
def test_what_names_no_user_group_by_its_id_is_refused(value: str) -> None:
    with pytest.raises(ValidationError, match="by its id"):
        settings_of({"ADVISOR_GROUPS": value})


def test_groups_without_an_owner_are_told() -> None:
    groups = {"ADVISOR_GROUPS": "T1:S1=finance,T2:S2=finance"}
    (check,) = missing(settings_of(groups, {"ADVISOR_EMPLOYERS": "T1=brightwater"}))
    assert (check.name, check.fine) == ("ADVISOR_EMPLOYERS", False)
    assert "T2" in check.value
    found = {one.name: one.follows for one in setting_checks(settings_of(groups), Path("none"))}
    assert found["ADVISOR_GROUPS"].startswith("2 Slack user groups")


def test_secrets_are_in_no_form_of_the_settings() -> None:
    settings = settings_of(BOT, APP, SIGNING, CLIENT, KEYS)
    shown = " ".join(f"{check.value} {check.follows}" for check in setting_checks(settings, Path("none")))
    for text in (repr(settings), str(settings), settings.model_dump_json(), shown):
        assert SECRET not in text
        assert KEY not in text


# ---- the command


@pytest.fixture
def doctor(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], data_dir: Path) -> Doctor:
    """Runs `advisor doctor --json` with these variables; the status, the checks by name, and all that was printed."""
    monkeypatch.chdir(data_dir)
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(data_dir))

    def run(*given: dict[str, str]) -> tuple[int, dict[str, Any], str]:
        for name, value in settings_environment(*given).items():
            monkeypatch.setenv(name, value)
        capfd.readouterr()
        status = cli.run_command(["doctor", "--json"])
        printed = capfd.readouterr()
        found = json.loads(printed.out)
        return status, {one["name"]: one for one in found.get("checks", [])}, printed.out + printed.err

    return run


def settings_environment(*given: dict[str, str]) -> dict[str, str]:
    return {name: value for one in given for name, value in one.items()}


def test_without_slack_nothing_is_missing(doctor: Doctor) -> None:
    status, checks, _ = doctor()
    assert status == 0
    assert (checks["Slack"]["value"], checks["Slack"]["fine"]) == ("none", True)
    assert "Workspaces" not in checks


def test_what_is_missing_for_slack_is_told(doctor: Doctor) -> None:
    status, checks, printed = doctor(BOT)
    assert status == 3
    assert checks["Slack"]["value"] == "one workspace, Socket Mode"
    assert checks["SLACK_APP_TOKEN"]["fine"] is False
    assert SECRET not in printed


def installed(data_dir: Path, *keys: str) -> None:
    kept = open_installations(StoreSettings(_env_file=None, ADVISOR_DATA_DIR=data_dir), keys)
    for team in ("T1", "T2"):
        kept.keep(team, f'{{"bot_token": "xoxb-{SECRET}"}}')
    kept.close()


def test_workspaces_whose_tokens_can_be_read_are_counted(doctor: Doctor, data_dir: Path) -> None:
    installed(data_dir, OTHER)
    status, checks, printed = doctor(CLIENT, SIGNING, {"ADVISOR_TOKEN_KEYS": f"{KEY},{OTHER}"})
    assert status == 0
    assert checks["Slack"]["value"] == "many workspaces, HTTP"
    assert (checks["Workspaces"]["value"], checks["Workspaces"]["fine"]) == ("2", True)
    assert SECRET not in printed


def test_to_look_encrypts_nothing_anew(doctor: Doctor, data_dir: Path) -> None:
    installed(data_dir, OTHER)
    doctor(CLIENT, SIGNING, {"ADVISOR_TOKEN_KEYS": f"{KEY},{OTHER}"})
    running = open_installations(StoreSettings(_env_file=None, ADVISOR_DATA_DIR=data_dir), [OTHER], anew=False)
    assert SECRET in (running.find("T1") or "")
    running.close()


@pytest.fixture
def sim() -> Iterator[SlackSimulator]:
    with SlackSimulator() as running:
        yield running


def standing(sim: SlackSimulator, team: Workspace, *ids: str) -> list[dict[str, str]]:
    """The variables of a bot in one workspace where user groups stand for groups."""
    groups = ",".join(f"{team.id}:{id_}=group{at}" for at, id_ in enumerate(ids))
    slack = {"SLACK_BOT_TOKEN": sim.token(team), "SLACK_APP_TOKEN": sim.app.app_token, "SLACK_API_URL": sim.base_url}
    return [slack, {"ADVISOR_EMPLOYERS": f"{team.id}=brightwater", "ADVISOR_GROUPS": groups}]


def test_user_groups_that_can_be_read_are_counted(doctor: Doctor, sim: SlackSimulator) -> None:
    team = sim.workspace()
    ids = [sim.user_group(team, name).id for name in ("finance", "it")]
    status, checks, _ = doctor(*standing(sim, team, *ids))
    assert status == 0
    assert (checks["User groups"]["value"], checks["User groups"]["fine"]) == ("2", True)


def test_user_groups_that_cannot_be_read_are_told_with_the_reason(doctor: Doctor, sim: SlackSimulator) -> None:
    team = sim.workspace()
    status, checks, _ = doctor(*standing(sim, team, sim.user_group(team, "finance").id, "S404"))
    assert status == 3
    assert checks["User groups"]["value"] == "1 of 2 cannot be read"
    assert f"S404 of {team.id} (there is none, or it is disabled)" in checks["User groups"]["follows"]


def test_a_scope_that_was_not_granted_is_told(doctor: Doctor, sim: SlackSimulator) -> None:
    team = sim.workspace(scopes=("chat:write", "users:read"))
    status, checks, _ = doctor(*standing(sim, team, "S1"))
    assert status == 3
    assert "usergroups:read was not granted" in checks["User groups"]["follows"]


def test_a_token_that_slack_does_not_take_is_told(doctor: Doctor, sim: SlackSimulator) -> None:
    slack, groups = standing(sim, sim.workspace(), "S1")
    status, checks, printed = doctor(slack | BOT, groups)
    assert status == 3
    assert "does not take SLACK_BOT_TOKEN" in checks["User groups"]["follows"]
    assert SECRET not in printed


def test_each_workspace_is_asked_with_its_own_token(doctor: Doctor, data_dir: Path, sim: SlackSimulator) -> None:
    team, other = sim.workspace(), sim.workspace("Other", installed=False)
    kept = open_installations(StoreSettings(_env_file=None, ADVISOR_DATA_DIR=data_dir), [KEY])
    kept.keep(team.id, json.dumps({"team_id": team.id, "bot_token": sim.token(team), "user_id": "U1"}))
    kept.close()
    groups = f"{team.id}:{sim.user_group(team, 'finance').id}=finance,{other.id}:S1=it"
    employers = {"ADVISOR_EMPLOYERS": f"{team.id}=brightwater,{other.id}=brightwater"}
    status, checks, _ = doctor(
        CLIENT, SIGNING, KEYS, employers, {"ADVISOR_GROUPS": groups, "SLACK_API_URL": sim.base_url}
    )
    assert status == 3
    assert checks["User groups"]["follows"].endswith(f"S1 of {other.id} (the app is not installed there)")


def test_without_groups_slack_is_not_asked(doctor: Doctor, sim: SlackSimulator) -> None:
    slack, _ = standing(sim, sim.workspace(), "S1")
    _, checks, _ = doctor(slack)
    assert "User groups" not in checks
    assert sim.calls() == []


def test_how_many_may_administer_is_told() -> None:
    for value, many in (("", "nobody"), ("T1:U1,T2:U2", "2")):
        found = {one.name: one.follows for one in setting_checks(settings_of({"ADVISOR_ADMINS": value}), Path("none"))}
        assert found["ADVISOR_ADMINS"].startswith(many)


@pytest.mark.parametrize(
    ("keys", "said"), [(KEY, "add that key again"), ("no-key", "make one with")], ids=["lost", "none"]
)
def test_keys_that_open_nothing_are_told(doctor: Doctor, data_dir: Path, keys: str, said: str) -> None:
    installed(data_dir, OTHER)
    status, checks, printed = doctor(CLIENT, SIGNING, {"ADVISOR_TOKEN_KEYS": keys})
    assert status == 3
    assert checks["Workspaces"]["fine"] is False
    assert said in checks["Workspaces"]["follows"]
    assert "Traceback" not in printed
    assert SECRET not in printed
