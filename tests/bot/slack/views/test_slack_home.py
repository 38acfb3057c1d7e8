"""The home: what is known, the plan and how far it is, suggestions, and what can be pressed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.slack.views.actions import Action, Details, Nudges, Plain, ids_in, pressed
from bot.slack.views.home import Resident, home
from people.plan import SavedPlan, SavedStep
from tests.bot.slack.views.block_kit import elements, reading, texts, urls, view_findings
from tests.bot.slack.views.test_slack_cards import FULL, NAMES, TODAY, item_of
from tests.bot.slack.views.test_slack_foreign_text import ANY, LIVE, PAGE
from tests.bot.slack.views.test_slack_foreign_text import item_of as foreign_item

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def plan_of(*titles: str, title: str = "Path to work as a data analyst") -> SavedPlan:
    steps = tuple(SavedStep(id=f"s{n}", title=text) for n, text in enumerate(titles, 1))
    return SavedPlan(number=1, title=title, request={}, steps=steps, saved_at=NOW)


PLAN = plan_of("Charts That Explain", "SQL Quick Start", "R Essentials")


def test_somebody_new_is_told_how_to_begin() -> None:
    view = home(Resident(), TODAY)
    said = reading(view["blocks"])
    assert "Nothing yet." in said
    assert "You have no saved plan yet." in said
    assert "I do not remind you of anything." in said
    assert view_findings(view) == []
    assert [pressed(element) for element in elements(view["blocks"])] == [
        Plain(action=Action.EDIT_PROFILE),
        Plain(action=Action.PRIVACY),
        Nudges(on=True),
    ]


def test_what_is_known_stands_there_line_by_line() -> None:
    view = home(Resident(known=("• Your work: cashier", "• You can spend: $300", " ")), TODAY)
    assert "\n• Your work: cashier\n• You can spend: $300" in "".join(texts(view["blocks"]))
    assert "Nothing yet." not in reading(view["blocks"])


@pytest.mark.parametrize(
    ("done", "progress", "following"),
    [
        ((), "0 of 3 steps done", "s1"),
        (("s1",), "1 of 3 steps done", "s2"),
        (("s2", "elsewhere"), "1 of 3 steps done", "s1"),
        (("s1", "s2", "s3"), "3 of 3 steps done", None),
    ],
)
def test_progress_is_told_in_words(done: tuple[str, ...], progress: str, following: str | None) -> None:
    view = home(Resident(plan=PLAN, done=frozenset(done)), TODAY)
    said = reading(view["blocks"])
    assert progress in said
    assert said.count("Done: ") == len(set(done) & {"s1", "s2", "s3"})
    assert said.count("Next: ") == (following is not None)
    assert ids_in(view["blocks"]) == ((following,) if following else ())
    assert view_findings(view) == []


def test_a_long_plan_counts_its_rest() -> None:
    said = reading(home(Resident(plan=plan_of(*[f"Course {n}" for n in range(60)])), TODAY)["blocks"])
    assert "40 more steps" in said
    assert "Course 19" in said
    assert "Course 20" not in said


def test_suggestions_are_cards() -> None:
    view = home(Resident(suggestions=(FULL, item_of(id="z", title="Other")), names=NAMES), TODAY)
    assert Details(id="z") in [pressed(element) for element in elements(view["blocks"])]
    assert urls(view["blocks"]) == ["https://a.example/sql"]
    assert "Counts toward: Larger" in reading(view["blocks"])


def test_at_most_five_suggestions() -> None:
    view = home(Resident(suggestions=tuple(item_of(id=str(n)) for n in range(30))), TODAY)
    assert len(ids_in(view["blocks"])) == 5


@pytest.mark.parametrize("on", [True, False])
def test_the_switch_turns_reminders_round(on: bool) -> None:
    view = home(Resident(nudges=on), TODAY)
    assert pressed(elements(view["blocks"])[-1]) == Nudges(on=not on)
    assert ("Stop reminders" in reading(view["blocks"])) is on


@pytest.mark.parametrize(
    ("tongue", "words"), [("es", "1 de 3 pasos hechos"), ("fr", "1 étapes faites sur 3"), ("de", "1 von 3 Schritten")]
)
def test_in_other_languages(tongue: str, words: str) -> None:
    view = home(Resident(plan=PLAN, done=frozenset({"s1"}), tongue=tongue), TODAY)
    assert words in reading(view["blocks"])
    assert view_findings(view) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY.filter(lambda text: text.strip() != ""), st.integers(0, 80), st.booleans())
def test_any_text_is_harmless_at_home(text: str, count: int, nudges: bool) -> None:
    items = tuple(foreign_item(text, id_=str(n)) for n in range(count % 9))
    plan = plan_of(*[text] * count, title=text)
    view = home(Resident((text,) * count, plan, frozenset({"s1"}), items, {"b": text}, nudges), TODAY)
    assert view_findings(view) == []
    assert set(urls(view["blocks"])) <= {PAGE}
    assert not any(LIVE.search(said) for said in texts(view["blocks"]))
