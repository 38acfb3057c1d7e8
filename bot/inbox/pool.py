"""The pool: threads that answer events and deliver posts, in any number of processes over one database."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable
from functools import partial

from bot.inbox.answering import Answerer, Apologise, Handle
from bot.inbox.bell import Bell
from bot.inbox.limits import Limits
from bot.inbox.sending import Clock, Send, Sender
from people.inbox import Event, Inbox, Outbox, Receipt

_LOG = logging.getLogger(__name__)


class Pool:
    """Answers each event once and in the order of its lane. `clock` has to run: leases and pauses are measured by it."""

    def __init__(
        self,
        inbox: Inbox,
        outbox: Outbox,
        handle: Handle,
        send: Send,
        on_failure: Apologise,
        clock: Clock,
        limits: Limits | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._inbox, self._clock = inbox, clock
        self._sender = Sender(outbox, send, clock, self._limits)
        self._answerer = Answerer(inbox, self._sender, handle, on_failure, clock, self._limits)
        self._came, self._owed = Bell(), Bell()
        self._closing, self._closed = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        self._busy: dict[str, str | None] = {}
        name = uuid.uuid4().hex
        self._workers = [
            *(self._worker(self._answer_next, self._came, f"{name} answers {n}") for n in range(self._limits.size)),
            *(self._worker(self._send_next, self._owed, f"{name} sends {n}") for n in range(self._limits.senders)),
        ]
        self._keepers = [threading.Thread(target=keep, daemon=True) for keep in (self._renew, self._sweep)]

    def start(self) -> None:
        """Begins to work."""
        for thread in (*self._workers, *self._keepers):
            thread.start()

    def receive(self, event: Event) -> Receipt:
        """Keeps an event and has it answered; refused where too many wait."""
        receipt = self._inbox.receive(event, self._limits.most)
        if receipt is Receipt.NEW:
            self._came.ring()
        return receipt

    def close(self, timeout: float) -> None:
        """Claims nothing more, waits so many seconds for what is under way and puts back the events that are not done.

        A post that is under way even then is looked for by whoever claims it next.
        """
        self._closing.set()
        for bell in (self._came, self._owed):
            bell.ring_all()
        deadline = time.monotonic() + timeout
        for thread in self._workers:
            thread.join(max(0.0, deadline - time.monotonic()))
        with self._lock:
            unfinished = {worker: key for worker, key in self._busy.items() if key is not None}
        for worker, key in unfinished.items():
            self._safely(partial(self._inbox.release, key, worker))
        self._closed.set()
        for thread in self._keepers:
            thread.join()

    # ---- threads

    def _worker(self, step: Callable[[str], bool], bell: Bell, name: str) -> threading.Thread:
        return threading.Thread(target=self._work, args=(step, bell, name), name=name, daemon=True)

    def _work(self, step: Callable[[str], bool], bell: Bell, worker: str) -> None:
        while not self._closing.is_set():
            heard = bell.heard()
            if not self._safely(partial(step, worker)) and not self._closing.is_set():
                bell.wait(heard, self._limits.poll)

    def _answer_next(self, worker: str) -> bool:
        claimed = self._answerer.claimed(worker)
        if claimed is None:
            return False
        with self._lock:
            self._busy[worker] = claimed.event.key
        try:
            self._answerer.answer(claimed, worker)
        finally:
            with self._lock:
                del self._busy[worker]
        self._owed.ring()
        return True

    def _send_next(self, worker: str) -> bool:
        with self._lock:
            self._busy[worker] = None
        try:
            return self._sender.step(worker)
        finally:
            with self._lock:
                del self._busy[worker]

    def _renew(self) -> None:
        while not self._closed.wait(self._limits.lease.total_seconds() / 4):
            self._safely(self._renew_busy)

    def _renew_busy(self) -> None:
        with self._lock:
            workers = [*self._busy]
        if workers:
            self._inbox.renew(workers, self._clock(), self._limits.lease)

    def _sweep(self) -> None:
        while not self._closing.wait(self._limits.sweep):
            self._safely(lambda: self._inbox.sweep(self._clock()))

    def _safely(self, act: Callable[[], object]) -> bool:
        """Whether something was done; a database that refuses is asked again later."""
        try:
            return bool(act())
        except Exception as error:  # noqa: BLE001 a thread that died would answer nobody any more
            _LOG.warning("The inbox could not go on and tries again: %s", type(error).__qualname__)
            return False
