"""Each fault of the Web API as slack_sdk sees it."""

from __future__ import annotations

import re
import time
from http.client import RemoteDisconnected
from pathlib import Path

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RateLimitErrorRetryHandler

from tests.slack_simulator import Channel, Fault, Person, SlackSimulator, Workspace
from tests.slack_simulator.faults import CALL_FAULTS, DELIVERY_FAULTS

POST = "chat.postMessage"


@pytest.fixture
def once(sim: SlackSimulator, team: Workspace) -> WebClient:
    """A client that tries nothing again."""
    return WebClient(sim.token(team), base_url=sim.base_url, retry_handlers=[])


def post(client: WebClient, channel: Channel) -> str:
    return str(client.chat_postMessage(channel=channel.id, text="a")["ts"])


def test_over_the_rate(sim: SlackSimulator, once: WebClient, general: Channel):
    sim.faults.add("rate_limited", POST, seconds=7)
    with pytest.raises(SlackApiError) as caught:
        post(once, general)
    assert (caught.value.response.status_code, caught.value.response["error"]) == (429, "ratelimited")
    assert caught.value.response.headers["Retry-After"] == "7"
    assert sim.messages(general) == []


def test_the_sdk_waits_as_it_is_told_where_its_handler_is_set(sim: SlackSimulator, once: WebClient, general: Channel):
    sim.faults.add("rate_limited", POST, seconds=1)
    once.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    began = time.monotonic()
    post(once, general)
    assert time.monotonic() - began >= 1
    assert [call.status for call in sim.calls(POST)] == [429, 200]


def test_a_server_error(sim: SlackSimulator, once: WebClient, general: Channel):
    sim.faults.add("server_error", POST)
    with pytest.raises(SlackApiError) as caught:
        post(once, general)
    assert caught.value.response.status_code == 500
    assert not sim.calls(POST)[0].ok


@pytest.mark.parametrize(("kind", "there"), [("drop_before", 0), ("drop_after", 1)])
def test_a_dropped_connection_leaves_the_callers_in_doubt(
    sim: SlackSimulator, once: WebClient, general: Channel, kind: str, there: int
):
    sim.faults.add(kind, POST)
    with pytest.raises((ConnectionError, RemoteDisconnected)):
        post(once, general)
    assert len(sim.messages(general)) == there


def test_the_sdks_own_retry_posts_twice(sim: SlackSimulator, client: WebClient, general: Channel):
    sim.faults.add("drop_after", POST)
    post(client, general)
    assert [one.text for one in sim.messages(general)] == ["a", "a"]


def test_a_slow_answer(sim: SlackSimulator, team: Workspace, general: Channel):
    sim.faults.add("slow", POST, seconds=0.6)
    impatient = WebClient(sim.token(team), base_url=sim.base_url, timeout=0, retry_handlers=[])
    impatient.timeout = 0.2  # type: ignore[assignment]
    with pytest.raises(TimeoutError):
        post(impatient, general)
    assert len(sim.messages(general)) == 1


def test_an_answer_that_is_no_json(sim: SlackSimulator, once: WebClient, general: Channel):
    sim.faults.add("bad_json", POST)
    with pytest.raises(SlackApiError, match="tru"):
        post(once, general)


def test_a_stream_that_expires(sim: SlackSimulator, once: WebClient, ann: Person):
    im = ann.direct()
    stream = once.chat_stream(channel=im.id, thread_ts=ann.says(im, "a").ts, buffer_size=1)
    stream.append(markdown_text="a")
    sim.faults.add("stream_expires", "chat.appendStream")
    with pytest.raises(SlackApiError, match="message_not_in_streaming_state"):
        stream.append(markdown_text="b")


def test_a_fault_passes_over_some_and_strikes_so_often(sim: SlackSimulator, once: WebClient, general: Channel):
    sim.faults.add("server_error", POST, skip=1, times=2)
    got = []
    for _ in range(4):
        try:
            got.append(bool(post(once, general)))
        except SlackApiError:
            got.append(False)
    assert got == [True, False, False, True]


def test_chance_is_the_same_for_the_same_seed():
    def sequence(seed: int) -> list[str | None]:
        with SlackSimulator() as sim:
            sim.faults.by_chance(seed, {"server_error": 0.3, "rate_limited": 0.3})
            struck = [sim.faults.for_call(POST) for _ in range(30)]
            sim.faults.clear()
            assert sim.faults.for_call(POST) is None
        return [one.kind if one else None for one in struck]

    assert sequence(7) == sequence(7) != sequence(8)
    assert {None, "server_error", "rate_limited"} == set(sequence(7))


def test_a_fault_that_is_not_known_is_named():
    with pytest.raises(ValueError, match="There is no fault 'earthquake'"):
        Fault("earthquake")


def test_the_readme_tells_every_fault():
    table = re.findall(r"^\| (`[^|]+`) \|", (Path(__file__).parent / "README.md").read_text(encoding="utf-8"), re.M)
    assert {name for row in table for name in re.findall(r"`(\w+)`", row)} == {*CALL_FAULTS, *DELIVERY_FAULTS}
