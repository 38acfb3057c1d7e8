"""Deliveries over HTTP: signatures, acknowledgements, further attempts, duplicates, response URLs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from slack_sdk.signature import SignatureVerifier
from slack_sdk.webhook import WebhookClient

from tests.loopback import serving
from tests.slack_simulator import Channel, Person, SlackSimulator
from tests.slack_simulator.block_cases import actions, button, section

Seen = list[tuple[dict[str, str], str]]


@contextmanager
def bot(
    sim: SlackSimulator, *statuses: int, wait: float = 0.0, headers: dict[str, str] | None = None
) -> Iterator[Seen]:
    """A bot that answers with these statuses in turn, the last one for ever."""
    seen: Seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"])).decode()))
            status = statuses[min(len(seen), len(statuses)) - 1]
            time.sleep(wait)
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Nothing is printed."""

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as server:
        sim.app.request_url = f"http://127.0.0.1:{server.server_port}/"
        yield seen


def test_what_is_sent_is_signed(sim: SlackSimulator, ann: Person):
    with bot(sim, 200) as seen:
        sim.done(ann.runs("/advise", "find python"))
        ann.says(ann.direct(), "hello")
        sim.wait_for(lambda: len(seen) == 2)
    verifier = SignatureVerifier(sim.app.signing_secret)
    for headers, body in seen:
        assert verifier.is_valid_request(body, headers)
        assert not verifier.is_valid_request(body + " ", headers)
    assert {headers["Content-Type"] for headers, _ in seen} == {"application/json", "application/x-www-form-urlencoded"}


def test_a_failed_event_comes_three_times_more(sim: SlackSimulator, ann: Person):
    with bot(sim, 500) as seen:
        ann.says(ann.direct(), "hello")
        sim.wait_for(lambda: len(sim.deliveries) == 4 and sim.deliveries[-1].done)
    assert [headers.get("X-Slack-Retry-Num") for headers, _ in seen] == [None, "1", "2", "3"]
    assert [headers.get("X-Slack-Retry-Reason") for headers, _ in seen] == [None] + ["http_error"] * 3
    assert len({one.payload["event_id"] for one in sim.deliveries}) == 1


def test_attempts_end_at_the_first_that_is_acknowledged(sim: SlackSimulator, ann: Person):
    with bot(sim, 503, 200):
        ann.says(ann.direct(), "hello")
        sim.wait_for(lambda: len(sim.deliveries) == 2 and sim.deliveries[-1].acknowledged)
    assert [one.error for one in sim.deliveries] == ["http_error", None]


def test_the_bot_may_ask_for_no_more_attempts(sim: SlackSimulator, ann: Person):
    with bot(sim, 500, headers={"X-Slack-No-Retry": "1"}) as seen:
        ann.says(ann.direct(), "hello")
        sim.wait_for(lambda: sim.deliveries[0].done)
        sim.done(ann.runs("/advise"))
    assert len(seen) == 2


def test_a_late_acknowledgement_counts_as_none():
    with SlackSimulator(ack_within=0.2, retry_after=(0.0,)) as sim:
        ann = sim.person(sim.workspace(), "ann")
        with bot(sim, 200, wait=0.6) as seen:
            late = sim.done(ann.runs("/advise"))
            ann.says(ann.direct(), "hello")
            sim.wait_for(lambda: len(sim.deliveries) == 3 and sim.deliveries[-1].done)
        assert late.error == "operation_timeout"
        assert seen[-1][0]["X-Slack-Retry-Reason"] == "http_timeout"


def test_a_bot_that_is_down_is_a_failed_connection(sim: SlackSimulator, ann: Person):
    with bot(sim, 200):
        pass
    assert sim.done(ann.runs("/advise")).error == "connection_failed"


@pytest.mark.parametrize("extra", [1, 4])
def test_an_event_may_come_more_than_once_though_it_was_acknowledged(sim: SlackSimulator, ann: Person, extra: int):
    sim.faults.add("redeliver", "event", extra=extra)
    with bot(sim, 200) as seen:
        ann.says(ann.direct(), "hello")
        sim.wait_for(lambda: len(seen) == 1 + extra)
    assert len({body for _, body in seen}) == 1


@pytest.mark.parametrize("kind", ["ack_lost", "ack_slow"])
def test_an_acknowledgement_may_be_lost_on_its_way(sim: SlackSimulator, ann: Person, kind: str):
    sim.faults.add(kind, "event", seconds=5.0)
    with bot(sim, 200) as seen:
        ann.says(ann.direct(), "hello")
        sim.wait_for(lambda: len(seen) == 2)
        sim.wait_for(lambda: sim.deliveries[-1].done)
    assert [one.error for one in sim.deliveries] == ["operation_timeout", None]


def test_any_event_can_be_delivered(sim: SlackSimulator, team: Any, ann: Person):
    with bot(sim, 200):
        done = sim.done(sim.deliver_event(team, {"type": "team_rename", "name": "New"}))
    assert (done.acknowledged, done.payload["event"]["name"]) == (True, "New")


def command_url(sim: SlackSimulator, ann: Person, channel: Channel) -> str:
    return str(ann.runs("/advise", channel=channel).payload["response_url"])


def test_a_response_url_takes_five_answers(sim: SlackSimulator, ann: Person, general: Channel):
    hook = WebhookClient(command_url(sim, ann, general))
    answers = [hook.send(text=str(number), response_type="in_channel") for number in range(6)]
    assert [one.status_code for one in answers] == [200] * 5 + [404]
    assert (answers[0].body, answers[5].body) == ("ok", "used_url")
    assert len(sim.messages(general)) == 5
    assert [one.error for one in sim.violations] == ["used_url"]


def test_a_response_url_lasts_thirty_minutes(sim: SlackSimulator, ann: Person, general: Channel):
    hook = WebhookClient(command_url(sim, ann, general))
    sim.clock.advance(1799)
    assert hook.send(text="in time").status_code == 200
    sim.clock.advance(2)
    assert hook.send(text="late").body == "expired_url"
    assert [one.text for one in sim.ephemerals(general, ann)] == ["in time"]


def test_an_answer_may_replace_or_delete_what_was_clicked(
    sim: SlackSimulator, ann: Person, general: Channel, client: Any
):
    client.chat_postEphemeral(channel=general.id, user=ann.id, text="Choose", blocks=[actions(button())])
    [message] = sim.ephemerals(general, ann)
    pressed = ann.clicks(message, "go")
    assert pressed.payload["container"]["is_ephemeral"] is True
    assert "message" not in pressed.payload
    hook = WebhookClient(pressed.payload["response_url"])
    hook.send(text="Chosen", blocks=[section()], replace_original=True)
    assert message.text == "Chosen"
    hook.send(delete_original=True)
    assert sim.ephemerals(general, ann) == []


def test_an_answer_is_held_to_the_limits_too(sim: SlackSimulator, ann: Person, general: Channel):
    hook = WebhookClient(command_url(sim, ann, general))
    assert hook.send(text="a", blocks=[{"type": "section"}]).body == "invalid_blocks"
    assert hook.send_dict({"txt": "a"}).body == "invalid_payload"
    assert len(sim.violations) == 2


def test_waiting_tells_what_happened_instead(sim: SlackSimulator, client: Any, ann: Person):
    client.auth_test()
    with pytest.raises(TimeoutError, match=r"auth.test: ok"):
        sim.wait_for(lambda: sim.bot_messages(ann.direct()), timeout=0.05)


def test_waiting_ends_as_soon_as_it_may(sim: SlackSimulator, ann: Person, client: Any):
    later: Callable[[], Any] = lambda: client.chat_postMessage(channel=ann.direct().id, text="a")  # noqa: E731
    timer = threading.Timer(0.05, later)
    timer.start()
    assert sim.wait_for(lambda: sim.bot_messages(ann.direct()))[0].text == "a"
    timer.join()
