"""The provider of what was shown: more of theirs, or who else; one of a list that a question speaks of as "it"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.advisor.messages import Answer, Credentials
from bot.advisor.understand import Known, understand
from bot.advisor.understand.reading import SAME, Act, Reference
from people.sql.store import SqlPeopleStore
from retrieval.ports import CatalogSearch
from tests.bot.people_talk import Voices

PROVIDERS = ("Nimbora", "Sprintfold Institute")
Say = Callable[[str], Answer]


@pytest.fixture
def say(real_search: CatalogSearch, conversations: SqlPeopleStore) -> Say:
    return Voices(real_search, conversations).say


def providers(answer: Answer) -> set[str | None]:
    return {item.provider for block in answer.blocks if isinstance(block, Credentials) for item in block.items}


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("anything else by the same school?", {"provider": SAME}),
        ("SQL from the same people", {"provider": SAME}),
        ("more courses from them", {"provider": SAME}),
        ("who else teaches that", {"not_provider": SAME}),
        ("is there a course on it from somebody else", {"not_provider": SAME}),
        ("show me some from a different provider", {"not_provider": SAME}),
        ("Nimbora again? who else offers one", {"not_provider": "Nimbora"}),
        ("more from Nimbora", {"provider": "Nimbora"}),
        ("the same course but shorter", {}),
        ("how do I tell them apart", {}),
    ],
)
def test_whose_courses_are_wanted(message: str, wanted: dict[str, str]) -> None:
    read = understand(message, Known(PROVIDERS, listed=True))
    assert {name: value for name, value in read.wanted.items() if name.endswith("provider")} == wanted


def test_who_else_leaves_out_who_was_shown_and_the_same_people_stay(say: Say) -> None:
    say("project management")
    shown = say("only from Sprintfold")
    assert providers(shown) == {"Sprintfold Institute"}
    others = say("who else has something on it?")
    assert providers(others)
    assert "Sprintfold Institute" not in providers(others)
    say("tell me about the first one")
    same = say("anything else from the same provider")
    assert len(providers(same)) == 1
    assert providers(same) <= providers(others)


def test_nobody_is_meant_where_nothing_was_shown(say: Say) -> None:
    assert "provider" not in say("excel from the same school").constraints


@pytest.mark.parametrize(
    ("message", "references"),
    [
        ("how much is that?", (Reference(place=1),)),
        ("what would that come to a month?", (Reference(place=1),)),
        ("how much are they?", ()),
        ("how much is it?", ()),
        ("price?", ()),
    ],
)
def test_one_of_a_list_is_the_first(message: str, references: tuple[Reference, ...]) -> None:
    read = understand(message, Known(listed=True))
    assert (read.act, read.references) == (Act.DETAILS, references)
    assert understand(message, Known(listed=True, focused=True)).references == ()


@pytest.mark.parametrize(
    ("message", "fact"),
    [
        ("could I just sit in without paying", "free"),
        ("any way of following along for nothing?", "free"),
        ("would I have to be anywhere at six", "place"),
        ("do you get like a diploma or something for it", "certificate"),
        ("what do I need before I can sign up", "before"),
        ("which parts is it made up of", "pieces"),
        ("how many hours total", "hours"),
    ],
)
def test_a_fact_is_asked_for_roundabout(message: str, fact: str) -> None:
    read = understand(message, Known(listed=True, focused=True))
    assert (read.act, [each.value for each in read.aspects]) == (Act.DETAILS, [fact])


@pytest.mark.parametrize(
    ("message", "refused"),
    [
        ("is it cheaper if I bring a friend", "payment"),
        ("would they knock something off for pensioners", "payment"),
        ("what are the odds of me passing first time", "pass_rate"),
    ],
)
def test_what_no_catalog_says_is_refused_by_name(message: str, refused: str) -> None:
    assert understand(message, Known(listed=True, focused=True)).refused == refused


@pytest.mark.parametrize(
    "message", ["something cheaper for beginners", "is there a cheaper one?", "the odds in statistics"]
)
def test_a_cheaper_one_is_a_wish(message: str) -> None:
    assert understand(message, Known(listed=True)).act in (Act.FIND, Act.DETAILS)
    assert not understand(message, Known(listed=True)).refused


def test_a_boss_who_does_not_pay_asks_for_nothing_free() -> None:
    assert "free" not in understand("excel with credit, or my boss won't pay", Known()).wanted
    assert understand("excel, I won't pay", Known()).wanted == {"free": True}


def test_spanish_is_looked_for_in_spanish_words(say: Say) -> None:
    shown = say("coding in Spanish for my sister")
    assert providers(shown)
    assert "“coding” (in Spanish)" in shown.text


def test_the_one_about_something_may_be_told_by_its_text(say: Say) -> None:
    say("french courses")
    assert "French for Kitchens" in say("how much is the french one?").text


@pytest.mark.parametrize(
    ("message", "first", "others"),
    [
        ("SQL, not from Nimbora or Sprintfold", "Nimbora", ("Sprintfold Institute",)),
        ("SQL without Nimbora and Sprintfold please", "Nimbora", ("Sprintfold Institute",)),
        ("SQL, no Sprintfold, no Nimbora", "Sprintfold Institute", ("Nimbora",)),
        ("SQL, not from Nimbora or anything like that", "Nimbora", ()),
        ("SQL or Excel, not from Nimbora", "Nimbora", ()),
    ],
)
def test_several_are_left_out(message: str, first: str, others: tuple[str, ...]) -> None:
    read = understand(message, Known(PROVIDERS))
    assert (read.wanted["not_provider"], read.unwanted) == (first, others)
    assert not read.notes


def test_of_a_path_only_the_first_is_left_out_and_it_says_so() -> None:
    read = understand("I want to become a welder, not from Nimbora or Sprintfold", Known(PROVIDERS))
    assert read.unwanted == ()
    assert [note.code for note in read.notes] == ["one_provider"]


def test_those_who_are_left_out_stay_out_until_they_are_welcome(say: Say) -> None:
    first = say("SQL, but not from Quillstack or Nimbora")
    assert "not from Quillstack Academy, not from Nimbora Cloud Academy" in first.text
    for shown in (first, say("more"), say("under $150")):
        assert not {"Quillstack Academy", "Nimbora Cloud Academy"} & providers(shown)
    assert "not from" not in say("Nimbora is fine again").text
