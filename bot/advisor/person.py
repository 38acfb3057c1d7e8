"""The asker as a person: what is known of them and what they saved. Changes are kept at the end of a turn, all or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from catalog.learner import Learner
from people.plan import SavedPlan
from people.store import PeopleStore, PersonKey

LISTS = ("skills", "done", "declined", "languages", "avoid", "notes")
"""The facts of which there may be several."""
MOST_NOTES = 20
"""So many notes are kept; the oldest goes first."""


class Person:
    """One person during one turn. Nothing reaches the store before `keep`; plans that it `hides` are kept and not told."""

    def __init__(
        self, store: PeopleStore, key: PersonKey, hides: Callable[[SavedPlan], bool] = lambda _: False
    ) -> None:
        self._store, self._key, self._hides = store, key, hides
        self._before = self.learner = store.learner(key)
        self._saved: list[SavedPlan] = []
        self._replaced: list[SavedPlan] = []
        self._dropped: list[int] = []
        self.forgotten = False

    # ---- facts

    def remember(self, **facts: Any) -> None:
        """Sets single facts and adds to those of which there may be several."""
        for name, value in facts.items():
            if name in LISTS:
                kept = (*getattr(self.learner, name), *value)
                facts[name] = tuple(dict.fromkeys(kept))
        if "notes" in facts:
            facts["notes"] = facts["notes"][-MOST_NOTES:]
        self.learner = Learner.model_validate(self.learner.model_dump() | facts)

    def forget(self, names: Iterable[str] = (), **values: Iterable[str]) -> None:
        """Unsets facts by name, and single values of those of which there may be several."""
        blank = Learner()
        less = {name: getattr(blank, name) for name in names}
        for name, gone in values.items():
            less[name] = tuple(value for value in getattr(self.learner, name) if value not in set(gone))
        self.learner = self.learner.model_copy(update=less)

    def forget_all(self) -> None:
        """Everything goes, conversations and saved plans with it."""
        self.learner, self.forgotten = Learner(), True
        self._saved, self._replaced, self._dropped = [], [], []

    def export(self) -> dict[str, Any]:
        """Everything that is kept, as JSON values."""
        return self._store.export(self._key)

    # ---- saved plans

    @property
    def plans(self) -> tuple[SavedPlan, ...]:
        """The saved plans by their numbers, as they will be after this turn."""
        if self.forgotten:
            return ()
        now = {plan.number: plan for plan in self._store.plans(self._key) if not self._hides(plan)}
        now |= {plan.number: plan for plan in self._replaced}
        return tuple(plan for number, plan in sorted(now.items()) if number not in self._dropped) + tuple(self._saved)

    def plan(self, number: int) -> SavedPlan | None:
        """The saved plan with a number."""
        return next((plan for plan in self.plans if plan.number == number), None)

    def save_plan(self, plan: SavedPlan) -> None:
        """Keeps a new plan, under the next number."""
        number = self._store.last_plan_number(self._key) + 1 + len(self._saved)
        self._saved.append(plan.model_copy(update={"number": number}))

    def replace_plan(self, plan: SavedPlan) -> None:
        """Keeps a plan in place of the saved one with its number."""
        self._replaced.append(plan)

    def drop_plan(self, number: int) -> None:
        """Removes a saved plan."""
        new = [plan for plan in self._saved if plan.number == number]
        if new:
            self._saved.remove(new[0])
        else:
            self._dropped.append(number)

    # ---- the end of a turn

    def keep(self, now: dt.datetime) -> int | None:
        """Writes what changed, as a whole where the caller opened a transaction of the store; the number of the plan that was
        saved last. Raises NotErased where erasing failed."""
        if self.forgotten:
            self._store.forget_person(self._key)
            return None
        if self.learner != self._before:
            self._store.keep_learner(self._key, self.learner, now)
        numbers = [self._store.save_plan(self._key, plan).number for plan in self._saved]
        for plan in self._replaced:
            self._store.replace_plan(self._key, plan)
        for number in self._dropped:
            self._store.drop_plan(self._key, number)
        return numbers[-1] if numbers else None


class Stranger(Person):
    """Somebody of whom nothing is known but the language, and nothing is kept."""

    def __init__(self, tongue: str) -> None:
        self._before = self.learner = Learner(tongue=tongue)
        self._saved, self._replaced, self._dropped, self.forgotten = [], [], [], False

    @property
    def plans(self) -> tuple[SavedPlan, ...]:
        """What this turn would save."""
        return tuple(self._saved)

    def save_plan(self, plan: SavedPlan) -> None:
        """Stands until the turn ends."""
        self._saved.append(plan)

    def export(self) -> dict[str, Any]:
        """Nothing."""
        return {}

    def keep(self, now: dt.datetime) -> int | None:
        """Keeps nothing."""
        return None
