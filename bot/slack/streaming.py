"""An answer that appears while it is spoken: its verified sentences one after another, then the whole.

In a thread the sentences are a stream of Slack's; elsewhere, where Slack streams nothing to a person, they are a message that
grows. Either way they are rich text, in which no markup is read. What is opened here is completed by a post of the outbox
(`posts.completed`), which puts the finished answer in place of all that was shown: that it arrives, once and whole, does not
hang on anything in this file.

That a message is about to be opened is noted with the event before, and where it stands afterwards, before it grows. A
process killed between Slack's taking it and that second note, or a connection that breaks there, leaves a message with the
first sentences whose place is not known. Its first block bears a name, by which the completing post looks for it: in direct
messages, and wherever the app may read the history, it is found and completed. In channels, with the manifests as they are,
it stays: verified sentences without their end, above the whole answer as a message of its own. For no event a second message
is opened, however often it is answered again.

Source: https://docs.slack.dev/reference/methods/chat.startStream
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from slack_sdk import WebClient

from bot.advisor.engine import joined
from bot.inbox.pace import Pace
from bot.inbox.sending import Later
from bot.slack.clients import hurried
from bot.slack.heard import Heard
from bot.slack.live import PAUSE
from bot.slack.posts import POST_MESSAGE, UPDATE, Posted, opening_key
from bot.slack.sender import FAILURES, called, changing, outcome_of
from bot.slack.views.answer import BRIEF
from bot.slack.views.kit import Block, rich, words
from bot.slack.views.message import Message, beside
from bot.slack.views.text import ELLIPSIS, clean, cut_to_sentences
from people.inbox import Openings

_LOG = logging.getLogger(__name__)
START, APPEND = "chat.startStream", "chat.appendStream"
PATIENCE = 3
"""So many seconds Slack has for a change: the finished answer waits for the one that is under way."""
OPENED, APPENDED, UPDATED = 20, 80, 25
"""So often in a minute a process opens a message in a workspace, appends to a stream and updates a message that grows. Slack
takes 20 starts, 100 appends and 50 updates, and each message that was opened takes one update more to be completed."""

Client = Callable[[str], WebClient]


class Streaming:
    """Shows answers while they are spoken. Beyond what Slack takes in a minute they come finished, without waiting."""

    def __init__(self, clients: Client, openings: Openings, pause: float | None = None) -> None:
        self._clients, self._openings = clients, openings
        self._pause = PAUSE if pause is None else pause
        opened = Pace(OPENED)
        self._paces = {START: opened, POST_MESSAGE: opened, APPEND: Pace(APPENDED), UPDATE: Pace(UPDATED)}

    @contextmanager
    def __call__(self, heard: Heard, key: str, *, silent: bool = False) -> Iterator[Telling]:
        """Hears the answer to the event of a key until the block ends. Nothing is shown where it is to be `silent`, where
        only one person sees the place, and where an earlier attempt showed something."""

        def message() -> Growing:
            client = hurried(self._clients(heard.team), PATIENCE)
            return (_Stream if heard.thread else _Message)(client, heard, opening_key(key))

        def admits(method: str, thing: str) -> bool:
            return self._paces[method].admits(heard.team, thing)

        nowhere = heard.alone or not heard.channel
        telling = Telling(key, self._openings, message, admits, self._pause, silent=silent or nowhere)
        try:
            yield telling
        finally:
            telling.end()

    def opening(self, key: str) -> str | None:
        """Where the message stands that was opened for the answer to an event, as `Openings` knows it."""
        return self._openings.opening(key)


class Telling:
    """Hears the sentences of one answer and shows them on a thread of its own, so that nobody waits for Slack. `opening` is
    what `Openings` knows of the message. The first call of Slack's that fails is the last one: whatever is shown is a
    beginning of the answer without gaps."""

    def __init__(
        self,
        key: str,
        openings: Openings,
        message: Callable[[], Growing],
        admits: Callable[[str, str], bool],
        pause: float,
        *,
        silent: bool,
    ) -> None:
        self._key, self._openings, self._message, self._admits, self._pause = key, openings, message, admits, pause
        self.opening = openings.opening(key)
        self._silent = silent or self.opening is not None
        self._told: list[str] = []
        self._news, self._ended = threading.Event(), threading.Event()
        self._shower = threading.Thread(target=self._show, daemon=True)

    def __call__(self, sentence: str) -> None:
        """A further sentence; it is shown in a moment."""
        if self._silent:
            return
        self._told.append(sentence)
        self._news.set()
        if len(self._told) == 1:
            self._shower.start()

    def end(self) -> None:
        """Waits for the call that is under way; no other one follows."""
        self._ended.set()
        self._news.set()
        if self._told:
            self._shower.join()

    def _show(self) -> None:
        try:
            self._grow(self._message())
        except Exception as error:  # noqa: BLE001 the finished answer comes all the same
            _LOG.info("An answer is not shown while it is spoken: %s", type(error).__name__)

    def _grow(self, message: Growing) -> None:
        place, shown = None, ""
        while text := self._more(shown):
            if place is None:
                place = self._opened(message, text)
                shown = text if place else ""
            elif self._admits(message.grows, f"{self._key} {len(text)}"):
                message.grow(place, text, shown)
                shown = text
            self._ended.wait(self._pause)

    def _more(self, shown: str) -> str:
        """Waits for more to be shown than is; empty at the end."""
        while not self._ended.is_set():
            self._news.wait()
            self._news.clear()
            text = beginning(self._told)
            if len(text) > len(shown) and not self._ended.is_set():
                return text
        return ""

    def _opened(self, message: Growing, text: str) -> Posted | None:
        """Where the message stands; None where none may be opened now."""
        if not (self._admits(message.opens, self._key) and self._openings.begin(self._key)):
            return None
        self.opening = ""
        try:
            place = message.open(text)
        except FAILURES as error:
            outcome = outcome_of(error)
            if not (isinstance(outcome, Later) and outcome.uncertain):
                self._note(None)
            raise
        self._note(str(place))
        return place

    def _note(self, opening: str | None) -> None:
        self.opening = opening
        self._openings.note(self._key, opening)


class Growing(Protocol):
    """A message that can be shown before it is whole. `opens` and `grows` are the methods of Slack's that it takes."""

    opens: ClassVar[str]
    grows: ClassVar[str]

    def open(self, text: str) -> Posted:
        """Shows the first sentences; where they stand."""

    def grow(self, place: Posted, text: str, shown: str) -> None:
        """Shows all of `text`, of which `shown` stands there."""


@dataclass(frozen=True, slots=True)
class _Stream:
    """A stream in a thread, in channels to the person who asked. Each piece is a paragraph."""

    client: WebClient
    heard: Heard
    key: str
    opens: ClassVar[str] = START
    grows: ClassVar[str] = APPEND

    def open(self, text: str) -> Posted:
        heard = self.heard
        reader = {} if heard.direct else {"recipient_user_id": heard.user, "recipient_team_id": heard.team}
        where = {"channel": heard.channel, "thread_ts": heard.thread, **reader}
        return called(self.client, START, where | _chunk(_named(text, self.key)))

    def grow(self, place: Posted, text: str, shown: str) -> None:
        called(self.client, APPEND, place._asdict() | _chunk(rich(words(text[len(shown) :].strip()))))


@dataclass(frozen=True, slots=True)
class _Message:
    """A message whose words become more; an ellipsis says that they are not all."""

    client: WebClient
    heard: Heard
    key: str
    opens: ClassVar[str] = POST_MESSAGE
    grows: ClassVar[str] = UPDATE

    def open(self, text: str) -> Posted:
        return called(self.client, POST_MESSAGE, {"channel": self.heard.channel} | self._message(text).arguments())

    def grow(self, place: Posted, text: str, shown: str) -> None:
        called(self.client, UPDATE, changing(place._asdict() | self._message(text).arguments()))

    def _message(self, text: str) -> Message:
        unfinished = f"{text} {ELLIPSIS}"
        return Message(beside(unfinished), (_named(unfinished, self.key),))


def beginning(sentences: Sequence[str]) -> str:
    """What may be shown of sentences that were told: as much as a finished answer shows of them."""
    return cut_to_sentences(clean(joined(sentences)).strip(), BRIEF)


def _named(text: str, key: str) -> Block:
    return rich(words(text)) | {"block_id": key}


def _chunk(block: Block) -> dict[str, Any]:
    """A block as a piece of a stream: https://docs.slack.dev/changelog/2026/04/16/block-kit-new-blocks/"""
    return {"chunks": [{"type": "blocks", "blocks": [block]}]}
