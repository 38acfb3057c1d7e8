"""The app as an agent: each conversation is a thread that has a name, and that shows that an answer is on its way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.advisor.advisor import Advisor
from bot.slack.service import Kept, Service
from bot.wiring import catalog_keeper
from catalog.errors import NotUsable
from people.sql.open import open_inbox, open_outreach, open_people
from retrieval.ports import CatalogSearch
from tests.bot.slack.office import AGENT, Office, office, settings_of
from tests.slack_simulator import SlackSimulator


@pytest.fixture
def here(real_search: CatalogSearch, tmp_path: Path) -> Iterator[Office]:
    with SlackSimulator(retry_after=(0.0, 0.05, 0.05)) as sim:
        sim.app.agent = "agent_view"
        with office(real_search, tmp_path, sim, manifest=AGENT) as made:
            yield made
        assert sim.violations == []


def test_a_conversation_is_a_thread_with_a_name(here: Office) -> None:
    direct = here.ann.direct()
    asked = here.ann.says(direct, "free excel courses")
    here.answers(direct, 2, asked.ts)
    status = here.sim.calls("assistant.threads.setStatus")[0]
    assert (status.args["channel_id"], status.args["thread_ts"]) == (direct.id, asked.ts)
    assert "catalog" in status.args["status"]
    (title,) = here.sim.calls("assistant.threads.setTitle")
    assert title.args["title"] == "free excel courses"


def test_another_thread_is_another_conversation(here: Office) -> None:
    direct = here.ann.direct()
    first, second = here.ann.says(direct, "excel courses under $50"), here.ann.says(direct, "python courses")
    here.answers(direct, 1, second.ts)
    here.answers(direct, 1, first.ts)
    here.ann.says(direct, "more", thread_ts=second.ts)
    (*_, more) = here.answers(direct, 2, second.ts)
    assert "50" not in more.text
    assert "xcel" not in more.text


def test_a_token_that_slack_does_not_take_is_told_at_the_start(real_search: CatalogSearch, tmp_path: Path) -> None:
    with SlackSimulator() as sim:
        wrong = settings_of(tmp_path, sim, "xoxb-nobody")
        people, inbox, outreach = open_people(wrong), open_inbox(wrong), open_outreach(wrong)
        with pytest.raises(NotUsable, match="Slack does not take SLACK_BOT_TOKEN: invalid_auth"):
            Service(
                wrong,
                Advisor(real_search, people, wrong.clock),
                real_search,
                Kept(people, inbox, outreach),
                catalog_keeper(wrong),
            )
        outreach.close()
        inbox.close()
        people.close()
