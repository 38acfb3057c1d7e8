"""Who has left the group that courses are for is shown nothing of them again, wherever it was kept; it is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack import audience, usergroups
from retrieval.ports import CatalogSearch
from tests.bot.slack.confidential import EMPLOYER, OF_GROUP, Told, told, told_since
from tests.bot.slack.office import Office, office
from tests.bot.slack.test_slack_audience import PATIENT, TALK, press_all
from tests.bot.slack.test_slack_reminders import FIRST, home_of, quiet, reminded
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.world import Message

HALL = OF_GROUP["warehouse"]
GOAL, FIRST_STEP = "Brightwater Warehouse Operator Certificate", "Receiving, Picking and Packing"
FOR_ALL = "Safe Lifting, Racking and Loading Docks"


@pytest.fixture
def here(real_search: CatalogSearch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    for remembering in (audience, usergroups):
        monkeypatch.setattr(remembering, "FRESH", -1.0)
    with SlackSimulator(retry_after=(0.0, 0.05, 0.05)) as sim:
        with office(real_search, tmp_path, sim, employer=EMPLOYER, groups=("warehouse",), limits=PATIENT) as made:
            made.groups["warehouse"].users.add(made.ann.id)
            yield made
        assert sim.violations == []


def leave(here: Office) -> list[Told]:
    """Ann is taken out of the user group; what had been told by then."""
    here.settled()
    here.groups["warehouse"].users.clear()
    return told(here.sim)


def given_away(here: Office, before: list[Told], *, but: tuple[str, ...] = ()) -> list[tuple[str, set[str], str]]:
    """What has been told since then of the group's courses, without the titles that Ann named herself."""
    named = {title for title in HALL if any(title in text for text in but)}
    found = [(one.method, one.gives_away(HALL - named), one.text[:300]) for one in told_since(here.sim, before)]
    return [one for one in found if one[1]]


def path_to_the_certificate(here: Office) -> Message:
    """The first path of a process may take its time: the solver is imported then."""
    here.ann.says(here.ann.direct(), f"path to the credential {GOAL}")
    here.settled(120)
    return here.sim.bot_messages(here.ann.direct())[-1]


def saved_plan(here: Office) -> None:
    path_to_the_certificate(here)
    here.tells(here.ann, "save it")
    (plan,) = here.people.plans(here.key(here.ann))
    assert {step.title for step in plan.steps} & HALL


def buttons(message: Message) -> set[str]:
    rows = [block.get("elements", ()) for block in message.blocks if block["type"] == "actions"]
    return {element["action_id"] for row in rows for element in row}


def test_a_member_of_the_group_is_shown_all_of_it(here: Office) -> None:
    saved_plan(here)
    assert any(title in str(home_of(here)) for title in HALL)
    here.ann.clicks(path_to_the_certificate(here), "picture")
    here.settled()
    assert [file.name for file in here.sim.files] == ["path.png"]
    assert any(title in str(here.sim.files[0].as_json("")) for title in HALL)


def test_nothing_of_it_is_told_again_and_all_of_it_comes_back(here: Office) -> None:
    here.tells(here.ann, "forklift and picking courses", count=2)
    saved_plan_after_that = path_to_the_certificate(here)
    assert {"picture", "calendar"} <= buttons(saved_plan_after_that)
    here.tells(here.ann, "save it")
    here.tells(here.ann, f"I finished {FIRST_STEP}")
    home = home_of(here)
    assert any(title in str(home) for title in HALL)

    before = leave(here)
    for text in TALK:
        here.ann.says(here.ann.direct(), text)
        here.settled()
    for message in list(here.sim.bot_messages(here.ann.direct())):
        press_all(here.ann, message)
    press_all(here.ann, home)
    for message in list(here.sim.bot_messages(here.ann.direct()))[-3:]:
        press_all(here.ann, message)
    here.ann.opens_home()
    here.settled(60)
    assert given_away(here, before, but=TALK) == []
    assert here.sim.files == []

    here.groups["warehouse"].users.add(here.ann.id)
    assert GOAL in here.tells(here.ann, "my plans").text


def test_in_a_thread_of_a_channel_and_by_command_it_is_hidden_too(here: Office) -> None:
    general = here.sim.channel(here.team, "general", here.ann)
    here.ann.runs("/advise", "forklift and picking courses", general)
    here.settled()
    alone = here.alone(general, here.ann)
    assert any(title in alone[-1].text for title in HALL)
    before = leave(here)
    here.ann.runs("/advise", "forklift and picking courses", general)
    here.ann.mentions(general, "forklift and picking courses")
    for message in alone:
        press_all(here.ann, message)
    here.settled()
    assert given_away(here, before) == []


def test_a_reminder_names_no_step_that_may_not_be_told(here: Office) -> None:
    saved_plan(here)
    here.ann.clicks(home_of(here), "nudges")
    here.sim.wait_for(lambda: "Stop reminders" in str(here.sim.home(here.ann)), timeout=20)
    count = len(here.answers(here.ann.direct(), 1))
    here.clock.now = FIRST
    assert any(title in reminded(here, count + 1).text for title in HALL)
    before = leave(here)
    here.clock.advance(weeks=1)
    quiet(here, count + 1)
    assert given_away(here, before) == []
    here.groups["warehouse"].users.add(here.ann.id)
    here.clock.advance(weeks=1)
    assert any(title in reminded(here, count + 2).text for title in HALL)


def test_the_plan_before_is_reminded_of_where_the_last_one_is_hidden(here: Office) -> None:
    here.tells(here.ann, "I want to become a data analyst with $200", count=2)
    here.tells(here.ann, "save it")
    path_to_the_certificate(here)
    here.tells(here.ann, "save it")
    first, second = here.people.plans(here.key(here.ann))
    here.ann.clicks(home_of(here), "nudges")
    here.sim.wait_for(lambda: "Stop reminders" in str(here.sim.home(here.ann)), timeout=20)
    count = len(here.answers(here.ann.direct(), 1))
    leave(here)
    here.clock.now = FIRST
    said = reminded(here, count + 1).text
    assert first.steps[0].title in said
    assert second.title not in said


@pytest.mark.parametrize("where", ["about the path", "about the saved plan"])
def test_what_is_offered_to_be_sent_to_a_coach_names_no_course_for_a_group(here: Office, where: str) -> None:
    saved_plan(here)
    thread = None if where == "about the path" else here.sim.messages(here.ann.direct())[0].ts
    here.ann.says(here.ann.direct(), "I want to talk to a person about my shift", thread)
    here.settled()
    here.ann.clicks(here.sim.bot_messages(here.ann.direct())[-1], "talk")
    form: dict[str, Any] = here.sim.wait_for(lambda: here.sim.view(here.ann), timeout=20)
    plan = next(block for block in form["blocks"] if "plan" in str(block.get("element", {}).get("action_id")))
    assert FOR_ALL in str(plan)
    assert [title for title in HALL if title in str(plan)] == []
    here.ann.submits(form)
    (card,) = here.answers(here.coaches, 1)
    assert [title for title in HALL if title in str(card.blocks)] == []
