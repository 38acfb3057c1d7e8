"""Showing everybody what one person saw: in channels of the workspace's own, and nothing that is not for all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.learner import Learner
from retrieval.ports import CatalogSearch
from tests.bot.slack.office import Office, office
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.world import Channel, Message

OWNER = "brightwater"
INTERNAL = "Excel for Shipment and Stock Lists"


@pytest.fixture
def here(real_search: CatalogSearch, tmp_path: Path) -> Iterator[Office]:
    with SlackSimulator(retry_after=(0.0, 0.05, 0.05)) as sim:
        with office(real_search, tmp_path, sim, employer=OWNER) as made:
            yield made
        assert sim.violations == []


@pytest.fixture
def general(here: Office) -> Channel:
    return here.sim.channel(here.team, "general", here.ann)


def asks(here: Office, channel: Channel, text: str) -> Message:
    before = len(here.alone(channel, here.ann))
    here.ann.runs("/advise", text, channel)
    here.sim.wait_for(lambda: len(here.alone(channel, here.ann)) > before, timeout=20)
    return here.alone(channel, here.ann)[-1]


def can_share(message: Message) -> bool:
    return any(element.get("action_id") == "share" for block in message.blocks for element in block.get("elements", ()))


def shared(here: Office, channel: Channel, message: Message) -> Message:
    here.ann.clicks(message, "share")
    return here.answers(channel, 1)[-1]


def test_everybody_sees_the_answer_and_who_shows_it(here: Office, general: Channel) -> None:
    alone = asks(here, general, "find excel")
    told = shared(here, general, alone)
    assert told.only_for is None
    assert told.text.startswith("ann shows this to everybody here:\n")
    assert "Excel" in told.text
    assert not can_share(told)


def test_a_channel_without_the_bot_is_no_hindrance(here: Office) -> None:
    elsewhere = here.sim.channel(here.team, "elsewhere", here.ann, bot=False)
    assert "Excel" in shared(here, elsewhere, asks(here, elsewhere, "find excel")).text


def test_what_is_known_of_the_person_leaves_no_trace(here: Office, general: Channel) -> None:
    plain = shared(here, general, asks(here, general, "path data analyst"))
    known = Learner(
        budget="60", currency="USD", skills=("SQL",), role="data-entry-clerk", hours_per_week=3, notes=("zyx",)
    )
    here.people.keep_learner(here.key(here.ann), known, here.clock())
    alone = asks(here, general, "path data analyst")
    before = here.people.export(here.key(here.ann)) | {"events": [], "posts": []}
    here.ann.clicks(alone, "share")
    told = here.answers(general, 2)[-1]
    assert told.text == plain.text
    assert here.people.export(here.key(here.ann)) | {"events": [], "posts": []} == before


def test_internal_courses_are_not_shown_to_all(here: Office, general: Channel) -> None:
    alone = asks(here, general, "find excel shipment lists")
    assert INTERNAL in alone.text
    here.ann.clicks(alone, "share")
    here.sim.wait_for(lambda: len(here.alone(general, here.ann)) == 2 or here.sim.bot_messages(general))
    assert not any(INTERNAL in one.text + str(one.blocks) for one in here.sim.bot_messages(general))


def test_an_answer_that_rests_on_the_conversation_is_not_shown_as_another_one(here: Office, general: Channel) -> None:
    asks(here, general, "find python")
    more = asks(here, general, "more")
    assert can_share(more)
    here.ann.clicks(more, "share")
    here.sim.wait_for(lambda: len(here.alone(general, here.ann)) == 3, timeout=20)
    assert "rests on what came before" in here.alone(general, here.ann)[-1].text
    assert here.sim.bot_messages(general) == []


@pytest.mark.parametrize("text", ["profile", "privacy", "plan", "help", "I know SQL", "I want to talk to a person"])
def test_what_is_about_the_person_cannot_be_shared(here: Office, general: Channel, text: str) -> None:
    assert not can_share(asks(here, general, text))


def test_it_is_not_offered_in_shared_channels_and_direct_messages(here: Office) -> None:
    other = here.sim.workspace(name="other")
    bridge = here.sim.channel(here.team, "bridge", here.ann)
    here.sim.state.world.share(bridge, other)
    assert not can_share(asks(here, bridge, "find excel"))
    assert not can_share(asks(here, here.ann.direct(), "find excel"))
