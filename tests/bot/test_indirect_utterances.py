"""The table of what is said roundabout; limits fall only where somebody says so."""

from __future__ import annotations

import pytest

from bot.advisor.understand import Known, understand
from tests.bot.indirect_utterances import FALLEN, FIFTH, FIFTH_FOLLOWING
from tests.bot.test_utterances import PROVIDERS, check
from tests.bot.utterances import Case

HELD = {"max_cost": 80, "min_cost": 20, "max_hours": 30, "credit": True}


@pytest.mark.parametrize("case", FIFTH, ids=lambda case: case[0])
def test_an_opening_message(case: Case) -> None:
    check(case, Known(PROVIDERS))


@pytest.mark.parametrize("case", FIFTH_FOLLOWING, ids=lambda case: case[0])
def test_a_message_after_a_list(case: Case) -> None:
    check(case, Known(PROVIDERS, listed=True, focused=True))


@pytest.mark.parametrize(("message", "fallen"), FALLEN, ids=[message for message, _ in FALLEN])
def test_what_no_longer_holds(message: str, fallen: set[str]) -> None:
    read = understand(message, Known(PROVIDERS, held=HELD, listed=True))
    assert set(read.cleared) & set(HELD) == fallen
    assert not set(read.wanted) & set(HELD)


@pytest.mark.parametrize(
    ("message", "goal"),
    [
        ("I don't want to be a nurse, I want to become a data analyst", "data analyst"),
        ("I'm not trying to become a programmer", ""),
        ("I never wished to be a bookkeeper", ""),
    ],
)
def test_what_somebody_does_not_want_to_become_is_no_goal(message: str, goal: str) -> None:
    assert understand(message, Known(PROVIDERS)).goal == goal
