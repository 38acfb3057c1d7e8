"""A path in Slack: its steps, what it comes to, and controls that do what they say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from bot.advisor.messages import Answer, PathBlock, Prose
from bot.advisor.path_document import PathDocument, RelaxationDocument
from bot.advisor.wording import speaking
from bot.slack.views import path
from bot.slack.views.actions import Say, pressed
from bot.slack.views.kit import size
from bot.slack.views.path_lines import conclusions, heading, relaxation, sums
from tests.bot.slack.views.block_kit import elements, findings, reading, texts
from tests.bot.slack.views.test_slack_foreign_text import path_of
from tests.bot.workbench import TODAY

GOALS = {
    "en": "I want to become a data analyst, 300 dollars, 6 hours a week",
    "es": "quiero ser analista de datos con 300 dólares y 6 horas a la semana",
}
PLENTY = 100_000


def _path(answer: Answer) -> PathDocument:
    (block,) = [block for block in answer.blocks if isinstance(block, PathBlock)]
    return block.path


def _messages(answer: Answer, mark: str) -> list[str]:
    """What a control of the path would send."""
    with speaking(answer.language):
        controls = path.controls(_path(answer), answer.constraints)
    said = [pressed(element) for element in elements(controls) if element["action_id"] == f"say:{mark}"]
    return [what.text for what in said if isinstance(what, Say)]


@pytest.mark.parametrize("plans", [True, False])
def test_every_step_stands_there_with_its_facts(talk: Callable[..., Answer], plans: bool) -> None:
    document = _path(talk(GOALS["en"]))
    made = path.steps(document, TODAY, PLENTY, plans=plans)
    said = "".join(texts(made))
    assert findings(made) == []
    for step in document.path.steps:
        assert f"{step.order}. " in said
        assert step.title in said
        assert step.provider is not None
        assert step.provider in said
        assert step.because.split(". The nearest")[0] in said
    assert [block["type"] for block in made] == (["plan"] if plans else ["rich_text"] * 9)


def test_the_plan_block_says_what_is_still_to_do(talk: Callable[..., Answer]) -> None:
    (plan,) = path.steps(_path(talk(GOALS["en"])), TODAY, PLENTY, plans=True)
    assert plan["title"] == "Your path: 8 steps, $267, 14 weeks"
    assert {task["status"] for task in plan["tasks"]} == {"pending"}


def test_reasons_grow_shorter_before_steps_are_left_out(talk: Callable[..., Answer]) -> None:
    document = _path(talk(GOALS["en"]))
    whole = path.steps(document, TODAY, PLENTY, plans=False)
    shorter = path.steps(document, TODAY, size(whole) - 100, plans=False)
    for words, kept in (("Teaches SQL.", True), ("The nearest other, “SQL for Asking Questions”", False)):
        assert words in reading(whole)
        assert (words in reading(shorter)) is kept


@pytest.mark.parametrize("plans", [True, False])
@pytest.mark.parametrize("room", [0, 400, 1500, 3000, 6000])
def test_less_room_less_said(talk: Callable[..., Answer], plans: bool, room: int) -> None:
    document = _path(talk(GOALS["en"]))
    made = path.steps(document, TODAY, room, plans=plans)
    shown = len(re.findall(r"^\d\. ", "\n".join(texts(made)), re.MULTILINE))
    assert bool(made) is (room >= 1500)
    if made and shown < 8:
        assert f"{8 - shown} more steps follow; they do not fit into one message." in texts(made)


def test_what_the_answer_said_already_is_not_said_again(talk: Callable[..., Answer]) -> None:
    answer = talk(GOALS["en"])
    told = "\n".join(block.text for block in answer.blocks if isinstance(block, Prose))
    assert path.sentences(_path(answer), TODAY, told) == []
    said = reading(path.sentences(_path(answer), TODAY, ""))
    for words in (
        "It covers 13 of 14 skills.",
        "Nothing cheaper in this catalog does the same.",
        "Fewer steps: 7 steps for $287, 14 weeks.",
        "$42 more ($342 in all) reaches all 14 skills.",
    ):
        assert words in said
        assert words in told


@pytest.mark.parametrize("tongue", GOALS)
def test_the_budget_menu_changes_the_budget(talk: Callable[..., Answer], tongue: str) -> None:
    answer = talk(GOALS[tongue])
    messages = _messages(answer, "budget")
    assert len(messages) == 5
    for message in messages:
        (amount,) = re.findall(r"\$(\d+)", message)
        assert talk(GOALS[tongue], message).constraints["budget"] == int(amount) != 300


@pytest.mark.parametrize("tongue", GOALS)
def test_the_pace_menu_changes_the_pace(talk: Callable[..., Answer], tongue: str) -> None:
    answer = talk(GOALS[tongue])
    messages = _messages(answer, "pace")
    assert len(messages) == 4
    for message in messages:
        (hours,) = re.findall(r"\d+", message)
        assert talk(GOALS[tongue], message).constraints["hours_per_week"] == int(hours)


@pytest.mark.parametrize("tongue", GOALS)
def test_the_objective_menu_changes_the_objective(talk: Callable[..., Answer], tongue: str) -> None:
    messages = _messages(talk(GOALS[tongue]), "objective")
    answers = [talk(GOALS[tongue], message) for message in messages]
    assert [answer.constraints["objective"] for answer in answers] == ["fastest", "fewest"]


@pytest.mark.parametrize("tongue", GOALS)
def test_the_stop_menu_asks_what_is_held_then(talk: Callable[..., Answer], tongue: str) -> None:
    answer = talk(GOALS[tongue])
    for number, message in enumerate(_messages(answer, "stop"), 1):
        told = talk(GOALS[tongue], message)
        assert told.intent == "explain"
        assert _path(answer).path.steps[number - 1].title in str(told.blocks)
        assert re.search(rf"\b{number}\b", str(told.blocks[0]))


@pytest.mark.parametrize("tongue", GOALS)
def test_the_save_button_saves(talk: Callable[..., Answer], tongue: str) -> None:
    answer = talk(GOALS[tongue])
    (message,) = _messages(answer, "save")
    assert talk(GOALS[tongue], message).intent == "progress"
    assert "0 " in str(talk(GOALS[tongue], message, {"en": "my plans", "es": "mis planes"}[tongue]).blocks)


def test_controls_fit_in_slack(talk: Callable[..., Answer]) -> None:
    for tongue, goal in GOALS.items():
        answer = talk(goal)
        with speaking(tongue):
            assert findings(path.controls(_path(answer), answer.constraints)) == []


def test_no_controls_where_there_is_no_path() -> None:
    assert path.controls(path_of("x", 0), {}) == []


def test_a_free_path_offers_some_budgets() -> None:
    document = path_of("x")
    totals = document.path.totals.model_copy(
        update={"cost": document.path.totals.cost.model_copy(update={"amount": Decimal(0)})}
    )
    document = document.model_copy(update={"path": document.path.model_copy(update={"totals": totals})})
    assert "with $50" in texts(path.controls(document, {}))
    assert heading(document.path) == "Your path: 3 steps, free, 3 weeks"


@pytest.mark.parametrize(
    ("unknown_prices", "unknown_hours", "amount", "hours", "money", "weeks"),
    [
        (0, 0, 10, 18, "$10", "3 weeks"),
        (1, 0, 10, 18, "at least $10 (1 without a stated price)", "3 weeks"),
        (3, 0, 0, 18, "a price that is not stated", "3 weeks"),
        (0, 1, 10, 18, "$10", "at least 3 weeks"),
        (0, 3, 10, 0, "$10", "a time that is not stated"),
    ],
)
def test_what_is_not_stated_is_said(
    unknown_prices: int, unknown_hours: int, amount: int, hours: int, money: str, weeks: str
) -> None:
    document = path_of("x")
    cost = document.path.totals.cost.model_copy(update={"amount": Decimal(amount), "unknown_items": unknown_prices})
    totals = document.path.totals.model_copy(
        update={"cost": cost, "hours": hours, "unknown_hours_items": unknown_hours}
    )
    made = document.path.model_copy(update={"totals": totals})
    assert sums(made) == {"steps": "3 steps", "money": money, "weeks": weeks}
    said = list(conclusions(document.model_copy(update={"path": made}), TODAY))
    known = not (unknown_prices or unknown_hours)
    assert ("Nothing cheaper in this catalog does the same." in said) is known
    assert ("As far as prices and hours are stated, nothing better does all of it." in said) is not known


def test_an_unproven_path_is_called_so() -> None:
    document = path_of("x")
    certificate = document.certificate.model_copy(update={"status": "feasible"})
    said = list(conclusions(document.model_copy(update={"certificate": certificate}), TODAY))
    assert "It is the best that I found in time; I am not sure that nothing better exists." in said


@pytest.mark.parametrize(
    ("change", "before", "after", "words"),
    [
        ("budget", 300, 342, "$42 more ($342 in all) reaches 70% of the goal."),
        ("by", "2027-01-01", "2027-03-01", "Finishing by 1 March 2027 reaches 70% of the goal."),
        ("by", None, dt.date(2027, 3, 1), "Finishing by 1 March 2027 reaches 70% of the goal."),
        ("hours", 10, 16.5, "6.5 more hours of study in all reach 70% of the goal."),
        ("hours_per_week", 2, 5, "5 hours a week instead of 2 hours reaches 70% of the goal."),
        ("budget_and_by", None, {"budget": 342, "by": "2027-03-01"}, "$342 and until 1 March 2027 reach 70% of the goal."),
        ("language", "es", "en", "Courses in English as well reach 70% of the goal."),
        ("provider", "Acme", None, "Other providers than Acme reach 70% of the goal."),
        ("without", ["Acme", "Bolt"], None, "Courses by Acme and Bolt as well reach 70% of the goal."),
        ("level", "beginner", None, "Courses of every level reach 70% of the goal."),
        ("delivery", "hybrid", None, "Courses taught in any way reach 70% of the goal."),
        ("allow_unknown", False, True, "Courses of unknown price or hours as well reach 70% of the goal."),
    ],
)  # fmt: skip
def test_every_change_that_would_help_has_words(change: str, before: object, after: object, words: str) -> None:
    each = RelaxationDocument(change=change, before=before, after=after, coverage=0.7)
    assert relaxation(path_of("x"), each, TODAY) == words
