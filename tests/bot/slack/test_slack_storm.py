"""A slice of the storm: bots that are killed answer every event once, and in order."""

from __future__ import annotations

from pathlib import Path

from tests.bot.slack.storm import QUICK, Outcome, storm

EVENTS, KILLS = 40, 2


def test_killed_bots_answer_every_event_once_and_in_order(data_dir: Path) -> None:
    came = storm(data_dir, EVENTS, KILLS, seed=3, patience=60, command=QUICK)
    assert came == Outcome(
        EVENTS,
        KILLS,
        delivered=came.delivered,
        answered=EVENTS,
        lost=0,
        twice=0,
        out_of_order=0,
        welcomes_twice=0,
        seconds=came.seconds,
    )
    assert came.delivered > EVENTS
