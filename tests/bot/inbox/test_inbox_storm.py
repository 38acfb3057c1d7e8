"""A slice of the storm: killed processes lose nothing, post nothing twice and keep the order."""

from __future__ import annotations

from pathlib import Path

from tests.bot.inbox.child import posts_of
from tests.bot.inbox.storm import Outcome, outcome, storm
from tests.bot.inbox.wall import Posted

EVENTS, KILLS = 150, 6


def test_killed_processes_lose_nothing_post_nothing_twice_and_keep_the_order(tmp_path: Path) -> None:
    came = storm(tmp_path, EVENTS, KILLS, seed=2, patience=60)
    assert came == Outcome(
        EVENTS,
        KILLS,
        posted=sum(map(posts_of, range(EVENTS))),
        lost=0,
        twice=0,
        foreign=0,
        out_of_order=0,
        seconds=came.seconds,
    )


def test_the_outcome_tells_what_went_wrong() -> None:
    first, second, third = (
        Posted("event 0/0", "a", 0, 0),
        Posted("event 1/0", "a", 1, 0),
        Posted("event 1/1", "a", 1, 1),
    )
    apology = Posted("event 2/99", "b", 2, 99)
    good = outcome(2, 0, [first, second, third], 1.0)
    assert (good.lost, good.twice, good.foreign, good.out_of_order) == (0, 0, 0, 0)
    bad = outcome(3, 0, [first, third, second, second, apology], 1.0)
    assert (bad.lost, bad.twice, bad.foreign, bad.out_of_order) == (1, 1, 1, 1)
