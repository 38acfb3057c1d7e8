"""What is configured, what follows from it, and what is missing."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dotenv import dotenv_values
from pydantic import SecretStr

from bot.settings import NO_MODEL, AdvisorSettings, SlackMode
from people.installations import MAKE_KEY

_SLACK = {
    SlackMode.NONE: "no Slack is set up; the terminal needs none",
    SlackMode.SOCKET: "the bot connects to Slack, nothing has to reach this machine",
    SlackMode.HTTP: "Slack sends to the bot's address and signs what it sends",
    SlackMode.WORKSPACES: "workspaces install the app by its link; their tokens are kept encrypted",
}
_HOW = {"ADVISOR_TOKEN_KEYS": f"; make a key with: {MAKE_KEY}"}
_UNREAD = {
    "missing_scope": "the scope usergroups:read was not granted, see docs/slack.md",
    "no_such_subteam": "there is none, or it is disabled",
    "plan_upgrade_required": "this workspace has no user groups",
    "NotInstalled": "the app is not installed there",
}
"""Why a user group cannot be read, by Slack's word for it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: `source` is environment, .env or default for a setting, and empty for a check of the installation."""

    name: str
    value: str
    follows: str
    fine: bool = True
    source: str = ""


def setting_checks(settings: AdvisorSettings, env_file: Path = Path(".env")) -> list[Check]:
    """Every setting with its value, where that comes from and what follows; secrets are masked."""
    in_file = dotenv_values(env_file) if env_file.is_file() else {}
    checks = []
    for name, field in AdvisorSettings.model_fields.items():
        variable = str(field.validation_alias)
        source = "environment" if os.environ.get(variable) else ".env" if in_file.get(variable) else "default"
        checks.append(
            Check(variable, f"{_shown(getattr(settings, name))} ({source})", _follows(settings, name), source=source)
        )
    return checks


def _shown(value: object) -> str:
    if isinstance(value, SecretStr):
        return "****" + value.get_secret_value()[-4:] if len(value.get_secret_value()) > 12 else "****"
    return "not set" if value is None else str(value)


def _follows(settings: AdvisorSettings, name: str) -> str:
    follows = {
        "data_dir": f"catalog and conversations live in {settings.data_dir.resolve()}",
        "embedder": "nothing leaves this machine"
        if settings.embedder == "builtin"
        else "texts are sent to the server for vectors",
        "chroma_url": "the vector index is kept in the data folder"
        if not settings.chroma_url
        else "the vector index is kept there",
        "openai_api_key": "no key is needed"
        if settings.openai_api_key is None
        else "used for what is chosen above and below",
        "openai_base_url": "OpenAI's own server, where one is asked"
        if not settings.openai_base_url
        else "questions and catalog records are sent there",
        "model": _model_follows(settings),
        "admins": f"{len(settings.admin_keys) or 'nobody'} may administer the bot from Slack",
        "groups": f"{sum(map(len, settings.user_groups.values())) or 'no'} Slack user groups stand for groups of the catalog",
        "slack_api_url": "Slack's own server, where Slack is used"
        if not settings.slack_api_url
        else "what is said in Slack is sent there",
        "now": "the clock of this machine counts" if settings.now is None else "this moment stands for now",
    }
    return follows.get(name, AdvisorSettings.model_fields[name].description or "")


def _model_follows(settings: AdvisorSettings) -> str:
    if settings.chosen_model is None:
        return "answers come from the built-in rules"
    return f"{settings.chosen_model} words the answers; what it says is checked, and the built-in rules stand in for it"


def missing(settings: AdvisorSettings) -> list[Check]:
    """Settings without which what was chosen cannot work."""
    found = []
    if settings.embedder == "openai" and settings.openai_api_key is None:
        found.append(Check("OPENAI_API_KEY", "not set", "ADVISOR_EMBEDDER=openai needs a key", fine=False))
    if settings.model and settings.model.casefold() != NO_MODEL and settings.chosen_model is None:
        found.append(Check("OPENAI_API_KEY", "not set", "ADVISOR_MODEL needs a key, or OPENAI_BASE_URL", fine=False))
    return [*found, *_owners_missing(settings), *_slack_missing(settings)]


def _owners_missing(settings: AdvisorSettings) -> list[Check]:
    return [
        Check("ADVISOR_EMPLOYERS", f"nothing for {team}", "ADVISOR_GROUPS needs the owner there", fine=False)
        for team in sorted(settings.user_groups.keys() - settings.owners.keys())
    ]


def _slack_missing(settings: AdvisorSettings) -> list[Check]:
    return [
        Check(name, "not set", f"Slack ({settings.slack_mode}) needs it{_HOW.get(name, '')}", fine=False)
        for name in settings.slack_missing
    ]


def slack_check(settings: AdvisorSettings) -> Check:
    """How Slack would reach the bot; what is missing for it is told by `missing`."""
    return Check("Slack", settings.slack_mode.value, _SLACK[settings.slack_mode])


def groups_check(settings: AdvisorSettings, unread: Mapping[str, Mapping[str, str]]) -> Check:
    """Whether Slack tells who is in the user groups; `unread` are those of which it does not, by workspace, and why."""
    count = sum(len({id_ for id_, _ in pairs}) for pairs in settings.user_groups.values())
    why = [f"{id_} of {team} ({_UNREAD.get(word, word)})" for team, ids in unread.items() for id_, word in ids.items()]
    if not why:
        return Check("User groups", str(count), "Slack tells who is in them")
    follows = f"nobody is shown the courses for {', '.join(why)}"
    return Check("User groups", f"{len(why)} of {count} cannot be read", follows, fine=False)


def versions() -> Check:
    """The versions that matter in a report of a problem."""
    found = []
    for package in ("course-advisor", "pydantic", "sqlmodel", "tantivy", "wordllama", "chromadb"):
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} not installed")
    return Check("Versions", f"Python {platform.python_version()}", ", ".join(found))
