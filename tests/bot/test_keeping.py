"""The command in a process of its own: what it is told, what it may take, and what becomes of one that dies."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.advisor.catalogs import Progress
from bot.keeping import IngestProcess, environment_for
from bot.wiring import catalog_keeper
from catalog.errors import AdminError, AdvisorError, NotFound, NotUsable, RunUnderWay, SourceUnreadable
from tests.bot.conftest import settings_of
from tests.catalog_ingest.pipeline.keeper import Keeper, courses, write_csv

OUTCOME = {
    "generation": "g",
    "fingerprint": "f",
    "activated": False,
    "sources": [],
    "added": 0,
    "changed": 0,
    "removed": 0,
    "unchanged": 3,
    "examples": [],
}
Script = Callable[..., IngestProcess]


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """A command that does what a few lines of Python say."""

    def made(lines: str, longest: float = 30.0) -> IngestProcess:
        file = tmp_path / "command.py"
        file.write_text("import json, os, signal, sys, time\n" + lines)
        return IngestProcess(dict(os.environ), (sys.executable, str(file)), longest)

    return made


@pytest.fixture
def small(tmp_path: Path) -> Keeper:
    """Sixty courses that serve."""
    keeper = Keeper(tmp_path / "data")
    keeper.run(write_csv(tmp_path / "small.csv", courses(60)))
    return keeper


def _hear(_told: Progress) -> None:
    pass


def test_progress_is_heard_while_it_goes_on_and_other_lines_are_passed_over(script: Script) -> None:
    told: list[Progress] = []
    line = {"stage": "reading", "source": "a", "done": 500, "total": None}
    made = script(
        f"for line in [{json.dumps(line)!r}, 'a warning', '{{}}', 'x' * 100_000]: print(line, file=sys.stderr)\n"
        f"print({json.dumps(OUTCOME)!r})"
    )
    assert made.preview(None, told.append).unchanged == 3
    assert told == [Progress(**line)]


def test_a_long_document_and_much_progress_do_not_block_each_other(script: Script) -> None:
    made = script(
        "for n in range(5000): print(json.dumps({'stage': 'indexing', 'source': None, 'done': n, 'total': 5000}), "
        "file=sys.stderr)\n"
        f"print(json.dumps({OUTCOME!r} | {{'changes': ['x' * 100] * 30_000}}))"
    )
    told: list[Progress] = []
    assert made.preview(None, told.append).unchanged == 3
    assert len(told) == 5000


DEATHS = {
    "killed": "os.kill(os.getpid(), signal.SIGKILL)",
    "a traceback": "raise RuntimeError('secret')",
    "half a document": "print('{\"generation\": ')",
    "no document": "pass",
    "another document": "print('[]')",
    "a document that lacks everything": "print('{}')",
}


@pytest.mark.parametrize("lines", DEATHS.values(), ids=DEATHS)
def test_a_process_that_ends_without_a_result_is_a_sentence(lines: str, script: Script) -> None:
    with pytest.raises(NotUsable) as raised:
        script(lines).preview(None, _hear)
    assert "secret" not in raised.value.message
    assert raised.value.message.endswith(".")


def test_a_process_that_takes_too_long_is_ended(script: Script, tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    made = script(f"open({str(alive)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)", longest=1.0)
    began = time.monotonic()
    with pytest.raises(NotUsable, match="too long"):
        made.preview(None, _hear)
    assert time.monotonic() - began < 10
    assert not Path(f"/proc/{alive.read_text()}").exists()


def test_a_process_that_will_not_be_interrupted_is_killed(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.keeping.GRACE", 0.3)
    made = script("signal.signal(signal.SIGINT, signal.SIG_IGN)\ntime.sleep(60)", longest=1.0)
    with pytest.raises(NotUsable, match="too long"):
        made.preview(None, _hear)


def test_a_run_ends_with_the_bot_and_no_other_begins(script: Script, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    made = script(f"open({str(begun)!r}, 'w').close()\ntime.sleep(60)")
    errors: list[AdvisorError] = []

    def run() -> None:
        try:
            made.preview(None, _hear)
        except AdvisorError as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    while not begun.exists():
        time.sleep(0.01)
    made.stop()
    thread.join(10)
    assert ["stopped" in error.message for error in errors] == [True]
    with pytest.raises(NotUsable, match="stopped"):
        made.status()


def test_a_listener_that_fails_leaves_no_process(script: Script, tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    line = json.dumps({"stage": "reading", "source": "a", "done": 1, "total": None})
    made = script(
        f"open({str(alive)!r}, 'w').write(str(os.getpid()))\nprint({line!r}, file=sys.stderr, flush=True)\ntime.sleep(60)"
    )

    def fail(_told: Progress) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        made.preview(None, fail)
    assert not Path(f"/proc/{alive.read_text()}").exists()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("run_under_way", RunUnderWay),
        ("source_unreadable", SourceUnreadable),
        ("not_found", NotFound),
        ("storage_failed", AdminError),
    ],
)
def test_an_error_of_the_command_is_told_as_it_stands(code: str, kind: type[AdvisorError], script: Script) -> None:
    error = {"error": {"code": code, "message": "It is so.", "choices": ["a"]}}
    with pytest.raises(kind) as raised:
        script(f"print({json.dumps(error)!r}); sys.exit(3)").preview(None, _hear)
    assert raised.value.message == "It is so."
    assert raised.value.choices == ("a",)


def test_a_command_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotUsable, match="could not be started"):
        IngestProcess({}, (str(tmp_path / "none"),)).status()


def test_the_process_gets_the_settings_and_nothing_of_slack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    monkeypatch.setenv("ADVISOR_DATA_DIR", "elsewhere")
    made = environment_for({"ADVISOR_DATA_DIR": str(tmp_path)})
    assert made["ADVISOR_DATA_DIR"] == str(tmp_path)
    assert "xoxb-secret" not in str(made)


def test_only_a_known_source_is_read_whatever_its_name(small: Keeper, tmp_path: Path) -> None:
    odd = "--only; $(id) “odd”"
    small.run(write_csv(tmp_path / "-odd.csv", courses(3)), name=odd)
    keeping = catalog_keeper(settings_of(small.folder))
    write_csv(tmp_path / "-odd.csv", courses(4))
    shown = keeping.preview(odd, _hear)
    assert (shown.added, shown.removed, [source.name for source in shown.sources]) == (1, 0, [odd])
    for name in ("", "small.csv", str(tmp_path / "-odd.csv"), "--only"):
        with pytest.raises(NotFound):
            keeping.preview(name, _hear)


def test_going_back_needs_the_catalog_that_was_seen(small: Keeper, tmp_path: Path) -> None:
    small.run(write_csv(tmp_path / "small.csv", courses(61)))
    keeping = catalog_keeper(settings_of(small.folder))
    with pytest.raises(AdminError, match="has changed since"):
        keeping.rollback("another")
    assert keeping.rollback(small.active().id).size == 60
