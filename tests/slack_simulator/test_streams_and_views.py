"""Messages that grow, and views that open, change and close."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.models.messages.chunk import TaskUpdateChunk

from tests.slack_simulator import Channel, Person, SlackSimulator, Workspace
from tests.slack_simulator.block_cases import actions, button, home, input_, modal, plain, section, table
from tests.slack_simulator.test_web_api import refused


def test_the_stream_helper_of_the_sdk(sim: SlackSimulator, client: WebClient, ann: Person):
    im = ann.direct()
    said = ann.says(im, "find python")
    stream = client.chat_stream(channel=im.id, thread_ts=said.ts, buffer_size=4)
    stream.append(markdown_text="Two ")
    message = sim.bot_messages(im)[0]
    assert (message.text, message.stream) == ("Two ", "open")
    task = {"id": "t1", "title": "Look"}
    stream.append(chunks=[TaskUpdateChunk(status="in_progress", **task)])
    stream.append(chunks=[TaskUpdateChunk(status="complete", **task)])
    stream.append(markdown_text="courses.")
    ended = stream.stop(blocks=[actions(button())], metadata={"event_type": "answer", "event_payload": {"key": "k"}})
    assert (message.text, message.stream) == ("Two courses.", "done")
    assert [one["type"] for one in ended["message"]["blocks"]] == ["task_card", "markdown", "actions"]
    assert message.blocks[0]["status"] == "complete"
    assert message.metadata["event_payload"] == {"key": "k"}
    assert sim.violations == []


def test_what_a_stream_holds_so_far_is_in_the_history(client: WebClient, ann: Person):
    im = ann.direct()
    said = ann.says(im, "find python")
    pieces = [{"type": "blocks", "blocks": [{"type": "divider", "block_id": name}]} for name in ("first", "second")]
    ts = client.chat_startStream(channel=im.id, thread_ts=said.ts, chunks=pieces[:1])["ts"]
    client.api_call("chat.appendStream", json={"channel": im.id, "ts": ts, "chunks": pieces[1:]})
    _, stream = client.conversations_replies(channel=im.id, ts=said.ts)["messages"]
    assert [block["block_id"] for block in stream["blocks"]] == ["first", "second"]


def test_a_stream_expires_when_nothing_is_appended(sim: SlackSimulator, client: WebClient, ann: Person):
    im = ann.direct()
    said = ann.says(im, "find python")
    stream = client.chat_stream(channel=im.id, thread_ts=said.ts, buffer_size=1)
    stream.append(markdown_text="Two ")
    busy = refused(client.chat_update, channel=im.id, ts=stream.ts, text="a")
    assert busy["error"] == "streaming_state_conflict"
    sim.clock.advance(61)
    assert refused(stream.append, markdown_text="courses")["error"] == "message_not_in_streaming_state"
    client.chat_update(channel=im.id, ts=stream.ts, text="Two courses")
    assert sim.bot_messages(im)[0].text == "Two courses"


def test_a_stream_in_a_channel_needs_somebody_to_read_it(
    sim: SlackSimulator, team: Workspace, client: WebClient, ann: Person, general: Channel
):
    said = ann.mentions(general, "find python")
    start: dict[str, Any] = {"channel": general.id, "thread_ts": said.ts, "markdown_text": "a"}
    assert refused(client.chat_startStream, **start)["error"] == "missing_recipient_user_id"
    start["recipient_user_id"] = ann.id
    assert refused(client.chat_startStream, **start)["error"] == "missing_recipient_team_id"
    assert client.chat_startStream(**start, recipient_team_id=team.id)["ok"]
    assert [one.error for one in sim.violations] == ["missing_recipient_user_id", "missing_recipient_team_id"]


def test_what_does_not_fit_into_a_stream(client: WebClient, ann: Person):
    im = ann.direct()
    ts = client.chat_startStream(channel=im.id, thread_ts=ann.says(im, "a").ts, markdown_text="x" * 12_000)["ts"]
    place = {"channel": im.id, "ts": ts}
    assert refused(client.chat_appendStream, **place, markdown_text="x")["error"] == "msg_blocks_too_long"
    odd = refused(client.api_call, "chat.appendStream", json={**place, "chunks": [{"type": "task_update", "id": "t"}]})
    assert odd["errors"] == ["chunks[0].title: is missing", "chunks[0].status: is missing"]
    two = refused(client.chat_stopStream, **place, blocks=[table(), table()])
    assert two["errors"] == ["blocks: more than 1 table"]
    assert client.chat_stopStream(**place)["ok"]
    assert refused(client.chat_stopStream, **place)["error"] == "message_not_in_streaming_state"
    hers = ann.says(im, "mine").ts
    assert refused(client.chat_stopStream, channel=im.id, ts=hers)["error"] == "message_not_owned_by_app"


def trigger(sim: SlackSimulator, ann: Person) -> str:
    return str(ann.runs("/advise").payload["trigger_id"])


def test_a_trigger_works_once_and_for_three_seconds(sim: SlackSimulator, client: WebClient, ann: Person):
    first, late = trigger(sim, ann), trigger(sim, ann)
    assert client.views_open(trigger_id=first, view=modal())["view"]["type"] == "modal"
    assert refused(client.views_open, trigger_id=first, view=modal())["error"] == "exchanged_trigger_id"
    assert refused(client.views_open, trigger_id="1.2.x", view=modal())["error"] == "invalid_trigger_id"
    sim.clock.advance(3.1)
    assert refused(client.views_open, trigger_id=late, view=modal())["error"] == "expired_trigger_id"
    none = refused(client.api_call, "views.open", json={"view": modal()})
    assert none["response_metadata"]["messages"] == [
        "[ERROR] missing required field: trigger_id or interactivity_pointer"
    ]


def test_an_invalid_view_leaves_the_trigger_unused(sim: SlackSimulator, client: WebClient, ann: Person):
    name = trigger(sim, ann)
    wrong = refused(client.views_open, trigger_id=name, view=modal(title=plain("x" * 25)))
    assert wrong["response_metadata"]["messages"] == ["[ERROR] longer than 24 [json-pointer:/view/title/text]"]
    assert refused(client.views_open, trigger_id=name, view=home())["error"] == "invalid_arguments"
    assert client.views_open(trigger_id=name, view=modal())["ok"]


def test_three_views_lie_on_each_other_and_no_fourth(sim: SlackSimulator, client: WebClient, ann: Person):
    first = client.views_open(trigger_id=trigger(sim, ann), view=modal(actions(button())))["view"]

    def within() -> str:
        return str(ann.clicks(first, "go").payload["trigger_id"])

    outside = refused(client.views_push, trigger_id=trigger(sim, ann), view=modal())
    assert outside["error"] == "not_found"
    second = client.views_push(trigger_id=within(), view=modal())["view"]
    client.views_push(trigger_id=within(), view=modal())
    assert (second["root_view_id"], second["previous_view_id"]) == (first["id"], first["id"])
    assert refused(client.views_push, trigger_id=within(), view=modal())["error"] == "push_limit_reached"


def test_an_update_keeps_what_was_filled_in(sim: SlackSimulator, client: WebClient, ann: Person):
    field = input_({"type": "plain_text_input", "action_id": "goal"}, block_id="goal", dispatch_action=True)
    form = modal(field, submit=plain(), external_id="wishes")
    view = client.views_open(trigger_id=trigger(sim, ann), view=form)["view"]
    ann.selects(view, "goal", "analyst")
    client.views_update(external_id="wishes", view=modal(section(), field, submit=plain(), external_id="wishes"))
    assert sim.view(ann)["state"]["values"]["goal"]["goal"]["value"] == "analyst"
    stale = refused(client.views_update, view_id=view["id"], hash=view["hash"], view=modal())
    assert stale["error"] == "hash_conflict"
    assert refused(client.views_update, view_id="V0", view=modal())["error"] == "not_found"


def test_two_views_do_not_share_an_external_id(sim: SlackSimulator, team: Workspace, client: WebClient, ann: Person):
    bob = sim.person(team, "bob")
    client.views_open(trigger_id=trigger(sim, ann), view=modal(external_id="one"))
    again = refused(client.views_open, trigger_id=trigger(sim, bob), view=modal(external_id="one"))
    assert again["error"] == "duplicate_external_id"


def test_a_home_tab_is_replaced_and_guarded_by_its_hash(sim: SlackSimulator, client: WebClient, ann: Person):
    first = client.views_publish(user_id=ann.id, view=home())["view"]
    second = client.views_publish(user_id=ann.id, view=home(section()), hash=first["hash"])["view"]
    assert second["id"] == first["id"]
    assert refused(client.views_publish, user_id=ann.id, view=home(), hash=first["hash"])["error"] == "hash_conflict"
    large = home(*[section(text=plain("x" * 3000)) for _ in range(90)])
    assert refused(client.views_publish, user_id=ann.id, view=large)["error"] == "view_too_large"
    sim.app.home_tab = False
    assert refused(client.views_publish, user_id=ann.id, view=home())["error"] == "not_enabled"


@pytest.mark.parametrize("told", [True, False])
def test_a_closed_view_is_told_of_where_that_was_asked_for(
    sim: SlackSimulator, client: WebClient, ann: Person, told: bool
):
    view = client.views_open(trigger_id=trigger(sim, ann), view=modal(notify_on_close=told))["view"]
    delivery = ann.closes(view)
    assert (delivery is not None) is told
    assert sim.view(ann) is None
