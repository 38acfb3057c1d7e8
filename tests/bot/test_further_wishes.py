"""Limits, providers, levels and comparisons in the words of people who do not speak like a form."""

from __future__ import annotations

from typing import Any

import pytest

from bot.advisor.understand import Known, understand
from bot.advisor.understand.reading import Act, Aspect, Reference
from bot.advisor.understand.tongues import in_english, tongue_of, words_as_written
from catalog.credential import Credential
from tests.bot.claims import ids_in_blocks, prose_of
from tests.bot.fake_search import FakeSearch
from tests.bot.workbench import Talk

PROVIDERS = ("Quorndale University", "Brackwater College of Art", "The Vellumby Foundation", "Vellumby Press")


def wanted(message: str, **held: Any) -> dict[str, Any]:
    return understand(message, Known(providers=PROVIDERS, held=held)).wanted


@pytest.mark.parametrize(
    "message",
    [
        "pottery, and I won't spend a dime",
        "I'm not going to pay anything for pottery",
        "pottery on the house",
        "pottery with zero budget",
        "pottery, no money down",
        "I'd rather not pay for it",
        "can't pay right now",
        "where could I try pottery for nothing",
    ],
)
def test_not_a_cent(message: str) -> None:
    assert wanted(message).get("free") is True


@pytest.mark.parametrize(
    "message", ["I won't pay more than 40 dollars", "can't spend over $40", "not paying above 40 bucks"]
)
def test_not_more_than_a_sum_is_not_for_free(message: str) -> None:
    assert wanted(message).get("max_cost") == 40
    assert "free" not in wanted(message)


@pytest.mark.parametrize(
    "message",
    ["I don't mind paying", "nobody said it's to be... I never said it had to be free", "happy to pay for it"],
)
def test_it_may_cost_again(message: str) -> None:
    assert "free" in understand(message, Known(held={"free": True})).cleared


@pytest.mark.parametrize(
    ("message", "held", "most"),
    [
        ("oops, meant 35", {"max_cost": 45.0}, 35),
        ("my bad, 35", {"max_cost": 45.0}, 35),
        ("80 is doable", {"free": True}, 80),
        ("80 would be alright", {"max_cost": 45.0}, 80),
    ],
)
def test_a_figure_takes_the_place_of_the_limit(message: str, held: dict[str, Any], most: float) -> None:
    assert wanted(message, **held)["max_cost"] == most


@pytest.mark.parametrize(
    ("message", "most"),
    [
        ("pottery, up to seventy", 70),
        ("pottery, I'm on a small budget like 900", 900),
        ("pottery, up to ninety is fine", 90),
    ],
)
def test_sums_in_words_and_budgets(message: str, most: float) -> None:
    assert wanted(message)["max_cost"] == most


@pytest.mark.parametrize(
    "message", ["do they take me if I'm under 18", "my kids are under 12", "is it for people over 60"]
)
def test_an_age_is_no_sum(message: str) -> None:
    assert not {"max_cost", "min_cost"} & set(wanted(message))


def test_more_than_about_is_the_limit_itself() -> None:
    assert wanted("no more than about 9 hours") == {"max_hours": 9}
    assert wanted("about 10 hours")["max_hours"] == 12


@pytest.mark.parametrize(
    "message", ["pottery, no baby stuff", "nothing basic level please, pottery", "no 101 stuff, pottery"]
)
def test_what_is_too_easy_is_no_topic(message: str) -> None:
    read = understand(message, Known())
    assert (read.text, [note.code for note in read.notes]) == ("pottery", ["cannot_exclude"])


def test_levels_and_deliveries_in_short() -> None:
    assert wanted("adv only") == {"level": "advanced"}
    assert wanted("pottery, live instead of recordings") == {"delivery": "online_scheduled"}
    assert "delivery" not in wanted("pottery without having to show up in person")
    assert wanted("I already know the basics, intermediate") == {"level": "intermediate"}


def test_a_whole_certificate_is_not_wanted() -> None:
    read = understand("a single class, not a whole certificate", Known(held={"kind": "certificate"}))
    assert "kind" in read.cleared
    assert "kind" not in read.wanted


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Quorndale has been praised to me", {"provider": "Quorndale University"}),
        (
            "painting, not over 30 hours and not brackwater",
            {"max_hours": 30, "not_provider": "Brackwater College of Art"},
        ),
        ("She had no painting at school yet", {}),
        ("is Quorndale more respected", {}),
        ("Vellumby was nice", {}),
    ],
)
def test_a_peculiar_name_is_a_provider(message: str, found: dict[str, Any]) -> None:
    read = wanted(message)
    assert {name: read[name] for name in ("provider", "not_provider", "max_hours") if name in read} == found


@pytest.mark.parametrize(
    "message",
    [
        "how does Roofs That Hold measure up against Roofing Tales",
        "how would Roofs That Hold stack up to Roofing Tales",
    ],
)
def test_two_titles_held_against_each_other(message: str) -> None:
    assert understand(message, Known()).titles == ("Roofs That Hold", "Roofing Tales")


def test_the_first_two_beside_each_other() -> None:
    read = understand("lay the first two beside each other", Known(listed=True))
    assert (read.act, read.references) == (Act.COMPARE, (Reference(place=1), Reference(place=2)))
    read = understand("which of those two is quicker to complete?", Known(listed=True))
    assert (read.act, read.aspects) == (Act.DETAILS, (Aspect.HOURS,))


@pytest.mark.parametrize(
    ("message", "english"),
    [
        ("¿y cuánto saldría?", "how much is it"),
        ("ça débute quand", "when does it start"),
        ("wie viel kostet es zusammen", "how much is it in all"),
        ("zahlt das Arbeitsamt den Kurs", "does the job center pay for it"),
        ("benötige ich da Vorwissen", "are there any prerequisites"),
    ],
)
def test_more_questions_of_other_languages(message: str, english: str) -> None:
    assert in_english(message, tongue_of(message)).strip("¿? ") == english


def test_half_translated_words_are_quoted_as_they_were_written() -> None:
    said = "toco la gaita y busco producción musical"
    assert words_as_written(said, "es", "gaita music production") == "gaita"
    assert words_as_written("des cours de soudure", "fr", "welding") == "soudure"


LAMPS = Credential.model_validate(
    {"id": "lamps", "title": "Lampmaking", "skills": ["Lamps"], "cost": {"amount": 20, "currency": "USD"}}
)
KITES = Credential.model_validate(
    {"id": "kites", "title": "Kitebuilding", "skills": ["Kites"], "cost": {"amount": 90, "currency": "USD"}}
)


def test_a_long_message_is_searched_by_its_rarest_words() -> None:
    talk = Talk(FakeSearch([LAMPS, KITES]))
    long = "my neighbour and I have talked for years and years about doing some lampmaking with 4 of our cousins"
    assert ids_in_blocks(talk.say(long)) == ["lamps"]


def test_a_reason_after_a_limit_is_no_new_topic() -> None:
    talk = Talk(FakeSearch([LAMPS, KITES]))
    talk.say("kites")
    answer = talk.say("at least 50 dollars, my uncle insists on it being solid")
    assert ids_in_blocks(answer) == ["kites"]
    assert "uncle" not in prose_of(answer)
