"""The clients of Slack's Web API: that of the one workspace, or those of all that installed the app."""

from __future__ import annotations

import logging
from typing import Protocol

from slack_sdk import WebClient

from bot.slack.agent import SCOPE, is_agent
from bot.slack.installations import WorkspaceInstallations


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
