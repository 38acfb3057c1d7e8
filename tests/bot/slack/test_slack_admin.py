"""The catalog kept from Slack, from end to end: real files, the real command in a process of its own, a real bot."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.keeping import IngestProcess
from bot.wiring import opened_search
from catalog.learner import Learner
from people.workspaces import WorkspaceSettings
from tests.bot.conftest import settings_of
from tests.bot.slack.office import Office, office
from tests.catalog_ingest.pipeline.keeper import Keeper, courses, write_csv
from tests.slack_simulator import SlackSimulator
from tests.slack_simulator.people import Person
from tests.slack_simulator.world import Channel, Message

COMMAND = "/advise-admin"
TIME = 60


@pytest.fixture(scope="session")
def college(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of sixty courses, and the catalog that was read from it; the one before came from another file."""
    folder = tmp_path_factory.mktemp("college")
    made = Keeper(folder / "data")
    for place in (tmp_path_factory.mktemp("before"), folder):
        made.run(write_csv(place / "college.csv", courses(60)))
    return folder


@pytest.fixture
def source(college: Path) -> Path:
    """The file that is read again, as it was."""
    return write_csv(college / "college.csv", courses(60))


@pytest.fixture
def keeper(college: Path, source: Path, tmp_path: Path) -> Keeper:
    """A catalog of one's own that comes from the file."""
    return Keeper(Path(shutil.copytree(college / "data", tmp_path / "data")))


@pytest.fixture
def here(keeper: Keeper) -> Iterator[Office]:
    with _bot(keeper.folder) as made:
        yield made


@contextmanager
def _bot(folder: Path, **more: object) -> Iterator[Office]:
    with SlackSimulator(retry_after=(0.0, 0.05, 0.05)) as sim, opened_search(settings_of(folder)) as search:
        search.start_following()
        with office(search, folder, sim, admins=True, sample=False, **more) as made:
            yield made
        assert sim.violations == []


def _direct(here: Office, person: Person) -> list[Message]:
    return [message for message in here.sim.messages(person.direct()) if message.bot_id]


def _shows(here: Office, words: str, number: int = -1) -> Message:
    """A direct message to the boss once it says something."""

    def found() -> Message | None:
        told = [message for at, message in enumerate(_direct(here, here.boss)) if number in (at, -1)]
        return told[-1] if told and words in told[-1].text else None

    return here.sim.wait_for(found, timeout=TIME)


def _alone(here: Office, channel: Channel, person: Person, count: int = 1) -> str:
    """What is told to one person alone."""
    here.sim.wait_for(lambda: len(here.sim.ephemerals(channel, person)) >= count, timeout=TIME)
    return here.sim.ephemerals(channel, person)[-1].text


def _button(message: Message, name: str) -> dict:
    (found,) = [
        element
        for block in message.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["action_id"] == f"catalog:{name}"
    ]
    return found


def _buttons(message: Message) -> list[str]:
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return [element["action_id"] for row in rows for element in row]


def test_a_new_price_is_shown_used_and_taken_back(here: Office, keeper: Keeper, source: Path) -> None:
    write_csv(source, courses(61, {7: 25}))
    serving = keeper.active().id
    here.boss.runs(COMMAND, "reindex college")
    shown = _shows(here, "What would change")
    assert "1 added, 1 changed, 0 removed, 59 as before" in shown.text
    assert "Course 7 about subject 7: $10 → $25" in shown.text
    assert "New: Course 60 about subject 60" in shown.text
    assert keeper.active().id == serving
    assert "confirm" in _button(shown, "use")
    here.boss.clicks(shown, "catalog:use")
    used = _shows(here, "In use since")
    assert used.ts == shown.ts
    assert keeper.active().id != serving
    assert keeper.prices()["college:7"] == 25
    assert "confirm" in _button(used, "back")
    here.boss.clicks(used, "catalog:back")
    assert "college: 60 courses" in _shows(here, "The catalog before is in use again").text
    assert keeper.active().id == serving
    assert len(_direct(here, here.boss)) == 1


def test_learners_get_the_new_catalog_without_a_restart(here: Office, source: Path) -> None:
    write_csv(source, [*courses(60), {"id": 99, "title": "Beekeeping at Dawn", "provider": "Hive", "price": "$5"}])
    here.boss.runs(COMMAND, "reindex")
    here.boss.clicks(_shows(here, "What would change"), "catalog:use")
    _shows(here, "In use since")
    here.sim.wait_for(lambda: "Beekeeping" in here.tells(here.ann, "beekeeping courses").text, timeout=TIME)


def test_what_is_left_stays_as_it_is(here: Office, keeper: Keeper, source: Path) -> None:
    write_csv(source, courses(61))
    serving = keeper.active().id
    here.boss.runs(COMMAND, "reindex")
    here.boss.clicks(_shows(here, "What would change"), "catalog:leave")
    assert _buttons(_shows(here, "nothing was changed")) == []
    assert keeper.active().id == serving


def test_where_nothing_changes_there_is_nothing_to_decide(here: Office) -> None:
    here.boss.runs(COMMAND, "reindex")
    assert _buttons(_shows(here, "up to date")) == []


def test_buttons_that_are_pressed_twice_act_once(here: Office, keeper: Keeper, source: Path) -> None:
    write_csv(source, courses(61))
    here.boss.runs(COMMAND, "reindex")
    shown = _shows(here, "What would change")
    use = shown.blocks
    here.boss.clicks(shown, "catalog:use")
    here.boss.clicks(shown, "catalog:use")
    _shows(here, "under way already", 1)
    used = _shows(here, "In use since", 0)
    made = len(keeper.generations())
    again = used.blocks
    used.blocks = use
    here.boss.clicks(used, "catalog:use")
    assert "look at the changes again" in _shows(here, "may not be used", 0).text
    assert len(keeper.generations()) == made
    used.blocks = again
    here.boss.clicks(used, "catalog:back")
    _shows(here, "in use again", 0)
    back = keeper.active().id
    used.blocks = again
    here.boss.clicks(used, "catalog:back")
    assert "has changed since" in _shows(here, "did not work", 0).text
    assert keeper.active().id == back


def test_a_file_that_changed_after_it_was_shown_is_not_used(here: Office, keeper: Keeper, source: Path) -> None:
    write_csv(source, courses(61))
    serving = keeper.active().id
    here.boss.runs(COMMAND, "reindex")
    shown = _shows(here, "What would change")
    write_csv(source, courses(62))
    here.boss.clicks(shown, "catalog:use")
    assert _buttons(_shows(here, "have changed since")) == []
    assert keeper.active().id == serving


@pytest.mark.parametrize("left", [12, 0])
def test_a_file_that_lost_most_of_its_rows_cannot_be_used(
    left: int, here: Office, keeper: Keeper, source: Path
) -> None:
    source.write_text("".join(source.read_text().splitlines(keepends=True)[: left + 1]))
    serving = keeper.active().id
    here.boss.runs(COMMAND, "reindex")
    refused = _shows(here, "may not be used")
    assert f"{60 - left} removed" in refused.text
    assert _buttons(refused) == []
    assert keeper.active().id == serving


def test_a_file_that_is_gone_is_said(here: Office, source: Path) -> None:
    source.unlink()
    here.boss.runs(COMMAND, "reindex")
    assert "college" in _shows(here, "That did not work").text


def test_a_run_of_another_process_is_said(here: Office, keeper: Keeper) -> None:
    with (keeper.folder / "reindex.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        here.boss.runs(COMMAND, "reindex")
        _shows(here, "A run is under way already")


HOSTILE = [
    "/etc/passwd",
    "../../secret.csv",
    "https://evil.example/courses.csv",
    "--only",
    "college --only",
    "college; rm -rf /",
    "-- college.csv",
    "$(id)",
    "C:\\courses.csv",
    "college.csv",
    "x" * 4000,
]


def test_only_names_of_known_sources_are_read(here: Office, keeper: Keeper) -> None:
    general = here.sim.channel(here.team, "general", here.boss)
    for number, name in enumerate(HOSTILE, 1):
        here.boss.runs(COMMAND, f"reindex {name}", general)
        told = _alone(here, general, here.boss, number)
        assert "no source of that name" in told
        assert "college" in told
    assert _direct(here, here.boss) == []
    assert len(keeper.generations()) == 2


def test_nobody_else_runs_anything(here: Office, source: Path) -> None:
    write_csv(source, courses(61))
    general = here.sim.channel(here.team, "general", here.ann)
    for number, words in enumerate(["reindex", "status", "rollback", "help", ""], 1):
        here.ann.runs(COMMAND, words, general)
        assert "look after the catalog" in _alone(here, general, here.ann, number)
    assert _direct(here, here.boss) == []
    assert here.sim.bot_messages(general) == []


def test_a_button_of_an_admin_does_nothing_for_others(here: Office, keeper: Keeper, source: Path) -> None:
    write_csv(source, courses(61))
    here.boss.runs(COMMAND, "reindex")
    shown = _shows(here, "What would change")
    greeted = here.tells(here.ann, "hello", 2)
    greeted.blocks = shown.blocks
    serving = keeper.active().id
    here.ann.clicks(greeted, "catalog:use")
    here.sim.wait_for(lambda: "look after" in _direct(here, here.ann)[-1].text, timeout=TIME)
    assert keeper.active().id == serving


def test_in_a_channel_all_of_it_is_for_the_admin_alone(here: Office) -> None:
    general = here.sim.channel(here.team, "general", here.boss, here.ann)
    here.boss.runs(COMMAND, "status", general)
    told = _alone(here, general, here.boss)
    assert "60 courses" in told
    assert "in order" in told
    here.boss.runs(COMMAND, "help", general)
    assert "/advise-admin rollback" in _alone(here, general, here.boss, 2)
    here.boss.runs(COMMAND, "reindex", general)
    assert "direct messages" in _alone(here, general, here.boss, 3)
    _shows(here, "up to date")
    assert here.sim.bot_messages(general) == []
    assert here.sim.ephemerals(general, here.ann) == []


def test_going_back_is_offered_and_asked_once_more(here: Office, keeper: Keeper) -> None:
    serving = keeper.active().id
    here.boss.runs(COMMAND, "rollback")
    offer = _shows(here, "You can go back")
    assert "confirm" in _button(offer, "back")
    assert keeper.active().id == serving
    here.boss.clicks(offer, "catalog:back")
    _shows(here, "in use again")
    assert keeper.active().id != serving
    here.boss.runs(COMMAND, "rollback")
    here.boss.clicks(_shows(here, "You can go back", 1), "catalog:back")
    _shows(here, "no earlier catalog", 1)


DYING = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
SLOW = """
import json, sys, time
for done in range(0, 100_000, 500):
    line = {"stage": "reading", "source": "college", "done": done, "total": None}
    print(json.dumps(line), file=sys.stderr, flush=True)
    time.sleep(0.02)
"""


def _keeping(lines: str) -> IngestProcess:
    return IngestProcess(dict(os.environ), (sys.executable, "-c", lines))


def test_a_process_that_dies_is_said_and_another_run_may_follow(keeper: Keeper) -> None:
    with _bot(keeper.folder, catalogs=_keeping(DYING)) as here:
        here.boss.runs(COMMAND, "reindex")
        _shows(here, "ended without a result", 0)
        here.boss.runs(COMMAND, "reindex")
        _shows(here, "ended without a result", 1)
        here.boss.runs(COMMAND, "status")
        assert "ended without a result" in _alone(here, here.boss.direct(), here.boss)


def test_progress_is_shown_in_place_and_at_most_once_a_second(keeper: Keeper) -> None:
    with _bot(keeper.folder, catalogs=_keeping(SLOW)) as here:
        began = time.monotonic()
        here.boss.runs(COMMAND, "reindex")
        first = _shows(here, "Reading college: ").text
        here.sim.wait_for(lambda: _direct(here, here.boss)[0].text != first, timeout=TIME)
        assert len(here.sim.calls("chat.update")) <= time.monotonic() - began + 1
        answered = time.monotonic()
        here.tells(here.ann, "hello", 2)
        assert time.monotonic() - answered < 20
        here.boss.runs(COMMAND, "reindex college", here.boss.direct())
        assert "under way already" in _alone(here, here.boss.direct(), here.boss)
        here.service.close()
        _shows(here, "being stopped", 0)
        assert len(_direct(here, here.boss)) == 1


def test_a_result_arrives_as_a_message_of_its_own_where_the_first_one_never_came(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.admin.ARRIVAL", 0.0)
    with _bot(keeper.folder) as here:
        here.boss.runs(COMMAND, "reindex")
        _shows(here, "up to date", 1)


def test_an_admin_is_answered_in_their_language(here: Office) -> None:
    here.people.keep_learner(here.key(here.boss), Learner(tongue="de", device="phone"), dt.datetime.now(dt.UTC))
    here.boss.runs(COMMAND, "reindex")
    _shows(here, "der Katalog ist aktuell")


def test_an_admin_switches_the_model_and_the_threads(here: Office) -> None:
    here.boss.runs(COMMAND, "model on")
    assert "language model words answers" in _alone(here, here.boss.direct(), here.boss)
    assert here.people.workspace_settings(here.team.id) == WorkspaceSettings(model_allowed=True)
    here.boss.runs(COMMAND, "threads on")
    _alone(here, here.boss.direct(), here.boss, 2)
    here.boss.runs(COMMAND, "model off")
    _alone(here, here.boss.direct(), here.boss, 3)
    assert here.people.workspace_settings(here.team.id) == WorkspaceSettings(threads_read=True)
    here.ann.runs(COMMAND, "threads off")
    assert "for the people who look after" in _alone(here, here.ann.direct(), here.ann)
    assert here.people.workspace_settings(here.team.id).threads_read
