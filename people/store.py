"""The port of the people store: what the advisor needs of it, whatever keeps it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ConversationKey:
    """Whose conversation it is: an id means nothing without its user and workspace ("" where there is none)."""

    workspace: str
    user: str
    conversation: str


class ConversationStore(Protocol):
    """Keeps the state of conversations as JSON text."""

    def load(self, key: ConversationKey) -> str | None:
        """The state as it was last kept; None for a new conversation."""

    def save(self, key: ConversationKey, state: str, now: dt.datetime) -> None:
        """Keeps a state in place of an earlier one, in one transaction."""

    def forget(self, key: ConversationKey) -> None:
        """Removes a conversation, to the last byte of its state."""
