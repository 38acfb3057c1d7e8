"""The manifests ask for what the code uses, and for nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import bot.slack
from bot.slack.usergroups import MEMBERS
from tests.bot.slack.office import MANIFEST
from tests.slack_simulator.tables import METHODS

CODE = "\n".join(path.read_text("utf-8") for path in Path(bot.slack.__file__).parent.glob("*.py"))
MANIFESTS = sorted(MANIFEST.parent.glob("*.json"))
PLACES = ("channels", "groups", "im", "mpim")
EVENTS = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "app_home_opened": None,
    "user_change": "users:read",
}
"""The scope that each event takes: https://docs.slack.dev/reference/events"""


def read(path: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return manifest


def scopes(manifest: dict[str, Any]) -> set[str]:
    return set(manifest["oauth_config"]["scopes"]["bot"])


def methods_called() -> set[str]:
    """The methods of Slack's Web API that stand in the code, by their name or by that of the client's method."""
    called = set(re.findall(r'"((?:[a-z]+\.){1,2}[a-zA-Z.]+)"', CODE)) & METHODS.keys()
    as_functions = {name.replace(".", "_").casefold(): name for name in METHODS}
    spoken = {
        re.sub(r"(?<!^)(?=[A-Z])", "_", name).replace(".", "_").casefold(): name for name in METHODS
    } | as_functions
    return called | {spoken[word] for word in re.findall(r"client\.([a-z_]+)\(", CODE) if word in spoken}


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_every_method_that_is_called_has_its_scope(path: Path) -> None:
    granted = scopes(read(path))
    called = methods_called() - {name for name in METHODS if name.startswith("assistant.") and "agent" not in path.name}
    assert {"chat.postMessage", "views.publish", "users.info", "conversations.replies"} <= called
    for method in called:
        needed = set(METHODS[method].scopes)
        assert not needed or needed & granted, method


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_no_scope_is_asked_for_in_vain(path: Path) -> None:
    manifest = read(path)
    used = {scope for method in methods_called() for scope in METHODS[method].scopes}
    used |= {EVENTS[event] for event in manifest["settings"]["event_subscriptions"]["bot_events"]} | {"commands"}
    assert scopes(manifest) - used == set()
    assert not scopes(manifest) & {"channels:history", "groups:history", "mpim:history"}


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_only_what_all_else_works_without_is_optional(path: Path) -> None:
    asked = read(path)["oauth_config"]["scopes"]
    assert asked["bot_optional"] == ["usergroups:read"]
    assert set(asked["bot_optional"]) < set(asked["bot"])
    assert [method for method in methods_called() if "usergroups:read" in METHODS[method].scopes] == [MEMBERS]


def test_only_the_agent_asks_to_write_as_one() -> None:
    by_name = {path.name: scopes(read(path)) for path in MANIFESTS}
    assert by_name["manifest-agent.json"] - by_name["manifest.json"] == {"assistant:write"}
    assert "agent_view" in read(MANIFEST.parent / "manifest-agent.json")["features"]


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_every_command_and_event_is_listened_to(path: Path) -> None:
    manifest = read(path)
    for command in manifest["features"]["slash_commands"]:
        assert f'"{command["command"]}"' in CODE
    for shortcut in manifest["features"]["shortcuts"]:
        assert f'"{shortcut["callback_id"]}"' in CODE
    for event in manifest["settings"]["event_subscriptions"]["bot_events"]:
        assert f'"{event.partition(".")[0]}"' in CODE


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_they_are_what_slack_takes(path: Path, shared: Path) -> None:
    schema = json.loads((shared / "slack" / "manifest.schema.json").read_text("utf-8"))
    jsonschema.validate(read(path), schema)
