"""Socket Mode with Bolt's handler and the SDK's own client."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_bolt import App as BoltApp
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack_simulator import Channel, Person, SlackSimulator, Workspace
from tests.slack_simulator.block_cases import actions, button, modal
from tests.slack_simulator.bolt_side import bolt_app


@pytest.fixture
def app(sim: SlackSimulator, team: Workspace) -> BoltApp:
    made = bolt_app(sim, team)

    @made.event("message")
    def answer(event: dict[str, Any], say: Callable[..., Any]) -> None:
        say(f"You said {event['text']}")

    @made.command("/advise")
    def advise(ack: Callable[..., Any], client: WebClient, command: dict[str, Any]) -> None:
        ack("Looking")
        client.views_open(trigger_id=command["trigger_id"], view=modal(callback_id="m"))

    made.action("go")(lambda ack: ack())
    made.view("m")(lambda ack: ack(response_action="clear"))
    return made


def connected(sim: SlackSimulator, app: BoltApp, count: int = 1) -> SocketModeHandler:
    client = WebClient(sim.app.app_token, base_url=sim.base_url)
    handler = SocketModeHandler(app, sim.app.app_token, web_client=client, ping_interval=0.2)
    handler.connect()
    sim.wait_for(lambda: len(sim.sockets.open) == count)
    return handler


def closed(handler: SocketModeHandler) -> None:
    """Close it; slack_sdk 3.47 trips over a session that its own monitor has just closed."""
    with contextlib.suppress(AttributeError):
        handler.close()


@pytest.fixture
def handler(sim: SlackSimulator, app: BoltApp) -> Iterator[SocketModeHandler]:
    made = connected(sim, app)
    yield made
    closed(made)


def answered(sim: SlackSimulator, ann: Person, text: str) -> None:
    ann.says(ann.direct(), text)
    sim.wait_for(lambda: f"You said {text}" in [one.text for one in sim.bot_messages(ann.direct())], timeout=8)


def test_everything_comes_over_the_socket(
    sim: SlackSimulator, handler: SocketModeHandler, ann: Person, general: Channel
):
    answered(sim, ann, "hello")
    done = sim.done(ann.runs("/advise", "", general))
    assert (done.by, done.acknowledged, done.body) == ("socket", True, {"text": "Looking"})
    assert [one.text for one in sim.ephemerals(general, ann)] == ["Looking"]
    sim.done(ann.submits(sim.wait_for(lambda: sim.view(ann))))
    assert sim.view(ann) is None
    WebClient(sim.token(sim.world.workspaces[general.team]), base_url=sim.base_url).chat_postMessage(
        channel=general.id, text="Choose", blocks=[actions(button())]
    )
    assert sim.done(ann.clicks(sim.bot_messages(general)[-1], "go")).acknowledged
    assert sim.violations == []


def test_both_sides_ping(sim: SlackSimulator, handler: SocketModeHandler):
    [connection] = sim.sockets.connections
    sim.wait_for(lambda: connection.pings >= 2)
    connection.ping()
    sim.wait_for(lambda: connection.pongs == 1)


def test_a_new_connection_is_made_after_a_disconnect(sim: SlackSimulator, handler: SocketModeHandler, ann: Person):
    sim.sockets.connections[0].disconnect("refresh_requested")
    sim.wait_for(lambda: any(one.condition == "open" for one in sim.sockets.connections[1:]))
    answered(sim, ann, "still there?")
    assert sim.sockets.connections[0].condition == "closed"


def test_a_warning_comes_before_the_end(sim: SlackSimulator, handler: SocketModeHandler, ann: Person):
    sim.sockets.connections[0].disconnect("warning", close=False)
    sim.wait_for(lambda: len(sim.calls("apps.connections.open")) == 2)
    answered(sim, ann, "still there?")


def test_a_new_connection_is_made_after_a_cut(sim: SlackSimulator, handler: SocketModeHandler, ann: Person):
    sim.sockets.connections[0].cut()
    sim.wait_for(lambda: any(one.condition == "open" for one in sim.sockets.connections[1:]), timeout=8)
    answered(sim, ann, "still there?")


@pytest.mark.parametrize("forgotten", [False, True], ids=["frozen", "half-open"])
def test_a_connection_without_pongs_is_left(
    sim: SlackSimulator, handler: SocketModeHandler, ann: Person, forgotten: bool
):
    [connection] = sim.sockets.connections
    sim.wait_for(lambda: connection.pings >= 2)  # slack_sdk watches for pongs only once it has had one
    connection.freeze(forgotten)
    sim.wait_for(lambda: any(one.condition == "open" for one in sim.sockets.connections[1:]), timeout=8)
    answered(sim, ann, "still there?")


def test_what_a_frozen_connection_swallows_is_sent_again(sim: SlackSimulator, app: BoltApp, ann: Person):
    one, other = connected(sim, app, 1), connected(sim, app, 2)
    try:
        sim.sockets.connections[0].freeze()
        for text in ("a", "b"):
            answered(sim, ann, text)
        again = sim.wait_for(lambda: [one for one in sim.deliveries if one.retry and one.acknowledged], timeout=8)
        first = next(one for one in sim.deliveries if one.payload is again[0].payload)
        assert first.error == "operation_timeout"
    finally:
        closed(one)
        closed(other)


def counting(sim: SlackSimulator, team: Workspace, heard: list[int], number: int) -> BoltApp:
    """An app that notes its number at each command."""
    app = bolt_app(sim, team)

    @app.command("/advise")
    def note(ack: Callable[..., Any]) -> None:
        ack()
        heard.append(number)

    return app


def test_several_connections_take_turns(sim: SlackSimulator, team: Workspace, ann: Person):
    heard: list[int] = []
    handlers = [connected(sim, counting(sim, team, heard, number), number + 1) for number in range(2)]
    for _ in range(4):
        sim.done(ann.runs("/advise"))
    sim.wait_for(lambda: len(heard) == 4)
    assert sorted(heard) == [0, 0, 1, 1]
    for handler in handlers:
        closed(handler)


def test_a_ticket_opens_one_connection(sim: SlackSimulator):
    url = sim.sockets.new_url()
    assert sim.sockets.redeem(url.rpartition("=")[2])
    assert not sim.sockets.redeem(url.rpartition("=")[2])


def test_a_bot_token_opens_no_socket(sim: SlackSimulator, client: WebClient):
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        client.api_call("apps.connections.open")
