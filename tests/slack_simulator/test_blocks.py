"""Block Kit's limits: what passes, what does not and why, and that no junk breaks the checks."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.slack_simulator.block_cases import (
    INVALID_MESSAGES,
    INVALID_VIEWS,
    VALID_MESSAGES,
    VALID_VIEWS,
    button,
    plain,
    section,
)
from tests.slack_simulator.blocks import check_message, check_view, visible_length
from tests.slack_simulator.blocks.layout import BLOCKS


@pytest.mark.parametrize("why", VALID_MESSAGES)
def test_slack_takes(why: str):
    assert check_message(VALID_MESSAGES[why]) == []


@pytest.mark.parametrize("why", INVALID_MESSAGES)
def test_slack_does_not_take(why: str):
    blocks, finding = INVALID_MESSAGES[why]
    assert finding in [str(one) for one in check_message(blocks)]


@pytest.mark.parametrize("why", VALID_VIEWS)
def test_slack_takes_the_view(why: str):
    assert check_view(VALID_VIEWS[why]) == []


@pytest.mark.parametrize("why", INVALID_VIEWS)
def test_slack_does_not_take_the_view(why: str):
    view, finding = INVALID_VIEWS[why]
    assert finding in [str(one) for one in check_view(view)]


def test_every_block_that_is_known_is_shown_valid():
    shown = {block["type"] for blocks in VALID_MESSAGES.values() for block in blocks}
    shown |= {block["type"] for view in VALID_VIEWS.values() for block in view["blocks"]}
    inner = {"card"}  # stands in the carousel
    assert BLOCKS.keys() - shown - inner == {"file"}


def test_a_finding_points_to_its_place_as_slack_does():
    [finding] = check_message([section(accessory=button(text=plain("x" * 76)))])
    assert finding.pointer == "/blocks/0/accessory/text/text"


def test_what_is_seen_is_counted_and_what_is_not_is_not():
    blocks = [section(block_id="unseen"), {"type": "actions", "elements": [button(value="unseen")]}]
    assert visible_length(blocks) == len("a") * 2


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    return [path] * bool(path) + [place for name, one in inner for place in places(one, (*path, name))]


JUNK = st.sampled_from([None, True, 0, -1, 1e9, "", "x", [], [None], {}, {"type": "x"}, {"text": []}, [[]], [{}]])
EVERYTHING = [block for blocks in VALID_MESSAGES.values() for block in blocks[:1]]
EVERYTHING += [block for view in VALID_VIEWS.values() for block in view["blocks"][:1]]


@given(block=st.sampled_from(EVERYTHING), data=st.data())
def test_junk_anywhere_is_a_finding_or_nothing_and_never_an_exception(block: dict[str, Any], data: st.DataObject):
    junked = copy.deepcopy([block])
    *way, last = data.draw(st.sampled_from(places(junked)))
    holder: Any = junked
    for step in way:
        holder = holder[step]
    holder[last] = data.draw(JUNK)
    check_message(junked)
    check_view({"type": "modal", "title": plain(), "blocks": junked})
    check_view({"type": "home", "blocks": junked})


def test_the_limits_are_those_that_slack_documents(shared: Path):
    """A limit at which one more character or item is refused, for every kind of limit that the cases above measure."""
    limits = json.loads((shared / "slack" / "block_kit_limits.json").read_text(encoding="utf-8"))
    told = {
        "text.max_length": "text of 3001",
        "section.fields.item_max_length": "a field of 2001",
        "section.fields.max_items": "11 fields",
        "block_id.max_length": "a block id of 256",
        "action_id.max_length": "an action id of 256",
        "button.text.max_length": "a button of 76",
        "button.value.max_length": "a value of 2001",
        "actions.elements.max_items": "26 buttons",
        "context.elements.max_items": "11 in context",
        "select.options.max_items": "101 options",
        "option.text.max_length": "an option of 76",
        "option.value.max_length": "an option's value of 151",
        "overflow.options.max_items": "six in an overflow menu",
        "checkboxes.options.max_items": "eleven boxes",
        "select.placeholder.max_length": "a placeholder of 151",
        "header.text.max_length": "a header of 151",
        "markdown.text.max_length": "12,001 of markdown",
        "table.rows.max_items": "101 rows",
        "table.columns.max_items": "21 columns",
        "card.actions.max_items": "a card with four buttons",
        "card.body.max_length": "a card of 201",
        "carousel.elements.max_items": "eleven cards",
        "rich_text_list.indent.max": "an indent of nine",
        "message.blocks.max_items": "51 blocks",
    }
    for name, case in told.items():
        words = INVALID_MESSAGES[case][1].split()
        assert str(limits[name]) in words, name
