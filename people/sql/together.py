"""Writing together: threads that write at the same moment share one transaction, and so one wait for the disk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


class Together(Generic[Given, Made]):
    """Calls `write` with everything that is waiting, in the order in which it came; it gives a result for each."""

    def __init__(self, write: Callable[[Sequence[Given]], Sequence[Made]]) -> None:
        self._write = write
        self._waiting: list[tuple[Given, Future[Made]]] = []
        self._adding, self._writing = threading.Lock(), threading.Lock()

    def __call__(self, given: Given) -> Made:
        """The result for one. Raises what `write` raised, for all that were written together."""
        future: Future[Made] = Future()
        with self._adding:
            self._waiting.append((given, future))
        with self._writing:
            if not future.done():
                self._write_all()
        return future.result()

    def _write_all(self) -> None:
        with self._adding:
            batch, self._waiting = self._waiting, []
        try:
            results = self._write([given for given, _ in batch])
        except BaseException as error:  # noqa: BLE001 each of those who wait is told
            for _, future in batch:
                future.set_exception(error)
            return
        for (_, future), result in zip(batch, results, strict=True):
            future.set_result(result)
