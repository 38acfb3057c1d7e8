"""The ports of the people store: what the advisor needs of it, whatever keeps it."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from catalog.learner import Learner
from people.plan import SavedPlan


@dataclass(frozen=True, slots=True)
class PersonKey:
    """Who somebody is: a user of a workspace ("" where there is none)."""

    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class ConversationKey:
    """Whose conversation it is: an id means nothing without its user and workspace ("" where there is none)."""

    workspace: str
    user: str
    conversation: str

    @property
    def person(self) -> PersonKey:
        """Whose it is."""
        return PersonKey(self.workspace, self.user)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, by the id that its door gave it, and the JSON text of its answer."""

    question: str
    answer: str


class ConversationStore(Protocol):
    """Keeps the state of conversations as JSON text."""

    def load(self, key: ConversationKey) -> str | None:
        """The state as it was last kept; None for a new conversation."""

    def save(self, key: ConversationKey, state: str, now: dt.datetime, answered: Answered | None = None) -> None:
        """Keeps a state in place of an earlier one, and what was answered last, in one transaction.

        What was answered earlier stays where `answered` is None.
        """

    def answered(self, key: ConversationKey, question: str | None = None) -> str | None:
        """The last answer that was kept of a conversation, where it is that to `question`; to whatever it was, for None."""

    def forget(self, key: ConversationKey) -> None:
        """Removes a conversation, to the last byte of its state."""


class PeopleStore(ConversationStore, Protocol):
    """Keeps all that is known of people: profiles, saved plans and conversations."""

    def transaction(self) -> AbstractContextManager[None]:
        """What the thread writes within is kept as a whole or not at all; what it reads meanwhile is as it was before."""

    def knows(self, person: PersonKey) -> bool:
        """Whether anything is kept of somebody: a profile, a plan or a conversation."""

    def learner(self, person: PersonKey) -> Learner:
        """What is known of somebody; a blank learner for a stranger."""

    def keep_learner(self, person: PersonKey, learner: Learner, now: dt.datetime) -> None:
        """Keeps a profile in place of an earlier one; a blank one is removed."""

    def plans(self, person: PersonKey) -> tuple[SavedPlan, ...]:
        """The saved plans of somebody, by their numbers."""

    def last_plan_number(self, person: PersonKey) -> int:
        """The number of the plan that somebody saved last, dropped or not; 0 where there was none."""

    def save_plan(self, person: PersonKey, plan: SavedPlan) -> SavedPlan:
        """Keeps a plan under the person's next number; the number of `plan` is not looked at."""

    def replace_plan(self, person: PersonKey, plan: SavedPlan) -> None:
        """Keeps a plan in place of the one with its number. Raises NotFound where there is none."""

    def drop_plan(self, person: PersonKey, number: int) -> None:
        """Removes a plan, to the last byte. Raises NotFound where there is none."""

    def forget_person(self, person: PersonKey) -> None:
        """Removes everything of a person, to the last byte of the file; the number of plans begins anew."""

    def export(self, person: PersonKey) -> dict[str, Any]:
        """Everything that is kept of a person, as JSON values."""
