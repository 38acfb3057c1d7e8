"""What a person sees at home, and what their profile form sets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from bot.advisor.advisor import Advisor
from bot.advisor.at_home import AtHome
from bot.advisor.messages import Question
from bot.slack.audience import Audiences
from bot.slack.heard import Heard
from bot.slack.posts import home_page
from bot.slack.views import home, modals
from bot.slack.views.forms import Origin, ProfileForm
from catalog.errors import NotFound
from catalog.learner import Learner
from people.inbox import Post
from people.reminders import Reminders
from people.store import PeopleStore
from retrieval.ports import CatalogSearch

SURE = 0.6
"""A role is understood from this score on."""


class HomePages:
    """Makes Home and the profile form; only their owner ever sees them."""

    def __init__(
        self,
        advisor: Advisor,
        people: PeopleStore,
        search: CatalogSearch,
        audiences: Audiences,
        reminders: Reminders,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._advisor, self._people, self._search = advisor, people, search
        self._audiences, self._reminders, self._clock = audiences, reminders, clock

    def __call__(self, heard: Heard) -> dict[str, Any]:
        """The view of Home."""
        seen = self._seen(heard)
        resident = home.Resident(
            known=seen.known,
            plan=seen.plan,
            done=frozenset(seen.learner.done),
            suggestions=seen.suggestions,
            names=seen.names,
            nudges=self._reminders.reminder(heard.person) is not None,
            tongue=seen.tongue,
        )
        return home.home(resident, self._clock().date())

    def profile_form(self, heard: Heard) -> dict[str, Any]:
        """The profile as a form, filled in with what is known."""
        seen = self._seen(heard)
        known = modals.Profile(
            role=seen.role,
            goal=seen.goal,
            budget=seen.learner.budget,
            currency=seen.learner.currency,
            hours_per_week=seen.learner.hours_per_week,
            languages=seen.learner.languages,
        )
        return modals.profile(known, Origin(), seen.tongue)

    def title(self, heard: Heard, id_: str) -> str | None:
        """The title of a course that the person may see where they are; else None."""
        try:
            return self._search.show(id_, self._audiences.of(heard, private=heard.direct)).title
        except NotFound:
            return None

    def mistakes(self, form: ProfileForm) -> dict[str, str]:
        """The fields that name no role that is known here, with the nearest ones."""
        found = {}
        for name in ("role", "goal"):
            words = getattr(form, name)
            if words and self._role(words) is None:
                near = ", ".join(match.role.title for match in self._search.roles(words, 3))
                found[name] = near or "?"
        return found

    def keep_profile(self, heard: Heard, form: ProfileForm) -> Sequence[Post]:
        """Keeps what was filled in, in place of what was known, and shows Home again."""
        before = self._people.learner(heard.person)
        known = before.model_dump() | {
            "role": self._role(form.role) if form.role else None,
            "goal": self._role(form.goal) if form.goal else None,
            "budget": form.budget,
            "currency": form.currency or (before.currency if form.budget is not None else None),
            "hours_per_week": form.hours_per_week,
            "languages": form.languages,
        }
        self._people.keep_learner(heard.person, Learner.model_validate(known), self._clock())
        return (home_page(heard, self(heard)),)

    def _role(self, words: str) -> str | None:
        matches = self._search.roles(words, 1)
        return matches[0].role.id if matches and matches[0].score >= SURE else None

    def _seen(self, heard: Heard) -> AtHome:
        asker = self._audiences.of(heard, private=True)
        return self._advisor.at_home(
            Question(text="", conversation=heard.user, user=heard.user, workspace=heard.team, asker=asker)
        )
