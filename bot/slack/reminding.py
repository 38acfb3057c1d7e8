"""The weekly reminder of the next step of a saved plan: switched on and off at home, sent at ten in the person's morning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from bot.advisor.discretion import Discretion
from bot.slack.audience import Audiences
from bot.slack.handler import Pages
from bot.slack.heard import Heard, Kind
from bot.slack.posts import home_page, reply, to_person
from bot.slack.tongue import tongue_of
from bot.slack.views import nudge, short
from bot.slack.views.actions import Nudge, NudgeAct, Nudges, pressed
from bot.slack.who import Who
from catalog.errors import NotFound
from people.inbox import Post
from people.reminders import Reminder, Reminders, following
from people.store import PeopleStore, PersonKey
from retrieval.ports import CatalogSearch

MOST_IGNORED = 2
"""After so many without an answer there are no more."""
LATEST = dt.timedelta(hours=8)
"""A reminder that is later than this is left out: nobody wants it at night."""
NOTHING: tuple[Post, ...] = ()
_DONE_BY_PEOPLE = frozenset({Kind.MESSAGE, Kind.COMMAND, Kind.PRESS, Kind.FORM})


class Reminding:
    """Sends reminders, and hears what people answer to them."""

    def __init__(
        self,
        people: PeopleStore,
        reminders: Reminders,
        search: CatalogSearch,
        audiences: Audiences,
        pages: Pages,
        who: Who,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._people, self._reminders, self._search = people, reminders, search
        self._audiences, self._pages, self._who, self._clock = audiences, pages, who, clock

    def __call__(self, heard: Heard, _key: str) -> Sequence[Post] | None:
        """What is owed for a reminder that is due or an answer to one; None for everything else, which is noted as a sign
        of life."""
        if heard.kind is Kind.REMINDER:
            return self._due(heard, dt.datetime.fromisoformat(heard.text))
        if heard.kind in _DONE_BY_PEOPLE:
            self._note(heard.person)
        match pressed(heard.action) if heard.kind is Kind.PRESS else None:
            case Nudges(on=on):
                return self._switched(heard, on=on)
            case Nudge(act=NudgeAct.LATER):
                return (reply(heard, short.put_off(tongue_of(self._people, heard.person))),)
            case Nudge(act=NudgeAct.STOP):
                self._reminders.switch_off(heard.person)
                stopped = short.reminders_stopped(tongue_of(self._people, heard.person))
                return (reply(heard, stopped), home_page(heard, dict(self._pages(heard)), 2))
            case _:
                return None

    def _note(self, person: PersonKey) -> None:
        known = self._reminders.reminder(person)
        if known is not None and known.ignored:
            self._reminders.heard_from(person)

    def _switched(self, heard: Heard, *, on: bool) -> Sequence[Post]:
        if not on:
            self._reminders.switch_off(heard.person)
        elif self._reminders.reminder(heard.person) is None:
            now, tz = self._clock(), self._who.tz(heard.team, heard.user)
            self._reminders.switch_on(Reminder(heard.person, now, tz, following(now, tz, now)))
        return (home_page(heard, dict(self._pages(heard))),)

    def _due(self, heard: Heard, slot: dt.datetime) -> Sequence[Post]:
        """The reminder of a moment, the same one where it is asked for again before it was sent."""
        known = self._reminders.reminder(heard.person)
        if known is None or slot not in (known.next_at, known.last_at):
            return NOTHING
        ignored = known.ignored if slot == known.next_at else max(0, known.ignored - 1)
        if ignored >= MOST_IGNORED:
            self._reminders.switch_off(heard.person)
            return NOTHING
        now = self._clock()
        step = self._next_step(heard) if now - slot <= LATEST else None
        self._reminders.move(
            heard.person, slot, following(known.since, known.tz, max(now, slot)), sent=step is not None
        )
        if step is None:
            return NOTHING
        last = ignored + 1 == MOST_IGNORED
        return (to_person(heard, nudge.reminder(step, tongue_of(self._people, heard.person), last=last)),)

    def _next_step(self, heard: Heard) -> nudge.NextStep | None:
        """The first step that is not done of the last saved plan of which the person may be told; None without one, and
        after its end."""
        asker, done = self._audiences.of(heard, private=True), self._people.learner(heard.person).done
        discretion = Discretion(self._search, asker)
        plans = [plan for plan in self._people.plans(heard.person) if not discretion.hides_plan(plan)]
        steps = enumerate(plans[-1].steps, 1) if plans else ()
        found = next(((number, step) for number, step in steps if step.id not in done), None)
        if found is None:
            return None
        number, step = found
        try:
            item = self._search.show(step.id, asker)
        except NotFound:
            item = None
        return nudge.NextStep(plans[-1].title, number, step, plans[-1].currency, item)
