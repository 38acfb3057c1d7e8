"""The health page is red where nobody is answered, and a silent connection is replaced."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.socket_mode.builtin.connection import ConnectionState

from bot.inbox.pace import Pace
from bot.serving import serve_until_stopped
from bot.slack.http import HealthServer
from bot.slack.service import LONGEST_WAIT
from bot.slack.watch import Rhythm, WatchedSocket
from catalog.errors import UsageError
from people.inbox import Event
from retrieval.ports import CatalogSearch
from tests.bot.slack.office import Office, office
from tests.slack_simulator import SlackSimulator

HURRIED = Rhythm(ping=0.2, silence=1.0, look=0.1)


def page(server: HealthServer) -> tuple[int, dict[str, Any]]:
    """The status and the content of the health page."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        connection.request("GET", "/health")
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


@pytest.fixture
def health(real_search: CatalogSearch, tmp_path: Path) -> Iterator[tuple[Office, HealthServer]]:
    with SlackSimulator() as sim, office(real_search, tmp_path, sim) as made:
        server = made.service.health_server("127.0.0.1", 0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield made, server
        finally:
            server.shutdown()
            server.server_close()


def test_the_page_is_red_once_an_event_has_waited(health: tuple[Office, HealthServer]) -> None:
    made, server = health
    made.tells(made.ann, "excel courses", count=2)
    made.settled()
    status, told = page(server)
    assert (status, told["fine"], told["silent"]) == (200, True, None)
    made.service.close()
    for age, expected in ((0, 200), (60, 503)):
        came = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=age)
        made.inbox.receive(Event(f"old {age}", "lane", made.key(made.ann), "{}", came), 100)
        assert page(server)[0] == expected
    assert dt.timedelta(seconds=60) > LONGEST_WAIT


@dataclass
class Line:
    """A client of Socket Mode on which nothing happens, with a pong when it is told to have had one."""

    on_message_listeners: list[Any] = field(default_factory=list)
    current_session: Any = None
    current_session_state: Any = field(default_factory=ConnectionState)
    auto_reconnect_enabled: bool = True
    last_ping_pong_time: float | None = None
    pings: list[tuple[str, bool]] = field(default_factory=list)

    def connect(self) -> None:
        self.current_session = self

    def ping(self, payload: str) -> None:
        self.pings.append((payload, self.current_session_state.terminated))

    def connect_to_new_endpoint(self, force: bool = False) -> None:
        raise AssertionError(f"too early, {force}")

    def close(self) -> None:
        self.current_session = None


def test_messages_and_pongs_are_signs_of_life(
    health: tuple[Office, HealthServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, server = health
    now, line = [1000.0], Line()
    watched = WatchedSocket(line, Rhythm(look=60), lambda: now[0])
    watched.connect()
    monkeypatch.setattr(made.service, "_socket", watched)
    now[0] += 44
    assert watched.silent() == 44
    assert page(server)[0] == 200
    now[0] += 2
    assert page(server) == (503, page(server)[1] | {"fine": False, "silent": 46.0})
    line.on_message_listeners[0]("hello")
    assert watched.silent() == 0
    now[0] += 50
    line.last_ping_pong_time = now[0] - 1
    assert watched.silent() == 1
    assert page(server)[0] == 200
    watched.close()
    assert len(line.pings) == 1
    payload, reading_ended = line.pings[0]
    assert len(payload) > 2, "slack_sdk reads on where an answer is of two bytes"
    assert reading_ended


@pytest.mark.parametrize(
    ("late", "forgotten"), [(False, False), (True, True)], ids=["frozen right after hello", "half open after a while"]
)
def test_a_frozen_connection_is_replaced_and_what_was_said_meanwhile_is_answered(
    real_search: CatalogSearch, tmp_path: Path, late: bool, forgotten: bool
) -> None:
    with (
        SlackSimulator(ack_within=1.0, retry_after=(0.5, 1, 2, 4)) as sim,
        office(real_search, tmp_path, sim, mode="socket", rhythm=HURRIED) as made,
    ):
        first = sim.wait_for(lambda: sim.sockets.connections)[0]
        sim.wait_for(lambda: first.condition == "open" and (first.pings > 2 or not late))
        first.freeze(forgotten)
        made.ann.says(made.ann.direct(), "excel courses")
        sim.wait_for(lambda: len(sim.sockets.connections) > 1, timeout=15)
        assert "Excel" in made.answers(made.ann.direct(), 2)[1].text
        made.settled()
        assert len(sim.bot_messages(made.ann.direct())) == 2
        sim.wait_for(lambda: made.service.report()["silent"] < HURRIED.silence)


@pytest.mark.parametrize("how", ["refresh_requested", "warning", "cut"])
def test_a_connection_that_slack_ends_is_replaced(real_search: CatalogSearch, tmp_path: Path, how: str) -> None:
    with (
        SlackSimulator(ack_within=1.0, retry_after=(0.5, 1, 2, 4)) as sim,
        office(real_search, tmp_path, sim, mode="socket", rhythm=HURRIED) as made,
    ):
        first = sim.wait_for(lambda: sim.sockets.connections)[0]
        sim.wait_for(lambda: first.pings)
        first.cut() if how == "cut" else first.disconnect(how)
        sim.wait_for(lambda: len(sim.sockets.open) and sim.sockets.open[0] is not first, timeout=15)
        assert "Excel" in made.tells(made.ann, "excel courses", count=2).text


def test_a_quiet_day_needs_no_second_connection(real_search: CatalogSearch, tmp_path: Path) -> None:
    rhythm = replace(HURRIED, silence=3.0)
    with SlackSimulator() as sim, office(real_search, tmp_path, sim, mode="socket", rhythm=rhythm) as made:
        time.sleep(2 * rhythm.silence)
        sim.wait_for(lambda: made.service.report()["silent"] < rhythm.silence)
        assert len(sim.sockets.connections) == 1


def test_over_http_there_is_no_second_address_for_the_page(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="leave --health out"):
        serve_until_stopped(None, None, "127.0.0.1:0", socket_mode=False, health="127.0.0.1:0")  # type: ignore[arg-type]


def test_the_pace_slides_counts_a_thing_once_and_forgets() -> None:
    now = [0.0]
    pace = Pace(2, 60, lambda: now[0])
    assert [pace.admits("ann", thing) for thing in ("a", "a", "b", "c", "a")] == [True, True, True, False, True]
    assert pace.admits("bob", "a")
    now[0] = 59.0
    assert not pace.admits("ann", "d")
    now[0] = 60.5
    assert [pace.admits("ann", thing) for thing in ("d", "e", "f")] == [True, True, False]
    now[0] = 200.0
    pace.admits("eve", "x")
    assert set(pace._admitted) == {"eve"}
