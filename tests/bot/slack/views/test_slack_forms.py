"""The forms: what stands in them, and what is read back from them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.advisor.wording import speaking
from bot.slack.views import modals
from bot.slack.views.forms import (
    FeedbackForm,
    HandoverForm,
    Origin,
    ProfileForm,
    Reason,
    ReportForm,
    Wrong,
    filled,
    origin,
)
from bot.slack.views.modals import Handover, Profile
from tests.bot.slack.views.block_kit import nodes, reading, texts, urls, view_findings
from tests.bot.slack.views.test_slack_foreign_text import ANY, LIVE

HERE = Origin(channel="C1", message="1700000000.000100", thread="1700000000.000001", credential="acme/sql")
KNOWN = Profile("shop assistant", "data analyst", Decimal(300), "USD", 6.5, ("es", "en"))
LANGUAGES = ("en", "es", "fr", "de")


def submitted(view: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The view as Slack sends it back when nothing but `changed` was filled in; options are named by their values."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            name, element = block["block_id"], block["element"]
            values[name] = {name: _state(element, changed[name]) if name in changed else _untouched(element)}
    return {
        "callback_id": view["callback_id"],
        "private_metadata": view["private_metadata"],
        "state": {"values": values},
    }


def _untouched(element: dict[str, Any]) -> dict[str, Any]:
    kind = element["type"]
    if kind == "multi_static_select":
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    if kind in {"static_select", "radio_buttons"}:
        return {"type": kind, "selected_option": element.get("initial_option")}
    return {"type": kind, "value": element.get("initial_value")}


def _state(element: dict[str, Any], value: Any) -> dict[str, Any]:
    kind = element["type"]
    if kind == "multi_static_select":
        return {"type": kind, "selected_options": [{"value": each} for each in value]}
    if kind in {"static_select", "radio_buttons"}:
        return {"type": kind, "selected_option": {"value": value}}
    return {"type": kind, "value": value}


# ---- the profile


def test_a_profile_comes_back_as_it_was_filled_in() -> None:
    view = modals.profile(KNOWN, HERE)
    assert view_findings(view) == []
    assert filled(ProfileForm, submitted(view)) == ProfileForm(
        role="shop assistant",
        goal="data analyst",
        budget=Decimal(300),
        currency="USD",
        hours_per_week=6.5,
        languages=("es", "en"),
    )


def test_a_blank_profile_comes_back_blank() -> None:
    view = modals.profile(Profile(), Origin())
    assert view_findings(view) == []
    assert filled(ProfileForm, submitted(view)) == ProfileForm()


def test_what_is_changed_is_read() -> None:
    view = modals.profile(KNOWN, HERE)
    changes = {"goal": "  nurse\u200b ", "budget": "0", "currency": "EUR", "hours_per_week": None, "languages": []}
    form = filled(ProfileForm, submitted(view, **changes))
    assert form == ProfileForm(role="shop assistant", goal="nurse", budget=Decimal(0), currency="EUR")


@pytest.mark.parametrize(
    ("field", "value", "section"),
    [
        ("budget", "-1", "such as 200"),
        ("budget", "much", "such as 200"),
        ("budget", "NaN", "such as 200"),
        ("budget", "1000001", "such as 200"),
        ("hours_per_week", "0", "such as 5"),
        ("hours_per_week", "169", "such as 5"),
        ("hours_per_week", "inf", "such as 5"),
        ("currency", "dollars", "choose one"),
        ("role", "x" * 201, "a little less"),
    ],
)
def test_mistakes_are_told_beside_their_field(field: str, value: str, section: str) -> None:
    mistakes = filled(ProfileForm, submitted(modals.profile(KNOWN, HERE), **{field: value}))
    assert isinstance(mistakes, dict)
    assert list(mistakes) == [field]
    assert section in mistakes[field]


def test_mistakes_are_told_in_the_language_of_the_form() -> None:
    view = submitted(modals.profile(KNOWN, HERE, "es"), budget="mucho")
    with speaking("es"):
        assert filled(ProfileForm, view) == {"budget": "Escribe un número de 0 a 1.000.000, por ejemplo 200."}


def test_an_unusual_currency_and_language_can_be_kept() -> None:
    view = modals.profile(Profile(currency="SEK", languages=("sv", "x-unknown")), HERE)
    assert view_findings(view) == []
    form = filled(ProfileForm, submitted(view))
    assert form == ProfileForm(currency="SEK", languages=("sv", "x-unknown"))


@pytest.mark.parametrize("budget", [Decimal(-1), Decimal(10**9)])
def test_a_budget_beyond_the_field_is_left_out(budget: Decimal) -> None:
    assert filled(ProfileForm, submitted(modals.profile(Profile(budget=budget), HERE))) == ProfileForm()


def test_languages_are_named_in_the_language_of_the_form() -> None:
    names = texts(modals.profile(KNOWN, HERE, "es")["blocks"])
    assert "español" in names
    assert "Spanish" not in names


# ---- the others


@pytest.mark.parametrize("reason", Reason)
def test_why_an_answer_did_not_help(reason: Reason) -> None:
    view = modals.feedback(HERE)
    assert view_findings(view) == []
    sent = submitted(view, reason=reason.value, more="The price is old.")
    assert filled(FeedbackForm, sent) == FeedbackForm(reason=reason, more="The price is old.")
    assert origin(sent) == HERE


@pytest.mark.parametrize("wrong", Wrong)
def test_what_is_wrong_with_a_record(wrong: Wrong) -> None:
    view = modals.report("First Steps in SQL", HERE)
    assert view_findings(view) == []
    assert "About: First Steps in SQL" in texts(view["blocks"])
    sent = submitted(view, what=wrong.value)
    assert filled(ReportForm, sent) == ReportForm(what=wrong)
    assert origin(sent).credential == "acme/sql"


@pytest.mark.parametrize(("view", "form", "field"), [
    (modals.feedback(HERE), FeedbackForm, "reason"),
    (modals.report("x", HERE), ReportForm, "what"),
])  # fmt: skip
def test_a_choice_has_to_be_made_and_to_be_one_of_ours(view: dict[str, Any], form: type, field: str) -> None:
    assert filled(form, submitted(view)) == {field: "Please choose one of these."}
    assert filled(form, submitted(view, **{field: "forged"})) == {field: "Please choose one of these."}


def test_a_hand_over_shows_what_would_be_sent() -> None:
    told = Handover(
        "data analyst", "$300, 6 hours a week", "Charts That Explain, then SQL Quick Start", "Is it accredited?"
    )
    view = modals.handover(told, HERE)
    said = reading(view["blocks"])
    assert "only when you press" in said
    everything = HandoverForm(goal=told.goal, limits=told.limits, plan=told.plan, question=told.question)
    assert filled(HandoverForm, submitted(view)) == everything
    without = filled(HandoverForm, submitted(view, limits="", question="Is it free?"))
    assert without == HandoverForm(goal=told.goal, plan=told.plan, question="Is it free?")
    assert isinstance(filled(HandoverForm, submitted(view, question="  ")), dict)
    assert view_findings(view) == []


def test_a_hand_over_without_facts_has_no_empty_lines() -> None:
    view = modals.handover(Handover(), Origin())
    assert [block["type"] for block in view["blocks"]] == ["rich_text", "input"]


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_form_in_every_language(tongue: str) -> None:
    views = [
        modals.profile(KNOWN, HERE, tongue),
        modals.feedback(HERE, tongue),
        modals.report("SQL", HERE, tongue),
        modals.handover(Handover(goal="x"), HERE, tongue),
        modals.reply("Ana", HERE),
    ]
    assert [view_findings(view) for view in views] == [[]] * 5
    assert len({view["callback_id"] for view in views}) == 5
    for view in views:
        for name in ("title", "submit", "close"):
            assert not view[name]["text"].endswith("…")


@pytest.mark.parametrize("metadata", ["", "no json", '{"channel": 5}', '{"other": "x"}'])
def test_an_origin_that_cannot_be_read_is_blank(metadata: str) -> None:
    assert origin({"private_metadata": metadata}) == Origin()


def test_an_id_that_is_too_long_is_not_carried() -> None:
    view = modals.report("x", Origin(channel="C1", credential="a" * 4000))
    assert view_findings(view) == []
    assert origin(view) == Origin(channel="C1")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY, ANY, st.decimals(0, 1_000_000, places=2), st.floats(0.5, 100))
def test_any_text_is_harmless_in_forms(one: str, other: str, budget: Decimal, pace: float) -> None:
    for view in (
        modals.profile(Profile(one, other, budget, "USD", pace), HERE),
        modals.report(one, HERE),
        modals.handover(Handover(one, other, one, other), HERE),
        modals.reply(one, HERE),
    ):
        assert view_findings(view) == []
        assert urls(view["blocks"]) == []
        assert not any(LIVE.search(said) for said in texts(view["blocks"]))
        assert all("\u200b" not in str(node.get("initial_value", "")) for node in nodes(view["blocks"]))
