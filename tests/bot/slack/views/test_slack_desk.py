"""What coaches and reminded learners see: within Slack's limits, harmless, and pressed back as it was meant."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.advisor.wording import speaking
from bot.slack.views import desk, nudge, share
from bot.slack.views.actions import (
    LONGEST_ID,
    MOST_KEYS,
    MOST_SHARED,
    Desk,
    DeskAct,
    Nudge,
    NudgeAct,
    Share,
    Talk,
    key_of,
    pressed,
)
from bot.slack.views.forms import HandoverForm
from bot.slack.views.message import Message
from people.desk import Coach, Handover, Place, Wish
from people.plan import SavedStep
from people.store import PersonKey
from tests.bot.slack.views.block_kit import elements, findings, reading, texts, urls
from tests.bot.slack.views.test_slack_cards import FULL
from tests.bot.slack.views.test_slack_foreign_text import ANY, LIVE
from tests.bot.slack.views.test_slack_words import LANGUAGES

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
WISH = Wish("k", PersonKey("T1", "U1"), "Ana", "Ana would like\nQuestion: Texas?", Place("D1"), "en")
WAITS = Handover(7, WISH, NOW, "k")
TAKEN = replace(WAITS, coach=Coach("U2", "Ben"), desk=Place("C1", "1.2"))
STEP = SavedStep(id="s1", title="SQL Quick Start", cents=4900, hours=6)


def in_tongue(handover: Handover, tongue: str) -> Handover:
    return replace(handover, wish=replace(handover.wish, tongue=tongue))


def presses(message: Message) -> list[object]:
    return [pressed(element) for element in elements(message.blocks)]


def test_each_state_has_its_buttons() -> None:
    assert presses(desk.asks(WAITS)) == [Desk(act=DeskAct.TAKE, number=7)]
    assert presses(desk.taken(TAKEN)) == [Desk(act=act, number=7) for act in (DeskAct.REPLY, DeskAct.RESOLVE)]
    assert presses(desk.closed(TAKEN)) == []
    assert presses(desk.to_learner(TAKEN, "handover_taken")) == [Desk(act=DeskAct.END, number=7)]
    assert presses(desk.to_learner(TAKEN, "handover_resolved")) == []
    for message in (desk.asks(WAITS), desk.asks(WAITS, deputy=True), desk.taken(TAKEN), desk.closed(TAKEN)):
        assert "Question: Texas?" in message.text
        assert findings(message.blocks) == []


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("section", ["sent", "taken", "resolved", "ended", "late", "waits"])
def test_the_learner_is_told_in_their_language(tongue: str, section: str) -> None:
    handover = in_tongue(TAKEN, tongue)
    message = desk.to_learner(handover, f"handover_{section}")
    assert findings(message.blocks) == []
    assert ("Ben" in message.text) == (section in ("taken", "resolved", "late"))
    written = desk.coach_writes(handover, "hello")
    assert written.text.startswith("Ben, ")
    assert written.text.endswith("hello")


def test_a_coach_without_a_name_is_somebody() -> None:
    assert desk.coach_writes(replace(TAKEN, coach=Coach("U2", "")), "hi").text == "Somebody, a person, writes: hi"


def test_only_what_was_filled_in_is_told() -> None:
    assert desk.told("Ana", HandoverForm(plan="SQL\nR", question="Why?")) == (
        "Ana would like to talk to a person.\nPlan: SQL R\nQuestion: Why?"
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY, ANY, st.sampled_from(LANGUAGES))
def test_any_text_is_harmless(one: str, other: str, tongue: str) -> None:
    told = desk.told(one, HandoverForm(goal=other[:600] or None, question=one[:3000] or "x"))
    handover = in_tongue(replace(TAKEN, wish=replace(WISH, told=told, name=one), coach=Coach("U2", other)), tongue)
    step = nudge.NextStep(one, 1, STEP.model_copy(update={"title": other}), "USD")
    messages = [
        desk.asks(handover),
        desk.taken(handover),
        desk.to_learner(handover, "handover_taken"),
        *desk.noted("desk_wrote", one, other),
        nudge.reminder(step, tongue, last=True),
    ]
    for message in messages:
        assert findings(message.blocks) == []
        assert urls(message.blocks) == []
        assert not any(LIVE.search(said) for said in [*texts(message.blocks), message.text])


def test_the_longest_summary_is_shown_whole() -> None:
    form = HandoverForm(goal="g" * 600, limits="l" * 600, plan="p" * 600, question="q" * 3000)
    message = desk.taken(replace(TAKEN, wish=replace(WISH, told=desk.told("Ana", form))))
    assert findings(message.blocks) == []
    said = reading(message.blocks)
    assert [said.count(sign * 500) for sign in "glp"] == [1, 1, 1]
    assert sum(text.count("q") for text in texts(message.blocks)) >= 3000


@given(st.text(max_size=5000))
def test_what_somebody_writes_comes_whole_in_pieces(text: str) -> None:
    pieces = [
        message.blocks[0]["elements"][0]["elements"][0]["text"] for message in desk.noted("desk_wrote", "A", text)
    ]
    plain = "".join(piece.removeprefix("A wrote: ") for piece in pieces)
    assert plain == (desk.clean(text).strip() or "…")


@pytest.mark.parametrize("asked", ["", "  ", "x" * 5000, "talk to a person"])
def test_a_wish_for_a_person_carries_its_words(asked: str) -> None:
    with speaking("en"):
        found = pressed(desk.talk_button(asked))
    assert isinstance(found, Talk)
    assert found.text == (asked.strip()[:2000] or "…")


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("last", [False, True])
def test_a_reminder_tells_title_price_and_hours(tongue: str, last: bool) -> None:
    message = nudge.reminder(nudge.NextStep("My plan", 2, STEP, "USD"), tongue, last=last)
    assert "2. SQL Quick Start · " in message.text
    assert "49" in message.text
    assert "6" in message.text
    assert len(message.text.splitlines()) == (3 if last else 2)
    assert presses(message) == [
        Nudge(act=NudgeAct.DONE, id="s1"),
        Nudge(act=NudgeAct.LATER),
        Nudge(act=NudgeAct.STOP),
    ]


def test_a_reminder_prefers_the_record_of_today() -> None:
    message = nudge.reminder(nudge.NextStep("My plan", 1, STEP, "USD", FULL), "en", last=False)
    assert FULL.title in message.text
    assert "SQL Quick Start" not in message.text
    assert urls(message.blocks) == [FULL.url]


def test_unknown_figures_are_said_to_be_unknown() -> None:
    step = SavedStep(id="x" * (LONGEST_ID + 1), title="SQL")
    message = nudge.reminder(nudge.NextStep("", 1, step, "USD"), "en", last=False)
    assert "not stated" in message.text or "unknown" in message.text
    assert presses(message) == [Nudge(act=NudgeAct.LATER), Nudge(act=NudgeAct.STOP)]


@given(
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=MOST_SHARED),
    st.lists(st.text(min_size=1), max_size=MOST_KEYS),
)
def test_a_shared_answer_fits_a_button(text: str, ids: list[str]) -> None:
    value = Share(text=text, intent="out_of_scope", keys=tuple(map(key_of, ids)))
    with speaking("en"):
        made = share.share_button(value)
    assert pressed(made) == value
    assert len(made["value"]) <= 2000


@pytest.mark.parametrize("value", ["", "{}", '{"act": "take", "number": 0}', '{"act": "x", "number": 1}', "7"])
def test_a_forged_hand_over_is_none(value: str) -> None:
    assert pressed({"action_id": "desk:take", "value": value}) is None
