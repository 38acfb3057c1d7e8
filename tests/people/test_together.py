"""Threads that write at once share a transaction: each gets its own result, and all hear of a failure."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from people.inbox import Event, Receipt
from people.sql.together import Together
from people.store import PersonKey
from tests.bot.inbox.child import now, opened


def test_those_who_come_meanwhile_are_written_together_and_each_hears_of_its_own() -> None:
    batches: list[list[int]] = []
    began, go_on = threading.Event(), threading.Event()

    def write(numbers: Sequence[int]) -> list[int]:
        batches.append([*numbers])
        began.set()
        go_on.wait(5)
        return [number * 2 for number in numbers]

    together = Together(write)
    with ThreadPoolExecutor(20) as threads:
        first = threads.submit(together, 0)
        began.wait(5)
        others = [threads.submit(together, number) for number in range(1, 20)]
        while len(together._waiting) < 19:
            time.sleep(0.001)
        go_on.set()
        assert [one.result() for one in (first, *others)] == [number * 2 for number in range(20)]
    assert batches[0] == [0]
    assert sorted(batches[1]) == [*range(1, 20)]


def test_all_hear_of_a_failure_and_the_next_is_written() -> None:
    fail = [True]

    def write(numbers: Sequence[int]) -> Sequence[int]:
        if fail[0]:
            raise OSError("the disk is full")
        return numbers

    together = Together(write)
    with pytest.raises(OSError, match="full"):
        together(1)
    fail[0] = False
    assert together(2) == 2


def test_many_that_come_at_once_are_kept_once_each_up_to_the_limit(tmp_path: Path) -> None:
    inbox = opened(tmp_path)
    with ThreadPoolExecutor(32) as threads:
        receipts = [
            threads.submit(inbox.receive, Event(f"key {n % 60}", f"lane {n}", PersonKey("T", "u"), "{}", now()), 50)
            for n in range(180)
        ]
        found = [one.result() for one in receipts]
    assert found.count(Receipt.NEW) == 50
    assert found.count(Receipt.KNOWN) + found.count(Receipt.BUSY) == 130
    assert inbox.health(now()).waiting == 50
    inbox.close()


def test_two_processes_keep_one_key_once(tmp_path: Path) -> None:
    inboxes = [opened(tmp_path) for _ in range(2)]
    with ThreadPoolExecutor(16) as threads:
        receipts = [
            threads.submit(
                inboxes[n % 2].receive, Event(f"key {n // 4}", "lane", PersonKey("T", "u"), "{}", now()), 999
            )
            for n in range(200)
        ]
        assert [one.result() for one in receipts].count(Receipt.NEW) == 50
    for inbox in inboxes:
        inbox.close()
