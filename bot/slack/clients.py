"""The clients of Slack's Web API: that of the one workspace, or those of all that installed the app."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any, Protocol

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.settings import AdvisorSettings
from bot.slack.agent import SCOPE, is_agent
from bot.slack.installations import WorkspaceInstallations
from catalog.errors import NotUsable

_A_CODE = re.compile(r"[a-z0-9_]+")
_ASKS_FOR = {"users.info": "user", "conversations.info": "channel", "usergroups.users.list": "usergroup"}
"""The argument that names what is looked up."""


class Clients(Protocol):
    """Knows with which token a workspace is spoken to, and whether the app is an agent there."""

    def of(self, team: str) -> WebClient:
        """The client of a workspace. Raises NotInstalled."""

    def is_agent(self, team: str) -> bool:
        """Whether the app was installed there with Slack's agent view."""


class NotInstalled(Exception):
    """A workspace does not have the app, or has it no longer."""


PATIENCE = 30
"""So many seconds an answer of Slack's is waited for."""


def client_for(token: str | None, api_url: str | None, patience: int = PATIENCE) -> WebClient:
    """A client that sends a call once: what becomes of a call is decided by the outbox, not by a blind second attempt.

    It logs nothing: what it would log of an answer that it cannot read quotes the answer.
    """
    address = f"{api_url.rstrip('/')}/" if api_url else WebClient.BASE_URL
    silent = logging.Logger("silent", logging.CRITICAL)
    return WebClient(token, base_url=address, timeout=patience, retry_handlers=[], logger=silent)


def hurried(client: WebClient, patience: int) -> WebClient:
    """The same client where nobody waits so long."""
    return client_for(client.token, client.base_url, patience)


class OneWorkspace:
    """The workspace whose token is configured. Raises NotUsable where Slack does not take it."""

    def __init__(self, token: str, api_url: str | None) -> None:
        self.client = client_for(token, api_url)
        self._agent = is_agent(self.client)

    def of(self, _: str) -> WebClient:
        """Its client, whichever workspace it is."""
        return self.client

    def is_agent(self, _: str) -> bool:
        """Whether it was installed as an agent."""
        return self._agent


class InstalledWorkspaces:
    """Every workspace that installed the app, by its own token."""

    def __init__(self, installations: WorkspaceInstallations, api_url: str | None) -> None:
        self._installations, self._api_url = installations, api_url

    def of(self, team: str) -> WebClient:
        """The client with the workspace's own token."""
        bot = self._installations.find_bot(enterprise_id=None, team_id=team)
        if bot is None:
            raise NotInstalled(team)
        return client_for(bot.bot_token, self._api_url)

    def is_agent(self, team: str) -> bool:
        """Whether it was installed as an agent."""
        bot = self._installations.find_bot(enterprise_id=None, team_id=team)
        return bot is not None and SCOPE in (bot.bot_scopes or ())


def clients_for(settings: AdvisorSettings, installations: WorkspaceInstallations | None) -> Clients:
    """The clients that the settings ask for. Raises NotUsable without a token, and where Slack does not take it."""
    if installations is not None:
        return InstalledWorkspaces(installations, settings.slack_api_url)
    if settings.slack_bot_token is None:
        raise NotUsable("SLACK_BOT_TOKEN is not set; README says how to get one.")
    return OneWorkspace(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)


def look_up(clients: Clients, team: str, method: str, id_: str) -> Mapping[str, Any]:
    """What Slack says of a person, a channel or a user group. Raises NotInstalled, SlackApiError and OSError."""
    return clients.of(team).api_call(method, params={_ASKS_FOR[method]: id_}).data  # type: ignore[return-value]


def code_of(error: SlackApiError) -> str:
    """Slack's word for what is wrong; empty where the answer was not Slack's."""
    response = error.response
    answer = response.get("error") if hasattr(response, "get") else None
    return answer if isinstance(answer, str) and _A_CODE.fullmatch(answer) else ""


def patience_of(error: SlackApiError, unsaid: float) -> float:
    """For so many seconds Slack wants to be left alone; `unsaid` where it does not say."""
    try:
        return float(error.response.headers["Retry-After"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return unsaid
