"""A town as a limit, where the catalog has courses there; somewhere else where it has none."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.advisor.messages import Answer, Credentials
from bot.advisor.toolbox import Reading
from people.sql.store import SqlPeopleStore
from retrieval.ports import CatalogSearch
from tests.bot.people_talk import Voices
from tests.retrieval.small import SmallCatalog, course

Say = Callable[[str], Answer]
QUAY = "Harlow Quay, OH"


@pytest.fixture
def say(real_search: CatalogSearch, conversations: SqlPeopleStore) -> Say:
    return Voices(real_search, conversations).say


def places(answer: Answer) -> list[str | None]:
    return [item.place for block in answer.blocks if isinstance(block, Credentials) for item in block.items]


def first_place(say: Say, topic: str) -> str:
    say(topic)
    return next(place for place in places(say("in person only")) if place)


@pytest.mark.parametrize(
    "message", ["anything in {town}?", "{town} is closest to me", "{town} side if there is any", "I live near {town}"]
)
def test_a_town_limits_the_list(say: Say, message: str) -> None:
    where = first_place(say, "welding")
    town = where.partition(",")[0]
    shown = say(message.format(town=town))
    assert set(places(shown)) == {where}
    assert f"“welding” (in person, in {town})" in shown.text


def test_it_holds_for_what_comes_next_until_it_may_be_anywhere(say: Say) -> None:
    say("welding in Bisbee Flats")
    assert {*places(say("up to $5000"))} == {"Bisbee Flats, AZ"}
    assert "in Bisbee Flats" not in say("anywhere, up to $5000").text


def test_the_next_page_is_there_too(say: Say) -> None:
    say("courses in Bisbee Flats")
    shown = say("trades in Bisbee Flats")
    if "more" in shown.text:
        assert {*places(say("more"))} == {"Bisbee Flats, AZ"}


def test_where_nothing_of_it_is_there_it_is_shown_elsewhere_and_said(say: Say) -> None:
    answer = say("SQL in Bisbee Flats")
    assert places(answer)
    assert "stated to be in Bisbee Flats" in answer.text
    assert "stated" not in say("SQL for beginners").text


@pytest.mark.parametrize("message", ["welding from University of Larkmoor", "welding, I could move to any town"])
def test_a_provider_named_after_a_town_is_no_place(say: Say, message: str) -> None:
    assert ", in " not in say(message).text.partition("\n")[0]


def test_a_town_in_another_language(say: Say) -> None:
    say("quiero aprender soldadura")
    answer = say("¿hay algo en Bisbee Flats?")
    assert {*places(answer)} == {"Bisbee Flats, AZ"}
    assert "en Bisbee Flats" in answer.text


def test_the_towns_are_those_of_the_catalog_that_serves_now_and_of_what_everybody_may_see(tmp_path: Path) -> None:
    inside = {"visibility": "internal", "owner": "Copperline"}
    placed = {"a": "Harlow Quay, OH", "b": "Harlow Quay", "c": ", OH", "d": "Bisbee Flats, AZ"}
    catalog = SmallCatalog(tmp_path)
    hidden = course("s", place="Vault Hill, OH", audience=inside)
    catalog.publish("g1", [hidden, course("n"), *(course(id_, place=place) for id_, place in placed.items())])
    live = catalog.live()
    reading = Reading(live)
    assert reading.towns() == {"Harlow Quay", "Bisbee Flats"}
    live.start_following()
    catalog.publish("g2", [course("d", place="Bisbee Flats, AZ")])
    deadline = time.monotonic() + 10
    while live.generation != "g2" and time.monotonic() < deadline:
        time.sleep(0.02)
    assert reading.towns() == {"Bisbee Flats"}
    live.close()
