"""Small conversations while Slack fails in every way: `python -m tests.bot.slack.faults [SCHEDULES] [FIRST SEED]`.

Each schedule is a seed: what strikes which call follows from it. Afterwards every message has one answer, and in order.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bot.wiring import opened_search
from tests.bot.conftest import settings_of
from tests.bot.slack.office import QUICK, Office, office
from tests.bot.slack.storm import event_of, is_welcome
from tests.conftest import _indexed
from tests.slack_simulator import SlackSimulator

RATES = {
    "rate_limited": 0.04,
    "server_error": 0.12,
    "drop_before": 0.12,
    "drop_after": 0.15,
    "bad_json": 0.1,
    "slow": 0.1,
}
TALK = ("excel courses under $100", "more", "compare the first two")
SLOW = 0.05


@dataclass(frozen=True)
class Outcome:
    """What came of one schedule: `struck` calls failed."""

    seed: int
    struck: int
    lost: int
    twice: int
    out_of_order: int

    @property
    def good(self) -> bool:
        """Whether everything was answered once and in order."""
        return not (self.lost or self.twice or self.out_of_order)


def schedule(here: Office, seed: int, people: int = 2) -> Outcome:
    """A conversation of each of several new people, all at once, with the faults of a seed."""
    here.sim.faults.by_chance(seed, RATES, seconds=SLOW)
    before = len(here.sim.calls())
    friends = [here.sim.person(here.team, f"friend {seed} {number}") for number in range(people)]
    asked = []
    for text in TALK:
        asked += [(friend, friend.says(friend.direct(), text)) for friend in friends]
        here.sim.wait_for(lambda: all(delivery.done for delivery in here.sim.deliveries))
    here.settled(120)
    here.sim.faults.clear()
    answers = {friend.id: here.sim.bot_messages(friend.direct()) for friend in friends}
    told = {id_: [one for one in said if not is_welcome(one)] for id_, said in answers.items()}
    times = Counter((id_, event_of(one)) for id_, said in told.items() for one in said)
    welcomes = [sum(map(is_welcome, said)) for said in answers.values()]
    return Outcome(
        seed=seed,
        struck=sum(bool(call.fault) for call in here.sim.calls()[before:]),
        lost=sum(not times[friend.id, message.ts] for friend, message in asked) + welcomes.count(0),
        twice=sum(count > 1 for count in (*times.values(), *welcomes)),
        out_of_order=sum(event_of(one) > event_of(two) for said in told.values() for one, two in pairwise(said)),
    )


if __name__ == "__main__":
    count, first = (int(value) for value in (sys.argv[1:] + ["200", "0"][len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as place, SlackSimulator() as sim:
        _indexed(Path(place) / "catalog")
        with (
            opened_search(settings_of(Path(place) / "catalog")) as search,
            office(search, Path(place) / "people", sim, limits=QUICK) as here,
        ):
            outcomes = [schedule(here, seed) for seed in range(first, first + count)]
    for one in outcomes:
        if not one.good:
            print(one)
    print(f"{count} schedules, {sum(one.struck for one in outcomes)} calls struck,", end=" ")
    print(f"{sum(one.good for one in outcomes)} good")
