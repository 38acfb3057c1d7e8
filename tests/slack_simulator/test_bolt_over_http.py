"""A Bolt app over HTTP: messages, commands, buttons, menus, modals, the Home tab, shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_bolt import App as BoltApp

from tests.slack_simulator import CannotDo, Channel, Person, SlackSimulator, Workspace
from tests.slack_simulator.block_cases import actions, button, home, input_, modal, option, plain, section, select
from tests.slack_simulator.bolt_side import bolt_app, listening


@pytest.fixture
def app(sim: SlackSimulator, team: Workspace) -> Iterator[BoltApp]:
    made = bolt_app(sim, team)
    with listening(sim, made):
        yield made


def answers(sim: SlackSimulator, channel: Channel) -> list[str]:
    return [one.text for one in sim.bot_messages(channel)]


def test_a_direct_message_is_answered(sim: SlackSimulator, app: BoltApp, ann: Person):
    @app.event("message")
    def answer(event: dict[str, Any], say: Callable[..., Any]) -> None:
        say(f"You said {event['text']}", thread_ts=event["ts"])

    said = ann.says(ann.direct(), "find python")
    sim.wait_for(lambda: answers(sim, ann.direct()) == ["You said find python"])
    assert [one.user for one in sim.thread(ann.direct(), said.ts)] == [ann.id, sim.bot_messages(ann.direct())[0].user]
    assert sim.violations == []


def test_a_mention_comes_once_as_app_mention_and_once_as_message(
    sim: SlackSimulator, app: BoltApp, ann: Person, general: Channel
):
    got: list[dict[str, Any]] = []

    def keep(event: dict[str, Any]) -> None:
        got.append(event)

    app.event("app_mention")(keep)
    app.event("message")(keep)
    ann.mentions(general, "find python")
    sim.wait_for(lambda: len(got) == 2)
    assert {one["type"] for one in got} == {"app_mention", "message"}
    assert {one["text"].partition(" ")[2] for one in got} == {"find python"}
    assert {one.get("channel_type") for one in got} == {"channel", None}


def test_nothing_is_heard_where_the_bot_is_no_member(sim: SlackSimulator, team: Workspace, ann: Person):
    elsewhere = sim.channel(team, "elsewhere", ann, bot=False)
    ann.says(elsewhere, "find python")
    assert sim.deliveries == []


def test_a_command_is_answered_by_its_acknowledgement_and_by_its_response_url(
    sim: SlackSimulator, app: BoltApp, ann: Person, general: Channel
):
    @app.command("/advise")
    def advise(ack: Callable[..., Any], respond: Callable[..., Any], command: dict[str, Any]) -> None:
        ack(f"Looking for {command['text']}")
        respond(text="Here", response_type="in_channel")

    done = sim.done(ann.runs("/advise", "find python", general))
    assert done.acknowledged
    assert done.status == 200
    sim.wait_for(lambda: answers(sim, general) == ["Here"])
    assert [one.text for one in sim.ephemerals(general, ann)] == ["Looking for find python"]


def test_a_button_changes_its_message(sim: SlackSimulator, app: BoltApp, ann: Person, client: Any):
    @app.action("go")
    def go(ack: Callable[..., Any], body: dict[str, Any], respond: Callable[..., Any]) -> None:
        ack()
        assert body["container"]["message_ts"] == body["message"]["ts"]
        respond(text=f"Chosen {body['actions'][0]['value']}", replace_original=True)

    client.chat_postMessage(channel=ann.direct().id, text="Choose", blocks=[actions(button(value="python"))])
    message = sim.bot_messages(ann.direct())[0]
    assert sim.done(ann.clicks(message, "go")).acknowledged
    sim.wait_for(lambda: message.text == "Chosen python")
    with pytest.raises(CannotDo, match="no element 'go'"):
        ann.clicks(message, "go")


def test_state_tells_what_the_other_menus_of_a_message_say(sim: SlackSimulator, app: BoltApp, ann: Person, client: Any):
    heard = []
    app.action({"action_id": "pick"})(lambda ack, body: (ack(), heard.append(body)))
    app.action({"action_id": "go"})(lambda ack, body: (ack(), heard.append(body)))
    blocks = [actions(select(), button(), block_id="row")]
    client.chat_postMessage(channel=ann.direct().id, text="Choose", blocks=blocks)
    message = sim.bot_messages(ann.direct())[0]
    sim.done(ann.selects(message, "pick", "v1"))
    sim.done(ann.clicks(message, "go"))
    sim.wait_for(lambda: len(heard) == 2)
    assert heard[0]["actions"][0]["selected_option"]["value"] == "v1"
    assert heard[1]["state"]["values"]["row"]["pick"]["selected_option"]["value"] == "v1"
    with pytest.raises(CannotDo, match="'v9' is not among"):
        ann.selects(message, "pick", "v9")


FORM = modal(
    input_({"type": "plain_text_input", "action_id": "goal", "max_length": 20}, block_id="goal"),
    input_({"type": "checkboxes", "options": [option("free"), option("short")]}, block_id="how", optional=True),
    submit=plain("Save"),
    callback_id="wishes",
)


@pytest.fixture
def form(sim: SlackSimulator, app: BoltApp, ann: Person) -> dict[str, Any]:
    """An app that opens a form at a command and wants more than three letters in it."""

    @app.command("/wishes")
    def ask(ack: Callable[..., Any], client: Any, command: dict[str, Any]) -> None:
        ack()
        client.views_open(trigger_id=command["trigger_id"], view=FORM)

    @app.view("wishes")
    def take(ack: Callable[..., Any], view: dict[str, Any], client: Any) -> None:
        goal = view["state"]["values"]["goal"]["goal"]["value"]
        if len(goal) < 3:
            ack(response_action="errors", errors={"goal": "Say more."})
        elif goal == "more":
            ack(response_action="push", view=modal(title=plain("Second")))
        elif goal == "again":
            ack(response_action="update", view=modal(title=plain("Other")))
        elif goal == "wrong":
            ack(response_action="errors", errors={"nowhere": "x"})
        else:
            ack()

    ann.runs("/wishes")
    return sim.wait_for(lambda: sim.view(ann))


def test_a_form_is_filled_in(sim: SlackSimulator, form: dict[str, Any], ann: Person):
    done = sim.done(ann.submits(form, {"goal": "data analyst", "say": ["free"]}))
    values = done.payload["view"]["state"]["values"]
    assert values["how"]["say"]["selected_options"] == [option("free")]
    assert sim.view(ann) is None


def test_a_form_shows_the_errors_that_the_app_finds(sim: SlackSimulator, form: dict[str, Any], ann: Person):
    sim.done(ann.submits(form, {"goal": "x"}))
    assert sim.view(ann)["errors"] == {"goal": "Say more."}


def test_errors_for_a_block_that_is_not_there_are_a_violation(sim: SlackSimulator, form: dict[str, Any], ann: Person):
    sim.done(ann.submits(form, {"goal": "wrong"}))
    assert [one.error for one in sim.violations] == ["invalid_errors"]


def test_a_form_may_be_followed_by_another_view(sim: SlackSimulator, form: dict[str, Any], ann: Person):
    sim.done(ann.submits(form, {"goal": "more"}))
    second = sim.view(ann)
    assert second["title"]["text"] == "Second"
    assert second["previous_view_id"] == form["id"]
    ann.closes(second)
    sim.done(ann.submits(sim.view(ann), {"goal": "again"}))
    assert (sim.view(ann)["id"], sim.view(ann)["title"]["text"]) == (form["id"], "Other")


def test_people_cannot_do_what_slack_does_not_let_them(form: dict[str, Any], ann: Person):
    with pytest.raises(CannotDo, match="asks for \\['a'\\] first"):
        ann.submits(form)
    with pytest.raises(CannotDo, match="so many characters"):
        ann.submits(form, {"goal": "x" * 21})
    with pytest.raises(CannotDo, match="single line"):
        ann.submits(form, {"goal": "a\nb"})


def test_the_home_tab_is_published_when_it_is_opened(sim: SlackSimulator, app: BoltApp, ann: Person):
    @app.event("app_home_opened")
    def show(event: dict[str, Any], client: Any) -> None:
        client.views_publish(user_id=event["user"], view=home(actions(button()), callback_id="start"))

    pressed = []
    app.action("go")(lambda ack, body: (ack(), pressed.append(body)))
    ann.opens_home()
    view = sim.wait_for(lambda: sim.home(ann))
    sim.done(ann.clicks(view, "go"))
    sim.wait_for(lambda: pressed)
    assert pressed[0]["container"] == {"type": "view", "view_id": view["id"]}
    assert "response_url" not in pressed[0]
    again = ann.opens_home()
    assert again.payload["event"]["view"]["callback_id"] == "start"


def test_shortcuts_come_with_and_without_a_message(sim: SlackSimulator, app: BoltApp, ann: Person, general: Channel):
    heard = []
    app.shortcut("find_like_this")(lambda ack, body: (ack(), heard.append(body)))
    said = ann.says(general, "I like statistics")
    sim.done(ann.uses_shortcut("find_like_this", said))
    sim.done(ann.uses_shortcut("find_like_this"))
    sim.wait_for(lambda: len(heard) == 2)
    assert [one["type"] for one in heard] == ["message_action", "shortcut"]
    assert heard[0]["message"]["text"] == "I like statistics"


def test_the_app_is_asked_for_options(sim: SlackSimulator, app: BoltApp, ann: Person, client: Any):
    @app.options("role")
    def roles(ack: Callable[..., Any], payload: dict[str, Any]) -> None:
        ack(options=[option(payload["value"])])

    menu = {"type": "external_select", "action_id": "role", "min_query_length": 2}
    client.chat_postMessage(channel=ann.direct().id, text="Which?", blocks=[section(accessory=menu)])
    message = sim.bot_messages(ann.direct())[0]
    assert sim.done(ann.searches(message, "role", "da")).body == {"options": [option("da")]}
    with pytest.raises(CannotDo, match="more characters"):
        ann.searches(message, "role", "d")


def test_a_listener_that_fails_is_seen(sim: SlackSimulator, app: BoltApp, ann: Person):
    failed = sim.done(ann.runs("/unknown"))
    assert (failed.status, failed.error) == (404, "http_error")
    assert len(sim.deliveries) == 1, "commands are not tried again"


def test_the_app_hears_of_its_own_messages_and_of_changes(
    sim: SlackSimulator, team: Workspace, ann: Person, client: Any
):
    posted = client.chat_postMessage(channel=ann.direct().id, text="a")
    client.chat_update(channel=ann.direct().id, ts=posted["ts"], text="b")
    client.chat_delete(channel=ann.direct().id, ts=posted["ts"])
    heard = [one.payload["event"] for one in sim.deliveries]
    assert [one.get("subtype") for one in heard] == [None, "message_changed", "message_deleted"]
    assert heard[1]["previous_message"]["text"] == "a"
    assert heard[0]["bot_id"] == sim.installation(team).bot.bot_id
