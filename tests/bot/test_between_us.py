"""What is kept of a person is told where nobody else reads, and nowhere else."""

from __future__ import annotations

import pytest

from bot.advisor.advisor import Advisor
from bot.advisor.messages import Answer, Pointing, Question
from bot.advisor.rules.turn import Turn
from retrieval.ports import CatalogSearch
from tests.bot.reading_answers import cards
from tests.bot.workbench import NOW, Memory

TOLD = "I work as a cashier and my budget is 250 dollars"


class Here:
    """One person in one place that others read, or that they do not."""

    def __init__(self, search: CatalogSearch, memory: Memory, *, private: bool) -> None:
        self.advisor, self.private = Advisor(search, memory, lambda: NOW), private

    def say(self, text: str, pointing: Pointing | None = None, pointed: tuple[str, ...] = ()) -> Answer:
        where = "alone" if self.private else "channel"
        return self.advisor.answer(
            Question(
                text=text, conversation=where, user="ana", private=self.private, pointing=pointing, pointed=pointed
            )
        )


@pytest.fixture
def places(real_search: CatalogSearch) -> tuple[Here, Here]:
    memory = Memory()
    return Here(real_search, memory, private=True), Here(real_search, memory, private=False)


@pytest.mark.parametrize(
    "asked", ["what do you know about me?", "my plans", "open plan 1", "how far am I?", "export my data"]
)
def test_it_is_not_told_in_a_channel(places: tuple[Here, Here], asked: str) -> None:
    alone, channel = places
    alone.say(TOLD)
    alone.say("I want to become a bookkeeper")
    alone.say("save it")
    told = channel.say(asked)
    assert "between us" in told.text
    assert not any(word in told.model_dump_json() for word in ("250", "cashier", "Path to work"))
    assert "between us" not in alone.say(asked).text


def test_one_may_still_ask_and_plan_there(places: tuple[Here, Here]) -> None:
    assert "between us" not in places[1].say("I want to become a bookkeeper with $200").text


def test_a_button_needs_no_words(places: tuple[Here, Here]) -> None:
    alone, _ = places
    shown = [item.id for item in cards(alone.say("cursos de python"))]
    details = alone.say("", Pointing.DETAILS, (shown[1],))
    assert (details.language, details.citations) == ("es", (shown[1],))
    assert set(alone.say("", Pointing.COMPARE, tuple(shown[:2])).citations) == set(shown[:2])
    alone.say("", Pointing.NOT_FOR_ME, (shown[0],))
    assert shown[0] not in {item.id for item in cards(alone.say("cursos de python"))}
    assert "camino" in alone.say("", Pointing.ADD, (shown[1],)).text
    alone.say("quiero ser analista de datos")
    added = alone.say("", Pointing.ADD, (shown[1],))
    assert shown[1] in added.citations


def test_what_the_asker_may_not_see_cannot_be_pointed_at(places: tuple[Here, Here]) -> None:
    internal = next(item.id for item in _sample() if item.audience.visibility == "internal")
    told = places[0].say("", Pointing.DETAILS, (internal,))
    assert internal not in told.model_dump_json()


def _sample():
    from tests.bot.fake_search import sample

    return sample()


def test_a_turn_is_private_where_no_door_says_otherwise() -> None:
    assert Turn.__dataclass_fields__["private"].default is True
