"""The Bolt application: which of Slack's events go to which part of the door."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.token_rotation import TokenRotator

from bot.settings import AdvisorSettings
from bot.slack.clients import client_for
from bot.slack.door import Door
from bot.slack.heard import Unreadable
from bot.slack.installations import BrowserStates, KnownTokens, WorkspaceInstallations
from bot.slack.watch import Rhythm, WatchedSocket

_LOG = logging.getLogger(__name__)
ANY = re.compile(r".+")
SITE, INSTALL, REDIRECT = "https://slack.com", "/slack/install", "/slack/oauth_redirect"
Visited = tuple[int, str, list[tuple[str, str]]]
COMMANDS = ("/advise", "/advise-admin")
SHORTCUT = "which_course"


def bolt_app(door: Door, client: WebClient, signing_secret: str | None) -> App:
    """The application of one workspace. Listeners end before Slack is answered: what is acknowledged is kept.

    Who may use the token is not asked of Slack: where that call fails, Bolt acknowledges the event and drops it.
    """
    app = App(
        authorize=lambda enterprise_id, team_id: AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, bot_token=client.token
        ),
        client=WebClient(base_url=client.base_url, retry_handlers=[]),
        signing_secret=signing_secret,
        request_verification_enabled=signing_secret is not None,
        process_before_response=True,
        token_verification_enabled=False,
    )
    _listen(app, door)
    return app


def bolt_app_for_many(
    door: Door, settings: AdvisorSettings, installations: WorkspaceInstallations, states: BrowserStates
) -> App:
    """The application of all workspaces that install it. One that uninstalls it is erased with all of its people.

    Slack is not asked here either whether a token holds: one that was revoked is erased when Slack tells so.
    """
    secret, client = settings.slack_signing_secret, client_for(None, settings.slack_api_url)
    app = App(
        client=client,
        signing_secret=secret.get_secret_value() if secret else "",
        process_before_response=True,
        oauth_settings=_oauth(settings, client, installations, states),
    )
    app.enable_token_revocation_listeners()
    _listen(app, door)
    return app


def _oauth(
    settings: AdvisorSettings, client: WebClient, installations: WorkspaceInstallations, states: BrowserStates
) -> OAuthSettings:
    site = settings.slack_api_url.rstrip("/").removesuffix("/api") if settings.slack_api_url else SITE
    secret = settings.slack_client_secret
    made = OAuthSettings(
        client_id=settings.slack_client_id,
        client_secret=secret.get_secret_value() if secret else "",
        scopes=manifest_scopes(),
        authorization_url=f"{site}/oauth/v2/authorize",
        installation_store=installations,
        state_store=states,
        install_path=INSTALL,
        redirect_uri_path=REDIRECT,
    )
    rotator = TokenRotator(client_id=made.client_id, client_secret=made.client_secret, client=client)
    made.authorize = KnownTokens(installations, rotator)
    return made


def manifest_scopes() -> list[str]:
    """The scopes that the manifest asks for."""
    manifest = json.loads((Path(__file__).parent / "manifests" / "manifest.json").read_text("utf-8"))
    return list(manifest["oauth_config"]["scopes"]["bot"])


def _listen(app: App, door: Door) -> None:
    @app.error
    def failed(error: Exception) -> BoltResponse:
        """What is not Slack's is refused; what failed here may come again. The error's text may quote somebody."""
        _LOG.error("A request could not be taken: %s", error if isinstance(error, Unreadable) else type(error).__name__)
        return BoltResponse(status=400 if isinstance(error, Unreadable) else 500)

    @app.event("message")
    @app.event("app_mention")
    def message(body: dict[str, Any], client: WebClient) -> None:
        door.message(body, client)

    @app.event("app_home_opened")
    def home(body: dict[str, Any]) -> None:
        door.home(body)

    @app.event("user_change")
    def changed(body: dict[str, Any]) -> None:
        door.changed(body)

    @app.action(ANY)
    def press(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        door.press(body, client)
        ack()

    @app.shortcut(SHORTCUT)
    def shortcut(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        door.shortcut(body, client)
        ack()

    @app.view(ANY)
    def form(ack: Ack, body: dict[str, Any]) -> None:
        mistakes = door.form(body)
        ack(**mistakes) if mistakes else ack()

    for name in COMMANDS:

        @app.command(name)
        def command(ack: Ack, body: dict[str, Any]) -> None:
            busy = door.command(body)
            ack(**busy) if busy else ack()


def dispatch(app: App, body: str, headers: Mapping[str, str]) -> tuple[int, str, str]:
    """What a request over HTTP is answered with: status, body and its type."""
    try:
        answer = app.dispatch(BoltRequest(body=body, headers=dict(headers)))
    except (AttributeError, LookupError, TypeError, ValueError) as error:  # Bolt reads what it takes to be Slack's
        _LOG.error("A request is not Slack's: %s", type(error).__name__)
        return 400, "", "text/plain"
    return answer.status, answer.body, answer.first_headers_without_set_cookie().get("content-type", "text/plain")


def visit(app: App, path: str, query: str, headers: Mapping[str, str]) -> Visited | None:
    """What a browser gets that installs the app: status, body and headers; None for any other page."""
    flow = app.oauth_flow
    pages = {INSTALL: flow.handle_installation, REDIRECT: flow.handle_callback} if flow else {}
    if path not in pages:
        return None
    answer = pages[path](BoltRequest(body="", query=query, headers=dict(headers)))
    return answer.status, answer.body, [(name, value) for name, values in answer.headers.items() for value in values]


def watched_socket(app: App, token: str, client: WebClient, rhythm: Rhythm) -> WatchedSocket:
    """Socket Mode with the app's own token, not connected yet."""
    handler = SocketModeHandler(app, token, web_client=client, trace_enabled=False, ping_interval=rhythm.ping)
    return WatchedSocket(handler.client, rhythm)
