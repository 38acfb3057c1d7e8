"""Real answers over the indexed sample, and how they look."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.advisor.messages import Answer
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC, Asker
from tests.bot.workbench import Talk

Said = tuple[Asker, tuple[str, ...]]


@pytest.fixture(scope="session")
def heard() -> dict[Said, tuple[Talk, Answer]]:
    """How each conversation stands that was begun, and its last answer: many tests begin with the same words."""
    return {}


@pytest.fixture
def talk(real_search: CatalogSearch, heard: dict[Said, tuple[Talk, Answer]]) -> Callable[..., Answer]:
    """Says messages in one new conversation; the last answer comes back."""

    def reached(asker: Asker, messages: tuple[str, ...]) -> tuple[Talk, Answer]:
        if (asker, messages) not in heard:
            earlier = messages[:-1]
            talk = reached(asker, earlier)[0].again() if earlier else Talk(real_search, asker)
            heard[asker, messages] = talk, talk.say(messages[-1])
        return heard[asker, messages]

    def speak(*messages: str, asker: Asker = PUBLIC) -> Answer:
        return reached(asker, messages)[1]

    return speak
