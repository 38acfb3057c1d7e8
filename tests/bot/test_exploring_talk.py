"""People who do not know what they want: few questions, roles with true sums, something small to try."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from bot.advisor.messages import Answer, Choices, Intent, Prose
from bot.advisor.toolbox import TASTER_HOURS, Toolbox
from people.sql.open import open_people
from retrieval.ports import CatalogSearch
from retrieval.query import PUBLIC
from tests.bot import sample_arithmetic as file
from tests.bot.conftest import settings_of
from tests.bot.people_talk import Voices, options_of, path_in, shown_in, words_of
from tests.bot.plan_truth import roles

SUMS = re.compile(r"(?P<steps>\d+) steps? for (?P<money>free|\$[\d,.]*\d), (?P<weeks>\d+) weeks?")
PART = re.compile(r"As far as (?P<count>\d+) of (?P<total>\d+) skills")


@pytest.fixture
def toolbox(real_search: CatalogSearch) -> Toolbox:
    return Toolbox(real_search, PUBLIC)


def question(answer: Answer) -> str:
    return next((block.question for block in answer.blocks if isinstance(block, Choices)), "")


def told_roles(answer: Answer) -> list[str]:
    return [option.removeprefix("I want to become ").split(" ", 1)[1] for option in options_of(answer)]


# ---- the questions


def test_four_questions_at_most_each_once(voices: Voices) -> None:
    asked = [question(voices.say("What could I become?"))]
    asked += [question(voices.say("skip")) for _ in range(3)]
    assert len(set(asked)) == 4
    answer = voices.say("skip")
    assert question(answer) == "Which one shall I plan?"
    assert voices.state().exploring is None


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ("I am a bookkeeper", "What have you done so far?"),
        ("I know SQL and Python", "What have you done so far?"),
        ("I know SQL and I can spend $200", "What could you spend"),
        ("I am a bookkeeper with 5 hours a week", "How much time"),
    ],
)
def test_what_is_known_is_not_asked(voices: Voices, told: str, missing: str) -> None:
    voices.say(told)
    asked = [question(voices.say("What could I become?", conversation="other"))]
    while asked[-1] and asked[-1] != "Which one shall I plan?":
        asked.append(question(voices.say("skip", conversation="other")))
    assert not [each for each in asked if each.startswith(missing)]
    assert 2 <= len(asked) <= 5


def test_what_the_opening_says_is_not_asked_again(voices: Voices) -> None:
    answer = voices.say("I am a bookkeeper. I like working with computers. I have $150. What could I become?")
    assert answer.intent is Intent.EXPLORE
    assert question(answer).startswith("How much time")
    learner = voices.learner()
    assert (learner.role, learner.budget) == ("bookkeeper", Decimal(150))


@pytest.mark.parametrize("word", ["skip", "no idea", "I don't know", "doesn't matter", "rather not say"])
def test_a_skipped_question_tells_nothing(voices: Voices, word: str) -> None:
    voices.say("What could I become?")
    answer = voices.say(word)
    assert answer.intent is Intent.EXPLORE
    assert question(answer).startswith("What do you like")
    assert voices.learner().is_blank


def test_enough_questions_are_enough(voices: Voices) -> None:
    voices.say("What could I become?")
    assert question(voices.say("just show me the roles")) == "Which one shall I plan?"


@pytest.mark.parametrize("option", ["Shop work", "Office work", "Care work", "Warehouse work"])
def test_a_kind_of_work_is_not_taken_for_a_job_that_nobody_named(voices: Voices, option: str) -> None:
    assert option in options_of(voices.say("What could I become?"))
    voices.say(option)
    assert voices.learner().role is None


def test_a_search_ends_the_questions(voices: Voices) -> None:
    voices.say("What could I become?")
    answer = voices.say("show me SQL courses")
    assert answer.intent is Intent.FIND
    assert shown_in(answer)
    assert voices.state().exploring is None


def test_money_and_time_are_kept_for_next_time(voices: Voices) -> None:
    for message in ("What could I become?", "skip", "Working with numbers", "Up to $100", "2 hours a week"):
        voices.say(message)
    learner = voices.learner()
    assert (learner.budget, learner.currency, learner.hours_per_week) == (Decimal(100), "USD", 2.0)


# ---- the roles


@pytest.fixture(scope="module")
def ana(real_search: CatalogSearch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Voices]:
    """Ana, to whom roles are told once for all tests of this part; none of them changes that conversation."""
    store = open_people(settings_of(tmp_path_factory.mktemp("ana")))
    yield Voices(real_search, store)
    store.close()


@pytest.fixture(scope="module")
def told(ana: Voices) -> Answer:
    answer = ana.say("What could I become?")
    for message in ("I am a bookkeeper", "Working with numbers", "Up to $300", "5 hours a week"):
        answer = ana.say(message)
    return answer


def test_three_roles_are_told_and_not_the_present_one(told: Answer) -> None:
    names = told_roles(told)
    assert len(names) == len(set(names)) == 3
    assert "bookkeeper" not in names


def test_the_sums_of_a_role_are_those_of_its_path(ana: Voices, told: Answer) -> None:
    said = [block.text for block in told.blocks if isinstance(block, Prose) and SUMS.search(block.text)]
    assert said
    for number, (text, name) in enumerate(zip(said, told_roles(told), strict=False)):
        path = path_in(ana.say(f"I want to become a {name}", conversation=f"plan {number}"))
        sums = SUMS.search(text)
        assert sums is not None
        money = Decimal(0) if sums["money"] == "free" else Decimal(sums["money"].strip("$").replace(",", ""))
        assert money == path.path.totals.cost.amount
        assert int(sums["weeks"]) == max(1, round(path.path.totals.weeks))
        assert int(sums["steps"]) == len(path.path.steps)
        part = PART.search(text)
        covered, wanted = len(path.path.covered), len(path.goal.skills)
        assert (part is None) == (covered == wanted)
        if part:
            assert (int(part["count"]), int(part["total"])) == (covered, wanted)


def test_what_a_role_brings_is_what_its_skills_say(told: Answer) -> None:
    held = {skill["skill"] for skill in roles()["bookkeeper"]["skills"]}
    for block in told.blocks:
        match = re.match(r"(?P<role>.+?)\. You bring (?P<count>\d+) of its (?P<total>\d+) skills", _text(block))
        if match:
            wanted = {
                skill["skill"]
                for role in roles().values()
                if role["title"].casefold() == match["role"].casefold()
                for skill in role["skills"]
            }
            assert (int(match["count"]), int(match["total"])) == (len(held & wanted), len(wanted))


def _text(block: object) -> str:
    return block.text if isinstance(block, Prose) else ""


def test_a_told_role_is_chosen_by_its_place(ana: Voices, told: Answer) -> None:
    second = told_roles(told)[1]
    chosen = path_in(ana.say("the second one"))
    assert chosen.goal.role_title is not None
    assert chosen.goal.role_title.casefold() == second.casefold()
    assert ana.learner().goal == chosen.goal.role
    assert chosen.path.totals.cost.amount <= 300


@pytest.mark.parametrize("money", ["Only free ones", "Up to $100"])
def test_tasters_teach_something_free_or_short_within_the_budget(voices: Voices, money: str) -> None:
    answer = voices.say("What could I become?")
    for message in ("skip", "Working with computers", money, "skip"):
        answer = voices.say(message)
    most = 0 if money == "Only free ones" else 100
    for id_ in shown_in(answer):
        row = file.by_id()[id_]
        price, hours = file.paid(row), row["hours"]["max"]
        assert file.is_free(row) or hours <= TASTER_HOURS
        assert file.is_free(row) or (price is not None and price <= most)
        assert row.get("kind") != "exam"


def test_nothing_that_is_not_wanted_is_a_taster(toolbox: Toolbox) -> None:
    first = toolbox.taster(["Spreadsheets"], "en")
    assert first is not None
    toolbox.hide([first.id])
    second = toolbox.taster(["Spreadsheets"], "en")
    assert second is None or second.id != first.id
    if second is not None and second.provider:
        toolbox.avoid([second.provider])
        third = toolbox.taster(["Spreadsheets"], "en")
        assert third is None or third.provider != second.provider
        toolbox.allow([second.provider])
        assert toolbox.taster(["Spreadsheets"], "en") == second


@pytest.mark.parametrize("skills", [[], ["Nothing that anybody teaches"]])
def test_where_there_is_no_taster_there_is_none(toolbox: Toolbox, skills: list[str]) -> None:
    assert toolbox.taster(skills) is None


def test_liking_counts_more_than_bringing(toolbox: Toolbox) -> None:
    every = toolbox.suited_roles("bookkeeping payroll", ())
    assert {"bookkeeper", "payroll-clerk"} & {each.role.id for each in every[:3]}
    assert all(first.score >= second.score for first, second in itertools.pairwise(every))
    assert all(0 <= each.liked <= 1 and 0 <= each.brought <= 1 for each in every)


def test_without_a_liking_it_is_what_is_brought_that_counts(toolbox: Toolbox) -> None:
    held = [skill["skill"] for skill in roles()["data-analyst"]["skills"]]
    best = toolbox.suited_roles("", held)[0]
    assert (best.role.id, best.brought, best.liked) == ("data-analyst", 1.0, 0.0)
    assert set(best.holds) == set(held)


def test_every_option_of_a_question_is_an_answer_to_it(voices: Voices) -> None:
    pending = voices.say("What could I become?")
    for number in range(4):
        asked = question(pending)
        for option in options_of(pending)[-2:-1]:
            pending = voices.say(option)
            assert pending.intent is Intent.EXPLORE, (number, option)
            assert question(pending) != asked
    assert "These could suit you" in words_of(pending)
