"""The whole door: inbox, answers, outbox and Slack's two ways in, put together and run."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from bot.advisor.advisor import Advisor
from bot.inbox.limits import Limits
from bot.inbox.pool import Pool
from bot.settings import AdvisorSettings
from bot.slack.app import bolt_app, client_for, dispatch, watched_socket
from bot.slack.audience import Audiences
from bot.slack.door import Door
from bot.slack.form_acts import FormActs
from bot.slack.handler import Handler
from bot.slack.http import Guard, HealthServer, SlackServer
from bot.slack.pages import HomePages
from bot.slack.sender import Sender
from bot.slack.watch import Rhythm, WatchedSocket
from bot.slack.working import Working
from catalog.errors import NotUsable
from people.sql.inbox import SqlInbox
from people.store import PeopleStore
from retrieval.ports import CatalogSearch

_LOG = logging.getLogger(__name__)
LONGEST_WAIT = dt.timedelta(seconds=45)
"""An event that waits longer than this, or a silence of Slack's that lasts longer, means that something is wrong."""
CLOSING = 10.0
CALM = Rhythm()
Server = TypeVar("Server", bound=HealthServer)


def running() -> dt.datetime:
    """A clock that runs, whatever moment stands for now."""
    return dt.datetime.now(dt.UTC)


class Service:
    """One workspace's bot. `start` begins to answer, `close` ends in order; what is under way is finished or put back."""

    def __init__(
        self,
        settings: AdvisorSettings,
        advisor: Advisor,
        search: CatalogSearch,
        people: PeopleStore,
        inbox: SqlInbox,
        limits: Limits | None = None,
    ) -> None:
        if settings.slack_bot_token is None:
            raise NotUsable("SLACK_BOT_TOKEN is not set; README says how to get one.")
        token, limits = settings.slack_bot_token.get_secret_value(), limits or Limits()
        self._settings, self._inbox = settings, inbox
        self._socket: WatchedSocket | None = None
        self._client = client_for(token, settings.slack_api_url)
        audiences = Audiences(settings.owners, self._look)
        pages = HomePages(advisor, people, search, audiences, settings.clock)
        forms = FormActs(pages, people, search, settings.admins_of)
        working = Working(lambda _: self._client)
        handler = Handler(advisor, people, audiences, pages, forms, lambda: settings.clock().date(), working)
        self._pool = Pool(inbox, inbox, handler, Sender(lambda _: self._client), handler.apology, running, limits)
        self._door = Door(self._pool, pages, people, running, limits)

    def start(self) -> None:
        """Begins to answer what waits and what comes."""
        self._pool.start()

    def close(self) -> None:
        """Ends in order."""
        self._pool.close(CLOSING)

    def server(self, host: str, port: int) -> SlackServer:
        """The HTTP server. Raises NotUsable without a signing secret, or where the address cannot be used."""
        secret = self._settings.slack_signing_secret
        if secret is None or not secret.get_secret_value():
            raise NotUsable("SLACK_SIGNING_SECRET is not set: without it nobody knows whether a request is Slack's.")
        app = bolt_app(self._door, self._client, secret.get_secret_value())
        guard = Guard(secret.get_secret_value())
        return _listening(lambda: SlackServer((host, port), self.report, partial(dispatch, app), guard), host, port)

    def health_server(self, host: str, port: int) -> HealthServer:
        """The health page alone, for Socket Mode. Raises NotUsable where the address cannot be used."""
        return _listening(lambda: HealthServer((host, port), self.report), host, port)

    def socket(self, rhythm: Rhythm = CALM) -> WatchedSocket:
        """Socket Mode, not connected yet. Raises NotUsable without the app's token."""
        token = self._settings.slack_app_token
        if token is None:
            raise NotUsable("SLACK_APP_TOKEN is not set; Socket Mode needs it.")
        app = bolt_app(self._door, self._client, None)
        client = client_for(token.get_secret_value(), self._settings.slack_api_url)
        self._socket = watched_socket(app, token.get_secret_value(), client, rhythm)
        return self._socket

    def report(self) -> Mapping[str, Any]:
        """How much there is to do, how many seconds Slack has been silent in Socket Mode, and whether all is well."""
        health = self._inbox.health(running())
        silent = None if self._socket is None else round(self._socket.silent(), 1)
        late = health.oldest is not None and health.oldest >= LONGEST_WAIT
        fine = not late and (silent is None or silent < LONGEST_WAIT.total_seconds())
        return {
            "fine": fine,
            "waiting": health.waiting,
            "under_way": health.claimed,
            "to_send": health.owed,
            "silent": silent,
        }

    def _look(self, _team: str, method: str, id_: str) -> Mapping[str, Any]:
        name = "user" if method == "users.info" else "channel"
        return self._client.api_call(method, params={name: id_}).data  # type: ignore[return-value]


def _listening(begin: Callable[[], Server], host: str, port: int) -> Server:
    try:
        return begin()
    except OSError as error:
        raise NotUsable(f"{host}:{port} cannot be listened on: {error.strerror}.") from None
