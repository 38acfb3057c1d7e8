"""A Slack with one workspace, one learner, one channel, and the app's client."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from tests.slack_simulator import Channel, Person, SlackSimulator, Workspace


@pytest.fixture
def sim() -> Iterator[SlackSimulator]:
    with SlackSimulator(ack_within=2.0, retry_after=(0.0, 0.05, 0.05)) as running:
        yield running


@pytest.fixture
def team(sim: SlackSimulator) -> Workspace:
    return sim.workspace()


@pytest.fixture
def ann(sim: SlackSimulator, team: Workspace) -> Person:
    return sim.person(team, "ann")


@pytest.fixture
def general(sim: SlackSimulator, team: Workspace, ann: Person) -> Channel:
    return sim.channel(team, "general", ann)


@pytest.fixture
def client(sim: SlackSimulator, team: Workspace) -> WebClient:
    return WebClient(sim.token(team), base_url=sim.base_url)
