"""Who is in the groups of the catalog: one look-up a user group however many want to know, and in doubt nobody."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from bot.slack.audience import FRESH, Look
from bot.slack.clients import OneWorkspace, look_up
from bot.slack.usergroups import MEMBERS, PAUSE, UserGroups
from tests.slack_simulator import Person, SlackSimulator, UserGroup, Workspace

FINANCE, IT = frozenset({"finance"}), frozenset({"it"})


@dataclass
class House:
    """A workspace with two user groups, and what asks Slack for them by a clock that a test moves."""

    sim: SlackSimulator
    team: Workspace
    ann: Person
    finance: UserGroup
    it: UserGroup
    groups: UserGroups
    now: list[float]

    def of(self, person: Person) -> frozenset[str]:
        return self.groups.of(self.team.id, person.id)

    def asked(self) -> list[str]:
        """The user groups that Slack was asked for."""
        return [call.args["usergroup"] for call in self.sim.calls(MEMBERS)]


def house_of(sim: SlackSimulator, more: Mapping[str, str] | None = None, **workspace: Any) -> House:
    team = sim.workspace(**workspace)
    ann = sim.person(team, "ann")
    finance, it = sim.user_group(team, "finance", ann), sim.user_group(team, "it")
    standing = [(finance.id, "finance"), (it.id, "it"), *(more or {}).items()]
    clients = OneWorkspace(sim.token(team), sim.base_url)
    now = [0.0]
    groups = UserGroups({team.id: standing}, partial(look_up, clients), lambda: now[0])
    return House(sim, team, ann, finance, it, groups, now)


@pytest.fixture
def sim() -> Iterator[SlackSimulator]:
    with SlackSimulator() as running:
        yield running


@pytest.fixture
def house(sim: SlackSimulator) -> House:
    return house_of(sim)


def test_members_are_in_the_groups_that_theirs_stand_for(house: House) -> None:
    bob, cat = house.sim.person(house.team, "bob"), house.sim.person(house.team, "cat")
    house.finance.users.add(bob.id)
    house.it.users.add(bob.id)
    assert [house.of(one) for one in (house.ann, bob, cat)] == [FINANCE, FINANCE | IT, frozenset()]
    assert house.groups.unread(house.team.id) == {}


def test_several_may_stand_for_one_and_one_for_several(sim: SlackSimulator) -> None:
    house = house_of(sim)
    standing = [(house.finance.id, "a"), (house.finance.id, "b"), (house.it.id, "a")]
    clients = OneWorkspace(sim.token(house.team), sim.base_url)
    groups = UserGroups({house.team.id: standing}, partial(look_up, clients))
    bob = sim.person(house.team, "bob")
    house.it.users.add(bob.id)
    assert groups.of(house.team.id, house.ann.id) == {"a", "b"}
    assert groups.of(house.team.id, bob.id) == {"a"}
    assert house.asked() == [house.finance.id, house.it.id]


def test_a_workspace_without_groups_is_not_asked(house: House) -> None:
    other = house.sim.workspace("Other")
    assert house.groups.of(other.id, house.ann.id) == frozenset()
    assert house.groups.ids(other.id) == ()
    assert house.asked() == []


def test_an_answer_counts_for_five_minutes_and_not_longer(house: House) -> None:
    assert house.of(house.ann) == FINANCE
    house.finance.users.clear()
    house.now[0] = FRESH - 1
    assert house.of(house.ann) == FINANCE
    assert len(house.asked()) == 2
    house.now[0] = FRESH
    assert house.of(house.ann) == frozenset()
    assert house.asked() == [house.finance.id, house.it.id] * 2


def test_many_people_at_once_are_one_look_up_of_each(house: House) -> None:
    people = [house.sim.person(house.team, f"p{number}") for number in range(40)]
    house.finance.users |= {person.id for person in people[:20]}
    house.sim.faults.add("slow", MEMBERS, times=2, seconds=0.2)
    gate = threading.Barrier(len(people))

    def asks(person: Person) -> frozenset[str]:
        gate.wait()
        return house.of(person)

    with ThreadPoolExecutor(len(people)) as pool:
        found = list(pool.map(asks, people))
    assert found == [FINANCE] * 20 + [frozenset()] * 20
    assert sorted(house.asked()) == sorted([house.finance.id, house.it.id])


def test_many_at_once_do_not_all_try_what_fails(house: House) -> None:
    house.sim.faults.add("server_error", MEMBERS, times=100)
    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(house.of, [house.ann] * 60)) == {frozenset()}
    assert len(house.asked()) == 2


@pytest.mark.parametrize("kind", ["rate_limited", "server_error", "drop_before", "drop_after", "bad_json"])
def test_a_look_up_that_fails_leaves_the_group_empty_for_a_minute(house: House, kind: str) -> None:
    house.sim.faults.add(kind, MEMBERS)
    assert house.of(house.ann) == frozenset()
    assert list(house.groups.unread(house.team.id)) == [house.finance.id]
    house.now[0] = PAUSE - 1
    assert house.of(house.ann) == frozenset()
    house.now[0] = PAUSE
    assert house.of(house.ann) == FINANCE
    assert house.groups.unread(house.team.id) == {}


def test_what_was_known_does_not_outlive_its_time_where_slack_fails(house: House) -> None:
    assert house.of(house.ann) == FINANCE
    house.sim.faults.add("server_error", MEMBERS, times=2)
    house.now[0] = FRESH
    assert house.of(house.ann) == frozenset()


def test_slack_is_left_alone_for_as_long_as_it_says(house: House) -> None:
    house.sim.faults.add("rate_limited", MEMBERS, seconds=200)
    assert house.of(house.ann) == frozenset()
    house.now[0] = 199
    assert house.of(house.ann) == frozenset()
    house.now[0] = 200
    assert house.of(house.ann) == FINANCE


def test_a_disabled_an_unknown_and_a_foreign_one_have_nobody(sim: SlackSimulator) -> None:
    foreign = sim.user_group(sim.workspace("Other"), "theirs")
    house = house_of(sim, {"S404": "none", foreign.id: "theirs"})
    house.it.users.add(house.ann.id)
    foreign.users.add(house.ann.id)
    house.it.disabled = True
    assert house.of(house.ann) == FINANCE
    unread = dict.fromkeys((house.it.id, "S404", foreign.id), "no_such_subteam")
    assert house.groups.unread(house.team.id) == unread


@pytest.mark.parametrize(
    ("workspace", "trouble"),
    [({"scopes": ("users:read", "chat:write")}, "missing_scope"), ({"free": True}, "plan_upgrade_required")],
)
def test_a_workspace_that_does_not_let_it_be_known(sim: SlackSimulator, workspace: Any, trouble: str) -> None:
    house = house_of(sim, **workspace)
    assert house.of(house.ann) == frozenset()
    assert house.groups.unread(house.team.id) == {house.finance.id: trouble, house.it.id: trouble}


def answering(answer: Any) -> Look:
    return lambda _team, _method, _id: answer


def test_what_is_no_list_of_people_is_no_answer() -> None:
    for answer in ({}, {"users": None}, {"users": 7}, {"users": [["U1"]]}):
        groups = UserGroups({"T1": [("S1", "finance")]}, answering(answer))
        assert groups.of("T1", "U1") == frozenset()
        assert groups.unread("T1")


def test_a_missing_scope_is_logged_once_for_the_workspace(
    sim: SlackSimulator, caplog: pytest.LogCaptureFixture
) -> None:
    house = house_of(sim, scopes=("users:read", "chat:write"))
    with caplog.at_level(logging.WARNING):
        for minute in range(4):
            house.now[0] = minute * PAUSE
            house.of(house.ann)
    (told,) = caplog.messages
    assert "usergroups:read" in told
    assert house.team.id in told


def test_other_trouble_is_logged_once_until_it_changes(house: House, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        for minute in range(6):
            house.now[0] += FRESH
            house.finance.disabled = minute not in (3, 4)
            house.of(house.ann)
    assert [house.finance.id in told and "no_such_subteam" in told for told in caplog.messages] == [True, True]
    assert house.ann.id not in caplog.text
