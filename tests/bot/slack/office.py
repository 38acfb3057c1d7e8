"""A whole bot in this process, over a real catalog and real stores, in a workspace of the simulated Slack."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bot.slack
from bot.advisor.advisor import Advisor
from bot.advisor.catalogs import Catalogs
from bot.inbox.limits import Limits
from bot.settings import AdvisorSettings
from bot.slack.rounds import Pace
from bot.slack.service import CALM, Kept, Service
from bot.slack.views import short
from bot.slack.watch import Rhythm
from bot.wiring import catalog_keeper
from people.sql.inbox import SqlInbox
from people.sql.open import Outreach, open_inbox, open_outreach, open_people
from people.sql.store import SqlPeopleStore
from people.store import PersonKey
from retrieval.ports import CatalogSearch
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.people import Person
from tests.slack_simulator.world import Channel, Message, UserGroup, Workspace

MANIFEST = Path(bot.slack.__file__).parent / "manifests" / "manifest.json"
AGENT = MANIFEST.with_name("manifest-agent.json")
NOW = "2026-11-23T12:00:00+00:00"
QUICK = Limits(first_pause=0.05, longest_pause=0.2, poll=0.1)


class Moving:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = dt.datetime.fromisoformat(NOW)

    def __call__(self) -> dt.datetime:
        return self.now

    def advance(self, **time: float) -> None:
        self.now += dt.timedelta(**time)


@dataclass(frozen=True, slots=True)
class Office:
    """A workspace with the bot in it, what is kept of its people, somebody who works there, and the user groups that stand
    for groups of the catalog, by the names of these."""

    sim: SlackSimulator
    team: Workspace
    people: SqlPeopleStore
    service: Service
    ann: Person
    boss: Person
    inbox: SqlInbox
    outreach: Outreach
    clock: Moving
    coaches: Channel
    groups: dict[str, UserGroup]

    def key(self, person: Person) -> PersonKey:
        """Who somebody is in the people store."""
        return PersonKey(self.team.id, person.id)

    def events(self) -> int:
        """How many events were ever taken."""
        with self.inbox._engine.connect() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM event").scalar_one())

    def settled(self, timeout: float = 30) -> None:
        """Waits until Slack has handed over everything and nothing is to be answered or sent any more."""
        self.sim.wait_for(lambda: all(delivery.done for delivery in self.sim.deliveries), timeout)
        deadline = time.monotonic() + timeout
        pause = 0.02
        while any((report := self.service.report())[name] for name in ("waiting", "under_way", "to_send")):
            assert time.monotonic() < deadline, report
            time.sleep(pause)
            pause = min(pause * 1.3, 1.0)  # each look at the inbox takes time from what is waited for

    def answers(self, channel: Channel, count: int, thread: str | None = None) -> list[Message]:
        """The bot's messages at a place once there are so many."""

        def told() -> list[Message]:
            found = self.sim.thread(channel, thread)[1:] if thread else self.sim.messages(channel)
            return [message for message in found if message.bot_id]

        self.sim.wait_for(lambda: len(told()) >= count, timeout=20)
        return told()

    def alone(self, channel: Channel, person: Person) -> list[Message]:
        """What only this person sees there, without the sign that an answer is on its way: that one comes if it is late."""
        sign = short.working("en").text
        return [message for message in self.sim.ephemerals(channel, person) if message.text != sign]

    def tells(self, person: Person, text: str, count: int = 1) -> Message:
        """What the bot answers to a direct message: the last of so many further messages."""
        before = len([message for message in self.sim.messages(person.direct()) if message.bot_id])
        person.says(person.direct(), text)
        return self.answers(person.direct(), before + count)[-1]


def scopes_of(manifest: Path) -> tuple[str, ...]:
    """What a manifest asks for."""
    return tuple(json.loads(manifest.read_text("utf-8"))["oauth_config"]["scopes"]["bot"])


def optional_scopes_of(manifest: Path) -> frozenset[str]:
    """What of that may be refused."""
    return frozenset(json.loads(manifest.read_text("utf-8"))["oauth_config"]["scopes"].get("bot_optional", ()))


def settings_of(folder: Path, sim: SlackSimulator, token: str, **more: Any) -> AdvisorSettings:
    """The settings of a bot in the simulated Slack."""
    return AdvisorSettings(
        _env_file=None,
        ADVISOR_DATA_DIR=folder,
        ADVISOR_NOW=NOW,
        SLACK_BOT_TOKEN=token,
        SLACK_APP_TOKEN=sim.app.app_token,
        SLACK_SIGNING_SECRET=sim.app.signing_secret,
        SLACK_API_URL=sim.base_url,
        **more,
    )


@contextmanager
def office(
    search: CatalogSearch,
    folder: Path,
    sim: SlackSimulator,
    *,
    mode: str = "http",
    limits: Limits = QUICK,
    employer: str = "",
    groups: tuple[str, ...] = (),
    refused: tuple[str, ...] = (),
    admins: bool = False,
    deputy: bool = False,
    manifest: Path = MANIFEST,
    sample: bool = True,
    catalogs: Catalogs | None = None,
    rhythm: Rhythm = CALM,
    advisor: Callable[..., Advisor] = Advisor,
) -> Iterator[Office]:
    """A bot that answers, over HTTP or Socket Mode, installed with the scopes of a manifest but those that were `refused`."""
    sim.app.optional_scopes = optional_scopes_of(manifest)
    team = sim.workspace(scopes=tuple(scope for scope in scopes_of(manifest) if scope not in refused))
    standing = {group: sim.user_group(team, group) for group in groups}
    ann = sim.person(team, "ann")
    more: dict[str, Any] = {"ADVISOR_EMPLOYERS": f"{team.id}={employer}"} if employer else {}
    more["ADVISOR_GROUPS"] = ",".join(f"{team.id}:{made.id}={group}" for group, made in standing.items())
    boss = sim.person(team, "boss")
    if admins:
        more["ADVISOR_ADMINS"] = f"{team.id}:{boss.id}"
    coaches = sim.channel(team, "coaches")
    more["ADVISOR_COACHES"] = f"{team.id}={coaches.id}"
    if deputy:
        more["ADVISOR_DEPUTIES"] = f"{team.id}={boss.id}"
    more["ADVISOR_SAMPLE_IN_SLACK"] = sample
    settings = settings_of(folder, sim, sim.token(team), **more)
    catalogs = catalogs or catalog_keeper(settings)
    people, inbox, outreach = open_people(settings), open_inbox(settings), open_outreach(settings)
    clock = Moving()
    service = Service(
        settings,
        advisor(search, people, settings.clock),
        search,
        Kept(people, inbox, outreach),
        catalogs,
        limits,
        Pace(clock, 0.05),
    )
    service.start()
    try:
        with _in_touch(service, sim, mode, rhythm):
            yield Office(sim, team, people, service, ann, boss, inbox, outreach, clock, coaches, standing)
    finally:
        service.close()
        outreach.close()
        inbox.close()
        people.close()


@contextmanager
def _in_touch(service: Service, sim: SlackSimulator, mode: str, rhythm: Rhythm) -> Iterator[None]:
    if mode == "socket":
        socket = service.socket(rhythm)
        socket.connect()
        sim.wait_for(lambda: sim.sockets.connections)
        try:
            yield
        finally:
            socket.close()
        return
    server = service.server("127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sim.app.request_url = f"http://127.0.0.1:{server.server_port}/slack/events"
    try:
        yield
    finally:
        sim.app.request_url = None
        server.shutdown()
        server.server_close()
