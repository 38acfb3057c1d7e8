"""Goals that are told by what is done in a job: the role that is meant, and what is no goal at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.advisor.messages import Intent, PathBlock
from bot.advisor.toolbox import Toolbox
from bot.advisor.understand import Known, likeness, understand
from bot.advisor.understand.deeds import Deeds, texts, told
from bot.advisor.understand.described_goals import FIRM, chosen_field, described_goal, parts_of
from bot.advisor.understand.draft import Draft
from bot.advisor.understand.likeness import Vectors
from bot.advisor.understand.reading import Act
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC
from tests.bot.people_talk import Voices, path_in

TOLD = told(texts())


@pytest.fixture(scope="module")
def tools(real_search: CatalogSearch) -> Toolbox:
    return Toolbox(real_search, PUBLIC)


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


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("I keep our sales lads' contact list tidy and would like that to be the whole job", "crm-administrator"),
        ("I'd like to calculate how much the shops will need next month", "supply-chain-analyst"),
        ("program the part of a web shop that runs on the server", "back-end-developer"),
        ("out and about with a ladder and a van, getting people's internet going", "network-support-technician"),
        ("look after how all the computers in a firm are linked up, switches and firewalls", "network-administrator"),
        ("updates at night and backups of all the servers", "systems-administrator"),
        ("pay what suppliers charge us", "accounts-payable-clerk"),
        ("do the receipts and invoices of a roofer at the kitchen table", "bookkeeper"),
        ("the yearly accounts of companies, with the proper exam", "accountant"),
        ("a nurse with injections and medicines, but not four years of study", "practical-nurse"),
        ("go to my nan's flat, cook for her and help her bathe", "home-health-aide"),
        ("help residents of a nursing home to wash and dress", "nursing-assistant"),
        ("call patients in and measure their pressure for the family doctor", "medical-assistant"),
        ("keep the papers of patients, for I can't see blood", "medical-records-specialist"),
        ("tell drivers where to go next", "logistics-coordinator"),
        ("been picking for years, now run the crew of a depot", "warehouse-supervisor"),
        ("see that what is on the shelves is what the list says", "inventory-clerk"),
        ("make apps simple for those who get angry with them", "ux-designer"),
        ("watch where users get stuck in a program", "ux-researcher"),
        ("change some code and the button on the page jumps", "front-end-developer"),
        ("charts of how sales went last week, for managers", "business-intelligence-analyst"),
        ("get the data of all shops into one big store every night", "data-engineer"),
        ("say in English what my mother says to the doctor", "interpreter"),
        ("put Polish books into English", "translator"),
    ],
)
def test_what_is_done_is_among_the_likeliest_roles(tools: Toolbox, words: str, role: str) -> None:
    assert role in [found.id for found, _ in tools.roles_doing(words, 3)]


def test_a_clause_speaks_beside_all_that_is_said(tools: Toolbox) -> None:
    said = "twelve years in a kitchen and I am tired of it, so I would rather repair cars"
    assert tools.doing(said).label == "automotive-technician"
    assert parts_of("I want to repair cars, and my uncle helps") == (
        "repair cars, and my uncle helps",
        "repair cars",
        "and my uncle helps",
    )


def test_what_was_learnt_of_roles_is_read_from_a_file(
    real_search: CatalogSearch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def embed(words: list[str]) -> Vectors:
        asked.append(len(words))
        return real_search.sentence_vectors(words)

    roles, file = real_search.role_table()[:3], tmp_path / "deeds.npz"
    first = Deeds(embed, roles, file).of("work with data", 3)
    monkeypatch.setattr(likeness, "_learnt_before", {})
    assert Deeds(embed, roles, file).of("work with data", 3) == first
    assert max(asked) == asked[0]
    assert sum(count > 10 for count in asked) == 1
    file.write_bytes(b"torn")
    monkeypatch.setattr(likeness, "_learnt_before", {})
    assert Deeds(embed, roles, file).of("work with data", 3) == first


def test_every_role_is_told_in_many_ways() -> None:
    assert min(map(len, TOLD.values())) >= 14


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
        "I want to wash and dress residents in a nursing home",
        "I don't mind heights, I'd like to put panels for solar energy on roofs",
        "my dream is to drive a big lorry on the motorway",
        "I enjoy teaching maths to one kid at a time",
        "I'd rather mend boilers and air conditioning",
    ],
)
def test_words_of_wanting_work_make_a_goal(sample_known: Known, message: str) -> None:
    read = understand(message, sample_known)
    assert (read.act, read.described) == (Act.GOAL, True)
    assert sample_known.doing(read.goal).score >= FIRM


@pytest.mark.parametrize(
    "message",
    [
        "I'd like to make a website for my bakery",
        "I would love to take pictures for our club",
        "I want to learn how to make websites",
        "a course in welding please",
        "does it get me paid more",
        "what jobs could I do with numbers",
        "will this help me to work in finance?",
        "how do I get to the second step",
        "I want to work on my English",
        "thinking about taking the SQL badge",
        "how long do I have to study for it",
        "I'd like to see more of them",
        "I want to repair my own car on weekends",
        "can I really land a job with this?",
        "is there any way to bring the bill down",
        "I want to talk to a human",
    ],
)
def test_other_messages_describe_no_goal(sample_known: Known, message: str) -> None:
    assert not described_goal(Draft(message), sample_known)


def test_a_title_that_nobody_knows_is_not_described(sample_known: Known) -> None:
    read = understand("I want to become an airline pilot", sample_known)
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
def test_a_field_is_chosen_in_a_few_words(sample_known: Known, message: str, field: str) -> None:
    assert chosen_field(Draft(message), replace(sample_known, exploring=True)) == field


@pytest.mark.parametrize("message", ["the first one", "something shorter then", "spanish please", "python"])
def test_other_few_words_choose_no_field(sample_known: Known, message: str) -> None:
    assert not chosen_field(Draft(message), replace(sample_known, exploring=True))


# ---- in a conversation


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("been cleaning trains for a decade. i'd rather fix people's computers for a living", "it-support-specialist"),
        ("After twenty years of waiting tables I want to go into bookkeeping for little firms", "bookkeeper"),
        ("I want to be my own boss and sell what I sew", "small-business-owner"),
        ("tired of the cab. want the desk job, the person who books the loads", "logistics-coordinator"),
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


@pytest.mark.parametrize(
    ("message", "role"),
    [
        ("I want to be the one who makes sure the nurses get their wages on time", "payroll clerk"),
        ("I'd like to work with the accounts of firms, all year round", "accountant"),
    ],
)
def test_where_no_role_stands_out_people_choose(voices: Voices, message: str, role: str) -> None:
    answer = voices.say(message)
    assert answer.intent in (Intent.EXPLORE, Intent.PATH)
    assert role in answer.text.casefold()


def test_two_fields_are_weighed(voices: Voices) -> None:
    answer = voices.say("I'm torn between welding and bookkeeping")
    assert answer.intent is Intent.EXPLORE
    assert {"welder", "bookkeeper"} <= set(answer.text.casefold().replace(".", " ").replace("?", " ").split())


def test_present_work_in_years_is_no_goal(voices: Voices) -> None:
    answer = voices.say("Payroll clerk, 8 years. There is an accountant opening at our place.")
    assert (answer.constraints["to"], answer.constraints["from"]) == ("accountant", "payroll-clerk")
