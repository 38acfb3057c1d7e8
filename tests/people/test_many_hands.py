"""Several threads, several processes, and a process that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from catalog.errors import NotFound
from catalog.learner import Learner
from catalog.settings import StoreSettings
from people.sql.open import open_people
from people.sql.store import SqlPeopleStore
from people.store import PersonKey
from tests.conftest import ROOT
from tests.people.conftest import ANA, NOW, OTHERS, conversation, plan

BEGIN = """
from catalog.learner import Learner
from catalog.settings import StoreSettings
from people.sql.open import open_people
from tests.people.conftest import ANA, NOW, conversation, plan
store = open_people(StoreSettings())
"""


def process(code: str, folder: Path) -> subprocess.Popen[str]:
    environment = {"PATH": os.environ["PATH"], "ADVISOR_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", BEGIN + code]
    return subprocess.Popen(command, env=environment, cwd=folder, text=True, stdout=subprocess.PIPE)


def numbers(store: SqlPeopleStore, person: PersonKey = ANA) -> list[int]:
    return [one.number for one in store.plans(person)]


def test_threads_that_save_at_once_get_different_numbers(sql_store: SqlPeopleStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        kept = [*pool.map(lambda n: sql_store.save_plan(ANA, plan(str(n))), range(40))]
    assert sorted(one.number for one in kept) == [*range(1, 41)]
    assert sorted(kept, key=lambda one: one.number) == [*sql_store.plans(ANA)]


def test_processes_that_save_at_once_get_different_numbers(settings: StoreSettings, tmp_path: Path) -> None:
    save = "for n in range(20): print(store.save_plan(ANA, plan(str(n))).number)"
    started = [process(save, tmp_path), process(save, tmp_path)]
    answers = "".join(one.communicate(timeout=60)[0] for one in started)
    assert sorted(map(int, answers.split())) == [*range(1, 41)]
    store = open_people(settings)
    assert numbers(store) == [*range(1, 41)]
    store.close()


def test_processes_that_open_a_new_folder_at_once_share_one_store(settings: StoreSettings, tmp_path: Path) -> None:
    started = [process("print(store.save_plan(ANA, plan()).number)", tmp_path) for _ in range(3)]
    assert sorted(one.communicate(timeout=60)[0].strip() for one in started) == ["1", "2", "3"]


def test_saving_dropping_and_forgetting_at_once_keep_everybody_apart(sql_store: SqlPeopleStore) -> None:
    def live(person: PersonKey) -> list[int]:
        for _ in range(4):
            sql_store.save_plan(person, plan(person.user))
        sql_store.drop_plan(person, 2)
        sql_store.keep_learner(person, Learner(goal=person.workspace), NOW)
        if person == ANA:
            sql_store.forget_person(person)
        return [sql_store.save_plan(person, plan(person.user)).number]

    people = [ANA, *OTHERS]
    with ThreadPoolExecutor(len(people)) as pool:
        last = [*pool.map(live, people)]
    assert last == [[1], *[[5]] * len(OTHERS)]
    assert [numbers(sql_store, person) for person in people] == [[1], *[[1, 3, 4, 5]] * len(OTHERS)]
    assert [sql_store.learner(person).goal for person in OTHERS] == [person.workspace for person in OTHERS]


def test_threads_whose_transactions_meet_wait_for_each_other(sql_store: SqlPeopleStore) -> None:
    def save_two(n: int) -> set[int]:
        with sql_store.transaction():
            return {sql_store.save_plan(ANA, plan(str(n))).number for _ in range(2)}

    with ThreadPoolExecutor(6) as pool:
        pairs = [*pool.map(save_two, range(12))]
    assert sorted(map(sorted, pairs)) == [[n, n + 1] for n in range(1, 25, 2)]


def test_a_plan_that_many_drop_at_once_is_dropped_once(sql_store: SqlPeopleStore) -> None:
    sql_store.save_plan(ANA, plan())

    def drop(_: int) -> bool:
        try:
            sql_store.drop_plan(ANA, 1)
        except NotFound:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(drop, range(4))) == 1


def test_an_export_is_of_one_moment(sql_store: SqlPeopleStore) -> None:
    """Plans and their counter are written together, so they are exported together."""
    with ThreadPoolExecutor(3) as pool:
        writing = [pool.submit(sql_store.save_plan, ANA, plan()) for _ in range(40)]
        seen = [sql_store.export(ANA) for _ in range(40)]
        assert all(one.result() for one in writing)
    assert all(len(one["plans"]) == one["last_plan_number"] for one in seen)


WRITE_ON = """
n = 0
while True:
    n += 1
    store.keep_learner(ANA, Learner(goal=str(n), notes=(str(n) * 3000,)), NOW)
    store.save_plan(ANA, plan(str(n) * 3000))
    store.save(conversation(ANA), str(n) * 3000, NOW)
    print(n, flush=True)
"""


@pytest.mark.parametrize("after", [1, 7, 20])
def test_a_killed_writer_leaves_the_old_or_the_new(settings: StoreSettings, tmp_path: Path, after: int) -> None:
    writer = process(WRITE_ON, tmp_path)
    assert writer.stdout is not None
    for _ in range(after):
        told = int(writer.stdout.readline())
    os.kill(writer.pid, signal.SIGKILL)
    told = int((writer.communicate()[0].splitlines() or [told])[-1])
    store = open_people(settings)
    learner, plans, state = store.learner(ANA), store.plans(ANA), store.load(conversation(ANA))
    assert learner.goal in {str(told), str(told + 1)}
    assert learner.notes == (learner.goal * 3000,)
    assert numbers(store) == [*range(1, len(plans) + 1)]
    assert len(plans) in {told, told + 1}
    assert all(one.title == str(one.number) * 3000 for one in plans)
    assert state in {str(told) * 3000, str(told + 1) * 3000}
    assert store.save_plan(ANA, plan()).number == len(plans) + 1
    store.close()


FORGET = """
store.keep_learner(ANA, Learner(notes=("Zq9~" * 9000,)), NOW)
import sqlite3
other = sqlite3.connect("people.db", isolation_level=None)
other.execute("BEGIN")
other.execute("SELECT * FROM profile").fetchone()
store._patience = 60
print("forgetting", flush=True)
store.forget_person(ANA)
"""


def test_a_process_killed_while_it_erases_leaves_nothing_after_the_next_opening(
    settings: StoreSettings, tmp_path: Path
) -> None:
    eraser = process(FORGET, tmp_path)
    assert eraser.stdout is not None
    assert eraser.stdout.readline() == "forgetting\n"
    with pytest.raises(subprocess.TimeoutExpired):
        eraser.wait(0.5)
    os.kill(eraser.pid, signal.SIGKILL)
    eraser.communicate()
    store = open_people(settings)
    assert store.learner(ANA) == Learner()
    assert all(b"Zq9~" not in path.read_bytes() for path in tmp_path.iterdir())
    store.close()
