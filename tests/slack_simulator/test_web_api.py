"""The Web API as slack_sdk sees it: what it gives and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack_simulator import App, Channel, Person, SlackSimulator, Workspace
from tests.slack_simulator.block_cases import section
from tests.slack_simulator.methods import HANDLERS
from tests.slack_simulator.tables import EVERYWHERE, METHODS


def refused(call: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as caught:
        call(*args, **kwargs)
    return caught.value.response.data


def test_every_method_of_the_table_is_answered():
    assert METHODS.keys() - {"oauth.v2.access"} == HANDLERS.keys()


def test_the_table_agrees_with_the_documented_methods(shared: Path):
    documented = json.loads((shared / "slack" / "web_api_methods.json").read_text(encoding="utf-8"))
    assert documented.keys() <= METHODS.keys()
    for name, method in documented.items():
        rules, told = METHODS[name], method["args"]
        required = set(told.get("required") or []) - {"token"}
        if name == "chat.appendStream":  # slack_sdk sends chunks alone, and Slack takes them
            required -= {"markdown_text"}
        if name == "assistant.threads.setStatus":  # an empty status clears it, and an empty argument counts as none
            required -= {"status"}
        assert (rules.required, rules.known) == (required, told["properties"].keys() | EVERYWHERE), name
        assert rules.tier == method["rate_limits"], name
        if name != "apps.connections.open":  # an app-level token's scope is not in that collection
            assert list(rules.scopes) == sorted((method.get("scope") or {}).get("bot", [])), name


def test_a_form_and_a_json_body_say_the_same(sim: SlackSimulator, client: WebClient, general: Channel):
    blocks = [section(block_id="x")]
    client.api_call("chat.postMessage", json={"channel": general.id, "text": "a", "blocks": blocks, "mrkdwn": False})
    form = {"channel": general.id, "text": "a", "blocks": json.dumps(blocks), "mrkdwn": False}
    client.api_call("chat.postMessage", params=form)
    client.api_call("chat.postMessage", data=form)
    assert [one.blocks for one in sim.messages(general)] == [blocks] * 3


@pytest.mark.parametrize(
    ("method", "args", "error", "detail"),
    [
        ("chat.shout", {}, "unknown_method", None),
        ("chat.postMessage", {"text": "a"}, "invalid_arguments", "missing required field: channel"),
        (
            "chat.appendStream",
            {"channel": "C1", "ts": "1"},
            "invalid_arguments",
            "missing required field: markdown_text or chunks",
        ),
        (
            "chat.postMessage",
            {"channel": "C1", "colour": "red"},
            "invalid_arguments",
            "unknown argument [json-pointer:/colour]",
        ),
    ],
)
def test_wrong_calls_are_refused_and_noticed(
    sim: SlackSimulator, client: WebClient, method: str, args: dict[str, str], error: str, detail: str | None
):
    answer = refused(client.api_call, method, json=args)
    assert answer["error"] == error
    assert detail is None or f"[ERROR] {detail}" in answer["response_metadata"]["messages"]
    assert [(one.method, one.error) for one in sim.violations] == [(method, error)]


def test_a_body_that_is_no_json_is_refused(sim: SlackSimulator):
    request = Request(f"{sim.base_url}auth.test", b"{", {"Content-Type": "application/json"})
    assert json.load(urlopen(request)) == {"ok": False, "error": "invalid_json"}


def test_tokens_are_looked_at(sim: SlackSimulator, team: Workspace):
    def error(token: str | None) -> str:
        return refused(WebClient(token, base_url=sim.base_url).auth_test)["error"]

    assert error("xoxb-nobody") == "invalid_auth"
    assert error(None) == "not_authed"
    assert error(sim.app.app_token) == "not_allowed_token_type"
    WebClient(sim.token(team), base_url=sim.base_url).auth_revoke()
    assert error(sim.token(team)) == "token_revoked"


def test_a_missing_scope_says_what_is_needed_and_what_is_there(sim: SlackSimulator):
    team = sim.workspace("Small", scopes=("chat:write", "im:history"))
    ann = sim.person(team, "ann")
    client = WebClient(sim.token(team), base_url=sim.base_url)
    answer = refused(client.users_info, user=ann.id)
    assert (answer["error"], answer["needed"], answer["provided"]) == (
        "missing_scope",
        "users:read",
        "chat:write,im:history",
    )
    general = sim.channel(team, "general", ann)
    assert refused(client.conversations_history, channel=general.id)["needed"] == "channels:history"
    assert client.conversations_history(channel=ann.direct().id)["messages"] == []
    assert (
        refused(client.chat_postMessage, channel=general.id, text="a", username="b")["needed"] == "chat:write.customize"
    )


def test_channels_that_are_not_seen_or_not_joined(sim: SlackSimulator, team: Workspace, client: WebClient, ann: Person):
    outside = sim.channel(team, "outside", ann, bot=False)
    hidden = sim.channel(team, "hidden", ann, kind="private", bot=False)
    other = sim.channel(sim.workspace("Other"), "theirs")
    closed = sim.channel(team, "closed", ann)
    closed.archived = True
    errors = [
        refused(client.chat_postMessage, channel=one.id, text="a")["error"] for one in (outside, hidden, other, closed)
    ]
    assert errors == ["not_in_channel", "channel_not_found", "channel_not_found", "is_archived"]


def test_invalid_blocks_are_refused_with_their_place(sim: SlackSimulator, client: WebClient, general: Channel):
    answer = refused(client.chat_postMessage, channel=general.id, text="a", blocks=[{"type": "section"}])
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == ["[ERROR] needs text or fields [json-pointer:/blocks/0]"]
    assert sim.violations[0].details == ["blocks[0]: needs text or fields"]
    assert sim.messages(general) == []


def test_what_is_too_long_is_refused(client: WebClient, general: Channel):
    long = [section(text={"type": "mrkdwn", "text": "x" * 3000}) for _ in range(4)]
    assert client.chat_postMessage(channel=general.id, text="a", blocks=long[:3])["ok"]
    assert refused(client.chat_postMessage, channel=general.id, text="a", blocks=long)["error"] == "msg_blocks_too_long"
    cut = client.chat_postMessage(channel=general.id, text="x" * 40_001)
    assert (cut["warning"], len(cut["message"]["text"])) == ("message_truncated", 40_000)
    assert refused(client.chat_update, channel=general.id, ts=cut["ts"], text="x" * 4_001)["error"] == "msg_too_long"
    assert refused(client.chat_postMessage, channel=general.id, markdown_text="x" * 12_001)["error"] == "msg_too_long"
    assert refused(client.api_call, "chat.postMessage", json={"channel": general.id})["error"] == "no_text"
    both = refused(client.chat_postMessage, channel=general.id, text="a", markdown_text="b")
    assert both["error"] == "markdown_text_conflict"


def test_only_ones_own_messages_can_be_changed(client: WebClient, ann: Person, general: Channel):
    hers = ann.says(general, "mine")
    assert refused(client.chat_update, channel=general.id, ts=hers.ts, text="b")["error"] == "cant_update_message"
    assert refused(client.chat_delete, channel=general.id, ts=hers.ts)["error"] == "cant_delete_message"
    assert refused(client.chat_update, channel=general.id, ts="1.000001", text="b")["error"] == "message_not_found"


def test_metadata_can_be_looked_up_in_the_thread(client: WebClient, ann: Person, general: Channel):
    asked = ann.says(general, "find python")
    metadata = {"event_type": "answer", "event_payload": {"key": "k1"}}
    client.chat_postMessage(channel=general.id, text="a", thread_ts=asked.ts, metadata=metadata)
    plain = client.conversations_replies(channel=general.id, ts=asked.ts)["messages"]
    told = client.conversations_replies(channel=general.id, ts=asked.ts, include_all_metadata=True)["messages"]
    assert [one.get("metadata") for one in plain] == [None, None]
    assert [one.get("metadata") for one in told] == [None, metadata]
    assert told[0]["reply_count"] == 1
    wrong = refused(client.chat_postMessage, channel=general.id, text="a", metadata={"event_type": "x"})
    assert wrong["error"] == "invalid_metadata_schema"


def test_history_comes_in_pages_without_replies(client: WebClient, ann: Person, general: Channel):
    said = [ann.says(general, str(number)) for number in range(5)]
    ann.says(general, "reply", thread_ts=said[0].ts)
    first = client.conversations_history(channel=general.id, limit=2)
    rest = client.conversations_history(channel=general.id, limit=9, cursor=first["response_metadata"]["next_cursor"])
    assert [one["text"] for one in first["messages"] + rest["messages"]] == ["4", "3", "2", "1", "0"]
    since = client.conversations_history(channel=general.id, oldest=said[2].ts)
    assert [one["text"] for one in since["messages"]] == ["4", "3"]
    assert refused(client.conversations_history, channel=general.id, cursor="x")["error"] == "invalid_cursor"


def test_who_is_a_guest_and_who_an_outsider(sim: SlackSimulator, team: Workspace, client: WebClient, general: Channel):
    guest = sim.person(team, "guest", is_restricted=True)
    single = sim.person(team, "single", is_restricted=True, is_ultra_restricted=True)
    other = sim.workspace("Partner", installed=False)
    outsider, unseen = sim.person(other, "out", tz="Asia/Tokyo"), sim.person(other, "unseen")
    assert client.conversations_info(channel=general.id)["channel"]["is_ext_shared"] is False
    sim.world.share(general, other, outsider.user)
    assert client.conversations_info(channel=general.id)["channel"]["is_ext_shared"] is True
    shown = {one.id: client.users_info(user=one.id, include_locale=True)["user"] for one in (guest, single, outsider)}
    assert [shown[guest.id]["is_restricted"], shown[single.id]["is_ultra_restricted"]] == [True, True]
    assert (shown[outsider.id]["is_stranger"], shown[outsider.id]["team_id"]) == (True, other.id)
    assert (shown[outsider.id]["tz"], shown[outsider.id]["locale"]) == ("Asia/Tokyo", "en-US")
    assert "is_stranger" not in shown[guest.id]
    assert refused(client.users_info, user=unseen.id)["error"] == "user_not_found"
    assert outsider.id not in {one["id"] for one in client.users_list()["members"]}
    assert outsider.id in client.conversations_members(channel=general.id)["members"]


def test_a_shared_channels_event_says_so(sim: SlackSimulator, general: Channel):
    outsider = sim.person(sim.workspace("Partner", installed=False), "out")
    sim.world.share(general, sim.world.workspaces[outsider.user.team], outsider.user)
    outsider.mentions(general, "find python")
    [first, _] = [one.payload for one in sim.deliveries]
    assert first["is_ext_shared_channel"] is True
    assert first["authorizations"][0]["team_id"] == first["team_id"] == general.team
    assert first["event"]["user_team"] == outsider.user.team


def test_direct_conversations_are_opened(sim: SlackSimulator, team: Workspace, client: WebClient, ann: Person):
    bob, gone = sim.person(team, "bob"), sim.person(team, "gone", deleted=True)
    one = client.conversations_open(users=[ann.id])["channel"]["id"]
    assert one == ann.direct().id == client.chat_postMessage(channel=ann.id, text="a")["channel"]
    assert refused(client.conversations_open, users=[gone.id])["error"] == "user_disabled"
    assert refused(client.conversations_open, users=[ann.id, bob.id])["needed"] == "mpim:write"


def test_a_file_is_uploaded_whole_or_not_at_all(sim: SlackSimulator, client: WebClient, ann: Person, general: Channel):
    said = ann.says(general, "my plan?")
    client.files_upload_v2(
        channel=general.id,
        content="BEGIN:VCALENDAR",
        filename="plan.ics",
        title="Plan",
        initial_comment="Here",
        thread_ts=said.ts,
    )
    [file] = sim.files
    assert (file.name, file.title, file.content) == ("plan.ics", "Plan", b"BEGIN:VCALENDAR")
    shown = sim.thread(general, said.ts)[-1]
    assert (shown.text, shown.files, shown.subtype) == ("Here", [file.id], "file_share")
    begun = client.files_getUploadURLExternal(filename="a.txt", length=3)
    unsent = refused(client.files_completeUploadExternal, files=[{"id": begun["file_id"]}], channel_id=general.id)
    assert unsent["error"] == "file_not_found"
    assert refused(client.files_getUploadURLExternal, filename="a", length=0)["error"] == "missing_argument"


def test_small_things(sim: SlackSimulator, client: WebClient, ann: Person, general: Channel):
    said = ann.says(general, "hello")
    client.reactions_add(channel=general.id, timestamp=said.ts, name="eyes")
    assert (
        refused(client.reactions_add, channel=general.id, timestamp=said.ts, name="eyes")["error"] == "already_reacted"
    )
    assert said.reactions == {"eyes": [sim.installation(sim.world.workspaces[general.team]).bot.id]}
    link = client.chat_getPermalink(channel=general.id, message_ts=said.ts)["permalink"]
    assert link == f"https://campus.slack.com/archives/{general.id}/p{said.ts.replace('.', '')}"
    client.chat_postEphemeral(channel=general.id, user=ann.id, text="psst")
    assert [one.text for one in sim.ephemerals(general, ann)] == ["psst"]
    assert [one.text for one in sim.messages(general)] == ["hello"]
    assert refused(client.chat_postEphemeral, channel=general.id, user="U0", text="a")["error"] == "user_not_in_channel"


def test_a_scheduled_message_comes_when_its_time_has(sim: SlackSimulator, client: WebClient, general: Channel):
    at = int(sim.clock.now()) + 3600
    client.chat_scheduleMessage(channel=general.id, post_at=at, text="Your course begins tomorrow.")
    assert sim.post_what_is_due() == []
    sim.clock.advance(3601)
    assert [one.text for one in sim.post_what_is_due()] == ["Your course begins tomorrow."]
    assert refused(client.chat_scheduleMessage, channel=general.id, post_at=at, text="a")["error"] == "time_in_past"


def test_the_agents_status_vanishes(sim: SlackSimulator, client: WebClient, ann: Person):
    im = ann.direct()
    said = ann.says(im, "find python")
    client.assistant_threads_setStatus(channel_id=im.id, thread_ts=said.ts, status="looking", loading_messages=["a"])
    assert sim.status(im, said.ts) == "looking"
    sim.clock.advance(121)
    assert sim.status(im, said.ts) is None
    client.assistant_threads_setStatus(channel_id=im.id, thread_ts=said.ts, status="looking")
    client.chat_postMessage(channel=im.id, thread_ts=said.ts, text="found")
    assert sim.status(im, said.ts) is None
    many = refused(
        client.assistant_threads_setStatus, channel_id=im.id, thread_ts=said.ts, status="x", loading_messages=["a"] * 11
    )
    assert many["error"] == "invalid_arguments"


def test_prompts_depend_on_what_kind_of_agent_the_app_is(sim: SlackSimulator, client: WebClient, ann: Person):
    im = ann.direct()
    said = ann.says(im, "hello")
    prompts = [{"title": "Find", "message": "find python"}]
    assert (
        refused(client.assistant_threads_setSuggestedPrompts, channel_id=im.id, prompts=prompts, thread_ts=said.ts)[
            "error"
        ]
        == "not_agent_app"
    )
    sim.app.agent = "agent_view"
    assert client.assistant_threads_setSuggestedPrompts(channel_id=im.id, prompts=prompts, thread_ts=said.ts)["ok"]
    assert im.prompts == []
    assert sim.violations[-1].error == "no_effect"
    client.api_call("assistant.threads.setSuggestedPrompts", json={"channel_id": im.id, "prompts": prompts})
    assert im.prompts[0]["prompts"] == prompts


def test_the_agents_pane(sim: SlackSimulator, ann: Person, team: Workspace):
    sim.app.agent = "assistant_view"
    begun = ann.opens_agent_pane().payload["event"]
    assert begun["type"] == "assistant_thread_started"
    assert begun["assistant_thread"]["thread_ts"] == sim.messages(ann.direct())[0].ts
    sim.app.agent = "agent_view"
    assert ann.opens_agent_pane().payload["event"]["tab"] == "messages"
    with pytest.raises(AssertionError, match="Guests"):
        sim.person(team, "guest", is_restricted=True).opens_agent_pane()


def test_what_the_app_has_not_subscribed_to_is_not_sent():
    with SlackSimulator(App(events=frozenset({"app_mention"}))) as sim:
        team = sim.workspace()
        ann = sim.person(team, "ann")
        ann.says(ann.direct(), "hello")
        ann.mentions(sim.channel(team, "general", ann), "hello")
        assert [one.payload["event"]["type"] for one in sim.deliveries] == ["app_mention"]


def test_real_rates_where_they_are_wanted():
    with SlackSimulator(rate_limits=True) as sim:
        team = sim.workspace()
        client = WebClient(sim.token(team), base_url=sim.base_url)
        one, other = (sim.channel(team, name) for name in ("one", "other"))
        client.chat_postMessage(channel=one.id, text="a")
        client.chat_postMessage(channel=other.id, text="a")
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel=one.id, text="b")
        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["Retry-After"] == "1"
        sim.clock.advance(1)
        client.chat_postMessage(channel=one.id, text="b")
        said = one.messages[0].ts
        whose = {"recipient_user_id": sim.installation(team).bot.id, "recipient_team_id": team.id}
        for _ in range(20):
            client.chat_startStream(channel=one.id, thread_ts=said, markdown_text="a", **whose)
        over = refused(client.chat_startStream, channel=one.id, thread_ts=said, markdown_text="a", **whose)
        assert over["error"] == "ratelimited"
