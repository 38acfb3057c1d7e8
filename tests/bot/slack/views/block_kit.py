"""Slack's documented limits on blocks and views, so far as the views use them: `findings` names whatever breaks one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from slack_sdk.models.blocks import Block as SdkBlock

SAME_AS_ONE = {"type"}
REQUIRED: dict[str, set[str]] = {
    "rich_text": {"elements"},
    "header": {"text"},
    "divider": set(),
    "actions": {"elements"},
    "context_actions": {"elements"},
    "table": {"rows"},
    "plan": {"title", "tasks"},
    "task_card": {"task_id", "title"},
    "input": {"label", "element"},
    "button": {"text", "action_id"},
    "overflow": {"options", "action_id"},
    "static_select": {"options", "action_id"},
    "multi_static_select": {"options", "action_id"},
    "radio_buttons": {"options", "action_id"},
    "plain_text_input": {"action_id"},
    "number_input": {"action_id", "is_decimal_allowed"},
    "feedback_buttons": {"positive_button", "negative_button"},
    "rich_text_section": {"elements"},
    "text": {"text"},
    "link": {"url"},
    "date": {"timestamp", "format"},
    "plain_text": {"text"},
    "raw_text": {"text"},
}
MAY: dict[str, set[str]] = {
    "table": {"column_settings"},
    "task_card": {"details", "status", "output", "sources"},
    "input": {"block_id", "optional", "hint"},
    "button": {"value", "style", "accessibility_label", "url", "confirm"},
    "static_select": {"placeholder", "initial_option"},
    "multi_static_select": {"placeholder", "initial_options"},
    "radio_buttons": {"initial_option"},
    "plain_text_input": {"initial_value", "multiline", "max_length", "placeholder"},
    "number_input": {"initial_value", "min_value", "max_value"},
    "feedback_buttons": {"action_id"},
    "text": {"style"},
    "link": {"text", "style"},
    "date": {"fallback"},
    "plain_text": {"emoji"},
}
IN = {
    "message": {"rich_text", "header", "divider", "actions", "context_actions", "table", "plan", "task_card"},
    "home": {"rich_text", "header", "divider", "actions"},
    "modal": {"rich_text", "header", "divider", "actions", "input"},
}
IN_ACTIONS = {"button", "overflow", "static_select"}
IN_INPUT = {"plain_text_input", "number_input", "static_select", "multi_static_select", "radio_buttons"}


class Checker:
    """Collects what breaks a limit."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def expect(self, fine: bool, where: str, what: str) -> None:
        if not fine:
            self.found.append(f"{where}: {what}")

    def shape(self, node: dict[str, Any], where: str) -> None:
        """A known type, every required field, no unknown one."""
        kind = node.get("type", "")
        self.expect(kind in REQUIRED, where, f"unknown type {kind!r}")
        if kind in REQUIRED:
            names = set(node) - SAME_AS_ONE
            needed = REQUIRED[kind]
            self.expect(needed <= names, where, f"without {needed - names}")
            extra = names - needed - MAY.get(kind, set())
            self.expect(not extra, where, f"with {extra}")

    def length(self, text: Any, least: int, most: int, where: str) -> None:
        self.expect(isinstance(text, str) and least <= len(text) <= most, where, f"not {least} to {most} characters")

    def count(self, items: Any, least: int, most: int, where: str) -> None:
        self.expect(isinstance(items, list) and least <= len(items) <= most, where, f"not {least} to {most} items")

    # ---- blocks

    def block(self, block: dict[str, Any], where: str) -> None:
        self.shape(block, where)
        _CHECKS.get(block["type"], lambda *_: None)(self, block, where)

    def rich_text(self, block: dict[str, Any], where: str) -> None:
        self.count(block["elements"], 1, 100, where)
        for section in block["elements"]:
            self.shape(section, where)
            self.expect(section["type"] == "rich_text_section", where, "not a section")
            self.count(section["elements"], 1, 500, where)
            for element in section["elements"]:
                self.shape(element, where)
                self.expect(element["type"] in {"text", "link", "date"}, where, f"{element['type']} in rich text")
                self.length(element.get("fallback") or element["text"], 1, 4000, where)
                if element["type"] == "link":
                    self.length(element["url"], 9, 3000, where)
                    self.expect(element["url"].startswith("https://"), where, "a link that is not https")

    def actions(self, block: dict[str, Any], where: str) -> None:
        self.count(block["elements"], 1, 25, where)
        ids = [element["action_id"] for element in block["elements"]]
        self.expect(len(ids) == len(set(ids)), where, "an action_id twice in a block")
        for element in block["elements"]:
            self.expect(element["type"] in IN_ACTIONS, where, f"{element['type']} among actions")
            self.element(element, where)

    def element(self, element: dict[str, Any], where: str) -> None:
        self.shape(element, where)
        self.length(element["action_id"], 1, 255, where)
        kind = element["type"]
        if kind == "button":
            self.plain(element["text"], 75, where)
            self.length(element["value"], 1, 2000, where)
            for name, most in {"title": 100, "text": 300, "confirm": 30, "deny": 30}.items():
                if "confirm" in element:
                    self.plain(element["confirm"][name], most, where)
            if "accessibility_label" in element:
                self.length(element["accessibility_label"], 1, 75, where)
        if "options" in element:
            self.count(element["options"], 1, {"overflow": 5, "radio_buttons": 10}.get(kind, 100), where)
            self.options(element["options"], where)
            self.options(element.get("initial_options", []), where)
        if "placeholder" in element:
            self.plain(element["placeholder"], 150, where)
        if kind == "plain_text_input":
            self.expect(1 <= element.get("max_length", 1) <= 3000, where, "max_length")
            self.length(element.get("initial_value", ""), 0, element.get("max_length", 3000), where)

    def options(self, options: list[dict[str, Any]], where: str) -> None:
        values = [option["value"] for option in options]
        self.expect(len(values) == len(set(values)), where, "an option twice")
        for option in options:
            self.expect(set(option) <= {"text", "value", "description"}, where, "an unknown field of an option")
            self.plain(option["text"], 75, where)
            self.length(option["value"], 1, 150, where)

    def plain(self, text: dict[str, Any], most: int, where: str) -> None:
        self.shape(text, where)
        self.expect(text["type"] == "plain_text", where, "not plain text")
        self.length(text["text"], 1, most, where)

    def context_actions(self, block: dict[str, Any], where: str) -> None:
        self.count(block["elements"], 1, 5, where)
        for element in block["elements"]:
            self.shape(element, where)
            for side in ("positive_button", "negative_button"):
                self.plain(element[side]["text"], 75, where)
                self.length(element[side]["value"], 1, 2000, where)
                self.length(element[side]["accessibility_label"], 1, 75, where)

    def table(self, block: dict[str, Any], where: str) -> None:
        self.count(block["rows"], 1, 100, where)
        self.count(block["column_settings"], 0, 20, where)
        for row in block["rows"]:
            self.count(row, 1, 20, where)
            self.expect(len(row) == len(block["rows"][0]), where, "rows of unequal length")
            for cell in row:
                self.expect(cell["type"] in {"raw_text", "rich_text"}, where, f"a cell of {cell['type']}")
                self.block(cell, where) if cell["type"] == "rich_text" else self.length(cell["text"], 1, 3000, where)

    def plan(self, block: dict[str, Any], where: str) -> None:
        self.length(block["title"], 1, 300, where)
        self.count(block["tasks"], 1, 50, where)
        ids = [task["task_id"] for task in block["tasks"]]
        self.expect(len(ids) == len(set(ids)), where, "a task_id twice")
        for task in block["tasks"]:
            self.block(task, where)

    def task_card(self, block: dict[str, Any], where: str) -> None:
        self.length(block["title"], 1, 300, where)
        self.expect(block["status"] in {"pending", "in_progress", "complete", "error"}, where, "status")
        self.block(block["details"], where)
        self.count(block["details"]["elements"], 1, 1, where)

    def header(self, block: dict[str, Any], where: str) -> None:
        self.plain(block["text"], 150, where)

    def input(self, block: dict[str, Any], where: str) -> None:
        self.plain(block["label"], 2000, where)
        self.length(block["block_id"], 1, 255, where)
        self.expect(block["element"]["type"] in IN_INPUT, where, f"{block['element']['type']} in an input")
        self.element(block["element"], where)


_CHECKS: dict[str, Callable[[Checker, dict[str, Any], str], None]] = {
    name: getattr(Checker, name)
    for name in ("rich_text", "actions", "context_actions", "table", "plan", "task_card", "header", "input")
}


def findings(blocks: Any, place: str = "message") -> list[str]:
    """What breaks a limit in the blocks of a message, a home or a modal; empty where all is well."""
    check = Checker()
    check.count(list(blocks), 1, 50 if place == "message" else 100, "blocks")
    for at, block in enumerate(blocks):
        where = f"{place}[{at}] {block['type']}"
        check.expect(block["type"] in IN[place], where, "not in this place")
        check.block(block, where)
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    check.expect(len(ids) == len(set(ids)), place, "a block_id twice")
    check.expect(sum(block["type"] == "table" for block in blocks) <= 1, place, "two tables")
    if place == "message":
        written = len(json.dumps(list(blocks), ensure_ascii=False, separators=(",", ":")))
        check.expect(written <= 10_000, place, f"{written} characters")
    return check.found


def view_findings(view: dict[str, Any]) -> list[str]:
    """What breaks a limit in a view."""
    found = findings(view["blocks"], view["type"])
    check = Checker()
    check.expect(len(json.dumps(view).encode()) <= 250_000, "view", "over 250 kB")
    if view["type"] == "modal":
        for part in ("title", "submit", "close"):
            check.plain(view[part], 24, part)
        check.length(view["private_metadata"], 0, 3000, "private_metadata")
        check.length(view["callback_id"], 1, 255, "callback_id")
    return found + check.found


# ---- reading blocks


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every object inside blocks."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from nodes(value)


def texts(blocks: Any) -> list[str]:
    """Every text that somebody reads or hears."""
    found = []
    for node in nodes(blocks):
        found += [node[name] for name in ("text", "title", "accessibility_label") if isinstance(node.get(name), str)]
    return found


def urls(blocks: Any) -> list[str]:
    """Every address that can be clicked."""
    return [node["url"] for node in nodes(blocks) if "url" in node]


def elements(blocks: Any) -> list[dict[str, Any]]:
    """Every button and menu, as Slack sends it back when it is pressed: one entry for each thing that can be chosen."""
    found = []
    for node in nodes(blocks):
        if node.get("type") == "button":
            found.append({"type": "button", "action_id": node["action_id"], "value": node["value"]})
        elif node.get("type") in {"overflow", "static_select"}:
            pressed = {"type": node["type"], "action_id": node["action_id"]}
            found += [pressed | {"selected_option": option} for option in node["options"]]
        elif node.get("type") == "feedback_buttons":
            for side in ("positive_button", "negative_button"):
                value = node[side]["value"]
                found.append({"type": "feedback_buttons", "action_id": node["action_id"], "value": value})
    return found


def reading(blocks: Any) -> str:
    """All of it as one would read it."""
    return "\n".join(texts(blocks))


def known_to_the_sdk(blocks: Any) -> bool:
    """Whether Slack's own library knows every block."""
    return all(type(SdkBlock.parse(dict(block))) is not SdkBlock for block in blocks)
