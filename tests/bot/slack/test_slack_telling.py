"""Sentences on their way into Slack: bundled, harmless whatever stands in them, and never in anybody's way."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot.slack.clients import NotInstalled, client_for
from bot.slack.heard import Heard, Kind, event_of
from bot.slack.streaming import Streaming, beginning
from bot.slack.views.message import ESCAPED, TEXT, beside
from people.sql.inbox import SqlInbox
from people.sql.open import open_inbox
from tests.bot.conftest import settings_of
from tests.bot.slack.spoken import shown
from tests.bot.slack.test_slack_naughty import elements, is_quiet
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.people import Person
from tests.slack_simulator.world import Channel, Message, Workspace

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
START, APPEND, POST, UPDATE = "chat.startStream", "chat.appendStream", "chat.postMessage", "chat.update"
PLACES = {"thread": (START, APPEND), "desk": (POST, UPDATE)}
SPICY = [
    "<!channel> and <!here|here> and <@U123> and <#C1>!",
    "@channel @here @everyone.",
    "*bold* _italic_ ~gone~ `code` > quote :tada: **strong**.",
    "[a link](https://evil.example) and <https://evil.example|Slack>.",
    "https://evil.example/path www.evil.example mailto:a@evil.example.",
    "# heading\n---\n| a | b |\n|---|---|\n- [ ] task",
    "\u202eright to left\u202c\u200b and &lt;!channel&gt; &amp;.",
]


@dataclass(frozen=True)
class Desk:
    """Somebody who asked in direct messages, and the event of it that is being answered."""

    sim: SlackSimulator
    team: Workspace
    ann: Person
    inbox: SqlInbox
    client: WebClient

    @property
    def channel(self) -> Channel:
        return self.ann.direct()

    def asked(self, place: str = "desk", **more: object) -> tuple[Heard, str]:
        """A further question of hers, held by a worker."""
        said = self.ann.says(self.channel, "python courses")
        thread = said.ts if place == "thread" else ""
        heard = Heard(
            kind=Kind.MESSAGE,
            team=self.team.id,
            user=self.ann.id,
            channel=self.channel.id,
            thread=thread,
            message=said.ts,
            direct=True,
        ).model_copy(update=more)
        self.inbox.receive(event_of(heard, said.ts, NOW), 1000)
        return heard, said.ts

    def streaming(self, pause: float = 0) -> Streaming:
        return Streaming(lambda _: self.client, self.inbox, pause)

    def told(self) -> list[Message]:
        return self.sim.bot_messages(self.channel)

    def waits(self, words: str) -> Message:
        def found() -> Message | None:
            return next((one for one in self.told() if words in shown(one)), None)

        return self.sim.wait_for(found, 10)  # type: ignore[return-value]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with SlackSimulator() as sim:
        team = sim.workspace()
        inbox = open_inbox(settings_of(tmp_path))
        yield Desk(sim, team, sim.person(team, "ann"), inbox, client_for(sim.token(team), sim.base_url))
        inbox.close()
        assert sim.violations == []


@pytest.mark.parametrize("place", PLACES)
def test_sentences_that_come_within_a_pause_wait_for_the_next_change(desk: Desk, place: str) -> None:
    with desk.streaming(pause=60)(*desk.asked(place)) as tell:
        tell("One.")
        desk.waits("One.")
        for sentence in ("Two.", "Three.", "Four."):
            tell(sentence)
    assert [len(desk.sim.calls(method)) for method in PLACES[place]] == [1, 0]


@pytest.mark.parametrize("place", PLACES)
def test_what_is_shown_grows_without_gaps(desk: Desk, place: str) -> None:
    said = ["One.", "Two.", "- first", "- second", "Three."]
    with desk.streaming()(*desk.asked(place)) as tell:
        for sentence in said:
            tell(sentence)
            message = desk.waits(sentence)
    words = " ".join(shown(message).split())
    assert words == ("One. Two. - first - second Three." + ("" if place == "thread" else " …"))
    assert tell.opening == f"{desk.channel.id}:{message.ts}"


@pytest.mark.parametrize("place", PLACES)
def test_whatever_is_said_nothing_of_it_is_live(desk: Desk, place: str, shared: Path) -> None:
    naughty = json.loads((shared / "hostile" / "naughty_strings.json").read_text("utf-8"))
    opening = [one for one in [*SPICY, *naughty[::7]] if beginning([one])][:30]
    for text in opening:
        with desk.streaming()(*desk.asked(place)) as tell:
            tell(text)
            desk.sim.wait_for(lambda: desk.told()[-1:] and desk.told()[-1].stream != "done", 10)
            tell("<!here> *so* much for that.")
            desk.waits("so* much for that.")
        desk.sim.state.world.channels[desk.channel.id].messages.clear()
    calls = [call for method in PLACES[place] for call in desk.sim.calls(method)]
    assert len(calls) >= 2 * len(opening)
    for call in calls:
        blocks = call.args.get("blocks") or [block for chunk in call.args["chunks"] for block in chunk["blocks"]]
        assert "markdown_text" not in call.args
        assert {one["type"] for one in elements(blocks)} == {"rich_text", "rich_text_section", "text"}
        assert is_quiet(Message("1", "U", "T", str(call.args.get("text", "")), blocks))


@pytest.mark.parametrize(
    "more",
    [{"alone": True}, {"alone": True, "response_url": "https://hooks.example"}, {"channel": ""}],
    ids=["alone", "a command", "home"],
)
def test_nothing_is_shown_where_only_one_person_sees_it(desk: Desk, more: dict[str, object]) -> None:
    heard, key = desk.asked(**more)
    with desk.streaming()(heard, key) as tell:
        tell("One.")
    assert desk.told() == []
    assert tell.opening is None


def test_nothing_is_shown_that_is_to_be_silent_or_was_shown_before(desk: Desk) -> None:
    heard, key = desk.asked()
    with desk.streaming()(heard, key, silent=True) as tell:
        tell("One.")
    desk.inbox.begin(key)
    desk.inbox.note(key, "D1:1700.1")
    with desk.streaming()(heard, key) as again:
        again("One.")
    assert desk.told() == []
    assert (tell.opening, again.opening) == (None, "D1:1700.1")


@pytest.mark.parametrize(
    ("kind", "opening"),
    [("rate_limited", None), ("server_error", ""), ("drop_before", ""), ("drop_after", ""), ("bad_json", "")],
)
def test_only_what_was_surely_refused_is_known_not_to_be_there(desk: Desk, kind: str, opening: str | None) -> None:
    heard, key = desk.asked("thread")
    desk.sim.faults.add(kind, START)
    with desk.streaming()(heard, key) as tell:
        tell("One.")
        desk.sim.wait_for(lambda: desk.sim.calls(START), 10)
    assert tell.opening == desk.inbox.opening(key) == opening


def test_after_a_call_that_failed_no_other_one_follows(desk: Desk) -> None:
    with desk.streaming()(*desk.asked("thread")) as tell:
        tell("One.")
        desk.waits("One.")
        desk.sim.faults.add("drop_before", APPEND)
        tell("Two.")
        desk.sim.wait_for(lambda: desk.sim.calls(APPEND), 10)
        tell("Three.")
    assert len(desk.sim.calls(APPEND)) == 1
    assert shown(desk.told()[0]) == "One."


def test_where_the_app_is_not_installed_nothing_is_noted(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    def gone(team: str) -> WebClient:
        raise NotInstalled(team)

    caplog.set_level("INFO")
    heard, key = desk.asked()
    with Streaming(gone, desk.inbox)(heard, key) as tell:
        tell("One secret.")
    assert desk.inbox.opening(key) is None
    assert "secret" not in caplog.text


def test_an_answer_may_end_at_any_moment(desk: Desk) -> None:
    """Whatever is under way when the last sentence comes, nobody waits for ever."""
    for count in range(40):
        with desk.streaming(pause=0.001)(*desk.asked()) as tell:
            for number in range(count % 4):
                tell(f"Sentence {number}.")
        assert tell.opening is None or "Sentence 0." in shown(desk.told()[-1])


def test_a_failure_of_whoever_speaks_is_theirs(desk: Desk) -> None:
    heard, key = desk.asked()

    def speak() -> None:
        with desk.streaming()(heard, key) as tell:
            tell("One.")
            desk.waits("One.")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        speak()
    assert desk.inbox.opening(key) == f"{desk.channel.id}:{desk.told()[0].ts}"


def test_no_more_is_shown_at_first_than_of_a_finished_answer() -> None:
    sentences = [f"This is sentence {number} of a long talk." for number in range(100)]
    whole = beginning(sentences)
    assert 500 < len(whole) <= 600
    assert whole.endswith("talk.")
    assert all(whole.startswith(beginning(sentences[:count])) for count in range(15))
    assert beginning([]) == beginning(["x" * 700]) == ""


@pytest.mark.parametrize("sign", ["&", "<", "x", "漢", "& "])
def test_the_words_beside_the_blocks_fit_into_a_change(sign: str) -> None:
    made = beside(sign * 5000)
    assert TEXT // 8 < len(made) <= ESCAPED
    assert not made.endswith(("&", "&a", "&am", "&amp", "&l", "&lt"))
