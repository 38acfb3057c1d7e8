"""The same calls to emulate and to our own simulator: where they agree, and where they differ README.md says who is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.app import manifest_scopes
from retrieval.ports import CatalogSearch
from tests.emulate.campus import CLIENT, CLIENT_SECRET, Campus, campus
from tests.slack_simulator import SlackSimulator

NOBODY, NOWHERE, NEVER = "U0NOBODY0", "C0NOWHERE", "1.000001"
HOME = {"type": "home", "blocks": [{"type": "divider"}]}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Title"}, "blocks": HOME["blocks"]}
DONE = "done"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the bot's client, somebody, a channel that they are in, and what they wrote to the bot."""

    client: WebClient
    person: str
    channel: str
    desk: str
    said: str

    def answered(self, method: str, arguments: dict[str, Any], token: str | None = None) -> str:
        """Slack's word for what is wrong, or that it was done."""
        client = self.client if token is None else WebClient(token, base_url=self.client.base_url)
        try:
            client.api_call(method, **{"json" if method.startswith("views") else "params": arguments})
        except SlackApiError as error:
            return str(error.response.get("error"))
        return DONE


@pytest.fixture(scope="module")
def there(packages: Path, real_search: CatalogSearch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Campus]:
    with campus(real_search, packages, tmp_path_factory.mktemp("there")) as made:
        assert made.installs()[0] == 200
        yield made


@pytest.fixture(scope="module")
def theirs(there: Campus) -> Side:
    desk = there.direct("ann")
    said = there.asks("ann", "chat.postMessage", channel=desk, text="hello")["ts"]
    client = WebClient(there.token, base_url=f"{there.line.url}/api/")
    return Side(client, there.user("ann"), there.channel("staff"), desk, str(said))


@pytest.fixture(scope="module")
def ours() -> Iterator[Side]:
    with SlackSimulator() as sim:
        sim.app.client_id, sim.app.client_secret = CLIENT, CLIENT_SECRET
        team = sim.workspace(scopes=tuple(manifest_scopes()))
        ann = sim.person(team, "ann")
        staff = sim.channel(team, "staff", ann)
        said = ann.says(ann.direct(), "hello")
        yield Side(WebClient(sim.token(team), base_url=sim.base_url), ann.id, staff.id, ann.direct().id, said.ts)


def both(ours: Side, theirs: Side, method: str, made: Callable[[Side], dict[str, Any]]) -> tuple[str, str]:
    return ours.answered(method, made(ours)), theirs.answered(method, made(theirs))


@pytest.mark.parametrize(
    ("method", "arguments", "answer"),
    [
        ("auth.test", lambda _: {}, DONE),
        ("chat.postMessage", lambda side: {"channel": side.desk, "text": "hello"}, DONE),
        ("chat.postMessage", lambda side: {"channel": side.person, "text": "hello"}, DONE),
        ("chat.postMessage", lambda side: {"channel": side.desk, "text": "here", "thread_ts": side.said}, DONE),
        ("chat.postMessage", lambda _: {"channel": NOWHERE, "text": "hello"}, "channel_not_found"),
        ("chat.postMessage", lambda side: {"channel": side.desk, "text": ""}, "no_text"),
        (
            "chat.postMessage",
            lambda side: {"channel": side.desk, "text": "a", "metadata": "["},
            "invalid_metadata_format",
        ),
        ("chat.update", lambda side: {"channel": side.desk, "ts": NEVER, "text": "hello"}, "message_not_found"),
        ("chat.update", lambda side: {"channel": side.desk, "ts": side.said, "text": "a"}, "cant_update_message"),
        ("conversations.history", lambda side: {"channel": side.desk}, DONE),
        ("conversations.replies", lambda side: {"channel": side.desk, "ts": side.said}, DONE),
        ("conversations.history", lambda side: {"channel": side.channel}, "missing_scope"),
        ("conversations.replies", lambda side: {"channel": side.channel, "ts": NEVER}, "missing_scope"),
        ("conversations.list", lambda _: {"types": "im"}, DONE),
        ("conversations.info", lambda side: {"channel": side.channel}, DONE),
        ("conversations.info", lambda _: {"channel": NOWHERE}, "channel_not_found"),
        ("users.info", lambda side: {"user": side.person}, DONE),
        ("users.info", lambda _: {"user": NOBODY}, "user_not_found"),
        ("files.getUploadURLExternal", lambda _: {"filename": "a.png", "length": 3, "alt_txt": "a"}, DONE),
        ("files.completeUploadExternal", lambda _: {"files": '[{"id": "F0"}]'}, "file_not_found"),
        ("views.publish", lambda side: {"user_id": side.person, "view": HOME}, DONE),
        ("views.publish", lambda _: {"user_id": NOBODY, "view": HOME}, "user_not_found"),
        ("views.open", lambda _: {"trigger_id": "1.2.3", "view": MODAL}, "invalid_trigger_id"),
    ],
)
def test_where_they_agree(
    ours: Side, theirs: Side, method: str, arguments: Callable[[Side], dict[str, Any]], answer: str
) -> None:
    assert both(ours, theirs, method, arguments) == (answer, answer)


SECTION = '[{"type": "section"}]'
UPLOAD = "files.getUploadURLExternal"


@pytest.mark.parametrize(
    ("method", "arguments", "answers"),
    [
        (
            "chat.postMessage",
            lambda side: {"channel": side.desk, "text": "a", "blocks": SECTION},
            ("invalid_blocks", DONE),
        ),
        (
            "chat.postMessage",
            lambda side: {"channel": side.desk, "text": "a", "thread_ts": NEVER},
            ("thread_not_found", DONE),
        ),
        (
            "chat.postMessage",
            lambda side: {"channel": side.desk, "text": "a", "colour": "x"},
            ("invalid_arguments", DONE),
        ),
        ("views.publish", lambda side: {"user_id": side.person, "view": MODAL}, ("invalid_arguments", "invalid_view")),
        (UPLOAD, lambda _: {"filename": "a.png"}, ("invalid_arguments", "invalid_arguments")),
        (UPLOAD, lambda _: {"filename": "a.png", "length": 0}, ("missing_argument", DONE)),
        (UPLOAD, lambda _: {"filename": "a", "length": 3, "alt_txt": "a" * 1001}, ("alt_txt_too_large", DONE)),
        ("assistant.threads.setStatus", lambda side: {"channel_id": side.desk, "thread_ts": side.said}, (DONE, "None")),
        (
            "oauth.v2.access",
            lambda _: {"client_id": CLIENT, "client_secret": "x"},
            ("bad_client_secret", "invalid_client_id"),
        ),
    ],
)
def test_where_they_differ(
    ours: Side, theirs: Side, method: str, arguments: Callable[[Side], dict[str, Any]], answers: tuple[str, str]
) -> None:
    assert both(ours, theirs, method, arguments) == answers


def test_a_token_that_nobody_issued(ours: Side, theirs: Side) -> None:
    call = "users.info", {"user": "U1"}, "xoxb-guessed"
    assert (ours.answered(*call), theirs.answered(*call)) == ("invalid_auth", "missing_scope")


def test_a_channel_that_the_bot_is_not_in(theirs: Side) -> None:
    with SlackSimulator() as sim:
        team = sim.workspace(scopes=tuple(manifest_scopes()))
        staff = sim.channel(team, "staff", sim.person(team, "ann"), bot=False)
        ours = Side(WebClient(sim.token(team), base_url=sim.base_url), "", staff.id, "", "")
        call = "chat.postMessage", lambda side: {"channel": side.channel, "text": "hello"}
        assert both(ours, theirs, *call) == ("not_in_channel", DONE)


def test_what_is_told_of_messages_people_and_channels(ours: Side, theirs: Side) -> None:
    """What Slack's objects hold and emulate's lack: by these the bot knows guests and channels that others read too."""
    fields = {
        "message": {"bot_id", "app_id", "team"},
        "user": {"is_restricted", "is_ultra_restricted", "tz"},
        "channel": {"is_shared", "is_ext_shared", "is_org_shared"},
    }
    for side, has in ((ours, True), (theirs, False)):
        shown = {
            "message": side.client.chat_postMessage(channel=side.desk, text="a"),
            "user": side.client.api_call("users.info", params={"user": side.person}),
            "channel": side.client.api_call("conversations.info", params={"channel": side.channel}),
        }
        assert {name: fields[name] & shown[name][name].keys() for name in fields} == {
            name: fields[name] if has else set() for name in fields
        }


def test_the_header_that_tells_the_scopes(ours: Side, theirs: Side) -> None:
    header = "x-oauth-scopes"
    assert header in {name.casefold() for name in ours.client.auth_test().headers}
    assert header not in {name.casefold() for name in theirs.client.auth_test().headers}
