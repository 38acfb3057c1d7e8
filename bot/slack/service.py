"""The whole door: inbox, answers, outbox and Slack's two ways in, put together and run."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Mapping
from functools import partial
from typing import Any, Protocol

from bot.advisor.advisor import Advisor
from bot.inbox.limits import Limits
from bot.inbox.pool import Pool
from bot.settings import AdvisorSettings
from bot.slack.acts import Acts
from bot.slack.app import bolt_app, client_for, dispatch, socket_handler
from bot.slack.audience import Audiences
from bot.slack.coach_desk import CoachDesk
from bot.slack.door import Door
from bot.slack.form_acts import FormActs
from bot.slack.handler import Handler, Offers
from bot.slack.http import Guard, SlackServer
from bot.slack.pages import HomePages
from bot.slack.reminding import Reminding
from bot.slack.rounds import Pace, Rounds, running
from bot.slack.sender import Sender
from bot.slack.sharing import Sharing
from bot.slack.who import Who
from catalog.errors import NotUsable
from people.sql.inbox import SqlInbox
from people.sql.open import Outreach
from people.store import PeopleStore
from retrieval.ports import CatalogSearch

_LOG = logging.getLogger(__name__)
LONGEST_WAIT = dt.timedelta(seconds=60)
"""An event that waits longer than this means that something is wrong."""
CLOSING = 10.0


class Socket(Protocol):
    """A connection to Slack that this side opens."""

    def connect(self) -> None:
        """Opens it; what comes is answered from now on."""

    def close(self) -> None:
        """Closes it."""


class Service:
    """One workspace's bot. `start` begins to answer, `close` ends in order; what is under way is finished or put back."""

    def __init__(
        self,
        settings: AdvisorSettings,
        advisor: Advisor,
        search: CatalogSearch,
        people: PeopleStore,
        inbox: SqlInbox,
        outreach: Outreach,
        limits: Limits | None = None,
        pace: Pace | None = None,
    ) -> None:
        if settings.slack_bot_token is None:
            raise NotUsable("SLACK_BOT_TOKEN is not set; README says how to get one.")
        token = settings.slack_bot_token.get_secret_value()
        self._settings, self._inbox = settings, inbox
        self._client = client_for(token, settings.slack_api_url)
        audiences = Audiences(settings.owners, self._look)
        who, pace = Who(self._look), pace or Pace()
        handovers, reminders = outreach.handovers, outreach.reminders
        pages = HomePages(advisor, people, search, audiences, reminders, settings.clock)
        forms = FormActs(pages, people, search, settings.admins_of)
        desk = CoachDesk(advisor, audiences, handovers, who, settings.desks, settings.deputy_of, pace.clock)
        reminding = Reminding(people, reminders, search, audiences, pages, who, pace.clock)
        sharing = Sharing(advisor, people, audiences, who, self._today)
        handler = Handler(advisor, people, audiences, pages, _both(desk.offers, sharing.offers), self._today)
        acts = Acts((reminding, desk, sharing, forms), handler)
        self._pool = Pool(inbox, inbox, acts, Sender(lambda _: self._client), handler.apology, running, limits)
        self._door = Door(self._pool, pages, people, search, desk, running)
        patience = dt.timedelta(hours=settings.handover_hours)
        self._rounds = Rounds(handovers, reminders, self._pool.receive, patience, pace)
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begins to answer what waits and what comes."""
        self._pool.start()
        self._rounds.start()

    def close(self) -> None:
        """Ends in order."""
        self._stopped.set()
        self._rounds.close()
        self._pool.close(CLOSING)

    def server(self, host: str, port: int) -> SlackServer:
        """The HTTP server. Raises NotUsable without a signing secret, or where the address cannot be used."""
        secret = self._settings.slack_signing_secret
        if secret is None or not secret.get_secret_value():
            raise NotUsable("SLACK_SIGNING_SECRET is not set: without it nobody knows whether a request is Slack's.")
        app = bolt_app(self._door, self._client, secret.get_secret_value())
        try:
            return SlackServer((host, port), partial(dispatch, app), Guard(secret.get_secret_value()), self.report)
        except OSError as error:
            raise NotUsable(f"{host}:{port} cannot be listened on: {error.strerror}.") from None

    def socket(self) -> Socket:
        """Socket Mode, not connected yet. Raises NotUsable without the app's token."""
        token = self._settings.slack_app_token
        if token is None:
            raise NotUsable("SLACK_APP_TOKEN is not set; Socket Mode needs it.")
        app = bolt_app(self._door, self._client, None)
        client = client_for(token.get_secret_value(), self._settings.slack_api_url)
        return socket_handler(app, token.get_secret_value(), client)

    def report(self) -> Mapping[str, Any]:
        """How much there is to do, and whether all is well."""
        health = self._inbox.health(running())
        fine = health.oldest is None or health.oldest < LONGEST_WAIT
        return {"fine": fine, "waiting": health.waiting, "under_way": health.claimed, "to_send": health.owed}

    def _today(self) -> dt.date:
        return self._settings.clock().date()

    def _look(self, _team: str, method: str, id_: str) -> Mapping[str, Any]:
        name = "user" if method == "users.info" else "channel"
        return self._client.api_call(method, params={name: id_}).data  # type: ignore[return-value]


def _both(*offers: Offers) -> Offers:
    return lambda heard, answer: [element for offer in offers for element in offer(heard, answer)]
