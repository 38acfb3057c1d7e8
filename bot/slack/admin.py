"""`/advise-admin`: reading the catalog again, looking at what would change, using it, and going back."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from bot.advisor.catalogs import Catalogs
from bot.slack.handler import KeptPeople
from bot.slack.heard import Heard, Kind
from bot.slack.live import Courier, LiveMessage
from bot.slack.posts import Posted, in_place, reply, to_person
from bot.slack.runs import Runs
from bot.slack.tongue import tongue_of
from bot.slack.usergroups import UserGroups
from bot.slack.views import admin as views
from bot.slack.views.actions import LONGEST_SOURCE, Catalog, CatalogAct, pressed
from bot.slack.views.message import Message
from catalog.errors import AdvisorError, RunUnderWay
from people.inbox import Outbox, Post, PostState
from retrieval.ports import CatalogSearch

_LOG = logging.getLogger(__name__)
COMMAND = "/advise-admin"
ARRIVAL, GLANCE = 60.0, 0.1
"""So many seconds a message may take to arrive, and so many lie between two looks whether it has."""
CLOSING = 15.0
ON_OFF = ("on", "off")


class Keepers(NamedTuple):
    """Whom and what the desk knows: the catalog's keeper, what serves, the people, who the admins of a team are, and the
    user groups that stand for groups of the catalog."""

    catalogs: Catalogs
    search: CatalogSearch
    people: KeptPeople
    admins: Callable[[str], Sequence[str]]
    groups: UserGroups


class AdminDesk:
    """Answers the command and its buttons. Runs go on in a thread of their own; their message is changed in its place."""

    def __init__(
        self,
        keepers: Keepers,
        outbox: Outbox,
        courier: Courier,
        clock: Callable[[], dt.datetime],
        runs: Runs | None = None,
    ) -> None:
        self._catalogs, self._search, self._people, self._admins, self._groups = keepers
        self._outbox, self._courier, self._clock, self._runs = outbox, courier, clock, runs or Runs()

    def takes(self, heard: Heard) -> bool:
        """Whether it is for this desk."""
        return heard.command == COMMAND or (heard.kind is Kind.PRESS and isinstance(pressed(heard.action), Catalog))

    def is_admin(self, heard: Heard) -> bool:
        """Whether the person looks after the catalog."""
        return heard.user in self._admins(heard.team)

    def __call__(self, heard: Heard, key: str) -> Sequence[Post]:
        """What is owed at once; `key` is the event's."""
        tongue = tongue_of(self._people, heard.person)
        if not self.is_admin(heard):
            return (reply(heard, views.fixed(tongue, "not_admin")),)
        decision = pressed(heard.action)
        if isinstance(decision, Catalog):
            return self._decided(heard, key, decision, tongue)
        first, _, rest = heard.text.strip().partition(" ")
        match first.casefold():
            case "reindex":
                return self._reindex(heard, key, rest.strip(), tongue)
            case "status":
                return (reply(heard, self._status(heard.team, tongue)),)
            case "model" | "threads" as name if rest.strip().casefold() in ON_OFF:
                return (reply(heard, self._switch(heard.team, name, rest.strip().casefold() == "on", tongue)),)
            case "rollback":
                return self._directly(heard, self._offer_back(tongue), tongue)
            case _:
                return (reply(heard, views.fixed(tongue, "help")),)

    def close(self) -> None:
        """Ends a run that is under way and has it say so."""
        self._catalogs.stop()
        self._runs.wait(CLOSING)

    # ---- what is answered at once

    def _switch(self, team: str, name: str, on: bool, tongue: str) -> Message:
        """What holds for the workspace from now on: whether a language model is asked, whether threads are read on."""
        before = self._people.workspace_settings(team)
        chosen = replace(before, model_allowed=on) if name == "model" else replace(before, threads_read=on)
        self._people.keep_workspace_settings(team, chosen)
        return views.fixed(tongue, f"{name}_{'on' if on else 'off'}")

    def _status(self, team: str, tongue: str) -> Message:
        groups = views.GroupsRead(len(self._groups.ids(team)), self._groups.unread(team))
        try:
            return views.status(self._catalogs.status(), tongue, running=self._runs.busy, groups=groups)
        except AdvisorError as error:
            return views.failed(error.message, tongue)

    def _offer_back(self, tongue: str) -> Message:
        try:
            return views.offer_back(self._catalogs.status(), tongue)
        except AdvisorError as error:
            return views.failed(error.message, tongue)

    def _directly(self, heard: Heard, message: Message, tongue: str) -> Sequence[Post]:
        """A direct message, and where the command was given elsewhere, a word to the person alone that it is there."""
        if heard.direct:
            return (to_person(heard, message),)
        return (to_person(heard, message), reply(heard, views.fixed(tongue, "told_directly"), 2))

    # ---- runs

    def _reindex(self, heard: Heard, key: str, source: str, tongue: str) -> Sequence[Post]:
        known = sorted(self._search.sources())
        if source and (source not in known or len(source) > LONGEST_SOURCE):
            return (reply(heard, views.unknown_source(known, tongue)),)
        live = LiveMessage(heard, key, partial(self._arrived, key), self._courier)
        if not self._runs.begin(
            key, partial(self._work, live, tongue, partial(self._look, live, source or None, tongue))
        ):
            return (reply(heard, views.fixed(tongue, "under_way")),)
        return self._directly(heard, views.fixed(tongue, "begin"), tongue)

    def _decided(self, heard: Heard, key: str, decision: Catalog, tongue: str) -> Sequence[Post]:
        place = Posted(heard.channel, heard.message)
        if decision.act is CatalogAct.LEAVE:
            return (in_place(heard, place, views.fixed(tongue, "left")),)
        live = LiveMessage(heard, key, lambda: place, self._courier)
        act = self._use if decision.act is CatalogAct.USE else self._back
        if not self._runs.begin(key, partial(self._work, live, tongue, partial(act, live, decision, tongue))):
            return (reply(heard, views.fixed(tongue, "under_way")),)
        return ()

    def _work(self, live: LiveMessage, tongue: str, act: Callable[[], Message]) -> None:
        """Does it, and says what came of it, whatever that is."""
        try:
            message = act()
        except RunUnderWay:
            message = views.fixed(tongue, "under_way")
        except AdvisorError as error:
            message = views.failed(error.message, tongue)
        except Exception as error:  # noqa: BLE001 whoever waits has to hear of it
            _LOG.error("A run ended unforeseen: %s", type(error).__qualname__)
            message = views.fixed(tongue, "broken")
        live.end(message)

    def _look(self, live: LiveMessage, source: str | None, tongue: str) -> Message:
        outcome = self._catalogs.preview(source, lambda told: live.tell(views.progress(told, "begin", tongue)))
        return views.preview(outcome, source, tongue)

    def _use(self, live: LiveMessage, decision: Catalog, tongue: str) -> Message:
        live.tell(views.fixed(tongue, "begin_use"))
        outcome = self._catalogs.reindex(
            decision.source, decision.seen, lambda told: live.tell(views.progress(told, "begin_use", tongue))
        )
        if not outcome.activated:
            return views.preview(outcome, decision.source, tongue)
        return views.used(outcome, self._clock(), tongue)

    def _back(self, live: LiveMessage, decision: Catalog, tongue: str) -> Message:
        live.tell(views.fixed(tongue, "begin_back"))
        return views.gone_back(self._catalogs.rollback(decision.seen), self._clock(), tongue)

    def _arrived(self, key: str) -> Posted | None:
        """Where the first post of an event stands, once Slack has it; None where Slack will not have it."""
        until = time.monotonic() + ARRIVAL
        while time.monotonic() < until:
            sent = self._outbox.sent(key)
            if sent and sent[0].state is PostState.DELIVERED:
                return Posted.of(sent[0].reference)
            if sent and sent[0].state is PostState.ABANDONED:
                return None
            time.sleep(GLANCE)
        return None
