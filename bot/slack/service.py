"""The whole door: inbox, answers, outbox and Slack's two ways in, put together and run."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from bot.advisor.advisor import Advisor
from bot.advisor.catalogs import Catalogs
from bot.inbox.limits import Limits
from bot.inbox.pool import Pool
from bot.inbox.sending import Sender as Outgoing
from bot.settings import AdvisorSettings
from bot.slack.acts import Acts
from bot.slack.admin import AdminDesk, Keepers
from bot.slack.app import bolt_app, bolt_app_for_many, dispatch, visit, watched_socket
from bot.slack.audience import Audiences
from bot.slack.clients import client_for, clients_for, look_up
from bot.slack.coach_desk import CoachDesk
from bot.slack.door import Door
from bot.slack.form_acts import FormActs
from bot.slack.handler import Handler, KeptPeople, Offers
from bot.slack.http import Guard, HealthServer, SlackServer
from bot.slack.installations import BrowserStates, WorkspaceInstallations
from bot.slack.live import Courier
from bot.slack.pages import HomePages
from bot.slack.reception import Reception
from bot.slack.reminding import Reminding
from bot.slack.rounds import Pace, Rounds, running
from bot.slack.sender import Sender
from bot.slack.sharing import Sharing
from bot.slack.streaming import Streaming
from bot.slack.usergroups import UserGroups
from bot.slack.watch import Rhythm, WatchedSocket
from bot.slack.who import Who
from bot.slack.working import Working
from catalog.errors import NotUsable
from people.sql.inbox import SqlInbox
from people.sql.open import Outreach
from retrieval.ports import CatalogSearch

_LOG = logging.getLogger(__name__)
LONGEST_WAIT = dt.timedelta(seconds=45)
"""An event that waits longer than this, or a silence of Slack's that lasts longer, means that something is wrong."""
CLOSING = 10.0
CALM = Rhythm()
Server = TypeVar("Server", bound=HealthServer)
SAMPLE = "sample"
"""The name of the source that is invented for illustration."""


Installed = tuple[WorkspaceInstallations, BrowserStates]
"""Where the workspaces that installed the app are kept, and the states of installations under way."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of people and for them."""

    people: KeptPeople
    inbox: SqlInbox
    outreach: Outreach


class Service:
    """The bot of one workspace, or of all that installed it.

    `start` begins to answer; `close` ends in order: what is under way is finished or put back.
    """

    def __init__(
        self,
        settings: AdvisorSettings,
        advisor: Advisor,
        search: CatalogSearch,
        kept: Kept,
        catalogs: Catalogs,
        limits: Limits | None = None,
        pace: Pace | None = None,
        installed: Installed | None = None,
    ) -> None:
        people, inbox, outreach, limits = kept.people, kept.inbox, kept.outreach, limits or Limits()
        self._settings, self._search, self._inbox, self._installed = settings, search, inbox, installed
        self._clients = clients_for(settings, installed[0] if installed else None)
        self._socket: WatchedSocket | None = None
        look = partial(look_up, self._clients)
        groups = UserGroups(settings.user_groups, look)
        audiences = Audiences(settings.owners, groups.of, look)
        who, pace = Who(look), pace or Pace()
        handovers, reminders = outreach.handovers, outreach.reminders
        pages = HomePages(advisor, people, search, audiences, reminders, settings.clock)
        forms = FormActs(pages, people, search, settings.admins_of)
        sender = Sender(self._clients.of)
        courier = Courier(sender, Outgoing(inbox, sender, running, limits))
        keepers = Keepers(catalogs, search, people, settings.admins_of, groups)
        self._desk = AdminDesk(keepers, inbox, courier, running)
        reception = Reception(self._desk, people, self._is_set_up)
        coaches = CoachDesk(advisor, audiences, handovers, who, settings.desks, settings.deputy_of, pace.clock)
        reminding = Reminding(people, reminders, search, audiences, pages, who, pace.clock)
        sharing = Sharing(advisor, people, audiences, who, self._today)
        working, streaming = Working(self._clients.of), Streaming(self._clients.of, inbox)
        offers = _both(coaches.offers, sharing.offers)
        handler = Handler(advisor, people, audiences, pages, offers, self._today, working, streaming)
        acts = Acts((reception, reminding, coaches, sharing, forms), handler)
        self._pool = Pool(inbox, inbox, acts, sender, handler.apology, running, limits)
        self._door = Door(self._pool, pages, people, coaches, running, self._clients.is_agent, limits)
        patience = dt.timedelta(hours=settings.handover_hours)
        self._rounds = Rounds(handovers, reminders, self._pool.receive, patience, pace)

    def start(self) -> None:
        """Begins to answer what waits and what comes."""
        self._pool.start()
        self._rounds.start()

    def close(self) -> None:
        """Ends in order."""
        self._rounds.close()
        self._desk.close()
        self._pool.close(CLOSING)

    def server(self, host: str, port: int) -> SlackServer:
        """The HTTP server. Raises NotUsable without a signing secret, or where the address cannot be used."""
        secret = self._settings.slack_signing_secret
        if secret is None or not secret.get_secret_value():
            raise NotUsable("SLACK_SIGNING_SECRET is not set: without it nobody knows whether a request is Slack's.")
        app, guard = self._app(secret.get_secret_value()), Guard(secret.get_secret_value())
        answer, page = partial(dispatch, app), partial(visit, app)
        return _listening(lambda: SlackServer((host, port), self.report, answer, page, guard), host, port)

    def health_server(self, host: str, port: int) -> HealthServer:
        """The health page alone, for Socket Mode. Raises NotUsable where the address cannot be used."""
        return _listening(lambda: HealthServer((host, port), self.report), host, port)

    def socket(self, rhythm: Rhythm = CALM) -> WatchedSocket:
        """Socket Mode, not connected yet. Raises NotUsable without the app's token."""
        token = self._settings.slack_app_token
        if token is None:
            raise NotUsable("SLACK_APP_TOKEN is not set; Socket Mode needs it.")
        app = self._app(None)
        client = client_for(token.get_secret_value(), self._settings.slack_api_url)
        self._socket = watched_socket(app, token.get_secret_value(), client, rhythm)
        return self._socket

    def _app(self, secret: str | None) -> Any:
        if self._installed is not None:
            return bolt_app_for_many(self._door, self._settings, *self._installed)
        return bolt_app(self._door, self._clients.of(""), secret)

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

    def _is_set_up(self) -> bool:
        """Whether what serves is more than the sample, or the sample may be shown to everybody."""
        return self._settings.sample_in_slack or set(self._search.sources()) != {SAMPLE}

    def _today(self) -> dt.date:
        return self._settings.clock().date()


def _both(*offers: Offers) -> Offers:
    return lambda heard, answer: [element for offer in offers for element in offer(heard, answer)]


def _listening(begin: Callable[[], Server], host: str, port: int) -> Server:
    try:
        return begin()
    except OSError as error:
        raise NotUsable(f"{host}:{port} cannot be listened on: {error.strerror}.") from None
