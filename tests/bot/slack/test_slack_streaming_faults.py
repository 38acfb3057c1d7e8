"""Whatever Slack does while an answer is streamed, the whole of it arrives once, and nothing of it stands beside it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.advisor.advisor import Advisor
from bot.advisor.engine import Tell
from bot.advisor.llm_engine import LlmEngine
from bot.advisor.messages import Answer, Question
from people.workspaces import WorkspaceSettings
from retrieval.ports import CatalogSearch
from tests.bot.llm.model_server import Reply, Request, Says, model_server, tool_results
from tests.bot.slack.faults import schedule
from tests.bot.slack.office import QUICK, Office, office
from tests.bot.slack.spoken import LOOK_UP, SENTENCES, UNHURRIED, WHOLE, Spoken, held, is_whole, shown, spoken
from tests.slack_simulator import SlackSimulator, posting

FIRST, SECOND, _ = SENTENCES
START, APPEND, STOP, POST, UPDATE = (
    "chat.startStream",
    "chat.appendStream",
    "chat.stopStream",
    "chat.postMessage",
    "chat.update",
)
METHODS = {
    "channel": (START, APPEND, STOP, UPDATE),
    "agent": (START, APPEND, STOP, UPDATE),
    "desk": (POST, UPDATE),
}
KINDS = ("rate_limited", "server_error", "drop_before", "drop_after", "stream_expires")
UNSEEN = ("channel", START, "drop_after")
"""What opened a message for which nobody can look, as the app does not read the history of channels."""


@pytest.fixture(autouse=True)
def _no_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Changes come as fast as sentences do."""
    for name in ("OPENED", "APPENDED", "UPDATED"):
        monkeypatch.setattr(f"bot.slack.streaming.{name}", 10_000)
    monkeypatch.setattr("bot.slack.streaming.PAUSE", 0.1)


@pytest.fixture(params=METHODS)
def on(request: pytest.FixtureRequest, real_search: CatalogSearch, tmp_path: Path) -> Iterator[Spoken]:
    with spoken(real_search, tmp_path, request.param, limits=replace(QUICK, per_person=10_000)) as made:
        yield made


def spoken_through(on: Spoken, *, growing: bool) -> None:
    """One question and its answer; while it is `growing` each sentence waits for Slack to be called for the one before."""
    reply, before = held(), len(on.told())
    calls = [(method, len(on.here.sim.calls(method))) for method in (APPEND, UPDATE)]
    on.ask(reply)
    if growing:
        on.here.sim.wait_for(lambda: on.told()[before:], 20)
        reply.go_on.release()
        on.here.sim.wait_for(lambda: any(len(on.here.sim.calls(method)) > count for method, count in calls), 20)
    reply.go_on.release(2)
    on.here.settled()


@pytest.mark.parametrize("kind", KINDS)
def test_a_call_that_fails_is_passed_over_and_the_answer_arrives_once(on: Spoken, kind: str) -> None:
    place = "channel" if on.channel.kind != "im" else "agent" if on.here.sim.app.agent else "desk"
    for method in METHODS[place]:
        before = len(on.told())
        on.here.sim.faults.add(kind, method, times=1 if kind == "rate_limited" else 2)
        spoken_through(on, growing=method in (APPEND, UPDATE))
        on.here.sim.faults.clear()
        told, seen = on.told()[before:], (place, method, kind) != UNSEEN
        assert list(map(is_whole, told)) == ([True] if seen else [False, True]), method
        assert seen or (shown(told[0]), told[0].stream) == (FIRST, "open")


def test_where_the_history_of_a_channel_may_be_read_what_was_opened_is_found(
    real_search: CatalogSearch, tmp_path: Path
) -> None:
    with spoken(real_search, tmp_path) as on:
        on.here.sim.installation(on.here.team).token.scopes.add("channels:history")
        on.here.sim.faults.add("drop_after", START)
        spoken_through(on, growing=False)
        assert list(map(is_whole, on.told())) == [True]


def test_a_stream_that_was_ended_by_somebody_else_is_completed(on: Spoken) -> None:
    reply = held()
    on.ask(reply)
    first = on.shows(FIRST)
    on.here.sim.clock.advance(61)
    reply.go_on.release(2)
    on.here.settled()
    (answer,) = on.told()
    assert answer is first
    assert is_whole(answer, WHOLE)


def test_where_what_was_opened_is_deleted_the_answer_is_a_message_of_its_own(on: Spoken) -> None:
    reply = held()
    said = on.ask(reply)
    first = on.shows(FIRST)
    posting.remove(on.here.sim.state, on.channel, first)
    on.here.sim.faults.add("drop_after", POST)
    reply.go_on.release(2)
    on.here.settled()
    told = on.told()
    assert {is_whole(one, WHOLE) for one in told} == {True}
    assert len(told) == (1 if on.channel.kind == "im" else 2), "a post is looked for where the app may look"
    assert {one.thread_ts for one in told} == {first.thread_ts if on.channel.kind == "im" else said.ts}


def test_who_is_forgotten_meanwhile_gets_the_answer_in_its_place(on: Spoken) -> None:
    reply = held()
    on.ask(reply)
    first = on.shows(FIRST)
    on.here.people.forget_person(on.here.key(on.here.ann))
    reply.go_on.release(2)
    on.here.sim.wait_for(lambda: is_whole(first, WHOLE), 20)
    on.here.settled()
    assert on.told() == [first]


class Broken(Advisor):
    """Tells a sentence and fails once it may."""

    go_on = threading.Event()

    def answer(self, question: Question, tell: Tell = lambda _: None) -> Answer:
        if "python" not in question.text:
            return super().answer(question, tell)
        tell(FIRST)
        self.go_on.wait(20)
        raise RuntimeError("out of order")


@pytest.mark.parametrize("kind", METHODS)
def test_an_apology_takes_the_place_of_what_was_shown(real_search: CatalogSearch, tmp_path: Path, kind: str) -> None:
    with spoken(real_search, tmp_path, kind, advisor=Broken) as on:
        Broken.go_on.clear()
        on.ask()
        apology = on.shows(FIRST)
        Broken.go_on.set()
        on.shows("reference")
        on.here.settled()
        assert on.told() == [apology]
        assert FIRST not in shown(apology)
        assert [on.calls(method) for method in (START, UPDATE)] == [kind != "desk", 1]


def test_a_stream_does_not_overtake_an_answer_that_is_owed(real_search: CatalogSearch, tmp_path: Path) -> None:
    with spoken(real_search, tmp_path, "desk") as on:
        on.here.sim.faults.add("rate_limited", POST, seconds=3)
        on.here.ann.says(on.channel, "what do you know about me?")
        on.here.sim.wait_for(lambda: on.here.service.report()["to_send"], 20)
        on.ask()
        on.here.settled()
        earlier, answer = on.told()
        assert "know" in earlier.text
        assert is_whole(answer, WHOLE)
        assert on.calls(UPDATE) == 0


def looks_up_and_speaks(request: Request) -> Reply:
    return Says(WHOLE) if tool_results(request) else LOOK_UP


@pytest.fixture(scope="module")
def stormy(real_search: CatalogSearch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with SlackSimulator() as sim, model_server() as server:
        server.script = looks_up_and_speaks
        made: Any = partial(Advisor, engine=LlmEngine("m", "key", server.url, UNHURRIED))
        with office(real_search, tmp_path_factory.mktemp("streams"), sim, advisor=made) as here:
            here.people.keep_workspace_settings(here.team.id, WorkspaceSettings(model_allowed=True))
            yield here


def test_streamed_answers_are_neither_lost_nor_doubled_whatever_fails(stormy: Office) -> None:
    outcomes = [schedule(stormy, seed, people=1) for seed in range(8)]
    assert [one for one in outcomes if not one.good] == []
    assert sum(one.struck for one in outcomes) > 10
