"""What comes due by itself: looked for every minute, and given to the inbox under a key that several processes share."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from bot.slack.heard import Heard, Kind, event_of
from people.desk import Handover, Handovers
from people.inbox import REMEMBERED, Event
from people.reminders import Reminder, Reminders

_LOG = logging.getLogger(__name__)


def running() -> dt.datetime:
    """A clock that runs, whatever moment stands for now."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Pace:
    """The clock by which things fall due, and how often they are looked for, in seconds."""

    clock: Callable[[], dt.datetime] = running
    every: float = 60.0


class Rounds:
    """Looks for hand-overs that nobody took within `patience` and for reminders whose moment has come."""

    def __init__(
        self,
        handovers: Handovers,
        reminders: Reminders,
        receive: Callable[[Event], object],
        patience: dt.timedelta,
        pace: Pace,
    ) -> None:
        self._handovers, self._reminders, self._receive = handovers, reminders, receive
        self._patience, self._pace = patience, pace
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._go, name="rounds", daemon=True)

    def start(self) -> None:
        """Begins to look."""
        self._thread.start()

    def close(self) -> None:
        """Looks no more."""
        self._stopped.set()
        self._thread.join()

    def once(self) -> None:
        """One round."""
        now = self._pace.clock()
        for handover in self._handovers.untaken(now - self._patience):
            self._receive(_overdue(handover))
        for reminder in self._reminders.due(now):
            self._receive(_due(reminder))
        self._handovers.sweep(now - REMEMBERED)

    def _go(self) -> None:
        while not self._stopped.wait(self._pace.every):
            try:
                self.once()
            except Exception as error:  # noqa: BLE001 a thread that died would remind nobody any more
                _LOG.warning("A round could not be made and is made again later: %s", type(error).__qualname__)


def _overdue(handover: Handover) -> Event:
    person, place = handover.person, handover.wish.place
    heard = Heard(
        kind=Kind.OVERDUE,
        team=person.workspace,
        user=person.user,
        channel=place.channel,
        thread=place.thread,
        direct=True,
        text=str(handover.number),
    )
    return event_of(heard, f"overdue:{handover.number}", running())


def _due(reminder: Reminder) -> Event:
    person, slot = reminder.person, reminder.next_at.astimezone(dt.UTC).isoformat()
    heard = Heard(kind=Kind.REMINDER, team=person.workspace, user=person.user, direct=True, text=slot)
    return event_of(heard, f"reminder:{person.workspace}:{person.user}:{slot}", running())
