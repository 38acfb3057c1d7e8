"""What the bot does in a workspace of emulate where a scope is missing, and who sees internal courses there."""

from __future__ import annotations

import json

import pytest

from tests.bot.slack.confidential import EMPLOYER, OF_HOUSE
from tests.emulate.campus import TEAM, Campus, eventually
from tests.emulate.conftest import Opened

ASKED = "excel or sql courses for the ledger"
GOAL = "I want to become a data analyst with $200"
HOUSE = {"ADVISOR_EMPLOYERS": f"{TEAM}={EMPLOYER}"}


def internal(told: object) -> bool:
    """Whether a course of the employer's own stands in it."""
    text = json.dumps(told, ensure_ascii=False)
    return any(title in text for title in OF_HOUSE)


def of_a_command(here: Campus, channel: str) -> list[dict]:
    """What a command in a channel is answered, to the person alone."""
    here.runs("ann", channel, "/advise", ASKED)
    eventually(lambda: here.line.responses)
    here.settled()
    return here.line.responses


# ---- who may see what


def test_a_member_sees_internal_courses_in_direct_messages_and_nobody_in_a_channel(opened: Opened) -> None:
    here = opened(**HOUSE)
    here.installs()
    desk, staff = here.direct("ann"), here.channel("staff")
    here.says("ann", desk, ASKED)
    assert internal(here.answers("ann", desk, 2)[1])
    said = here.mentions("ann", staff, ASKED)
    assert not internal(here.answers("ann", staff, 1, said))
    assert [call.ok for call in here.line.of("users.info")] == [True]
    assert here.line.of("users.info")[0].args["user"] == here.user("ann")


def test_without_a_look_at_the_person_only_public_courses_are_shown(opened: Opened) -> None:
    here = opened(**HOUSE)
    here.installs(without=("users:read",))
    desk = here.direct("ann")
    here.says("ann", desk, ASKED)
    answer = here.answers("ann", desk, 2)[1]
    refusal = here.line.of("users.info")[0].answer
    assert (refusal["error"], refusal["needed"]) == ("missing_scope", "users:read")
    assert "Excel" in answer["text"]
    assert not internal(answer)


def test_a_command_in_a_channel_shows_internal_courses_where_the_channel_is_known(opened: Opened) -> None:
    here = opened(**HOUSE)
    here.installs()
    answers = of_a_command(here, here.channel("staff"))
    assert [call.ok for call in here.line.of("conversations.info")] == [True]
    assert internal(answers)
    assert "share" in json.dumps(answers), "it can be shown to all in a channel of the workspace's own"


def test_without_a_look_at_the_channel_only_public_courses_are_shown(opened: Opened) -> None:
    here = opened(**HOUSE)
    here.installs(without=("channels:read",))
    answers = of_a_command(here, here.channel("staff"))
    assert {call.answer["needed"] for call in here.line.of("conversations.info")} == {"channels:read"}
    assert not internal(answers)
    assert "share:" not in json.dumps(answers)


# ---- what may not be sent is given up, and the rest goes on


def test_without_the_right_to_write_an_answer_is_given_up_once(
    opened: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    here = opened()
    here.installs(without=("chat:write",))
    desk = here.direct("ann")
    here.says("ann", desk, "excel courses")
    eventually(lambda: "is abandoned: missing_scope" in caplog.text)
    here.settled()
    refused = here.line.of("chat.postMessage")
    assert {call.answer["needed"] for call in refused} == {"chat:write"}
    keys = [call.args["metadata"]["event_payload"]["key"] for call in refused]
    assert len(keys) == len(set(keys)), "what is refused is not tried again"
    here.installs()
    here.says("ann", desk, "python courses")
    assert "Python" in here.answers("ann", desk, 1)[-1]["text"]


def test_without_the_right_to_upload_a_file_is_given_up_and_the_conversation_goes_on(
    opened: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    here = opened()
    here.installs(without=("files:write",))
    desk = here.direct("ann")
    here.says("ann", desk, GOAL)
    path = here.answers("ann", desk, 2)[1]
    here.presses("ann", desk, path, "calendar")
    eventually(lambda: "is abandoned: missing_scope" in caplog.text)
    here.says("ann", desk, "excel courses")
    assert "Excel" in here.answers("ann", desk, 3)[2]["text"]
    assert [call.answer["needed"] for call in here.line.of("files.getUploadURLExternal")] == ["files:write"]


def test_without_the_history_of_direct_messages_an_answer_may_come_twice(opened: Opened) -> None:
    here = opened()
    here.installs(without=("im:history",))
    desk = here.direct("ann")
    here.says("ann", desk, "hello")
    here.answers("ann", desk, 2)
    here.line.breaks("chat.postMessage", after=True)
    here.says("ann", desk, "excel courses")
    told = here.answers("ann", desk, 4)
    assert ["Excel" in one["text"] for one in told] == [False, False, True, True]
    assert [call.answer["needed"] for call in here.line.of("conversations.history")] == ["im:history"]
