"""One run at a time, and a message that changes in its place."""

from __future__ import annotations

import threading

from bot.inbox.limits import Limits
from bot.inbox.sending import Delivered, Later, Refused
from bot.inbox.sending import Sender as Outgoing
from bot.slack.heard import Heard, Kind
from bot.slack.live import Courier, LiveMessage
from bot.slack.posts import POST_MESSAGE, UPDATE, Body, Posted
from bot.slack.runs import Runs
from bot.slack.service import running
from bot.slack.views.short import plain
from people.inbox import Owed

HEARD = Heard(kind=Kind.COMMAND, team="T1", user="U1", channel="D1", direct=True)
PLACE = Posted("D1", "17.5")


def test_work_is_begun_once_and_not_beside_other_work() -> None:
    runs, go, done = Runs(), threading.Event(), []
    assert runs.begin("a", lambda: (go.wait(10), done.append("a")))
    assert runs.busy
    assert runs.begin("a", lambda: done.append("a again"))
    assert not runs.begin("b", lambda: done.append("b"))
    go.set()
    runs.wait(10)
    assert not runs.busy
    assert runs.begin("a", lambda: done.append("a again"))
    assert runs.begin("b", lambda: done.append("b"))
    runs.wait(10)
    assert done == ["a", "b"]


def test_of_many_that_begin_at_once_one_does() -> None:
    runs, go, begun = Runs(), threading.Event(), []
    threads = [
        threading.Thread(target=lambda key=str(number): begun.append(runs.begin(key, lambda: go.wait(10))))
        for number in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    go.set()
    assert begun.count(True) == 1


class Slack:
    """Takes posts, with the outcomes that it is given first."""

    def __init__(self, *outcomes: Delivered | Later | Refused | Exception) -> None:
        self.outcomes, self.taken = list(outcomes), []

    def __call__(self, post: Owed) -> Delivered | Later | Refused:
        outcome = self.outcomes.pop(0) if self.outcomes else Delivered(str(PLACE))
        if isinstance(outcome, Exception):
            raise outcome
        if isinstance(outcome, Delivered):
            self.taken.append((post.post.method, Body.model_validate_json(post.post.body).arguments))
        return outcome

    def texts(self) -> list[str]:
        return [arguments["text"] for _, arguments in self.taken]


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _live(slack: Slack, clock: Clock, place: Posted | None = PLACE) -> LiveMessage:
    outgoing = Outgoing(None, slack, running, Limits(first_pause=0.01, longest_pause=0.01))
    return LiveMessage(HEARD, "key", lambda: place, Courier(slack, outgoing), clock)


def test_progress_within_a_second_is_passed_over_but_never_the_end() -> None:
    slack, clock = Slack(), Clock()
    live = _live(slack, clock)
    for step in range(30):
        live.tell(plain(f"step {step}"))
        clock.now += 0.125
    live.end(plain("done"))
    assert slack.texts() == ["step 0", "step 8", "step 16", "step 24", "done"]
    assert {method for method, _ in slack.taken} == {UPDATE}
    assert {(arguments["channel"], arguments["ts"]) for _, arguments in slack.taken} == {PLACE}


def test_progress_waits_as_long_as_slack_asks_for() -> None:
    slack, clock = Slack(Later(30.0)), Clock()
    live = _live(slack, clock)
    live.tell(plain("too much"))
    clock.now += 29
    live.tell(plain("still too much"))
    clock.now += 2
    live.tell(plain("now"))
    assert slack.texts() == ["now"]


def test_a_connection_that_breaks_ends_no_run_and_loses_no_result() -> None:
    slack, clock = Slack(OSError("down"), Later(uncertain=True), OSError("down")), Clock()
    live = _live(slack, clock)
    live.tell(plain("lost"))
    live.end(plain("done"))
    assert slack.texts() == ["done"]


def test_a_result_without_a_place_is_a_direct_message() -> None:
    slack = Slack()
    live = _live(slack, Clock(), None)
    live.tell(plain("nowhere"))
    live.end(plain("done"))
    ((method, arguments),) = slack.taken
    assert (method, arguments["channel"], arguments["text"]) == (POST_MESSAGE, "U1", "done")


def test_a_place_is_read_as_it_was_written() -> None:
    assert Posted.of(str(PLACE)) == PLACE
