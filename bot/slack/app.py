"""The Bolt application: which of Slack's events go to which part of the door."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.slack.door import Door
from bot.slack.heard import Unreadable
from bot.slack.watch import Rhythm, WatchedSocket

_LOG = logging.getLogger(__name__)
ANY = re.compile(r".+")
COMMANDS = ("/advise",)


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

    @app.action(ANY)
    def press(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        door.press(body, client)
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


def client_for(token: str, api_url: str | None) -> WebClient:
    """A client that sends a call once: what becomes of a call is decided by the outbox, not by a blind second attempt.

    It logs nothing: what it would log of an answer that it cannot read quotes the answer.
    """
    address = f"{api_url.rstrip('/')}/" if api_url else WebClient.BASE_URL
    return WebClient(token, base_url=address, retry_handlers=[], logger=logging.Logger("silent", logging.CRITICAL))


def dispatch(app: App, body: str, headers: Mapping[str, str]) -> tuple[int, str, str]:
    """What a request over HTTP is answered with: status, body and its type."""
    try:
        answer = app.dispatch(BoltRequest(body=body, headers=dict(headers)))
    except (AttributeError, LookupError, TypeError, ValueError) as error:  # Bolt reads what it takes to be Slack's
        _LOG.error("A request is not Slack's: %s", type(error).__name__)
        return 400, "", "text/plain"
    return answer.status, answer.body, answer.first_headers_without_set_cookie().get("content-type", "text/plain")


def watched_socket(app: App, token: str, client: WebClient, rhythm: Rhythm) -> WatchedSocket:
    """Socket Mode with the app's own token, not connected yet."""
    handler = SocketModeHandler(app, token, web_client=client, trace_enabled=False, ping_interval=rhythm.ping)
    return WatchedSocket(handler.client, rhythm)
