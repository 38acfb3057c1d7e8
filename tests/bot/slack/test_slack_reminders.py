"""The weekly reminder: asked for at home, sent at ten in the person's morning, answered or left, and ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.slack.heard import Heard, Kind, event_of
from bot.slack.rounds import Pace, Rounds, running
from people.reminders import WEEK
from retrieval.ports import CatalogSearch
from tests.bot.slack.office import Office, office
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.world import Message

FIRST = dt.datetime(2026, 11, 30, 15, tzinfo=dt.UTC)
"""Ten in the morning in New York, a week after it was asked for."""
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def here(real_search: CatalogSearch, tmp_path: Path) -> Iterator[Office]:
    with SlackSimulator(retry_after=(0.0, 0.05, 0.05)) as sim:
        with office(real_search, tmp_path, sim) as made:
            yield made
        assert sim.violations == []


def home_of(here: Office) -> dict[str, Any]:
    here.ann.opens_home()
    return here.sim.wait_for(lambda: here.sim.home(here.ann), timeout=20)


def is_on(here: Office) -> bool:
    return here.outreach.reminders.reminder(here.key(here.ann)) is not None


def with_a_plan(here: Office) -> int:
    """Ann saves a plan and wants to be reminded; how many messages she has by then."""
    here.tells(here.ann, "I want to become a data analyst with $200", count=2)
    here.tells(here.ann, "save it")
    home = home_of(here)
    here.ann.clicks(home, "nudges")
    here.sim.wait_for(lambda: "Stop reminders" in str(here.sim.home(here.ann)), timeout=20)
    return len(here.answers(here.ann.direct(), 1))


def rounds(here: Office) -> Rounds:
    """Those of another process over the same database."""
    receive = partial(here.inbox.receive, most=1000)
    return Rounds(here.outreach.handovers, here.outreach.reminders, receive, 4 * HOUR, Pace(here.clock))


def reminded(here: Office, count: int) -> Message:
    return here.answers(here.ann.direct(), count)[-1]


def quiet(here: Office, count: int) -> None:
    """Everything that is due was looked for and dealt with, and there are no more messages than that."""
    rounds(here).once()
    here.sim.wait_for(
        lambda: (report := here.service.report())["waiting"] == report["under_way"] == report["to_send"] == 0,
        timeout=20,
    )
    assert len(here.answers(here.ann.direct(), count)) == count


def test_home_switches_it_on_and_off(here: Office) -> None:
    home = home_of(here)
    assert "I do not remind you" in str(home)
    here.ann.clicks(home, "nudges")
    here.sim.wait_for(lambda: "Once a week" in str(here.sim.home(here.ann)), timeout=20)
    known = here.outreach.reminders.reminder(here.key(here.ann))
    assert known is not None
    assert (known.tz, known.next_at) == ("America/New_York", FIRST)
    here.ann.clicks(here.sim.home(here.ann), "nudges")
    here.sim.wait_for(lambda: "I do not remind you" in str(here.sim.home(here.ann)), timeout=20)
    assert not is_on(here)


def test_the_next_step_comes_at_ten_in_the_morning_once(here: Office) -> None:
    count = with_a_plan(here)
    here.clock.now = FIRST - dt.timedelta(seconds=1)
    quiet(here, count)
    here.clock.now = FIRST
    told = reminded(here, count + 1)
    plan = here.people.plans(here.key(here.ann))[0]
    assert plan.title in told.text
    assert f"1. {plan.steps[0].title} · " in told.text
    assert "hours" in told.text
    assert "last reminder" not in told.text
    here.clock.now = FIRST + 3 * HOUR
    quiet(here, count + 1)
    here.clock.now = FIRST + WEEK
    assert "last reminder" in reminded(here, count + 2).text


def test_done_marks_the_step_and_the_next_one_comes_next_week(here: Office) -> None:
    count = with_a_plan(here)
    first, second = here.people.plans(here.key(here.ann))[0].steps[:2]
    here.clock.now = FIRST
    here.ann.clicks(reminded(here, count + 1), "nudge:done")
    assert "Well done" in reminded(here, count + 2).text
    assert here.people.learner(here.key(here.ann)).done == (first.id,)
    here.clock.now = FIRST + WEEK
    told = reminded(here, count + 3)
    assert f"2. {second.title}" in told.text
    assert "last reminder" not in told.text


def test_later_and_a_message_are_answers(here: Office) -> None:
    count = with_a_plan(here)
    here.clock.now = FIRST
    here.ann.clicks(reminded(here, count + 1), "nudge:later")
    assert "again in a week" in reminded(here, count + 2).text
    here.clock.now = FIRST + WEEK
    assert "last reminder" not in reminded(here, count + 3).text
    here.tells(here.ann, "hello")
    here.clock.now = FIRST + 2 * WEEK
    assert "last reminder" not in reminded(here, count + 5).text


def test_stop_ends_them(here: Office) -> None:
    count = with_a_plan(here)
    here.clock.now = FIRST
    here.ann.clicks(reminded(here, count + 1), "nudge:stop")
    assert "do not remind you any more" in reminded(here, count + 2).text
    here.sim.wait_for(lambda: "I do not remind you" in str(here.sim.home(here.ann)), timeout=20)
    here.clock.now = FIRST + WEEK
    quiet(here, count + 2)


def test_after_two_without_an_answer_they_end(here: Office) -> None:
    count = with_a_plan(here)
    for week in range(2):
        here.clock.now = FIRST + week * WEEK
        reminded(here, count + 1 + week)
    here.clock.now = FIRST + 2 * WEEK
    here.sim.wait_for(lambda: not is_on(here), timeout=20)
    quiet(here, count + 2)


def test_one_that_is_hours_late_is_left_out_and_counts_for_nothing(here: Office) -> None:
    count = with_a_plan(here)
    here.clock.now = FIRST + 9 * HOUR
    quiet(here, count)
    known = here.outreach.reminders.reminder(here.key(here.ann))
    assert known is not None
    assert (known.ignored, known.next_at) == (0, FIRST + WEEK)


@pytest.mark.parametrize("undone", ["no plan", "all done"])
def test_without_a_next_step_nobody_is_reminded(here: Office, undone: str) -> None:
    if undone == "all done":
        count = with_a_plan(here)
        done = tuple(step.id for step in here.people.plans(here.key(here.ann))[0].steps)
        known = here.people.learner(here.key(here.ann))
        here.people.keep_learner(here.key(here.ann), known.model_copy(update={"done": done}), FIRST)
    else:
        here.tells(here.ann, "hello", count=2)
        here.ann.clicks(home_of(here), "nudges")
        here.sim.wait_for(lambda: is_on(here), timeout=20)
        count = 2
    here.clock.now = FIRST
    quiet(here, count)
    assert is_on(here)


def test_several_processes_send_one(here: Office) -> None:
    count = with_a_plan(here)
    here.clock.now = FIRST
    for other in [rounds(here) for _ in range(3)]:
        other.once()
    reminded(here, count + 1)
    quiet(here, count + 1)


def test_one_that_is_asked_for_again_is_the_same_and_counts_once(here: Office) -> None:
    count = with_a_plan(here)
    here.clock.now = FIRST
    told = reminded(here, count + 1)
    slot = Heard(kind=Kind.REMINDER, team=here.team.id, user=here.ann.id, direct=True, text=FIRST.isoformat())
    here.inbox.receive(event_of(slot, "again", running()), 1000)
    assert reminded(here, count + 2).text == told.text
    known = here.outreach.reminders.reminder(here.key(here.ann))
    assert known is not None
    assert (known.ignored, known.next_at) == (1, FIRST + WEEK)


def test_a_reminder_without_a_record_tells_what_was_saved(here: Office) -> None:
    count = with_a_plan(here)
    plan = here.people.plans(here.key(here.ann))[0]
    gone = plan.steps[0].model_copy(update={"id": "gone:1", "title": "A Course of Old", "cents": 1250, "hours": 3.0})
    here.people.replace_plan(here.key(here.ann), plan.model_copy(update={"steps": (gone, *plan.steps[1:])}))
    here.clock.now = FIRST
    told = reminded(here, count + 1)
    for words in ("A Course of Old", "$12.50", "3 hours"):
        assert words in told.text
