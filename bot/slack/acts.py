"""Who answers an event: the first part of the door that it concerns, else the advisor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.inbox.answering import Handle
from bot.slack.heard import Heard, heard_of
from people.inbox import Event, Post


class Act(Protocol):
    """A part of the door."""

    def __call__(self, heard: Heard, key: str, /) -> Sequence[Post] | None:
        """What is owed for what was heard under a key; None where it is the business of others. It may be asked twice."""


class Acts:
    """Asks each part in turn, and the last one where nobody else is concerned."""

    def __init__(self, acts: Sequence[Act], last: Handle) -> None:
        self._acts, self._last = acts, last

    def __call__(self, event: Event) -> Sequence[Post]:
        """What is to be sent for an event."""
        heard = heard_of(event.body)
        for act in self._acts:
            posts = act(heard, event.key)
            if posts is not None:
                return posts
        return self._last(event)
