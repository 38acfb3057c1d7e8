"""A model server that plays what a test tells it to, and an advisor that speaks through it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.advisor.advisor import Advisor
from bot.advisor.llm_engine import Limits, LlmEngine
from bot.advisor.messages import Answer, Question
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC, Asker
from tests.bot.llm.model_server import ModelServer, model_server
from tests.bot.workbench import NOW, Memory, reading_of

PATIENT = Limits(seconds=15, silence=10, calls=5, retries=2, delay=0.02, summary_seconds=2)
QUICK = replace(PATIENT, seconds=2, silence=0.5, written=2000)
"""For what is to run into a limit."""


class Dialogue:
    """One person in one conversation with an advisor that has a language model."""

    def __init__(
        self, search: CatalogSearch, server: ModelServer, limits: Limits = PATIENT, memory: Memory | None = None
    ) -> None:
        self.server, self.memory, self.told = server, memory or Memory(), list[str]()
        self.advisor = Advisor(
            search,
            self.memory,
            lambda: NOW,
            engine=LlmEngine("m", "key", server.url, limits),
            reading=reading_of(search),
        )

    def say(self, text: str, *replies: Any, asker: Asker = PUBLIC, user: str = "ana") -> Answer:
        """One turn in which the model gives these replies; none keeps those that are set."""
        if replies:
            self.server.play(*replies)
        self.told.clear()
        return self.advisor.answer(Question(text=text, conversation="c", user=user, asker=asker), self.told.append)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture
def dialogue(fake_search: CatalogSearch, server: ModelServer) -> Dialogue:
    return Dialogue(fake_search, server)


@pytest.fixture
def hasty(fake_search: CatalogSearch, server: ModelServer) -> Dialogue:
    """A dialogue with an engine that soon gives up."""
    return Dialogue(fake_search, server, QUICK)
