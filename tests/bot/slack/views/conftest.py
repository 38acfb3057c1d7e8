"""Real answers over the indexed sample, and how they look."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.advisor.messages import Answer
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC, Asker
from tests.bot.workbench import Talk


@pytest.fixture
def talk(real_search: CatalogSearch) -> Callable[..., Answer]:
    """Says messages in one new conversation; the last answer comes back."""

    def speak(*messages: str, asker: Asker = PUBLIC) -> Answer:
        talk = Talk(real_search, asker)
        return [talk.say(message) for message in messages][-1]

    return speak
