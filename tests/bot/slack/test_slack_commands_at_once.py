"""Two hundred commands at the same moment, to an advisor that takes four seconds: all are acknowledged in time."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from bot.advisor.advisor import Advisor
from bot.advisor.messages import Answer, Question
from retrieval.ports import CatalogSearch
from tests.bot.slack.office import QUICK, office
from tests.slack_simulator import SlackSimulator

COMMANDS, SECONDS = 200, 4.0


class SlowAdvisor(Advisor):
    """Thinks for four seconds."""

    def answer(self, question: Question, *more: object) -> Answer:
        time.sleep(SECONDS)
        return super().answer(question)


def test_all_are_acknowledged_in_time(real_search: CatalogSearch, tmp_path: Path) -> None:
    limits = replace(QUICK, per_person=COMMANDS, per_workspace=COMMANDS)
    with (
        SlackSimulator() as sim,
        office(real_search, tmp_path, sim, limits=limits, advisor=SlowAdvisor) as here,
    ):
        people = [sim.person(here.team, f"person {number}") for number in range(COMMANDS // 4)]
        desks = [person.direct() for person in people]
        sent = [
            person.runs("/advise", "excel", desk) for person, desk in zip(people, desks, strict=True) for _ in range(4)
        ]
        sim.wait_for(lambda: all(one.done for one in sent), timeout=30)
        assert [one.error for one in sent if one.error] == []
        assert max(one.seconds for one in sent if one.seconds is not None) < 3.0
        assert here.events() == COMMANDS
