"""The stores that Slack's OAuth flow asks for, over the people database.

An installation is of one workspace. Those of a whole Enterprise Grid organization are refused, as are those of its
workspaces: their users and events are named otherwise. Tokens of users are not kept, the app asks for none.
Forms: https://docs.slack.dev/tools/python-slack-sdk/oauth
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import secrets
import threading
from collections.abc import Callable
from http.client import HTTPException
from typing import Any

from slack_bolt import BoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_bolt.error import BoltError
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot, Installation, InstallationStore
from slack_sdk.oauth.state_store import OAuthStateStore
from slack_sdk.oauth.token_rotation import TokenRotator

from people.installations import Installations, InstallStates
from people.workspaces import Workspaces

_LOG = logging.getLogger(__name__)
STATE_LASTS = dt.timedelta(minutes=10)
"""As long as the cookie that binds a state to the browser."""
_KEPT = (
    "app_id",
    "team_id",
    "team_name",
    "bot_token",
    "bot_id",
    "bot_user_id",
    "bot_scopes",
    "bot_refresh_token",
    "bot_token_expires_at",
    "user_id",
    "token_type",
    "installed_at",
)


class WorkspaceInstallations(InstallationStore):
    """One installation a workspace. What finds one raises NotUsable where no key opens it, what deletes one NotErased."""

    def __init__(self, installations: Installations, workspaces: Workspaces) -> None:
        self._installations, self._workspaces = installations, workspaces

    @property
    def logger(self) -> logging.Logger:
        """The log, which no token gets into."""
        return _LOG

    def save(self, installation: Installation) -> None:
        """Keeps an installation in place of an earlier one. Raises BoltError where it is not of one workspace alone."""
        if installation.is_enterprise_install or installation.enterprise_id or not installation.team_id:
            raise BoltError("This app cannot be installed in an Enterprise Grid; install it in a single workspace.")
        if not installation.bot_token:
            raise BoltError("Slack gave no bot token; add bot scopes to the app and install it once more.")
        self._keep(installation.team_id, installation.to_dict())

    def save_bot(self, bot: Bot) -> None:
        """Keeps new tokens of an installation; who installed it stays known."""
        team = bot.team_id or ""
        self._keep(team, self._found(team) | bot.to_dict())

    def find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The bot of a workspace; None where the app is not installed."""
        found = self.find_installation(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
        )
        return None if found is None else found.to_bot()

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The installation of a workspace; None where the app is not installed, or `user_id` did not install it."""
        if is_enterprise_install or not team_id:
            return None
        found = self._found(team_id)
        return Installation(**found) if found and user_id in {None, found["user_id"]} else None

    def delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Erases the tokens of a workspace: they were revoked. What is kept of its people stays."""
        if team_id:
            self._installations.remove(team_id)

    def delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Erases the tokens of a workspace; those of a single user are not kept."""
        if user_id is None:
            self.delete_bot(enterprise_id=enterprise_id, team_id=team_id)

    def delete_all(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Erases all of a workspace: its tokens, its settings, and whatever is kept of its people."""
        if team_id:
            self._workspaces.erase_workspace(team_id)

    def _keep(self, team: str, values: dict[str, Any]) -> None:
        self._installations.keep(team, json.dumps({name: _as_json(values.get(name)) for name in _KEPT}))

    def _found(self, team: str) -> dict[str, Any]:
        body = self._installations.find(team)
        return {} if body is None else json.loads(body)


class KnownTokens(Authorize):
    """Tells Bolt with which token an event's workspace is answered, as it is kept; whether it holds is not asked of Slack.

    Where the app rotates its tokens, one that soon ends is exchanged; it serves on where that fails.
    """

    def __init__(self, installations: WorkspaceInstallations, rotator: TokenRotator) -> None:
        self._installations, self._rotator = installations, rotator
        self._turns: dict[str, threading.Lock] = {}

    def __call__(
        self, *, context: BoltContext, enterprise_id: str | None, team_id: str | None, user_id: str | None, **_: Any
    ) -> AuthorizeResult | None:
        """Whose token it is; None where the app is not installed, which Bolt tells whoever sent a command."""
        # A refresh token is good once: one event exchanges it, others of its workspace wait and find what came of it.
        with self._turns.setdefault(team_id or "", threading.Lock()):
            bot = self._installations.find_bot(
                enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=context.is_enterprise_install
            )
            if bot is None:
                return None
            bot = self._lasting(bot)
        return AuthorizeResult(
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_token=bot.bot_token,
            bot_scopes=bot.bot_scopes,
        )

    def _lasting(self, bot: Bot) -> Bot:
        if bot.bot_refresh_token is None:
            return bot
        try:
            renewed = self._rotator.perform_bot_token_rotation(bot=bot)
        except (SlackTokenRotationError, OSError, HTTPException) as error:
            _LOG.warning("The token of workspace %s was not renewed: %s", bot.team_id, type(error).__name__)
            return bot
        if renewed is None:
            return bot
        self._installations.save_bot(renewed)
        return renewed


class BrowserStates(OAuthStateStore):
    """States that work once within ten minutes; Bolt binds each to a browser by a cookie."""

    def __init__(self, states: InstallStates, clock: Callable[[], dt.datetime]) -> None:
        self._states, self._clock = states, clock

    @property
    def logger(self) -> logging.Logger:
        """The log, which no state gets into."""
        return _LOG

    def issue(self, *args: Any, **kwargs: Any) -> str:
        """A new state."""
        state, now = secrets.token_urlsafe(32), self._clock()
        self._states.begin(state, now + STATE_LASTS, now)
        return state

    def consume(self, state: str) -> bool:
        """Whether an installation may go on: its state was issued, is not too old and comes for the first time."""
        return self._states.end(state, self._clock())


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.datetime) else value
