"""Answering what was heard: from an event of the inbox to the posts that it is owed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Protocol

from bot.advisor.advisor import Advisor
from bot.advisor.kept_files import FileKind
from bot.advisor.messages import FORGOTTEN, Answer, Notice, Pointing, Question
from bot.advisor.wording import speaking
from bot.slack.audience import Audiences
from bot.slack.heard import Heard, Kind, heard_of
from bot.slack.posts import completed, home_page, replacement, reply, upload
from bot.slack.streaming import Streaming
from bot.slack.tongue import tongue_of
from bot.slack.views import answer as answers
from bot.slack.views import short
from bot.slack.views.actions import (
    Action,
    Compare,
    Details,
    Feedback,
    Menu,
    MenuAct,
    Nudge,
    NudgeAct,
    Plain,
    Pressed,
    Say,
    id_of,
    marked,
    pressed,
)
from bot.slack.views.kit import Element
from bot.slack.views.message import Surface
from bot.slack.working import Working
from people.inbox import Event, Post
from people.store import PeopleStore
from people.workspaces import Workspaces

COMMAND = "/advise"
_MENU = {MenuAct.PLAN: Pointing.ADD, MenuAct.DONE: Pointing.DONE, MenuAct.NOT_FOR_ME: Pointing.NOT_FOR_ME}
WHAT_IFS = tuple(marked(Action.SAY, mark) for mark in ("budget", "pace", "objective"))
"""What changes the path in the message where it is chosen."""
_FILES = {Action.PICTURE.value: FileKind.PICTURE, Action.CALENDAR.value: FileKind.CALENDAR}
_SUBCOMMANDS = {
    "find": "{rest}",
    "path": "path to {rest}",
    "compare": "compare {rest}",
    "plan": "my plans",
    "profile": "what do you know about me?",
    "privacy": "privacy",
    "help": "help",
}
"""What the first word of the command stands for; anything else is a message as it is."""


class KeptPeople(PeopleStore, Workspaces, Protocol):
    """What is kept of people and of their workspaces."""


class Pages(Protocol):
    """Makes what a person sees at home."""

    def __call__(self, heard: Heard) -> dict[str, object]:
        """The view, in the person's language and with what they may see."""


class Offers(Protocol):
    """Says what else can be done with an answer."""

    def __call__(self, heard: Heard, answer: Answer) -> Sequence[Element]:
        """Buttons to stand at its end, in the language that is spoken."""


class Handler:
    """Answers events. It may be asked the same twice: the advisor then gives the answer that it gave."""

    def __init__(
        self,
        advisor: Advisor,
        people: KeptPeople,
        audiences: Audiences,
        pages: Pages,
        offers: Offers,
        today: Callable[[], dt.date],
        working: Working,
        streaming: Streaming,
    ) -> None:
        self._advisor, self._people, self._audiences = advisor, people, audiences
        self._pages, self._offers, self._today = pages, offers, today
        self._working, self._streaming, self._surface = working, streaming, Surface()

    def __call__(self, event: Event) -> Sequence[Post]:
        """What is to be sent for an event."""
        heard = heard_of(event.body)
        if heard.kind is Kind.HOME:
            return (home_page(heard, dict(self._pages(heard))),)
        if heard.kind is Kind.LEFT:
            self._people.forget_person(heard.person)
            return ()
        if heard.action.get("action_id") == Action.READ_ALL:
            return self._all_of_it(heard)
        if heard.action.get("action_id") in _FILES:
            return self._file(heard, _FILES[heard.action["action_id"]])
        question = self._question(heard, event.key)
        if question is None:
            return ()
        welcome, replaces = self._welcome(heard), heard.action.get("action_id") in WHAT_IFS
        working = self._working(heard, tongue_of(self._people, heard.person))
        with working, self._streaming(heard, event.key, silent=bool(welcome) or replaces) as telling:
            answer = self._advisor.answer(question, telling)
        with speaking(answer.language):
            further = self._offers(heard, answer)
        message, number = answers.message(answer, self._surface, self._today(), further=further), len(welcome) + 1
        told = replacement(heard, message, number) if replaces else completed(heard, telling.opening, message, number)
        posts = [*welcome, told]
        if _forgets(answer):
            posts.append(home_page(heard, dict(self._pages(heard)), len(posts) + 1))
        return posts

    def apology(self, event: Event, reference: str) -> Sequence[Post]:
        """One sentence and a reference, to the person alone where others read."""
        heard = heard_of(event.body)
        if not heard.channel or heard.kind is Kind.OVERDUE:
            return ()
        message = short.failed(tongue_of(self._people, heard.person), reference)
        return (completed(heard, self._streaming.opening(event.key), message),)

    def _question(self, heard: Heard, key: str) -> Question | None:
        private = heard.direct or heard.to_one
        asker = self._audiences.of(heard, private=private)
        said, pointing, pointed = _meant(heard)
        if not said and pointing is None:
            return None
        return Question(
            id=key,
            text=said,
            conversation=heard.conversation,
            user=heard.user,
            workspace=heard.team,
            asker=asker,
            pointing=pointing,
            pointed=pointed,
            private=private,
            model=self._people.workspace_settings(heard.team).model_allowed,
        )

    def _all_of_it(self, heard: Heard) -> Sequence[Post]:
        """The last answer of the conversation once more, without the limits of a first one."""
        answer = self._advisor.last_answer(self._about(heard))
        if answer is None:
            return ()
        return (reply(heard, answers.message(answer, self._surface, self._today(), brief=False)),)

    def _file(self, heard: Heard, kind: FileKind) -> Sequence[Post]:
        """The path as a file; a message that only one person sees has no place for one."""
        tongue = tongue_of(self._people, heard.person)
        if heard.to_one:
            return (reply(heard, short.file_elsewhere(tongue)),)
        file = self._advisor.path_file(self._about(heard), kind)
        return (upload(heard, file),) if file else (reply(heard, short.no_path(tongue)),)

    def _about(self, heard: Heard) -> Question:
        """What asks for something of a conversation without a word."""
        asker = self._audiences.of(heard, private=heard.direct)
        return Question(text="", conversation=heard.conversation, user=heard.user, workspace=heard.team, asker=asker)

    def _welcome(self, heard: Heard) -> list[Post]:
        """Two sentences on what is kept, for somebody who is here for the first time and by themselves."""
        if not heard.direct or heard.to_one or self._people.knows(heard.person):
            return []
        return [reply(heard, short.welcome(tongue_of(self._people, heard.person)))]


def _forgets(answer: Answer) -> bool:
    return any(isinstance(block, Notice) and block.code == FORGOTTEN for block in answer.blocks)


def _meant(heard: Heard) -> tuple[str, Pointing | None, tuple[str, ...]]:
    """The words of what was done, or what it points at and the ids of that."""
    if heard.kind in (Kind.MESSAGE, Kind.SHORTCUT):
        return heard.text or "help", None, ()
    if heard.kind is Kind.COMMAND:
        return command_in_words(heard.text), None, ()
    return _of_press(pressed(heard.action), heard.ids)


def _of_press(what: Pressed | None, ids: Sequence[str]) -> tuple[str, Pointing | None, tuple[str, ...]]:
    match what:
        case Say(text=text):
            return text, None, ()
        case Details(id=id_):
            return "", Pointing.DETAILS, (id_,)
        case Compare(ids=several):
            return "", Pointing.COMPARE, several
        case Menu(act=act, key=key) if act in _MENU:
            meant = id_of(key, ids)
            return ("", _MENU[act], (meant,)) if meant else ("", None, ())
        case Nudge(act=NudgeAct.DONE, id=str(id_)):
            return "", Pointing.DONE, (id_,)
        case Plain(action=Action.PRIVACY):
            return "what do you know about me?", None, ()
        case Feedback() | _:
            return "", None, ()


def command_in_words(text: str) -> str:
    """What `/advise find python` says in words."""
    first, _, rest = text.strip().partition(" ")
    form = _SUBCOMMANDS.get(first.casefold())
    if form is None:
        return text.strip() or "help"
    if "{rest}" in form and not rest.strip():
        return "help"
    return form.format(rest=rest.strip())
