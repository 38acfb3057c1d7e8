"""What people do, and what the app hears of it; and the smaller methods."""

from __future__ import annotations

from base64 import b64encode
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk import WebClient

from tests.slack_simulator import CannotDo, Channel, Person, SlackSimulator, Workspace
from tests.slack_simulator.block_cases import actions, button, feedback, option, section
from tests.slack_simulator.test_web_api import refused
from tests.slack_simulator.typed import as_sent


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("R&D <fast>", "R&amp;D &lt;fast&gt;"),
        ("<@U1> find C++ & C", "<@U1> find C++ &amp; C"),
        ("see https://example.org/a?b=1&c=2.", "see <https://example.org/a?b=1&amp;c=2>."),
        ("write to ann@example.org", "write to <mailto:ann@example.org|ann@example.org>"),
    ],
)
def test_typed_text_is_escaped_as_slack_does(typed: str, sent: str):
    assert as_sent(typed) == sent


@given(st.text(alphabet="ab &<>@#!U1\n"))
def test_no_bare_bracket_is_left(typed: str):
    sent = as_sent(typed)
    assert sent.count("<") == sent.count(">")
    assert "& " not in sent


def test_messages_are_edited_and_taken_back(sim: SlackSimulator, ann: Person, team: Workspace, general: Channel):
    bob = sim.person(team, "bob")
    bob.joins(general)
    said = ann.says(general, "find pyton")
    with pytest.raises(CannotDo, match="only what they wrote"):
        bob.edits(general, said, "x")
    with pytest.raises(CannotDo, match="only what they wrote"):
        bob.takes_back(general, said)
    ann.edits(general, said, "find python")
    ann.takes_back(general, said)
    heard = [one.payload["event"] for one in sim.deliveries]
    assert [(one["type"], one.get("subtype")) for one in heard] == [
        ("member_joined_channel", None),
        ("message", None),
        ("message", "message_changed"),
        ("message", "message_deleted"),
    ]
    assert heard[2]["message"]["text"] == "find python"
    assert sim.messages(general) == []


def test_a_thread_outlives_its_first_message(sim: SlackSimulator, client: WebClient, ann: Person, general: Channel):
    said = ann.says(general, "find python")
    client.chat_postMessage(channel=general.id, text="Here", thread_ts=said.ts)
    ann.takes_back(general, said)
    thread = client.conversations_replies(channel=general.id, ts=said.ts)["messages"]
    assert [(one["text"], one.get("subtype")) for one in thread] == [
        ("This message was deleted.", "tombstone"),
        ("Here", None),
    ]
    assert client.chat_postMessage(channel=general.id, text="More", thread_ts=said.ts)["ok"]


def test_an_update_with_text_alone_drops_the_blocks(client: WebClient, general: Channel):
    place = {
        "channel": general.id,
        "ts": client.chat_postMessage(channel=general.id, text="a", blocks=[section()])["ts"],
    }
    assert "edited" not in client.chat_update(**place, text="b", blocks=[section()])["message"]
    assert client.chat_update(**place, text="c")["message"].keys() >= {"edited"}
    assert general.messages[0].blocks == []


def test_outsiders_press_buttons_and_run_no_commands(
    sim: SlackSimulator, team: Workspace, client: WebClient, general: Channel
):
    partner = sim.workspace("Partner", installed=False)
    eve = sim.person(partner, "eve")
    sim.world.share(general, partner, eve.user)
    client.chat_postMessage(channel=general.id, text="a", blocks=[actions(button())])
    pressed = eve.clicks(general.messages[-1], "go").payload
    assert (pressed["user"]["team_id"], pressed["team"]["id"]) == (partner.id, team.id)
    with pytest.raises(CannotDo, match="Commands are for"):
        eve.runs("/advise", "", general)


def test_people_stay_where_they_are_members(sim: SlackSimulator, team: Workspace, general: Channel, ann: Person):
    bob, gone = sim.person(team, "bob"), sim.person(team, "gone", deleted=True)
    general.members.add(gone.id)
    for person in (bob, gone):
        with pytest.raises(CannotDo, match="cannot write"):
            person.says(general, "hello")
    with pytest.raises(CannotDo, match="is not in"):
        bob.runs("/advise", "", general)
    with pytest.raises(CannotDo, match="no such thread"):
        ann.says(general, "hello", thread_ts="1.1")
    with pytest.raises(CannotDo, match="does not see"):
        bob.uses_shortcut("x", ann.says(general, "hello"))
    stranger = sim.person(sim.workspace("Elsewhere", installed=False), "eve")
    with pytest.raises(CannotDo, match="does not meet the app"):
        stranger.direct()


def test_elements_offer_just_what_they_offer(sim: SlackSimulator, client: WebClient, ann: Person):
    trash = {
        "type": "icon_button",
        "icon": "trash",
        "action_id": "drop",
        "text": {"type": "plain_text", "text": "Drop"},
    }
    menu = {"type": "overflow", "action_id": "more", "options": [option("save")]}
    boxes = {
        "type": "multi_static_select",
        "action_id": "many",
        "options": [option("a"), option("b")],
        "max_selected_items": 1,
    }
    blocks = [
        {"type": "context_actions", "elements": [feedback(), {**trash, "visible_to_user_ids": ["U0"]}]},
        section(accessory=menu),
        actions({**boxes, "max_selected_items": 1}),
    ]
    client.chat_postMessage(channel=ann.direct().id, text="a", blocks=blocks)
    message = sim.bot_messages(ann.direct())[0]
    assert ann.clicks(message, "rate", "good").payload["actions"][0]["value"] == "good"
    assert ann.clicks(message, "more", "save").payload["actions"][0]["selected_option"] == option("save")
    for action, value, told in [
        ("rate", "so so", "neither of the two"),
        ("drop", None, "for others"),
        ("more", "x", "not among"),
        ("many", ["a", "b"], "At most 1"),
    ]:
        with pytest.raises(CannotDo, match=told):
            ann.clicks(message, action, value)


def test_a_bookmark_needs_its_scope_and_a_link(sim: SlackSimulator):
    team = sim.workspace("Marked", scopes=("bookmarks:write",))
    channel = sim.channel(team, "general")
    client = WebClient(sim.token(team), base_url=sim.base_url)
    link = {"channel_id": channel.id, "title": "Path", "type": "link"}
    made = client.bookmarks_add(**link, link="https://example.org/")["bookmark"]
    assert channel.bookmarks == [made]
    assert refused(client.bookmarks_add, **link, link="nowhere")["error"] == "invalid_link"
    assert (
        refused(client.bookmarks_add, **{**link, "type": "file"}, link="https://a.b")["error"]
        == "invalid_bookmark_type"
    )


def test_sessions_belong_to_agents(sim: SlackSimulator, client: WebClient, ann: Person, general: Channel):
    im = ann.direct()
    rename = {"channel_id": im.id, "title": "Python path"}
    assert refused(client.api_call, "agents.sessions.rename", json=rename)["error"] == "feature_disabled"
    sim.app.agent = "agent_view"
    assert client.api_call("agents.sessions.rename", json=rename)["ok"]
    assert client.api_call("agents.sessions.setStatus", json={"channel_id": im.id, "status": "working"})["ok"]
    assert (im.titles, sim.status(im, "session")) == ({"session": "Python path"}, "working")
    bare = refused(client.api_call, "agents.sessions.rename", json={**rename, "channel_id": general.id})
    assert bare["error"] == "thread_ts_required"


def test_channels_are_listed_by_kind(sim: SlackSimulator, client: WebClient, team: Workspace, general: Channel):
    secret = sim.channel(team, "secret", kind="private")
    hidden = sim.channel(team, "hidden", kind="private", bot=False)
    public = client.conversations_list()["channels"]
    both = client.conversations_list(types="public_channel,private_channel")["channels"]
    assert [one["id"] for one in public] == [general.id]
    assert {one["id"] for one in both} == {general.id, secret.id}
    assert hidden.id not in {one["id"] for one in both}


def test_a_client_may_name_itself_in_the_header(sim: SlackSimulator):
    sim.app.redirect_urls = ("https://a.example/",)
    admin = sim.person(sim.workspace("New", installed=False), "admin")
    back = sim.agrees(admin, f"{sim.site_url}/x?client_id={sim.app.client_id}&scope=commands")
    basic = b64encode(f"{sim.app.client_id}:{sim.app.client_secret}".encode()).decode()
    form = urlencode({"code": back.partition("code=")[2].partition("&")[0]}).encode()
    answer = urlopen(Request(f"{sim.base_url}oauth.v2.access", form, {"Authorization": f"Basic {basic}"})).read()
    assert b'"access_token": "xoxb-' in answer


def test_a_file_is_read_with_a_token_only(sim: SlackSimulator, client: WebClient, ann: Person):
    shown = client.files_upload_v2(channel=ann.direct().id, content="abc", filename="a.txt")["file"]
    request = Request(shown["url_private"], headers={"Authorization": f"Bearer {client.token}"})
    assert urlopen(request).read() == b"abc"
    with pytest.raises(OSError, match="404"):
        urlopen(shown["url_private"])
