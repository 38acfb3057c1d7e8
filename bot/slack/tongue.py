"""The language in which somebody is spoken to."""

from __future__ import annotations

from bot.advisor.wording import ENGLISH
from people.store import PeopleStore, PersonKey


def tongue_of(people: PeopleStore, person: PersonKey) -> str:
    """The language that is kept of somebody (a two-letter code); English as long as none is."""
    return people.learner(person).tongue or ENGLISH
