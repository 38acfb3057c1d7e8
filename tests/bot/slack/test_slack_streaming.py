"""What a language model says appears while it is spoken, and ends as the answer that it would have been at once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from retrieval.ports import CatalogSearch
from tests.bot.llm.calling import calling
from tests.bot.llm.model_server import Fails, Reply, Request, Says, tool_results
from tests.bot.slack.confidential import EMPLOYER, HOUSE, INTERNAL, OF_HOUSE, told
from tests.bot.slack.spoken import LOOK_UP, PIECES, SENTENCES, WHOLE, held, is_whole, key_of, shown, spoken
from tests.slack_simulator.world import Message

FIRST, SECOND, THIRD = SENTENCES
PLACES = ("channel", "agent", "desk")
BUDGET = "say:budget"
COLOURS = ("red", "orange", "yellow", "green", "blue", "violet", "brown", "pink", "white", "black", "silver", "grey")
STREAMED = ("chat.startStream", "chat.appendStream", "chat.stopStream")


def without_names(message: Message) -> list[dict[str, Any]]:
    """The blocks without the names that Slack makes up."""
    return [{name: value for name, value in block.items() if name != "block_id"} for block in message.blocks]


@pytest.mark.parametrize("mode", ["http", "socket"])
@pytest.mark.parametrize("kind", PLACES)
def test_sentences_appear_one_after_another_and_then_the_blocks(
    real_search: CatalogSearch, tmp_path: Path, kind: str, mode: str
) -> None:
    with spoken(real_search, tmp_path, kind, mode=mode) as on:
        reply = held()
        said = on.ask(reply)
        first = on.shows(FIRST)
        assert SECOND not in shown(first)
        assert key_of(first) is None
        assert first.thread_ts == (None if kind == "desk" else said.ts)
        reply.go_on.release()
        assert on.shows(SECOND).ts == first.ts
        assert THIRD not in shown(first)
        reply.go_on.release()
        on.shows(THIRD)
        on.here.settled()
        (answer,) = on.told()
        assert answer.ts == first.ts
        assert is_whole(answer, WHOLE)
        assert key_of(answer) == f"message:{on.here.team.id}:{on.channel.id}:{said.ts}/1"
        assert answer.stream == (None if kind == "desk" else "done")
        assert answer.text.startswith(WHOLE)


@pytest.mark.parametrize("kind", PLACES)
def test_to_whom_a_stream_is_told(real_search: CatalogSearch, tmp_path: Path, kind: str) -> None:
    with spoken(real_search, tmp_path, kind) as on:
        said = on.ask()
        on.here.settled()
        calls = on.here.sim.calls("chat.startStream")
        assert len(calls) == (kind != "desk")
        for call in calls:
            reader = {"recipient_user_id": on.here.ann.id, "recipient_team_id": on.here.team.id}
            expected = {"channel": on.channel.id, "thread_ts": said.ts} | (reader if kind == "channel" else {})
            assert {name: value for name, value in call.args.items() if name != "chunks"} == expected


@pytest.mark.parametrize("kind", PLACES)
def test_in_the_end_it_is_what_would_have_been_said_at_once(
    real_search: CatalogSearch, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = []
    for number, most in enumerate((20, 0)):
        monkeypatch.setattr("bot.slack.streaming.OPENED", most)
        with spoken(real_search, tmp_path / str(number), kind) as on:
            on.ask()
            on.here.settled()
            (answer,) = on.told()
            ended.append((answer.text, without_names(answer), answer.metadata is not None))
            assert bool(sum(map(on.calls, ("chat.startStream", "chat.update")))) is bool(most)
    assert ended[0] == ended[1]


@pytest.mark.parametrize("kind", PLACES)
def test_where_the_model_fails_midway_nothing_of_it_remains(
    real_search: CatalogSearch, tmp_path: Path, kind: str
) -> None:
    with spoken(real_search, tmp_path, kind) as on:
        reply = held(*PIECES[:2], stop=None)
        on.ask(reply, Fails(500))
        first = on.shows(FIRST)
        reply.go_on.release()
        on.here.settled()
        (answer,) = on.told()
        assert answer.ts == first.ts
        assert key_of(answer) is not None
        assert len(answer.blocks) > 2
        for sentence in SENTENCES:
            assert sentence not in json.dumps(answer.as_json())


@pytest.mark.parametrize("kind", PLACES)
def test_what_the_rules_say_is_one_finished_message(real_search: CatalogSearch, tmp_path: Path, kind: str) -> None:
    with spoken(real_search, tmp_path, kind) as on:
        on.ask(Fails(500))
        on.here.settled()
        on.ask(text="what do you know about me?")
        on.here.settled()
        assert len(on.told()) == 2
        assert [on.calls(method) for method in (*STREAMED, "chat.update")] == [0, 0, 0, 0]


def test_beyond_what_slack_takes_in_a_minute_answers_come_finished(
    real_search: CatalogSearch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.streaming.OPENED", 2)
    with spoken(real_search, tmp_path) as on:
        for _ in range(4):
            on.ask()
            on.here.settled()
        assert all(map(is_whole, on.told()))
        assert [on.calls(method) for method in ("chat.startStream", "chat.postMessage")] == [2, 2]


def test_what_one_person_sees_alone_comes_finished(real_search: CatalogSearch, tmp_path: Path) -> None:
    with spoken(real_search, tmp_path) as on:
        on.server.play(LOOK_UP, Says(WHOLE))
        on.here.ann.runs("/advise", "python courses", on.channel)
        on.here.settled()
        on.here.ann.opens_home()
        on.here.settled()
        assert FIRST in on.here.alone(on.channel, on.here.ann)[-1].text
        assert on.calls("chat.startStream") == on.calls("chat.postMessage") == 0


def test_what_takes_the_place_of_a_message_comes_finished(real_search: CatalogSearch, tmp_path: Path) -> None:
    with spoken(real_search, tmp_path) as on:
        on.server.play(calling("plan_path", role="data analyst"), Says("This path fits. It starts at once."))
        on.here.ann.mentions(on.channel, "path to data analyst")
        on.here.settled()
        (path,) = on.told()
        budget = next(
            one for block in path.blocks for one in block.get("elements", ()) if one.get("action_id") == BUDGET
        )
        on.server.play(calling("change_path", drop=[1]), Says("Here it is. It changes a few steps."))
        on.here.ann.selects(path, BUDGET, budget["options"][0]["value"])
        on.here.settled()
        assert "Here it is." in shown(path)
        assert [on.calls(method) for method in ("chat.startStream", "chat.postMessage")] == [1, 0]


def test_a_newcomer_hears_first_what_is_kept(real_search: CatalogSearch, tmp_path: Path) -> None:
    with spoken(real_search, tmp_path) as on:
        on.server.play(LOOK_UP, Says(WHOLE))
        desk = on.here.ann.direct()
        on.here.ann.says(desk, "python courses")
        welcome, answer = on.here.answers(desk, 2)
        assert "forget me" in welcome.text
        assert is_whole(answer)


def test_an_answer_that_does_not_fit_is_shown_as_far_as_the_finished_one(
    real_search: CatalogSearch, tmp_path: Path
) -> None:
    long = " ".join(f"Here is a {colour} thought, which goes on for as long as it takes." for colour in COLOURS)
    with spoken(real_search, tmp_path) as on:
        on.ask(Says(long))
        on.here.settled()
        (answer,) = on.told()
        assert "Read all of it" in json.dumps(answer.blocks)
        streamed = [call for method in STREAMED for call in on.here.sim.calls(method)]
        assert "red" in json.dumps([call.args for call in streamed])
        assert "grey" not in json.dumps([call.args for call in streamed])


@pytest.mark.parametrize("kind", PLACES)
def test_an_internal_course_is_named_only_where_its_people_read_alone(
    real_search: CatalogSearch, tmp_path: Path, kind: str
) -> None:
    """The model names all that its look-up gave it."""
    title = next(item.title for item in INTERNAL if HOUSE.may_see(item.audience))
    with spoken(real_search, tmp_path, kind, employer=EMPLOYER) as on:
        reply = held()

        def script(request: Request) -> Reply:
            found = [record["title"] for result in tool_results(request) for record in result["records"]]
            named = " ".join(f"Look at “{one}”." for one in found)
            return (
                replace(reply, pieces=(f"{named} Take", *PIECES[1:]))
                if found
                else calling("search_courses", text=title)
            )

        on.server.script = script
        asks = on.here.ann.says if on.channel.kind == "im" else on.here.ann.mentions
        asks(on.channel, "python courses")
        first = on.shows("Look at" if kind == "channel" else title)
        assert key_of(first) is None
        reply.go_on.release(2)
        on.here.settled()
        given_away = [one for one in told(on.here.sim) if one.gives_away(OF_HOUSE)]
        assert bool(given_away) is (kind != "channel")
        assert {one.reader for one in given_away} <= {on.channel.id}
