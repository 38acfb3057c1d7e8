"""Goals that are told by what is done in a job: the role that is meant, and what is no goal at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.advisor.messages import Intent, PathBlock
from bot.advisor.toolbox import Toolbox
from bot.advisor.understand import Known, understand
from bot.advisor.understand.deeds import Deeds, texts, told
from bot.advisor.understand.described_goals import FIRM, chosen_field, described_goal
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.reading import Act
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC
from tests.bot.people_talk import Voices, path_in
from tests.bot.workbench import TODAY

TOLD = told(texts())


@pytest.fixture(scope="module")
def tools(real_search: CatalogSearch) -> Toolbox:
    return Toolbox(real_search, PUBLIC)


@pytest.fixture(scope="module")
def known(tools: Toolbox) -> Known:
    return Known(
        providers=tools.providers(),
        roles=tools.role_names(),
        like=tools.like,
        doing=tools.doing,
        names_skill=lambda words: bool(tools.skills_in(words)),
        today=TODAY,
    )


# ---- the table


def test_what_is_done_is_told_of_roles_that_there_are(real_search: CatalogSearch) -> None:
    assert set(TOLD) == {role.id for role in real_search.role_table()}


def test_no_sentence_stands_for_two_roles() -> None:
    sentences = [sentence for group in TOLD.values() for sentence in group]
    assert len(sentences) == len(set(sentences))


def test_without_roles_nothing_is_meant(real_search: CatalogSearch) -> None:
    assert Deeds(real_search.sentence_vectors, ()).of("repair cars", 3) == ()


def test_roles_come_in_the_order_of_their_scores(tools: Toolbox) -> None:
    found = tools.roles_doing("repair cars and vans in a workshop", 3)
    assert found[0][0].id == "automotive-technician"
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("mend the laptops and printers of a company", "it-support-specialist"),
        ("keep burglars out of computer networks", "security-analyst"),
        ("wash and dress sick people on a ward", "nursing-assistant"),
        ("hand out pills at a drugstore", "pharmacy-technician"),
        ("put panels for solar energy on barns", "solar-installer"),
        ("cut wedding videos", "video-editor"),
        ("fill in other people's tax forms", "tax-preparer"),
        ("count the goods and book them in", "inventory-clerk"),
        ("look after toddlers", "preschool-teacher"),
        ("design posters and labels for bands", "graphic-designer"),
        ("write apps for the iphone", "mobile-developer"),
        ("pay the staff of a factory every month", "payroll-clerk"),
    ],
)
def test_what_is_done_means_a_role(tools: Toolbox, words: str, role: str) -> None:
    assert tools.doing(words).label == role


# ---- in a message


@pytest.mark.parametrize(
    "message",
    [
        "I'd love to work with toddlers",
        "my uncle reckons I should go into welding steel",
        "thinking about repairing cars instead of flipping burgers",
        "drawing posters and logos, as a job that is",
        "I could imagine working in human resources",
        "can i make a living with translating documents",
        "How would I get to run a shift in the warehouse?",
        "I want to open my own cafe",
        "Would like to be in cyber security, catching hackers",
        "what i like is editing films, i want to get paid for it",
    ],
)
def test_words_of_wanting_work_make_a_goal(known: Known, message: str) -> None:
    read = understand(message, known)
    assert (read.act, read.described) == (Act.GOAL, True)
    assert known.doing(read.goal).score >= FIRM


@pytest.mark.parametrize(
    "message",
    [
        "I want to learn how to make websites",
        "a course in welding please",
        "does it get me paid more",
        "what jobs could I do with numbers",
        "will this help me to work in finance?",
        "how do I get to the second step",
        "I want to work on my English",
        "thinking about taking the SQL badge",
        "how long do I have to study for it",
    ],
)
def test_other_messages_describe_no_goal(known: Known, message: str) -> None:
    assert not described_goal(Draft(message), known)


def test_a_title_that_nobody_knows_is_not_described(known: Known) -> None:
    read = understand("I want to become an airline pilot", known)
    assert (read.act, read.goal, read.described) == (Act.GOAL, "airline pilot", False)


@pytest.mark.parametrize(
    ("message", "field"),
    [
        ("ok, bookkeeping then", "bookkeeping"),
        ("let's try the payroll one", "payroll"),
        ("no, too hard. graphic design instead", "graphic design"),
        ("social media, what would i need?", "social media"),
    ],
)
def test_a_field_is_chosen_in_a_few_words(known: Known, message: str, field: str) -> None:
    assert chosen_field(Draft(message), replace(known, exploring=True)) == field


@pytest.mark.parametrize("message", ["the first one", "something shorter then", "spanish please", "python"])
def test_other_few_words_choose_no_field(known: Known, message: str) -> None:
    assert not chosen_field(Draft(message), replace(known, exploring=True))


# ---- in a conversation


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("been cleaning trains for a decade. i'd rather fix people's computers for a living", "it-support-specialist"),
        ("After twenty years of waiting tables I want to go into bookkeeping for little firms", "bookkeeper"),
        ("I want to be my own boss and sell what I sew", "small-business-owner"),
        ("get me from the till to the hr office, i want to work in human resources", "hr-specialist"),
    ],
)
def test_a_described_goal_gets_a_path(voices: Voices, message: str, role: str) -> None:
    answer = voices.say(message)
    assert answer.intent is Intent.PATH
    assert answer.constraints["to"] == role
    assert path_in(answer).path.steps


def test_limits_beside_a_description_hold(voices: Voices) -> None:
    answer = voices.say("I want to fix computers for a living, I have $200 and 6 hours a week")
    assert (
        answer.constraints | {"to": "it-support-specialist", "budget": 200, "hours_per_week": 6} == answer.constraints
    )


def test_a_faint_description_lets_choose(voices: Voices) -> None:
    answer = voices.say("I want to work with wood and people outdoors")
    assert answer.intent in (Intent.EXPLORE, Intent.FIND)
    assert not [block for block in answer.blocks if isinstance(block, PathBlock)]


def test_two_fields_are_weighed(voices: Voices) -> None:
    answer = voices.say("I'm torn between welding and bookkeeping")
    assert answer.intent is Intent.EXPLORE
    assert {"welder", "bookkeeper"} <= set(answer.text.casefold().replace(".", " ").replace("?", " ").split())


def test_present_work_in_years_is_no_goal(voices: Voices) -> None:
    answer = voices.say("Payroll clerk, 8 years. There is an accountant opening at our place.")
    assert (answer.constraints["to"], answer.constraints["from"]) == ("accountant", "payroll-clerk")
