"""What buttons carry comes back as it was, and nothing forged comes back at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.slack.views.actions import (
    LONGEST_ID,
    Action,
    Compare,
    Details,
    Feedback,
    Menu,
    MenuAct,
    Nudges,
    Plain,
    Say,
    carried,
    id_of,
    ids_in,
    key_of,
    marked,
    pressed,
)
from bot.slack.views.kit import actions, button, option, overflow

IDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=LONGEST_ID)


def _click(action_id: str, value: str) -> dict[str, str]:
    return {"type": "button", "action_id": action_id, "value": value}


@given(IDS)
def test_details_carry_any_id(id_: str) -> None:
    assert pressed(_click(Action.DETAILS, carried(Details(id=id_)))) == Details(id=id_)


@given(st.lists(IDS, min_size=2, max_size=4))
def test_a_comparison_carries_up_to_four_ids(ids: list[str]) -> None:
    value = Compare(ids=tuple(ids))
    assert pressed(_click(Action.COMPARE, carried(value))) == value


@given(st.text(min_size=1, max_size=2000))
def test_a_message_is_carried_as_it_stands(text: str) -> None:
    assert pressed(_click(marked(Action.SAY, 3), carried(Say(text=text)))) == Say(text=text)


@given(IDS, st.sampled_from(MenuAct))
def test_a_menu_carries_a_key_that_fits_whatever_the_id(id_: str, act: MenuAct) -> None:
    value = carried(Menu(act=act, key=key_of(id_)))
    assert len(value) <= 150
    chosen = {"type": "overflow", "action_id": Action.MENU, "selected_option": option("x", value)}
    assert pressed(chosen) == Menu(act=act, key=key_of(id_))


@given(st.lists(IDS, unique=True, min_size=1, max_size=30), st.data())
def test_a_key_finds_its_id_among_those_of_a_message(ids: list[str], data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from(ids))
    assert id_of(key_of(wanted), ids) == wanted
    assert id_of(key_of(wanted), [id_ for id_ in ids if id_ != wanted]) is None


def test_the_ids_of_a_message_are_read_from_its_buttons() -> None:
    rows = [
        actions(
            [button(Action.DETAILS, "Details", carried(Details(id=id_))), overflow(Action.MENU, [option("x", "y")])]
        )
        for id_ in ("b", "a", "b")
    ]
    assert ids_in([{"type": "divider"}, *rows]) == ("b", "a")


@pytest.mark.parametrize("value", [True, False])
def test_feedback_and_nudges(value: bool) -> None:
    assert pressed(_click(marked(Action.FEEDBACK, "good"), carried(Feedback(good=value)))) == Feedback(good=value)
    assert pressed(_click(Action.NUDGES, carried(Nudges(on=value)))) == Nudges(on=value)


@pytest.mark.parametrize("action", [Action.READ_ALL, Action.EDIT_PROFILE, Action.PRIVACY])
def test_a_button_may_carry_nothing(action: Action) -> None:
    assert pressed(_click(action, action.value)) == Plain(action=action)


@pytest.mark.parametrize(
    "action",
    [
        {},
        {"action_id": "details"},
        _click("elsewhere", "x"),
        _click("details", "no json"),
        _click("details", '{"id": ""}'),
        _click("details", '{"id": "a", "more": 1}'),
        _click("details", '{"id": "' + "a" * (LONGEST_ID + 1) + '"}'),
        _click("compare", '{"ids": ["a"]}'),
        _click("menu", "erase:0123456789abcdef"),
        _click("menu", "plan:short"),
        _click("say", ""),
        _click("say", "x" * 2001),
        _click("feedback", '{"good": "perhaps"}'),
        {"action_id": "menu", "selected_option": None, "value": None},
        {"action_id": "say", "selected_option": "x"},
    ],
)
def test_what_is_not_ours_or_forged_means_nothing(action: dict[str, object]) -> None:
    assert pressed(action) is None


def test_an_id_that_is_too_long_cannot_be_carried() -> None:
    with pytest.raises(ValidationError):
        Details(id="a" * (LONGEST_ID + 1))
