"""Where only the invented sample serves: admins may look at it, everybody else hears that there is no catalog yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.ports import CatalogSearch
from tests.bot.slack.office import Office, office
from tests.slack_simulator import SlackSimulator

CLOSED = "not set up here yet"


@pytest.fixture
def here(real_search: CatalogSearch, tmp_path: Path) -> Iterator[Office]:
    with SlackSimulator(retry_after=(0.0, 0.05, 0.05)) as sim:
        with office(real_search, tmp_path, sim, admins=True, sample=False) as made:
            yield made
        assert sim.violations == []


def test_a_learner_hears_that_there_is_no_catalog_wherever_they_ask(here: Office) -> None:
    assert CLOSED in here.tells(here.ann, "python courses").text
    general = here.sim.channel(here.team, "general", here.ann)
    said = here.ann.mentions(general, "python courses")
    (told,) = here.answers(general, 1, said.ts)
    assert CLOSED in told.text
    here.ann.runs("/advise", "find python", general)
    here.sim.wait_for(lambda: here.sim.ephemerals(general, here.ann), timeout=20)
    assert CLOSED in here.sim.ephemerals(general, here.ann)[0].text
    here.ann.opens_home()
    home = here.sim.wait_for(lambda: here.sim.home(here.ann), timeout=20)
    assert CLOSED in str(home["blocks"])
    assert not here.people.knows(here.key(here.ann))


def test_an_admin_may_look_at_the_sample(here: Office) -> None:
    assert "Python" in here.tells(here.boss, "python courses", 2).text
    here.boss.opens_home()
    home = here.sim.wait_for(lambda: here.sim.home(here.boss), timeout=20)
    assert CLOSED not in str(home["blocks"])


def test_a_button_from_before_does_not_open_the_sample(here: Office) -> None:
    answer = here.tells(here.boss, "excel courses", 2)
    closed = here.tells(here.ann, "excel courses")
    closed.blocks = answer.blocks
    here.ann.clicks(closed, "details")
    assert CLOSED in here.answers(here.ann.direct(), 2)[-1].text


@pytest.mark.parametrize(
    "words", ["forget me", "Export my data.", "what do you know about me", "¡Olvídame!", "Vergiss mich"]
)
def test_what_is_kept_of_somebody_is_told_and_erased_all_the_same(words: str, here: Office) -> None:
    assert CLOSED not in here.tells(here.ann, words, 2).text


def test_everybody_may_look_where_the_setting_says_so(real_search: CatalogSearch, tmp_path: Path) -> None:
    with SlackSimulator() as sim, office(real_search, tmp_path, sim) as open_house:
        assert "Python" in open_house.tells(open_house.ann, "python courses", 2).text
