"""The parts of understanding, each alone."""

from __future__ import annotations

from typing import Any

import pytest

from bot.advisor.conversation import Constraints
from bot.advisor.messages import Intent
from bot.advisor.rules.limits import limit_groups, limits_in_words
from bot.advisor.understand import Known, understand
from bot.advisor.understand.aspects import asked
from bot.advisor.understand.draft import Draft, plain
from bot.advisor.understand.languages import LANGUAGES
from bot.advisor.understand.numbers import value
from bot.advisor.understand.reading import Act, Aspect, Relative
from bot.advisor.understand.spelling import mend
from bot.advisor.wording import Wording
from retrieval.query import Sort

PROVIDERS = (
    "IBM",
    "Microsoft",
    "Google Cloud",
    "University of Larkmoor",
    "Port Ellery University",
    "Quillstack Academy",
)
AFTER = Known(PROVIDERS, listed=True, focused=True)


@pytest.mark.parametrize("text", ["Señor Ñandú", "“quoted” – it’s", "ﬁne İstanbul ß", "漢字 💥", ""])
def test_plain_text_keeps_every_position(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_what_is_taken_is_not_read_twice() -> None:
    import re

    draft = Draft("ten ten")
    assert len(draft.take_all(re.compile(r"\bten\b"))) == 2
    assert draft.take(re.compile(r"\bten\b")) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1,200", 1200),
        ("49.99", 49.99),
        ("fifty", 50),
        ("twenty-five", 25),
        ("a hundred", 100),
        ("two hundred", 200),
        ("a hundred and fifty", 150),
        ("three thousand", 3000),
        ("half an", 0.5),
        ("a couple of", 2),
        ("one", 1),
    ],
)
def test_numbers(words: str, number: float) -> None:
    assert value(words) == number


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("begginer spansh dolars", "beginner spanish dollars"),
        ("certficate from a univeristy", "certificate from a university"),
        ("smth cheaper pls", "something cheaper please"),
        ("Coursera, Germany, collage and the universe", "Coursera, Germany, collage and the universe"),
        ("the course", "the course"),
        ("i want to lern welding", "i want to learn welding"),
        ("horse houses", "horse houses"),
    ],
)
def test_steering_words_are_mended_and_others_are_left(typed: str, read: str) -> None:
    assert mend(typed) == read


MONEY: list[tuple[str, dict[str, Any]]] = [
    ("under $100", {"max_cost": 100, "currency": "USD"}),
    ("less than 100 dollars", {"max_cost": 100, "currency": "USD"}),
    ("no more than €30", {"max_cost": 30, "currency": "EUR"}),
    ("I don't want to pay more than 30 euros", {"max_cost": 30, "currency": "EUR"}),
    ("nothing over $25", {"max_cost": 25, "currency": "USD"}),
    ("£15 or less", {"max_cost": 15, "currency": "GBP"}),
    ("$1.5k max", {"max_cost": 1500, "currency": "USD"}),
    ("twenty quid tops", {"max_cost": 20, "currency": "GBP"}),
    ("at least $50", {"min_cost": 50, "currency": "USD"}),
    ("$60 to $20", {"min_cost": 20, "max_cost": 60, "currency": "USD"}),
    ("between 20 and 60", {"min_cost": 20, "max_cost": 60}),
    ("around $50", {"max_cost": 60, "currency": "USD"}),
    ("for $0", {"free": True}),
    ("gratis", {"free": True}),
    ("free of charge", {"free": True}),
    ("at no cost", {"free": True}),
    ("$30 a month", {}),
    ("in my free time", {}),
    ("free software", {}),
    ("gluten-free baking", {}),
    ("freelancing", {}),
    ("microsoft 365", {}),
    ("top 10", {}),
    ("ISO 9001", {}),
    ("in 2027", {}),
    ("excel 2019", {}),
]


@pytest.mark.parametrize(("text", "wanted"), MONEY, ids=str)
def test_money(text: str, wanted: dict[str, Any]) -> None:
    assert understand(text, Known()).wanted == wanted


TIME: list[tuple[str, dict[str, Any]]] = [
    ("excel in 10 hours", {"max_hours": 10}),
    ("excel, 10h max", {"max_hours": 10}),
    ("excel in 90 minutes", {"max_hours": 1.5}),
    ("excel in an hour", {"max_hours": 1}),
    ("excel no longer than 6 hours", {"max_hours": 6}),
    ("excel longer than 6 hours", {"min_hours": 6}),
    ("excel between 5 and 10 hours", {"min_hours": 5, "max_hours": 10}),
    ("excel over a weekend", {"max_hours": 16}),
    ("excel in one afternoon", {"max_hours": 4}),
    ("excel in a day", {"max_hours": 8}),
    ("excel in two weeks", {"max_hours": 10}),
    ("excel within a month", {"max_hours": 21}),
    ("excel in 3 weeks, 4 hours a week", {"max_hours": 12, "hours_per_week": 4}),
    ("excel an hour a day", {"hours_per_week": 7}),
    ("a quick excel course", {"max_hours": 10}),
    ("excel, keep it short", {"max_hours": 10}),
    ("short stories", {}),
    ("short film editing", {}),
    ("inside an HR office", {}),
    ("24-hour emergency care", {"max_hours": 24}),
]


@pytest.mark.parametrize(("text", "wanted"), TIME, ids=str)
def test_time(text: str, wanted: dict[str, Any]) -> None:
    assert understand(text, Known()).wanted == wanted


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_language_taught_in_is_a_filter_and_a_language_taught_is_a_topic(name: str) -> None:
    assert understand(f"excel in {name}", Known()).wanted == {"language": LANGUAGES[name]}
    topic = understand(f"{name} for beginners", Known())
    assert topic.wanted == {"level": "beginner"}
    assert topic.text == name


@pytest.mark.parametrize(
    ("text", "wanted", "topic"),
    [
        ("microsoft excel", {}, "microsoft excel"),
        ("excel from microsoft", {"provider": "Microsoft"}, "excel"),
        ("IBM courses", {"provider": "IBM"}, ""),
        ("courses by Google Cloud on kubernetes", {"provider": "Google Cloud"}, "kubernetes"),
        ("google cloud for beginners", {"provider": "Google Cloud", "level": "beginner"}, ""),
        ("from larkmoor", {"provider": "University of Larkmoor"}, ""),
        ("not from larkmoor", {"not_provider": "University of Larkmoor"}, ""),
        ("from a university", {"provider": "university"}, ""),
        ("not from a university", {"not_provider": "university"}, ""),
        ("notebook to service", {}, "notebook to service"),
        ("translate from english", {}, "translate from english"),
    ],
)
def test_providers(text: str, wanted: dict[str, Any], topic: str) -> None:
    found = understand(text, Known(PROVIDERS))
    assert (found.wanted, found.text) == (wanted, topic)


@pytest.mark.parametrize(
    ("text", "cleared"),
    [
        ("any price", {"max_cost", "min_cost", "currency", "free"}),
        ("forget the budget", {"max_cost", "min_cost", "currency", "free"}),
        ("no time limit", {"max_hours", "min_hours"}),
        ("any level", {"level"}),
        ("any provider is fine", {"provider", "not_provider"}),
        ("the language doesn't matter", {"language"}),
        ("not only free ones", {"free"}),
    ],
)
def test_limits_taken_back(text: str, cleared: set[str]) -> None:
    found = understand(text, AFTER)
    assert found.act is Act.FIND
    assert found.cleared == cleared
    assert found.wanted == {}
    assert found.text == ""


def test_not_in_a_language_lifts_it_only_where_it_is_in_force() -> None:
    assert understand("not in Spanish", Known(language="es")).cleared == {"language"}
    assert [note.code for note in understand("sql, not in Spanish", Known()).notes] == ["cannot_exclude"]


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("cheaper", Relative.CHEAPER),
        ("that's too expensive", Relative.CHEAPER),
        ("anything less expensive", Relative.CHEAPER),
        ("something shorter please", Relative.SHORTER),
        ("too long", Relative.SHORTER),
        ("easier ones", Relative.EASIER),
        ("more advanced", Relative.HARDER),
    ],
)
def test_wishes_measured_against_what_was_shown(text: str, relative: Relative) -> None:
    found = understand(text, AFTER)
    assert (found.act, found.relative, found.text) == (Act.FIND, relative, "")


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("cheapest sql", Sort.COST),
        ("cheap sql", Sort.COST),
        ("shortest sql", Sort.HOURS),
        ("sql sorted by price", Sort.COST),
        ("sql", None),
    ],
)
def test_order(text: str, sort: Sort | None) -> None:
    assert understand(text, Known()).sort is sort


@pytest.mark.parametrize(
    ("text", "aspect", "about"),
    [
        ("how much is it", Aspect.PRICE, "it"),
        ("what does the second one cost?", Aspect.PRICE, "the second one"),
        ("is it free?", Aspect.FREE, "it"),
        ("does it expire?", Aspect.VALIDITY, "it"),
        ("what level is it?", Aspect.LEVEL, "it"),
        ("can i take it from home?", Aspect.DELIVERY, "it"),
        ("do i need a laptop?", Aspect.DEVICE, ""),
        ("what comes after it?", Aspect.TOWARD, "it"),
    ],
)
def test_questions_about_one_fact(text: str, aspect: Aspect, about: str) -> None:
    assert asked(Draft(text)) == (aspect, about)


@pytest.mark.parametrize(
    "text", ["sql", "free excel courses", "welding for beginners", "how to weld", "is there a course on tax?"]
)
def test_searches_are_no_questions_about_a_fact(text: str) -> None:
    assert understand(text, Known()).intent is Intent.FIND


@pytest.mark.parametrize(
    ("held", "relative", "words"),
    [
        ({"max_cost": 100}, set(), ["up to $100"]),
        ({"max_cost": "64.99", "currency": "USD"}, {"max_cost"}, ["under $65"]),
        ({"min_cost": 20, "max_cost": 60, "currency": "EUR"}, set(), ["€20 to €60"]),
        ({"free": True}, set(), ["free"]),
        ({"max_hours": 10}, set(), ["up to 10 hours"]),
        ({"max_hours": 7.99}, {"max_hours"}, ["under 8 hours"]),
        ({"min_hours": 20}, set(), ["at least 20 hours"]),
        ({"provider": "university"}, set(), ["from a university"]),
        ({"provider": "institute"}, set(), ["from an institute"]),
        ({"provider": "Quillstack Academy"}, set(), ["from Quillstack Academy"]),
        ({"not_provider": "IBM", "language": "es"}, set(), ["not from IBM", "in Spanish"]),
        ({"level": "beginner", "credit": True}, set(), ["for beginners", "with college credit"]),
        ({"kind": "badge", "delivery": "in_person"}, set(), ["in person", "only: badges"]),
        ({"hours_per_week": 5, "to": "x", "from": "y"}, set(), []),
    ],
)
def test_limits_in_words(held: dict[str, Any], relative: set[str], words: list[str]) -> None:
    constraints = Constraints().changed(held)
    assert limits_in_words(constraints, frozenset(relative), Wording()) == words


def test_limits_that_fall_together() -> None:
    held = Constraints().changed({"max_cost": 10, "currency": "USD", "language": "es", "hours_per_week": 3})
    assert limit_groups(held) == [frozenset({"max_cost", "currency"}), frozenset({"language"})]


def test_constraints_travel_through_json() -> None:
    held = Constraints().changed({"max_cost": "28.99", "from": "nurse", "level": "beginner", "skill": ["SQL"]})
    assert held.in_force() == {"max_cost": 28.99, "from": "nurse", "level": "beginner", "skill": ["SQL"]}
    assert Constraints.model_validate_json(held.model_dump_json(by_alias=True)) == held
    assert held.changed({}, frozenset({"from", "skill"})).in_force() == {"max_cost": 28.99, "level": "beginner"}
