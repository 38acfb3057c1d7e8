"""Block Kit's blocks and elements as plain dicts, so far as they are used here.

Lengths are cut to the limits of https://docs.slack.dev/reference/block-kit.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.slack.views.text import ELLIPSIS, cut, one_line

Element = dict[str, Any]
Block = dict[str, Any]

MOST_BLOCKS = 50
MOST_CHARACTERS = 10_000
"""Over all blocks of a message, reckoned on their whole JSON; Slack refuses somewhat above that."""
LABEL, HEADER, BUTTON_VALUE, OPTION_VALUE, MOST_BUTTONS = 75, 150, 2000, 150, 25


def words(text: str, *, bold: bool = False, italic: bool = False) -> Element:
    """Words in rich text; nothing in them is read as markup."""
    style = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def link(url: str, text: str) -> Element:
    """A link in bold."""
    return {"type": "link", "url": url, "text": text, "style": {"bold": True}}


def moment(at: dt.datetime, spoken: str) -> Element:
    """A day and a time as each reader's own clock shows it; `spoken` where it cannot be shown."""
    return {"type": "date", "timestamp": int(at.timestamp()), "format": "{date_long}, {time}", "fallback": spoken}


def rich(*elements: Element) -> Block:
    """One paragraph of rich text; empty words are left out."""
    said = [element for element in elements if element.get("text") != ""] or [words(ELLIPSIS)]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": said}]}


def plain(text: str, most: int = LABEL) -> Element:
    """A text object without markup and emoji."""
    return {"type": "plain_text", "text": cut(one_line(text), most) or ELLIPSIS, "emoji": False}


def header(text: str) -> Block:
    """A heading."""
    return {"type": "header", "text": plain(text, HEADER)}


def button(action_id: str, label: str, value: str, *, primary: bool = False, spoken: str = "") -> Element:
    """A button; `spoken` is what a screen reader says instead of its label."""
    made: Element = {"type": "button", "action_id": action_id, "text": plain(label), "value": value}
    if primary:
        made["style"] = "primary"
    return made | ({"accessibility_label": cut(one_line(spoken), LABEL)} if spoken else {})


def asking_first(element: Element, title: str, text: str, yes: str, no: str) -> Element:
    """A button that asks once more before it does anything."""
    asked = {"title": plain(title, 100), "text": plain(text, 300), "confirm": plain(yes, 30), "deny": plain(no, 30)}
    return element | {"confirm": asked}


def option(label: str, value: str) -> Element:
    """One entry of a menu."""
    return {"text": plain(label), "value": value}


def overflow(action_id: str, options: Sequence[Element]) -> Element:
    """A small menu behind three dots."""
    return {"type": "overflow", "action_id": action_id, "options": list(options)}


def select(action_id: str, placeholder: str, options: Sequence[Element]) -> Element:
    """A menu of which one entry is taken."""
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, 150),
        "options": list(options),
    }


def actions(elements: Iterable[Element]) -> Block:
    """Buttons and menus in a row."""
    return {"type": "actions", "elements": list(elements)[:MOST_BUTTONS]}


def size(blocks: Sequence[Mapping[str, Any]]) -> int:
    """The characters of blocks as JSON."""
    return len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")))
