"""Many people at once, and what Bolt is known to do under that."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_sdk import WebClient

from tests.slack_simulator import Channel, Person, SlackSimulator, Workspace
from tests.slack_simulator.bolt_side import bolt_app, listening


def test_calls_at_once_do_not_get_into_each_others_way(sim: SlackSimulator, client: WebClient, general: Channel):
    with ThreadPoolExecutor(16) as pool:
        told = list(pool.map(lambda number: client.chat_postMessage(channel=general.id, text=str(number)), range(120)))
    stamps = [one.ts for one in sim.messages(general)]
    assert len(set(stamps)) == 120
    assert stamps == sorted(stamps)
    by_stamp = {one["ts"]: one["message"]["text"] for one in told}
    assert [by_stamp[one.ts] for one in sim.messages(general)] == [one.text for one in sim.messages(general)]


def test_every_message_of_many_people_is_answered_in_its_thread(sim: SlackSimulator, team: Workspace):
    app = bolt_app(sim, team)

    @app.event("message")
    def answer(event: dict[str, Any], say: Callable[..., Any]) -> None:
        say(event["text"][::-1], thread_ts=event["ts"])

    people = [sim.person(team, f"p{number}") for number in range(20)]
    with listening(sim, app):
        said = {person: person.says(person.direct(), f"hello {person.id}") for person in people}
        sim.wait_for(lambda: all(len(sim.thread(one.direct(), said[one].ts)) >= 2 for one in people), timeout=15)
        sim.wait_for(lambda: all(one.done for one in sim.deliveries), timeout=15)
    assert [sim.bot_messages(one.direct())[0].text for one in people] == [said[one].text[::-1] for one in people]
    heard = {one.payload["event_id"] for one in sim.deliveries if one.acknowledged}
    assert heard == {one.payload["event_id"] for one in sim.deliveries}


def test_bolt_runs_a_handler_once_for_each_delivery(sim: SlackSimulator, team: Workspace, ann: Person):
    app, heard = bolt_app(sim, team), []
    app.event("message")(heard.append)

    @app.event("app_mention")
    def note(body: dict[str, Any]) -> None:
        heard.append(body["event_id"])

    general = sim.channel(team, "general", ann)
    sim.app.events = frozenset({"app_mention"})
    sim.faults.add("redeliver", "event", extra=3)
    with listening(sim, app):
        ann.mentions(general, "find python")
        sim.wait_for(lambda: len(heard) == 4)
    assert len(set(heard)) == 1


def test_commands_that_keep_bolts_threads_busy_leave_others_unacknowledged():
    with SlackSimulator(ack_within=1.5) as sim:
        team = sim.workspace()
        ann = sim.person(team, "ann")
        app, free = bolt_app(sim, team), threading.Event()

        @app.command("/advise")
        def advise(ack: Callable[..., Any]) -> None:
            ack()
            free.wait(8)

        with listening(sim, app):
            ran = [ann.runs("/advise") for _ in range(8)]
            sim.wait_for(lambda: all(one.done for one in ran))
            free.set()
            time.sleep(0.1)
        assert sum(one.acknowledged for one in ran) == 5
        assert {one.error for one in ran} == {None, "operation_timeout"}
