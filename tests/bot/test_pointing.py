"""Which of the courses that were shown some words mean: by their own names, never by a word that any title may hold."""

from __future__ import annotations

import pytest

from bot.advisor.rules.pointing import bearing, meant, named_by
from catalog.credential import Cost, Credential, Delivery

SHOWN = (
    Credential(id="a/one", title="Electrical Circuits on Paper", provider="Copperline Trades", place="Bisbee Flats"),
    Credential(id="b/two", title="Programming from Zero", provider="Port Ellery College", language=("es",)),
    Credential(
        id="c/three", title="Programs That Last", cost=Cost(amount=0, currency="USD"), delivery=Delivery.SELF_PACED
    ),
)


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("the circuits one", "a/one"),
        ("that Copperline course", "a/one"),
        ("the one in Bisbee Flats", "a/one"),
        ("the spanish one", "b/two"),
        ("the free one", "c/three"),
        ("the online one", "c/three"),
        ("electricity", "a/one"),
    ],
)
def test_one_is_meant_by_what_it_bears(words: str, id_: str) -> None:
    found = meant(SHOWN, words)
    assert found is not None
    assert found.id == id_


@pytest.mark.parametrize("words", ["the pottery one", "that one", "the course", "", "zerox"])
def test_words_that_no_course_bears_mean_none(words: str) -> None:
    assert meant(SHOWN, words) is None


def test_all_of_the_words_have_to_be_borne() -> None:
    assert bearing(SHOWN, "programming from port ellery") == SHOWN[1]
    assert bearing(SHOWN, "programming from copperline") is None


def test_a_title_is_named_by_half_its_telling_words_and_not_by_one_of_many() -> None:
    assert named_by(SHOWN, "Ellery's Programming from Zero") == SHOWN[1]
    assert named_by(SHOWN, "that motion graphics course") is None
    assert named_by(SHOWN, "French for kitchens from zero") is None


def test_short_words_are_alike_only_as_they_are() -> None:
    one = Credential(id="d/four", title="C for Devices")
    assert meant((one,), "the C one") == one
    assert meant((one,), "the C++ one") is None
