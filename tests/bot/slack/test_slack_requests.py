"""What is not surely Slack's gets no further than the door, and Slack's own is answered once."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from retrieval.ports import CatalogSearch
from tests.bot.slack.office import QUICK, Office, office
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.signing import signed

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
Headers = dict[str, str]


@pytest.fixture(scope="module")
def here(real_search: CatalogSearch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with SlackSimulator() as sim, office(real_search, tmp_path_factory.mktemp("door"), sim) as made:
        yield made


@pytest.fixture
def untouched(here: Office) -> Iterator[None]:
    """Whatever the test does: nothing was kept, looked up or said."""

    def touched() -> tuple[int, int]:
        return len(here.sim.calls()), here.events()

    before = touched()
    yield
    assert touched() == before


def message(here: Office, ts: str, text: str = "excel courses") -> bytes:
    desk = here.ann.direct().id
    event = {"type": "message", "channel_type": "im", "channel": desk, "user": here.ann.id, "ts": ts, "text": text}
    envelope = {"type": "event_callback", "team_id": here.team.id, "event_id": f"Ev{ts}", "api_app_id": "A"}
    return json.dumps(envelope | {"event": event}).encode()


def post(here: Office, body: bytes, headers: Headers, path: str | None = None, method: str = "POST") -> int:
    place = urlsplit(here.sim.app.request_url or "")
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=10)
    try:
        connection.request(method, path or place.path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def own(here: Office, body: bytes, kind: str = JSON, at: float | None = None) -> Headers:
    return {"Content-Type": kind, **signed(here.sim.app.signing_secret, body, time.time() if at is None else at)}


STAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"


FORGERIES = {
    "another signature": lambda headers: headers | {SIGNATURE: "v0=" + "0" * 64},
    "an empty signature": lambda headers: headers | {SIGNATURE: ""},
    "a signature outside ASCII": lambda headers: headers | {SIGNATURE: "v0=é" + "0" * 63},
    "another version": lambda headers: headers | {SIGNATURE: headers[SIGNATURE].replace("v0", "v1")},
    "no signature": lambda headers: {name: value for name, value in headers.items() if name != SIGNATURE},
    "no timestamp": lambda headers: {name: value for name, value in headers.items() if name != STAMP},
    "another timestamp": lambda headers: headers | {STAMP: str(int(headers[STAMP]) + 1)},
    "a word for a timestamp": lambda headers: headers | {STAMP: "yesterday"},
    "an empty timestamp": lambda headers: headers | {STAMP: ""},
    "a negative timestamp": lambda headers: headers | {STAMP: "-" + headers[STAMP]},
    "a fraction": lambda headers: headers | {STAMP: headers[STAMP] + ".0"},
    "digits outside ASCII": lambda headers: headers | {STAMP: "١٧٣٢"},
    "superscript digits": lambda headers: headers | {STAMP: "²³"},
    "more digits than a number may have": lambda headers: headers | {STAMP: "1" * 5000},
}


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("change", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_request_is_refused(here: Office, change: Callable[[Headers], Headers]) -> None:
    body = message(here, "1.1")
    headers = {name: value.encode("utf-8") for name, value in change(own(here, body)).items()}
    assert post(here, body, headers) == 401  # type: ignore[arg-type]


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("away", [-301, 301, -86_400], ids=["stale", "from the future", "of yesterday"])
def test_a_request_of_another_time_is_refused(here: Office, away: float) -> None:
    body = message(here, "1.2")
    assert post(here, body, own(here, body, at=time.time() + away)) == 401


@pytest.mark.usefixtures("untouched")
def test_a_changed_body_is_refused(here: Office) -> None:
    body = message(here, "1.3")
    assert post(here, body.replace(b"excel", b"other"), own(here, body)) == 401


BODIES = {
    "not UTF-8": (b'{"type": "\xff\xfe"}', JSON),
    "a form that is not UTF-8": (b"command=\xff", FORM),
    "a list": (b"[1, 2]", JSON),
    "a number": (b"7", JSON),
    "a word": (b"hello", JSON),
    "broken off": (b'{"type": "event_callback", "event": {"ty', JSON),
    "JSON in a form, broken off": (b"payload=%7B%22type", FORM),
    "a payload that is a list": (b"payload=%5B%5D", FORM),
    "nothing": (b"", JSON),
    "no form": (b"", FORM),
    "too deep": (b'{"a":' * 60_000 + b"1" + b"}" * 60_000, JSON),
    "too deep a payload": (b"payload=" + b"[" * 60_000, FORM),
    "JSON by another name": (b'{"type": ', FORM),
}


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(("body", "kind"), BODIES.values(), ids=BODIES)
def test_a_body_that_cannot_be_read_is_refused_though_it_is_signed(here: Office, body: bytes, kind: str) -> None:
    assert post(here, body, own(here, body, kind)) == 401


ODD = {
    "no event": {"type": "event_callback", "team_id": "T1"},
    "an event that is none": {"type": "event_callback", "team_id": "T1", "event": "message"},
    "a message without anything": {"type": "event_callback", "event": {"type": "message"}},
    "a home without a person": {"type": "event_callback", "event": {"type": "app_home_opened", "tab": "home"}},
    "a press on nothing": {"type": "block_actions", "user": {"id": "U"}, "actions": []},
    "a press by nobody": {"type": "block_actions", "actions": [{"action_id": "details", "type": "button"}]},
    "a form without a view": {"type": "view_submission", "user": {"id": "U"}, "view": None},
    "a form without fields": {"type": "view_submission", "team": {"id": "T"}, "view": {"callback_id": "profile"}},
    "a kind that nobody knows": {"type": "something_new"},
    "nothing at all": {},
}


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("as_form", [False, True], ids=["JSON", "form"])
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_slack_does_not_send_is_no_failure_of_ours(here: Office, odd: dict[str, object], as_form: bool) -> None:
    body = urlencode({"payload": json.dumps(odd)}).encode() if as_form else json.dumps(odd).encode()
    assert post(here, body, own(here, body, FORM if as_form else JSON)) < 500


@pytest.mark.usefixtures("untouched")
def test_a_command_without_its_fields_is_no_failure_of_ours(here: Office) -> None:
    body = b"command=%2Fadvise&text=excel"
    assert post(here, body, own(here, body, FORM)) == 400


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("path", ["/", "/slack", "/slack/events/", "/slack/events?x=1", "/../slack/events"])
def test_there_is_nothing_elsewhere(here: Office, path: str) -> None:
    body = message(here, "1.4")
    assert post(here, body, own(here, body), path) == 404
    assert post(here, b"", {}, path, "GET") == 404


@pytest.mark.usefixtures("untouched")
def test_the_path_of_events_is_not_for_reading(here: Office) -> None:
    body = message(here, "1.5")
    assert post(here, body, own(here, body), method="GET") == 404
    assert post(here, body, own(here, body), method="PUT") == 501


def raw(here: Office, request: bytes) -> bytes:
    """What a server says to bytes after which the line is closed."""
    place = urlsplit(here.sim.app.request_url or "")
    with socket.create_connection((place.hostname, place.port), timeout=10) as line:
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65_536), b""))


LENGTHS = {
    "none": "",
    "huge": "Content-Length: 99999999999\r\n",
    "larger than anything of Slack's": "Content-Length: 2000001\r\n",
    "more digits than a number may have": f"Content-Length: {'9' * 5000}\r\n",
    "negative": "Content-Length: -1\r\n",
    "a word": "Content-Length: many\r\n",
    "chunked": "Transfer-Encoding: chunked\r\n",
    "longer than the body": "Content-Length: 5000\r\n",
    "shorter than the body": "Content-Length: 5\r\n",
}


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("length", LENGTHS.values(), ids=LENGTHS)
def test_a_length_that_is_not_that_of_the_body_is_refused(here: Office, length: str) -> None:
    body = message(here, "1.6")
    headers = "".join(f"{name}: {value}\r\n" for name, value in own(here, body).items())
    answer = raw(here, f"POST /slack/events HTTP/1.1\r\nHost: x\r\n{headers}{length}\r\n".encode() + body)
    assert answer.split(b" ")[1] == b"401"


def test_a_replay_is_refused_and_a_redelivery_is_taken_and_answered_once(here: Office) -> None:
    body = message(here, "9000.1")
    first = own(here, body)
    again = own(here, body, at=time.time() + 1) | {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    assert [post(here, body, headers) for headers in (first, first, again, again)] == [200, 401, 200, 401]
    told = here.answers(here.ann.direct(), 2)
    here.settled()
    assert "Excel" in told[1].text
    assert here.events() == 1
    assert len(here.sim.bot_messages(here.ann.direct())) == 2


def test_what_failed_here_may_come_again_as_it_was(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack's first further attempt comes at once: within the same second it bears the same signature."""
    body = message(here, "9000.2", "first aid")
    headers = own(here, body)
    before = len(here.sim.bot_messages(here.ann.direct()))
    with monkeypatch.context() as broken:
        broken.setattr(here.inbox, "receive", lambda *_: {}["the database is away"])
        assert post(here, body, headers) == 500
    assert post(here, body, headers) == 200
    here.answers(here.ann.direct(), before + 1)


def test_no_text_of_a_request_that_failed_is_logged(
    here: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    body = message(here, "9000.3", "my lucky word is xylophonist")

    def fail(event: object, _: int) -> None:
        raise RuntimeError(f"cannot keep {event}")

    with monkeypatch.context() as broken:
        broken.setattr(here.inbox, "receive", fail)
        assert post(here, body, own(here, body)) == 500
    assert "could not be taken: RuntimeError" in caplog.text
    assert "xylophonist" not in caplog.text


def test_a_message_is_refused_in_words_while_too_many_come(real_search: CatalogSearch, tmp_path: Path) -> None:
    with (
        SlackSimulator() as sim,
        office(real_search, tmp_path, sim, limits=replace(QUICK, per_person=3, per_workspace=4)) as made,
    ):
        desk, bob = made.ann.direct(), sim.person(made.team, "bob")
        for number in range(6):
            sim.done(sim.deliveries[-1]) if number else None
            made.ann.says(desk, f"excel {number}")
        bob.says(bob.direct(), "excel")
        said = made.answers(desk, 1 + 3 + 1)
        made.settled()
        assert len(made.answers(bob.direct(), 2)) == 2
        assert sum("a lot at once" in one.text for one in said) == 1
        assert len(sim.bot_messages(desk)) == 5
        bob.says(bob.direct(), "excel once more")
        busy = made.answers(bob.direct(), 3)[-1]
        assert "Many people are asking" in busy.text
        refused = sim.done(made.ann.runs("/advise", "find excel", desk))
        assert refused.error is None
        assert made.events() == 4
