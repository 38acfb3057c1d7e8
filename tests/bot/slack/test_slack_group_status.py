"""Admins learn in Slack whether the user groups can be read that stand for groups of the catalog."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.slack.usergroups import SCOPE
from retrieval.ports import CatalogSearch
from tests.bot.slack.office import Office, office
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.people import Person


def status(here: Office, person: Person) -> str:
    """What `/advise-admin status` tells somebody."""
    before = len(here.alone(person.direct(), person))
    person.runs("/advise-admin", "status")
    here.sim.wait_for(lambda: len(here.alone(person.direct(), person)) > before, timeout=60)
    return here.alone(person.direct(), person)[-1].text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Slack user groups that stand for groups of the catalog: 2."),
        ({"refused": (SCOPE,)}, "This workspace has not granted usergroups:read"),
        ({"groups": ()}, None),
    ],
    ids=["granted", "refused", "none"],
)
def test_the_status_says_it(real_search: CatalogSearch, tmp_path: Path, more: dict[str, Any], said: str | None) -> None:
    with SlackSimulator() as sim:
        with office(real_search, tmp_path, sim, **{"admins": True, "groups": ("finance", "it")} | more) as here:
            told = status(here, here.boss)
            assert ("groups" in told) is (said is not None)
            assert said is None or said in told
            assert "groups" not in status(here, here.ann)
        assert sim.violations == []


def test_one_that_is_gone_is_named(real_search: CatalogSearch, tmp_path: Path) -> None:
    with SlackSimulator() as sim, office(real_search, tmp_path, sim, admins=True, groups=("finance", "it")) as here:
        here.groups["it"].disabled = True
        assert f"{here.groups['it'].id} (no_such_subteam)" in status(here, here.boss)
