"""Messages of the bot in a workspace of emulate: sent, changed, and sent once whatever the connection does."""

from __future__ import annotations

import pytest

from tests.emulate.campus import Campus
from tests.emulate.conftest import Opened

GOAL = "I want to become a data analyst with $200"
BUDGET, SAVE = "say:budget", "say:save"


def test_a_mention_is_answered_in_its_thread(here: Campus) -> None:
    staff = here.channel("staff")
    said = here.mentions("ann", staff, "first aid courses")
    (told,) = here.answers("ann", staff, 1, said)
    assert "First Aid" in told["text"]
    assert told["thread_ts"] == said
    assert told["blocks"] == here.line.of("chat.postMessage")[0].args["blocks"]
    here.mentions("ben", staff, "excel courses", said)
    assert "Excel" in here.answers("ben", staff, 2, said)[1]["text"]


def test_a_what_if_changes_the_path_where_it_stands(here: Campus) -> None:
    desk = here.direct("ann")
    here.says("ann", desk, GOAL)
    path = here.answers("ann", desk, 2)[1]
    here.presses("ann", desk, path, BUDGET)
    here.settled()
    changed = here.answers("ann", desk, 2)[1]
    (update,) = here.line.of("chat.update")
    assert update.ok
    assert (changed["ts"], changed["text"] == path["text"]) == (path["ts"], False)
    assert changed["blocks"] == update.args["blocks"]
    assert changed["edited"]["user"] == here.bot_user
    assert changed["metadata"] == path["metadata"]
    assert len(here.answers("ann", desk, 2)) == 2


def test_a_message_that_is_gone_is_answered_below(here: Campus) -> None:
    desk = here.direct("ann")
    here.says("ann", desk, GOAL)
    path = here.answers("ann", desk, 2)[1]
    here.presses("ann", desk, path | {"ts": "1.000001"}, BUDGET)
    below = here.answers("ann", desk, 3)[2]
    assert here.line.of("chat.update")[0].answer["error"] == "message_not_found"
    assert below["text"] != path["text"]


# ---- connections that break


@pytest.mark.parametrize("threaded", [False, True])
def test_an_answer_that_may_have_come_is_found_by_its_key(here: Campus, threaded: bool) -> None:
    desk = here.direct("ann")
    here.says("ann", desk, "hello")
    here.answers("ann", desk, 2)
    thread = here.says("ann", desk, "thanks") if threaded else ""
    here.settled()
    before = len(here.answers("ann", desk, 2))
    here.line.breaks("chat.postMessage", after=True)
    here.says("ann", desk, "excel courses", thread)
    told = here.answers("ann", desk, 1 if threaded else before + 1, thread)
    lost = next(call for call in here.line.of("chat.postMessage") if not call.heard)
    looked = here.line.of("conversations.replies" if threaded else "conversations.history")
    assert [call.ok for call in looked] == [True]
    assert told[-1]["ts"] == lost.answer["ts"]
    assert told[-1]["metadata"]["event_payload"]["key"] == lost.args["metadata"]["event_payload"]["key"]
    assert ["Excel" in one["text"] for one in told].count(True) == 1, "it was not sent a second time"


def test_an_answer_in_a_channel_is_found_where_its_history_may_be_read(opened: Opened) -> None:
    here = opened()
    here.installs(more=("channels:history",))
    staff = here.channel("staff")
    here.line.breaks("chat.postMessage", after=True)
    said = here.mentions("ann", staff, "excel courses")
    assert len(here.answers("ann", staff, 1, said)) == 1
    assert [call.ok for call in here.line.of("conversations.replies")] == [True]
    assert len(here.line.of("chat.postMessage")) == 1


def test_where_the_history_may_not_be_read_an_answer_may_come_twice(here: Campus) -> None:
    staff = here.channel("staff")
    here.line.breaks("chat.postMessage", after=True)
    said = here.mentions("ann", staff, "excel courses")
    first, second = here.answers("ann", staff, 2, said)
    (looked,) = here.line.of("conversations.replies")
    assert (looked.answer["error"], looked.answer["needed"]) == ("missing_scope", "channels:history")
    assert (first["text"], first["metadata"]) == (second["text"], second["metadata"])


def test_an_answer_that_never_left_is_sent_again(here: Campus) -> None:
    desk = here.direct("ann")
    here.says("ann", desk, "hello")
    here.answers("ann", desk, 2)
    here.line.breaks("chat.postMessage", after=False)
    here.says("ann", desk, "excel courses")
    assert ["Excel" in one["text"] for one in here.answers("ann", desk, 3)] == [False, False, True]
    assert len(here.line.of("chat.postMessage")) == 4
