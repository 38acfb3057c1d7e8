"""Who is answered by whom: the desk of those who keep the catalog, the advisor, or nobody yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.slack.admin import AdminDesk
from bot.slack.handler import command_in_words
from bot.slack.heard import Heard, Kind
from bot.slack.posts import home_page, reply, to_person
from bot.slack.tongue import tongue_of
from bot.slack.views import admin as views
from bot.slack.views.actions import Action
from catalog.content import fold
from people.inbox import Post
from people.store import PeopleStore


class Reception:
    """The first part of the door. Where the catalog is not set up, only admins get answers from it."""

    def __init__(self, desk: AdminDesk, people: PeopleStore, is_set_up: Callable[[], bool]) -> None:
        self._desk, self._people, self._is_set_up = desk, people, is_set_up

    def __call__(self, heard: Heard, key: str) -> Sequence[Post] | None:
        """What is owed to an admin, or while nothing can be answered yet; None for what others answer."""
        if self._desk.takes(heard):
            return self._desk(heard, key)
        if self._is_set_up() or self._desk.is_admin(heard) or _is_about_themselves(heard):
            return None
        return self._not_yet(heard)

    def _not_yet(self, heard: Heard) -> Sequence[Post]:
        tongue = tongue_of(self._people, heard.person)
        if heard.kind in (Kind.HOME, Kind.FORM):
            return (home_page(heard, views.closed_home(tongue)),)
        told = views.fixed(tongue, "closed")
        return (reply(heard, told) if heard.channel else to_person(heard, told),)


def _is_about_themselves(heard: Heard) -> bool:
    if heard.kind is Kind.PRESS:
        return heard.action.get("action_id") == Action.PRIVACY
    said = command_in_words(heard.text) if heard.kind is Kind.COMMAND else heard.text
    return _bare(said) in {_bare(words) for words in views.about_themselves()}


def _bare(words: str) -> str:
    return fold(words).strip(" .!?¡¿")
