"""Slack fails in every way, and everything is answered once: a slice of the fault schedules, and single faults."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.ports import CatalogSearch
from tests.bot.slack.faults import Outcome, schedule
from tests.bot.slack.office import Office, office
from tests.bot.slack.storm import is_welcome
from tests.slack_simulator import SlackSimulator


@pytest.fixture(scope="module")
def here(real_search: CatalogSearch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with SlackSimulator() as sim, office(real_search, tmp_path_factory.mktemp("faults"), sim) as made:
        yield made


@pytest.fixture(autouse=True)
def _calm(here: Office) -> Iterator[None]:
    yield
    here.sim.faults.clear()


def test_nothing_is_lost_and_nothing_is_said_twice_whatever_fails(here: Office) -> None:
    outcomes = [schedule(here, seed, people=1) for seed in range(12)]
    assert [one for one in outcomes if not one.good] == []
    assert sum(one.struck for one in outcomes) > 15


def test_an_outcome_tells_what_went_wrong() -> None:
    assert Outcome(1, 5, 0, 0, 0).good
    assert not any(Outcome(1, 5, *bad).good for bad in ((1, 0, 0), (0, 1, 0), (0, 0, 1)))


@pytest.mark.parametrize("kind", ["server_error", "drop_before", "drop_after", "bad_json", "rate_limited"])
def test_a_post_and_the_look_for_it_may_both_fail(here: Office, kind: str) -> None:
    """Where it cannot be seen whether a message arrived, it is not sent again blindly."""
    friend = here.sim.person(here.team, f"friend of {kind}")
    here.sim.faults.add("drop_after", "chat.postMessage", times=1)
    here.sim.faults.add(kind, "conversations.history", times=2, seconds=0.05)
    friend.says(friend.direct(), "excel courses")
    here.settled()
    assert len(here.sim.bot_messages(friend.direct())) == 2


def test_what_is_sent_to_a_person_by_name_is_looked_for_in_their_direct_messages(here: Office) -> None:
    friend = here.sim.person(here.team, "friend at home")
    friend.opens_home()
    home = here.sim.wait_for(lambda: here.sim.home(friend), timeout=20)
    here.sim.faults.add("drop_after", "chat.postMessage", times=1)
    friend.clicks(home, "privacy")
    here.settled()
    assert [is_welcome(one) for one in here.sim.bot_messages(friend.direct())] == [True, False]


def test_a_long_thread_is_looked_through_to_its_end(here: Office) -> None:
    general = here.sim.channel(here.team, "long", here.ann)
    said = here.ann.mentions(general, "excel courses")
    here.answers(general, 1, said.ts)
    for number in range(230):
        here.ann.says(general, f"remark {number}", said.ts)
    with_history = here.sim.installation(here.team)
    with_history.token.scopes.update({"channels:history"})
    here.sim.faults.add("drop_after", "chat.postMessage", times=1)
    here.ann.mentions(general, "more", said.ts)
    here.settled()
    assert len([one for one in here.sim.thread(general, said.ts) if one.bot_id]) == 2


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_blocks_too_long"])
def test_where_slack_refuses_the_blocks_the_words_are_sent_alone(
    here: Office, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.slack_simulator.methods.registry import HANDLERS
    from tests.slack_simulator.refusal import Refused

    post = HANDLERS["chat.postMessage"]

    def refuse(caller, args):
        if args.values.get("blocks"):
            raise Refused(code)
        return post(caller, args)

    monkeypatch.setitem(HANDLERS, "chat.postMessage", refuse)
    friend = here.sim.person(here.team, f"friend of {code}")
    friend.says(friend.direct(), "excel courses")
    here.settled()
    welcome, answer = here.sim.bot_messages(friend.direct())
    assert "Excel" in answer.text
    assert not answer.blocks
    assert "forget me" in welcome.text


def test_a_form_that_cannot_open_is_said(here: Office) -> None:
    friend = here.sim.person(here.team, "friend of forms")
    answer = here.tells(friend, "excel courses", count=2)
    here.sim.faults.add("server_error", "views.open")
    here.sim.done(friend.clicks(answer, "feedback", "Not helpful"))
    assert "give this reference" in here.answers(friend.direct(), 3)[-1].text


def test_what_slack_answers_is_not_logged_where_it_cannot_be_read(
    here: Office, caplog: pytest.LogCaptureFixture
) -> None:
    here.sim.faults.add("bad_json", "chat.postMessage", times=2)
    here.tells(here.ann, "my lucky word is xylophonist")
    here.settled()
    assert '{"ok": tru' not in caplog.text
    assert "xylophonist" not in caplog.text
