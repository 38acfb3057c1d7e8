"""Nobody reads an internal course who may not: every kind of person, at every place, whoever asked before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bot.slack import audience, usergroups
from bot.slack.app import SHORTCUT
from bot.wiring import opened_search
from retrieval.ports import CatalogSearch
from tests.bot.conftest import settings_of
from tests.bot.slack.confidential import (
    EMPLOYER,
    GROUPS,
    NOBODYS,
    OF_GROUP,
    OF_HOUSE,
    Told,
    told,
    told_since,
    two_employers,
)
from tests.bot.slack.office import QUICK, Office, office
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.people import Person
from tests.slack_simulator.refusal import CannotDo
from tests.slack_simulator.world import Channel, Workspace

OF_BOTH, BY_NAME = "excel or sql courses for the ledger", "courses by Harborview Staff School or Brightwater Academy"
OF_HALL = "forklift and picking courses"
MEMBERS = ("ann", "boss", "fin", "ware")
GROUP_OF = {"fin": "finance", "ware": "warehouse"}
"""The members of groups; nobody is in the others: that of "it" is disabled, that of "managers" is gone."""
PATIENT = replace(QUICK, per_person=10_000, per_workspace=10_000)


@pytest.fixture(scope="module")
def search(sample_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogSearch]:
    folder = two_employers(sample_dir, tmp_path_factory.mktemp("two"))
    with opened_search(settings_of(folder)) as found:
        yield found


@dataclass(frozen=True)
class Town:
    """An office with every kind of person in it, and places of every kind."""

    here: Office
    people: dict[str, Person]
    places: dict[str, Channel]

    def tell(self, question: str, askers: Iterable[str], *, briefly: bool = False) -> None:
        """They ask everywhere, in every way that is open to them; `briefly`: directly and by commands alone."""
        for channel in self.places.values():
            self.here.ann.says(channel, question)
        ways = (self._directly, self._by_command, self._in_channels, self._by_shortcut, self._at_home)
        for name in askers:
            for how in ways[:2] if briefly else ways:
                how(self.people[name], question)
        self.here.settled(120)

    def _directly(self, person: Person, question: str) -> None:
        self._say(person, self.desk(person), question)

    def _in_channels(self, person: Person, question: str) -> None:
        for channel in self.places.values():
            self._say(person, channel, f"<@{self._bot}> {question}")
            root = next(message for message in channel.messages if message.text == "a thread")
            self._say(person, channel, f"<@{self._bot}> {question}", thread_ts=root.ts)

    def _by_command(self, person: Person, question: str) -> None:
        for channel in (self.desk(person), *self.places.values()):
            with suppress(CannotDo):
                person.runs("/advise", question, channel)

    def _by_shortcut(self, person: Person, question: str) -> None:
        for channel in (self.desk(person), *self.places.values()):
            asked = [message for message in channel.messages if message.text == question and not message.bot_id]
            with suppress(CannotDo):
                person.uses_shortcut(SHORTCUT, asked[-1]) if asked else None

    def _at_home(self, person: Person, _question: str) -> None:
        event = {"type": "app_home_opened", "user": person.id, "tab": "home"}
        self.here.sim.deliver_event(self.here.team, event)

    def _say(self, person: Person, channel: Channel, text: str, **where: str) -> None:
        """Those whom Slack would not let speak are heard all the same."""
        if person.user.id in self.here.sim.state.world.users and not person.user.deleted and not person.user.is_bot:
            with suppress(CannotDo):
                person.says(channel, text, where.get("thread_ts"))
                return
        kind = "message" if channel.kind == "im" else "app_mention"
        event: dict[str, Any] = {"type": kind, "user": person.id, "channel": channel.id, "text": text, **where}
        event |= {"ts": self.here.sim.clock.ts(), "channel_type": channel.event_type, "team": person.user.team}
        event |= {"bot_id": person.user.bot_id} if person.user.bot_id else {}
        self.here.sim.deliver_event(self.here.team, event, channel)

    def desk(self, person: Person) -> Channel:
        """Somebody's direct messages with the bot."""
        return self.here.sim.state.world.direct(self.here.team.id, person.id, self._bot)

    @property
    def _bot(self) -> str:
        return self.here.sim.installation(self.here.team).bot.id

    def may_read(self, one: Told, names: Iterable[str]) -> bool:
        """Whether it was for one of these people alone, and not in a channel that others share."""
        private = {self.people[name].id for name in names}
        desks = {self.desk(self.people[name]).id for name in names}
        inside = {f"{id_} in {channel.id}" for id_ in private for channel in self._inside()}
        return one.reader in private | desks | inside

    def _inside(self) -> list[Channel]:
        return [channel for channel in self.here.sim.state.world.channels.values() if not channel.is_ext_shared]


def town(here: Office) -> Town:
    sim, team = here.sim, here.team
    foreign: Workspace = sim.workspace("Elsewhere", installed=False)
    boss = next(user for user in sim.state.world.users.values() if user.name == "boss")
    people = {
        "ann": here.ann,
        "boss": Person(sim.state, boss),
        "fin": sim.person(team, "fin"),
        "ware": sim.person(team, "ware"),
        "guest": sim.person(team, "guest", is_restricted=True),
        "single": sim.person(team, "single", is_ultra_restricted=True),
        "stranger": sim.person(foreign, "stranger"),
        "robot": sim.person(team, "robot", is_bot=True, bot_id="B0ROBOT"),
        "gone": sim.person(team, "gone", deleted=True),
    }
    boss.is_admin = True
    unknown = sim.person(team, "unknown")
    people["unknown"] = unknown
    furnish_groups(here, people)
    everybody = [one for one in people.values() if one.user.team == team.id]
    places = {
        "public": sim.channel(team, "public", *everybody),
        "private": sim.channel(team, "private", *everybody, kind="private"),
        "shared": sim.channel(team, "shared", *everybody),
        "several": sim.state.world.direct(team.id, *(one.id for one in everybody), sim.installation(team).bot.id),
    }
    sim.state.world.share(places["shared"], foreign, people["stranger"].user)
    for channel in places.values():
        here.ann.says(channel, "a thread")
    sim.state.world.direct(team.id, unknown.id, sim.installation(team).bot.id)
    del sim.state.world.users[unknown.id]
    return Town(here, people, places)


def furnish_groups(here: Office, people: dict[str, Person]) -> None:
    """Everybody who is no full member is in every user group that there is."""
    others = {one.id for name, one in people.items() if name not in MEMBERS}
    for group, made in here.groups.items():
        made.users |= others | {people[name].id for name in MEMBERS if GROUP_OF.get(name) == group}
    for group in ("it", "managers"):
        here.groups[group].users |= {one.id for one in people.values()}
    here.groups["it"].disabled = True
    del here.sim.world.user_groups[here.groups["managers"].id]


@pytest.fixture
def made(search: CatalogSearch, tmp_path: Path) -> Iterator[Town]:
    with (
        SlackSimulator() as sim,
        office(search, tmp_path, sim, employer=EMPLOYER, groups=GROUPS, admins=True, limits=PATIENT) as here,
    ):
        yield town(here)


@pytest.mark.parametrize("fresh", [audience.FRESH, -1.0], ids=["remembered", "asked each time"])
def test_nobody_reads_what_is_not_for_them_whoever_asked_before(
    made: Town, monkeypatch: pytest.MonkeyPatch, fresh: float
) -> None:
    for remembering in (audience, usergroups):
        monkeypatch.setattr(remembering, "FRESH", fresh)
    others = [name for name in made.people if name not in MEMBERS]
    made.tell(OF_BOTH, others, briefly=True)
    made.tell(OF_BOTH, (*MEMBERS, *others), briefly=fresh < 0)
    for question in (OF_HALL, BY_NAME) if fresh > 0 else (OF_HALL,):
        made.tell(question, made.people, briefly=True)
    said = told(made.here.sim)
    assert [one for one in said if one.gives_away(NOBODYS)] == []
    assert [one for one in said if one.gives_away(OF_HOUSE) and not made.may_read(one, MEMBERS)] == []
    for group, titles in OF_GROUP.items():
        inside = [name for name in MEMBERS if GROUP_OF.get(name) == group]
        assert [one for one in said if one.gives_away(titles) and not made.may_read(one, inside)] == [], group
    for name in MEMBERS:
        for secrets in (OF_HOUSE, OF_GROUP[GROUP_OF[name]] if name in GROUP_OF else OF_HOUSE):
            for reader in readers(made, made.people[name]):
                assert any(one.gives_away(secrets) for one in said if one.reader == reader), (name, reader)


def test_a_group_is_asked_for_once_however_many_ask(made: Town) -> None:
    people = [made.people[name] for name in MEMBERS]
    for person in [*people, *people]:
        person.says(person.direct(), OF_BOTH)
    made.here.settled()
    asked = [call.args["usergroup"] for call in made.here.sim.calls(usergroups.MEMBERS)]
    assert [asked.count(made.here.groups[name].id) for name in GROUP_OF.values()] == [1, 1]


def test_without_the_scope_members_see_what_is_for_all_of_them(search: CatalogSearch, tmp_path: Path) -> None:
    with (
        SlackSimulator() as sim,
        office(search, tmp_path, sim, employer=EMPLOYER, groups=GROUPS, refused=(usergroups.SCOPE,)) as here,
    ):
        for group in here.groups.values():
            group.users.add(here.ann.id)
        said = [here.tells(here.ann, text, count).text for text, count in ((OF_BOTH, 2), (OF_HALL, 1))]
        assert Told("", "", str(said)).gives_away(OF_HOUSE)
        for titles in OF_GROUP.values():
            assert [one for one in told(sim) if one.gives_away(titles)] == []
        assert sim.violations == []


def readers(made: Town, person: Person) -> list[str]:
    """The direct messages of a member, and the command in two channels."""
    return [made.desk(person).id, *(f"{person.id} in {made.places[name].id}" for name in ("public", "private"))]


TALK = (
    "my plans",
    "what do you know about me?",
    "more",
    "show the first",
    "compare the first two",
    "excel courses",
    "privacy",
    "path to Data at Brightwater",
    "add the first to my plan",
    "is it free?",
    "why?",
    "cheaper",
    "show my plan 1",
)


def of_home(made: Town) -> None:
    made.here.ann.opens_home()
    made.here.settled()


def test_a_member_sees_the_employers_courses_at_home(made: Town) -> None:
    made.here.tells(made.here.ann, "I want to become a data analyst", count=2)
    of_home(made)
    home = made.here.sim.home(made.here.ann)
    assert Told("", "", str(home)).gives_away(OF_HOUSE)


def test_who_is_no_member_any_more_is_shown_nothing_of_it_again(made: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audience, "FRESH", -1.0)
    monkeypatch.setattr(usergroups, "FRESH", -1.0)
    here, ann = made.here, made.here.ann
    here.tells(ann, "my goal is data analyst", count=2)
    here.tells(ann, "excel courses by Brightwater Academy")
    answer = here.tells(ann, "path to the credential Data at Brightwater Certificate")
    here.tells(ann, "save it")
    here.tells(ann, "I finished Excel for Shipment and Stock Lists")
    of_home(made)
    home = here.sim.home(ann)
    assert here.people.plans(here.key(ann))
    assert all(Told("", "", str(shown)).gives_away(OF_HOUSE) for shown in (home, answer.blocks))

    ann.user.is_restricted = True
    before = told(here.sim)
    for text in TALK:
        ann.says(ann.direct(), text)
        here.settled()
    for message in list(here.sim.bot_messages(ann.direct())):
        press_all(ann, message)
    press_all(ann, home)
    of_home(made)
    general = made.places["public"]
    ann.mentions(general, "my plans")
    here.settled()
    named = {secret for secret in OF_HOUSE if any(secret in text for text in TALK)}
    found = [(one.method, one.gives_away(OF_HOUSE - named), one.text[:300]) for one in told_since(here.sim, before)]
    assert [one for one in found if one[1]] == []
    ann.user.is_restricted = False
    assert "Data at Brightwater" in here.tells(ann, "my plans").text


def test_a_button_at_home_is_answered_in_a_direct_message(made: Town) -> None:
    made.here.tells(made.here.ann, "excel courses", count=2)
    of_home(made)
    home = made.here.sim.home(made.here.ann)
    assert home is not None
    made.here.ann.clicks(home, "privacy")
    assert "I know nothing of you yet" in made.here.answers(made.here.ann.direct(), 3)[-1].text


def press_all(person: Person, place: Any) -> None:
    """Every button and every entry of every menu."""
    for block in place["blocks"] if isinstance(place, dict) else place.blocks:
        for element in block.get("elements", ()) if block["type"] == "actions" else ():
            for option in element.get("options") or [{}]:
                with suppress(CannotDo):
                    person.clicks(place, element["action_id"], option.get("value"))
