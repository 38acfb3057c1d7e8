"""Installations: encrypted at rest under keys that change, erased when removed; states that work once."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from catalog.errors import NotErased, NotUsable
from catalog.settings import StoreSettings
from people.installations import MAKE_KEY
from people.sql.installations import SqlInstallations
from people.sql.open import open_installations
from tests.people.conftest import NOW
from tests.people.test_erasing import reading

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))
TOKEN = "xoxb-plain-token-Zq9"
BODY = f'{{"bot_token": "{TOKEN}", "team_name": "Campus"}}'
LATER = NOW + dt.timedelta(minutes=10)


@pytest.fixture
def opened(settings: StoreSettings) -> Iterator[Callable[..., SqlInstallations]]:
    """Opens the installations with some keys."""
    found = []

    def open_with(*keys: str) -> SqlInstallations:
        found.append(open_installations(settings, keys))
        return found[-1]

    yield open_with
    for one in found:
        one.close()


@pytest.fixture
def installations(opened: Callable[..., SqlInstallations]) -> SqlInstallations:
    return opened(OLD)


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def encrypted(folder: Path) -> str:
    """The one row as it is kept."""
    with closing(sqlite3.connect(folder / "people.db")) as other:
        return str(other.execute("SELECT body FROM installation").fetchone()[0])


def test_each_workspace_has_its_own_and_the_last_one_counts(installations: SqlInstallations) -> None:
    installations.keep("T1", '{"bot_token": "earlier"}')
    installations.keep("T2", '{"bot_token": "two"}')
    installations.keep("T1", BODY)
    assert installations.find("T1") == BODY
    assert installations.find("T2") == '{"bot_token": "two"}'
    assert [installations.find(name) for name in ("", "t1", "T%", "T3")] == [None] * 4
    assert installations.workspaces() == ("T1", "T2")


def test_nothing_of_a_token_stands_in_a_file(installations: SqlInstallations, tmp_path: Path) -> None:
    installations.keep("T1", BODY)
    kept = everything(tmp_path)
    assert b"T1" in kept
    for plain in (TOKEN, TOKEN[5:], "Campus", OLD):
        assert plain.encode() not in kept


def test_equal_tokens_do_not_look_equal(installations: SqlInstallations, tmp_path: Path) -> None:
    installations.keep("T1", BODY)
    once = encrypted(tmp_path)
    installations.keep("T1", BODY)
    assert encrypted(tmp_path) != once


def test_another_process_with_the_key_reads_it(
    opened: Callable[..., SqlInstallations], installations: SqlInstallations
) -> None:
    installations.keep("T1", BODY)
    assert opened(OLD).find("T1") == BODY


@pytest.mark.parametrize("keys", [(OTHER,), (NEW, OTHER)], ids=["one key", "two keys"])
def test_a_lost_key_is_told_in_one_sentence_without_anything_secret(
    opened: Callable[..., SqlInstallations],
    installations: SqlInstallations,
    keys: tuple[str, ...],
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    installations.keep("T1", BODY)
    before = encrypted(tmp_path)
    lost = opened(*keys)
    with pytest.raises(NotUsable, match=r"workspace T1 .* install the app .* once more\.$") as refused:
        lost.find("T1")
    assert "T1 is opened by no key" in caplog.text
    said = f"{refused.value!r} {refused.value.__cause__!r} {caplog.text}"
    for secret in (TOKEN, OLD, *keys, before):
        assert secret not in said
    assert encrypted(tmp_path) == before, "whoever finds the key again can read it"


def test_a_workspace_whose_key_is_lost_can_be_installed_again(
    opened: Callable[..., SqlInstallations], installations: SqlInstallations
) -> None:
    installations.keep("T1", BODY)
    lost = opened(NEW)
    lost.keep("T1", BODY)
    assert lost.find("T1") == BODY


def test_what_was_tampered_with_is_not_read(installations: SqlInstallations, tmp_path: Path) -> None:
    installations.keep("T1", BODY)
    for body in (encrypted(tmp_path)[:-6] + "AAAA==", "", BODY, "é"):
        with closing(sqlite3.connect(tmp_path / "people.db")) as other, other:
            other.execute("UPDATE installation SET body = ?", (body,))
        with pytest.raises(NotUsable):
            installations.find("T1")


def test_a_new_key_in_front_has_all_rows_encrypted_with_it_and_the_old_one_can_go(
    opened: Callable[..., SqlInstallations], installations: SqlInstallations, tmp_path: Path
) -> None:
    for number in range(30):
        installations.keep(f"T{number}", BODY + " " * number)
    before = encrypted(tmp_path)
    assert opened(NEW, OLD).find("T3") == BODY + "   "
    assert before[:60].encode() not in everything(tmp_path), "whoever has the old key finds nothing in the files"
    alone = opened(NEW)
    assert [alone.find(f"T{number}") for number in range(30)] == [BODY + " " * number for number in range(30)]
    with pytest.raises(NotUsable):
        installations.find("T3")


def test_what_an_older_process_still_writes_is_read_and_encrypted_at_the_next_opening(
    opened: Callable[..., SqlInstallations], installations: SqlInstallations
) -> None:
    rotated = opened(NEW, OLD)
    installations.keep("T1", BODY)
    assert rotated.find("T1") == BODY
    assert rotated.encrypt_anew() == 1
    assert rotated.encrypt_anew() == 0
    assert opened(NEW).find("T1") == BODY


def test_opening_with_the_same_keys_writes_nothing(
    opened: Callable[..., SqlInstallations], installations: SqlInstallations, tmp_path: Path
) -> None:
    installations.keep("T1", BODY)
    before = encrypted(tmp_path)
    opened(OLD, NEW)
    assert encrypted(tmp_path) == before


NO_KEYS: dict[str, tuple[str, ...]] = {
    "none": (),
    "short": ("short",),
    "one of two": (NEW, "x" * 41),
    "not ASCII": ("é" * 44,),
    "cut off": (NEW[:-1],),
}


@pytest.mark.parametrize("keys", NO_KEYS.values(), ids=NO_KEYS)
def test_without_a_key_it_is_said_how_to_make_one(settings: StoreSettings, keys: tuple[str, ...]) -> None:
    with pytest.raises(NotUsable, match="ADVISOR_TOKEN_KEYS") as refused:
        open_installations(settings, keys)
    assert MAKE_KEY in refused.value.message
    assert refused.value.__suppress_context__ or refused.value.__context__ is None
    assert not any(key in str(refused.value) for key in keys)
    assert not (settings.data_dir / "people.db").exists()


def test_the_command_that_makes_a_key_makes_one(opened: Callable[..., SqlInstallations]) -> None:
    program, flag, code = MAKE_KEY.split(" ", 2)
    assert (program, flag) == ("python", "-c")
    made = subprocess.run(
        [sys.executable, "-c", code.strip('"')], capture_output=True, text=True, check=True, timeout=60
    )
    store = opened(made.stdout.strip())
    store.keep("T1", BODY)
    assert store.find("T1") == BODY


def test_who_needs_no_encryption_does_not_import_it(tmp_path: Path) -> None:
    check = (
        "import sys; from catalog.settings import StoreSettings; from people.sql.open import open_people;"
        f"open_people(StoreSettings(ADVISOR_DATA_DIR={str(tmp_path)!r})); sys.exit('cryptography' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", check], timeout=60, check=False).returncode == 0


def test_a_removed_installation_leaves_not_even_its_encrypted_form(
    installations: SqlInstallations, tmp_path: Path
) -> None:
    installations.keep("T2", "stays")
    installations.keep("T1", BODY * 200)
    with closing(sqlite3.connect(tmp_path / "people.db")) as other:
        gone = other.execute("SELECT body FROM installation WHERE workspace = 'T1'").fetchone()[0]
    assert gone[100:140].encode() in everything(tmp_path)
    installations.remove("T1")
    installations.remove("T1")
    kept = everything(tmp_path)
    for place in range(0, len(gone) - 40, 500):
        assert gone[place : place + 40].encode() not in kept
    assert (installations.find("T1"), installations.find("T2")) == (None, "stays")


def test_while_somebody_reads_a_removal_says_that_bytes_may_stay(
    settings: StoreSettings, installations: SqlInstallations
) -> None:
    impatient = SqlInstallations(installations._engine, installations._encryption, patience=0.2)
    impatient.keep("T1", BODY)
    with reading(settings), pytest.raises(NotErased):
        impatient.remove("T1")
    assert impatient.find("T1") is None


# ---- states


def test_a_state_works_once(installations: SqlInstallations) -> None:
    installations.begin("s", LATER, NOW)
    assert installations.end("s", NOW)
    assert not installations.end("s", NOW)
    assert not installations.end("never begun", NOW)
    assert not installations.end("", NOW)


def test_a_state_works_until_it_expires(installations: SqlInstallations) -> None:
    for name in ("early", "late"):
        installations.begin(name, LATER, NOW)
    assert installations.end("early", LATER - dt.timedelta(seconds=1))
    assert not installations.end("late", LATER)


def test_moments_of_any_zone_are_the_same_moment(installations: SqlInstallations) -> None:
    east = dt.timezone(dt.timedelta(hours=9))
    installations.begin("s", LATER.astimezone(east), NOW)
    assert not installations.end("s", LATER.astimezone(dt.timezone(dt.timedelta(hours=-8))))
    assert installations.end("s", NOW.astimezone(east))


def test_what_has_expired_is_removed_when_another_is_begun(installations: SqlInstallations, tmp_path: Path) -> None:
    for number in range(5):
        installations.begin(f"s{number}", LATER, NOW)
    installations.begin("new", LATER + dt.timedelta(hours=1), LATER)
    with closing(sqlite3.connect(tmp_path / "people.db")) as other:
        assert other.execute("SELECT count(*) FROM install_state").fetchone() == (1,)


def test_a_state_cannot_be_read_from_the_file(installations: SqlInstallations, tmp_path: Path) -> None:
    installations.begin("a-secret-state", LATER, NOW)
    assert b"a-secret-state" not in everything(tmp_path)


def test_of_many_at_once_one_ends_a_state(
    opened: Callable[..., SqlInstallations], installations: SqlInstallations
) -> None:
    doors = [installations, opened(OLD)]
    for turn in range(10):
        installations.begin(f"s{turn}", LATER, NOW)
        with ThreadPoolExecutor(8) as pool:
            ended = [*pool.map(lambda number, turn=turn: doors[number % 2].end(f"s{turn}", NOW), range(8))]
        assert sum(ended) == 1
