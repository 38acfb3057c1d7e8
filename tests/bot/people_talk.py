"""Several people in several conversations over one people store, as it is on the disk."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from bot.advisor.advisor import Advisor
from bot.advisor.conversation import Conversation
from bot.advisor.messages import Answer, Choices, Credentials, Notice, PathBlock, Prose, Question
from bot.advisor.path_document import PathDocument
from catalog.learner import Learner
from people.plan import SavedPlan
from people.sql.store import SqlPeopleStore
from people.store import ConversationKey, PersonKey
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC
from tests.bot.workbench import NOW, reading_of


class Voices:
    """Every turn is answered by an advisor of its own: what is remembered went through the store."""

    def __init__(self, search: CatalogSearch, store: SqlPeopleStore, contact: str = "") -> None:
        self.search, self.store, self.contact = search, store, contact
        self.now = NOW

    def say(self, text: str, user: str = "ana", conversation: str = "c", workspace: str | None = None) -> Answer:
        reading = reading_of(self.search)
        advisor = Advisor(self.search, self.store, lambda: self.now, contact=self.contact, reading=reading)
        return advisor.answer(
            Question(text=text, conversation=conversation, user=user, workspace=workspace, asker=PUBLIC)
        )

    def learner(self, user: str = "ana", workspace: str = "") -> Learner:
        return self.store.learner(PersonKey(workspace, user))

    def plans(self, user: str = "ana") -> tuple[SavedPlan, ...]:
        return self.store.plans(PersonKey("", user))

    def state(self, user: str = "ana", conversation: str = "c") -> Conversation:
        kept = self.store.load(ConversationKey("", user, conversation))
        return Conversation.model_validate_json(kept) if kept else Conversation()

    def later(self, days: int) -> None:
        """The clock goes on."""
        self.now += dt.timedelta(days=days)


def words_of(answer: Answer) -> str:
    """Everything that is said, choices included."""
    said = [block.text for block in answer.blocks if isinstance(block, Prose | Notice)]
    asked = [text for block in answer.blocks if isinstance(block, Choices) for text in (block.question, *block.options)]
    return "\n".join([*said, *asked])


def options_of(answer: Answer) -> tuple[str, ...]:
    """The messages that are offered to be sent back."""
    return tuple(option for block in answer.blocks if isinstance(block, Choices) for option in block.options)


def codes_of(answer: Answer) -> list[str]:
    """The notices, by their codes."""
    return [block.code for block in answer.blocks if isinstance(block, Notice)]


def shown_in(answer: Answer) -> list[str]:
    """The ids of what is shown as a list."""
    return [item.id for block in answer.blocks if isinstance(block, Credentials) for item in block.items]


def path_in(answer: Answer) -> PathDocument:
    """The only path that is told."""
    (found,) = (block.path for block in answer.blocks if isinstance(block, PathBlock))
    return found


def steps_in(answer: Answer) -> list[str]:
    """The ids of the steps of the path that is told."""
    return [step.id for step in path_in(answer).path.steps]


def exported(answer: Answer) -> dict[str, Any]:
    """The JSON that an answer carries as a paragraph of its own."""
    document: dict[str, Any] = json.loads(
        next(block.text for block in answer.blocks if isinstance(block, Prose) and block.text.startswith("{"))
    )
    return document
