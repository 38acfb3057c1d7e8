"""Who has to wait sees that the bot works, and no longer than it does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.advisor.advisor import Advisor
from bot.advisor.messages import Answer, Question
from retrieval.ports import CatalogSearch
from tests.bot.slack.office import Office, office
from tests.slack_simulator import SlackSimulator

SIGN = "assistant.threads.setStatus"


class HeldAdvisor(Advisor):
    """Answers what says slow only when it may."""

    go_on = threading.Event()

    def answer(self, question: Question, *more: object) -> Answer:
        if "slow" in question.text:
            self.go_on.wait(20)
        return super().answer(question)


@pytest.fixture
def here(real_search: CatalogSearch, tmp_path: Path) -> Iterator[Office]:
    HeldAdvisor.go_on.clear()
    with SlackSimulator() as sim, office(real_search, tmp_path, sim, advisor=HeldAdvisor) as made:
        yield made
        assert sim.violations == []


@pytest.mark.parametrize("in_channel", [False, True], ids=["direct", "channel"])
def test_a_slow_answer_is_announced_until_it_is_there(here: Office, in_channel: bool) -> None:
    place = here.sim.channel(here.team, "general", here.ann) if in_channel else here.ann.direct()
    said = here.ann.mentions(place, "slow excel") if in_channel else here.ann.says(place, "slow excel")
    status = here.sim.wait_for(lambda: here.sim.status(place, said.ts), timeout=10)
    assert status == "I am looking that up in the catalog."
    HeldAdvisor.go_on.set()
    here.answers(place, 1, said.ts if in_channel else None)
    here.settled()
    assert here.sim.status(place, said.ts) is None


def test_a_slow_command_is_announced_to_the_person_alone(here: Office) -> None:
    place = here.sim.channel(here.team, "general", here.ann)
    here.ann.runs("/advise", "slow excel", place)
    here.sim.wait_for(lambda: here.sim.ephemerals(place, here.ann), timeout=10)
    HeldAdvisor.go_on.set()
    here.sim.wait_for(lambda: len(here.sim.ephemerals(place, here.ann)) == 2, timeout=20)
    assert "looking that up" in here.sim.ephemerals(place, here.ann)[0].text
    assert here.sim.bot_messages(place) == []


@pytest.mark.parametrize("fault", ["server_error", "drop_before", "bad_json"])
def test_where_no_sign_can_be_shown_the_answer_comes_all_the_same(here: Office, fault: str) -> None:
    here.sim.faults.add(fault, SIGN, times=2)
    here.ann.says(here.ann.direct(), "slow excel")
    here.sim.wait_for(lambda: here.sim.calls(SIGN), timeout=10)
    HeldAdvisor.go_on.set()
    assert "Excel" in here.answers(here.ann.direct(), 2)[-1].text
