"""No invented fact: what an answer may say, and that a changed word of it is found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.advisor.messages import Comparison, ComparisonRow, Credentials, PathBlock, Prose
from catalog.learner import Learner
from people.plan import SavedPlan, SavedStep
from retrieval.query import OPERATOR
from tests.evals.catalogs import Catalog
from tests.evals.figures import dates_in, hours_in, money_in, numbers_in, paces_in
from tests.evals.hearing import Heard, speak
from tests.evals.inventions import inventions
from tests.evals.made import EXCEL, INTERNAL, SQL, Known, World, answered, dialogue, heard, shown


def found(turn: Heard) -> list[str]:
    return [str(each) for each in inventions(turn)]


# ---- figures of a text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$65", 65), ("$1,200.50", 1200.5), ("US$ 40", 40), ("€35", 35), ("35 €", 35), ("1.200,50 €", 1200.5),
        ("65 dólares", 65), ("100 Dollar", 100), ("40 USD", 40),
    ],
)  # fmt: skip
def test_money_as_it_is_written(text: str, amount: float) -> None:
    ((_, values),) = money_in(f"It is {text}, or so.")
    assert Decimal(str(amount)) in values


@pytest.mark.parametrize(
    ("text", "hours"),
    [("12–16 hours", {12, 16}), ("30 minutes", {0.5}), ("6 horas", {6}), ("de 3 a 4 horas", {3, 4}), ("1 Stunde", {1}),
     ("5 Stunden", {5}), ("2 heures", {2}), ("5 hours a week", set())],
)  # fmt: skip
def test_hours_as_they_are_written(text: str, hours: set[float]) -> None:
    assert {float(value) for _, values in hours_in(text) for value in values} == hours


def test_a_pace_is_no_sum_of_hours() -> None:
    assert [values for _, values in paces_in("5 hours a week, 10 hours in all, 3 horas por semana")] == [{5}, {3}]
    beside = "9 hours a week instead of 5 hours, 10 hours in all"
    assert [values for _, values in paces_in(beside)] == [{5}, {9}]
    assert [values for _, values in hours_in(beside)] == [{10}]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 March 2027", dt.date(2027, 3, 1)), ("6 November", dt.date(2026, 11, 6)),
        ("24 de enero de 2027", dt.date(2027, 1, 24)),
        ("1er mars 2027", dt.date(2027, 3, 1)), ("3. März", dt.date(2026, 3, 3)), ("2027-01-12", dt.date(2027, 1, 12)),
        ("31 February", None),
    ],
)  # fmt: skip
def test_days_as_they_are_written(text: str, day: dt.date | None) -> None:
    assert [found for _, found in dates_in(f"by {text}.")] == [day]


def test_numbers_in_words() -> None:
    assert numbers_in("twenty-five dollars, two months, 1,000 hours") >= {25, 2, 1000}
    assert 7 not in numbers_in("two months")


# ---- what records say


GOOD = (
    "Excel for Office Work: $65, 12–16 hours (prices of 3 October).",
    "Yes, it costs $65.",
    "“Excel for Office Work” is given by Tannery Creek Community College.",
    "You can say “compare 1 and 2”.",
    "Nothing fits “anything” (up to $50).",
    "The limit “up to 12 hours” shuts out most.",
)
BAD = {
    "money": "Excel for Office Work: $66.",
    "hours": "It takes 12–17 hours.",
    "weeks": "It takes 3 weeks.",
    "months": "It is valid for 24 months.",
    "paces": "That is 9 hours a week.",
    "day": "It starts on 12 May 2027.",
    "link": "See https://tannery-creek.example/other.",
    "quotation": "You could take “Excel for Wizards”.",
    "title": "You could take Google Sheets in an Evening.",
    "provider": "Quillstack Academy gives something like it.",
}


def about_excel(catalog: Catalog, text: str, **more: Any) -> Heard:
    return heard(catalog, answered(text, cites=[EXCEL], constraints={"max_cost": 50, "max_hours": 12}), **more)


@pytest.mark.parametrize("text", GOOD)
def test_what_the_record_says_may_be_said(catalog: Catalog, text: str) -> None:
    stated = dt.date.fromisoformat(catalog.rows[EXCEL]["as_of"])
    assert found(about_excel(catalog, text.replace("3 October", f"{stated.day} {stated:%B}"))) == []


@pytest.mark.parametrize("kind", BAD)
def test_what_no_record_says_is_found(catalog: Catalog, kind: str) -> None:
    (invented,) = inventions(about_excel(catalog, BAD[kind]))
    assert invented.kind == kind


def test_every_kind_of_figure_and_name_has_a_bad_example(catalog: Catalog) -> None:
    text = " ".join(BAD.values())
    assert {each.kind for each in inventions(about_excel(catalog, text))} == set(BAD)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("can I spend $66?", BAD["money"]),
        ("in seventeen hours?", BAD["hours"]),
        ("three weeks", BAD["weeks"]),
        ("9 hours a week", BAD["paces"]),
        ("from 2027-05-12", BAD["day"]),
        ("is there excel for wizards", BAD["quotation"]),
        ("no Google Sheets in an Evening", BAD["title"]),
        ("not Quillstack Academy", BAD["provider"]),
    ],
)
def test_what_was_asked_may_be_repeated(catalog: Catalog, said: str, text: str) -> None:
    assert found(about_excel(catalog, text, said=said)) == []


def test_a_reading_that_is_owned_up_to_may_be_quoted(catalog: Catalog) -> None:
    told = "I read “exel” as “sheets”. Here is what fits “sheets”."
    assert found(about_excel(catalog, told, said="an exel course")) == []
    assert found(about_excel(catalog, told, said="an access course")) != []


def test_a_record_that_was_cited_before_may_be_named_but_not_priced(catalog: Catalog) -> None:
    before = answered(shown(catalog, SQL))
    assert found(heard(catalog, answered("That was SQL Quick Start."), before)) == []
    assert found(heard(catalog, answered("SQL Quick Start: $25."), before)) == ["money $25"]


def test_what_is_known_of_a_person_may_be_told(catalog: Catalog) -> None:
    step = SavedStep(id=SQL, title="SQL Quick Start", cents=2500, hours=6)
    plan = SavedPlan(
        number=1, title="Path to SQL", request={}, steps=(step,), saved_at=dt.datetime(2026, 11, 2, tzinfo=dt.UTC)
    )
    told = answered("Up to $77, 9 hours a week. “Path to SQL” of 2 November: SQL Quick Start, $25.")
    known = Known(Learner(budget=77, hours_per_week=9), [plan])
    assert found(heard(catalog, told, people=known)) == []
    assert len(found(heard(catalog, told))) == 5


def test_cells_of_a_comparison_are_read_too(catalog: Catalog) -> None:
    items = tuple(catalog.items[id_] for id_ in (EXCEL, SQL))
    for price, invented in (("$25", []), ("$26", ["money $26"])):
        table = Comparison(items=items, rows=(ComparisonRow(label="Price", values=("$65", price)),))
        assert found(heard(catalog, answered(table, cites=(EXCEL, SQL)))) == invented


# ---- what is shown


def test_items_are_the_records_cited_and_for_the_asker(catalog: Catalog) -> None:
    item = catalog.items[EXCEL]
    dearer = item.model_copy(update={"cost": item.cost and item.cost.model_copy(update={"amount": Decimal(66)})})
    assert found(heard(catalog, answered(Credentials(items=(item,))))) == []
    assert "not shown as it is recorded" in found(heard(catalog, answered(Credentials(items=(dearer,)))))[0]
    uncited = answered(shown(catalog, EXCEL)).model_copy(update={"citations": ()})
    assert found(heard(catalog, uncited)) == [f"record {EXCEL} is shown but not cited"]
    assert "does not exist" in found(heard(catalog, answered("x", cites=["no/such"])))[0]


def test_what_is_internal_is_for_insiders(catalog: Catalog) -> None:
    answer = answered(shown(catalog, INTERNAL))
    assert found(heard(catalog, answer)) == [f"record {INTERNAL} is internal"]
    assert found(heard(catalog, answer, asker=OPERATOR)) == []


# ---- paths


def with_path(turn: Heard, change: Callable[[PathBlock], PathBlock]) -> Heard:
    blocks = tuple(change(block) if isinstance(block, PathBlock) else block for block in turn.answer.blocks)
    return replace(turn, answer=turn.answer.model_copy(update={"blocks": blocks}))


def with_prose(turn: Heard, old: str, new: str) -> Heard:
    def changed(text: str) -> str:
        return text.replace(old, new)

    assert any(isinstance(block, Prose) and old in block.text for block in turn.answer.blocks), turn.answer.text
    blocks = tuple(
        block.model_copy(update={"text": changed(block.text)}) if isinstance(block, Prose) else block
        for block in turn.answer.blocks
    )
    return replace(turn, answer=turn.answer.model_copy(update={"blocks": blocks}))


def test_a_path_as_it_was_planned_is_true(path_heard: Heard) -> None:
    assert found(path_heard) == []


def test_sums_of_a_path_that_are_not_the_plans_are_found(path_heard: Heard, world: World) -> None:
    totals = world.path.path.totals
    for old, new, kind in (
        (f"${totals.cost.amount:g}", "$7", "money"),
        (f"{round(totals.weeks)} weeks", "999 weeks", "weeks"),
        ("5 hours a week", "4 hours a week", "paces"),
    ):
        assert kind in {each.kind for each in inventions(with_prose(path_heard, old, new))}


def test_a_path_that_nobody_planned_is_found(path_heard: Heard, world: World) -> None:
    for answer in (world.totals(weeks=1.0), world.cost(amount=Decimal(1)), world.without(1)):
        (block,) = answer.blocks
        assert found(with_path(path_heard, lambda _, told=block: told)) == ["path a path that was not planned"]


def test_a_plan_that_breaks_the_rules_is_found(path_heard: Heard) -> None:
    (plan, *_) = path_heard.overheard.plans
    totals = replace(plan.path.totals, cents=100)
    wrong = replace(plan, path=replace(plan.path, totals=totals))
    planned = replace(path_heard.overheard, plans=[wrong])
    assert any("a path that is not true" in each for each in found(replace(path_heard, overheard=planned)))


def test_real_answers_invent_nothing(catalog: Catalog, people: Any) -> None:
    says = ("excel under $70", "compare the first two", "what do I need before the first one?")
    turns = ({"say": say, "intent": ["find"], "constraints": "any"} for say in says)
    for turn in speak(dialogue(*turns), catalog, people):
        assert found(turn) == []
        assert turn.answer.citations
